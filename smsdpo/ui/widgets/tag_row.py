"""Tags as quiet chips: beside the lines of a row, and in a row of their own on a page."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import tags as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.labels import plain

_SHARE = 0.5  # of a cell's width that tags may take from its second line


class TagRow(QLabel):
    """Takes what room is left, and counts the tags that find none; hidden while there are none. A screen reader reads
    all of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words: tuple[str, ...] = ()
        self.hide()

    def show_tags(self, words: Sequence[str]) -> None:
        """Show these."""
        self.words = tuple(words)
        self.setText(says.ROW.format(words=", ".join(words)) if words else "")
        self.setToolTip(plain(", ".join(words)))
        self.setMinimumWidth(round(_width(_chips(words, 0))) if words else 0)
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(_width(_chips(self.words, len(self.words)))), tokens.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = paint.painter_on(self), 0.0
        for chip in _fitting(self.words, self.width()):
            wide = paint.paint_chip(painter, left, self.height() / 2, chip, paint.chip_width(chip))
            left += wide + tokens.TIGHT
        painter.end()


def paint_tags(painter: QPainter, room: QRectF, words: Sequence[str], name: float, *, selected: bool) -> float:
    """As many as fit at the right of `room` beside a name so wide, which is not cut for them, the rest counted; answers
    how much of it they take."""
    shown = _fitting(words, min(room.width() * _SHARE, room.width() - name - tokens.TIGHT))
    left = right = room.right()
    for chip in reversed(shown):
        left -= paint.chip_width(chip)
        paint.paint_chip(painter, left, room.center().y(), chip, paint.chip_width(chip), selected=selected)
        left -= tokens.TIGHT
    return right - left


def _fitting(words: Sequence[str], most: float) -> list[Chip]:
    """The chips that find room; at the least how many they are."""
    for count in range(len(words), -1, -1):
        chips = _chips(words, count)
        if _width(chips) <= most or not count:
            return chips
    return []


def _chips(words: Sequence[str], most: int) -> list[Chip]:
    left_out = len(words) - most
    said = [*words[:most], *([says.MORE.format(count=left_out)] if left_out > 0 else [])]
    return [Chip(one, tag=True) for one in said]


def _width(chips: Sequence[Chip]) -> float:
    return sum(paint.chip_width(chip) + tokens.TIGHT for chip in chips)
