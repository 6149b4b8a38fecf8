"""A field for several lines of plain text; Tab leaves it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from smsdpo.ui import style
from smsdpo.ui.widgets.fields import is_ctrl_enter

_LINES = 3
_MOST = 20_000


class TextField(QPlainTextEdit):
    """`left` when the keyboard goes elsewhere, `taken` by Ctrl+Enter. What is pasted loses its looks."""

    left = Signal()
    taken = Signal()

    def __init__(
        self, name: str, says: str, *, hint: str = "", lines: int = _LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setFont(style.font())
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setProperty("field", "yes")
        self.setProperty("keeps", "subject")
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)

    @property
    def words(self) -> str:
        """What was written, without what stands around it."""
        return self.toPlainText().strip()[:_MOST]

    def put(self, text: str) -> None:
        """Show another text."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ctrl_enter(event):
            self.taken.emit()
            event.accept()
            return
        super().keyPressEvent(event)
