"""From the first paint to the open office: open, ask for what is needed, or make a new store."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal

from smsdpo.app.options import Options
from smsdpo.core.errors import Damaged, Refusal
from smsdpo.core.paths import default_state, private_folder
from smsdpo.core.way_in import actor, opened_by, read_key_file, ways_of
from smsdpo.ui import gates, texts
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.tasks import Tasks

if TYPE_CHECKING:
    from smsdpo.app.other_starts import Door
    from smsdpo.domain.records.inbox import FirstLook
    from smsdpo.services.office import Office

_PATIENCE = 0.5
"""Seconds for which heavy imports wait until the first rows are painted and every key works."""
_BREATH = 8
"""Milliseconds for which building stops once the first rows are to be seen."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an office that was opened says of itself before work begins."""

    who: str
    sample: bool
    read_only: str
    unnoted: str


class Start(QObject):
    """From the first paint to the open office: open, ask for what is needed, or make a new store."""

    _looked = Signal(object)
    """The `FirstLook` at a store that is unlocked; said by the store's thread."""

    def __init__(self, options: Options, settings: QSettings) -> None:
        super().__init__()
        self._options, self._clock, self._scout = options, options.clock, options.scout
        self.tasks = Tasks()
        self.window = MainWindow(
            self.tasks,
            self._clock,
            (),
            settings,
            rehearsal=options.today is not None,
            native_dialogs=not options.non_native_dialogs,
            print_to=options.print_to,
        )
        self.window.show_gate(gates.OpeningGate())
        self.window.first_painted.connect(self.begin)
        if self._scout is not None:
            self.window.leaving.connect(self._scout.recall)  # closing waits for the store's thread, which waits for it
        self._at_work_before = False
        self._door: Door | None = None
        self._ahead: QObject | None = None
        self._ways: frozenset[str] = frozenset()
        self._gate: gates.Gate | None = None
        self._opens = self._has_ground = self._is_built = self._shows = False
        self._building = self._to_build()
        self._first_shown = threading.Event()
        self._looked.connect(self._show_first, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The window is on the screen: begin the log, see to the store, and build the places beside that."""
        if self._scout is not None:
            self._scout.go_on()
        from smsdpo.core import log

        log.set_up(private_folder(default_state()))
        log.say("start")
        self.enter()
        QTimer.singleShot(0, self.window, self._build_next)

    def _to_build(self) -> Iterator[object]:
        """Slice by slice, so that the window answers between them: what the inbox's rows need first."""
        from smsdpo.ui.screens import SCREENS

        yield None
        self.window.frame(SCREENS)
        yield None
        if self._opens:
            self.window.begin_page("inbox")
        self._has_ground = True
        yield None
        self.window.equip()
        yield None
        while self.window.accompany(1):
            yield None
        if self._opens:
            self.window.page("inbox").complete()
            yield None
        from smsdpo.app.other_starts import Door
        from smsdpo.ui.lock import Locker

        locker = self.window.findChild(Locker)
        if locker is not None:
            locker.unlock_with(self._unlock_gate)
        self._door = Door(self.window, self._options.paths.store)
        self._is_built = True
        self._let_on()

    def _build_next(self) -> None:
        if self._shows:  # the rows are painted first, and keys that were pressed for them done
            self._shows = False
            QTimer.singleShot(_BREATH, self.window, self._build_next)
        elif next(self._building, self) is not self:
            QTimer.singleShot(0, self.window, self._build_next)

    def _build_rest(self) -> None:
        """Every key must do its work before work begins."""
        for _slice in self._building:
            pass

    def _let_on(self) -> None:
        """The first rows are shown and everything is built: what is heavy may be loaded now."""
        if self._is_built and self._at_work_before:
            QTimer.singleShot(0, self._first_shown.set)

    def end(self) -> None:
        """The window is closed: answer no second start any more."""
        if self._door is not None:
            self._door.close()

    def enter(self) -> None:
        """Open the store by the key file or the keyring, ask for what is needed, or offer to make a store."""
        paths = self._options.paths
        if not paths.store.exists() and not paths.keys.exists():
            self._make_new()
            return
        try:
            typed = read_key_file(self._options.key_file) if self._options.key_file else None
        except Refusal as error:
            self._problem(error)
            return
        self._ways = ways_of(paths)
        if typed is None and "keyring" not in self._ways:
            self._ask(recovery="passphrase" not in self._ways)
            return
        self._try_open(opened_by(typed, self._ways) if typed else {})

    def _make_new(self) -> None:
        from smsdpo.app.first_run import FirstRun

        FirstRun(self.window, self._options, self._show, self._opened).begin()

    def _show(self, gate: "gates.Gate") -> None:
        self._gate = gate
        self.window.show_gate(gate)
        gate.setFocus()

    # --- an existing store --------------------------------------------------------------------------------------------

    def _open(self, how: dict[str, Any]) -> None:
        self._opens = True
        paths, clock, back = self._options.paths, self._clock, self._at_work_before

        def make() -> "Office":
            known = self._known()
            from smsdpo.services import front_door

            door = front_door.unlock(paths, known=known, **how)
            if not (known or back):
                self._say_first(door.look(clock, actor()))
            from smsdpo.services import keys
            from smsdpo.services.office import Office

            office = Office.enter(door, clock, actor())
            if how.get("recovery_key") and keys.unnoted(office):
                keys.mark_noted(office)  # it was just typed
            return office

        self.tasks.open(make, self._opened, lambda error: self._not_opened(error, how))

    def _known(self) -> tuple[bytes, bytes, bytes] | None:
        """On the store's thread: the keys that the scout brings; its rows are shown at once. It is asked only once."""
        scout, self._scout = self._scout, None
        report = scout.report() if scout is not None else None
        if report is None:
            return None
        if report.refused:
            from smsdpo.core.secrets import KeyringProblem

            raise KeyringProblem(report.refused)
        self._say_first(report.look)
        return report.keys

    def _say_first(self, look: "FirstLook | None") -> None:
        if look is not None:
            self._looked.emit(look)
            self._first_shown.wait(_PATIENCE)

    def _show_first(self, look: "FirstLook") -> None:
        """The rows of the inbox, while the office behind them is being opened: from here on arrow keys work."""
        from smsdpo.ui.screens.inbox import InboxPage

        while not self._has_ground:
            next(self._building)
        self._at_work_before = self._shows = True
        page = self.window.begin_page("inbox")
        assert isinstance(page, InboxPage)  # noqa: S101 - it is the first of the places
        page.show_first(look.inbox)
        self.window.present(look.who, sample=look.sample)
        self.window.rail.entries["inbox"].show_count(look.inbox.total)
        if self._is_built:  # a gate was in the way: the page was not begun with the rest
            QTimer.singleShot(0, page, page.complete)
        self._let_on()

    def _not_opened(self, error: Exception, how: dict[str, str | None]) -> None:
        from smsdpo.core.secrets import KeyringProblem

        if self.window.at_work:  # rows were shown of a store that is refused after all
            self._at_work_before = False
            self.window.forget_pages()
        if isinstance(error, Damaged):
            self._mend(error, how)
        elif isinstance(self._gate, gates.UnlockGate | gates.KeyringGate):
            self._gate.complain(error)
        elif isinstance(error, KeyringProblem):
            self._ask(recovery="passphrase" not in self._ways, because=error)
        else:
            self._problem(error)

    def _ask(self, *, recovery: bool, because: Exception | None = None) -> None:
        gate = self._asking(recovery=recovery)
        gate.other.clicked.connect(lambda: self._ask(recovery=not recovery))
        self._show(gate)
        if because is not None:
            gate.complain(because)

    def _asking(self, *, recovery: bool = False, locked: bool = False) -> "gates.UnlockGate":
        gate = gates.UnlockGate(recovery=recovery, locked=locked)
        gate.passphrase.connect(lambda typed: self._open({"passphrase": typed}))
        gate.recovery.connect(lambda typed: self._open({"recovery_key": typed}))
        return gate

    def _unlock_gate(self) -> "gates.Gate":
        """What stands before a locked office: its passphrase where it has one, though the keyring could open it too;
        else a press where the keyring alone keeps the key."""
        self._ways = ways_of(self._options.paths)
        made: gates.Gate
        if "passphrase" not in self._ways and "keyring" in self._ways:
            made = keyring = gates.KeyringGate()
            keyring.unlock.connect(lambda: self._open({}))
        else:
            made = asking = self._asking(recovery="passphrase" not in self._ways, locked=True)
            asking.other.hide()
        self._gate = made
        return made

    def _mend(self, error: Damaged, how: dict[str, str | None]) -> None:
        """The store is damaged: what is left of it, or a copy."""
        from smsdpo.ui.mending import Mending

        paths, show = self._options.paths, self._show
        Mending(self.window, paths, actor(), show, self._try_open, self._opened).offer(error, how)

    def _try_open(self, how: dict[str, Any]) -> None:
        self._show(gates.OpeningGate())
        self._open(how)

    def _problem(self, error: BaseException) -> None:
        gate = gates.ProblemGate(error)
        gate.again.connect(self.enter)
        self._show(gate)

    def _opened(self, _nothing: None) -> None:
        def work(office: "Office") -> Told:
            from smsdpo.services import keys

            kept = office.settings()
            who = str(kept["dpo.name"] or office.actor)
            return Told(who, kept["sample"] == "yes", office.read_only_because, keys.unnoted(office))

        self.tasks.store(work, self._ask_noting)

    def _ask_noting(self, told: Told) -> None:
        """A recovery key that nobody has is made good before work, but not after every lock."""
        from smsdpo.ui.key_noting import KeyNoting

        if told.unnoted and not self._at_work_before:
            noting = KeyNoting(self.window, self._options.paths.store.name, self._show)
            noting.again(told.unnoted, lambda: self._begin_work(told))
        else:
            self._begin_work(told)

    def _begin_work(self, told: Told) -> None:
        self._at_work_before = True
        self._build_rest()
        if self._ahead is None:
            self._ahead = _ahead(self.window)
        self.window.begin(told.who, sample=told.sample)
        self.window.status_line.note(saved=texts.READ_ONLY if told.read_only else texts.ALL_SAVED)
        if told.read_only:
            self.window.complain(Refusal(told.read_only, hint=texts.READ_ONLY_SAY))


def _ahead(window: MainWindow) -> QObject:
    """Build the other places while nobody waits."""
    from smsdpo.ui.ahead import Ahead
    from smsdpo.ui.screens import SCREENS

    return Ahead(window, [screen.key for screen in SCREENS])
