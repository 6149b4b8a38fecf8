"""Working time between two instants: nights, weekends and bank holidays are nobody's delay."""

from datetime import UTC, datetime, timedelta

import pytest

from smsdpo.core.clock import LONDON
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.office_hours import OfficeHours

HOURS = OfficeHours(WorkingDays("england-and-wales"), 9, 17)


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(20, 10), at(20, 12, 30), 2.5),
        (at(20, 7), at(20, 19), 8),
        (at(20, 16), at(23, 10), 2),  # over a weekend
        (at(21, 10), at(22, 12), 0),  # inside one
        (at(24, 16, month=12), at(29, 10, month=12), 2),  # Christmas, Boxing Day in lieu on the 28th
        (at(16, 9), at(23, 9), 40),
        (at(20, 12), at(20, 10), 0),  # a clock set back
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), at(1, 10, month=7), 1),  # half past midnight in London
        (at(27, 16, month=3), at(30, 10, month=3), 2),  # the clocks go forward between
    ],
)
def test_only_the_office_s_hours_count(start: datetime, end: datetime, hours: float) -> None:
    assert HOURS.between(start, end) == timedelta(hours=hours)


def test_time_is_told_in_the_unit_that_fits() -> None:
    told = [HOURS.in_words(timedelta(hours=hours)) for hours in (0.5, 1, 7.9, 8, 23.5)]
    assert told == ["less than a working hour", "1 working hour", "7 working hours", "1 working day", "2 working days"]
