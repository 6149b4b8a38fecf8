"""The office's paper: where letterhead, address, reference block, text and page numbers stand on A4.

Measures are millimetres from the top left corner. The address stands in the window of a DL envelope (35 x 90 mm, 20 mm
from the left, 18 mm from the foot) wherever the folded sheet slides in it: 57 to 81 mm down, 20 to 100 mm across.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from smsdpo.core.days import long_day
from smsdpo.letters.blocks import Span
from smsdpo.letters.fonts import BOLD
from smsdpo.letters.lines import break_lines
from smsdpo.letters.pen import INK, QUIET, Pen

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, FOOT = 25.0, 25.0, 24.0
FIRST_TOP, NEXT_TOP = 98.0, 30.0
TEXT_WIDTH = WIDTH - LEFT - RIGHT
ADDRESS_TOP, ADDRESS_FOOT, ADDRESS_WIDTH = 57.5, 81.0, 72.0
_REFERENCE_LEFT, _REFERENCE_TOP = 128.0, 53.0
_MM = 72 / 25.4
SHEET = (WIDTH * _MM, HEIGHT * _MM)


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


def points(millimetres: float) -> float:
    """Millimetres in the unit of PDF."""
    return millimetres * _MM


def text_top(top: float) -> float:
    """Where the text area that begins `top` down begins, measured from the foot of the sheet as PDF does."""
    return points(HEIGHT - top)


def text_height(top: float) -> float:
    """The height of the text area that begins `top` down."""
    return points(HEIGHT - top - FOOT)


def draw_first(pen: Pen, paper: HousePaper) -> None:
    """Letterhead, address for the window, reference block and fold marks of the first sheet."""
    draw_sample(pen, sample=paper.sample)
    _text(pen, LEFT, 22.5, paper.organisation, 17, strong=True)
    _text(pen, LEFT, 28.7, paper.office, 9, rgb=QUIET)
    for number, line in enumerate((*paper.address, paper.email)):
        _right(pen, 28.7 - 4.3 * (len(paper.address) - number), line, 9)
    _line(pen, LEFT, WIDTH - RIGHT, 34.0)
    _draw_address(pen, paper)
    _draw_reference(pen, paper)
    _line(pen, 4.0, 8.0, HEIGHT / 3)
    _line(pen, 4.0, 8.0, HEIGHT / 3 * 2)


def _draw_address(pen: Pen, paper: HousePaper) -> None:
    lines = [line for text in paper.recipient for line in break_lines((Span(text),), 10.5, points(ADDRESS_WIDTH))]
    first = ADDRESS_TOP + 3.0
    step = min(5.0, (ADDRESS_FOOT - first) / max(len(lines) - 1, 1))
    for number, line in enumerate(lines):
        pen.write(points(LEFT), _up(first + step * number), line, min(10.5, step * 2.3))


def _draw_reference(pen: Pen, paper: HousePaper) -> None:
    facts = [("Our reference", paper.reference), ("Date", long_day(paper.dated))]
    if paper.received:
        facts.append(("Your request of", long_day(paper.received)))
    if paper.delivery:
        facts.append(("Sent", paper.delivery))
    down, room = _REFERENCE_TOP, points(WIDTH - RIGHT - _REFERENCE_LEFT)
    for number, (label, value) in enumerate(facts):
        _text(pen, _REFERENCE_LEFT, down, label, 7.5, rgb=QUIET)
        for line in break_lines((Span(value, strong=number == 0),), 10, room):
            down += 4.3
            pen.write(points(_REFERENCE_LEFT), _up(down), line, 10)
        down += 5.2


def draw_next(pen: Pen, paper: HousePaper) -> None:
    """The slim head of the second and later sheets."""
    draw_sample(pen, sample=paper.sample)
    _text(pen, LEFT, 19.5, f"{paper.organisation}, {paper.office}", 8.5, rgb=QUIET)
    _right(pen, 19.5, paper.reference, 8.5)
    _line(pen, LEFT, WIDTH - RIGHT, 22.5)


def draw_foot(pen: Pen, paper: HousePaper, page: int, pages: int) -> None:
    """Reference and page x of y."""
    _line(pen, LEFT, WIDTH - RIGHT, HEIGHT - 19.0)
    _text(pen, LEFT, HEIGHT - 14.0, f"{paper.reference} · {paper.email}", 8, rgb=QUIET)
    _right(pen, HEIGHT - 14.0, f"Page {page} of {pages}", 8)


def draw_sample(pen: Pen, *, sample: bool) -> None:
    """The mark of a store whose people are invented."""
    if sample:
        pen.watermark("SAMPLE", BOLD, points(WIDTH / 2), points(HEIGHT / 2.3))


def _up(down: float) -> float:
    return points(HEIGHT - down)


def _text(pen: Pen, left: float, down: float, text: str, size: float, *, strong: bool = False, rgb: int = INK) -> None:
    for line in break_lines((Span(text, strong),), size, points(WIDTH)):
        pen.write(points(left), _up(down), line, size, rgb)


def _right(pen: Pen, down: float, text: str, size: float) -> None:
    for line in break_lines((Span(text),), size, points(WIDTH)):
        wide = sum(piece.width for piece in line)
        pen.write(points(WIDTH - RIGHT) - wide, _up(down), line, size, QUIET)


def _line(pen: Pen, left: float, right: float, down: float) -> None:
    pen.rule(points(left), points(right), _up(down))
