"""A warning across a place that stays as long as it is true."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smsdpo.ui import style, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.cards import IconLabel
from smsdpo.ui.widgets.labels import PlainLabel


class NoticeLine(QWidget):
    """One sentence with the warning sign; hidden while there is nothing to warn of."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = PlainLabel(size=tokens.SECONDARY, weight=500, ink="warn_ink")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM, tokens.SMALL)
        row.setSpacing(tokens.SMALL)
        row.addWidget(IconLabel("triangle-alert", "warn_ink", tokens.ICON_SMALL))
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Warn, or stop warning."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        line = style.colour("warn_ink") if style.border() > 1 else None
        paint.shape(painter, QRectF(self.rect()), tokens.ENTRY_RADIUS, style.colour("warn_soft"), line)
        painter.end()
