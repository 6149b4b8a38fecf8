"""Tags as quiet chips: beside the lines of a row, and in a row of their own on a page."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import tags as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.chips import ChipLabel

_SHARE = 0.5  # of a cell's width that tags may take from its words


class TagRow(QWidget):
    """Hidden while there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.words: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.TIGHT)
        self.hide()

    def show_tags(self, words: Sequence[str]) -> None:
        """Show these."""
        if tuple(words) != self.words:
            self.words = tuple(words)
            while (item := self._row.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for word in words:
                self._row.addWidget(ChipLabel(Chip(word)))
            self.setAccessibleName(says.ROW.format(words=", ".join(words)) if words else "")
        self.setVisible(bool(words))


def paint_tags(painter: QPainter, room: QRectF, words: Sequence[str], *, selected: bool) -> float:
    """As many as fit at the right of `room`, the rest counted; answers how much of it they take."""
    shown = _fitting(words, room.width() * _SHARE)
    left = right = room.right()
    for chip in reversed(shown):
        left -= paint.chip_width(chip)
        paint.paint_chip(painter, left, room.center().y(), chip, paint.chip_width(chip), selected=selected)
        left -= tokens.TIGHT
    return right - left


def _fitting(words: Sequence[str], most: float) -> list[Chip]:
    """The chips that find room; at the least how many there are."""
    for count in range(len(words), -1, -1):
        left_out = len(words) - count
        chips = [*map(Chip, words[:count]), *([Chip(says.MORE.format(count=left_out))] if left_out else [])]
        if sum(paint.chip_width(chip) + tokens.TIGHT for chip in chips) <= most or not count:
            return chips
    return []
