"""Sees to it that the recovery key gets onto paper: shown, printed, proved, and asked for again if that never ended."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.ui import gates

if TYPE_CHECKING:
    from smsdpo.services.keys import NewRecoveryKey
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

Then = Callable[[], object]


class KeyNoting(QObject):
    """`show` puts a gate before the work; `store` is the name of the store's file, for the sheet of paper."""

    def __init__(self, window: "MainWindow", store: str, show: "Callable[[gates.Gate], None]") -> None:
        super().__init__(window)
        self._window, self._store, self._show = window, store, show

    def first(self, key: str, then: Then) -> None:
        """The key of an office just made; from when it was typed back, the office no longer says it is owed."""
        self._show_key(key, lambda gate: self._do(_mark_noted, then, gate))

    def again(self, noted: str, then: Then) -> None:
        """The key was never noted down (`services.keys.unnoted`): ask for another before the work begins."""
        asking = gates.UnnotedGate(put_off=noted == "later")
        asking.later.connect(lambda: self._do(_put_off, then, asking))
        asking.make.connect(
            lambda: self._window.tasks.store(_new, lambda new: self._show_new(new, then), asking.complain)
        )
        self._show(asking)

    def _show_new(self, new: "NewRecoveryKey", then: Then) -> None:
        self._show_key(new.shown, lambda gate: self._do(lambda office: _use(office, new), then, gate))

    def _show_key(self, key: str, noted: "Callable[[gates.Gate], object]") -> None:
        gate = gates.RecoveryKeyGate(key)
        gate.print_it.connect(lambda: self._print(gate, key))
        gate.kept.connect(lambda: noted(gate))
        self._show(gate)

    def _do(self, work: "Callable[[Office], None]", then: Then, gate: "gates.Gate") -> None:
        self._window.tasks.store(work, lambda _none: then(), gate.complain)

    def _print(self, gate: "gates.RecoveryKeyGate", key: str) -> None:
        from smsdpo.ui.key_sheet import key_sheet
        from smsdpo.ui.printing import print_letter

        sheet = key_sheet(key, self._store, self._window.clock.today())
        print_letter(gate, self._window.tasks, sheet, self._window.print_to, gate.say_printed)


def _mark_noted(office: "Office") -> None:
    from smsdpo.services import keys

    keys.mark_noted(office)


def _put_off(office: "Office") -> None:
    from smsdpo.services import keys

    keys.mark_noted(office, "later")


def _new(office: "Office") -> "NewRecoveryKey":
    from smsdpo.services import keys

    return keys.new_recovery_key(office)


def _use(office: "Office", new: "NewRecoveryKey") -> None:
    """Two of its groups were typed back by now; that is what the last one is asked for."""
    from smsdpo.services import keys

    keys.use_recovery_key(office, new, new.last_group)
