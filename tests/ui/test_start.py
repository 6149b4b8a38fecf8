"""From the first paint to the open office: first run, unlock, recovery key, and what stands in the way."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smsdpo import app
from smsdpo.core import paths as places
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.services import intake
from smsdpo.services.front_door import FrontDoor
from smsdpo.services.office import Office
from smsdpo.services.scout import Scout
from smsdpo.ui import gates
from smsdpo.ui.widgets.lists import RecordList
from tests import builders

Begin = Callable[..., app.Start]


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Opens the program's window on a store; what it keeps for itself goes to the test's folder."""
    monkeypatch.setattr(places, "default_state", lambda: tmp_path / "profile" / "state")

    def opened(store: Path, **options: object) -> app.Start:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        start = app.Start(app.Options(store=store, today=builders.TODAY, **options), settings)  # type: ignore[arg-type]
        qtbot.addWidget(start.window, before_close_func=lambda _window: start.tasks.close())
        start.window.show()
        return start

    return opened


def gate(start: app.Start, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(start.window.stack.currentWidget(), kind), timeout=20_000)
    shown = start.window.stack.currentWidget()
    assert shown is not None
    return shown


def fill(place: QWidget, **fields: str) -> None:
    for name, text in fields.items():
        field = place.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)


def press(place: QWidget, name: str) -> None:
    button = place.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def at_work(start: app.Start, qtbot: QtBot) -> None:
    """Rows are on show, and what comes after them is built too."""
    qtbot.waitUntil(lambda: start.window.at_work and start.window.book.has("lock"), timeout=60_000)


def key_file(folder: Path, text: str = builders.PASSPHRASE) -> Path:
    path = folder / "key"
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_the_passphrase_opens_the_store_and_a_wrong_one_is_told_without_a_hint(
    begin: Begin, store_paths: StorePaths, qtbot: QtBot
) -> None:
    start = begin(store_paths.store)
    unlock = gate(start, gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    unlock.secret.setText("a wrong one")
    QTest.keyClick(unlock.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(unlock.said.isVisible, timeout=20_000)
    assert "a wrong one" not in unlock.said.text()
    unlock.secret.setText(builders.PASSPHRASE)
    press(unlock, "unlock_go")
    at_work(start, qtbot)


def test_what_is_typed_into_the_passphrase_is_hidden_until_asked(
    begin: Begin, store_paths: StorePaths, qtbot: QtBot
) -> None:
    unlock = gate(begin(store_paths.store), gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    assert unlock.secret.echoMode() == QLineEdit.EchoMode.Password
    unlock.show_typed.click()
    assert unlock.secret.echoMode() == QLineEdit.EchoMode.Normal


def test_the_recovery_key_opens_the_store_too(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    paths = builders.paths_in(tmp_path / "profile")
    office, recovery = Office.create(
        paths, builders.a_clock(), "D. Pearce", passphrase="forgotten words", state_dir=tmp_path / "profile" / "state"
    )
    office.close()
    start = begin(paths.store)
    press(gate(start, gates.UnlockGate, qtbot), "unlock_other")
    unlock = gate(start, gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    unlock.secret.setText(recovery.lower())
    press(unlock, "unlock_go")
    at_work(start, qtbot)
    start.window.close()
    again = begin(paths.store, key_file=key_file(tmp_path, recovery))  # a key file may hold it, as for the commands
    at_work(again, qtbot)


def test_a_key_file_spares_the_question(begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot) -> None:
    start = begin(store_paths.store, key_file=key_file(tmp_path))
    at_work(start, qtbot)
    assert "22 November 2026" in start.window.windowTitle()


def test_a_store_open_elsewhere_is_told_and_can_be_tried_again(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot, office_folder: Path
) -> None:
    with builders.open_office(office_folder):
        start = begin(store_paths.store, key_file=key_file(tmp_path))
        problem = gate(start, gates.ProblemGate, qtbot)
        assert isinstance(problem, gates.ProblemGate)
        assert problem.said.text()
    press(problem, "problem_again")
    at_work(start, qtbot)


def test_a_key_file_others_can_read_is_refused_in_the_window(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    path = key_file(tmp_path)
    path.chmod(0o644)
    problem = gate(begin(store_paths.store, key_file=path), gates.ProblemGate, qtbot)
    assert isinstance(problem, gates.ProblemGate)
    assert "read by others" in problem.said.text()


def test_without_a_display_the_window_says_what_to_use_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refusal, match="no display"):
        app.run_window()


def test_closing_the_window_waits_for_nothing_that_was_sent_ahead(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    never = [sys.executable, "-c", "import time; time.sleep(30)"]
    ahead = Scout(subprocess.Popen(never, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    start = begin(store_paths.store, key_file=key_file(tmp_path), scout=ahead)
    qtbot.waitUntil(lambda: start.tasks.running > 0, timeout=20_000)
    start.window.close()
    assert ahead._process.returncode not in (None, 0)


def test_closing_the_window_lets_go_of_the_store(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot, office_folder: Path
) -> None:
    start = begin(store_paths.store, key_file=key_file(tmp_path))
    at_work(start, qtbot)
    start.window.close()
    with builders.open_office(office_folder) as office:
        assert office.actor == builders.ACTOR


def test_rows_shown_of_a_store_that_is_refused_after_all_go_at_once(
    begin: Begin, office_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with builders.open_office(office_folder) as office:
        intake.add_messages(office, [builders.a_mail(tmp_path), builders.a_mail(tmp_path, text="And another one.")])
    store, shown, enter = builders.paths_in(office_folder).store, threading.Event(), Office.enter

    def refused(door: FrontDoor, *_who: object, **_how: object) -> Office:
        shown.wait(20)
        door.close()
        raise Refusal("It is damaged.")

    monkeypatch.setattr(Office, "enter", refused)
    start = begin(store, key_file=key_file(tmp_path))
    at_work(start, qtbot)
    rows = start.window.page("inbox").findChild(RecordList, "inbox_list")
    assert isinstance(rows, RecordList)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: (rows.rows.rowCount(), rows.currentIndex().row()) == (2, 1))
    shown.set()
    problem = gate(start, gates.ProblemGate, qtbot)
    assert not start.window.is_built("inbox")
    monkeypatch.setattr(Office, "enter", enter)
    press(problem, "problem_again")
    at_work(start, qtbot)
