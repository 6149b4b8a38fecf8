"""The office's paper: where letterhead, address, reference block, text and page numbers stand on A4.

Measures are millimetres from the top left corner. The address stands in the window of a DL envelope (35 x 90 mm, 20 mm
from the left, 18 mm from the foot) wherever the folded sheet slides in it: 57 to 81 mm down, 20 to 100 mm across.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from smsdpo.letters import fonts
from smsdpo.letters.fill import long_date
from smsdpo.letters.fonts import BOLD, REGULAR

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, FOOT = 25.0, 25.0, 24.0
FIRST_TOP, NEXT_TOP = 98.0, 30.0
TEXT_WIDTH = WIDTH - LEFT - RIGHT
ADDRESS_TOP, ADDRESS_FOOT, ADDRESS_WIDTH = 57.5, 81.0, 72.0
_REFERENCE_LEFT, _REFERENCE_TOP = 128.0, 53.0
_MM = 72 / 25.4
# The tones of look.md on white.
INK, QUIET, LINE, ACCENT = 0x1B2130, 0x566074, 0xC5CBD6, 0x1E47A8
_FADED = 0xEDEFF3


@dataclass(frozen=True, slots=True)
class HousePaper:
    """What stands around the text. `recipient` is name and postal address; `delivery` says how the letter travels."""

    organisation: str
    office: str
    email: str
    reference: str
    dated: date
    recipient: tuple[str, ...]
    delivery: str = ""
    received: date | None = None
    address: tuple[str, ...] = ()
    sample: bool = False

    def translated(self, table: Mapping[int, str]) -> "HousePaper":
        """The same paper with the characters that the user chose to write otherwise."""
        if not table:
            return self
        texts = ("organisation", "office", "email", "reference", "delivery")
        changed: dict[str, Any] = {name: getattr(self, name).translate(table) for name in texts}
        changed |= {
            name: tuple(line.translate(table) for line in getattr(self, name)) for name in ("recipient", "address")
        }
        return replace(self, **changed)

    def texts(self) -> tuple[str, ...]:
        """Everything that is printed around the letter, for the check of its characters."""
        return (
            self.organisation,
            self.office,
            self.email,
            self.reference,
            self.delivery,
            *self.recipient,
            *self.address,
        )


def draw_first(canvas: Any, paper: HousePaper) -> None:
    """Letterhead, address for the window, reference block and fold marks of the first sheet."""
    _draw_sample(canvas, paper)
    _text(canvas, LEFT, 22.5, paper.organisation, BOLD, 17, INK)
    _text(canvas, LEFT, 28.7, paper.office, REGULAR, 9, QUIET)
    for number, line in enumerate((*paper.address, paper.email)):
        _right(canvas, 28.7 - 4.3 * (len(paper.address) - number), line, 9, QUIET)
    _line(canvas, LEFT, WIDTH - RIGHT, 34.0)
    _draw_address(canvas, paper)
    _draw_reference(canvas, paper)
    _line(canvas, 4.0, 8.0, HEIGHT / 3)
    _line(canvas, 4.0, 8.0, HEIGHT / 3 * 2)


def _draw_address(canvas: Any, paper: HousePaper) -> None:
    lines = [part for line in paper.recipient for part in _wrapped(line, 10.5, ADDRESS_WIDTH)]
    first = ADDRESS_TOP + 3.0
    step = min(5.0, (ADDRESS_FOOT - first) / max(len(lines) - 1, 1))
    for number, line in enumerate(lines):
        _text(canvas, LEFT, first + step * number, line, REGULAR, min(10.5, step * 2.3), INK)


def _draw_reference(canvas: Any, paper: HousePaper) -> None:
    facts = [("Our reference", paper.reference, BOLD), ("Date", long_date(paper.dated), REGULAR)]
    if paper.received:
        facts.append(("Your request of", long_date(paper.received), REGULAR))
    if paper.delivery:
        facts.append(("Sent", paper.delivery, REGULAR))
    down = _REFERENCE_TOP
    for label, value, font in facts:
        _text(canvas, _REFERENCE_LEFT, down, label, REGULAR, 7.5, QUIET)
        for line in _wrapped(value, 10, WIDTH - RIGHT - _REFERENCE_LEFT):
            down += 4.3
            _text(canvas, _REFERENCE_LEFT, down, line, font, 10, INK)
        down += 5.2


def draw_next(canvas: Any, paper: HousePaper) -> None:
    """The slim head of the second and later sheets."""
    _draw_sample(canvas, paper)
    _text(canvas, LEFT, 19.5, f"{paper.organisation}, {paper.office}", REGULAR, 8.5, QUIET)
    _right(canvas, 19.5, paper.reference, 8.5, QUIET)
    _line(canvas, LEFT, WIDTH - RIGHT, 22.5)


def draw_foot(canvas: Any, paper: HousePaper, page: int, pages: int) -> None:
    """Reference and page x of y, once the number of pages is known."""
    _line(canvas, LEFT, WIDTH - RIGHT, HEIGHT - 19.0)
    _text(canvas, LEFT, HEIGHT - 14.0, f"{paper.reference} · {paper.email}", REGULAR, 8, QUIET)
    _right(canvas, HEIGHT - 14.0, f"Page {page} of {pages}", 8, QUIET)


def _draw_sample(canvas: Any, paper: HousePaper) -> None:
    if not paper.sample:
        return
    canvas.saveState()
    canvas.setFillColor(_colour(_FADED))
    canvas.setFont(BOLD, 120)
    canvas.translate(WIDTH / 2 * _MM, HEIGHT / 2.3 * _MM)
    canvas.rotate(52)
    canvas.drawCentredString(0, -40, "SAMPLE")
    canvas.restoreState()


def _colour(rgb: int) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(rgb)


def _text(canvas: Any, left: float, down: float, text: str, font: str, size: float, rgb: int) -> None:
    """One line of text, each stretch in the font that has its letters."""
    canvas.setFillColor(_colour(rgb))
    across, baseline = left * _MM, (HEIGHT - down) * _MM
    for run in fonts.runs(fonts.settle(text), strong=font == BOLD):
        canvas.setFont(run.font, size)
        canvas.drawString(across, baseline, fonts.shaped(run.text, run.font, size) if run.shaped else run.text)
        across += canvas.stringWidth(run.text, run.font, size)


def _right(canvas: Any, down: float, text: str, size: float, rgb: int) -> None:
    _text(canvas, WIDTH - RIGHT - _width(text, size), down, text, REGULAR, size, rgb)


def _width(text: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    parts = fonts.runs(fonts.settle(text), strong=False)
    return float(sum(stringWidth(run.text, run.font, size) for run in parts)) / _MM


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """The text on as many lines as it needs, broken at spaces, and within a word that is wider than the line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= width:
            lines[-1] = longer
            continue
        pieces = _broken(word, size, width)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _broken(word: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and _width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _line(canvas: Any, left: float, right: float, down: float) -> None:
    canvas.setStrokeColor(_colour(LINE))
    canvas.setLineWidth(0.5)
    canvas.line(left * _MM, (HEIGHT - down) * _MM, right * _MM, (HEIGHT - down) * _MM)
