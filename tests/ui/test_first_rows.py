"""The first rows of the inbox are on show, and keys move in them, before what stands beside them is built."""

import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo.core.clock import FixedClock
from smsdpo.domain.records import Page
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.services.office import Office
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.tasks import Tasks
from tests import builders
from tests.ui.conftest import at_rest

ROWS = """
import os, sys, threading
from datetime import UTC, date, datetime
from PySide6.QtCore import QSettings
from smsdpo import app
from smsdpo.core.clock import FixedClock
from smsdpo.ui import style
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.tasks import Tasks

application = app.make_application()
style.start(application, "light")
tasks = Tasks()
tasks.open(threading.Event().wait)
window = MainWindow(tasks, FixedClock(date(2026, 11, 22)), (), QSettings(sys.argv[1], QSettings.Format.IniFormat))
window.resize(1440, 900)
window.show()
application.processEvents()
from smsdpo.ui.screens import SCREENS
window.frame(SCREENS)
page = window.begin_page("inbox")
from smsdpo.domain.records import Page
from smsdpo.domain.records.inbox import MessageCard
day = date(2026, 11, 20)
at = datetime(2026, 11, 20, 9, tzinfo=UTC)
card = MessageCard(1, day, at, "Wanda Quill", "w@example.org", "My data", "en", "access", day, "new", "", kind="Access")
page.show_first(Page((card,), 0, 1))
window.present("D. Pearce", sample=False)
application.processEvents()
if page.list.isVisible() and page.list.current() == card:
    print(*sys.modules, flush=True)
os._exit(0)
"""
NOT_YET = {
    *("email", "calendar", "socket", "sqlalchemy", "sqlcipher3", "PySide6.QtNetwork"),
    *("smsdpo.services.office", "smsdpo.model", "smsdpo.ui.case_work", "smsdpo.ui.request_work", "smsdpo.ui.drafts"),
    *(
        f"smsdpo.ui.widgets.{name}"
        for name in (
            *("assign_menu", "column_chooser", "form_sheet", "inbox_panels", "message_card", "message_sheet"),
            *("message_view", "palette", "person_pick", "split_sheet", "start_request", "triage_form", "type_field"),
        )
    ),
}


def test_nothing_is_loaded_for_the_first_rows_that_they_do_not_show(tmp_path: Path) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", ROWS, str(tmp_path / "window.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()
    assert "smsdpo.ui.screens.inbox" in loaded
    assert sorted(NOT_YET & set(loaded)) == []
    domain = {name for name in loaded if name.startswith("smsdpo.domain")}
    assert domain == {"smsdpo.domain", "smsdpo.domain.records", "smsdpo.domain.records.inbox"}


def a_card(number: int) -> MessageCard:
    day, at = date(2026, 11, number), datetime(2026, 11, number, 9, tzinfo=UTC)
    return MessageCard(number, day, at, "Wanda Quill", "w@example.org", "", "en", "access", day, "new", "")


def test_the_message_comes_beside_the_first_rows_and_nothing_jumps(
    qtbot: QtBot, tasks: Tasks, clock: FixedClock, tmp_path: Path
) -> None:
    entered = threading.Event()

    def enter() -> Office:
        entered.wait(20)
        return builders.an_office()

    tasks.open(enter)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tasks, clock, SCREENS, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    page = window.begin_page("inbox")
    assert isinstance(page, InboxPage)
    page.show_first(Page((a_card(3), a_card(2), a_card(1)), 0, 3))
    window.present("D. Pearce", sample=False)
    window.show()
    qtbot.waitExposed(window)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_Return, Qt.Key.Key_S, Qt.Key.Key_L):
        QTest.keyClick(page.list, key)  # to the last row; there is nothing yet to be accepted, put aside or linked
    qtbot.waitUntil(lambda: page.list.currentIndex().row() == 2)
    assert page._sheet is None

    def lies() -> tuple[object, ...]:
        beside = page.halves.widget(1)
        assert beside is not None
        return page.halves.sizes(), page.list.size(), beside.geometry(), page.list.currentIndex().row()

    pills = page.views.pills
    stood = [pill.geometry() for pill in pills.values()]
    before, held = lies(), QApplication.focusWidget()
    page.complete()
    sheet = page.sheet
    qtbot.wait(1)
    assert page.halves.widget(1) is sheet
    assert sheet.isVisible()
    assert (lies(), QApplication.focusWidget()) == (before, held)
    assert page.sheet is sheet
    entered.set()
    at_rest(qtbot, tasks)
    assert page.model.rowCount() == 0  # what the office itself answers
    assert [pill.text() for pill in pills.values()] == ["Untriaged 0", "Mine 0", "Overdue 0", "Waiting 0"]
    assert [pill.geometry() for pill in pills.values()] == stood  # the counts came into room that was kept for them
