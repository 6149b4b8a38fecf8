"""Puts the program together: the window first, then the store behind it; the only wiring."""

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from smsdpo.core import second_start
from smsdpo.core.clock import Clock, FixedClock, SystemClock
from smsdpo.core.errors import Damaged, Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths, default_state, default_store, private_folder
from smsdpo.ui import complain, gates, start_again, style, texts
from smsdpo.ui.garbage import collect_here
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.tasks import Tasks

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import FirstLook
    from smsdpo.services.office import Office
    from smsdpo.ui.key_noting import KeyNoting
    from smsdpo.ui.lock import Locker
    from smsdpo.ui.one_window import Doorbell

_SCALE = "QT_SCALE_FACTOR"
_LEAST, _MOST = 80, 200  # per cent
_PATIENCE = 0.3
"""Seconds for which heavy imports wait until the first rows are painted, so as not to hold them up."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an office that was opened says of itself before work begins."""

    who: str
    sample: bool
    read_only: str
    unnoted: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line may say about the window."""

    store: Path | None = None
    today: date | None = None
    key_file: Path | None = None
    non_native_dialogs: bool = False
    print_to: Path | None = None
    files: tuple[Path, ...] = ()

    @property
    def paths(self) -> StorePaths:
        return StorePaths(self.store or default_store())

    @property
    def clock(self) -> Clock:
        return FixedClock(self.today) if self.today else SystemClock()


def run_window(**options: Any) -> int:
    """Open the window and stay until it is closed. Takes the fields of `Options`."""
    _refuse_no_display()
    os.umask(0o077)
    chosen = Options(**options)
    if is_shown_elsewhere(chosen):
        return 0
    state = private_folder(default_state())
    settings = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
    ours = take_scale(settings)
    application = make_application()
    style.start(application, str(settings.value("look", "system")))
    style.follow_system()
    start = Start(chosen, settings)
    complain.install(start.window.complain)
    start.window.show()
    status = application.exec()
    start.end()
    if start_again.is_wanted():
        if ours:
            os.environ.pop(_SCALE, None)
        _start_anew()
    return status


def is_shown_elsewhere(options: Options) -> bool:
    """Whether another window has this store and now shows itself. Refused when somebody holds the store who does not
    answer. The store itself is not touched (security.md, test 53)."""
    name = second_start.socket_name(options.paths.store)
    if sys.platform == "win32" or Path(name).exists():
        from smsdpo.ui.one_window import show_first  # QtNetwork would delay the first paint of every start

        if show_first(options.paths.store, options.files):
            return True
    lock = StoreLock(options.paths.lock)
    holder = lock.holder()
    if holder:
        raise lock.refusal(holder)
    return False


def take_scale(settings: QSettings) -> bool:
    """Make everything as large as was chosen, unless the user's own environment says how large; whether we did."""
    try:
        scale = int(str(settings.value("scale", 100)))
    except ValueError:
        return False
    scale = max(_LEAST, min(scale, _MOST))
    if scale == 100 or os.environ.get(_SCALE):
        return False
    os.environ[_SCALE] = str(scale / 100)
    return True


def _start_anew() -> None:
    words = sys.argv[1:] if getattr(sys, "frozen", False) else ["-m", "smsdpo", *sys.argv[1:]]
    QProcess.startDetached(sys.executable, words)


def make_application() -> QApplication:
    """The application object, with what must hold for every window of ours."""
    made = QApplication.instance()
    application = made if isinstance(made, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(texts.PROGRAM)
    application.setDesktopFileName("smsdpo")
    collect_here(application)
    return application


def _refuse_no_display() -> None:
    # Qt would end the process with an abort (stack.md, 3).
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in named):
        raise Refusal(
            "There is no display to open a window on.",
            hint="Use a command instead, for example: smsdpo demo FOLDER (see smsdpo --help).",
        )


class Start(QObject):
    """From the first paint to the open office: open, ask for what is needed, or make a new store."""

    _looked = Signal(object)
    """The `FirstLook` at a store that is unlocked; said by the store's thread."""

    def __init__(self, options: Options, settings: QSettings) -> None:
        super().__init__()
        self._options, self._clock = options, options.clock
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
        self._key = ""
        self._sample = self._at_work_before = False
        self._bell: Doorbell | None = None
        self._ahead: QObject | None = None
        self._rung: list[Path] = list(options.files)
        self._ways: frozenset[str] = frozenset()
        self._gate: gates.Gate | None = None
        self._opens = False
        self._building = self._to_build()
        self._first_shown = threading.Event()
        self._looked.connect(self._show_first, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The window is on the screen: begin the log, see to the store, and build the places beside that."""
        from smsdpo.core import log

        log.set_up(private_folder(default_state()))
        log.say("start")
        self.enter()
        QTimer.singleShot(0, self.window, self._build_next)

    def _to_build(self) -> "Iterator[object]":
        """Slice by slice, so that the window answers between them: what the inbox needs first."""
        from smsdpo.ui.screens import SCREENS

        yield None
        self.window.frame(SCREENS)
        yield None
        if self._opens:
            self.window.page("inbox")
            yield None
        while self.window.accompany(3):
            yield None
        locker = self._locker()
        if locker is not None:
            locker.unlock_with(self._unlock_gate)
        self._keep_door()

    def _build_next(self) -> None:
        if next(self._building, self) is not self:
            QTimer.singleShot(0, self.window, self._build_next)

    def _build_rest(self) -> None:
        """Every key must do its work before the work is on show; most is built while the store's key is derived."""
        for _slice in self._building:
            pass

    def end(self) -> None:
        """The window is closed: answer no second start any more."""
        if self._bell is not None:
            self._bell.close()

    def _locker(self) -> "Locker | None":
        from smsdpo.ui.lock import Locker

        return self.window.findChild(Locker)

    # --- a second start -----------------------------------------------------------------------------------------------

    def _keep_door(self) -> None:
        from smsdpo.ui.one_window import Doorbell

        self._bell = Doorbell(self._options.paths.store, self)
        self._bell.rung.connect(self._come_forward)
        self.window.began.connect(self._take_in)

    def _come_forward(self, files: list[Path]) -> None:
        """Somebody has started the program again: they look for this window."""
        window = self.window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
        self._rung += files
        if window.work is not None and window.stack.currentWidget() is window.work:
            self._take_in()

    def _take_in(self) -> None:
        files, self._rung = self._rung, []
        if files:
            self.window.take_in(files)

    def enter(self) -> None:
        """Open the store by the key file or the keyring, ask for what is needed, or offer to make a store."""
        from smsdpo.cli.desk import read_key_file, ways_of

        paths = self._options.paths
        if not paths.store.exists() and not paths.keys.exists():
            self._first_run()
            return
        try:
            passphrase = read_key_file(self._options.key_file) if self._options.key_file else None
        except Refusal as error:
            self._problem(error)
            return
        self._ways = ways_of(paths)
        if passphrase is None and "keyring" not in self._ways:
            self._ask(recovery="passphrase" not in self._ways)
            return
        self._try_open({"passphrase": passphrase})

    def _show(self, gate: "gates.Gate") -> None:
        self._gate = gate
        self.window.show_gate(gate)
        gate.setFocus()

    # --- an existing store --------------------------------------------------------------------------------------------

    def _open(self, how: dict[str, str | None]) -> None:
        self._opens = True
        paths, clock, back = self._options.paths, self._clock, self._at_work_before

        def make() -> "Office":
            from smsdpo.cli.desk import actor
            from smsdpo.services import front_door

            door = front_door.unlock(paths, **how)  # type: ignore[arg-type]
            look = None if back else door.look(clock, actor())
            if look is not None:
                self._looked.emit(look)
                self._first_shown.wait(_PATIENCE)
            from smsdpo.services import keys
            from smsdpo.services.office import Office

            office = Office.enter(door, clock, actor())
            if how.get("recovery_key") and keys.unnoted(office):
                keys.mark_noted(office)  # it was just typed
            return office

        self.tasks.open(make, self._opened, lambda error: self._not_opened(error, how))

    def _show_first(self, look: "FirstLook") -> None:
        """The rows of the inbox, while the office behind them is being opened: from here on arrow keys work."""
        from smsdpo.ui.screens.inbox import InboxPage

        self._build_rest()
        self._at_work_before = True
        page = self.window.page("inbox")
        assert isinstance(page, InboxPage)  # noqa: S101 - it is the first of the places
        page.show_first(look.inbox)
        self.window.present(look.who, sample=look.sample)
        self.window.rail.entries["inbox"].show_count(look.inbox.total)
        QTimer.singleShot(0, self._first_shown.set)

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
        from smsdpo.cli.desk import ways_of

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
        from smsdpo.cli.desk import actor
        from smsdpo.ui.mending import Mending

        paths, show = self._options.paths, self._show
        Mending(self.window, paths, actor(), show, self._try_open, self._opened).offer(error, how)

    def _try_open(self, how: dict[str, str | None]) -> None:
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
        if told.unnoted and not self._at_work_before:
            self._noting().again(told.unnoted, lambda: self._begin_work(told))
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

    # --- a new store --------------------------------------------------------------------------------------------------

    def _first_run(self) -> None:
        from smsdpo.core import settings
        from smsdpo.ui.texts import first_run as says

        organisation = str(settings.get("organisation.name").default)
        gate = gates.FirstRunGate(organisation, self._options.paths.store)
        gate.ask_keyring.connect(lambda: self.tasks.pool(_keyring, gate.keyring_told))
        gate.choose_folder.connect(lambda: gate.take_folder(self.window.choose_folder(says.CHOOSE_FOLDER)))
        gate.make.connect(self._create)
        self._show(gate)

    def _create(self, new: "gates.NewOffice") -> None:
        from smsdpo.core import settings

        paths, clock, look = self._options.paths, self._clock, style.look().choice
        said = {**new.settings, **({"look": look} if look in settings.get("look").choices else {})}

        def make() -> "Office":
            from smsdpo.cli.desk import actor
            from smsdpo.services.office import Office

            office, self._key = Office.create(paths, clock, actor(), passphrase=new.passphrase, to_be_noted=True)
            if said:
                office.change_settings(said)
            return office

        self._sample = new.sample
        self.tasks.open(make, self._created, self._not_created)

    def _not_created(self, error: Exception) -> None:
        if self._gate is not None:
            self._gate.complain(error)

    def _created(self, _nothing: None) -> None:
        key, self._key = self._key, ""
        self._noting().first(key, self._fill if self._sample else lambda: self._opened(None))

    def _noting(self) -> "KeyNoting":
        from smsdpo.ui.key_noting import KeyNoting

        return KeyNoting(self.window, self._options.paths.store.name, self._show)

    def _fill(self) -> None:
        self._show(gates.OpeningGate(texts.FILLING))

        def work(office: "Office") -> None:
            from smsdpo.services import sample

            sample.fill(office)

        self.tasks.store(work, self._opened, self._not_filled)

    def _not_filled(self, error: Exception) -> None:
        """The store is made and open; only the sample is not, or not wholly, in it."""
        self._opened(None)
        self.window.complain(error)


def _ahead(window: MainWindow) -> QObject:
    """Build the other places while nobody waits."""
    from smsdpo.ui.ahead import Ahead
    from smsdpo.ui.screens import SCREENS

    return Ahead(window, [screen.key for screen in SCREENS])


def _keyring() -> str | Refusal:
    """The keyring that keeps secrets here, tried for real, or why there is none. May wait for a question of its own."""
    from smsdpo.core.secrets import Keychain

    try:
        keychain = Keychain.of_this_user()
        keychain.probe()
    except Refusal as problem:
        return problem
    return keychain.name


def demo_pictures(folder: Path, office: "Office") -> Iterable[Path]:
    """A picture of each main place in light and dark, drawn without a display from an office of this thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from smsdpo.ui.pictures import draw_places
    from smsdpo.ui.screens import SCREENS

    application = make_application()
    style.start(application, "light")
    return draw_places(application, folder, office, SCREENS)
