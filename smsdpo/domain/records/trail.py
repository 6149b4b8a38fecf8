"""Lines of the trail, and what a check of it found."""

from dataclasses import dataclass
from datetime import datetime


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
