"""Window tests run offscreen, dressed as the real window is, on a real office that its own thread owns."""

import os

from benchmarks.screen import PLATFORM

os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)

import gc
from collections.abc import Callable, Iterator
from functools import partialmethod
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
from tests.ui import cases
from tests.ui.hand import Hand
from tests.ui.letters import write_letters

Settle = Callable[[], None]
PATIENCE = 20_000
"""Milliseconds for which anything is waited for: a machine may be slow, and busy with other things."""


class PatientBot(QtBot):
    """Waits longer than pytest-qt's five seconds before it gives up, wherever a test does not say how long."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)  # noqa: N815 - Qt's names
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)  # noqa: N815
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)  # noqa: N815
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Instead of the one of pytest-qt."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["smsdpo", *style.ARGUMENTS]


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
    # Qt's clipboard outlives the interpreter: data made in Python that still lay there crashed the exit (code 139).
    qapp.clipboard().clear()
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
    return lambda: at_rest(qtbot, tasks)


def at_rest(qtbot: QtBot, tasks: Tasks) -> None:
    """The same, for windows that bring their own threads."""
    for _ in range(3):
        if tasks.running:
            with qtbot.waitSignal(tasks.idle, timeout=PATIENCE):
                pass
        qtbot.wait(1)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of invented letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    return write_letters(folder)


Begin = Callable[[Callable[[Office], object]], MainWindow]


@pytest.fixture
def begin(qtbot: QtBot, tasks: Tasks, clock: FixedClock, settle: Settle, tmp_path: Path) -> Begin:
    """The window at work on an office in memory in which something was done before."""

    def made(fill: Callable[[Office], object]) -> MainWindow:
        def office() -> Office:
            empty = builders.an_office()
            fill(empty)
            return empty

        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(tasks, clock, SCREENS, settings, rehearsal=True, native_dialogs=False)
        qtbot.addWidget(window)
        tasks.open(office)
        window.resize(1280, 800)
        window.show()
        window.begin("D. Pearce")
        settle()
        return window

    return made


@pytest.fixture
def window(begin: Begin) -> MainWindow:
    """The window on an empty office."""
    return begin(lambda _office: None)


@pytest.fixture
def full_window(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """The window with the letters in its inbox."""
    return begin(lambda office: cases.post(office, tmp_path_factory.mktemp("post")))


@pytest.fixture
def stocked_window(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """The window of an office that has something to show everywhere."""
    return begin(lambda office: cases.stock(office, tmp_path_factory.mktemp("stock")))


@pytest.fixture
def hand(window: MainWindow, settle: Settle, tmp_path: Path) -> Hand:
    """Somebody at the window; letters go to a folder of the test's own."""
    window.settings.setValue("output_folder", str(tmp_path / "out"))
    return Hand(window, settle)
