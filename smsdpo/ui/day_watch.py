"""Notices that another day has begun or that the clock was moved: at midnight, after sleep, after a change by hand.

Whatever counts days is stale then; a chip that says *tomorrow* must not say so for another day.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QTimeZone
from PySide6.QtGui import QGuiApplication

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.ui.texts import calendar as says

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

_EVERY = 20_000  # ms
_ADRIFT = 90.0  # seconds by which clock and stopwatch may differ between two looks
_ASLEEP = 300.0  # seconds without a look, where the stopwatch runs on in sleep
_BACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look saw."""

    day: date
    now: datetime
    ran: float
    """Seconds on a stopwatch that nobody can set."""
    zone: str

    def differs_from(self, before: "_Seen") -> bool:
        """Whether days must be counted again since then."""
        if self.day != before.day or self.zone != before.zone:
            return True
        ran = self.ran - before.ran
        if self.now == before.now:  # a rehearsed day stands still
            return False
        return ran > _ASLEEP or abs((self.now - before.now).total_seconds() - ran) > _ADRIFT


class DayWatch(QObject):
    """Looks every few seconds, and when the program comes to the front. While locked it remembers."""

    def __init__(self, window: "MainWindow", ran: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self.setObjectName("day_watch")
        self._window, self._ran = window, ran
        self._seen = self._see()
        self._at_work, self._missed = False, False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.began.connect(self._begin)
        window.leaving.connect(self._leave)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._came)

    def look(self) -> None:
        """Compare with the last look; the window hears of it where days must be counted again."""
        before, self._seen = self._seen, self._see()
        if self._seen.now < before.now - _BACK and self._at_work:
            self._window.complain(Refusal(says.CLOCK_MOVED, hint=says.CLOCK_HINT))
        if not self._seen.differs_from(before):
            return
        if self._at_work:
            self._window.day_turned.emit()
        else:
            self._missed = True

    def _see(self) -> _Seen:
        clock = self._window.clock
        return _Seen(clock.today(), clock.now(), self._ran(), bytes(QTimeZone.systemTimeZoneId().data()).decode())

    def _came(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _begin(self) -> None:
        self.look()
        self._at_work = True
        if self._missed:
            self._missed = False
            self._window.day_turned.emit()
        if not isinstance(self._window.clock, FixedClock):
            self._window.tasks.store(lambda office: office.clock_warning, self._warn)

    def _leave(self) -> None:
        self._at_work = False

    def _warn(self, said: str) -> None:
        """A clock that is not to be trusted is said aloud before anybody acts on a date (security.md, test 74)."""
        if said:
            self._window.complain(Refusal(said, hint=says.CLOCK_HINT))
