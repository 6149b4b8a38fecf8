"""Which days the office works: weekends, the bank holidays of the nation, and days announced or taken back late."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import NATIONS

__all__ = ["KNOWN_UNTIL", "NATIONS", "WorkingDays", "is_weekend"]

KNOWN_UNTIL = date(2028, 12, 31)
"""End of the last year that the published lists cover (rules.md, 7); later days are reckoned by rule only."""

_SUBDIVISIONS = dict(zip(NATIONS, ("ENG", "SCT", "NIR"), strict=True))

# The names the government's list uses, where the library's differ.
_PLAIN_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2 January",
    "Saint Andrew's Day": "St Andrew's Day",
    "Saint Patrick's Day": "St Patrick's Day",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
}

_SUBSTITUTE = " (observed)"
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class WorkingDays:
    """The working days of one nation.

    `added` are days announced after the lists were published (royal holidays come late), by name; `removed` are
    published holidays that were moved or withdrawn. A day in both is a holiday.
    """

    known_until = KNOWN_UNTIL

    def __init__(
        self,
        nation: str = "england-and-wales",
        *,
        added: Mapping[date, str] | None = None,
        removed: Iterable[date] = (),
    ) -> None:
        if nation not in NATIONS:
            raise Refusal(f"There is no list of bank holidays for “{nation}”.", hint=f"Choose {', '.join(NATIONS)}.")
        self.nation = nation
        self.added = dict(added or {})
        self.removed = frozenset(removed)

    def is_working(self, day: date) -> bool:
        return not is_weekend(day) and self.name(day) is None

    def name(self, day: date) -> str | None:
        """The holiday's name in plain words, also for an announced one at a weekend; None on any other day."""
        if day in self.added:
            return self.added[day]
        return None if day in self.removed else _published(self.nation, day.year).get(day)

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one: never backwards (rules.md, 2)."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def back(self, day: date) -> date:
        """The last working day on or before."""
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def holidays(self, year: int) -> dict[date, str]:
        """The year's bank holidays in order, announced ones included."""
        days = {day: name for day, name in _published(self.nation, year).items() if day not in self.removed}
        days.update({day: name for day, name in self.added.items() if day.year == year})
        return dict(sorted(days.items()))

    def count(self, first: date, until: date) -> int:
        """Working days from `first`, included, to `until`, not included."""
        span = (first + timedelta(days=ahead) for ahead in range((until - first).days))
        return sum(self.is_working(day) for day in span)


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


@lru_cache(maxsize=256)
def _published(nation: str, year: int) -> Mapping[date, str]:
    # Imported late: the library is heavy and the window opens before any date is reckoned.
    import holidays

    published = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, expand=False)
    # The government's list names the substitute day only, never the weekend it stands for.
    return {day: _plain(name) for day, name in sorted(published.items()) if not is_weekend(day)}


def _plain(name: str) -> str:
    first = name.rpartition("; ")[2]
    substitute = first.endswith(_SUBSTITUTE)
    bare = first.removesuffix(_SUBSTITUTE)
    return _PLAIN_NAMES.get(bare, bare) + (", substitute" if substitute else "")
