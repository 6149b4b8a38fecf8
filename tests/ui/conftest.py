"""Window tests run offscreen, dressed as the real window is, on a real office that its own thread owns."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.core.clock import FixedClock
from smsdpo.services.office import Office
from smsdpo.ui import style
from smsdpo.ui.garbage import Collector
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.tasks import Tasks
from tests import builders
from tests.ui.letters import LETTERS

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in our light look; other looks a test chooses are taken back."""
    if not style.look().family:
        style.start(qapp, "light")
    yield qapp
    if style.look().colours.name != "light":
        style.choose("light")


@pytest.fixture(autouse=True)
def collected_here(qapp: QApplication) -> Iterator[None]:
    """As in the program: nothing of Qt's is destroyed by a worker that happens to collect garbage."""
    collector = Collector(qapp)
    yield
    collector.stop()
    collector.deleteLater()
    # A window of an earlier test that lingers is dressed again and asked about every event of the later ones.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The threads, without an office."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Settle:
    """Wait until everything that was asked has been answered, and what follows from the answers too."""

    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: tasks.running == 0, timeout=20_000)
            qtbot.wait(1)

    return wait


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of invented letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in LETTERS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\r\n")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, clock: FixedClock, settle: Settle, tmp_path: Path) -> MainWindow:
    """The window on an empty office in memory."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(tasks, clock, SCREENS, settings, rehearsal=True, native_dialogs=False)
    qtbot.addWidget(made)
    tasks.open(_office)
    made.resize(1280, 800)
    made.show()
    made.begin("D. Pearce")
    settle()
    return made


def _office() -> Office:
    return builders.an_office()


@pytest.fixture
def full_window(window: MainWindow, letters: Path, settle: Settle, qtbot: QtBot) -> MainWindow:
    """The window with the letters in its inbox."""
    window.take_in([letters])
    settle()
    qtbot.waitUntil(
        lambda: window.rail.entries["inbox"].accessibleDescription().startswith(str(len(LETTERS))), timeout=20_000
    )
    settle()
    return window
