"""Working time: how much of a span fell into the office's hours on its working days (P12)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from smsdpo.core.clock import LONDON
from smsdpo.domain.holidays import WorkingDays

_ONE_DAY = timedelta(days=1)
_ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The office works from the hour `opens` to the hour `closes` of each working day, London time."""

    days: WorkingDays
    opens: int
    closes: int

    @property
    def day(self) -> timedelta:
        """How long a working day is."""
        return timedelta(hours=self.closes - self.opens)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from one instant to another; none where the end comes first."""
        start, end = start.astimezone(LONDON), end.astimezone(LONDON)
        first, last = start.date(), end.date()
        if first >= last:
            return self._within(start, end)
        whole = self.days.count(first + _ONE_DAY, last) * self.day
        return self._within(start, _at(start, 24)) + whole + self._within(_at(end, 0), end)

    def _within(self, start: datetime, end: datetime) -> timedelta:
        """The same inside one day; what is compared are times on the office's wall."""
        if not self.days.is_working(start.date()):
            return timedelta()
        from_, to = max(start, _at(start, self.opens)), min(end, _at(start, self.closes))
        return max(to - from_, timedelta())

    def in_words(self, spent: timedelta) -> str:
        """`2 working days`, or hours below one day: whole ones, so that nothing sounds older than it is."""
        if spent >= self.day:
            return _counted(spent // self.day, "working day")
        hours = spent // _ONE_HOUR
        return _counted(hours, "working hour") if hours else "less than a working hour"


def _at(day: datetime, hour: int) -> datetime:
    return datetime.combine(day.date(), time(), tzinfo=LONDON) + timedelta(hours=hour)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
