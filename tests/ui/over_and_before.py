"""What stands before the work and what lies over it, for the tests that walk through every place."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from smsdpo.core.errors import Damaged, Refusal
from smsdpo.services.damaged import CopyCard
from smsdpo.ui import gates
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.settings import SettingsPage
from tests.ui.conftest import Settle

Visit = tuple[str, QWidget]
KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-0123"


def _first_run(at: int) -> gates.Gate:
    gate = gates.FirstRunGate("SMS Tech", Path("office.smsdpo"))
    gate.keyring_told(Refusal("This computer has no keyring that can keep the store's key."))
    gate.turn_to(at)
    return gate


def _damaged() -> gates.Gate:
    copies = [CopyCard(f"office.smsdpo.before-000{at}", date(2026, 11, at), at, 1_200_000) for at in (3, 2)]
    refusal = Damaged("office.smsdpo is damaged: 1 page was altered.", hint="Put back a copy.", readable=True)
    return gates.DamagedGate(refusal, copies)


def _typing() -> gates.Gate:
    gate = gates.RecoveryKeyGate(KEY)
    gate.turn_to(1)
    return gate


GATES: dict[str, Callable[[], gates.Gate]] = {
    "opening": gates.OpeningGate,
    "unlock": gates.UnlockGate,
    "locked": lambda: gates.UnlockGate(locked=True),
    "recovery": lambda: gates.UnlockGate(recovery=True),
    "locked, keyring alone": gates.KeyringGate,
    **{f"first run, page {at + 1}": lambda at=at: _first_run(at) for at in range(4)},  # type: ignore[misc]
    "recovery key": lambda: gates.RecoveryKeyGate(KEY),
    "recovery key, typed back": _typing,
    "recovery key never noted": lambda: gates.UnnotedGate(put_off=False),
    "damaged": _damaged,
    "copy put back": lambda: gates.PutBackGate("office.smsdpo.damaged-2026-11-22"),
    "problem": lambda: gates.ProblemGate(Refusal("office.smsdpo is empty.", hint="Put back a copy of it.")),
}


def before(window: MainWindow, settle: Settle) -> Iterator[Visit]:
    """Every gate."""
    for name, make in GATES.items():
        gate = make()
        window.show_gate(gate)
        gate.setFocus()
        settle()
        if not isinstance(gate, gates.OpeningGate | gates.ProblemGate):
            yield f"gate: {name}", gate
            gate.complain(Refusal("That did not work.", hint="Try it again."))
            settle()
        yield f"gate: {name}, said", gate
    window.begin("D. Pearce")
    settle()


def over(window: MainWindow, settle: Settle) -> Iterator[Visit]:
    """Panes and panels that come by an act or by a failure."""
    yield from _palette(window, settle)
    window.book.run_key("help")
    settle()
    pane = window.findChild(QWidget, "help_pane")
    assert pane is not None
    assert pane.isVisible()
    yield "help pane", pane
    window.book.run_key("help")
    window.complain(Refusal("The disk is full.", hint="Free some space and do it again."))
    settle()
    yield "complaint", window.complaint
    window.complaint.hide()
    yield from _settings(window, settle)


def _palette(window: MainWindow, settle: Settle) -> Iterator[Visit]:
    window.book.run_key("palette")
    QTest.keyClicks(window.top.search, "calendar")
    while window.search._typing.isActive():
        QTest.qWait(10)
    settle()
    assert window.palette_box.list.model.lines
    yield "palette", window.palette_box.list
    window.top.search.clear()
    window.page(window.at).first_focus().setFocus()
    settle()


def _settings(window: MainWindow, settle: Settle) -> Iterator[Visit]:
    window.go("settings")
    settle()
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    for key in page.groups.entries:
        page.groups.chosen.emit(key)
        settle()
        yield f"settings: {key}", page
