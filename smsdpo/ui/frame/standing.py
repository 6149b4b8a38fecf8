"""Where the window stands and how its panes lie: kept for the next start, clamped to the screens there are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from smsdpo.ui import tokens

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

_FRAME = 32  # px that a title bar may take of the screen


class Standing(QObject):
    """Keeps geometry and splitters in the settings: sizes only, nothing about a person. Lists keep their columns."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._brought_back = False
        self._first: dict[str, tuple[QSplitter, QByteArray]] = {}
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._screen_went)

    def restore(self) -> None:
        """Put the window where it was left, but never off the screens."""
        self._window.resize(*tokens.WINDOW_USUAL)
        kept = self._window.settings.value("geometry")
        if isinstance(kept, QByteArray):
            self._window.restoreGeometry(kept)
            self._brought_back = True
        self.clamp()

    def clamp(self) -> None:
        """A screen may have been unplugged: the window must stand on one that is there, and fit it."""
        window = self._window
        screen = QGuiApplication.screenAt(window.geometry().center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().adjusted(0, 0, 0, -_FRAME)
        # A small screen, or one at 150 %, may have less room than the least size: better cramped than cut off.
        window.setMinimumSize(min(tokens.WINDOW_LEAST[0], room.width()), min(tokens.WINDOW_LEAST[1], room.height()))
        if window.isMaximized() or window.isFullScreen():
            return
        size = window.size().boundedTo(room.size()).expandedTo(window.minimumSize())
        left = max(room.left(), min(window.x(), room.right() + 1 - size.width()))
        top = max(room.top(), min(window.y(), room.bottom() + 1 - size.height()))
        if size != window.size():
            window.resize(size)
        if (left, top) != (window.x(), window.y()):
            window.move(left, top)

    def _screen_went(self, _screen: object) -> None:
        QTimer.singleShot(0, self, self.clamp)  # Qt has not moved the window yet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._window and self._brought_back:
            self._brought_back = False
            # Only a shown window knows its screen: what was restored before may have been bound to another.
            QTimer.singleShot(0, self, self.clamp)
        return False

    # --- panes and columns --------------------------------------------------------------------------------------------

    def take_up(self, key: str, page: QWidget) -> None:
        """A page has been built: lay its panes as they were left, once they have their room."""
        QTimer.singleShot(0, page, lambda: self._lay(key, page))

    def _lay(self, key: str, page: QWidget) -> None:
        if page.window() is not self._window:  # taken away again meanwhile, by locking: it is about to be gone
            return
        for at, part in enumerate(page.findChildren(QSplitter)):
            name = f"layout/{key}_panes_{at}"
            self._first[name] = (part, part.saveState())
            kept = self._window.settings.value(name)
            if isinstance(kept, QByteArray):
                part.restoreState(kept)

    def keep(self) -> None:
        """For the next start."""
        settings = self._window.settings
        settings.setValue("geometry", self._window.saveGeometry())
        for name, (part, first) in self._first.items():
            now = part.saveState()
            if now != first:
                settings.setValue(name, now)
        settings.sync()

    def let_go(self) -> None:
        """The pages are going: keep how they lie, and hold on to them no more."""
        self.keep()
        self._first.clear()

    def reset(self) -> None:
        """Window, panes and columns as they are at first."""
        from smsdpo.ui.widgets.list_header import ListHeader

        for kept in ("layout", "columns", "geometry"):
            self._window.settings.remove(kept)
        for part, first in self._first.values():
            part.restoreState(first)
        for header in self._window.findChildren(ListHeader):
            if header.managed:
                header.usual()
        self._window.showNormal()
        self._window.resize(*tokens.WINDOW_USUAL)
        self.clamp()
