"""The office's paper: where letterhead, address, reference block, text and page numbers stand on A4.

Measures are millimetres from the top left corner. The address stands in the window of a DL envelope (35 x 90 mm, 20 mm
from the left, 18 mm from the foot) wherever the folded sheet slides in it: 57 to 81 mm down, 20 to 100 mm across.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
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
_ADDRESS_LINES = 6
"""As many as stand in the window in the type of the letter."""
_ADDRESS_SIZES, _TYPE_A_STEP = (10.5, 9.5, 8.5, 7.5), 2.3
"""The largest that fits is taken; how many points of type a millimetre from line to line bears."""
_REFERENCE_LEFT, _REFERENCE_TOP = 128.0, 53.0
_NAME, _LEAST_NAME, _BESIDE = 17.0, 10.0, 9.0
"""The organisation's name at its largest and least, and the address beside it."""
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
    _text(pen, LEFT, 22.5, paper.organisation, _name_size(paper), strong=True)
    _text(pen, LEFT, 28.7, paper.office, 9, rgb=QUIET)
    for number, line in enumerate((*paper.address, paper.email)):
        _right(pen, 28.7 - 4.3 * (len(paper.address) - number), line, _BESIDE)
    _line(pen, LEFT, WIDTH - RIGHT, 34.0)
    _draw_address(pen, paper)
    _draw_reference(pen, paper)
    _line(pen, 4.0, 8.0, HEIGHT / 3)
    _line(pen, 4.0, 8.0, HEIGHT / 3 * 2)


def _name_size(paper: HousePaper) -> float:
    """As large as the address beside it leaves room for."""
    room = points(TEXT_WIDTH - 6) - max((_wide(line, _BESIDE) for line in paper.address), default=0.0)
    return max(_LEAST_NAME, min(_NAME, room / _wide(paper.organisation, 1.0, strong=True)))


def _wide(text: str, size: float, *, strong: bool = False) -> float:
    return sum(piece.width for line in break_lines((Span(text, strong),), size, inf) for piece in line)


def _in_window(recipient: Sequence[str]) -> list[str]:
    """A long address in few lines, so that it can still be read: what is shortest below the name shares one."""
    lines = list(recipient)
    while len(lines) > _ADDRESS_LINES:
        at = min(range(1, len(lines) - 1), key=lambda at: len(lines[at]) + len(lines[at + 1]))
        lines[at : at + 2] = [f"{lines[at]}, {lines[at + 1]}"]
    return lines


def _draw_address(pen: Pen, paper: HousePaper) -> None:
    first, texts = ADDRESS_TOP + 3.0, _in_window(paper.recipient)
    for size in _ADDRESS_SIZES:
        lines = [line for text in texts for line in break_lines((Span(text),), size, points(ADDRESS_WIDTH))]
        step = min(5.0, (ADDRESS_FOOT - first) / max(len(lines) - 1, 1))
        if size <= step * _TYPE_A_STEP:
            break
    for number, line in enumerate(lines):
        pen.write(points(LEFT), _up(first + step * number), line, min(size, step * _TYPE_A_STEP))


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
