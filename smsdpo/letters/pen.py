"""Draws lines of text and hairlines on a page, all text of a page in one go (performance.md, e)."""

from functools import cache
from typing import Any

from smsdpo.letters.lines import Line

# The tones of look.md on white.
INK, QUIET, HAIRLINE = 0x1B2130, 0x566074, 0xC5CBD6


class Pen:
    """One page's pen. Places are points from the left and from the foot of the sheet, as in PDF."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._rgb: int | None = None

    def write(self, across: float, up: float, line: Line, size: float, rgb: int = INK) -> None:
        """Set one line; its pieces follow each other without a new position, so that they are read back as one."""
        if rgb != self._rgb:
            self._rgb = rgb
            self._text.setFillColor(colour(rgb))
        self._text.setTextOrigin(round(across, 2), round(up, 2))
        for piece in line:
            if self._font != (piece.font, size):
                self._font = (piece.font, size)
                self._text.setFont(piece.font, size)
            self._text._textOut(piece.text)

    def rule(self, across: float, to: float, up: float) -> None:
        """A hairline."""
        self._canvas.setStrokeColor(colour(HAIRLINE))
        self._canvas.setLineWidth(0.45)
        self._canvas.line(across, up, to, up)

    def watermark(self, word: str, font: str, across: float, up: float) -> None:
        """A word across the sheet, faint, beneath everything else."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColor(colour(0xEDEFF3))
        canvas.setFont(font, 120)
        canvas.translate(across, up)
        canvas.rotate(52)
        canvas.drawCentredString(0, -40, word)
        canvas.restoreState()

    def lift(self) -> None:
        """Put the text on the page and close it."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()


@cache
def colour(rgb: int) -> Any:
    """A tone as reportlab wants it."""
    from reportlab.lib.colors import HexColor

    return HexColor(rgb)
