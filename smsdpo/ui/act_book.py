"""The book of acts: what the window and the place on show can do now, and the keys that do it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smsdpo.ui.acts import Act
from smsdpo.ui.habits import habits
from smsdpo.ui.widgets.sheet import Sheet

_Bound = tuple[QWidget, Act, tuple[str, ...]]
"""Where keys are heard, for what, and which."""


class ActBook(QObject):
    """Acts of the window, and those of the page on show. No two may have the same keys at the same time: those of the
    page go before the window's, because Qt lets neither of two run (screens.md, 3.2)."""

    refused = Signal(str)
    """An act that cannot be done now was asked for: why."""
    changed = Signal()
    """Other acts are on offer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._work: QWidget | None = None
        self._own: dict[str, Act] = {}
        self._pages: dict[QWidget, tuple[Act, ...]] = {}
        self._page: QWidget | None = None
        self._keys: dict[_Bound, QAction] = {}
        self.running = ""
        """The key of the act that is just being done."""

    def work_in(self, work: QWidget) -> None:
        """The acts belong to this widget: while something else stands in its place only those for anywhere work."""
        self._work = work
        self._bind()

    def add(self, *acts: Act) -> None:
        """Acts that the window offers in every place; one with the key of an earlier act takes its place."""
        self._own.update({act.key: act for act in acts})
        self._bind()

    def turn_to(self, page: QWidget, acts: Callable[[], Iterable[Act]]) -> None:
        """This page is on show now; it is asked for its acts once."""
        self.of_page(page, acts)
        if page is not self._page:
            self._page = page
            self._bind()

    def let_go(self) -> None:
        """The pages are about to go: their acts hold on to them."""
        self._pages, self._page = {}, None
        self._bind()

    # --- what there is ------------------------------------------------------------------------------------------------

    def acts(self) -> list[Act]:
        """What can be done now: the place's own acts, then the window's."""
        mine = self._pages.get(self._page, ()) if self._page is not None else ()
        keys = {act.key for act in mine}
        return [*mine, *(act for act in self._own.values() if act.key not in keys)]

    def of_window(self) -> Sequence[Act]:
        """The window's own acts."""
        return tuple(self._own.values())

    def of_page(self, page: QWidget, acts: Callable[[], Iterable[Act]]) -> Sequence[Act]:
        """A page's acts, asked for once, also while it is not on show."""
        if page not in self._pages:
            self._pages[page] = tuple(acts())
        return self._pages[page]

    def has(self, key: str) -> bool:
        """Whether there is such an act now."""
        return any(act.key == key for act in self.acts())

    def keys_of(self, act: Act) -> str:
        """Its keys as they are written on a menu; empty when another act has them here."""
        first = next(iter(self._free(act, self._taken())), "")
        in_list = act.in_list if len(act.in_list) > 1 or habits().letters else ""
        return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText) or in_list

    # --- doing --------------------------------------------------------------------------------------------------------

    def run(self, act: Act) -> bool:
        """Do it, or say why it cannot be done now."""
        why = act.why_off()
        if why:
            self.refused.emit(why)
            return False
        before, self.running = self.running, act.key
        try:
            act.run()
        finally:
            self.running = before
        return True

    def run_key(self, key: str) -> bool:
        """The same by the act's key; an act that is not there does nothing."""
        act = next((one for one in self.acts() if one.key == key), None)
        return act is not None and self.run(act)

    def _by_keys(self, act: Act) -> None:
        if act.anywhere or not self._covered():
            self.run(act)

    def _covered(self) -> bool:
        """A sheet lies over the work: it is to be answered or closed first."""
        return self._work is not None and any(one.isVisible() for one in self._work.findChildren(Sheet))

    # --- keys ---------------------------------------------------------------------------------------------------------

    def _free(self, act: Act, taken: set[str]) -> tuple[str, ...]:
        """Its keys without those that the page on show uses otherwise; a page's own acts have all of theirs."""
        own = self._own.get(act.key) is act
        return tuple(one for one in act.chords if not (own and one in taken))

    def _taken(self) -> set[str]:
        """Keys of the page on show: those of its acts, and those that it or a panel in it sees to without an act."""
        if self._page is None:
            return set()
        taken = {one for act in self._pages.get(self._page, ()) for one in act.chords}
        return taken | {one.key().toString() for one in self._page.findChildren(QShortcut)}

    def _bind(self) -> None:
        taken, wanted = self._taken(), list[_Bound]()
        for act in self.acts():
            free, owner = self._free(act, taken), self._window if act.anywhere else self._work
            if free and owner is not None:
                wanted.append((owner, act, free))
        for gone in self._keys.keys() - set(wanted):
            old = self._keys.pop(gone)
            gone[0].removeAction(old)  # at once: its keys must not meet those of the next
            old.deleteLater()
        for new in wanted:
            if new not in self._keys:
                self._keys[new] = self._key(*new)
        self.changed.emit()

    def _key(self, owner: QWidget, act: Act, chords: tuple[str, ...]) -> QAction:
        made = QAction(owner)
        made.setObjectName(f"act_{act.key}")
        made.setShortcuts([QKeySequence(one) for one in chords])
        made.triggered.connect(lambda _checked=False: self._by_keys(act))
        owner.addAction(made)
        return made
