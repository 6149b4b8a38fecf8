"""Prints a composed letter on the office's paper: the same letter and moment always give the same bytes.

Text never goes through reportlab's markup parser, which swallows addresses in angle brackets, makes links and reads
local pictures (security.md X7): `_frags` hands it over as finished stretches of one font each.
"""

import calendar
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from smsdpo.core.errors import Fault, Refusal
from smsdpo.letters import fonts, house_paper
from smsdpo.letters.blocks import Block, ComposedLetter, Facts, Heading, Item, Paragraph, Signature, Span, Spans
from smsdpo.letters.fields import FIELDS
from smsdpo.letters.house_paper import HousePaper

SIZE, LEADING = 10.5, 15.0
# reportlab breaks a paragraph into lines in time that grows with its square (security.md X9).
_WORDS_AT_ONCE = 250
_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """The bytes that are previewed, printed and kept, and their number of pages."""

    data: bytes
    pages: int


def missing_characters(composed: ComposedLetter, paper: HousePaper) -> tuple[str, ...]:
    """The characters of the letter that no font of ours can print."""
    return fonts.missing_from("".join((*_texts(composed), *paper.texts())))


def build(
    composed: ComposedLetter,
    paper: HousePaper,
    *,
    made_at: datetime,
    substitute: Mapping[str, str] | None = None,
    allow_incomplete: bool = False,
) -> PrintedLetter:
    """Print the letter and reopen it. Refused while a needed field is empty or a character cannot be printed.

    `substitute` gives, per unprintable character, what the user chose in its place; the caller audits that choice.
    """
    if composed.missing and not allow_incomplete:
        raise _incomplete(composed)
    chosen = dict(substitute or {})
    lacking = [c for c in missing_characters(composed, paper) if c not in chosen]
    if lacking:
        raise _unprintable(lacking)
    fonts.ready()
    table = str.maketrans(chosen)
    printed = _printed(composed, paper.translated(table), made_at, table)
    _prove(printed)
    return printed


def _incomplete(composed: ComposedLetter) -> Refusal:
    names = ", ".join(FIELDS[name].label if name in FIELDS else name for name in composed.missing)
    return Refusal(
        f"Letter {composed.code} is not complete: {names}.", hint="Fill this in, then create the letter again."
    )


def _unprintable(characters: Sequence[str]) -> Refusal:
    named = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters[:10])
    more = f" and {len(characters) - 10} more" if len(characters) > 10 else ""
    return Refusal(
        f"The letter was not created: no font of ours can print {named}{more}.",
        hint="Write these characters in another way, or choose what stands in their place.",
    )


def _texts(composed: ComposedLetter) -> Iterator[str]:
    yield composed.subject
    for block in composed.blocks:
        if isinstance(block, Facts):
            yield from (span.text for row in block.rows for cell in row for span in cell)
        elif isinstance(block, Signature):
            yield from (block.greeting, *block.lines)
        else:
            yield from (span.text for span in block.spans)


# --- the parts of the text ---


@cache
def _style(name: str) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    ink, quiet = HexColor(house_paper.INK), HexColor(house_paper.QUIET)
    usual = {"fontName": fonts.REGULAR, "fontSize": SIZE, "leading": LEADING, "textColor": ink, "spaceAfter": 6}
    usual |= {"splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0}
    special: dict[str, dict[str, Any]] = {
        "text": {"spaceBefore": 6},
        # What announces a list or a table is not left alone at the foot of a page.
        "lead": {"spaceBefore": 6, "keepWithNext": 1},
        "part": {"spaceAfter": 0},
        "subject": {"fontName": fonts.BOLD, "fontSize": 13.5, "leading": 18, "spaceAfter": 9},
        "heading1": {"fontName": fonts.BOLD, "fontSize": 11.2, "spaceBefore": 10, "spaceAfter": 3, "keepWithNext": 1},
        "heading2": {"fontName": fonts.BOLD, "spaceBefore": 4, "spaceAfter": 2, "keepWithNext": 1},
        "item": {"leftIndent": 13, "bulletIndent": 2, "spaceAfter": 4, "bulletFontName": fonts.REGULAR},
        "label": {"textColor": quiet, "fontSize": 9.3, "leading": 13.4, "spaceAfter": 0},
        "fact": {"fontSize": 9.7, "leading": 13.4, "spaceAfter": 0},
    }
    return ParagraphStyle(name, **(usual | {"bulletFontSize": SIZE} | special[name]))


class _Setter:
    """Turns blocks into what reportlab flows over the pages."""

    def __init__(self, substitute: Mapping[int, str]) -> None:
        self._substitute = substitute

    def story(self, composed: ComposedLetter) -> list[Any]:
        """The subject line and every block, in order."""
        subject = self.para((Span(composed.subject, strong=True),), "subject")
        return [subject, *(flowable for block in composed.blocks for flowable in self._flow(block))]

    def _flow(self, block: Block) -> Iterator[Any]:
        if isinstance(block, Facts):
            yield self._facts(block)
        elif isinstance(block, Signature):
            yield self._signature(block)
        elif isinstance(block, Heading):
            spans = tuple(Span(span.text, strong=True) for span in block.spans)
            yield self.para(spans, f"heading{block.level}")
        elif isinstance(block, Item):
            yield self.para(block.spans, "item", bullet="•")
        elif isinstance(block, Paragraph):
            yield from self._long(block)

    def _long(self, block: Paragraph) -> Iterator[Any]:
        """A very long paragraph goes in parts, which stand below each other without a gap."""
        if sum(span.text.count(" ") for span in block.spans) <= _WORDS_AT_ONCE:
            yield self.para(block.spans, "lead" if block.spans[-1].text.endswith(":") else "text")
            return
        for span in block.spans:
            words = span.text.split(" ")
            for start in range(0, len(words), _WORDS_AT_ONCE):
                part = Span(" ".join(words[start : start + _WORDS_AT_ONCE]), span.strong)
                yield self.para((part,), "text" if start + _WORDS_AT_ONCE >= len(words) else "part")

    def para(self, spans: Spans, style: str, bullet: str | None = None) -> Any:
        """The one place that makes a reportlab paragraph."""
        from reportlab.platypus import Paragraph as Flowing

        stretches = [run for span in spans for run in self._runs(span)]
        look = _style(style)
        frags = _frags(stretches, look)
        if any(run.shaped for run in stretches):
            frags = _shaped_words(frags)
        return Flowing("", look, bulletText=bullet, frags=frags)

    def _runs(self, span: Span) -> Iterator[fonts.Run]:
        text = fonts.settle(span.text.translate(self._substitute) if self._substitute else span.text)
        for number, line in enumerate(text.split("\n")):
            if number:
                yield fonts.Run("\n", fonts.REGULAR)
            yield from fonts.runs(line, strong=span.strong) if line else ()

    def _facts(self, block: Facts) -> Any:
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table

        rows = [[self.para(label, "label"), self.para(fact, "fact")] for label, fact in block.rows]
        label_width = 54 * _MM
        hairline = HexColor(house_paper.LINE)
        commands = [
            # Cells hold paragraphs, yet reportlab would name Helvetica for each of them and not carry it.
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, hairline),
            ("LINEABOVE", (0, 0), (-1, 0), 0.4, hairline),
        ]
        widths = [label_width, house_paper.TEXT_WIDTH * _MM - label_width]
        # splitInRow: a fact taller than a page would otherwise stop the letter (security.md X9).
        return Table(rows, widths, style=commands, splitInRow=1, spaceBefore=2, spaceAfter=9)

    def _signature(self, block: Signature) -> Any:
        from reportlab.platypus import KeepTogether, Spacer

        lines = [
            self.para((Span(line, strong=number == 0),), "part") for number, line in enumerate(block.lines) if line
        ]
        return KeepTogether([Spacer(0, 6), self.para((Span(block.greeting),), "part"), Spacer(0, 32), *lines])


def _frags(stretches: Sequence[fonts.Run], look: Any) -> list[Any]:
    """reportlab's own stretches, made directly: no character of the text is markup on this path."""
    from reportlab.platypus.paraparser import ParaFrag

    usual = {"fontSize": look.fontSize, "textColor": look.textColor, "rise": 0, "us_lines": [], "link": []}
    usual |= {"bold": 0, "italic": 0, "nobr": False, "backColor": None}
    return [
        ParaFrag(text="", lineBreak=True, fontName=run.font, **usual)
        if run.text == "\n"
        else ParaFrag(text=fonts.words_from_the_right(run.text) if run.shaped else run.text, fontName=run.font, **usual)
        for run in stretches
    ]


def _shaped_words(frags: list[Any]) -> list[Any]:
    """The words of a paragraph with each stretch shaped in its own font.

    Left to itself, reportlab shapes a whole word in the font of its first letter: the comma after a Hebrew name would
    come out as an empty box.
    """
    from reportlab.pdfbase.ttfonts import makeShapedFragWord
    from reportlab.platypus.paragraph import _getFragWords

    words = []
    for word in _getFragWords(frags):
        parts: list[Any] = []
        for frag, text in word[1:]:
            shapes = text and fonts.Run(text, frag.fontName).shaped
            parts.append(fonts.shaped_piece(frag, text) if shapes else [_width_of(frag, text), (frag, text)])
        whole = makeShapedFragWord(word)([sum(part[0] for part in parts)])
        whole.extend(piece for part in parts for piece in part[1:])
        words.append(whole)
    return words


def _width_of(frag: Any, text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, frag.fontName, frag.fontSize))


# --- the pages ---


def _printed(composed: ComposedLetter, paper: HousePaper, made_at: datetime, table: Mapping[int, str]) -> PrintedLetter:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(house_paper.WIDTH * _MM, house_paper.HEIGHT * _MM),
        title=f"{paper.reference} {composed.title}",
        author=f"{paper.organisation}, {paper.office}",
        subject=composed.title,
        creator="smsdpo",
        producer="smsdpo",
        lang="en-GB",
        invariant=1,
        initialFontName=fonts.REGULAR,
        initialFontSize=SIZE,
    )

    def frame(top: float) -> Any:
        height = (house_paper.HEIGHT - top - house_paper.FOOT) * _MM
        left, width = house_paper.LEFT * _MM, house_paper.TEXT_WIDTH * _MM
        return Frame(left, house_paper.FOOT * _MM, width, height, 0, 0, 0, 0)

    def head(draw: Callable[[Any, HousePaper], None]) -> Callable[[Any, Any], None]:
        return lambda canvas, _document: draw(canvas, paper)

    document.addPageTemplates(
        [
            PageTemplate(
                "first",
                [frame(house_paper.FIRST_TOP)],
                onPage=head(house_paper.draw_first),
                autoNextPageTemplate="next",
            ),
            PageTemplate("next", [frame(house_paper.NEXT_TOP)], onPage=head(house_paper.draw_next)),
        ]
    )
    canvases: list[Any] = []
    maker = _canvas_maker(paper, made_at, canvases)
    document.build(_Setter(table).story(composed), canvasmaker=maker)
    return PrintedLetter(out.getvalue(), canvases[0].pages)


def _canvas_maker(paper: HousePaper, made_at: datetime, made: list[Any]) -> Any:
    """A canvas that holds its pages back until their number is known, so that each can say "page x of y"."""
    from reportlab.pdfgen.canvas import Canvas

    class Sheets(Canvas):  # type: ignore[misc]
        def __init__(self, *positional: Any, **named: Any) -> None:
            named["initialFontName"], named["lang"] = fonts.REGULAR, "en-GB"
            super().__init__(*positional, **named)
            self._held: list[dict[str, Any]] = []
            self.pages = 0
            _date(self._doc, made_at)
            made.append(self)

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            self.pages = len(self._held)
            for number, page in enumerate(self._held, start=1):
                held, pages = self._held, self.pages
                self.__dict__.update(page)
                self._held, self.pages = held, pages
                house_paper.draw_foot(self, paper, number, self.pages)
                super().showPage()
            self._doc.SaveToFile(self._filename, self)

    return Sheets


def _date(document: Any, made_at: datetime) -> None:
    """Give the document its own moment; reportlab's reproducible mode would date every letter 1 January 2000."""
    stamp = document._timeStamp
    moment = time.gmtime(calendar.timegm(made_at.utctimetuple()))
    stamp.t, stamp.lt, stamp.YMDhms = calendar.timegm(moment), tuple(moment), tuple(moment)[:6]
    document.signature.update(repr(stamp.t).encode())


# --- the proof ---


def _prove(printed: PrintedLetter) -> None:
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
