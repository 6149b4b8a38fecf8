"""Builds the places nobody has opened yet, one at a time while nobody touches anything: then opening waits for none.

A page takes a tenth of a second to build, and several times that while an import keeps the processor busy.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from smsdpo.ui.main_window import MainWindow

_REST = 700  # ms of quiet before the first, and between two


class Ahead(QObject):
    """Begins anew whenever the work is shown: after an unlocking every page is gone."""

    def __init__(self, window: MainWindow, keys: Iterable[str]) -> None:
        super().__init__(window)
        self._window, self._keys = window, tuple(keys)
        self._timer = QTimer(self, interval=_REST)
        self._timer.timeout.connect(self._build_one)
        window.began.connect(self._timer.start)
        window.leaving.connect(self._timer.stop)
        window.went.connect(lambda _key: self._timer.start())

    def _build_one(self) -> None:
        window = self._window
        left = [key for key in self._keys if not window.is_built(key)]
        if not left:
            self._timer.stop()
        elif window.tasks.running == 0 and window.at_work:
            window.page(left[0])
