"""A second start of the program: only one window has a store, and it comes forward (security.md, test 53)."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from smsdpo.app.options import Options
from smsdpo.core import second_start
from smsdpo.core.lock import StoreLock
from smsdpo.ui.main_window import MainWindow


def is_shown_elsewhere(options: Options) -> bool:
    """Whether another window has this store and now shows itself. Refused when somebody holds the store who does not
    answer. The store itself is not touched (security.md, test 53)."""
    name = second_start.socket_name(options.paths.store)
    if sys.platform == "win32" or Path(name).exists():
        from smsdpo.ui.one_window import show_first  # QtNetwork would delay the first paint of every start

        if show_first(options.paths.store):
            return True
    lock = StoreLock(options.paths.lock)
    holder = lock.holder()
    if holder:
        raise lock.refusal(holder)
    return False


class Door(QObject):
    """Answers other starts while this window has the store."""

    def __init__(self, window: MainWindow, store: Path) -> None:
        super().__init__(window)
        from smsdpo.ui.one_window import Doorbell

        self._window = window
        self._bell = Doorbell(store, self)
        self._bell.rung.connect(self._come_forward)

    def close(self) -> None:
        """Answer no second start any more."""
        self._bell.close()

    def _come_forward(self) -> None:
        """Somebody has started the program again: they look for this window."""
        window = self._window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
