"""Words that explain a hit, marked where they stand however they are spelt there (`zoe oneill` in `Zoë O’Neill`)."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent

from smsdpo.domain.identifiers import squeeze
from smsdpo.ui import style
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.labels import PlainLabel

_LONGEST = 300
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Span = tuple[int, int]


def marks_in(text: str, terms: Sequence[str]) -> list[Span]:
    """Where squeezed search terms stand in a text as it is written: the first place of each, none overlapping."""
    kept: list[str] = []
    where: list[int] = []
    for at, letter in enumerate(text[:_LONGEST]):
        squeezed = squeeze(letter)
        kept += squeezed
        where += [at] * len(squeezed)
    plain, spans = "".join(kept), list[Span]()
    for term in terms:
        found = plain.find(term) if term else -1
        if found >= 0:
            span = (where[found], where[found + len(term) - 1] + 1)
            if all(span[1] <= start or end <= span[0] for start, end in spans):
                spans.append(span)
    return sorted(spans)


def paint_marks(painter: QPainter, rect: QRectF, text: str, size: int, weight: int, terms: Sequence[str]) -> None:
    """The hits in a line that has been painted, again on the ground that explains them."""
    shown = paint.one_line(text)
    typeface = style.font(size, weight)
    metrics = QFontMetricsF(typeface)
    fits = metrics.horizontalAdvance(shown) <= rect.width()
    room = rect.width() - (0 if fits else metrics.horizontalAdvance("…"))
    for start, end in marks_in(shown, terms):
        left, right = metrics.horizontalAdvance(shown[:start]), metrics.horizontalAdvance(shown[:end])
        if right > room:
            continue
        tall = metrics.height() + 2
        ground = QRectF(rect.x() + left, rect.center().y() - tall / 2, right - left, tall)
        paint.shape(painter, ground.adjusted(-1, 0, 1, 0), 3, style.colour("mark"))
        painter.setFont(typeface)
        painter.setPen(style.colour("mark_ink"))
        line = QRectF(ground.x(), rect.y(), ground.width() + 4, rect.height())
        painter.drawText(line, int(_LEFT | Qt.TextFlag.TextSingleLine), shown[start:end])


class MarkedLabel(PlainLabel):
    """A line of plain text in which the words searched for are marked."""

    def __init__(self, text: str = "", *, size: int, weight: int = 400, ink: str = "text") -> None:
        super().__init__(text, size=size, weight=weight, ink=ink)
        self.terms: tuple[str, ...] = ()

    def mark(self, terms: Sequence[str]) -> None:
        """Mark other words."""
        self.terms = tuple(terms)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        paint.words(painter, rect, self.text(), self._size, self._weight, self._ink)
        paint_marks(painter, rect, self.text(), self._size, self._weight, self.terms)
        painter.end()
