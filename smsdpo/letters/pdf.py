"""Prints a composed letter on the office's paper: the same letter and moment always give the same bytes.

Text is drawn line by line and never goes through reportlab's markup, which swallows addresses in angle brackets, makes
links and reads local pictures (security.md X7).
"""

import calendar
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from smsdpo.core.errors import Fault, LetterLacks
from smsdpo.letters import flow, fonts, house_paper
from smsdpo.letters.blocks import Block, ComposedLetter, Facts, Signature, Span, Spans
from smsdpo.letters.fields import FIELDS
from smsdpo.letters.flow import Strip
from smsdpo.letters.house_paper import HousePaper
from smsdpo.letters.pen import Pen


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """The bytes that are previewed, printed and kept, and their number of pages."""

    data: bytes
    pages: int


def missing_characters(composed: ComposedLetter, paper: HousePaper) -> tuple[str, ...]:
    """The characters of the letter that no font of ours can print."""
    texts = (*_texts(composed), *paper.texts())
    return tuple(dict.fromkeys(c for text in texts for c in fonts.missing_from(text)))


def build(
    composed: ComposedLetter,
    paper: HousePaper,
    *,
    made_at: datetime,
    substitute: Mapping[str, str] | None = None,
) -> PrintedLetter:
    """Print the letter and reopen it. Refused while a needed field is empty or a character cannot be printed.

    `substitute` gives, per unprintable character, what the user chose in its place; the caller audits that choice.
    """
    if composed.missing:
        raise _incomplete(composed)
    chosen = dict(substitute or {})
    lacking = [c for c in missing_characters(composed, paper) if c not in chosen]
    if lacking:
        raise _unprintable(lacking)
    fonts.ready()
    table = str.maketrans(chosen)
    printed = _printed(_translated(composed, table), paper.translated(table), made_at)
    prove(printed)
    return printed


def _incomplete(composed: ComposedLetter) -> LetterLacks:
    lacking = [(name, FIELDS[name].label if name in FIELDS else name) for name in composed.missing]
    typed = [(name, label) for name, label in lacking if name in FIELDS and FIELDS[name].kind == "text"]
    return LetterLacks(
        f"Letter {composed.code} is not complete: {', '.join(label for _, label in lacking)}.",
        hint="Fill this in, then create the letter again.",
        fields=typed,
    )


def _unprintable(characters: Sequence[str]) -> LetterLacks:
    named = ", ".join(f"{c} (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:10])
    more = f" and {len(characters) - 10} more" if len(characters) > 10 else ""
    return LetterLacks(
        f"The letter was not created: no font of ours can print {named}{more}.",
        hint="Write these characters in another way, or choose what stands in their place.",
        characters=characters,
    )


def _translated(composed: ComposedLetter, table: Mapping[int, str]) -> ComposedLetter:
    """The same letter with the characters that the user chose to write otherwise."""
    if not table:
        return composed

    def spans(given: Spans) -> Spans:
        return tuple(Span(span.text.translate(table), span.strong) for span in given)

    def block(given: Block) -> Block:
        if isinstance(given, Facts):
            return Facts(tuple((spans(label), spans(fact)) for label, fact in given.rows))
        if isinstance(given, Signature):
            return Signature(given.greeting, tuple(line.translate(table) for line in given.lines))
        return replace(given, spans=spans(given.spans))

    subject = composed.subject.translate(table)
    return replace(composed, subject=subject, blocks=tuple(block(given) for given in composed.blocks))


def _texts(composed: ComposedLetter) -> Iterator[str]:
    yield composed.subject
    for block in composed.blocks:
        if isinstance(block, Facts):
            yield from (span.text for row in block.rows for cell in row for span in cell)
        elif isinstance(block, Signature):
            yield from (block.greeting, *block.lines)
        else:
            yield from (span.text for span in block.spans)


# --- the pages ---


def _printed(composed: ComposedLetter, paper: HousePaper, made_at: datetime) -> PrintedLetter:
    first, following = (house_paper.text_height(top) for top in (house_paper.FIRST_TOP, house_paper.NEXT_TOP))
    laid = flow.pages(flow.strips(composed), first, following)
    out = BytesIO()
    canvas = _canvas(out, composed, paper, made_at)
    for number, strips in enumerate(laid, start=1):
        pen = Pen(canvas)
        (house_paper.draw_first if number == 1 else house_paper.draw_next)(pen, paper)
        _draw(pen, strips, house_paper.text_top(house_paper.FIRST_TOP if number == 1 else house_paper.NEXT_TOP))
        house_paper.draw_foot(pen, paper, number, len(laid))
        pen.lift()
    canvas.save()
    return PrintedLetter(out.getvalue(), len(laid))


def _canvas(out: BytesIO, composed: ComposedLetter, paper: HousePaper, made_at: datetime) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    # The first font is named because reportlab would otherwise name Helvetica on every page and not carry it.
    canvas = Canvas(out, house_paper.SHEET, initialFontName=fonts.REGULAR, invariant=1, lang="en-GB")
    date_document(canvas._doc, made_at)
    canvas.setTitle(f"{paper.reference} {composed.title}")
    canvas.setAuthor(f"{paper.organisation}, {paper.office}")
    canvas.setSubject(composed.title)
    canvas.setCreator("smsdpo")
    canvas.setProducer("smsdpo")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw(pen: Pen, strips: Sequence[tuple[float, Strip]], top: float) -> None:
    left, right = house_paper.points(house_paper.LEFT), house_paper.points(house_paper.WIDTH - house_paper.RIGHT)
    for down, strip in strips:
        if strip.rule_above:
            pen.rule(left, right, top - down)
        if strip.rule_below:
            pen.rule(left, right, top - down - strip.height)
        for mark in strip.marks:
            pen.write(left + mark.across, top - down - strip.baseline, mark.line, mark.size, mark.rgb)


def date_document(document: Any, made_at: datetime) -> None:
    """Give the document its own moment; reportlab's reproducible mode would date every letter 1 January 2000."""
    stamp = document._timeStamp
    moment = time.gmtime(calendar.timegm(made_at.utctimetuple()))
    stamp.t, stamp.lt, stamp.YMDhms = calendar.timegm(moment), tuple(moment), tuple(moment)[:6]
    document.signature.update(repr(stamp.t).encode())


# --- the proof ---


def prove(printed: PrintedLetter) -> None:
    """Reopen the letter: it has its pages, every font is embedded, and nothing in it can act."""
    import pikepdf

    with pikepdf.open(BytesIO(printed.data)) as document:
        if len(document.pages) != printed.pages:
            raise Fault("The finished letter does not have the pages that were set.")
        for name in _font_names_not_embedded(document):
            raise Fault(f"The finished letter names the font {name} without carrying it.")
        if (
            any("/Annots" in page for page in document.pages)
            or "/Names" in document.Root
            or "/OpenAction" in document.Root
        ):
            raise Fault("The finished letter holds a link or an action.")


def _font_names_not_embedded(document: Any) -> Iterator[str]:
    for page in document.pages:
        for font in page.Resources.get("/Font", {}).values():
            described = font.get("/FontDescriptor")
            if described is None or "/FontFile2" not in described:
                yield str(font.get("/BaseFont", ""))
