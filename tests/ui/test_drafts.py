"""What is typed and not yet used is in the store within two seconds, survives a kill, and is back in its field."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo.services import drafts, requests
from smsdpo.ui.drafts import DraftKeeper
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.widgets.fields import ChoiceField, DayField
from smsdpo.ui.widgets.form_sheet import FormSheet
from smsdpo.ui.widgets.request_end import EndSheet
from tests import builders
from tests.conftest import ROOT
from tests.ui.test_lock import AtTheDesk, Desk, _at_work, desk, desk_folder
from tests.ui.test_start import key_file

__all__ = ["_at_work", "desk", "desk_folder"]

KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from smsdpo import app
from smsdpo.core import paths as places
from smsdpo.ui import style
from smsdpo.ui.drafts import DraftKeeper
from tests import builders

folder = Path(sys.argv[1])
places.default_state = lambda: folder / "state"
app.default_state = places.default_state
application = app.make_application()
style.start(application, "light")
options = app.Options(store=builders.paths_in(folder).store, today=builders.TODAY, key_file=folder / "key")
start = app.Start(options, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
start.window.show()

def typed():
    window = start.window
    window.go("people")
    window.findChild(DraftKeeper).saved.connect(lambda: os.kill(os.getpid(), signal.SIGKILL))
    box = window.findChild(QLineEdit, "people_search")
    box.setFocus()
    QTest.keyClicks(box, "half a name")

start.window.first_painted.connect(lambda: start.window.began.connect(lambda: QTimer.singleShot(200, typed)))
application.exec()
"""


def test_what_was_typed_before_a_kill_is_in_its_field_afterwards(desk: Desk, desk_folder: Path, qtbot: QtBot) -> None:
    key_file(desk_folder)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(desk_folder)],
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "PYTHONPATH": str(ROOT), "HOME": str(desk_folder)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    with builders.open_office(desk_folder) as office:
        assert "half a name" in drafts.of(office, "people", "").values()
    at = desk()
    at.window.go("people")
    qtbot.waitUntil(lambda: at.field("people_search").text() == "half a name", timeout=10_000)


def test_half_a_note_in_a_sheet_is_there_again_and_gone_once_the_act_is_done(desk: Desk, qtbot: QtBot) -> None:
    at = desk()
    reference = at.start.tasks.inside(lambda office: requests.open_request(office, type="access", message=1))
    at.window.go("request", reference)
    at.settle()
    page = at.window.page("request")
    assert isinstance(page, RequestPage)
    page.answer.ask_end("withdrawn")
    note = at.field("end_note")
    qtbot.waitUntil(note.hasFocus)
    QTest.keyClicks(note, "He rang and took it ba")
    keeper = at.window.findChild(DraftKeeper)
    assert keeper is not None
    with qtbot.waitSignal(keeper.saved):
        keeper.flush()
    QTest.keyClick(note, Qt.Key.Key_Escape)
    at.settle()
    assert list(kept_of(at, reference).values()) == ["He rang and took it ba"]
    page.answer.ask_end("withdrawn")
    qtbot.waitUntil(lambda: at.window.findChildren(EndSheet)[-1].note.text() == "He rang and took it ba")
    at.window.findChildren(EndSheet)[-1].go.click()
    at.settle()
    qtbot.waitUntil(lambda: kept_of(at, reference) == {}, timeout=10_000)
    assert at.start.tasks.inside(lambda office: requests.file(office, reference)).card.state == "closed"


def test_a_day_a_choice_and_a_reason_are_there_again_after_a_lock(desk: Desk, qtbot: QtBot) -> None:
    at = desk()
    at.settle()
    assert at.window.book.run_key("inbox_not_a_request")
    reason = at.field("reason_other")
    reason.setFocus()
    QTest.keyClicks(reason, "only an adver")
    at.locks(lambda: QTest.keyClick(reason, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))
    at.unlocks()
    qtbot.waitUntil(lambda: at.field("reason_other").text() == "only an adver")

    reference = at.start.tasks.inside(lambda office: requests.open_request(office, type="access", message=1))
    at.window.go("request", reference)
    at.settle()
    sheet = event_form(at)
    kind, day = sheet.fields["kind"], sheet.fields["day"]
    assert isinstance(kind, ChoiceField)
    assert isinstance(day, DayField)
    for field in (kind, day):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Down)
    picked = sheet.values
    assert picked["kind"]
    assert picked["day"] != builders.TODAY.isoformat()
    at.locks(lambda: QTest.keyClick(day, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))
    at.unlocks()
    qtbot.waitUntil(lambda: [again.values for again in event_forms(at)] == [picked])


def event_form(at: AtTheDesk) -> FormSheet:
    assert at.window.book.run_key("clock_event")
    at.settle()
    (shown,) = event_forms(at)
    return shown


def event_forms(at: AtTheDesk) -> list[FormSheet]:
    return [one for one in at.window.findChildren(FormSheet) if one.isVisible()]


def kept_of(at: AtTheDesk, reference: str) -> dict[str, str]:
    """What is kept in the sheet that ends a request."""
    return at.start.tasks.inside(lambda office: drafts.of(office, "end_sheet", reference))
