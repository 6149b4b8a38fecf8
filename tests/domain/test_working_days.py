"""Which days the office works, in three nations, and what happens when a holiday is announced late."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.domain.holidays import NATIONS, WorkingDays

ONE_DAY = timedelta(days=1)
days_of_our_time = st.dates(date(2012, 1, 1), date(2035, 12, 31))
calendars = st.sampled_from([WorkingDays(nation) for nation in NATIONS])

# The proclaimed World Cup day is newer than the government list we carry (rules.md, 7).
ANNOUNCED_SINCE = {"scotland": {date(2026, 6, 15)}}


@pytest.mark.parametrize("nation", NATIONS)
def test_our_bank_holidays_are_the_governments(nation: str, shared_data: Callable[[str], Path]) -> None:
    government_list = shared_data("bank_holidays/bank-holidays.json")
    published = json.loads(government_list.read_text(encoding="utf-8"))[nation]["events"]
    theirs = {date.fromisoformat(event["date"]) for event in published}
    ours = {day for year in range(2012, 2029) for day in WorkingDays(nation).holidays(year)}
    assert ours - theirs == ANNOUNCED_SINCE.get(nation, set())
    assert theirs - ours == set()


@pytest.mark.parametrize(
    ("nation", "day", "name"),
    [
        ("england-and-wales", date(2026, 4, 3), "Good Friday"),
        ("england-and-wales", date(2026, 5, 4), "Early May bank holiday"),
        ("england-and-wales", date(2026, 8, 31), "Summer bank holiday"),
        ("england-and-wales", date(2026, 12, 28), "Boxing Day, substitute"),
        ("scotland", date(2026, 1, 2), "2 January"),
        ("scotland", date(2026, 8, 3), "Summer bank holiday"),
        ("scotland", date(2026, 11, 30), "St Andrew's Day"),
        ("scotland", date(2028, 1, 4), "2 January, substitute"),
        ("scotland", date(2026, 6, 15), "World Cup bank holiday"),
        ("northern-ireland", date(2026, 3, 17), "St Patrick's Day"),
        ("northern-ireland", date(2026, 7, 13), "Battle of the Boyne, substitute"),
    ],
)
def test_holidays_have_the_names_people_know(nation: str, day: date, name: str) -> None:
    days = WorkingDays(nation)
    assert days.name(day) == name
    assert days.holidays(day.year)[day] == name
    assert not days.is_working(day)


def test_easter_monday_is_worked_in_scotland() -> None:
    assert WorkingDays("scotland").is_working(date(2026, 4, 6))
    assert not WorkingDays("england-and-wales").is_working(date(2026, 4, 6))


def test_the_weekend_a_substitute_stands_for_is_not_listed_as_a_holiday() -> None:
    december = [day.day for day in WorkingDays().holidays(2026) if day.month == 12]
    assert december == [25, 28]


def test_a_holiday_announced_late_moves_dates_and_has_a_name() -> None:
    jubilee = date(2027, 6, 4)
    days = WorkingDays(added={jubilee: "Jubilee"})
    assert days.roll(jubilee) == date(2027, 6, 7)
    assert days.name(jubilee) == "Jubilee"
    assert list(days.holidays(2027)) == sorted(days.holidays(2027))
    assert jubilee in days.holidays(2027)
    assert jubilee not in days.holidays(2026)


def test_a_holiday_taken_back_is_worked_and_an_announced_day_wins_over_it() -> None:
    may_day = date(2027, 5, 3)
    moved = WorkingDays(removed=[may_day])
    assert moved.is_working(may_day)
    assert may_day not in moved.holidays(2027)
    assert not WorkingDays(removed=[may_day], added={may_day: "Early May"}).is_working(may_day)


def test_an_announced_day_at_a_weekend_is_shown_and_moves_nothing() -> None:
    saturday = date(2027, 6, 5)
    days = WorkingDays(added={saturday: "Parade"})
    assert days.name(saturday) == "Parade"
    assert days.roll(saturday) == date(2027, 6, 7)


def test_a_nation_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal, match="atlantis"):
        WorkingDays("atlantis")


def test_working_days_are_counted_from_the_first_day_up_to_the_last() -> None:
    days = WorkingDays()
    assert days.count(date(2026, 11, 20), date(2026, 11, 25)) == 3
    assert days.count(date(2026, 11, 22), date(2026, 11, 25)) == 2
    assert days.count(date(2026, 11, 25), date(2026, 11, 25)) == 0


@given(calendars, days_of_our_time)
def test_rolling_goes_forward_only_and_once(days: WorkingDays, day: date) -> None:
    rolled = days.roll(day)
    assert rolled >= day
    assert days.is_working(rolled)
    assert days.roll(rolled) == rolled
    assert not any(days.is_working(day + ahead * ONE_DAY) for ahead in range((rolled - day).days))


@given(calendars, days_of_our_time)
def test_going_back_is_the_mirror_of_rolling(days: WorkingDays, day: date) -> None:
    last = days.back(day)
    assert last <= day
    assert days.is_working(last)
    assert (days.roll(day) == day) == (last == day)
