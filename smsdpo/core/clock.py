"""What time it is: instants in UTC, days in Europe/London. Time is always an argument, never read in passing."""

from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from smsdpo.core.errors import Refusal

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Gives the present."""

    def now(self) -> datetime:
        """The present instant, in UTC."""

    def today(self) -> date:
        """The present day in London."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return london_date(self.now())


class FixedClock:
    """A clock that stands still, for rehearsals (`--today`) and tests; at a day it shows noon in London."""

    def __init__(self, at: date | datetime) -> None:
        if not isinstance(at, datetime):
            at = datetime.combine(at, time(12), tzinfo=LONDON)
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return london_date(self._at)


def london_date(instant: datetime) -> date:
    """The day in London on which an instant falls."""
    return with_zone(instant).astimezone(LONDON).date()


def with_zone(instant: datetime) -> datetime:
    """The same instant. A time without a zone is refused: it has no day, and no date follows from it (rules.md, 2)."""
    if instant.tzinfo is None:
        raise Refusal(
            "A time without a time zone cannot be counted from.",
            hint="Give it with its offset, for example 2026-06-30T23:30:00+01:00 for London in summer.",
        )
    return instant
