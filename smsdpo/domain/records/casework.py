"""What goes with a request: details, links, holds, colleagues' parts, disclosures."""

from dataclasses import dataclass
from datetime import date, datetime


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


ESCALATE_AFTER = 2
"""Reminders to a colleague after which the next one goes further up (N32)."""


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

    @property
    def goes_up(self) -> bool:
        """Whether the next reminder goes to whoever the colleague answers to."""
        return len(self.chased_on) >= ESCALATE_AFTER


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
