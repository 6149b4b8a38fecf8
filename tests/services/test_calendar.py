"""The calendar: what is due when, what stands between, and a file that Outlook takes without doubling anything."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component, Event

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.services import calendar, holidays, requests
from smsdpo.services.office import Office
from tests import builders

NAME = "Wanda Quill"


def opened(office: Office, *days: date, type: str = "access") -> list[str]:
    """Requests of one invented person, received on these days."""
    return [
        requests.open_request(
            office, type=type, name=NAME, received_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        )
        for day in days
    ]


def events_in(path: Path) -> dict[str, Event]:
    read = Calendar.from_ical(path.read_bytes())
    found = [event for event in read.walk("VEVENT") if isinstance(event, Event)]
    events = {str(event["uid"]): event for event in found}
    assert len(events) == len(found)
    return events


def value(part: Component, key: str) -> Any:
    return part.decoded(key)


def written(office: Office, folder: Path, name: str = "deadlines.ics") -> dict[str, Event]:
    path = folder / name
    calendar.write_ics(office, path)
    return events_in(path)


def test_the_file_holds_one_all_day_event_for_each_open_deadline(office: Office, tmp_path: Path) -> None:
    first, second = opened(office, date(2026, 11, 2), date(2026, 11, 20))
    assert calendar.write_ics(office, tmp_path / "deadlines.ics") == 2
    events = events_in(tmp_path / "deadlines.ics")
    assert {str(event["summary"]) for event in events.values()} == {f"{first} Access", f"{second} Access"}
    for event in events.values():
        day = value(event, "dtstart")
        assert type(day) is date
        assert value(event, "dtend") == day + timedelta(days=1)
        assert value(event, "dtstamp").tzinfo is not None


def test_a_closed_request_has_no_deadline_any_more(office: Office, tmp_path: Path) -> None:
    first, second = opened(office, date(2026, 11, 2), date(2026, 11, 20))
    requests.close(office, first, outcome="withdrawn", note="Withdrawn by telephone.")
    assert [str(event["summary"]) for event in written(office, tmp_path).values()] == [f"{second} Access"]


def test_an_event_keeps_its_uid_and_its_sequence_rises_only_when_its_date_moves(office: Office, tmp_path: Path) -> None:
    moved, still = opened(office, date(2026, 11, 2), date(2026, 11, 20))
    before = written(office, tmp_path, "before.ics")
    same = written(office, tmp_path, "same.ics")
    assert [value(event, "sequence") for event in before.values()] == [
        value(event, "sequence") for event in same.values()
    ]
    requests.add_event(office, moved, ClockEvent("extended", date(2026, 11, 22), reason="Three requests at once"))
    after = written(office, tmp_path, "after.ics")
    assert before.keys() == after.keys()
    uids = {str(event["summary"])[:13]: uid for uid, event in before.items()}
    assert value(after[uids[moved]], "sequence") > value(before[uids[moved]], "sequence")
    assert value(after[uids[moved]], "dtstart") > value(before[uids[moved]], "dtstart")
    assert value(after[uids[still]], "sequence") == value(before[uids[still]], "sequence")


def test_each_event_has_one_reminder_with_a_trigger(office: Office, tmp_path: Path) -> None:
    opened(office, date(2026, 11, 2), date(2026, 11, 20))
    for event in written(office, tmp_path).values():
        (alarm,) = event.walk("VALARM")
        assert value(alarm, "trigger") == timedelta(days=-2)
        assert str(alarm["action"]) == "DISPLAY"


def test_no_name_leaves_with_the_file_and_only_its_owner_may_read_it(office: Office, tmp_path: Path) -> None:
    (reference,) = opened(office, date(2026, 11, 2))
    requests.add_event(office, reference, ClockEvent("extended", date(2026, 11, 22), reason=f"{NAME} wrote thrice"))
    written(office, tmp_path)
    text = (tmp_path / "deadlines.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert "Quill" not in text
    assert "Wanda" not in text
    assert stat.S_IMODE((tmp_path / "deadlines.ics").stat().st_mode) == 0o600


def test_a_file_in_the_way_is_overwritten_only_when_a_person_said_so(office: Office, tmp_path: Path) -> None:
    opened(office, date(2026, 11, 2))
    path = tmp_path / "deadlines.ics"
    path.write_text("mine")
    with pytest.raises(Refusal, match="already exists"):
        calendar.write_ics(office, path)
    assert path.read_text() == "mine"
    assert calendar.write_ics(office, path, overwrite=True) == 1
    assert len(events_in(path)) == 1


def test_an_office_without_deadlines_writes_a_file_that_still_opens(office: Office, tmp_path: Path) -> None:
    assert written(office, tmp_path) == {}


def test_an_answer_that_falls_on_a_free_day_has_a_day_to_work_by_before_it(tmp_path: Path) -> None:
    office = builders.an_office(today=date(2026, 11, 27))
    (reference,) = opened(office, date(2026, 11, 26))
    shown = calendar.items(office, date(2026, 12, 1), date(2026, 12, 31))
    assert [(item.on, item.kind) for item in shown] == [(date(2026, 12, 24), "work"), (date(2026, 12, 26), "answer")]
    assert shown[0].title == f"Work by: {reference} Access"
    assert shown[1].title == f"{reference} Access"
    assert "bank holiday" in " ".join(shown[1].working)
    assert (shown[1].left, shown[1].tone) == ("29 days", "ok")


def test_what_is_late_stays_in_the_next_days_however_old_it_is(office: Office) -> None:
    old, _far, near = opened(office, date(2026, 1, 5), date(2026, 11, 20), date(2026, 10, 25))
    shown = calendar.soon(office)
    assert [item.request for item in shown] == [old, near]
    assert shown[0].late
    assert shown[0].tone == "bad"
    assert (shown[1].left, shown[1].tone) == ("2 days", "warn")


def test_a_data_return_is_counted_in_working_days(tmp_path: Path) -> None:
    office = builders.an_office(today=date(2026, 12, 18))
    opened(office, date(2026, 12, 18), type="customer_data_return")
    (item,) = calendar.soon(office)
    assert item.on == date(2026, 12, 23)
    assert item.left == "3 working days"


def test_the_list_and_the_workspace_count_it_in_working_days_too_with_the_offices_own_holidays() -> None:
    office = builders.an_office(today=date(2026, 12, 18))
    (reference,) = opened(office, date(2026, 12, 18), type="customer_data_return")
    (card,) = requests.page(office).items
    assert (card.left, card.tone) == ("3 working days", "ok")
    holidays.change(office, "england-and-wales", date(2026, 12, 22), "Bank holiday for the coronation")
    assert requests.file(office, reference).card.left == "3 working days"
    assert requests.file(office, reference).card.days_left == 6


def test_a_full_day_gives_its_first_deadlines_and_counts_the_rest(office: Office) -> None:
    references = opened(office, *[date(2026, 11, 20)] * 5)
    work, answer = calendar.days(office, date(2026, 12, 1), date(2026, 12, 31), 2)
    assert (work.on, work.answers, work.works) == (date(2026, 12, 18), 0, 5)
    assert (answer.on, answer.answers, answer.works) == (date(2026, 12, 20), 5, 0)
    assert [item.request for item in answer.items] == references[:2]
    requests.close(office, references[0], outcome="withdrawn", note="Withdrawn by telephone.")
    assert calendar.days(office, date(2026, 12, 20), date(2026, 12, 20), 9)[0].answers == 4


def test_the_holidays_between_are_those_of_the_office(office: Office) -> None:
    shown = calendar.holidays(office, date(2026, 12, 20), date(2027, 1, 3))
    assert [item.on for item in shown] == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]
    assert shown[0].name == "Christmas Day"
    office.change_settings({"nation": "scotland"})
    assert date(2026, 11, 30) in [item.on for item in calendar.holidays(office, date(2026, 11, 1), date(2026, 12, 31))]


def test_the_notice_warns_only_of_dates_beyond_the_published_holidays() -> None:
    office = builders.an_office(today=date(2028, 12, 20))
    opened(office, date(2028, 11, 20))
    shown_until = date(2028, 12, 31)
    assert calendar.notice(office, shown_until) == ""
    assert calendar.notice(office, date(2029, 1, 7)).startswith("Bank holidays are published until")
    opened(office, date(2028, 12, 18))
    assert calendar.notice(office, shown_until).startswith("Bank holidays are published until 31 December 2028")
