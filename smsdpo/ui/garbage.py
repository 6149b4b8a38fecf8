"""Cyclic garbage is collected on the window's thread only: what Qt owns must not be destroyed by a worker.

Python collects in whichever thread happens to allocate. A server or a timer in a cycle of ours would then be deleted
on the store's thread while the window's event loop still looks at it, and the program would end with a fault.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # ms
_ALL_EVERY = 60  # seconds between two looks at everything there is, which take a tenth of a second and more


class Collector(QObject):
    """Takes Python's automatic collection over as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._looked_at_all = time.monotonic()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what Python itself would have collected by now."""
        young, middle, _old = gc.get_count()
        most_young, most_middle, _ = self._thresholds
        if time.monotonic() - self._looked_at_all > _ALL_EVERY:
            gc.collect()
            self._looked_at_all = time.monotonic()
        elif middle > most_middle:
            gc.collect(1)
        elif young > most_young:
            gc.collect(0)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_here(application: QObject) -> None:
    """From now on, and once for each application. Not to be looked up among its children: asked for these, PySide loads
    every class that they could be."""
    if not application.property("collects"):
        application.setProperty("collects", True)
        Collector(application)
