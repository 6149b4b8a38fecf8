"""A new store: what it is to be, its making, its recovery key noted down, the sample in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.app.options import Options
from smsdpo.core.errors import Refusal
from smsdpo.core.way_in import actor
from smsdpo.ui import gates, style, texts
from smsdpo.ui.main_window import MainWindow

if TYPE_CHECKING:
    from smsdpo.services.office import Office

Show = Callable[[gates.Gate], None]


class FirstRun(QObject):
    """Asks, then makes the store and opens it; `opened` goes on from there."""

    def __init__(self, window: MainWindow, options: Options, show: Show, opened: Callable[[None], None]) -> None:
        super().__init__(window)
        self._window, self._tasks, self._options = window, window.tasks, options
        self._show, self._opened = show, opened
        self._key = ""
        self._sample = False

    def begin(self) -> None:
        """Ask what the new office is to be."""
        from smsdpo.core import settings
        from smsdpo.ui.texts import first_run as says

        organisation = str(settings.get("organisation.name").default)
        self._gate = gate = gates.FirstRunGate(organisation, self._options.paths.store)
        gate.ask_keyring.connect(lambda: self._tasks.pool(_keyring, gate.keyring_told))
        gate.choose_folder.connect(lambda: gate.take_folder(self._window.choose_folder(says.CHOOSE_FOLDER)))
        gate.make.connect(self._create)
        self._show(gate)

    def _create(self, new: gates.NewOffice) -> None:
        from smsdpo.core import settings

        paths, clock, look = self._options.paths, self._options.clock, style.look().choice
        said = {**new.settings, **({"look": look} if look in settings.get("look").choices else {})}

        def make() -> "Office":
            from smsdpo.services.office import Office

            office, self._key = Office.create(paths, clock, actor(), passphrase=new.passphrase, to_be_noted=True)
            if said:
                office.change_settings(said)
                office.forget_steps()  # the work begins here: nobody is to undo who they are
            return office

        self._sample = new.sample
        self._tasks.open(make, self._created, self._gate.complain)

    def _created(self, _nothing: None) -> None:
        from smsdpo.ui.key_noting import KeyNoting

        key, self._key = self._key, ""
        noting = KeyNoting(self._window, self._options.paths.store.name, self._show)
        noting.first(key, self._fill if self._sample else lambda: self._opened(None))

    def _fill(self) -> None:
        self._show(gates.OpeningGate(texts.FILLING))

        def work(office: "Office") -> None:
            from smsdpo.services import sample

            sample.fill(office)

        self._tasks.store(work, self._opened, self._not_filled)

    def _not_filled(self, error: Exception) -> None:
        """The store is made and open; only the sample is not, or not wholly, in it."""
        self._opened(None)
        self._window.complain(error)


def _keyring() -> str | Refusal:
    """The keyring that keeps secrets here, tried for real, or why there is none. May wait for a question of its own."""
    from smsdpo.core.secrets import Keychain

    try:
        keychain = Keychain.of_this_user()
        keychain.probe()
    except Refusal as problem:
        return problem
    return keychain.name
