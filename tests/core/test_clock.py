"""Which day it is in London, whatever the instant's zone (rules.md, 2)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from smsdpo.core.clock import FixedClock, SystemClock, london_date
from smsdpo.core.errors import Refusal


def test_late_on_a_summer_evening_in_utc_it_is_the_next_day_in_london() -> None:
    assert london_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_message_from_another_zone_is_dated_in_london() -> None:
    sydney = timezone(timedelta(hours=11))
    assert london_date(datetime(2026, 11, 23, 8, tzinfo=sydney)) == date(2026, 11, 22)


def test_a_time_without_a_zone_has_no_day() -> None:
    with pytest.raises(Refusal, match="without a time zone"):
        london_date(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001 - the very thing that is refused


def test_a_clock_fixed_at_a_day_shows_noon_of_it_in_london() -> None:
    assert FixedClock(date(2026, 7, 1)).now() == datetime(2026, 7, 1, 11, tzinfo=UTC)


def test_a_clock_fixed_at_an_instant_shows_that_instant_in_utc() -> None:
    clock = FixedClock(datetime(2026, 7, 1, 1, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2026, 7, 1)


def test_the_machines_clock_is_aware_and_goes_forward() -> None:
    clock = SystemClock()
    before = clock.now()
    assert clock.now() >= before
    assert before.tzinfo is UTC
    assert clock.today() >= london_date(before)
