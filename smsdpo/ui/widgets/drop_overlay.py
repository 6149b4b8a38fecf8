"""Covers the window while files are dragged over it, and says what dropping them will do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from smsdpo.ui import icons, style, texts, tokens
from smsdpo.ui.widgets import paint


class DropOverlay(QWidget):
    """Shown only during a drag; never takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop_overlay")
        self.setAccessibleName(texts.DROP_HERE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show it over everything."""
        owner = self.parentWidget()
        if owner is not None:
            self.setGeometry(owner.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.setOpacity(0.94)
        painter.fillRect(self.rect(), style.colour("accent_soft"))
        painter.setOpacity(1.0)
        painter.setPen(QPen(style.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        middle = QRectF(self.rect()).center()
        icons.paint(painter, "upload", middle.x() - 16, middle.y() - 48, 32, style.colour("accent_ink"))
        room = QRectF(0, middle.y() - 4, self.width(), 32)
        paint.words(painter, room, texts.DROP_HERE, tokens.PAGE_TITLE, 600, "accent_ink", Qt.AlignmentFlag.AlignCenter)
        painter.end()
