"""Frozen records that travel between rooms: what a thing looks like on the desk, never a row of the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class StepCard:
    """An act that can be taken back: its operation's tag, what it was about, and how many things it touched."""

    id: int
    tag: str
    about: str
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation changed: the families of rows (`request`, `message`, `person` …) that screens follow."""

    kinds: frozenset[str] = frozenset()
    step: StepCard | None = None
    """How it can be taken back, where it can."""

    def touches(self, follows: frozenset[str]) -> bool:
        """Whether a screen that follows these families is stale."""
        return not self.kinds.isdisjoint(follows)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A window on a longer list: `items` begin at `offset` of `total`."""

    items: tuple[Item, ...]
    offset: int
    total: int


# --- messages and what they ask for -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Because:
    """The very words `text[start:end]` of a message that speak for a suggestion, and the rule that noticed them."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A request type that a message seems to ask for; `score` runs from 0 to 1; `asks` says whether it is asked for."""

    type: str
    score: float
    because: tuple[Because, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class AttachmentCard:
    """An attachment as listed: never opened by itself. `note` says why it is sealed or was not kept."""

    id: int
    name: str
    media_type: str
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MessageCard:
    """One line of the inbox."""

    id: int
    received_on: date
    received_at: datetime
    from_name: str
    from_address: str
    subject: str
    language: str
    suggested: str
    answer_by: date | None
    state: str
    request: str
    assignee: str = ""
    """Who in the office sees to it; empty while nobody does."""
    left: str = ""
    """What its chip says while it is untriaged (`3 days late`, `2 working days`); empty afterwards."""
    tone: str = "ok"
    """The chip's tone: `ok`, `warn`, `bad`."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the window shows while the office behind it is still being opened: the untriaged messages and whose it is."""

    inbox: Page[MessageCard]
    who: str
    sample: bool


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person who may be the sender, and why we think so (`same e-mail`, `same phone`, `similar name`)."""

    person: int
    name: str
    account: str
    because: str
    score: float
    certain: bool


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A message opened: plain text only; `quoted` are the (start, end) spans of history that are shown folded."""

    card: MessageCard
    to: str
    text: str
    quoted: tuple[tuple[int, int], ...]
    date_note: str
    header_date: str
    suggestions: tuple[Suggestion, ...]
    attachments: tuple[AttachmentCard, ...]
    matches: tuple[PersonMatch, ...]
    reply_to_request: str
    sha256: str
    size: int
    reason: str = ""
    note: str = ""
    blob: str = ""
    writer: str = ""
    """Whom a new request would be from; empty where the message does not tell."""


@dataclass(frozen=True, slots=True)
class AddedMessage:
    """An input that is now in the inbox."""

    file: str
    message: int
    received: datetime
    from_address: str
    subject: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class DuplicateMessage:
    """An input that the office already has as `message`."""

    file: str
    message: int


@dataclass(frozen=True, slots=True)
class RefusedInput:
    """An input that could not be taken in, and the sentence that says why and what to do."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """Every input of one `add messages` is in exactly one of the three lists."""

    added: tuple[AddedMessage, ...]
    duplicates: tuple[DuplicateMessage, ...]
    refused: tuple[RefusedInput, ...]


@dataclass(frozen=True, slots=True)
class TriageReading:
    """What `triage` says of one message, without a store. `language` is an ISO 639-1 code or `und`."""

    language: str
    suggestions: tuple[Suggestion, ...]
    kind: str = "message"
    """`message`, `reply`, `reminder`, `automatic` (bounce, out of office, newsletter)."""
    note: str = ""
    """For the reader: that the language is not covered, or whose standard letter it is."""


# --- clocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something that moves a clock (`rules.md`, 2): `kind` is one of `deadlines.EVENT_KINDS`."""

    kind: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The dates of one clock, always together, with the working in plain words.

    `statutory_state` is `due`, `NOT_STARTED`, `PAUSED` or `none` (no such clock). `decided_by` is `policy`, `law`,
    `both` or `none`. `act_by` is the last working day on or before `effective_due`. `instant` is set for the 72-hour
    clock only.
    """

    policy_due: date | None
    statutory_due: date | None
    statutory_state: str
    effective_due: date | None
    act_by: date | None
    decided_by: str
    working: tuple[str, ...]
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueItem:
    """One entry of the calendar: a clock of a request. `title` holds the reference and type, never a name."""

    request: str
    type: str
    title: str
    kind: str
    on: date
    days_left: int
    late: bool
    working: tuple[str, ...] = ()
    sequence: int = 0
    left: str = ""
    """What its chip says (`3 days late`, `2 working days`)."""
    tone: str = "ok"
    """The chip's tone: `ok`, `warn`, `bad`."""
    policy: date | None = None
    law: date | None = None


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day of the calendar: how many answers are due on it, how many are to be worked by it, and the first of them."""

    on: date
    answers: int
    works: int
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class HolidayItem:
    """A bank holiday of the office's nation; `announced` marks one of its own, `taken_back` one that it works on."""

    on: date
    name: str
    announced: bool = False
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A request whose dates move with a holiday: `before` and `after` are its answer-by days.

    `message` stands in place of the reference where a message that nobody has sorted yet waits for its answer.
    """

    reference: str
    type: str
    before: date | None
    after: date | None
    work_before: date | None = None
    work_after: date | None = None
    law_before: date | None = None
    law_after: date | None = None
    message: int = 0


# --- people and what is held ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IdentifierCard:
    """A normalised value by which records and people are found, and how it was written."""

    kind: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One search hit, and why it is one."""

    person: int
    name: str
    score: float
    because: str
    records: int
    email: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One piece of data from a source about one person. `fields` are (key, label, value, provenance)."""

    id: int
    source: str
    category: str
    title: str
    recorded_on: date | None
    kept_until: date | None
    kept_note: str
    fields: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A system or file that holds personal data. `purpose`, `basis` … are what an access letter must state."""

    id: int
    name: str
    owner: str
    purpose: str
    basis: str
    recipients: str
    retention: str
    encrypted: str
    records: int
    last_import: date | None
    built_in: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of an import that was not taken in (numbered as in the file, header row included), and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did; `refused` names every row that was left out."""

    rows: int
    records: int
    people_new: int
    people_matched: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    blocked_reimport: int
    seconds: float
    notes: tuple[str, ...] = ()
    """How the file was read: its encoding, its sheet, and the evidence for the order of its dates."""


# --- requests ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What a request still waits for, in words, since when, and from when it may be closed for want of an answer."""

    reference: str
    asked: str
    on: date
    may_close: date

    @property
    def because(self) -> str:
        """Why nothing was answered, as it stands in the note of the end."""
        return f"No answer came: {self.asked}, asked for on {self.on:%d/%m/%Y}."


@dataclass(frozen=True, slots=True)
class CameLate:
    """What came for a request that was closed for want of an answer: the latest day, and the events it may be."""

    on: date
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestCard:
    """One line of the list of requests."""

    id: int
    reference: str
    type: str
    state: str
    waiting_for: str
    person: int | None
    person_name: str
    received_on: date
    due: Due
    days_left: int
    outcome: str = ""
    assignee: str = ""
    """Who in the office works on it; empty while nobody does."""
    group: str = ""
    """The heading under which a grouped list shows it; empty where the list is not grouped."""
    left: str = ""
    """What its chip says (`3 days late`, `2 working days`): a data return is counted in working days."""
    tone: str = "ok"
    """The chip's tone: `ok`, `warn`, `bad`."""
    may_close: date | None = None
    """From when a request that waits may be closed for want of an answer (R7)."""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing that must be settled before release; `done` is derived where the program knows."""

    key: str
    label: str
    done: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One audited act about a request, as the timeline shows it."""

    at: datetime
    actor: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IdentityMethod:
    """A rung of the ladder (N20), least intrusive first; `offered` says whether what we hold allows it."""

    key: str
    label: str
    help: str
    offered: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What was checked, never a copy of it."""

    method: str
    seen: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SourceSearch:
    """What one source answered: `found`, `nothing` or `not_searched` with a reason (N16)."""

    source: str
    outcome: str
    found: int
    terms: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A record found for a request. `decision` is `undecided`, `include`, `redact` or `withhold`."""

    id: int
    record: RecordCard
    why_matched: str
    decision: str
    reason: str
    redactions: tuple[str, ...]
    others: tuple[str, ...]
    """Other people's names and addresses noticed in the text (N12)."""


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter made for a request."""

    id: int
    code: str
    title: str
    version: str
    made_at: datetime
    pages: int
    recipient: str
    approved: bool
    sha256: str
    sent: str = ""


@dataclass(frozen=True, slots=True)
class ExportCard:
    """A subject export made for a request, bound to the person it was built for."""

    id: int
    made_at: datetime
    built_for: str
    person: int
    records: int
    redacted: int
    withheld: int
    files: tuple[str, ...]
    sha256: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who the answer goes to; bound when the letter is approved (D6 of screens.md)."""

    name: str
    email: str = ""
    postal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one act that comes next, in the user's words, and what is missing where it cannot be done yet."""

    key: str
    label: str
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request opened."""

    card: RequestCard
    step: str
    next: NextStep
    channel: str
    restated: str
    message: MessageFile | None
    events: tuple[ClockEvent, ...]
    checklist: tuple[ChecklistItem, ...]
    timeline: tuple[TimelineEntry, ...]
    identity_methods: tuple[IdentityMethod, ...]
    identity: IdentityCheck | None
    searches: tuple[SourceSearch, ...]
    findings: int
    undecided: int
    letters: tuple[LetterCard, ...]
    exports: tuple[ExportCard, ...]
    recipient: Recipient
    version: int
    settled: str = ""
    outcomes: tuple[tuple[str, str], ...] = ()
    """The outcomes this kind of request may have: key and label."""
    decisions: Mapping[str, int] = field(default_factory=dict)
    """How many findings stand at each decision."""
    copies: tuple[AttachmentCard, ...] = ()
    """What came with it and may go, now that the identity is checked: copies of identity papers (row 24)."""


@dataclass(frozen=True, slots=True)
class MadeOutputs:
    """The files that one `Create workbook and letter` wrote, verified by reopening."""

    workbook: Path | None
    archive: Path | None
    manifest: Path | None
    letter: Path
    records: int
    redacted: int
    withheld: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything about one person: `records` by source, `requests` the newest first with their clocks."""

    id: int
    name: str
    identifiers: tuple[IdentifierCard, ...]
    records: tuple[RecordCard, ...]
    requests: tuple[RequestCard, ...]
    sources: tuple[tuple[str, int], ...]
    """Each source and how many records it has."""
    next_purge: date | None
    """The first day on which a record about the person may be kept no longer (P25)."""
    holds: tuple["HoldCard", ...] = ()
    """What stops every deletion of the person's data now."""


# --- lists and what the desk keeps for itself -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Selected:
    """Rows chosen in a list: these `ids`, or, where there are none, all that `view` and `text` show except `but`."""

    ids: tuple[int, ...] = ()
    view: str = ""
    text: str = ""
    but: tuple[int, ...] = ()

    @property
    def is_query(self) -> bool:
        """Whether the whole list is meant, so that it never has to be loaded."""
        return bool(self.view) and not self.ids


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Rows as tab-separated text for a spreadsheet, heading line included; `left_out` rows were too many."""

    text: str
    rows: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class RecentItem:
    """What was opened lately: `what` is `person` or `request`, `key` the id or the reference."""

    what: str
    key: str
    title: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class ViewCard:
    """A view of a list under a name of the user's own; `spec` is the screen's: filter, order, grouping, columns."""

    id: int
    place: str
    name: str
    spec: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody else whom a hurried eye takes for this person, and why."""

    person: int
    name: str
    because: str
    email: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class PaletteHit:
    """What the palette found: `what` is `person` or `request`, `key` the id or the reference."""

    what: str
    key: str
    title: str
    second: str = ""


# --- the trail --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The verifier's answer: `first_broken` is the first sequence number that does not hold, `head` the short code."""

    entries: int
    intact: bool
    first_broken: int | None
    head: str
    say: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of `doctor`."""

    check: str
    ok: bool
    say: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail for a reader: `what` is the operation's tag, `reason` its words where they are kept."""

    line: int
    at: datetime
    who: str
    what: str
    about: str = ""
    reason: str = ""


# --- the inbox watched ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InboxWatch:
    """When somebody last looked after the inbox, and what waits in it. `idle` and `oldest` are working time in words,
    empty where there is none; `alert` says that the office's limit is passed."""

    checked_at: datetime | None
    by: str
    idle: str
    alert: bool
    waiting: int
    oldest: str
    clear_since: datetime | None = None
    """The last decision about a message, where none waits any more."""


@dataclass(frozen=True, slots=True)
class WatchDay:
    """A day of the proof that the inbox is watched. `free` names why the office did not work; waits are working hours
    in words; `in_time` is nothing where the day does not count or has not come."""

    on: date
    free: str
    checks: int
    first: datetime | None
    last: datetime | None
    by: tuple[str, ...]
    added: int
    sorted: int
    oldest: str
    unchecked: str
    in_time: bool | None


# --- settings ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingCard:
    """A setting's present value; `at` and `who` tell its last change, `at` is None while the default is in force."""

    key: str
    value: Any
    at: datetime | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What the store is and holds; `size` in bytes with its sealed files, `ways` by what it can be opened."""

    path: str
    size: int
    people: int
    records: int
    requests: int
    messages: int
    last: TrailLine | None
    sample: bool
    ways: frozenset[str]


# --- casework ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DetailItem:
    """One field of a request as it stands: `value` as kept, `shown` in words, whether its outcome still needs it."""

    key: str
    label: str
    kind: str
    help: str
    value: str
    shown: str
    needed: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCard:
    """Another request that belongs to one; `kind` is a key of `domain.links`, `back` where the other one links."""

    kind: str
    reference: str
    type: str
    state: str
    back: bool


@dataclass(frozen=True, slots=True)
class HoldCard:
    """A hold: nothing of this person, or of this request's, is deleted until it is released with a reason."""

    id: int
    person: int | None
    person_name: str
    request: str
    ground: str
    reason: str
    raised_at: datetime
    raised_by: str
    released_at: datetime | None
    released_because: str


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A colleague's part of a search."""

    id: int
    source: str
    colleague: str
    email: str
    asked_on: date
    chased_on: tuple[date, ...]
    next_chase: date | None
    answered_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """One line of the register of disclosures; `tell` is the key of the decision on telling the person."""

    id: int
    reference: str
    received_on: date
    body: str
    asker: str
    ground: str
    outcome: str
    state: str
    tell: str
    told: date | None
    not_until: date | None
    due: date | None
