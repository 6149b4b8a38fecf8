"""Midnight, sleep and clocks set by hand; and the morning's digest, which names nobody."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from smsdpo.core.clock import LONDON, FixedClock, london_date
from smsdpo.services.office import Office
from smsdpo.ui.day_watch import DayWatch
from smsdpo.ui.digest import Digest
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.screens.calendar import CalendarPage
from smsdpo.ui.tasks import Tasks
from tests import builders
from tests.ui.conftest import Settle


class Watch:
    """A clock that is set, and the stopwatch beside it."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.ran = 0.0

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def today(self) -> date:
        return london_date(self.at)

    def passes(self, **time: float) -> None:
        """Time goes by as it should."""
        self.at += timedelta(**time)
        self.ran += timedelta(**time).total_seconds()


class Heard:
    """A tray that keeps what it was given."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, title: str, text: str) -> None:
        self.said.append(f"{title}: {text}")

    def clear(self) -> None:
        pass


@pytest.fixture
def watch() -> Watch:
    """Twenty to midnight, by winter time."""
    return Watch(datetime(2026, 11, 22, 23, 40, tzinfo=LONDON))


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks, watch: Watch, settle: Settle, tmp_path: Path) -> MainWindow:
    """A window that goes by that clock, on an office with one request that is due on 23 November and one late."""

    def an_office() -> Office:
        from smsdpo.services import requests

        office = Office.in_memory(watch, "D. Pearce")
        for day in (date(2026, 10, 1), date(2026, 10, 24)):
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            requests.open_request(office, type="access", name="Wanda Quill", received_at=at)
        return office

    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(tasks, watch, SCREENS, settings, native_dialogs=False)
    qtbot.addWidget(made)
    tasks.open(an_office)
    made.resize(1280, 800)
    made.show()
    return made


def turns(window: MainWindow) -> list[str]:
    """A list that grows whenever the day turns."""
    heard: list[str] = []
    window.day_turned.connect(lambda: heard.append("turned"))
    return heard


def begin(window: MainWindow, settle: Settle) -> None:
    window.begin("D. Pearce")
    settle()


def test_midnight_turns_the_day_once(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    begin(desk, settle)
    own = DayWatch(desk, lambda: watch.ran)
    own._begin()
    heard = turns(desk)
    watch.passes(seconds=20)
    own.look()
    assert heard == []
    watch.passes(minutes=4)
    own.look()
    assert heard == []
    while watch.at.hour == 23:
        watch.passes(seconds=60)
        own.look()
    assert heard == ["turned"]
    watch.passes(seconds=20)
    own.look()
    assert heard == ["turned"]
    settle()


def test_what_was_due_tomorrow_is_due_today_after_midnight(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    begin(desk, settle)
    desk.go("calendar")
    settle()
    page = desk.page("calendar")
    assert isinstance(page, CalendarPage)
    lines = page.side.list.rows
    assert "1 day" in str(lines.index(1, 0).data())
    assert page.day == date(2026, 11, 22)
    watch.passes(minutes=21)
    own = desk.findChild(DayWatch, "day_watch")
    assert isinstance(own, DayWatch)
    own.look()
    settle()
    assert str(lines.index(1, 0).data()).endswith("today")
    assert page.day == date(2026, 11, 23), "who looked at today looks at the new one"
    assert "; today;" in str(page.grid.month.index_of(date(2026, 11, 23)).data())


@pytest.mark.parametrize(
    ("what", "wall", "ran"),
    [
        ("asleep, the stopwatch stood still", timedelta(hours=1), 0.0),
        ("asleep, the stopwatch ran on", timedelta(minutes=10), 600.0),
        ("set forward", timedelta(minutes=12), 20.0),
        ("set back a little", timedelta(minutes=-3), 20.0),
    ],
)
def test_sleep_and_a_clock_set_by_hand_are_noticed(
    desk: MainWindow, watch: Watch, settle: Settle, what: str, wall: timedelta, ran: float
) -> None:
    watch.at = datetime(2026, 11, 22, 14, tzinfo=LONDON)
    begin(desk, settle)
    own = DayWatch(desk, lambda: watch.ran)
    own._begin()
    heard = turns(desk)
    watch.at += wall
    watch.ran += ran
    own.look()
    assert heard == ["turned"], what
    settle()


def test_a_rehearsed_day_stands_still_and_is_not_taken_for_a_clock_set_back(
    window: MainWindow, clock: FixedClock
) -> None:
    ran = [0.0]
    own = DayWatch(window, lambda: ran[0])
    own._begin()
    heard = turns(window)
    ran[0] = 86_400.0
    own.look()
    assert heard == []
    assert not window.complaint.isVisible()


def test_the_clocks_going_back_in_october_are_no_change_of_day(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    watch.at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    begin(desk, settle)
    own = DayWatch(desk, lambda: watch.ran)
    own._begin()
    heard = turns(desk)
    for _ in range(120):
        watch.passes(seconds=60)
        own.look()
    assert heard == []
    settle()


def test_a_night_behind_the_lock_turns_the_day_at_the_unlocking(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    own = DayWatch(desk, lambda: watch.ran)
    begin(desk, settle)
    heard = turns(desk)
    desk.leaving.emit()
    watch.passes(hours=9)
    own.look()
    assert heard == []
    begin(desk, settle)
    assert "turned" in heard


@pytest.mark.parametrize(("day", "doubted"), [(date(2026, 11, 20), True), (date(2026, 11, 23), False)])
def test_a_clock_before_the_trails_last_line_is_said_aloud(
    qtbot: QtBot,
    tasks: Tasks,
    watch: Watch,
    settle: Settle,
    tmp_path: Path,
    office_folder: Path,
    day: date,
    doubted: bool,
) -> None:
    watch.at = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tasks, watch, SCREENS, settings, native_dialogs=False)
    qtbot.addWidget(window)
    paths, state = builders.paths_in(office_folder), office_folder / "state"
    tasks.open(lambda: Office.open(paths, watch, "D. Pearce", passphrase=builders.PASSPHRASE, state_dir=state))
    window.show()
    begin(window, settle)
    assert window.complaint.isVisible() == doubted


def test_the_start_says_numbers_and_no_name_and_once_a_day(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    tray = Heard()
    own = Digest(desk, tray)
    begin(desk, settle)
    assert tray.said == ["Today at the desk: 1 overdue, 1 due this week"]
    assert desk.toaster.words.text() == tray.said[0]
    assert "Quill" not in tray.said[0]
    watch.passes(minutes=5)
    own.look()
    begin(desk, settle)
    assert len(tray.said) == 1


def test_nine_oclock_says_it_again_but_not_behind_the_lock(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    tray = Heard()
    own = Digest(desk, tray)
    begin(desk, settle)
    watch.at = datetime(2026, 11, 23, 8, 59, tzinfo=LONDON)
    own.look()
    settle()
    assert len(tray.said) == 1
    desk.leaving.emit()
    watch.at = datetime(2026, 11, 23, 9, 1, tzinfo=LONDON)
    own.look()
    settle()
    assert len(tray.said) == 1
    begin(desk, settle)
    assert tray.said[1:] == ["Today at the desk: 1 overdue, 1 due this week"]
    own.look()
    settle()
    assert len(tray.said) == 2


def test_who_wants_no_notification_gets_the_line_in_the_window_only(
    desk: MainWindow, watch: Watch, settle: Settle
) -> None:
    tray = Heard()
    Digest(desk, tray)
    desk.tasks.store(lambda office: office.change_settings({"notify.digest": "no"}))
    begin(desk, settle)
    assert tray.said == []
    assert desk.toaster.words.text() == "Today at the desk: 1 overdue, 1 due this week"


def test_an_office_with_nothing_due_is_left_in_peace(window: MainWindow, settle: Settle) -> None:
    tray = Heard()
    Digest(window, tray)._begin()
    settle()
    assert tray.said == []
    assert not window.toaster.isVisible()


def test_a_click_on_the_notification_leads_to_what_it_spoke_of(desk: MainWindow, watch: Watch, settle: Settle) -> None:
    own = Digest(desk, Heard())
    begin(desk, settle)
    own.follow()
    settle()
    assert desk.at == "requests"
    desk.go("inbox")
    desk.leaving.emit()
    own.follow()
    assert desk.at == "inbox", "behind the lock nothing is shown"
