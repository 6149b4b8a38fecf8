"""What the settings change in the window itself: the look at once, the size at the next start, the table of keys."""

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance

from smsdpo.ui import start_again, style, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import acts as says
from smsdpo.ui.texts import settings as settings_says
from smsdpo.ui.widgets.setting_sections import KeysRow

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

_PLACE = "settings"
Kept = tuple[str, int]
"""Look and size."""


class SettingsPlace(Protocol):
    """The place of the settings, as far as it asks something of the window (a place is imported by nobody)."""

    restart_wanted: SignalInstance
    keys_wanted: SignalInstance
    keys: KeysRow


def _kept(office: "Office") -> Kept:
    return str(office.setting("look")), int(office.setting("look.scale"))


class SettingsKeeper(QObject):
    """The store is the truth about the look; window.ini only says it before the store is open."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._page: SettingsPlace | None = None
        window.began.connect(self._read)
        window.tasks.changed.connect(self._changed)
        window.went.connect(self._went)
        window.leaving.connect(self._forget)
        window.book.add(Act("look", texts.LOOK, self.switch, "", "View", also=settings_says.ALSO_LOOK))

    # --- the look -----------------------------------------------------------------------------------------------------

    def _changed(self, changes: "Changes") -> None:
        if "setting" in changes.kinds:
            self._read()

    def _read(self) -> None:
        self._window.tasks.store(_kept, self._use, turn="look")

    def switch(self) -> None:
        """From dark to light or the other way round; a change of settings like any other."""
        look = "light" if style.look().colours.dark else "dark"

        def work(office: "Office") -> None:
            office.change_settings({"look": look})

        self._window.tasks.store(work)

    def _use(self, kept: Kept) -> None:
        look, scale = kept
        self._window.settings.setValue("look", look)
        self._window.settings.setValue("scale", scale)
        if style.look().choice != look:
            style.choose(look)

    # --- the place ----------------------------------------------------------------------------------------------------

    def _went(self, place: str) -> None:
        if place != _PLACE:
            return
        page = cast(SettingsPlace, self._window.page(place))
        if page is self._page:
            return
        self._page = page
        page.keys_wanted.connect(lambda: self._meet_every_place(list(self._window.places)))
        page.restart_wanted.connect(lambda: start_again.start_again(self._window))

    def _forget(self) -> None:
        """The page goes with the office: whoever holds on to it holds on to all that it shows."""
        self._page = None

    def _meet_every_place(self, left: list[str]) -> None:
        """A place tells its acts when it is built: one at a time, so that the window never stands still for all."""
        if self._page is None:  # locked meanwhile: no page is built behind the gate
            return
        if not left:
            self._show_keys()
            return
        self._window.page(left[0])
        QTimer.singleShot(0, self, lambda: self._meet_every_place(left[1:]))

    def _show_keys(self) -> None:
        book, window = self._window.book, self._window
        told = [(act.title, ", ".join(act.chords), act.menu or says.EVERYWHERE) for act in book.of_window()]
        for place in window.places:
            page = window.page(place)
            acts = book.of_page(page, page.acts)
            told += [(act.title, ", ".join(act.chords), window.title_of(place)) for act in acts]
        told += [(title, keys, says.IN_LISTS) for title, keys in says.LIST_KEYS]
        if self._page is not None:
            self._page.keys.show_keys([one for one in told if one[1]])
