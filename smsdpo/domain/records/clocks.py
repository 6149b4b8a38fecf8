"""Clock events, what is due when and why, and what a changed holiday moves."""

from dataclasses import dataclass
from datetime import date, datetime


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
