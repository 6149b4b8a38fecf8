"""The bar that appears below a list when several rows are chosen: how many, and what can be done to all of them."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.labels import PlainLabel


class BulkBar(QWidget):
    """Hidden while at most one row is chosen. `let_go` asks to choose nothing."""

    let_go = Signal()

    def __init__(self, name: str, acts: list[Button]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.words = PlainLabel(size=tokens.SECONDARY, weight=600, ink="accent_ink")
        self.close_button = QuietButton("", f"{name}_let_go", icon="x", says=says.LET_GO)
        self.close_button.clicked.connect(self.let_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.words, 1)
        for button in acts:
            row.addWidget(button)
        row.addWidget(self.close_button)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many rows are chosen."""
        self.words.setText(says.SELECTED.format(count=texts.number(count)))
        self.words.setAccessibleName(self.words.text())
        self.setVisible(count > 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        line = style.border()
        painter.fillRect(QRectF(self.rect()), style.colour("accent_soft"))
        painter.fillRect(QRectF(0, 0, self.width(), line), style.colour("line"))
        painter.end()
