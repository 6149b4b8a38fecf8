"""Brush strokes shared by painted widgets and list delegates: rounded shapes, chips, elided words, the focus ring."""

import re
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.chip import Chip

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CHIP_PAD = 9
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]*[\r\n\t\v\f\x00-\x1f\x7f\x85\u2028\u2029]+\s*")


def painter_on(widget: QWidget | QPixmap) -> QPainter:
    """A smooth painter; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def shape(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None = None) -> None:
    """A rounded rectangle, its line inside `rect`."""
    width = style.border()
    inset = width / 2 if line is not None else 0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, colour: str = "accent") -> None:
    """The ring that shows where the keyboard is: 2 px inside the shape."""
    painter.setPen(QPen(style.colour(colour), tokens.FOCUS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 1 if style.border() == 1 else 1 + style.border()  # beside a thick line: upon it, it would hardly show
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def words(
    painter: QPainter, rect: QRectF, text: str, size: int, weight: int, ink: str, align: Qt.AlignmentFlag = _LEFT
) -> None:
    """One line of plain text, elided to fit."""
    typeface = style.font(size, weight)
    painter.setFont(typeface)
    painter.setPen(style.colour(ink))
    shown = style.metrics(size, weight).elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _single_line(align), shown)


@cache
def _single_line(align: Qt.AlignmentFlag) -> int:
    """Once for each: a list paints thousands of lines, and joining Qt's flags takes longer than half of one."""
    return int(align | Qt.TextFlag.TextSingleLine)


def one_line(text: str) -> str:
    """Text without line breaks and at most as long as any line can show (a subject may be a megabyte long)."""
    return _BREAKS.sub(" ", text[:600]).strip()


def chip_width(chip: Chip) -> float:
    """How wide a chip wants to be."""
    wide = style.metrics(tokens.CAPTION, 600).horizontalAdvance(one_line(chip.text))
    return wide + 2 * _CHIP_PAD + (tokens.ICON_SMALL + 5 if chip.icon else 0)


def paint_chip(
    painter: QPainter, left: float, middle: float, chip: Chip, most: float, *, selected: bool = False
) -> float:
    """A chip centred on the line `middle`, at most `most` wide; answers how wide it was.

    On a selected row a neutral chip takes the card's ground: its own would sink into the selection.
    """
    width = min(chip_width(chip), most)
    rect = QRectF(left, middle - tokens.CHIP / 2, width, tokens.CHIP)
    ink = f"{chip.tone}_ink"
    ground = "surface" if selected and chip.tone == "mute" else f"{chip.tone}_soft"
    outline = style.colour(ink) if style.border() > 1 else style.colour("line") if chip.tag else None
    shape(painter, rect, tokens.CHIP_RADIUS, style.colour("surface" if chip.tag else ground), outline)
    inner = rect.adjusted(_CHIP_PAD, 0, -_CHIP_PAD + 1, 0)
    if chip.icon:
        size = tokens.ICON_SMALL - 1
        icons.paint(painter, chip.icon, inner.x() - 1, middle - size / 2, size, style.colour(ink))
        inner.setLeft(inner.left() + tokens.ICON_SMALL + 4)
    words(painter, inner, chip.text, tokens.CAPTION, 600, ink)
    return width
