"""Cyclic garbage is collected on the window's thread only: what Qt owns must not be destroyed by a worker.

Python collects in whichever thread happens to allocate. A server or a timer in a cycle of ours would then be deleted
on the store's thread while the window's event loop still looks at it, and the program would end with a fault.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # ms


class Collector(QObject):
    """Takes Python's automatic collection over as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what Python itself would have collected by now."""
        counts = gc.get_count()
        due = [age for age, (count, most) in enumerate(zip(counts, self._thresholds, strict=True)) if count > most > 0]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_here(application: QObject) -> None:
    """From now on, and once for each application."""
    if application.findChild(Collector) is None:
        Collector(application)
