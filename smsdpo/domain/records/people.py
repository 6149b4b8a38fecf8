"""People as they are found and as they are shown."""

from dataclasses import dataclass
from datetime import date

from smsdpo.domain.records.casework import HoldCard
from smsdpo.domain.records.holdings import IdentifierCard, RecordCard
from smsdpo.domain.records.requests import RequestCard


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


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody else whom a hurried eye takes for this person, and why."""

    person: int
    name: str
    because: str
    email: str = ""
    account: str = ""
