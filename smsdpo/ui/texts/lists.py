"""Words of the lists (views, filter, selection, columns), of the inbox and the requests, and of a new request."""

from typing import Final

# --- a list that is not there
COMING: Final = "Reading the list"
TROUBLE: Final = "This list could not be read."
AGAIN: Final = "Try again: {list}"

# --- filter and views
FILTER_INBOX: Final = "Filter the inbox"
FILTER_REQUESTS: Final = "Filter requests"
FILTER_HINT: Final = "Filter: words, type:access, for:me"
CLEAR_FILTER: Final = "Clear the filter"
MORE: Final = "More"
MORE_SAYS: Final = "More views"
VIEWS: Final = "Views"
VIEWS_SAYS: Final = "Views, order and columns"
VIEW_SHOWN: Final = "View: {name}"
NO_OWN_VIEWS: Final = "No own view yet"
SAVE_VIEW: Final = "Save view…"
SAVE_VIEW_TITLE: Final = "Save this view"
SAVE_VIEW_SAY: Final = "Keeps what is filtered, how it is sorted and grouped, and which columns are shown."
SAVE: Final = "Save view"
VIEW_NAME: Final = "Name of the view"
VIEW_NAME_HINT: Final = "For example: Late and mine"
RENAME_VIEW: Final = "Rename “{name}”…"
RENAME_TITLE: Final = "Rename this view"
RENAME: Final = "Rename view"
REMOVE_VIEW: Final = "Remove “{name}”"
REMOVE_TITLE: Final = "Remove this view"
SHOW_VIEW: Final = "Show view: {view}"
NO_VIEW_CHOSEN: Final = "No own view is shown. Choose one under Views first."
VIEW_SAVED: Final = "View “{name}” saved"
VIEW_RENAMED: Final = "View is called “{name}” now"
VIEW_REMOVED: Final = "View “{name}” removed"
SORT_BY: Final = "Sort by"
SORTED_UP: Final = "{column}, ascending"
SORTED_DOWN: Final = "{column}, descending"
GROUP_BY: Final = "Group by"
GROUPS: Final = (("", "Nothing"), ("type", "Type"), ("assignee", "Assignee"), ("due", "Answer by"))

# --- columns
COLUMNS: Final = "Columns…"
COLUMNS_TITLE: Final = "Columns of this list"
COLUMNS_SAY: Final = (
    "Ticked columns are shown, in this order, as far as there is room. Space ticks, Alt with an arrow moves."
)
COLUMNS_LIST: Final = "Columns"
MOVE_UP: Final = "Move up"
MOVE_DOWN: Final = "Move down"
USUAL_COLUMNS: Final = "As it came"
DONE: Final = "Done"
CANCEL: Final = "Cancel"

# --- what is chosen
SELECTED: Final = "{count} selected"
LET_GO: Final = "Clear selection"
SELECT_ALL: Final = "Select all"
COPY_TABLE: Final = "Copy as table"
COPIED: Final = "{rows} copied"
COPIED_FIRST: Final = "The first {rows} copied; {more} more did not fit"
SORT_ACT: Final = "Sort by…"
LIST_EMPTY: Final = "The list is empty."

# --- staff
ASSIGNEE: Final = "Assignee"
ASSIGN: Final = "Assign"
ASSIGN_ACT: Final = "Assign…"
ASSIGN_SELECTED: Final = "Assign selected"
TO_ME: Final = "{name} (me)"
NOBODY: Final = "Nobody"
REFERENCE: Final = "Reference"
STAFF_HINT: Final = "Name your staff in Settings"
ASSIGNED: Final = "{what} assigned to {who}"
UNASSIGNED: Final = "{what} assigned to nobody"

# --- inbox
INBOX_VIEWS: Final = (("untriaged", "Untriaged"), ("mine", "Mine"), ("overdue", "Overdue"), ("waiting", "Waiting"))
INBOX_MORE: Final = (("accepted", "Accepted"), ("not_request", "Not a request"), ("all", "All"))
INBOX_EMPTY: Final = {
    "untriaged": "Nothing to triage. Drop .eml or .msg files here, or add a mailbox folder.",
    "mine": "No untriaged message is assigned to you.",
    "overdue": "No untriaged message is overdue.",
    "waiting": "No message belongs to a request that waits for somebody.",
    "accepted": "No message has been accepted as a request yet.",
    "not_request": "No message has been put aside.",
    "all": "No messages yet. Drop .eml or .msg files here, or add a mailbox folder.",
}
NO_SUCH_MESSAGE: Final = "This message is not here any more."
NO_MESSAGE_MATCHES: Final = "No message here matches “{text}”."
PUT_ASIDE: Final = "Put aside"
PUT_ASIDE_SAYS: Final = "Put selected messages aside"
BRING_BACK: Final = "Bring back"
BRING_BACK_SAYS: Final = "Bring selected messages back"
ASIDE: Final = "{what} put aside: {reason}"
BACK_AGAIN: Final = "{what} back among the untriaged"
WHY_NOT_MANY: Final = "Why are these {count} not requests?"
ONE_AT_A_TIME: Final = "One message at a time: choose a single one to accept it."
NO_MESSAGE: Final = "No message is chosen."
SEEN_TO: Final = "This message has been dealt with. Open its request, or bring it back."
NOT_ASIDE: Final = "This message was not put aside."
SAVE_ORIGINAL: Final = "Save original…"
SAVE_ORIGINAL_SAYS: Final = "Save the original message"
ORIGINAL_TITLE: Final = "Save the message as it came"
ORIGINAL_FILES: Final = "Messages (*.eml *.msg *.txt);;All files (*)"
ORIGINAL_SAVED: Final = "Original saved, byte for byte: {size}"
LOOK_ALIKE: Final = "Look-alike: {name}, {because}"
NOT_A_REQUEST_ACT: Final = "Not a request…"
CHECKED: Final = "Checked"
CHECKED_SAYS: Final = "Checked: nothing new"
CHECKED_TOAST: Final = "Noted: the inbox was checked just now"
LAST_CHECKED: Final = "Last checked {when} by {who}"
NEVER_CHECKED: Final = "Not checked yet"
CHECK_DUE: Final = "Check due"
UNCHECKED: Final = "Not checked for {time}"
OLDEST: Final = "Oldest unread: {time}"
CLEAR_SINCE: Final = "Nothing waiting since {when}"
PROOF: Final = "Proof of inbox checks…"
PROOF_TITLE: Final = "Proof of inbox checks"
PROOF_SAY: Final = (
    "A workbook that shows for each day of a week who looked after the inbox, what came, and how long it lay."
)
PROOF_WEEK: Final = "Week"
PROOF_DO: Final = "Write workbook"
PROOF_WHERE: Final = "Where should the proof be written?"
PROOF_NAME: Final = "Inbox checks, week of {day}.xlsx"
PROOF_FILES: Final = "Workbooks (*.xlsx)"
PROOF_MAKING: Final = "Writing the proof of inbox checks"
PROOF_DONE: Final = "Proof with {checks} written"
THIS_WEEK: Final = "{span} (this week)"
LINK_ACT: Final = "Link to existing…"

# --- requests
REQUEST_VIEWS: Final = (
    ("open", "Open"), ("mine", "Mine"), ("overdue", "Overdue"), ("week", "Due this week"), ("waiting", "Waiting"),
)  # fmt: skip
REQUEST_MORE: Final = (("closed", "Closed"), ("all", "All"))
MINE_EMPTY: Final = "No open request is assigned to you."
OPEN_ACT: Final = "Open"
NO_SUCH_REQUEST: Final = "This request is not here any more."
NO_REQUEST: Final = "No request is chosen."

# --- a new request
NEW_REQUEST: Final = "New request"
NEW_SAY: Final = "For what came by telephone, by post, at the counter or through another desk."
TIME_SAYS: Final = "Time it reached us"
TIME_NAME: Final = "at"
PERSON_SAYS: Final = "Who asks"
PERSON_HINT: Final = "Any part of a name, e-mail, phone or account"
PEOPLE_OFFERED: Final = "People found"
NEW_PERSON: Final = "New person: {name}"
NEW_PERSON_SECOND: Final = "not held yet"
EMAIL_SAYS: Final = "E-mail address of the new person"
EMAIL_HINT: Final = "Optional: where the answer goes"
FUTURE: Final = "That is still to come. A request cannot have been received later than now."
TYPE_FIRST: Final = "Known once the type is chosen."
TYPE_GROUPS: Final = {
    "rights": "Rights of people",
    "customers": "Customers",
    "questions": "Questions and concerns",
    "authorities": "Authorities",
    "office": "The office's own work",
}
