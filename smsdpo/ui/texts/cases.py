"""Words of every kind of request: details, endings, linked requests, holds, clock events, colleagues, disclosures."""

from collections.abc import Mapping
from typing import Final

CANCEL: Final = "Cancel"
REASON: Final = "Reason"

# --- details ----------------------------------------------------------------------------------------------------------

DETAILS_END: Final = "To end as"
DETAILS_END_SAYS: Final = "Outcome whose details are shown first"
DETAILS_NONE_NEEDED: Final = "Nothing has to be written down for this ending."
DETAILS_LEFT: Final = "{left} of {all} still to be written down."
DETAILS_DONE: Final = "Everything this ending needs is written down."
DETAILS_ALSO: Final = "Also written down"
DETAILS_MORE: Final = "More fields ({count})"
DETAILS_FEWER: Final = "Fewer fields"
DETAILS_NEEDED: Final = "{label}, needed"
FROM_FILE: Final = "From a file…"
FROM_FILE_SAYS: Final = "{label}: reckon it from a file"
FROM_FILE_READING: Final = "Reading the file"
FROM_FILE_ONE: Final = "One file has one hash: choose a single one."
FROM_FILE_ONE_HINT: Final = "Put several into one archive, and hand that over."
FROM_FILE_BIG: Final = "The file is larger than {most} GB."
FROM_FILE_BIG_HINT: Final = "Reckon its SHA-256 elsewhere and paste the 64 digits."
FROM_FILE_NOT: Final = "The file cannot be read."
FROM_FILE_NOT_HINT: Final = "Choose a file that is here and open to you, no folder or device."
FROM_FILE_KINDS: Final = "All files (*)"
DETAILS_KEPT: Final = "It stays “{value}”."
DAY_HINT: Final = "For example 22/11/2026"
YES: Final = "Yes"
NOT_CHOSEN: Final = "Not chosen yet"
NEEDED: Final = "needed"

# --- endings ----------------------------------------------------------------------------------------------------------

OUTCOME_NEEDS: Final = "Needs: {fields}"
ENDED_TITLE: Final = "How it ended"
OUTCOME_NEEDS_MANY: Final = "Needs {count} details first"
HAND_GIVES: Final = "Data goes with this answer: it has to leave from here."
HAND_NO_LETTER: Final = "No letter answers this ending: close it with its note."
BY_HAND: Final = "Answered by hand…"
BY_HAND_SAY: Final = (
    "For an answer given outside this program, on the telephone or in person. The note is all that will show it."
)
WRITE_LETTER: Final = "Write letter {code} instead"
FIRST_DETAILS: Final = "“{outcome}” needs some details first."

# --- the kind of request ----------------------------------------------------------------------------------------------

CHANGE_TYPE: Final = "Change type…"
CHANGE_TYPE_TITLE: Final = "Another kind of request?"
CHANGE_TYPE_SAY: Final = "The clocks are reckoned anew from the day of receipt; what was done so far stays on file."
CHANGE_TYPE_DO: Final = "Change the type"
TYPE: Final = "Type"
TYPE_WHY_HINT: Final = "For example: the person wants the data deleted, not a copy"
TYPE_PREVIEW: Final = "Answer by {answer} instead of {before} ({behind})."
TYPE_AS_BEFORE: Final = "Answer by {answer}, as before ({behind})."

# --- requests that belong together ------------------------------------------------------------------------------------

SPLIT: Final = "Split…"
SPLIT_SAYS: Final = "Split: open several linked requests"
SPLIT_TITLE: Final = "One message, several requests"
SPLIT_SAY: Final = "Each gets its own clock and its own answer; the first one acknowledges them all."
SPLIT_DO: Final = "Open {count} requests"
SPLIT_FEW: Final = "Tick two or more"
SPLIT_TOAST: Final = "{count} linked requests opened"
SPLIT_SUGGESTED: Final = "asked for: “{words}”"
LINKED_SAYS: Final = "Open {reference}: {what}"
COMPLAIN: Final = "Complain about this…"
COMPLAIN_TITLE: Final = "A complaint about {reference}"
COMPLAIN_SAY: Final = (
    "It becomes a request of its own, linked with this one: same person, own clock, own acknowledgement."
)
COMPLAIN_WORDS: Final = "Their words"
COMPLAIN_HINT: Final = "What the person complains about, as they say it"
COMPLAIN_DO: Final = "Open the complaint"
COMPLAIN_TOAST: Final = "{reference} opened: complaint about {about}"
DUPLICATE: Final = "Duplicate of…"
DUPLICATE_TITLE: Final = "Close {reference} as a duplicate"
DUPLICATE_SAY: Final = "The request that came first survives with its clock. This one is closed and points at it."
DUPLICATE_OF: Final = "Duplicate of"
DUPLICATE_DO: Final = "Close as duplicate"
DUPLICATE_NONE: Final = "No open request of this kind came before it."
DUPLICATE_TWO: Final = "{name} is another person in the register: this fits only if both are one."
DUPLICATE_HINT: Final = "For example: the same letter by e-mail and by post"
SURVIVOR: Final = "{reference}  ·  {name}  ·  received {day:%d/%m/%Y}"
REOPEN: Final = "Reopen…"
REOPEN_TITLE: Final = "Take {reference} up again"
REOPEN_SAY: Final = "Its clocks go on from where the law puts them. What had left stays as it was sent."
REOPEN_DO: Final = "Reopen the request"
REOPEN_HINT: Final = "For example: the proof of identity came after all"
REOPEN_TOAST: Final = "{reference} is open again"
REOPEN_CAME: Final = "What was asked for came on {day}."
REOPEN_WHAT: Final = "What came"
REOPEN_ELSE: Final = "Something else"
UNANSWERED: Final = "No answer yet: may be closed from {day}"
UNANSWERED_CLOSE: Final = "No answer since {day}: close…"
UNANSWERED_ACT: Final = "Close for want of an answer…"
AGAIN: Final = "Ask once more…"
AGAIN_TITLE: Final = "Ask once more about {reference}"
AGAIN_SAY: Final = (
    "Letter {code} asks again for {asked} and says since when we wait. The request may be closed for want of an "
    "answer from {day} on, as before."
)
AGAIN_DO: Final = "Make the letter"
AGAIN_TOAST: Final = "Letter {code} made once more; send it by e-mail or post"
UNANSWERED_NOT: Final = "This request waits for nothing that was asked for."
UNANSWERED_EARLY: Final = "It may be closed for want of an answer from {day} on."
UNANSWERED_UNTIL: Final = "No answer yet: may end without one from {day}"
UNANSWERED_SINCE: Final = "No answer since {day}: go on without it…"
UNANSWERED_GO_ON: Final = (
    "A report about a child does not lapse. Do what can be done without an answer, then choose “{outcome}”."
)
TELL_SINCE: Final = "May be told since {day}: write to the person…"
TELL_NOW: Final = "The person is to be told: write to them…"
TELL_NOTE: Final = "Letter L24 is made: note when the person was told…"
CAME_LATE: Final = "An answer came on {day}: take it up again…"
MAY_CLOSE: Final = "No reply: may close"
WAITING_UNTIL: Final = "Waiting until {day}"
NOT_CLOSED: Final = "This request is open."
NO_PERSON: Final = "This request has no person yet."

# --- holds ------------------------------------------------------------------------------------------------------------

HOLD: Final = "Legal hold"
HOLDS: Final = "{count} holds"
HOLD_SAYS: Final = "Hold on deletion"
HOLD_RAISE: Final = "Legal hold…"
HOLD_TITLE: Final = "Stop every deletion of this person's data"
HOLD_SAY: Final = "Until it is released nothing of this person is deleted, by anybody or by any retention rule."
HOLD_GROUND: Final = "Ground"
HOLD_HINT: Final = "For example: a claim was announced on 20/11/2026"
HOLD_DO: Final = "Raise the hold"
HOLD_TOAST: Final = "Hold raised"
HOLD_LIST: Final = "What stands in the way of deletion"
HOLD_BY: Final = "since {day}, {who}{request}"
HOLD_OF: Final = ", {reference}"
HOLD_RELEASE: Final = "Release…"
HOLD_RELEASE_SAYS: Final = "Release hold {number}"
HOLD_RELEASE_WHY: Final = "Why does this hold end: {ground}?"
HOLD_RELEASE_HINT: Final = "For example: the claim was settled"
HOLD_RELEASE_DO: Final = "Release the hold"
HOLD_RELEASED: Final = "Hold released; what was due meanwhile comes up again"
HOLD_NONE: Final = "No hold stands."
CLOSE: Final = "Close"

# --- the clock --------------------------------------------------------------------------------------------------------

EVENT: Final = "Clock event…"
EVENT_TITLE: Final = "Something that moves the clock"
EVENT_SAY: Final = "Written down with the day on which it happened. What the rule does not allow is refused."
EVENT_KIND: Final = "What happened"
EVENT_DAY: Final = "On"
EVENT_DO: Final = "Write it down"
EVENT_TOAST: Final = "Noted: {event}"
EVENT_WHY: Final = "Say {what}."
EVENT_LETTER: Final = "Letter {code} is made with it."
EVENT_MADE: Final = "Noted: {event}. Letter {code} is made; send it today"
EVENT_HALF: Final = "The event was written down, but its letter was not made. {why}"
EVENT_HALF_HINT: Final = "{hint} Make the letter again, or take the event back with Ctrl+Z."
EVENT_NONE: Final = "The clock of this kind of request knows no events."
MAKING: Final = "Making the letter"

# --- letters beside the answer ---------------------------------------------------------------------------------------

OTHER_LETTER: Final = "Another letter…"
OTHER_LETTER_TITLE: Final = "A letter beside the answer"
OTHER_LETTER_SAY: Final = "It is kept with the request. The answer itself is made when the outcome is settled."
OTHER_LETTER_WHICH: Final = "Letter"
OTHER_LETTER_DO: Final = "Make the letter"
OTHER_LETTER_MADE: Final = "Letter {code} is made; print it, or open it as a draft"
OTHER_LETTER_NONE: Final = "This kind of request has no letter beside its answer."
LETTER_UNSENT: Final = "Nobody has noted yet that this letter was sent."
LETTER_SENT: Final = "Mark as sent…"
LETTER_SENT_ACT: Final = "Mark a letter as sent…"
LETTER_SENT_NONE: Final = "No letter beside the answer waits to be marked as sent."
LETTER_SENT_TITLE: Final = "Letter {code} was sent"
LETTER_SENT_SAY: Final = "{title}. The answer itself is marked where it is checked before it leaves."
LETTER_SENT_HOW: Final = "How"
LETTER_SENT_ON: Final = "On"
LETTER_SENT_DO: Final = "Mark as sent"
LETTER_SENT_TOAST: Final = "Letter {code} is marked as sent {how}"

# --- late -------------------------------------------------------------------------------------------------------------

LATE_CHIP: Final = "Apologise…"
APOLOGY: Final = "Apology letter…"
APOLOGY_TITLE: Final = "{reference} is late"
APOLOGY_SAY: Final = (
    "The person reads the cause in letter L28, and how to complain. The cause stands in the request log."
)
APOLOGY_CAUSE: Final = "Why it is late"
APOLOGY_CAUSE_HINT: Final = "In words that the person can understand"
APOLOGY_DATE: Final = "New date promised"
APOLOGY_DO: Final = "Make the letter"
APOLOGY_TOAST: Final = "Apology made; send it with or before the answer"
NOT_LATE: Final = "This request is not late."

# --- colleagues -------------------------------------------------------------------------------------------------------

COLLEAGUE: Final = "Ask a colleague…"
COLLEAGUE_TITLE: Final = "Ask a colleague for their part"
COLLEAGUE_SAY: Final = (
    "A draft mail says what to look for and by when. After five days, then every four, a reminder is due."
)
COLLEAGUE_SOURCE: Final = "Source"
COLLEAGUE_NAME: Final = "Colleague"
COLLEAGUE_EMAIL: Final = "E-mail"
COLLEAGUE_DO: Final = "Write the draft mail"
COLLEAGUES: Final = "Asked of colleagues"
TASK_LINE: Final = "{colleague}, {source}"
TASK_ASKED: Final = "asked {day}"
TASK_CHASED: Final = "reminded {day}"
TASK_NEXT: Final = "next reminder {day}"
TASK_DONE: Final = "answered {day}: {answer}"
TASK_REMIND: Final = "Remind"
TASK_ESCALATE: Final = "Escalate…"
TASK_REMIND_SAYS: Final = "Remind {colleague} about {source}"
TASK_ANSWER: Final = "Answer…"
TASK_ANSWER_SAYS: Final = "Note the answer of {colleague} about {source}"
TASK_ANSWER_MORE: Final = "Add an answer…"
TASK_ANSWER_MORE_SAYS: Final = "Add to the answer of {colleague} about {source}"
TASK_ANSWER_TITLE: Final = "What came back from {colleague}?"
TASK_ANSWER_WHAT: Final = "Answer"
TASK_ANSWER_HINT: Final = "For example: nothing found, or: 3 records, imported"
TASK_ANSWER_DO: Final = "Note the answer"
TASK_ANSWERED: Final = "Answer noted"
ESCALATE_TITLE: Final = "After two reminders the next goes further up"
ESCALATE_SAY: Final = "Name whom {colleague} answers to."
ESCALATE_DO: Final = "Write the draft mail"

# --- notes ------------------------------------------------------------------------------------------------------------

NOTE: Final = "Log a call or letter…"
NOTE_TITLE: Final = "Log a call, letter or visit"
NOTE_SAY: Final = (
    "It lands in the inbox like a message, with the moment it reached us. What it asks for is settled there."
)
NOTE_CHANNEL: Final = "How it came"
NOTE_CHANNELS: Final = (
    ("phone", "Telephone call"),
    ("post", "Letter"),
    ("in_person", "At the counter"),
    ("web_form", "Web form"),
    ("social_media", "Social media"),
    ("support_desk", "Support desk"),
)
BY_EMAIL: Final = "E-mail"
NOTE_DAY: Final = "Reached us on"
NOTE_TIME: Final = "At (time)"
NOTE_FROM: Final = "From"
NOTE_EMAIL: Final = "E-mail"
NOTE_EMAIL_HINT: Final = "Optional: where the answer goes"
NOTE_WORDS: Final = "Words"
NOTE_WORDS_HINT: Final = "What was said or written, in their words"
NOTE_TICKET: Final = "Ticket"
NOTE_TICKET_HINT: Final = "Optional: number of the support ticket"
NOTE_DO: Final = "Add to the inbox"
NOTE_TOAST: Final = "Note added to the inbox"

# --- disclosures ------------------------------------------------------------------------------------------------------

DISCLOSURES: Final = "Disclosures"
DISCLOSURES_LIST: Final = "Register of disclosures"
DISCLOSURES_EMPTY: Final = (
    "Nobody has asked for data about people yet. Police, courts and other parties are logged here."
)
DISCLOSURES_NO_MATCH: Final = "No entry matches “{text}”."
DISCLOSURES_FILTER: Final = "Filter disclosures"
DISCLOSURES_FILTER_HINT: Final = "Reference, body or any word"
LOG_DISCLOSURE: Final = "Log disclosure"
LOG_DISCLOSURE_TITLE: Final = "Somebody asks for data about people"
LOG_DISCLOSURE_SAY: Final = "What is known now; the call-back, the approval and the rest follow in the request."
LOG_DISCLOSURE_DO: Final = "Open the entry"
LOG_DISCLOSURE_TOAST: Final = "{reference} entered in the register"
LOG_PREVIEW: Final = "It comes back by itself in the calendar on {day}."
BODY: Final = "Body"
ASKER: Final = "Who asks"
BODY_HINT: Final = "For example: Kent Police"
OFFICER: Final = "Officer"
OFFICER_HINT: Final = "Optional: name and number"
POWER: Final = "Power or order"
POWER_HINT: Final = "Optional: the law, order or form they rely on"
SCOPE: Final = "What they ask for"
SCOPE_HINT: Final = "For example: orders of one person in May"
TELL: Final = "Tell the person?"
BECAUSE: Final = "Reason"
BECAUSE_HINT: Final = "Which law or order, or what would be prejudiced"
NOT_UNTIL: Final = "Not before"
GROUND: Final = "Ground"
OUTCOME: Final = "Outcome"
PERSON_TOLD: Final = "Person told"
MAY_NOT_UNTIL: Final = "May not be told until"
TOLD_ON: Final = "Told {day}"
TOLD_NOT: Final[Mapping[str, str]] = {
    "": "Not decided",
    "yes": "To be told",
    "prohibited": "No: forbidden",
    "prejudice": "No: prejudice",
    "impossible": "No: not possible",
}

# --- the request log --------------------------------------------------------------------------------------------------

EXPORT_LOG: Final = "Export request log…"
EXPORT_LOG_TITLE: Final = "Where should the request log be written?"
EXPORT_LOG_NAME: Final = "Request log {day}.xlsx"
EXPORT_LOG_FILES: Final = "Workbooks (*.xlsx)"
EXPORT_LOG_MAKING: Final = "Writing the request log"
EXPORT_LOG_DONE: Final = "Request log with {requests} written"
