"""How the user wants every list: how high its rows are, whether single letters act. Lists follow a change at once."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow


class Habits(QObject):
    """What is in force."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.compact, self.letters = False, True

    def take(self, kept: tuple[bool, bool]) -> None:
        """Put other habits in force: compact rows, single letters."""
        if kept != (self.compact, self.letters):
            self.compact, self.letters = kept
            self.changed.emit()


@cache
def habits() -> Habits:
    """The one set of habits of the program."""
    return Habits()


def _kept(office: "Office") -> tuple[bool, bool]:
    return office.setting("look.rows") == "compact", office.setting("keys.single") == "yes"


class HabitsKeeper(QObject):
    """Reads the habits when the office opens and whenever a setting changes."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._tasks = window.tasks
        window.began.connect(self._read)
        window.tasks.changed.connect(self._follow)

    def _follow(self, changes: "Changes") -> None:
        if "setting" in changes.kinds:
            self._read()

    def _read(self) -> None:
        self._tasks.store(_kept, habits().take, turn="habits")
