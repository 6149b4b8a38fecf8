"""Follows what changes in the office: places that are stale are asked again, and the numbers beside their names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.screens.base import Screen

_SETTLE = 120  # ms: one refresh for a burst of changes


class Following(QObject):
    """Knows which of the places that are built are stale: the one on show is asked again at once, the others when they
    are next shown."""

    def __init__(self, window: "MainWindow", screens: "Mapping[str, Screen]") -> None:
        super().__init__(window)
        self._window, self._screens = window, screens
        self._stale: set[str] = set()
        self._pending: set[str] = set()
        self.settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self.settling.timeout.connect(self._follow)
        window.tasks.changed.connect(self._changed)
        window.day_turned.connect(self.refresh_all)

    def mark(self, key: str) -> None:
        """This place has not been asked yet."""
        self._stale.add(key)

    def take(self, key: str) -> bool:
        """Whether this place is stale; it is asked now."""
        stale = key in self._stale
        self._stale.discard(key)
        return stale

    def forget(self) -> None:
        """The places are taken away."""
        self.settling.stop()
        self._stale.clear()
        self._pending.clear()

    def _changed(self, changes: "Changes") -> None:
        self._pending |= changes.kinds
        self._window.say_saved()
        self.settling.start()

    def _follow(self) -> None:
        self._stale |= {key for key in self._built() if self._screens[key].follows & self._pending}
        self._pending = set()
        at = self._window.at
        if self.take(at):
            self._window.page(at).refresh()
        self.count()

    def refresh_all(self) -> None:
        """Ask for everything again."""
        at = self._window.at
        self._stale = self._built() - {at}
        if at:
            self._window.page(at).refresh()
        self.count()

    def _built(self) -> set[str]:
        return {key for key in self._screens if self._window.is_built(key)}

    def count(self) -> None:
        """Ask how much there is in each place."""
        counters = {key: screen.count for key, screen in self._screens.items() if screen.count is not None}

        def work(office: "Office") -> tuple[dict[str, int], dict[str, int]]:
            from smsdpo.services import requests

            known = requests.counts(office)
            return {key: count(office, known) for key, count in counters.items()}, known

        self._window.tasks.store(work, self._show_counts, turn="counts")

    def _show_counts(self, counts: tuple[dict[str, int], dict[str, int]]) -> None:
        for key, count in counts[0].items():
            if key in self._window.rail.entries:
                self._window.rail.entries[key].show_count(count)
        self._window.top.show_due(counts[1])
