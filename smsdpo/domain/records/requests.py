"""A request: in lists, and all that its workspace shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from smsdpo.domain.records.clocks import ClockEvent, Due
from smsdpo.domain.records.holdings import RecordCard
from smsdpo.domain.records.mail import AttachmentCard, MessageFile


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What a request still waits for, in words, since when, from when it may end for want of an answer, and how."""

    reference: str
    asked: str
    on: date
    may_close: date
    outcome: str = ""
    each: tuple[tuple[str, date], ...] = ()
    """What was asked for, by its key in `month_clock.ANSWERS`, and the day each was first asked for."""

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
    """What its chip says (`3 days late`, `2 working days`): a data return is counted in working days. Of what was
    answered it says whether that was `in time`; nothing where nobody waited for an answer."""
    tone: str = "ok"
    """The chip's tone: `ok`, `warn`, `bad`."""
    may_close: date | None = None
    """From when a request that waits may be closed for want of an answer (R7)."""
    ended_on: date | None = None
    """The day it was closed; until then the day its answer left."""
    tags: tuple[str, ...] = ()
    """The office's own words for it."""

    @property
    def held_up(self) -> bool:
        """Whether only the person's silence keeps it: the law's month stands still, and no more than the policy's
        thirty days, which never do, can have passed."""
        return bool(self.waiting_for) and self.due.statutory_state in {"NOT_STARTED", "PAUSED"}


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
    """A letter made for a request. `recipient` is whom the request is answered to, as it was when the letter was made;
    `addressee` is set where the letter names and goes to somebody else."""

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
    sent_at: datetime | None = None
    addressee: str = ""

    @property
    def goes_to(self) -> str:
        """Whom it names."""
        return self.addressee or self.recipient

    @property
    def left_at(self) -> datetime:
        """When it left: as somebody noted, else when it was made."""
        return self.sent_at or self.made_at


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
    told: frozenset[str] = frozenset()
    """The decisions made about records of which the person may be told: a namesake's are apart."""
    done: frozenset[str] = frozenset()
    """The steps that were taken."""
    copies: tuple[AttachmentCard, ...] = ()
    """What came with it and may go, now that the identity is checked: copies of identity papers (row 24)."""


def letter_file(reference: str, code: str, nth: int = 1) -> str:
    """The name of a letter's file; only the first of its code goes without a number."""
    return f"{reference} {code}{f' {nth}' if nth > 1 else ''}.pdf"


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
