"""Bank holidays announced late or taken back: exactly what hangs on the day moves, and the office is told what."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import DueItem
from smsdpo.services import audit_table, calendar, details, holidays, intake, requests, undo
from smsdpo.services.office import Office
from tests import builders
from tests.statements import counted

CORONATION = "Bank holiday for the coronation"
ENGLAND, SCOTLAND, ULSTER = "england-and-wales", "scotland", "northern-ireland"


@pytest.fixture
def desk() -> Iterator[Office]:
    """An office on Christmas Eve."""
    with builders.an_office(today=date(2026, 12, 24)) as office:
        yield office


def opened(office: Office, day: date, type: str = "customer_data_return", nation: str = "") -> str:
    """A data return by default: three working days, so that any free day in between moves it."""
    if nation:
        office.change_settings({"nation": nation})
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return requests.open_request(office, type=type, name="Wanda Quill", received_at=at)


def answers(office: Office) -> dict[str, DueItem]:
    return {item.request: item for item in calendar.open_answers(office)}


def test_a_holiday_announced_late_moves_what_hangs_on_it_and_nothing_else(desk: Office) -> None:
    across, before = opened(desk, date(2026, 12, 18)), opened(desk, date(2026, 12, 14))
    first = answers(desk)
    moved = holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    assert [(one.reference, one.type, one.before, one.after) for one in moved] == [
        (across, "customer_data_return", date(2026, 12, 23), date(2026, 12, 24))
    ]
    now = answers(desk)
    assert now[across].on == date(2026, 12, 24)
    assert now[across].sequence > first[across].sequence
    assert CORONATION in " ".join(now[across].working)
    assert (now[before].on, now[before].sequence) == (first[before].on, first[before].sequence)


def test_it_can_be_seen_before_it_is_done_and_nothing_is_changed_by_looking(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 18))
    first = answers(desk)
    shown = holidays.preview(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    assert [one.reference for one in shown] == [reference]
    assert answers(desk) == first
    assert holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION) == shown


def test_a_closed_request_keeps_the_date_by_which_it_was_answered(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 18))
    details.change(desk, reference, {"late_cause": "They wrote back after Christmas"})
    requests.close(desk, reference, outcome="queried", note="The agreement ended in May; asked who they are.")
    assert holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION) == []
    assert requests.file(desk, reference).card.due.effective_due == date(2026, 12, 23)


def test_a_holiday_of_another_nation_moves_nothing_here(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 18))
    assert holidays.change(desk, SCOTLAND, date(2026, 12, 22), CORONATION) == []
    assert answers(desk)[reference].on == date(2026, 12, 23)
    assert [one.on for one in holidays.of_year(desk, 2026, SCOTLAND) if one.announced] == [date(2026, 12, 22)]
    assert not [one for one in holidays.of_year(desk, 2026) if one.announced]


def test_a_day_to_work_by_and_a_date_of_the_law_are_told_too_where_the_answer_stays(desk: Office) -> None:
    office = desk
    reference = opened(office, date(2026, 11, 26), "access")
    (moved,) = holidays.change(office, ENGLAND, date(2026, 12, 24), CORONATION)
    assert moved.reference == reference
    assert moved.before == moved.after == date(2026, 12, 26)
    assert (moved.work_before, moved.work_after) == (date(2026, 12, 24), date(2026, 12, 23))
    (again,) = holidays.change(office, ENGLAND, date(2026, 12, 29), CORONATION)
    assert (again.law_before, again.law_after) == (date(2026, 12, 29), date(2026, 12, 30))


def test_a_holiday_taken_back_is_a_working_day_until_it_is_left_as_published(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 24))
    assert answers(desk)[reference].on == date(2026, 12, 31)
    (moved,) = holidays.change(desk, ENGLAND, date(2026, 12, 28), "")
    assert (moved.before, moved.after) == (date(2026, 12, 31), date(2026, 12, 30))
    assert next(one for one in holidays.of_year(desk, 2026) if one.on == date(2026, 12, 28)).taken_back
    (back,) = holidays.change(desk, ENGLAND, date(2026, 12, 28), None)
    assert (back.before, back.after) == (moved.after, moved.before)
    assert not any(one.taken_back or one.announced for one in holidays.of_year(desk, 2026))


def test_a_message_that_waits_unsorted_moves_as_its_request_would(desk: Office, tmp_path: Path) -> None:
    mails = [
        builders.a_mail(
            tmp_path,
            subject="Return of our data",
            text=f"We end our agreement {number}. Please return our customer data to us.",
            sent="Fri, 18 Dec 2026 10:00:00 +0000",
        )
        for number in range(3)
    ]
    first, *others = (added.message for added in intake.add_messages(desk, mails).added)
    assert intake.message(desk, first).card.suggested == "customer_data_return"
    with counted() as asked:
        moved, *more = holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    assert (moved.message, moved.before, moved.after) == (first, date(2026, 12, 23), date(2026, 12, 24))
    assert [one.message for one in more] == others
    assert intake.message(desk, others[-1]).card.answer_by == date(2026, 12, 24)
    assert sum("FROM message" in statement for statement in asked) == 2, "which wait, and all that move at once"


@pytest.mark.parametrize(
    ("nation", "received", "before", "after"),
    [
        (SCOTLAND, date(2026, 11, 26), date(2026, 12, 1), date(2026, 12, 2)),  # St Andrew's Day, Monday 30 November
        (ULSTER, date(2027, 3, 12), date(2027, 3, 17), date(2027, 3, 18)),  # St Patrick's Day
    ],
)
def test_another_nation_moves_what_its_own_holidays_move(
    nation: str, received: date, before: date, after: date
) -> None:
    with builders.an_office(today=received) as office:
        reference = opened(office, received)
        shown = holidays.preview_nation(office, nation)
        moved = holidays.change_nation(office, nation)
        assert moved == shown
        assert [(one.reference, one.before, one.after) for one in moved] == [(reference, before, after)]
        assert office.setting("nation") == nation
        back = holidays.change_nation(office, ENGLAND)
        assert [(one.before, one.after) for one in back] == [(after, before)]


def test_later_events_of_a_request_still_count_the_announced_day(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 18))
    holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    other = opened(desk, date(2026, 12, 18))
    assert answers(desk)[other].on == answers(desk)[reference].on == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("day", "name", "why"),
    [
        (date(2026, 12, 22), "", "no bank holiday"),
        (date(2026, 12, 25), "Christmas Day", "already"),
        (date(2026, 12, 22), None, "as it was published"),
        (date(1026, 12, 22), CORONATION, "1026"),
        (date(2026, 12, 22), "x" * 81, "80"),
    ],
)
def test_what_would_change_nothing_or_cannot_be_right_is_refused(
    desk: Office, day: date, name: str | None, why: str
) -> None:
    for act in (holidays.preview, holidays.change):
        with pytest.raises(Refusal, match=why):
            act(desk, ENGLAND, day, name)


def test_the_trail_says_which_day_and_how_many_moved_and_keeps_the_name_apart(desk: Office, tmp_path: Path) -> None:
    opened(desk, date(2026, 12, 18))
    holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    audit_table.write(desk, tmp_path / "trail.csv")
    with (tmp_path / "trail.csv").open(encoding="utf-8", newline="") as file:
        line = [row for row in csv.DictReader(file) if row["what"] == "holiday.change"][-1]
    assert line["about"] == "england-and-wales:2026-12-22"
    assert CORONATION not in line["details"]
    assert '"moved": 1' in line["details"] or '"moved":1' in line["details"]
    assert line["reason"] == CORONATION


def test_undo_moves_it_back_and_the_sequence_rises_again(desk: Office) -> None:
    reference = opened(desk, date(2026, 12, 18))
    first = answers(desk)[reference]
    holidays.change(desk, ENGLAND, date(2026, 12, 22), CORONATION)
    moved = answers(desk)[reference]
    undo.undo(desk)
    back = answers(desk)[reference]
    assert (first.on, moved.on, back.on) == (date(2026, 12, 23), date(2026, 12, 24), date(2026, 12, 23))
    assert first.sequence < moved.sequence < back.sequence
    assert not any(one.announced for one in holidays.of_year(desk, 2026))
