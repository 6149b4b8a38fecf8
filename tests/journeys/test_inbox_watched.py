"""The inbox is watched: every look at it counts, nobody looking is said aloud, and a week of it can be proved."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from smsdpo.core.clock import LONDON, FixedClock
from smsdpo.domain.records import Selected
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import audit, inbox_watch, intake, notes, requests, undo, watch_proof
from smsdpo.services.office import Office
from tests.builders import a_mail


def at(office: Office, day: int, hour: int, minute: int = 0, *, who: str = "d.pearce") -> None:
    """A working hour of the week from Monday 23 November 2026, and who sits at the desk then."""
    office.clock = FixedClock(datetime(2026, 11, day, hour, minute, tzinfo=LONDON))
    office.actor = who


def rows_of(file: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The days of the proof, and what it says of itself."""
    book = load_workbook(file)
    head, *rows = book["Inbox checks"].values
    about = {str(label): value for label, value in book["About"].iter_rows(2, max_col=2, values_only=True)}
    return [dict(zip(map(str, head), row, strict=True)) for row in rows], about


@pytest.mark.promise("P12")
def test_a_week_of_the_inbox_is_watched_and_proved(office: Office, tmp_path: Path) -> None:
    office.change_settings({"staff": [{"name": "Dana Pearce", "login": "d.pearce"}, {"name": "Jo Lee", "login": "jo"}]})
    at(office, 23, 9, 12)
    never = inbox_watch.state(office)
    assert (never.checked_at, never.alert, never.waiting, never.clear_since) == (None, False, 0, None)

    sent = ("Fri, 20 Nov 2026 16:00:00 +0000", "Mon, 23 Nov 2026 09:00:00 +0000")
    mails = [a_mail(tmp_path, text=f"A copy of my data, please. {day}", sent=day) for day in sent]
    first, second = (one.message for one in intake.add_messages(office, mails).added)
    at(office, 23, 15, who="jo")
    requests.open_request(office, type="access", message=first)
    assert inbox_watch.state(office).by == "Jo Lee"
    at(office, 24, 10)
    now = inbox_watch.state(office)
    assert (now.waiting, now.oldest, now.idle, now.alert) == (1, "1 working day", "3 working hours", False)

    intake.not_a_request(office, second, "Asked twice")
    inbox_watch.checked(office)
    at(office, 25, 14)
    notes.add_note(
        office, channel="phone", received_at=office.clock.now(), sender=Recipient("Al Reed"), text="When are you open?"
    )
    requests.open_request(
        office, type="general_inquiry", received_at=office.clock.now(), name="Mo Hale", channel="phone"
    )
    late = inbox_watch.state(office)
    assert (late.idle, late.alert) == ("1 working day", True), "a call typed in is no look into the inbox"
    inbox_watch.checked(office)
    assert not inbox_watch.state(office).alert

    at(office, 27, 12)
    days = watch_proof.write(office, tmp_path / "week.xlsx", date(2026, 11, 26))
    assert [day.in_time for day in days] == [True, True, False, False, False, None, None]
    rows, about = rows_of(tmp_path / "week.xlsx")
    monday, tuesday, wednesday, thursday, friday, saturday, _ = rows
    assert (monday["First check"], monday["Last check"], monday["Checked by"]) == (
        "09:12",
        "15:00",
        "Dana Pearce, Jo Lee",
    )
    assert (monday["Messages in"], monday["Sorted"]) == (2, 1)
    assert monday["Longest wait until taken in"] == "1 working hour", "Friday 16:00 to Monday 09:12"
    assert (tuesday["Checks"], tuesday["Sorted"], tuesday["In time"]) == (2, 1, "yes")
    assert (wednesday["Longest time without a check"], wednesday["In time"]) == ("1 working day", "no")
    assert (thursday["Checks"], thursday["Checked by"], friday["In time"]) == (0, None, "no")
    assert (saturday["No working day"], saturday["In time"]) == ("weekend", None)
    assert about["Checked in time"] == "2 of 5 working days"
    assert [line.what for line in audit.page(office, "inbox.").items] == ["inbox.proof", "inbox.check", "inbox.check"]


def test_what_was_sorted_by_mistake_and_taken_back_is_not_counted_twice(office: Office, tmp_path: Path) -> None:
    at(office, 23, 10)
    mails = [a_mail(tmp_path, text=f"Offer number {number}") for number in range(3)]
    numbers = tuple(one.message for one in intake.add_messages(office, mails).added)
    for _ in range(2):
        intake.put_aside(office, Selected(ids=numbers), "Newsletter")
        undo.undo(office)
    requests.open_request(office, type="access", message=numbers[0])
    undo.undo(office)
    requests.open_request(office, type="access", received_at=office.clock.now(), name="Mo Hale", channel="phone")
    undo.undo(office)  # it was no message, so there is none to take back
    monday = inbox_watch.week(office, date(2026, 11, 23))[0]
    assert monday.sorted == 0
    undo.redo(office)
    intake.not_a_request(office, numbers[1], "Newsletter")
    undo.undo(office)
    undo.redo(office)
    monday = inbox_watch.week(office, date(2026, 11, 23))[0]
    assert (monday.sorted, inbox_watch.state(office).waiting) == (1, 2)


def test_an_office_that_is_closed_owes_no_look(office: Office) -> None:
    at(office, 27, 16)
    inbox_watch.checked(office)
    at(office, 30, 9, 30)
    assert inbox_watch.state(office).idle == "1 working hour", "Friday 16:00 to Monday 09:30"
    office.change_settings({"inbox.hours": 1})
    assert inbox_watch.state(office).alert
    office.change_settings({"hours.opens": 10, "hours.closes": 16})
    assert not inbox_watch.state(office).alert


def test_a_look_every_morning_is_in_time_also_when_it_comes_a_little_later(office: Office) -> None:
    for day, hour in ((23, 9), (24, 10), (25, 9), (26, 11)):
        at(office, day, hour)
        inbox_watch.checked(office)
    assert [one.in_time for one in inbox_watch.week(office, date(2026, 11, 26))[:4]] == [True] * 4
    at(office, 27, 14)
    assert inbox_watch.state(office).alert


def test_nothing_waiting_says_since_when(office: Office, tmp_path: Path) -> None:
    at(office, 23, 10)
    number = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    assert inbox_watch.state(office).clear_since is None
    at(office, 23, 11)
    intake.not_a_request(office, number, "Newsletter")
    at(office, 24, 9)
    inbox_watch.checked(office)
    assert inbox_watch.state(office).clear_since == datetime(2026, 11, 23, 11, tzinfo=LONDON)
