"""What the window offers where the store is damaged: to read what is left, or a copy of it (decision 8)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.ui import gates

if TYPE_CHECKING:
    from smsdpo.core.clock import Clock
    from smsdpo.core.errors import Damaged
    from smsdpo.core.paths import StorePaths
    from smsdpo.services.damaged import CopyCard
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

How = dict[str, str | None]
"""The key, as `Office.open` takes it."""


class Mending(QObject):
    """`show` puts a gate before the work; `try_open` opens as usual, `opened` goes on with what could be opened."""

    def __init__(
        self,
        window: "MainWindow",
        paths: "StorePaths",
        actor: str,
        show: "Callable[[gates.Gate], None]",
        try_open: Callable[[How], object],
        opened: Callable[[None], object],
    ) -> None:
        super().__init__(window)
        self._window, self._paths, self._actor, self._show = window, paths, actor, show
        self._try_open, self._opened = try_open, opened

    def offer(self, error: "Damaged", how: How) -> None:
        """Whatever may be done now; `how` is the key that was given when the damage was found."""
        self._window.tasks.pool(lambda: _copies(self._paths), lambda copies: self._offer(error, how, copies))

    def _offer(self, error: "Damaged", how: How, copies: "list[CopyCard]") -> None:
        gate = gates.DamagedGate(error, copies)
        gate.again.connect(lambda: self._try_open(how))
        gate.read.connect(lambda: self._read(gate, how))
        gate.put.connect(lambda name: self._put(gate, name, how))
        self._show(gate)

    def _read(self, gate: "gates.DamagedGate", how: How) -> None:
        paths, clock, actor = self._paths, self._window.clock, self._actor
        self._window.tasks.open(lambda: _left_of(paths, clock, actor, how), self._opened, gate.complain)

    def _put(self, gate: "gates.DamagedGate", name: str, how: How) -> None:
        paths, clock = self._paths, self._window.clock

        def put() -> str:
            from smsdpo.services import damaged

            return damaged.put_in_place(
                paths, name, clock, passphrase=how.get("passphrase"), recovery_key=how.get("recovery_key")
            )

        self._window.tasks.pool(put, lambda kept: self._was_put(kept, how), gate.complain)

    def _was_put(self, kept: str, how: How) -> None:
        gate = gates.PutBackGate(kept)
        gate.open_it.connect(lambda: self._try_open(how))
        self._show(gate)


def _copies(paths: "StorePaths") -> "list[CopyCard]":
    from smsdpo.services import damaged

    return damaged.copies(paths)


def _left_of(paths: "StorePaths", clock: "Clock", actor: str, how: How) -> "Office":
    from smsdpo.services import damaged

    return damaged.open_to_read(
        paths, clock, actor, passphrase=how.get("passphrase"), recovery_key=how.get("recovery_key")
    )
