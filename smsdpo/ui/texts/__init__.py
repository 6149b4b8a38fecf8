"""Every word the window shows that is not a record's own, and the one way in which it writes dates and numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from smsdpo.core import days
from smsdpo.core.clock import LONDON

PROGRAM: Final = "SMS DPO"
PROGRAM_SHORT: Final = "SMS"
SAMPLE: Final = "SAMPLE"

# --- shell
SEARCH_EVERYWHERE: Final = "Search people"
ADD_MESSAGES: Final = "Add messages"
OVERDUE: Final = "{count} overdue"
DUE_THIS_WEEK: Final = "{count} due this week"
SAVED: Final = "Saved {time}"
ALL_SAVED: Final = "All saved"
READ_ONLY: Final = "Read only"
READ_ONLY_SAY: Final = "It can be read, searched and verified; nothing can be changed."
ENCRYPTED: Final = "Encrypted"
REHEARSAL: Final = "Rehearsal: today is {day}"
DROP_HERE: Final = "Drop to add to the inbox"
DROP_NO_FILES: Final = "That drop held no files."
DROP_NO_FILES_HINT: Final = "Save the messages as files first (.eml or .msg), then drop or open them."
SHOWN_NOW: Final = "shown now"
NAVIGATION: Final = "Places"
LOOK: Final = "Switch between light and dark"
SHOW_OVERDUE: Final = "Show overdue requests"
SHOW_DUE: Final = "Show requests due this week"
CANCEL: Final = "Cancel"

WAITING: Final = "…"

STOPPING: Final = "stopping"
ACTIVITY: Final = "Running jobs"

# --- before the work: unlock, first run
OPENING: Final = "Opening the office"
FILLING: Final = "Putting the sample in"
PHRASE: Final = "Passphrase"
RECOVERY_KEY: Final = "Recovery key"
TRY_AGAIN: Final = "Try again"
QUIT: Final = "Quit"
CANNOT_OPEN: Final = "The office could not be opened"
KEY_SAY: Final = (
    "It opens the store when the passphrase is forgotten or this computer is gone. It is shown this once and kept "
    "nowhere. Write it down or print it, and keep it away from this computer."
)

# --- inbox
RECEIVED: Final = "Received"
CHOOSE_A_MESSAGE: Final = "Choose a message to read it."
TYPE: Final = "Type"
TYPE_OPEN: Final = "Choose what is asked for"
POLICY_AND_LAW: Final = "policy {policy}  ·  law {law}"
POLICY_ONLY: Final = "policy {policy}"
LAW_ONLY: Final = "law {law}"
PERSON: Final = "Person"
WHY_NOT_REASONS: Final = (
    "Newsletter or advertising",
    "Spam",
    "Thanks, nothing asked",
    "Automatic reply",
    "For another department",
    "Test message",
)
BACK: Final = "Back"
OPEN_REQUEST: Final = "Open request"
OPENED_TOAST: Final = "{reference} opened"

# --- requests
REQUESTS: Final = "Requests"
REQUESTS_LIST: Final = "Requests list"
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
REQUEST: Final = "Request"
STATE: Final = "State"
POLICY: Final = "Policy"
LAW: Final = "Law"
IS_WAITING: Final = "Waiting"
NO_NAME: Final = "Name not known yet"
CLOSED: Final = "closed"

# --- clocks
ANSWER_BY: Final = "Answer by"
POLICY_30: Final = "Policy, 30 days"
LAW_MONTH: Final = "Law, one month"
LAW_EXTENDED: Final = "Law, extended"
CLOCK_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "three_working_days": ("Policy, 3 working days", ""),
    "fourteen_days": ("Policy, 14 days", ""),
    "six_months": ("Policy, 6 months", ""),
    "complaint_ack": (POLICY_30, "Law, 30 days"),
    "breach_ico": (POLICY_30, "Law, 72 hours"),
    "date_set": (POLICY_30, "Date set"),
    "date_set_only": ("Policy", "Date set"),
}
"""What the policy and the law give, where it is not 30 days and one month."""
LEFT: Final = "Left"
NO_DATE: Final = "no date yet"
WORKING: Final = "How the dates were reckoned"
SHOW_WORKING: Final = "Show how the dates were reckoned"
NO_WORKING: Final = "No clock runs for this."
CLOCK_STATES: Final = {"due": "", "NOT_STARTED": "not started", "PAUSED": "paused", "none": "none"}

# --- dates
_TODAY: Final = "Today"
_YESTERDAY: Final = "Yesterday"

_ISO_DAY = len("2026-11-22")


def day(on: date) -> str:
    """22 November 2026."""
    return days.long_day(on)


def value(kept: str) -> str:
    """A field of a record as it is shown: a day kept as 2026-11-22 is 22/11/2026, all else is as it is."""
    try:
        return f"{date.fromisoformat(kept):%d/%m/%Y}" if len(kept) == _ISO_DAY else kept
    except ValueError:
        return kept


def short_day(on: date) -> str:
    """22 Nov 2026."""
    return f"{on.day} {days.month(on)[:3]} {on.year}"


def tiny_day(on: date, today: date) -> str:
    """22 Nov, with the year where it is not the present one."""
    said = f"{on.day} {days.month(on)[:3]}"
    return said if on.year == today.year else f"{said} {on:%y}"


def weekday(on: date) -> str:
    """Sunday 22 November 2026."""
    return f"{days.weekday(on)} {day(on)}"


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
    """Today 09:12, Yesterday, Fri 20 Nov; 22 Nov 26 of another year: as near as it needs to be."""
    age = (today - on).days
    if age == 0:
        return f"{_TODAY} {time_of(at)}"
    if age == 1:
        return _YESTERDAY
    near = 0 < age < 300 and on.year == today.year
    return f"{days.weekday(on)[:3]} {tiny_day(on, today)}" if near else tiny_day(on, today)


def number(count: int) -> str:
    """1,234."""
    return f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """1 day, 2 days."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """The size of a file, as people say it."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


# --- the request's workspace
CHANNELS: Final = {
    "email": "by e-mail",
    "post": "by post",
    "phone": "by telephone",
    "web_form": "through the website",
    "social_media": "through social media",
    "support_desk": "through the support desk",
    "in_person": "in person",
}
EXTEND: Final = "Extend"
NO_REQUEST_YET: Final = "Choose a request from the list."
TO_REQUESTS: Final = "Go to the requests"

REQUEST_TABS: Final = (
    ("data", "Data found"),
    ("details", "Details"),
    ("timeline", "Timeline"),
    ("message", "Message"),
    ("identity", "Identity"),
    ("letters", "Letters"),
    ("attachments", "Attachments"),
)
INCLUDE_ALL: Final = "Include all shown"
DATA_LIST: Final = "Data found list"
IN_EXPORT: Final = "In export"
RECORD: Final = "Record"
WHY_MATCHED: Final = "Why it matched"
KEPT: Final = "Kept"
DECISIONS: Final = {
    "undecided": "Decide",
    "include": "Include",
    "redact": "Redact",
    "withhold": "Withhold",
    "erase": "Erase",
    "keep": "Keep",
}
DECISION_TONES: Final = {
    "undecided": "bad",
    "include": "ok",
    "redact": "warn",
    "withhold": "mute",
    "erase": "ok",
    "keep": "warn",
}
KEPT_UNTIL: Final = "until {day}"
PAST_LIMIT: Final = "past limit since {day}"
NOT_SEARCHED_YET: Final = "No source has been searched for this person yet."
FIND_DATA: Final = "Find data"
FINDING: Final = "Finding data"
NOTHING_FOUND: Final = "No data found in {sources}."
FOUND_TOAST: Final = "{records} found in {sources}"
DECIDED_FACT: Final = "{done} of {all} decided"
SEARCHED_FACT: Final = "{done} of {all} sources searched"
NAMED_FACT: Final = "other people in {records}"
NAMED_SHORT: Final = "others named in {count}"
SEARCH_AGAIN: Final = "Search again"
INCLUDED_TOAST: Final = "{records} included"
NOTHING_OPEN: Final = "Every record is decided already"

RECORD_TEXT: Final = "Text of the record"
INCLUDE: Final = "Include"
REDACT: Final = "Redact"
WITHHOLD: Final = "Withhold"
WHO_ELSE: Final = "Who else is in here"
HIDE_EVERYWHERE: Final = "hide everywhere"
HIDDEN: Final = "hidden"
NAMES_SOMEBODY: Final = "Names another person"
WORDS_TO_HIDE: Final = "Words to hide"
WORDS_TO_HIDE_HINT: Final = "The very words to black out, then Enter"
WHY_WITHHOLD: Final = "Why is it withheld?"
WHY_WITHHOLD_HINT: Final = "Another reason, then Enter"
WITHHOLD_REASONS: Final = (
    "This record is about a different person.",
    "It would tell about another person who has not agreed.",
    "It is advice from our lawyers.",
    "It would harm the detection of a crime.",
)
WITHHELD_BECAUSE: Final = "Withheld: {reason}"
REDACTED_BECAUSE: Final = "Redacted: {reason}"

NO_MESSAGE: Final = "This request did not come by message."
MESSAGE_TEXT: Final = "Text of the message"

IDENTITY_TITLE: Final = "How do we know who is asking?"
IDENTITY_LEAD: Final = "The least intrusive way comes first. Only what was checked is noted; no papers are kept."
IDENTITY_DONE: Final = "Identity checked: {what}"
IDENTITY_BY: Final = "{by}  ·  {at}"
IDENTITY_NOTE: Final = "What was seen or asked"
IDENTITY_NOTE_HINT: Final = "What was seen or asked, in words; then Enter"
IDENTITY_TOAST: Final = "Identity checked"
RECORD_CHECK: Final = "Record the check"

DECIDE_TITLE: Final = "How does it end?"
DECISION_COUNTS: Final = {
    "include": "{n} to include",
    "redact": "{n} to redact",
    "withhold": "{n} to withhold",
    "erase": "{n} to erase",
    "keep": "{n} to keep",
    "own": "the record of this request stays",
}
DECISION_OPEN: Final = "{n} undecided"
NAMED_STILL: Final = "Other people can be read in {records}. Redact or withhold what is not for this person."
OUTCOME_ACTS: Final = {
    "provided_in_full": "Disclose in full",
    "provided_in_part": "Disclose in part",
    "no_data_held": "No data held",
    "refused": "Refuse",
    "withdrawn": "Withdrawn",
    "closed_no_reply": "Close without reply",
    "passed_to_controller": "Passed to the customer",
    "queried": "Queried: asker or agreement",
    "done_without_reply": "Done as far as we could",
    "transferred": "Transferred to the company",
    "kept_for_legal_need": "Kept for a legal need",
    "explained_and_kept": "Explained and kept",
    "converted": "Became another type",
}
OUTCOME_REASONS: Final = "Reasons for “{outcome}”"
OUTCOME_REASONS_HINT: Final = "The reasons, in the words the person will read"
OTHER_ENDINGS: Final = "Other endings"
SETTLED: Final = "Settled: {outcome}"
SETTLE_DO: Final = "Settle it"
CLOSED_TOAST: Final = "{reference} closed"

CREATING: Final = "Creating workbook and letter"
CHOOSE_FOLDER: Final = "Where should the workbook and the letter be written?"
FOLDER_TAKEN: Final = "There are files of this request in that folder already."
MADE_TOAST: Final = "Workbook and letter created"
MADE_LETTER_TOAST: Final = "Letter created"
OPEN_FOLDER: Final = "Open folder"
NO_FOLDER: Final = "The folder {folder} could not be opened."
PRINT: Final = "Print"
SAVE_DRAFT: Final = "Save draft e-mail"
DRAFT_FILES: Final = "Draft e-mails (*.eml)"
DRAFT_SAVED: Final = "Draft saved as {name}; open it in your mail program and send it there"
PREVIEW_PAGE: Final = "Page {page} of {pages}"
NOT_READABLE: Final = "The letter could not be shown."
NOT_READABLE_HINT: Final = "Make it again; if that does not help, tell your support."
DEFAULT_FOLDER: Final = "SMSDPO exports"

PRINT_TITLE: Final = "Print {name}"
PRINTED: Final = "{name} sent to {printer}"
PRINTED_TO_FILE: Final = "{name} written to {file}"
NOT_PRINTED: Final = "{name} could not be printed."
NOT_PRINTED_HINT: Final = "Check that the printer is on and choose it again, or open the folder and print the PDF."

ADDRESS_TOAST: Final = "Address changed; a letter made before must be made again"
SEND_FILES: Final = "Files"
DOES_NOT_MATCH: Final = "not for this recipient"

# --- calendar
AGENDA: Final = "Agenda list"
SOON: Final = "Next 14 days"
SOON_LIST: Final = "Next 14 days list"
DAY_LIST: Final = "Deadlines of the day"
BACK_TO_SOON: Final = "Back to the next 14 days"
WORK_BY: Final = "Work by {what}"
WORK_SHORT: Final = "By {what}"
MORE_ITEMS: Final = "+ {count} more"
WHY_DAY: Final = "Why {day} for {what}"
WORK_KIND: Final = "the answer is due on {day}"
WELL_DONE: Final = "No deadlines: well done."
WELL_DONE_NEXT: Final = "No deadlines: well done. The next one is on {day}."
IS_TODAY: Final = "today"


def month(on: date) -> str:
    """December 2026."""
    return f"{days.month(on)} {on.year}"


def plain_weekday(on: date) -> str:
    """Tuesday 8 December."""
    return f"{days.weekday(on)} {plain_day(on)}"


def plain_day(on: date) -> str:
    """26 December."""
    return f"{on.day} {days.month(on)}"


def number_of(reference: str, today: date) -> str:
    """0151 for DSR-2026-0151; with the year where it is not the present one."""
    _, year, number = [*reference.split("-"), "", "", ""][:3]
    return number if year == str(today.year) else f"{year}-{number}"


# --- people
START_DO: Final = "Open the request"
CHANNEL: Final = "Channel"
CHANNEL_SAYS: Final = "How it reached us"
RECEIVED_SAYS: Final = "Day it reached us"
START_TYPE: Final = "What is asked for"
ASKED: Final = "In words"
ASKED_SAYS: Final = "What was asked, in their words"
ASKED_HINT: Final = "Optional: what exactly was asked"
