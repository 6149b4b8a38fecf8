"""Notices for how long nobody has touched keyboard, mouse or screen."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

WARN = 30
"""Seconds of warning before the time is up."""

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


def instant() -> float:
    """Seconds that go on while the computer sleeps, and that no clock set by hand moves."""
    since_boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if since_boot is None else time.clock_gettime(since_boot)


class IdleWatch(QObject):
    """Once begun, warns half a minute before the limit and says when it is reached. Any real input starts anew."""

    warned = Signal(int)
    """Seconds that are left; 0: somebody is there again."""
    reached = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = instant) -> None:
        super().__init__(parent)
        self.now = now
        self.limit = 0.0
        """Seconds; 0: it does not watch."""
        self._touched = now()
        self._warning = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def begin(self, minutes: int) -> None:
        """Watch, with this limit."""
        if not self.limit:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.limit, self._touched = minutes * 60.0, self.now()
        self.look()

    def end(self) -> None:
        """Watch no more."""
        self.limit = 0.0
        self._timer.stop()
        self._stop_warning()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def look(self) -> None:
        """See how late it is, and when to look again."""
        if not self.limit:
            return
        left = self.limit - (self.now() - self._touched)
        if left <= 0:
            self.end()
            self.reached.emit()
        elif left <= WARN:
            self._warning = True
            self.warned.emit(max(1, round(left)))
            self._timer.start(1000)
        else:
            self._timer.start(round((left - WARN) * 1000))

    def _stop_warning(self) -> None:
        if self._warning:
            self._warning = False
            self.warned.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only what a person does is spontaneous; what the program sends to itself is not.
        if event.type() in _INPUT and event.spontaneous():
            self._touched = self.now()
            if self._warning:
                self._stop_warning()
                self.look()
        return False
