"""Starting again: the program ends, lets go of the store, and a new process of it opens the same store."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from tests.conftest import ROOT
from tests.ui.test_start import key_file

FIRST = """
import sys
from PySide6.QtCore import QTimer
from smsdpo.ui import main_window, start_again

frame = main_window.MainWindow.frame

def framed(window, screens):
    frame(window, screens)
    window.began.connect(lambda: QTimer.singleShot(0, lambda: start_again.start_again(window)))

main_window.MainWindow.frame = framed
from smsdpo.__main__ import main
sys.exit(main())
"""


def holder(paths: StorePaths) -> int:
    """The process that has the store open; 0 where there is none."""
    if not StoreLock(paths.lock).holder():
        return 0
    try:
        return int(json.loads(paths.lock.read_text(encoding="utf-8"))["pid"])
    except ValueError:  # it is just being written
        return 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the new process where Linux shows it")
def test_a_new_process_opens_the_same_store_with_the_same_words(
    store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    home = tmp_path / "home"
    state = home / ".local" / "state" / "smsdpo"
    state.mkdir(parents=True, mode=0o700)
    chosen = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
    chosen.setValue("scale", 150)
    chosen.sync()
    words = ["--store", str(store_paths.store), "--key-file", str(key_file(tmp_path)), "--today", "2026-11-22"]
    around = {**os.environ, "QT_QPA_PLATFORM": PLATFORM, "PYTHONPATH": str(ROOT), "HOME": str(home)}
    for name in ("QT_SCALE_FACTOR", "XDG_STATE_HOME"):
        around.pop(name, None)
    first = subprocess.Popen([sys.executable, "-c", FIRST, *words], env=around)
    assert first.wait(60) == 0
    qtbot.waitUntil(lambda: holder(store_paths) not in {0, first.pid}, timeout=60_000)
    again = holder(store_paths)
    try:
        command = Path(f"/proc/{again}/cmdline").read_bytes().decode().split("\0")[:-1]
        assert command[-len(words) :] == words
        assert command[-len(words) - 2 : -len(words)] == ["-m", "smsdpo"]
        assert b"QT_SCALE_FACTOR" not in Path(f"/proc/{again}/environ").read_bytes()
    finally:
        os.kill(again, signal.SIGKILL)
    qtbot.waitUntil(lambda: not holder(store_paths), timeout=10_000)
