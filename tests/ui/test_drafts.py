"""What is typed and not yet used is in the store within two seconds, survives a kill, and is back in its field."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from smsdpo.services import drafts
from tests import builders
from tests.conftest import ROOT
from tests.ui.test_lock import Desk, desk

__all__ = ["desk"]

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


def test_what_was_typed_before_a_kill_is_in_its_field_afterwards(desk: Desk, office_folder: Path, qtbot: QtBot) -> None:
    key = office_folder / "key"
    key.touch(mode=0o600)
    key.write_text(builders.PASSPHRASE + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(office_folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(office_folder)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    with builders.open_office(office_folder) as office:
        assert "half a name" in drafts.of(office, "people", "").values()
    at = desk()
    at.window.go("people")
    qtbot.waitUntil(lambda: at.field("people_search").text() == "half a name", timeout=10_000)
