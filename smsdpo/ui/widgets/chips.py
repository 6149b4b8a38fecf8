"""A state in a word, with an icon where it warns."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.widgets import paint


class ChipLabel(QLabel):
    """A chip that stands by itself; a screen reader reads its word."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = chip or Chip("")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(self._chip)

    def show_chip(self, chip: Chip) -> None:
        """Show another state; an empty one hides the chip."""
        self._chip = chip
        self.setText(paint.one_line(chip.text))
        if self.parentWidget() is not None or not chip.text:  # without a parent it would become a window of its own
            self.setVisible(bool(chip.text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.chip_width(self._chip)) + 1, tokens.CHIP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.paint_chip(painter, 0, self.height() / 2, self._chip, self.width())
        painter.end()
