"""Messages, what they ask for, and how the inbox they came to is watched."""

from dataclasses import dataclass
from datetime import date, datetime

from smsdpo.domain.records.inbox import MessageCard


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
