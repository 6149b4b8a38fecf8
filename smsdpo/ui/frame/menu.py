"""The one menu: submenus of all acts with their keys; what cannot be done now is grey and says why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from smsdpo.ui.acts import MENUS, Act
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.labels import plain

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

_RANKS = {"undo": -2, "redo": -1, "quit": 1}
"""Where everybody looks for them: the first and the last of their menus."""


class ActMenu(QMenu):
    """Built afresh from the book each time it opens, so that it says what holds now."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("menu")
        self.setAccessibleName(says.MENU)
        self._subs: list[QMenu] = []
        window.leaving.connect(self._empty)  # the acts of a place hold on to all that it shows

    def open_at(self, button: QWidget) -> None:
        """Open below a button, at the window's right."""
        self.fill()
        if self.actions():
            corner = button.mapToGlobal(QPoint(button.width() - self.sizeHint().width(), button.height() + 4))
            self.popup(corner)
            self.setActiveAction(self.actions()[0])

    def fill(self) -> None:
        """The acts of now."""
        self._empty()
        acts = self._window.book.acts()
        for name in MENUS:
            mine = sorted((act for act in acts if act.menu == name), key=lambda act: _RANKS.get(act.key, 0))
            if mine:
                self._subs.append(self._submenu(name, mine))

    def _empty(self) -> None:
        self.clear()
        for old in self._subs:
            old.deleteLater()
        self._subs = []

    def _submenu(self, name: str, acts: Iterable[Act]) -> QMenu:
        sub = self.addMenu(f"&{name}")
        sub.setObjectName(f"menu_{name.lower()}")
        sub.setAccessibleName(name)
        sub.setToolTipsVisible(True)
        for act in acts:
            self._entry(sub, act)
        return sub

    def _entry(self, sub: QMenu, act: Act) -> None:
        # Keys are shown only: the book sees to them. An ampersand of a title is not the sign of a letter to press.
        keys = self._window.book.keys_of(act)
        words = act.words.replace("&", "&&")
        made = sub.addAction(f"{words}\t{keys}" if keys else words)
        made.setObjectName(f"menu_{act.key}")
        why = act.why_off()
        made.setEnabled(not why)
        made.setToolTip(plain(why or act.words))
        made.setStatusTip(why)
        made.triggered.connect(lambda _checked=False, act=act: self._window.book.run(act))


class AltOpens(QObject):
    """Alt alone, pressed and let go, opens the menu as it does in any program with a menu bar."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._alone = False
        window.installEventFilter(self)
        self._follow_handle()

    def _follow_handle(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._follow_handle()
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.WindowDeactivate}:
            self._alone = False
        elif isinstance(event, QKeyEvent) and watched is not self._window:
            self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Alt:
            self._alone = False  # Alt was held for another key
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._alone = event.modifiers() in {Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier}
            self._watch_keys()
        elif event.type() == QEvent.Type.KeyRelease and self._alone and not event.isAutoRepeat():
            self._alone = False
            self._window.open_menu()

    def _watch_keys(self) -> None:
        """Keys that are somebody's shortcut never reach the window: only what has the keyboard is asked about them."""
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self._window:
            focus.installEventFilter(self)
