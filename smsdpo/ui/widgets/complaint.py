"""The one way in which something that failed is told: calm, beside the work, never in front of it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.complain import Complaint
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.cards import IconLabel
from smsdpo.ui.widgets.labels import Prose

_BELOW = tokens.MEDIUM  # room between a complaint and the place below it


class ComplaintPanel(QFrame):
    """Says what failed, why, and what to do next; stays until it is closed, and never blocks the window."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("complaint")
        self.title = Prose(size=tokens.BODY, weight=600, ink="bad_ink")
        self.hint = Prose(size=tokens.SECONDARY, ink="text")
        copy = QuietButton("", "complaint_copy", icon="copy", says=texts.COPY)
        copy.clicked.connect(self._copy)
        self.close_button = QuietButton("", "complaint_close", icon="x", says=texts.CLOSE)
        self.close_button.clicked.connect(self.dismiss)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM + _BELOW)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(IconLabel("circle-alert", "bad_ink"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_complaint(self, complaint: Complaint) -> None:
        """Say it. An earlier complaint gives way."""
        self.title.setText(complaint.title)
        self.hint.setText(complaint.hint)
        self.hint.setVisible(bool(complaint.hint))
        self.setAccessibleName(f"{complaint.title} {complaint.hint}".strip())
        self.show()

    def dismiss(self) -> None:
        """Close it."""
        self.hide()
        self.closed.emit()

    def _copy(self) -> None:
        QApplication.clipboard().setText(f"{self.title.text()} {self.hint.text()}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -_BELOW)
        paint.shape(painter, rect, tokens.CARD_RADIUS, style.colour("bad_soft"), style.colour("bad_ink"))
        painter.end()
