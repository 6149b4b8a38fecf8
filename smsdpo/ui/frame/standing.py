"""Where the window stands and how its panes lie: kept for the next start, clamped to the screens there are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

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
        least, most = QSize(*tokens.WINDOW_LEAST), room.size()
        window.setMinimumSize(least.boundedTo(most))
        if least.boundedTo(most) != least:  # a small screen, or large signs on it
            self._scroll()
        if window.isMaximized() or window.isFullScreen():
            return
        size = window.size().boundedTo(room.size()).expandedTo(window.minimumSize())
        left = max(room.left(), min(window.x(), room.right() + 1 - size.width()))
        top = max(room.top(), min(window.y(), room.bottom() + 1 - size.height()))
        if size != window.size():
            window.resize(size)
        if (left, top) != (window.x(), window.y()):
            window.move(left, top)

    def _scroll(self) -> None:
        """What the window holds keeps the least size it was made for: it is moved about, and nothing is cut off."""
        from smsdpo.ui.widgets.cards import Scrolled

        stack = self._window.stack
        if self._window.centralWidget() is not stack:
            return
        area = Scrolled("small_screen", stack)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        stack.setMinimumSize(
            tokens.WINDOW_LEAST[0] - area.verticalScrollBar().sizeHint().width(), tokens.WINDOW_LEAST[1]
        )
        self._window.setCentralWidget(area)

    def follow(self, said: QWidget) -> None:
        """What the window refuses comes into sight, also where it has to be moved about. A toast, which every act
        raises, does not: it would tear the work away from under the eyes."""
        said.installEventFilter(self)

    def _bring(self, said: QWidget) -> None:
        area = self._window.centralWidget()
        if isinstance(area, QScrollArea):
            QTimer.singleShot(0, said, lambda: area.ensureWidgetVisible(said, 0, 0))  # laid out only then

    def _screen_went(self, _screen: object) -> None:
        QTimer.singleShot(0, self, self.clamp)  # Qt has not moved the window yet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._window and self._brought_back:
            self._brought_back = False
            # Only a shown window knows its screen: what was restored before may have been bound to another.
            QTimer.singleShot(0, self, self.clamp)
        elif event.type() == QEvent.Type.Show and watched is not self._window and isinstance(watched, QWidget):
            self._bring(watched)
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
