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
        self._plain: tuple[str, float] | None = None
        self._rgb: int | None = None
        self._rules: list[tuple[float, float, float, float]] = []

    def write(self, across: float, up: float, line: Line, size: float, rgb: int = INK) -> None:
        """Set one line; its pieces follow each other without a new position, so that they are read back as one."""
        if rgb != self._rgb:
            self._rgb = rgb
            self._text.setFillColor(colour(rgb))
        # Written by hand: reportlab's own number formatting took a fifth of a letter's time.
        self._text._code.append(f"1 0 0 1 {across:.2f} {up:.2f} Tm")
        for piece in line:
            if piece.text.isascii():
                self._show_plain(piece.text, piece.font, size)
            else:
                self._plain = None
                self._text.setFont(piece.font, size)
                self._text._textOut(piece.text)

    def _show_plain(self, text: str, font: str, size: float) -> None:
        """ASCII keeps its codes in the first part of each font that reportlab embeds, and needs no splitting."""
        if self._plain != (font, size):
            self._plain = (font, size)
            self._text._code.append(f"{self._first_part(font)} {size:.2f} Tf")
        literal = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self._text._code.append(f"({literal}) Tj")

    def _first_part(self, font: str) -> str:
        from reportlab.pdfbase.pdfmetrics import getFont

        return str(getFont(font).getSubsetInternalName(0, self._canvas._doc))

    def rule(self, across: float, to: float, up: float) -> None:
        """A hairline."""
        self._rules.append((round(across, 2), round(up, 2), round(to, 2), round(up, 2)))

    def upright(self, across: float, up: float, to: float) -> None:
        """A hairline from top to bottom."""
        self._rules.append((round(across, 2), round(up, 2), round(across, 2), round(to, 2)))

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
        """Put everything on the page and close it."""
        self._canvas.setStrokeColor(colour(HAIRLINE))
        self._canvas.setLineWidth(0.45)
        self._canvas.lines(self._rules)
        self._canvas.drawText(self._text)
        self._canvas.showPage()


@cache
def colour(rgb: int) -> Any:
    """A tone as reportlab wants it."""
    from reportlab.lib.colors import HexColor

    return HexColor(rgb)
