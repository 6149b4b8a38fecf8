"""About the program: versions, what is carried with it and what it is built on, each with its licence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import default_state
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import help as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

_HEIGHT = 380
_WIDTH = 640


class ReadOnlyText(QPlainTextEdit):
    """Text to read and copy; it takes no markup and fetches nothing."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(style.font(tokens.SECONDARY))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFixedHeight(_HEIGHT)


def about_text() -> str:
    """Versions and licences as one text."""
    from smsdpo.services import diagnostics

    carried = [f"{name}: {licence}" for name, licence, _path in diagnostics.CARRIED]
    built = [f"{one.name} {one.version}: {one.licence or says.LICENCE_UNKNOWN}" for one in diagnostics.parts()]
    told = [f"{name}: {version}" for name, version in diagnostics.versions()]
    blocks = ("\n".join(told), "\n".join([says.CARRIED, *carried]), "\n".join([says.INSTALLED, *built]))
    return "\n\n".join(blocks)


class AboutSheet(Sheet):
    """Versions and licences, to read and to copy."""

    def __init__(self, text: str) -> None:
        title = says.ABOUT.format(program=texts.PROGRAM)
        super().__init__("about", title, says.ABOUT_SENTENCE, width=_WIDTH)
        self.text = ReadOnlyText("about_text", says.ABOUT_TEXT)
        self.text.setPlainText(text)
        self.card.body.addWidget(self.text)
        copy = Button(says.COPY, "about_copy", icon="copy")
        copy.clicked.connect(lambda _checked: QApplication.clipboard().setText(text))
        close = PrimaryButton(says.CLOSE_ABOUT, "about_close")
        close.clicked.connect(lambda _checked: self.close_sheet())
        self.acts(copy, close)
        self.first = close


class About(QObject):
    """The acts *About* and *Open log folder*."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        title = says.ABOUT.format(program=texts.PROGRAM)
        window.book.add(
            Act("open_logs", says.OPEN_LOG, self.open_logs, "", "Help", also=says.ALSO_LOG),
            Act("about", title, self.show_about, "", "Help", also=says.ALSO_ABOUT),
        )

    def show_about(self) -> None:
        """Read in the pool: asking every library for its licence takes a moment."""
        self._window.tasks.pool(about_text, self._lay_over)

    def _lay_over(self, text: str) -> None:
        sheet = AboutSheet(text)
        self._window.lay_over(sheet, sheet.first)

    def open_logs(self) -> None:
        """Show the folder in the computer's own file manager."""
        folder = default_state()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.complain(Refusal(says.NO_LOG_FOLDER, hint=says.NO_LOG_FOLDER_HINT.format(folder=folder)))
