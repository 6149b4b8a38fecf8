"""Labels that show what a stranger typed as plain text, in a token's ink, elided or wrapped."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from smsdpo.ui import style, tokens
from smsdpo.ui.widgets import paint


def plain(text: str) -> str:
    """Text for a tooltip: Qt guesses at markup there, so what looks like markup is escaped and shown as written."""
    return f"<span style='white-space:pre-wrap'>{escape(text[:2000])}</span>" if text else ""


class PlainLabel(QLabel):
    """One line of plain text; what does not fit is elided and stands in the tooltip and the accessible text."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = tokens.BODY,
        weight: int = 400,
        ink: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._weight, self._ink, self._align = size, weight, ink, align
        self.setFont(style.font(size, weight))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tip()

    def set_ink(self, ink: str) -> None:
        """Another colour, by its token."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(paint.one_line(self.text())) + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 40), hint.height())

    def resizeEvent(self, event: object) -> None:
        self._tip()

    def _tip(self) -> None:
        cut = self.sizeHint().width() - 2 > self.width()
        self.setToolTip(plain(self.text()) if cut and self.isVisible() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        align = self._align | Qt.AlignmentFlag.AlignVCenter
        paint.words(painter, QRectF(self.rect()), self.text(), self._size, self._weight, self._ink, align)
        painter.end()


class Prose(QLabel):
    """Plain text over several lines, in the colour of a token."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = tokens.SECONDARY,
        weight: int = 400,
        ink: str = "text_2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(style.font(size, weight))
        self._ink = ink
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Another colour, by its token."""
        self._ink = ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.setFont(self.font())
        painter.setPen(style.colour(self._ink))
        painter.drawText(self.rect(), int(self.alignment()) | int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()


def page_title(text: str = "") -> PlainLabel:
    """The one title of a page."""
    return PlainLabel(text, size=tokens.PAGE_TITLE, weight=600)


def card_title(text: str = "") -> PlainLabel:
    """The title of a card."""
    return PlainLabel(text, size=tokens.CARD_TITLE, weight=600)


def caption(text: str = "", ink: str = "text_2") -> PlainLabel:
    """The small name of a field or a section."""
    return PlainLabel(text, size=tokens.CAPTION, weight=600, ink=ink)


def quiet(text: str = "") -> PlainLabel:
    """A secondary fact."""
    return PlainLabel(text, size=tokens.SECONDARY, ink="text_2")
