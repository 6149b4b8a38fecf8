"""Pictures of the places, drawn without a display: for the demonstration and for looking at the look."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from smsdpo.core.errors import Refusal
from smsdpo.ui import style
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.base import Screen
from smsdpo.ui.tasks import Tasks

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_SIZE = (1440, 900)
_QUIET = 250  # ms without work after which a place is taken for drawn
_LONGEST = 20_000  # ms


class _OnThisThread(Executor):
    """Does the work in this thread's own event loop: the office here belongs to the thread that draws."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        QTimer.singleShot(0, lambda: work(*args, **kwargs))


class _TasksHere(Tasks):
    """Tasks for an office that is open already and stays with its owner."""

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._store.shutdown()
        self._pool.shutdown()
        self._store = self._pool = _OnThisThread()  # type: ignore[assignment]
        self._office = office


def draw_places(application: QApplication, folder: Path, office: "Office", screens: Sequence[Screen]) -> list[Path]:
    """Draw each place of the navigation, light and dark."""
    made: list[Path] = []
    tasks = _TasksHere(office)
    window = MainWindow(tasks, office.clock, screens, QSettings(), rehearsal=True)
    window.resize(*_SIZE)
    window.show()
    window.begin(office.actor, sample=office.setting("sample") == "yes")
    for look in ("light", "dark"):
        style.choose(look)
        for key in window.places:
            window.go(key)
            settle(application, tasks)
            made.append(keep(window, folder / f"{key}_{look}.png"))
    window.hide()
    window.deleteLater()
    return made


def settle(application: QApplication, tasks: Tasks, quiet_for: int = _QUIET) -> None:
    """Until nothing has been asked for a moment, of so many milliseconds."""
    longest, quiet = QDeadlineTimer(_LONGEST), QDeadlineTimer(quiet_for)
    while not longest.hasExpired() and not quiet.hasExpired():
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if tasks.running:
            quiet = QDeadlineTimer(quiet_for)


def keep(window: MainWindow, path: Path) -> Path:
    """The window as it looks now, in a file."""
    if not window.grab().save(str(path)):
        raise Refusal(f"{path.name} could not be written.", hint="Choose another folder or free some space.")
    return path
