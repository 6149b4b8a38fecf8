"""Every word the window shows that is not a record's own, and the one way in which it writes dates and numbers."""

from datetime import date, datetime
from typing import Final

from smsdpo.core.clock import LONDON

PROGRAM: Final = "SMS DPO"
PROGRAM_SHORT: Final = "SMS"
SAMPLE: Final = "SAMPLE"

# --- failures
FAULT: Final = "Something in the program went wrong. What you had saved is safe."
FAULT_HINT: Final = "Try again. If it happens once more, tell your support this reference: {reference}."
CLOSE: Final = "Close message"
COPY: Final = "Copy message"

# --- shell
SEARCH_EVERYWHERE: Final = "Search people"
SEARCH_HINT: Final = "Search people, requests, e-mails"
ADD_MESSAGES: Final = "Add messages"
OVERDUE: Final = "{count} overdue"
DUE_THIS_WEEK: Final = "{count} due this week"
ALL_ON_TIME: Final = "Nothing overdue"
SAVED: Final = "Saved {time}"
ALL_SAVED: Final = "All saved"
ENCRYPTED: Final = "Encrypted"
REHEARSAL: Final = "Rehearsal: today is {day}"
DROP_HERE: Final = "Drop to add to the inbox"
DROP_NO_FILES: Final = "That drop held no files."
DROP_NO_FILES_HINT: Final = "Save the messages as files first (.eml or .msg), then drop or open them."
NAVIGATION: Final = "Places"
LOOK: Final = "Switch between light and dark"
SHOW_OVERDUE: Final = "Show overdue requests"
SHOW_DUE: Final = "Show requests due this week"
ADDING: Final = "Adding messages"
ADDED: Final = "{count} added"
ALREADY_HERE: Final = "{count} already here"
NOT_ADDED: Final = "{count} not added"
NOT_ADDED_TITLE: Final = "{count} could not be added. Nothing was lost: the originals are where they were."
AND_MORE: Final = "and {count} more"
CANCEL: Final = "Cancel"
CHOOSE_MESSAGES: Final = "Add messages to the inbox"
MESSAGE_FILES: Final = "Messages (*.eml *.msg *.mbox *.txt);;All files (*)"

WAITING: Final = "…"

STOPPING: Final = "stopping"
ACTIVITY: Final = "Running jobs"

# --- messages
SHOW_QUOTED: Final = "Show quoted history"
HIDE_QUOTED: Final = "Hide quoted history"
FOLDED: Final = "[ quoted history, {lines}, folded ]"
TOO_LONG: Final = "\n\n[ The rest of this very long message is kept in the office but not shown here. ]"

# --- before the work: unlock, first run
OPENING: Final = "Opening the office"
FILLING: Final = "Putting the sample in"
UNLOCK_TITLE: Final = "Unlock the office"
UNLOCK_SAY: Final = "Type the passphrase of this store."
PHRASE: Final = "Passphrase"
UNLOCK: Final = "Unlock"
USE_RECOVERY: Final = "Use the recovery key"
USE_PHRASE: Final = "Use the passphrase"
RECOVERY_TITLE: Final = "Open with the recovery key"
RECOVERY_SAY: Final = "Type the recovery key that was shown when the store was made."
RECOVERY_KEY: Final = "Recovery key"
SHOW_TYPED: Final = "Show what is typed"
TRY_AGAIN: Final = "Try again"
QUIT: Final = "Quit"
CANNOT_OPEN: Final = "The office could not be opened"
WELCOME: Final = "Welcome to your office"
WELCOME_SAY: Final = (
    "Everything stays on this computer, encrypted. The passphrase opens it; without it and the recovery key nobody can."
)
ORGANISATION: Final = "Organisation"
DPO_NAME: Final = "Data Protection Officer"
PHRASE_AGAIN: Final = "Passphrase again"
PHRASE_OR_KEYRING: Final = "Leave both empty to let this computer's keyring keep the key."
PHRASES_DIFFER: Final = "The two passphrases differ."
PHRASES_DIFFER_HINT: Final = "Type the same one twice."
START_SAMPLE: Final = "Start with sample data"
START_EMPTY: Final = "Start empty"
KEY_TITLE: Final = "Keep this recovery key safe"
KEY_SAY: Final = (
    "It opens the store when the passphrase is forgotten or this computer is gone. It is shown this once and kept "
    "nowhere. Write it down or print it, and keep it away from this computer."
)
COPY_KEY: Final = "Copy"
KEY_KEPT: Final = "I have kept it"

# --- inbox
INBOX: Final = "Inbox"
INBOX_LIST: Final = "Inbox list"
INBOX_VIEWS: Final = (
    ("untriaged", "Untriaged"),
    ("accepted", "Accepted"),
    ("not_request", "Not a request"),
    ("all", "All"),
)
INBOX_EMPTY: Final = {
    "untriaged": "Nothing to triage. Drop .eml or .msg files here, or add a mailbox folder.",
    "accepted": "No message has been accepted as a request yet.",
    "not_request": "No message has been put aside.",
    "all": "No messages yet. Drop .eml or .msg files here, or add a mailbox folder.",
}
RECEIVED: Final = "Received"
FROM_AND_SUBJECT: Final = "From and subject"
SUGGESTED: Final = "Suggested"
NO_SUBJECT: Final = "(no subject)"
NO_SENDER: Final = "(no sender)"
MESSAGE: Final = "Message"
CHOOSE_A_MESSAGE: Final = "Choose a message to read it."
LOADING: Final = "Opening the message"
ATTACHMENT: Final = "Attachment: {name}"
TYPE: Final = "Type"
TYPE_OPEN: Final = "Choose what is asked for"
SUGGESTED_BY: Final = "Suggested by “{words}”"
SUGGESTED_WHOLE: Final = "Suggested by how the message is built"
NOTHING_SUGGESTED: Final = "Nothing in it says what is asked for; please read it."
ALSO_ASKED: Final = "It also asks for: {types}."
OTHER_LANGUAGE: Final = "Written in {language}: please have it read, no suggestion can be trusted."
LANGUAGE_UNKNOWN: Final = "The language could not be named."
REPLY_TO: Final = "Seems to answer {reference}."
WHY_OTHER_DAY: Final = "Why another day?"
WHY_OTHER_DAY_HINT: Final = "Why another day? For example: arrived by post on Friday"
POLICY_AND_LAW: Final = "policy {policy}  ·  law {law}"
POLICY_ONLY: Final = "policy {policy}"
LAW_ONLY: Final = "law {law}"
PERSON: Final = "Person"
NEW_PERSON: Final = "New person: {name}"
NOT_KNOWN: Final = "not known yet"
OR_KNOWN: Final = "or someone we know?"
CHANGE_PERSON: Final = "Change"
CHANGE_PERSON_SAYS: Final = "Choose another person"
ACCEPT: Final = "Accept and open"
NOT_A_REQUEST: Final = "Not a request"
LINK: Final = "Link to existing"
WHY_NOT: Final = "Why is this not a request?"
WHY_NOT_REASONS: Final = (
    "Newsletter or advertising",
    "Spam",
    "Thanks, nothing asked",
    "Automatic reply",
    "For another department",
    "Test message",
)
WHY_NOT_OTHER: Final = "Another reason"
WHY_NOT_HINT: Final = "Another reason, then Enter"
BACK: Final = "Back"
LINK_TITLE: Final = "Which request does it belong to?"
LINK_LIST: Final = "Requests to link to"
LINK_FILTER: Final = "Filter requests to link to"
LINK_HINT: Final = "Reference or name"
LINK_DO: Final = "Link to this request"
LINK_NONE: Final = "No open request matches."
ACCEPTED_AS: Final = "This message belongs to {reference}."
OPEN_REQUEST: Final = "Open request"
PUT_ASIDE: Final = "Put aside: {reason}"
REOPEN: Final = "Back to untriaged"
OPENED_TOAST: Final = "{reference} opened"
ASIDE_TOAST: Final = "Put aside: {reason}"
LINKED_TOAST: Final = "Added to {reference}"
REOPENED_TOAST: Final = "Back among the untriaged messages"

# --- requests
REQUESTS: Final = "Requests"
REQUESTS_LIST: Final = "Requests list"
REQUEST_VIEWS: Final = (
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("week", "Due this week"),
    ("waiting", "Waiting"),
    ("closed", "Closed"),
    ("all", "All"),
)
REQUESTS_EMPTY: Final = {
    "open": "No open requests. They begin in the inbox: accept a message and it becomes one.",
    "overdue": "Nothing is overdue.",
    "week": "Nothing is due this week.",
    "waiting": "No request is waiting for anybody.",
    "closed": "No request has been closed yet.",
    "all": "No requests yet. They begin in the inbox: accept a message and it becomes one.",
}
NO_REQUEST_MATCHES: Final = "No request matches “{text}”."
TO_INBOX: Final = "Go to the inbox"
FILTER_REQUESTS: Final = "Filter requests"
FILTER_HINT: Final = "Filter by reference or name"
REQUEST: Final = "Request"
STATE: Final = "State"
POLICY: Final = "Policy"
LAW: Final = "Law"
WAITING_FOR: Final = "Waiting: {what}"
NO_NAME: Final = "Name not known yet"
CLOSED: Final = "closed"

# --- clocks
ANSWER_BY: Final = "Answer by"
POLICY_30: Final = "Policy, 30 days"
LAW_MONTH: Final = "Law, one month"
LEFT: Final = "Left"
NO_DATE: Final = "no date yet"
WORKING: Final = "How the dates were reckoned"
SHOW_WORKING: Final = "Show how the dates were reckoned"
NO_WORKING: Final = "No clock runs for this."
CLOCK_STATES: Final = {"due": "", "NOT_STARTED": "not started", "PAUSED": "paused", "none": "none"}

# --- dates
_TODAY: Final = "Today"
_YESTERDAY: Final = "Yesterday"


def day(on: date) -> str:
    """22 November 2026."""
    return f"{on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """22 Nov 2026."""
    return f"{on.day} {on:%b %Y}"


def tiny_day(on: date, today: date) -> str:
    """22 Nov, with the year where it is not the present one."""
    return f"{on.day} {on:%b}" if on.year == today.year else f"{on.day} {on:%b} {on:%y}"


def weekday(on: date) -> str:
    """Sunday 22 November 2026."""
    return f"{on:%A} {day(on)}"


def time_of(at: datetime) -> str:
    """09:12, in London."""
    return f"{at.astimezone(LONDON):%H:%M}"


def instant(at: datetime) -> str:
    """22 November 2026, 09:12."""
    return f"{day(at.astimezone(LONDON).date())}, {time_of(at)}"


def short_instant(at: datetime) -> str:
    """22 Nov 2026, 09:12."""
    return f"{short_day(at.astimezone(LONDON).date())}, {time_of(at)}"


def when(at: datetime, on: date, today: date) -> str:
    """Today 09:12, Yesterday, Fri 20 Nov, 3 Apr 25: as near as it needs to be."""
    age = (today - on).days
    if age == 0:
        return f"{_TODAY} {time_of(at)}"
    if age == 1:
        return _YESTERDAY
    return f"{on:%a} {tiny_day(on, today)}" if 0 < age < 300 else tiny_day(on, today)


def number(count: int) -> str:
    """1,234."""
    return f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """1 day, 2 days."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def left(days: int) -> str:
    """How long there is: 3 days late, today, 30 days."""
    if days < 0:
        return f"{counted(-days, 'day')} late"
    return "today" if days == 0 else counted(days, "day")


def left_tone(days: int) -> str:
    """The tone that goes with it: late is bad, within the week is soon."""
    if days < 0:
        return "bad"
    return "warn" if days <= 6 else "ok"


def size(count: int) -> str:
    """The size of a file, as people say it."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
