"""Words of the request's workspace: the last look before it leaves or ends, and what is asked for on the way."""

from collections.abc import Mapping
from typing import Final

# --- before it leaves (screens.md, 2.10) ------------------------------------------------------------------------------

FROM_REQUEST: Final = "as in the request {reference}"
HELD_FOR: Final = "as held for this person"
CHANGED_BY: Final = "changed {day} by {who}"
CHECKED: Final = "identity checked {day}"
COUNTS: Final = "{records}, {redacted} redacted, {withheld} withheld"
LOOK_ALIKE: Final = "“{name}” is also in the register ({because}): not this person."
MORE_ALIKE: Final = "and {count} more who look alike"
LETTERS: Final = "Last letters"
TYPE_LETTERS: Final = "Type the last {count} letters of the surname"
NO_NAME_TO_TYPE: Final = "The recipient has no name. Give one under “Change address”."
NOT_THESE: Final = "These are not the last letters of the surname."
WRONG_FILE: Final = "{file} was built for {built}, not for {name}. Nothing can be sent: make it again."
ADDRESS_MOVED: Final = "The address was changed after the letter was approved, so the letter must be made again."
PASSWORD_BY: Final = "Password by"  # noqa: S105 - the name of a field
PASSWORD_WAYS: Final = (("telephone", "Phone"), ("post", "Post"), ("person", "Hand"))
WAY_SAYS: Final = "{what}: {way}"
SENT_BY: Final = "Sent by"
SENT_WAYS: Final = (("post", "Post"), ("email", "E-mail"), ("hand", "Hand"))
SENT_AS: Final[Mapping[str, str]] = {"post": "by post", "email": "by e-mail", "hand": "by hand"}
MARK: Final[Mapping[str, str]] = {"post": "Mark as posted", "email": "Mark as e-mailed", "hand": "Mark as handed over"}
OPEN_DRAFT: Final = "Open draft in mail program"
NO_END: Final = "no end date"
DRAFT_OPENED: Final = "{name} is open in your mail program; send it there"
DRAFT_NOT_OPENED: Final = "The draft was written, but no mail program opened it."
DRAFT_NOT_OPENED_HINT: Final = "Open it by hand: {name}, in the folder {folder}."
NOT_YET: Final = "Cancel"
SENT_TOAST: Final = "{reference} marked as sent {how}"
LEFT: Final = "The answer has left"
LEFT_FACTS: Final = "Sent {how} on {day}. Nothing of it can be changed any more."
CLOSE_AS: Final = "Closing it as “{outcome}” ends its clocks; it cannot be opened again."
CLOSE_FOR_NOW: Final = "Closing it as “{outcome}” ends its clocks; an answer that comes later takes it up again."
CLOSE: Final = "Close the request"

# --- before it ends without an answer ---------------------------------------------------------------------------------

END_TITLE: Final = "Close {reference} as “{outcome}”?"
END_FOLLOWS: Final[Mapping[str, str]] = {
    "withdrawn": "No answer is sent, because the person no longer wants one. What was found stays where it is.",
    "closed_no_reply": "No answer is sent, because what we asked for never came. The person may ask again at any time.",
    "passed_to_controller": "No answer is sent by us: our customer, who decides about the data, gives it.",
}
END_FOLLOWS_ELSE: Final = "The answer was given outside this program; the note is all that will show it."
END_ALWAYS: Final = "Its clocks end today, {day}. Only reopening it, with a reason, lets it be changed again."
END_OPEN: Final = "{records} undecided will stay undecided."
CLOSED_ON: Final = "Closed {day}"
SENT_ON: Final = "Sent {day}"
RUNNING: Final = "{what}…"
UNDER_WAY: Final = "{what}: it has to end first."
DONE_ELSEWHERE: Final = "{reference}: {what}, done"
DELETE_COPY: Final = "Delete a copy…"
COPIES_SERVED: Final = "{things} came with this request. A copy of an identity paper is not needed any more."
COPY_TITLE: Final = "Delete a copy of an identity paper"
COPY_SAY: Final = "It goes for good, from the message's original too. The note of what was seen stays."
COPY_WHICH: Final = "Attachment"
COPY_NAMED: Final = "{name} ({size})"
COPY_REASON: Final = "Why it goes"
COPY_BECAUSE: Final = "Copy of an identity paper; identity checked"
COPY_DO: Final = "Delete for good"
COPY_TOAST: Final = "The copy is deleted; the trail keeps that and why"
NO_COPY: Final = "Nothing came with it that may go now: the identity is checked first."
SENT_LATE: Final = "Its date has passed: {left}. Write an apology first, which says why (letter L28)."
END_LATE: Final = "It is {days} late; the list of closed requests will say so."
HELD_UP: Final = (
    "The 30 days of our policy passed while we waited, the month of the law has not run out. No apology is owed for "
    "that; why it took so long is written down."
)
LETTER_NEXT: Final = "Settled: create the letter, send it, and close the request"
END_NOTE: Final = "Note for the record"
END_NOTE_HINT: Final = "What was written, to whom, and when"
"""The note is asked for by the service as well: an end that nobody can explain afterwards is not taken."""

# --- proof of identity ------------------------------------------------------------------------------------------------

ASK_PROOF: Final = "Ask for proof of identity"
ASK_PROOF_LEAD: Final = "Only with a reason for doubt. The month of the law begins when the proof is here (letter L02)."
ASK_PROOF_WHY: Final = "Why is there doubt? The person reads this in the letter"
ASK_PROOF_HINT: Final = "For example: your message came from an address that we do not hold for you"
ASK_PROOF_DO: Final = "Make the letter"
ASK_PROOF_TOAST: Final = "Letter L02 made; the clock of the law waits for the proof"
ASK_PROOF_HALF: Final = "The letter was made, but the clock did not take the request for proof. {why}"
ASK_PROOF_HALF_HINT: Final = "Do not send the letter. {hint}"

# --- what a letter lacks ----------------------------------------------------------------------------------------------

LACKS_TITLE: Final = "What the letter still needs"
LACKS_LEAD: Final = "Nothing was made yet. Fill this in, then make it again; your choices go into the trail."
LACKS_FIELD_HINT: Final = "As the person will read it"
LACKS_CHARACTER: Final = "Instead of {character} ({code})"
LACKS_CHARACTER_HINT: Final = "no font of ours can print it"
LACKS_MAKE: Final = "Make it with these"
LACKS_LEAVE: Final = "Not now"

# --- records found ----------------------------------------------------------------------------------------------------

NAMES_OTHERS: Final = "Names other people  ·  {source}"

# --- sources ----------------------------------------------------------------------------------------------------------

SOURCES: Final = "Sources"
SOURCES_TITLE: Final = "What every source answered"
SOURCES_LEAD: Final = "A source that could not be searched is named to the person, with the reason."
NO_SOURCES: Final = "Nothing has been searched yet."
SOURCE_FOUND: Final = "{records} found"
SOURCE_NOTHING: Final = "nothing found"
SOURCE_NOT: Final = "not searched"
NOT_SEARCHED: Final = "Not searched because…"
NOT_SEARCHED_SAYS: Final = "{source}: not searched because"
WHY_NOT_SEARCHED: Final = "Why was {source} not searched? The person reads this"
WHY_NOT_SEARCHED_HINT: Final = "For example: the archive was not readable on that day"
NOT_SEARCHED_DO: Final = "Note it"
NOT_SEARCHED_TOAST: Final = "{source} noted as not searched"

# --- the person -------------------------------------------------------------------------------------------------------

WHOSE: Final = "Whose data:"
NOBODY_YET: Final = "nobody chosen yet"
CHOOSE_PERSON: Final = "Choose person"
CHANGE_PERSON: Final = "Change person"
PERSON_TITLE: Final = "Whose data is asked for?"
PERSON_LEAD: Final = "Look closely: people with the same name are different people."
PERSON_SEARCH: Final = "Search the person"
PERSON_HINT: Final = "Name, e-mail, phone, account number or postcode"
PERSON_TAKE: Final = "Choose this person"
PERSON_TYPE: Final = "Type a part of the name, an e-mail address or a number to see who it can be."
PERSON_ENTER: Final = "Enter goes to the list; Enter there takes the person who is marked."
PERSON_NONE: Final = "Nobody found for “{text}”."
PERSON_TOAST: Final = "Person chosen"
PERSON_FIXED: Final = "Data was already found for this person, so the person cannot be changed."

# --- acts -------------------------------------------------------------------------------------------------------------

NEXT_STEP: Final = "Next step"
INCLUDE: Final = "Include the records"
REDACT: Final = "Redact the record"
EXCLUDE: Final = "Exclude the records"
NEXT_UNDECIDED: Final = "Next undecided record"
PREVIOUS_UNDECIDED: Final = "Previous undecided record"
TO_TAB: Final = "Show {tab}"
FIND: Final = "Find the data"
EXPORT: Final = "Create workbook and letter"
PRINT: Final = "Print the letter"
SAVE_DRAFT: Final = "Save draft e-mail"
OPEN_FOLDER: Final = "Open folder of the request"
PAUSE: Final = "Pause or resume the clock"
EXTEND: Final = "Extend the time"
SEND: Final = "Check and send the answer"
END: Final = "Close the request"
NOT_OPEN: Final = "No request is open here."
IS_CLOSED: Final = "This request is closed."
HAS_LEFT: Final = "The answer has left; only closing follows."
NO_UNDECIDED: Final = "Every record is decided."
NO_RECORD: Final = "No record is chosen."
NO_LETTER: Final = "No letter has been made yet."
NO_PAUSE: Final = "The clock of this kind of request cannot be paused."
NO_EXTENSION: Final = "The time of this kind of request cannot be extended."
NOT_SETTLED: Final = "The outcome is not settled yet."

# --- people -----------------------------------------------------------------------------------------------------------

NOBODY_SHOWN: Final = "No person is shown."

RECEIVED_FACTS: Final = "received {day} {channel}"
ASKED_BY: Final = "asked by {who}"
STEP_SAYS: Final = "Step {number}, {title}: {state}"
STEP_STATES: Final = {"done": "done", "now": "now", "ahead": "to come", "left": "left out"}
ASK_DO: Final = "{act}: {title}"
ASK_BACK: Final = "Back from: {title}"
PAUSE_CLOCK: Final = "Pause clock"
RESUME_CLOCK: Final = "Resume clock"
WHY_PAUSE: Final = "What is unclear?"
WHY_PAUSE_HINT: Final = "What is unclear? The person is asked this, and the law's clock waits for the answer"
WHY_EXTEND: Final = "Why is more time needed?"
EXTENDED_ALREADY: Final = "This request has been extended already."
MONTH_ENDED: Final = (
    "The month ended on {day}; it can no longer be extended. Answer without delay and say why it is late."
)
WHY_EXTEND_HINT: Final = "Why more time? For example: three requests by the same person"
BEFORE_RELEASE: Final = "Before release"
DONE: Final = "done"
OPEN: Final = "open"
TIMELINE: Final = "Timeline list"
WHEN: Final = "When"
WHAT: Final = "What happened"
WHO: Final = "Who"
NO_TIMELINE: Final = "Nothing has happened yet."
ATTACHMENTS: Final = "Attachments list"
ATTACHMENT_NAME: Final = "Name"
ATTACHMENT_KIND: Final = "Kind"
ATTACHMENT_SIZE: Final = "Size"
NO_ATTACHMENTS: Final = "Nothing was attached to the message."
LETTER_AND_EXPORT: Final = "Letter and export"
CREATE_LETTER: Final = "Create letter"
OTHER_FOLDER: Final = "Other folder"
LETTERS_LIST: Final = "Letters list"
LETTER: Final = "Letter"
MADE_ON: Final = "Made"
PAGES: Final = "Pages"
LETTER_SENT: Final = "Sent {day} {how}"
LETTER_APPROVED: Final = "Approved"
LETTER_DRAFT: Final = "Draft"
PREVIEW: Final = "Letter preview"
