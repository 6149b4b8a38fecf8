"""The rest of the frame: groups of the rail, the way back, where the window stands, jobs, pasting, long lines."""

import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import Refusal
from smsdpo.services import triage
from smsdpo.ui import tokens
from smsdpo.ui.frame.status_line import Parts
from smsdpo.ui.frame.way import argument_of, is_reference
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.list_header import ListHeader
from smsdpo.ui.widgets.notices import JobRow, left_of
from smsdpo.ui.widgets.rail import Rail
from smsdpo.ui.widgets.top_bar import TopBar
from tests.ui import cases
from tests.ui.conftest import Begin, Settle

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LETTER = (
    "From: Joe Bloggs <joe@example.org>\nTo: info@example.com\nSubject: My data\n"
    "Date: Sun, 22 Nov 2026 09:12:00 +0000\n\nPlease send me all the data you hold about me.\n"
)


def test_places_stand_in_groups_and_the_settings_at_the_foot(qtbot: QtBot) -> None:
    names = (("inbox", 10), ("calendar", 40), ("retention", 50), ("letters", 80), ("settings", 90))
    rail = Rail([(key, key.title(), "folder", place) for key, place in names])
    qtbot.addWidget(rail)
    rail.resize(tokens.RAIL, 800)
    rail.show()
    tops = {key: entry.geometry().top() for key, entry in rail.entries.items()}
    step = tokens.ENTRY + 2
    assert tops["calendar"] - tops["inbox"] == step
    assert step < tops["retention"] - tops["calendar"] < 2 * step
    assert step < tops["letters"] - tops["retention"] < 2 * step
    assert tops["settings"] > 800 - 2 * step


def test_the_chips_count_what_the_views_show(full_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    from smsdpo.services import requests

    received = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    full_window.tasks.store(
        lambda office: requests.open_request(office, type="access", name="Late One", received_at=received)
    )
    qtbot.waitUntil(lambda: full_window.top.overdue.accessibleName().endswith("1 overdue"))
    told: list[int] = []
    full_window.tasks.store(lambda office: told.append(requests.page(office, view="overdue").total))
    settle()
    assert told == [1]


# --- the way back -----------------------------------------------------------------------------------------------------


def test_alt_left_and_alt_right_walk_over_places_and_what_they_showed(
    begin: Begin, settle: Settle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    window = begin(lambda office: cases.fill(office, tmp_path_factory.mktemp("case")))
    window.activateWindow()
    window.go("requests")
    settle()
    window.go("request", "DSR-2026-0001")
    settle()
    window.go("calendar")
    settle()
    walked = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(window, key, ALT)
        settle()
        walked.append(window.at)
    assert walked == ["request", "requests", "request"]
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.at == "calendar"
    assert window.toaster.words.text() == says.NO_FORWARD


def test_a_subject_is_told_to_its_page_as_what_it_opens() -> None:
    assert argument_of("person:5") == 5
    assert argument_of("message:12") == 12
    assert argument_of("DSR-2026-0001") == "DSR-2026-0001"
    assert argument_of("") is None
    assert [is_reference(one) for one in ("DSR-2026-0001", "person:5", "")] == [True, False, False]


# --- where the window stands ------------------------------------------------------------------------------------------


def test_a_place_that_is_taken_away_as_soon_as_it_was_built_is_not_kept_in_mind(
    window: MainWindow, settle: Settle
) -> None:
    window.go("people")
    window.forget_pages()  # as locking does, before the event loop has come to the panes
    settle()
    window.standing.keep()  # asked of panes that are gone, it raised, and closing the window ended in a crash


def test_the_window_comes_back_onto_a_screen_when_its_own_has_gone(window: MainWindow, qtbot: QtBot) -> None:
    window.move(5000, 4000)
    screen = QApplication.primaryScreen()
    QGuiApplication.instance().screenRemoved.emit(screen)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.geometry().topLeft()))


def test_on_a_small_screen_nothing_is_cut_off_but_moved_about(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    class Small:
        def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's own name
            return QRect(0, 0, 853, 533)  # 1280 x 800 at 150 %

    monkeypatch.setattr("smsdpo.ui.frame.standing.QGuiApplication.screenAt", lambda _point: Small())
    window = full_window
    window.standing.clamp()
    assert window.width() <= 853
    assert window.height() <= 533

    def in_sight(one: QWidget) -> bool:
        return window.rect().contains(QRect(one.mapTo(window, QPoint()), one.size()))

    accept = next(one for one in window.findChildren(QPushButton) if one.accessibleName() == "Accept and open")
    accept.setFocus()
    qtbot.waitUntil(lambda: in_sight(accept))
    window.rail.entries["inbox"].setFocus()
    qtbot.waitUntil(lambda: in_sight(window.rail.entries["inbox"]))
    assert not in_sight(accept)
    area = window.centralWidget()
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.complain(Refusal("This message has no sender."))
    qtbot.waitUntil(lambda: in_sight(window.complaint.title))


def test_on_a_small_screen_with_large_signs_nothing_in_the_bar_lies_over_its_neighbour(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_due({"overdue": 2, "week": 3})
    bar.resize(750, 40)  # 1280 px at 150 per cent, without the rail
    bar.show()
    parts = [bar.search, bar.overdue, bar.due, bar.new, bar.add, bar.lock, bar.menu]
    assert all(one.geometry().right() < other.geometry().left() for one, other in pairwise(parts))
    assert parts[-1].geometry().right() < bar.width()


def test_panes_and_columns_lie_as_they_were_left_until_the_layout_is_reset(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.go("people")
    settle()
    halves = window.page("people").findChildren(QSplitter)[0]
    first = halves.sizes()
    halves.setSizes([first[0] - 60, first[1] + 60])
    moved = halves.sizes()
    assert moved != first
    columns = columns_of(window)
    usual = columns.arranged(), columns.shown()
    columns.arrange(["due", "person"], ["due", "person"])
    window.settings.setValue("columns/inbox_list", "of a place that has not been shown since")
    window.standing.keep()
    window.settings.remove("geometry")  # the screen of these tests is smaller than the window
    again = MainWindow(window.tasks, window.clock, SCREENS, window.settings)
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    again.go("people")
    settle()
    other = again.page("people").findChildren(QSplitter)[0]
    assert abs(other.sizes()[0] - moved[0]) < 4
    assert columns_of(again).shown() == ["due", "person"]
    again.reset_layout()
    assert (columns_of(again).arranged(), columns_of(again).shown()) == usual
    assert window.settings.value("columns/inbox_list") is None
    assert other.sizes()[0] / sum(other.sizes()) > moved[0] / sum(moved) + 0.02
    assert window.settings.value("layout/people_panes_0") is None


def columns_of(window: MainWindow) -> ListHeader:
    return window.page("requests").findChildren(ListHeader)[0]


# --- jobs -------------------------------------------------------------------------------------------------------------


def test_the_time_left_is_told_late_and_calmly() -> None:
    assert left_of(10, 100, 1.0) == "", "too early to tell"
    assert left_of(0, 0, 60.0) == ""
    assert left_of(100, 100, 60.0) == ""
    assert left_of(20, 60, 60.0) == "about 2 min left"
    assert left_of(50, 60, 60.0) == "about half a minute left"
    assert left_of(1, 200, 60.0) == "about 3 hours left"


def test_several_jobs_run_beside_each_other_each_with_its_own_cancel(window: MainWindow, qtbot: QtBot) -> None:
    jobs = [Job("Adding messages"), Job("Finding data")]
    for job in jobs:
        window.activity.follow(job)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in window.activity.rows))
    jobs[0].moved.emit(4210, 9800, "")
    rows: list[JobRow] = window.activity.rows
    assert rows[0].far.text() == "4,210 / 9,800"
    assert [row.stop.accessibleName() for row in rows] == ["Cancel: Adding messages", "Cancel: Finding data"]
    for job in jobs:
        job.outcome = "done"
        job.ended.emit()
    assert not window.activity.isVisible()
    assert not window.activity.rows


# --- coming in --------------------------------------------------------------------------------------------------------


def copied(data: QMimeData) -> None:
    QApplication.clipboard().setMimeData(data)


def test_copied_files_are_pasted_into_the_inbox(window: MainWindow, letters: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letters))])
    copied(data)
    window.activateWindow()
    window.go("calendar")
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: "messages added" in window.toaster.words.text(), timeout=20_000)


def test_the_copied_text_of_a_message_is_taken_in_without_a_file(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    data = QMimeData()
    data.setText(LETTER)
    copied(data)
    window.coming_in.paste()
    qtbot.waitUntil(lambda: window.toaster.words.text() == "1 message added", timeout=20_000)
    told: list[str] = []

    def look(office: object) -> None:
        from smsdpo.services import intake

        told.extend(one.subject for one in intake.inbox(office).items)  # type: ignore[arg-type]

    window.tasks.store(look)
    settle()
    assert told == ["My data"]


def test_bare_words_pasted_are_a_message_too() -> None:
    read = list(triage.read_pasted("Pasted message", "Please delete my data.", datetime(2026, 11, 22, tzinfo=UTC)))
    assert len(read) == 1
    assert isinstance(read[0], triage.ReadInput)
    assert [one.type for one in read[0].reading.suggestions][:1] == ["erasure"]


def test_a_picture_or_nothing_pasted_is_refused_calmly(window: MainWindow) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    copied(data)
    window.coming_in.paste()
    assert "picture" in window.complaint.accessibleName()
    copied(QMimeData())
    window.coming_in.paste()
    assert "nothing to paste" in window.complaint.accessibleName()


def test_ten_thousand_files_at_once_hold_nobody_up_and_each_is_accounted_for(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    files = [tmp_path / f"{number:05}.eml" for number in range(10_000)]
    for file in files[1:]:
        file.touch()
    files[0].write_text(LETTER, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    begun = time.thread_time()
    window.coming_in.dropped(data)
    assert time.thread_time() - begun < 0.5
    qtbot.waitUntil(lambda: window.toaster.words.text() == "1 message added, 9,999 not added", timeout=100_000)
    first, *_, last = window.complaint.hint.text().splitlines()
    assert first.startswith("00001.eml")
    assert "9,996" in last


def test_a_subject_of_a_megabyte_costs_no_more_than_a_line(window: MainWindow, qtbot: QtBot) -> None:
    endless = "word " * 200_000
    label = PlainLabel()
    qtbot.addWidget(label)
    label.resize(300, 20)
    label.show()
    begun = time.thread_time()
    label.setText(endless)
    label.sizeHint()
    label.grab()
    window.toast(endless)
    window.complaint.grab()
    window.grab()
    assert time.thread_time() - begun < 0.5
    assert len(window.toaster.words.text()) <= 600


def test_the_hint_of_the_search_box_names_its_keys_only_where_they_fit(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.top.search.placeholderText().endswith("Ctrl K"))
    window.resize(1100, 800)
    window.top.show_due({"overdue": 2, "week": 3})
    qtbot.waitUntil(lambda: window.top.search.placeholderText() == says.SEARCH_HINT)


def test_beside_a_message_the_line_at_the_foot_leaves_out_whole_parts(window: MainWindow, settle: Settle) -> None:
    line = window.status
    assert isinstance(line, Parts)
    window.resize(1280, 800)
    settle()
    assert line.fitting() == line.text()
    window.toast("An answer was saved as a draft for the mail program, with its four files beside it.")
    settle()
    shown = line.fitting()
    assert shown.startswith(line.text().split("  ")[0])
    assert len(shown) < len(line.text())
    assert {part.strip() for part in shown.split("·")} < {part.strip() for part in line.text().split("·")}
    assert line.fontMetrics().horizontalAdvance(shown) <= line.width()
