"""Prints the day sheet: what the day brings, on paper that may lie on a desk: references and types, nobody's name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from smsdpo.core.days import long_day, month, weekday
from smsdpo.letters import fonts, house_paper, pdf
from smsdpo.letters.blocks import Span
from smsdpo.letters.house_paper import points
from smsdpo.letters.lines import break_lines
from smsdpo.letters.pdf import PrintedLetter
from smsdpo.letters.pen import INK, QUIET, Pen

_LEFT, _RIGHT = 20.0, 190.0
_TOP, _NEXT_TOP, _FOOT = 50.0, 30.0, 275.0
_BOX = 3.2
_REFERENCE, _TYPE, _ON, _STILL, _NOTE = 26.0, 54.0, 93.0, 117.0, 145.0
_ROW, _HEAD, _GAP, _LINE = 7.4, 8.5, 6.0, 4.2


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to see to. `on` is empty where its clock rests; `note` says whom or what it waits for."""

    reference: str
    type: str
    on: date | None
    left: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it, or the sentence for none."""

    title: str
    none: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What is printed. `summary` are the day's numbers."""

    organisation: str
    office: str
    dated: date
    summary: tuple[str, ...]
    parts: tuple[Part, ...]
    sample: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    """What takes `height` mm of a page; `head` names the part that it belongs to, for the next page's heading."""

    height: float
    head: str
    entry: Entry | None = None
    words: str = ""
    opens: bool = False
    """Whether it is the heading itself, which never stands alone at a page's foot."""


def build(sheet: DaySheet, *, made_at: datetime) -> PrintedLetter:
    """Print the sheet and reopen it; the same sheet and moment always give the same bytes."""
    fonts.ready()
    laid = list(_pages(list(_strips(sheet))))
    out = BytesIO()
    canvas = _canvas(out, sheet, made_at)
    for number, strips in enumerate(laid, start=1):
        pen = Pen(canvas)
        down = _first_head(pen, sheet) if number == 1 else _next_head(pen, sheet)
        for strip in strips:
            _draw(pen, strip, down)
            down += strip.height
        _foot(pen, number, len(laid))
        pen.lift()
    canvas.save()
    printed = PrintedLetter(out.getvalue(), len(laid))
    pdf.prove(printed)
    return printed


def _canvas(out: BytesIO, sheet: DaySheet, made_at: datetime) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(out, house_paper.SHEET, initialFontName=fonts.REGULAR, invariant=1, lang="en-GB")
    pdf.date_document(canvas._doc, made_at)
    canvas.setTitle(f"Day sheet, {long_day(sheet.dated)}")
    canvas.setAuthor(f"{sheet.organisation}, {sheet.office}")
    canvas.setCreator("smsdpo")
    canvas.setProducer("smsdpo")
    return canvas


# --- what goes where --------------------------------------------------------------------------------------------------


def _strips(sheet: DaySheet) -> Iterator[_Strip]:
    for part in sheet.parts:
        title = f"{part.title} ({len(part.entries)})" if part.entries else part.title
        yield _Strip(_HEAD + _GAP, title, opens=True)
        if not part.entries:
            yield _Strip(_ROW, title, words=part.none)
        for entry in part.entries:
            yield _Strip(_ROW + _LINE * (len(_note_lines(entry)) - 1), title, entry)


def _pages(strips: Sequence[_Strip]) -> Iterator[list[_Strip]]:
    """Filled from the top; a part that goes on begins the next page with its heading again."""
    page: list[_Strip] = []
    left = _FOOT - _TOP
    for at, strip in enumerate(strips):
        needed = strip.height + (strips[at + 1].height if strip.opens else 0.0)
        if needed > left and page:
            yield page
            page, left = [], _FOOT - _NEXT_TOP
            if not strip.opens:
                page.append(_Strip(_HEAD + _GAP, f"{strip.head}, continued", opens=True))
                left -= page[0].height
        page.append(strip)
        left -= strip.height
    yield page


def _note_lines(entry: Entry) -> list[Any]:
    return break_lines((Span(entry.note),), 8.5, points(_RIGHT - _NOTE)) or [()]


# --- drawing ----------------------------------------------------------------------------------------------------------


def _first_head(pen: Pen, sheet: DaySheet) -> float:
    house_paper.draw_sample(pen, sample=sheet.sample)
    _text(pen, _LEFT, 20.5, "Day sheet", 8.5, rgb=QUIET)
    _text(pen, _LEFT, 28.0, f"{weekday(sheet.dated)} {long_day(sheet.dated)}", 17, strong=True)
    _to_right(pen, 20.5, sheet.organisation)
    _to_right(pen, 25.0, sheet.office)
    down = 36.5
    for line in break_lines((Span("  ·  ".join(sheet.summary)),), 10.5, points(_RIGHT - _LEFT))[:2]:
        pen.write(points(_LEFT), _up(down), line, 10.5)
        down += 5.0
    pen.rule(points(_LEFT), points(_RIGHT), _up(46.0))
    return _TOP - _GAP / 2


def _next_head(pen: Pen, sheet: DaySheet) -> float:
    house_paper.draw_sample(pen, sample=sheet.sample)
    _text(pen, _LEFT, 19.5, f"Day sheet, {weekday(sheet.dated)} {long_day(sheet.dated)}", 8.5, rgb=QUIET)
    _to_right(pen, 19.5, f"{sheet.organisation}, {sheet.office}")
    pen.rule(points(_LEFT), points(_RIGHT), _up(22.5))
    return _NEXT_TOP - _GAP


def _draw(pen: Pen, strip: _Strip, down: float) -> None:
    if strip.opens:
        _text(pen, _LEFT, down + _GAP + 5.0, strip.head, 11.5, strong=True)
        pen.rule(points(_LEFT), points(_RIGHT), _up(down + strip.height))
    elif strip.entry is None:
        _text(pen, _LEFT, down + 5.0, strip.words, 9.5, rgb=QUIET)
    else:
        _entry(pen, strip.entry, down)
        pen.rule(points(_LEFT), points(_RIGHT), _up(down + strip.height))


def _entry(pen: Pen, entry: Entry, down: float) -> None:
    line = down + 5.0
    _box(pen, _LEFT, line - _BOX)
    _text(pen, _REFERENCE, line, entry.reference, 9.5, strong=True)
    _text(pen, _TYPE, line, entry.type, 9.5)
    _text(pen, _ON, line, _short(entry.on) if entry.on else "no date", 9.5)
    _text(pen, _STILL, line, entry.left, 9.5)
    for number, words in enumerate(_note_lines(entry)):
        pen.write(points(_NOTE), _up(line + number * _LINE), words, 8.5, QUIET)


def _short(day: date) -> str:
    """`Sun 22 Nov`."""
    return f"{weekday(day)[:3]} {day.day} {month(day)[:3]}"


def _box(pen: Pen, left: float, top: float) -> None:
    """A square to tick with a pencil."""
    for down in (top, top + _BOX):
        pen.rule(points(left), points(left + _BOX), _up(down))
    for across in (left, left + _BOX):
        pen.upright(points(across), _up(top), _up(top + _BOX))


def _foot(pen: Pen, page: int, pages: int) -> None:
    pen.rule(points(_LEFT), points(_RIGHT), _up(280.0))
    _text(pen, _LEFT, 285.0, "References and types only, no names.", 8, rgb=QUIET)
    _to_right(pen, 285.0, f"Page {page} of {pages}")


def _text(pen: Pen, left: float, down: float, text: str, size: float, *, strong: bool = False, rgb: int = INK) -> None:
    for line in break_lines((Span(text, strong),), size, points(_RIGHT))[:1]:
        pen.write(points(left), _up(down), line, size, rgb)


def _to_right(pen: Pen, down: float, text: str) -> None:
    for line in break_lines((Span(text),), 8.5, points(_RIGHT - _LEFT))[:1]:
        wide = sum(piece.width for piece in line)
        pen.write(points(_RIGHT) - wide, _up(down), line, 8.5, QUIET)


def _up(down: float) -> float:
    return points(house_paper.HEIGHT - down)
