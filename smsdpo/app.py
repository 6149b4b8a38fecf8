"""Puts the program together: the window first, then the store behind it; the only wiring."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from smsdpo.core.clock import Clock, FixedClock, SystemClock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths, default_state, default_store, private_folder
from smsdpo.ui import complain, gates, style, texts
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.fields import guard_wheel

if TYPE_CHECKING:
    from smsdpo.services.office import Office


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line may say about the window."""

    store: Path | None = None
    today: date | None = None
    key_file: Path | None = None
    non_native_dialogs: bool = False
    print_to: Path | None = None

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
    state = private_folder(default_state())
    application = make_application()
    settings = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
    style.start(application, str(settings.value("look", "system")))
    style.follow_system()
    start = Start(chosen, settings)
    complain.install(start.window.complain)
    start.window.show()
    return application.exec()


def make_application() -> QApplication:
    """The application object, with what must hold for every window of ours."""
    made = QApplication.instance()
    application = made if isinstance(made, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(texts.PROGRAM)
    application.setDesktopFileName("smsdpo")
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
        self._sample = False
        self._ways: frozenset[str] = frozenset()
        self._gate: gates.Gate | None = None

    def begin(self) -> None:
        """The window is on the screen: begin the log, build the places, then see to the store."""
        from smsdpo.core import log
        from smsdpo.ui.screens import SCREENS

        log.set_up(private_folder(default_state()))
        log.say("start")
        guard_wheel(make_application())
        self.window.furnish(SCREENS)
        self.enter()

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
        self._show(gates.OpeningGate())
        self._open({"passphrase": passphrase})

    def _show(self, gate: gates.Gate) -> None:
        self._gate = gate
        self.window.show_gate(gate)
        gate.setFocus()

    # --- an existing store --------------------------------------------------------------------------------------------

    def _open(self, how: dict[str, str | None]) -> None:
        paths, clock = self._options.paths, self._clock

        def make() -> "Office":
            from smsdpo.cli.desk import actor
            from smsdpo.services.office import Office

            return Office.open(paths, clock, actor(), **how)  # type: ignore[arg-type]

        self.tasks.open(make, self._opened, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        from smsdpo.core.secrets import KeyringProblem

        if isinstance(self._gate, gates.UnlockGate):
            self._gate.complain(error)
        elif isinstance(error, KeyringProblem):
            self._ask(recovery="passphrase" not in self._ways, because=error)
        else:
            self._problem(error)

    def _ask(self, *, recovery: bool, because: Exception | None = None) -> None:
        gate = gates.UnlockGate(recovery=recovery)
        gate.passphrase.connect(lambda typed: self._open({"passphrase": typed}))
        gate.recovery.connect(lambda typed: self._open({"recovery_key": typed}))
        gate.other.clicked.connect(lambda: self._ask(recovery=not recovery))
        self._show(gate)
        if because is not None:
            gate.complain(because)

    def _problem(self, error: BaseException) -> None:
        gate = gates.ProblemGate(error)
        gate.again.connect(self.enter)
        self._show(gate)

    def _opened(self, _nothing: None) -> None:
        def work(office: "Office") -> tuple[str, bool, str]:
            kept = office.settings()
            return str(kept["dpo.name"] or office.actor), kept["sample"] == "yes", office.read_only_because

        self.tasks.store(work, self._begin_work)

    def _begin_work(self, told: tuple[str, bool, str]) -> None:
        who, sample, read_only = told
        self.window.begin(who, sample=sample)
        if read_only:
            self.window.complain(Refusal(read_only))

    # --- a new store --------------------------------------------------------------------------------------------------

    def _first_run(self) -> None:
        from smsdpo.core import settings

        gate = gates.FirstRunGate(str(settings.get("organisation.name").default))
        gate.make.connect(self._create)
        self._show(gate)

    def _create(self, organisation: str, officer: str, passphrase: str, sample: bool) -> None:
        paths, clock = self._options.paths, self._clock

        def make() -> "Office":
            from smsdpo.cli.desk import actor
            from smsdpo.services.office import Office

            office, self._key = Office.create(paths, clock, actor(), passphrase=passphrase)
            named = {"organisation.name": organisation, "dpo.name": officer}
            office.change_settings({key: value for key, value in named.items() if value})
            return office

        self._sample = sample
        self.tasks.open(make, self._created, self._not_created)

    def _not_created(self, error: Exception) -> None:
        if self._gate is not None:
            self._gate.complain(error)

    def _created(self, _nothing: None) -> None:
        gate = gates.RecoveryKeyGate(self._key)
        self._key = ""
        gate.kept.connect(self._fill if self._sample else lambda: self._opened(None))
        self._show(gate)

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


def demo_pictures(folder: Path, office: "Office") -> Iterable[Path]:
    """A picture of each main place in light and dark, drawn without a display from an office of this thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from smsdpo.ui.pictures import draw_places
    from smsdpo.ui.screens import SCREENS

    application = make_application()
    style.start(application, "light")
    return draw_places(application, folder, office, SCREENS)
