"""Labels that show what a stranger typed as plain text, in a token's ink, elided or wrapped."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from smsdpo.ui import style, tokens
from smsdpo.ui.widgets import paint

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""Written here: the library's own would load the names of two thousand signs before the first rows."""


def plain(text: str) -> str:
    """Text for a tooltip: Qt guesses at markup there, so what looks like markup is escaped and shown as written."""
    return f"<span style='white-space:pre-wrap'>{text[:2000].translate(_MARKUP)}</span>" if text else ""


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

    def say_longest(self, wordings: Sequence[str], room: int) -> bool:
        """The first of these wordings, the longest first, for which there is room; else the last, cut: then False."""
        for said in wordings:
            self.setText(said)
            if self.sizeHint().width() <= room:
                return True
        return False

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


class FittingLabel(PlainLabel):
    """Says the longest of its wordings that there is room for, whatever room it is given."""

    def __init__(self, *, size: int = tokens.SECONDARY, ink: str = "text_2") -> None:
        super().__init__(size=size, ink=ink)
        self._wordings: Sequence[str] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, wordings: Sequence[str]) -> None:
        """Say something, the longest wording first."""
        self._wordings = wordings
        self.say_longest(wordings, self.width())

    def resizeEvent(self, event: object) -> None:
        self.say(self._wordings)
        super().resizeEvent(event)


class Prose(QLabel):
    """Plain text over several lines with room between them, in the colour of a token."""

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
        self._pitch = round(size * tokens.PROSE_HEIGHT / 100)
        self._said = ""
        self._heights: dict[int, int] = {}
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Another colour, by its token."""
        self._ink = ink
        self.update()

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Strong words of the (one) paragraph, for those who have them."""
        return []

    def _laid_out(self, width: int) -> list[QTextLayout]:
        """One layout for each paragraph, its lines set one below the other."""
        made, top = [], 0.0
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for paragraph in self.text()[:20_000].splitlines() or [""]:
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.setFormats(self.formats())
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, top + (self._pitch - line.height()) / 2))
                top += self._pitch
            layout.endLayout()
            if not layout.lineCount():
                top += self._pitch
            made.append(layout)
        return made

    def _height(self, width: int) -> int:
        """Layouts ask for the same one dozens of times before they come to rest."""
        said, wide = self.text(), max(width, 40)
        if said != self._said:
            self._said, self._heights = said, {}
        if wide not in self._heights:
            lines = [max(layout.lineCount(), 1) for layout in self._laid_out(wide)]
            self._heights[wide] = sum(lines) * self._pitch
        return self._heights[wide]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._heights = {}
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        longest = max(
            (self.fontMetrics().horizontalAdvance(line) for line in self.text()[:2000].splitlines()), default=0
        )
        wide = min(longest + 4, max(self.width(), 360))
        return QSize(wide, self._height(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._pitch)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.setPen(style.colour(self._ink))
        for layout in self._laid_out(self.width()):
            layout.draw(painter, QPointF(0, 0))
        painter.end()


class FieldName(QWidget):
    """The name beside or above a field, for the eye only: the field itself carries it for those who listen."""

    def __init__(self, text: str, *, size: int = tokens.SECONDARY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._size = text, size
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(style.font(self._size, 500))
        return QSize(metrics.horizontalAdvance(self._text) + 4, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.words(painter, QRectF(self.rect()), self._text, self._size, 500, "text_2")
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
