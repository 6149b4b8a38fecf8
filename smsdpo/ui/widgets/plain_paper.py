"""A text to be read that takes no markup and fetches nothing, whatever it is given."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from smsdpo.ui import style, tokens


class PlainPaper(QTextEdit):
    """Plain text from outside, in lines with room between them; words of it may be marked. Tab leaves it."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFont(style.font())
        self.document().setDocumentMargin(0)

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        return None

    def put(self, text: str) -> None:
        """Show another text."""
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        layout = QTextBlockFormat()
        layout.setLineHeight(tokens.LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(layout)
