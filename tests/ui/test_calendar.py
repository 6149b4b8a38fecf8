"""The calendar in the window, on a real office: by mouse, by keyboard, and read aloud."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.domain.records.clocks import ClockEvent, DueItem
from smsdpo.services.office import Office
from smsdpo.ui import style, tokens
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.calendar import CalendarPage
from smsdpo.ui.widgets.agenda import lines_of
from smsdpo.ui.widgets.month_days import month_after, span_of
from smsdpo.ui.widgets.month_grid import MonthGrid
from tests.ui.conftest import Settle

Opened = list[tuple[str, object]]


def opened(window: MainWindow, settle: Settle, *days: date, type: str = "access") -> CalendarPage:
    """The calendar, after requests received on these days."""

    def work(office: Office) -> None:
        from smsdpo.services import requests

        for number, day in enumerate(days):
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            requests.open_request(office, type=type, received_at=at, name=f"Person {number}")

    window.tasks.store(work)
    settle()
    window.go("calendar")
    settle()
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)
    return page


@pytest.fixture
def gone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Where the page has led to."""
    found: Opened = []
    go = MainWindow.go

    def note(self: MainWindow, key: str, argument: object = None) -> None:
        found.append((key, argument))
        go(self, key, argument if key == "calendar" else None)

    monkeypatch.setattr(MainWindow, "go", note)
    return found


def cell(page: CalendarPage, on: date) -> str:
    return str(page.grid.month.index_of(on).data())


def key(page: CalendarPage, *keys: Qt.Key) -> None:
    for one in keys:
        focus = QApplication.focusWidget() or page.grid
        QTest.keyClick(focus, one)


def listed(page: CalendarPage) -> list[str]:
    return [line.request[-4:] if isinstance(line, DueItem) else line for line in page.side.list.rows.lines]


def test_the_month_begins_on_monday_and_each_square_says_its_whole_day(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 20))
    page.turn_to(date(2026, 12, 18))
    settle()
    assert page.title.text() == "December 2026"
    assert page.grid.month.headerData(0, Qt.Orientation.Horizontal) == "Mon"
    assert page.grid.month.days[0].on == date(2026, 11, 30)
    assert cell(page, date(2026, 12, 25)) == "Friday 25 December 2026: no deadline; Christmas Day"
    assert cell(page, date(2026, 12, 5)) == "Saturday 5 December 2026: no deadline; not a working day"
    assert cell(page, date(2026, 12, 20)).startswith("Sunday 20 December 2026: 1 answer due; ")
    assert cell(page, date(2026, 12, 18)).startswith("Friday 18 December 2026: 1 to work by; ")
    assert cell(page, date(2026, 12, 20)).endswith("DSR-2026-0001 Access, 28 days")
    assert cell(page, date(2026, 12, 18)).endswith("Work by: DSR-2026-0001 Access, 28 days")


def test_today_is_named_in_words_not_by_colour_alone(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    assert "; today" in cell(page, date(2026, 11, 22))


def test_arrows_move_the_day_and_turn_the_page_at_its_edge(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    page.grid.setFocus()
    key(page, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert page.day == date(2026, 11, 30)
    key(page, Qt.Key.Key_Right)
    settle()
    assert page.title.text() == "December 2026"
    current = page.grid.current_day()
    assert current is not None
    assert current.on == date(2026, 12, 1)
    key(page, Qt.Key.Key_Up)
    settle()
    assert page.day == date(2026, 11, 24)


def test_page_keys_turn_months_and_home_comes_back_to_today(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    page.grid.setFocus()
    key(page, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    settle()
    assert page.day == date(2027, 1, 22)
    key(page, Qt.Key.Key_PageUp)
    settle()
    assert page.title.text() == "December 2026"
    key(page, Qt.Key.Key_Home)
    settle()
    assert page.day == date(2026, 11, 22)


def test_the_buttons_do_the_same(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    page.after.click()
    page.after.click()
    page.before.click()
    settle()
    assert page.title.text() == "December 2026"
    page.today.click()
    settle()
    assert page.day == date(2026, 11, 22)


def test_what_is_late_stands_first_beside_every_month(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 1, 5), date(2026, 11, 20), date(2026, 10, 25))
    page.turn_to(date(2027, 5, 1))
    settle()
    assert listed(page) == ["0001", "0003"]
    assert "late" in str(page.side.list.rows.index(0, 0).data())


def test_the_chosen_deadline_is_explained_in_plain_words(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 20))
    page.turn_to(date(2026, 12, 20))
    settle()
    assert page.side.why.text() == "Why 20 December for 0001"
    assert "Sunday" in page.side.working.text()
    assert page.side.rule.text().startswith("One month from the day of receipt")
    shown = page.side.shown
    assert shown is not None
    page.side.glance(replace(shown, type="objection_marketing"))
    assert page.side.rule.text().startswith("The marketing stops without delay"), "what may not wait for that day"
    page.side.glance(replace(shown, kind="review"))
    assert page.side.rule.isHidden(), "a day of the case, which the rule of its type does not set"
    page.side.glance(None)
    assert page.side.open.isVisibleTo(page.side)
    page.turn_to(date(2026, 12, 18))
    assert page.side.why.text() == "Why 20 December for 0001", "the working day before it is explained by the same date"


def test_enter_opens_the_request_of_a_day_that_has_one(window: MainWindow, settle: Settle, gone: Opened) -> None:
    page = opened(window, settle, date(2026, 11, 19))
    page.turn_to(date(2026, 12, 19))
    settle()
    page.grid.setFocus()
    gone.clear()
    key(page, Qt.Key.Key_Return)
    assert gone == [("request", "DSR-2026-0001")]


def test_a_day_with_many_deadlines_lists_them_and_escape_leads_back(
    window: MainWindow, settle: Settle, gone: Opened
) -> None:
    page = opened(window, settle, *[date(2026, 11, 20)] * 6)
    page.turn_to(date(2026, 12, 20))
    settle()
    page.grid.setFocus()
    key(page, Qt.Key.Key_Return)
    settle()
    assert page.side.title.text() == "Sunday 20 December"
    assert listed(page) == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert page.side.list.hasFocus()
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert gone[-1] == ("request", "DSR-2026-0002")
    window.go("calendar")
    page.side.list.setFocus()
    key(page, Qt.Key.Key_Escape)
    assert page.side.title.text() == "Next 14 days"
    assert page.grid.hasFocus()


def test_the_list_of_a_day_goes_when_another_day_is_chosen(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, *[date(2026, 11, 20)] * 3)
    page.turn_to(date(2026, 12, 20))
    settle()
    page.grid.setFocus()
    key(page, Qt.Key.Key_Return)
    assert page.side.day == date(2026, 12, 20)
    page.turn_to(date(2026, 12, 21))
    assert page.side.day is None


def test_a_deadline_met_leaves_the_list_of_its_day(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = opened(window, settle, *[date(2026, 11, 20)] * 3)
    page.turn_to(date(2026, 12, 20))
    settle()
    page.grid.setFocus()
    key(page, Qt.Key.Key_Return)

    def work(office: Office) -> None:
        from smsdpo.services import requests

        requests.close(office, "DSR-2026-0002", outcome="withdrawn", note="By telephone.")

    window.tasks.store(work)
    qtbot.waitUntil(lambda: listed(page) == ["0001", "0003"])
    assert page.side.title.text() == "Sunday 20 December"


def test_more_than_fit_are_counted_and_one_click_away(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, *[date(2026, 11, 18)] * 9)
    page.turn_to(date(2026, 12, 1))
    settle()
    spots = spots_on(page.grid, date(2026, 12, 18))
    assert sum(1 for _, item in spots if item) < 9
    point, item = spots[-1]
    assert item is None
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle()
    assert page.side.title.text() == "Friday 18 December"
    assert len(listed(page)) == 9


def spots_on(grid: MonthGrid, on: date) -> list[tuple[QPoint, DueItem | None]]:
    """The middles of what stands on a day's square."""
    rect = grid.visualRect(grid.month.index_of(on))
    found: dict[tuple[str, str], tuple[QPoint, DueItem | None]] = {}
    for y in range(rect.top(), rect.bottom(), 2):
        spot = grid.spot_at(rect.left() + 30, y)
        if spot is not None:
            kind = (spot.item.request, spot.item.kind) if spot.item else ("more", "")
            found[kind] = (QPoint(rect.left() + 30, round(spot.rect.center().y())), spot.item)
    return list(found.values())


def test_a_click_explains_a_deadline_and_a_double_click_opens_it(
    window: MainWindow, settle: Settle, gone: Opened
) -> None:
    page = opened(window, settle, *[date(2026, 11, 18)] * 2)
    page.turn_to(date(2026, 12, 1))
    settle()
    point, item = spots_on(page.grid, date(2026, 12, 18))[1]
    assert item is not None
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.side.why.text() == "Why 18 December for 0002"
    QTest.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert gone[-1] == ("request", "DSR-2026-0002")


def test_the_agenda_lists_the_deadlines_under_their_days(window: MainWindow, settle: Settle, gone: Opened) -> None:
    page = opened(window, settle, date(2026, 11, 19), date(2026, 11, 20))
    page.views.choose("agenda")
    settle()
    words = [str(page.agenda.rows.index(row, 0).data()) for row in range(page.agenda.rows.rowCount())]
    assert words == [
        "Friday 18 December 2026",
        "Work by: DSR-2026-0001 Access, 18 December 2026, 27 days",
        "Work by: DSR-2026-0002 Access, 18 December 2026, 28 days",
        "Saturday 19 December 2026",
        "DSR-2026-0001 Access, 19 December 2026, 27 days",
        "Sunday 20 December 2026",
        "DSR-2026-0002 Access, 20 December 2026, 28 days",
    ]
    page.agenda.setFocus()
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert gone[-1] == ("request", "DSR-2026-0001")


def test_an_office_without_deadlines_is_told_well_done(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    assert page.side.none.text() == "No deadlines: well done."
    assert not page.side.open.isVisible()
    page.views.choose("agenda")
    settle()
    assert page.empty.sentence.text() == "No deadlines: well done."


def test_calm_weeks_still_name_the_next_deadline(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 20))
    assert page.side.none.text() == "No deadlines: well done. The next one is on 20 December 2026."


def test_months_beyond_the_published_holidays_say_so(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    assert not page.notice.isVisible()
    page.turn_to(date(2029, 3, 1))
    settle()
    assert page.notice.isVisible()
    assert page.notice.words.text().startswith("Bank holidays are published until 31 December 2028")


def test_the_deadlines_are_written_where_the_user_says(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, settle, date(2026, 11, 20))
    asked: list[str] = []

    def choose(title: str, name: str, kinds: str) -> Path:
        asked.extend((name, kinds))
        return tmp_path / "mine"

    monkeypatch.setattr(window, "choose_target", choose)
    page.export.click()
    settle()
    assert asked == ["smsdpo-deadlines.ics", "Calendar files (*.ics)"]
    assert (tmp_path / "mine.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert window.toaster.words.text() == "1 deadline written to mine.ics: references only, no names"


def test_a_name_without_ending_never_overwrites_what_the_dialog_did_not_see(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, settle, date(2026, 11, 20))
    (tmp_path / "mine.ics").write_text("old")
    monkeypatch.setattr(window, "choose_target", lambda *_: tmp_path / "mine")
    page.write()
    settle()
    assert (tmp_path / "mine.ics").read_text() == "old"
    assert "already exists" in window.complaint.title.text()


def test_a_new_request_appears_without_asking(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = opened(window, settle)
    opened(window, settle, date(2026, 11, 1))
    qtbot.waitUntil(lambda: listed(page) == ["0001"])


def test_a_narrow_window_keeps_the_card_behind_a_button(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 1))
    window.resize(*tokens.WINDOW_LEAST)
    settle()
    assert page.aside.isVisible()
    assert page.grid.isVisible()
    assert not page.side.isVisible()
    page.aside.click()
    assert page.side.isVisible()
    assert not page.grid.isVisible()
    assert page.aside.accessibleName() == "Show the month"
    page.aside.click()
    assert page.grid.isVisible()
    window.resize(1280, 800)
    assert page.side.isVisible()
    assert page.grid.isVisible()


def test_a_sheet_holds_whole_weeks_and_a_month_on_never_skips_a_short_one() -> None:
    assert span_of(date(2026, 12, 5)) == (date(2026, 11, 30), date(2027, 1, 3))
    assert span_of(date(2027, 2, 5)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert month_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_the_week_shows_its_days_with_what_is_left_and_turns_by_weeks(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 20), date(2026, 11, 26))
    page.turn_to(date(2026, 12, 20))
    page.views.choose("week")
    settle()
    assert page.title.text() == "14 – 20 Dec 2026"
    assert [day.on for day in page.grid.month.days] == [date(2026, 12, 14 + at) for at in range(7)]
    assert cell(page, date(2026, 12, 20)).endswith("DSR-2026-0001 Access, 28 days")
    narrow, wide = (page.grid.spots(page.grid.month.days[6], QRectF(0, 0, room, 500)) for room in (101, 190))
    assert narrow[0].rect.height() > wide[0].rect.height(), "what is left has a line of its own where days are narrow"
    assert page.after.accessibleName() == "Next week"
    page.after.click()
    settle()
    assert page.title.text() == "21 – 27 Dec 2026"
    page.grid.setFocus()
    key(page, Qt.Key.Key_Right)
    settle()
    assert page.title.text() == "28 Dec 2026 – 3 Jan 2027"
    assert "Boxing Day" in cell(page, date(2026, 12, 28))


def test_a_week_of_more_than_fits_lists_the_whole_day(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, *[date(2026, 11, 18)] * 20)
    page.turn_to(date(2026, 12, 18))
    settle()
    page.grid.setFocus()
    key(page, Qt.Key.Key_Return)
    settle()
    assert len(listed(page)) == 20, "the month's square was given twelve of them"
    assert cell(page, date(2026, 12, 18)).startswith("Friday 18 December 2026: 20 answers due; ")


def test_the_mouse_over_a_deadline_shows_why_and_leaves_no_trace(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 11, 18), date(2026, 11, 19))
    page.turn_to(date(2026, 12, 18))
    settle()
    assert page.side.why.text() == "Why 18 December for 0001"
    point, item = next((at, one) for at, one in spots_on(page.grid, date(2026, 12, 19)) if one)
    assert item is not None
    hover(page.grid, point)
    assert page.side.why.text() == "Why 19 December for 0002"
    hover(page.grid, page.grid.visualRect(page.grid.month.index_of(date(2026, 12, 1))).center())
    assert page.side.why.text() == "Why 18 December for 0001"


def hover(grid: MonthGrid, point: QPoint) -> None:
    """The mouse comes to a place on the sheet; the event itself, for a screen without a pointer sends none twice."""
    none = Qt.MouseButton.NoButton
    where = QPointF(point)
    to = QPointF(grid.viewport().mapToGlobal(point))
    event = QMouseEvent(QEvent.Type.MouseMove, where, to, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid.viewport(), event)


def test_what_is_late_is_pinned_above_the_agenda(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, date(2026, 1, 5), date(2026, 11, 25), date(2026, 11, 20))
    page.views.choose("agenda")
    settle()
    lines = [line.request[-4:] if isinstance(line, DueItem) else line for line in page.agenda.rows.lines]
    assert lines[:2] == ["Overdue", "0001"]
    assert lines.count("0001") == 1


def test_the_day_sheet_is_printed_for_today_whatever_day_is_shown(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page = opened(window, settle, date(2026, 10, 23))
    window.print_to = tmp_path / "printer.pdf"
    page.turn_to(date(2027, 3, 1))
    settle()
    page.day_sheet.click()
    settle()
    text = pypdf.PdfReader(window.print_to).pages[0].extract_text()
    assert "Sunday 22 November 2026" in text
    assert "DSR-2026-0001" in text
    assert "Person" not in text


def test_all_deadlines_go_into_outlook_in_four_acts_and_again_without_doubling(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calendar, Ctrl+E, a place, Enter; the second file keeps every UID and raises only what moved."""
    opened(window, settle, date(2026, 11, 20), date(2026, 11, 19))
    window.go("inbox")
    targets = iter((tmp_path / "first.ics", tmp_path / "second.ics"))
    monkeypatch.setattr(window, "choose_target", lambda *_: next(targets).with_suffix(""))

    def export() -> dict[str, int]:
        QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert window.at == "calendar"
        QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        settle()
        newest = max(tmp_path.glob("*.ics"), key=lambda path: path.name)
        assert "Person" not in newest.read_text(encoding="utf-8")
        return {
            str(event["uid"]): event.decoded("sequence")
            for event in Calendar.from_ical(newest.read_bytes()).walk("VEVENT")
        }

    first = export()

    def extend(office: Office) -> None:
        from smsdpo.services import requests

        event = ClockEvent("extended", date(2026, 11, 22), reason="Three requests at once")
        requests.add_event(office, "DSR-2026-0002", event)

    window.tasks.store(extend)
    settle()
    second = export()
    assert first.keys() == second.keys()
    risen = [uid for uid in first if second[uid] > first[uid]]
    assert risen == ["dsr-2026-0002@smsdpo.sms-tech.org"]


def test_every_act_of_the_calendar_has_its_own_keys_and_name(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    acts = page.acts()
    chords = [act.chord for act in acts if act.chord]
    assert chords == ["T", "PgUp", "PgDown", "Ctrl+E", "Ctrl+P"]
    assert len({act.key for act in acts}) == len({act.title for act in acts}) == len(acts)
    opener = next(act for act in acts if act.key == "calendar_open")
    assert opener.why_off() == "No deadline is chosen."


def test_a_sheet_drawn_once_still_follows_the_look_the_choice_and_the_keyboard(
    window: MainWindow, settle: Settle
) -> None:
    page = opened(window, settle, date(2026, 11, 2))
    grid = page.grid
    item = next(item for day in grid.month.days for item in day.items)
    page.side.list.setFocus()
    grid.pick(None)
    plain = grid.viewport().grab().toImage()
    assert grid.viewport().grab().toImage() == plain
    seen = [plain]
    changes: list[Callable[[], object]] = [
        partial(grid.pick, item),
        partial(grid.setFocus, Qt.FocusReason.TabFocusReason),
        partial(style.choose, "dark"),
        partial(page.turn, 1),
    ]
    for change in changes:
        change()
        settle()
        seen.append(grid.viewport().grab().toImage())
    assert all(one != other for at, one in enumerate(seen) for other in seen[:at])


def test_a_complaint_that_owes_its_outcome_does_not_stand_among_what_is_overdue() -> None:
    def due(reference: str, *, late: bool) -> DueItem:
        return DueItem(reference, "complaint", reference, "answer", date(2026, 12, 20), -22, late, ())

    met, missed = due("DSR-2026-0001", late=False), due("DSR-2026-0002", late=True)
    today = date(2027, 1, 11)
    assert lines_of([met, missed], [met, missed], (), today) == ["Overdue", missed, "Outcome due", met]
    assert lines_of([met], (), (), today) == ["Outcome due", met]
    assert lines_of((), (), (), today) == []
