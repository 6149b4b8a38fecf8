"""The program is killed before the recovery key is on paper: the next start asks for another before work begins."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo.core.paths import StorePaths
from smsdpo.services import keys
from smsdpo.services.office import Office
from smsdpo.ui import gates
from tests import builders
from tests.conftest import ROOT
from tests.ui.test_start import Begin, at_work, begin, gate, key_file, press

__all__ = ["begin"]

KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from smsdpo import app
from smsdpo.core import paths as places
from smsdpo.ui import gates, style
from tests import builders

folder = Path(sys.argv[1])
places.default_state = lambda: folder / "state"
app.default_state = places.default_state
application = app.make_application()
style.start(application, "light")
options = app.Options(store=builders.paths_in(folder).store, today=builders.TODAY)
start = app.Start(options, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
start.window.show()

def look():
    shown = start.window.stack.currentWidget()
    if isinstance(shown, gates.RecoveryKeyGate):
        os.kill(os.getpid(), signal.SIGKILL)
    if isinstance(shown, gates.FirstRunGate) and shown.isEnabled():
        shown.passphrase.setText(builders.PASSPHRASE)
        shown.again.setText(builders.PASSPHRASE)
        shown.empty.click()

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
application.exec()
"""


@pytest.fixture
def killed(tmp_path: Path) -> StorePaths:
    """A store made by a program that was killed while it showed the recovery key."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    return builders.paths_in(tmp_path)


def owed(folder: Path) -> str:
    with builders.open_office(folder) as office:
        return keys.unnoted(office)


def note_down(shown: gates.RecoveryKeyGate) -> str:
    """Do what the gate asks for; the key."""
    key = shown.shown.text()
    press(shown, "recovery_key_kept")
    for field, number in zip(shown.fields, shown.asked, strict=True):
        QTest.keyClicks(field, key.split("-")[number - 1])
    press(shown, "recovery_key_done")
    return key


def test_after_a_kill_the_next_start_asks_for_a_new_key_once_and_then_insists(
    killed: StorePaths, begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    assert owed(tmp_path) == "no"
    first = begin(killed.store, key_file=key_file(tmp_path))
    asking = gate(first, gates.UnnotedGate, qtbot)
    assert isinstance(asking, gates.UnnotedGate)
    assert "everything in the office is lost" in asking.sentence.text()
    press(asking, "unnoted_later")
    at_work(first, qtbot)
    first.window.close()
    assert owed(tmp_path) == "later"

    second = begin(killed.store, key_file=tmp_path / "key")
    insisting = gate(second, gates.UnnotedGate, qtbot)
    assert isinstance(insisting, gates.UnnotedGate)
    assert not insisting.not_now.isVisible()
    press(insisting, "unnoted_make")
    shown = gate(second, gates.RecoveryKeyGate, qtbot)
    assert isinstance(shown, gates.RecoveryKeyGate)
    key = note_down(shown)
    at_work(second, qtbot)
    second.window.close()
    assert owed(tmp_path) == ""
    Office.open(killed, builders.a_clock(), "D. Pearce", recovery_key=key, state_dir=tmp_path / "state").close()


def test_who_opens_with_the_recovery_key_has_it_and_is_not_asked(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    paths = builders.paths_in(tmp_path / "profile")
    office, recovery = Office.create(
        paths,
        builders.a_clock(),
        "D. Pearce",
        passphrase=builders.PASSPHRASE,
        state_dir=tmp_path / "profile" / "state",
        to_be_noted=True,
    )
    office.close()
    start = begin(paths.store)
    press(gate(start, gates.UnlockGate, qtbot), "unlock_other")
    unlock = gate(start, gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    unlock.secret.setText(recovery)
    press(unlock, "unlock_go")
    at_work(start, qtbot)
    start.window.close()
    with builders.open_office(tmp_path / "profile") as office:
        assert keys.unnoted(office) == ""
