"""Flows a letter's blocks over pages: strips one below the other, kept together where a reader would want them so.

Measures are points. A strip is as high as one line of text; whatever stands on it is drawn at its offsets.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest

from smsdpo.letters.blocks import Block, ComposedLetter, Facts, Heading, Item, Paragraph, Signature, Span, Spans
from smsdpo.letters.fonts import REGULAR
from smsdpo.letters.house_paper import TEXT_WIDTH, points
from smsdpo.letters.lines import Line, Piece, break_lines, width
from smsdpo.letters.pen import INK, QUIET

SIZE, LEADING = 10.5, 15.0
_SUBJECT, _HEADINGS = 13.5, {1: 11.2, 2: SIZE}
_LABEL, _FACT, _FACT_LEADING, _FACT_PAD = 9.3, 9.7, 13.4, 2.4
_INDENT, _BULLET = 13.0, 3.0
_LABEL_WIDTH = points(54.0)
_FULL = points(TEXT_WIDTH)
# A table of facts longer than this may be parted by the end of a page, and a row of it longer than that.
_KEPT_TABLE, _KEPT_LINES = 14, 8
_SIGNATURE_ROOM = 48.0
# Under a third of a page is too little for a last one: the lines then stand closer, in the first of these measures of
# lines and of the room before them that saves it, or it takes more along as long as the page before stays this full.
_SHORT, _LEFT_FULL = 0.33, 0.45
_CLOSER = ((0.94, 0.8), (0.89, 0.58))


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of text on a strip: how far in, how big, in which tone."""

    line: Line
    across: float = 0.0
    size: float = SIZE
    rgb: int = INK


@dataclass(frozen=True, slots=True)
class Strip:
    """One line's height of the page. `before` is the room above it, except at the top of a page."""

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    baseline: float = 11.0
    rule_above: bool = False
    rule_below: bool = False
    with_next: bool = False
    opens: bool = False
    """Whether a part of the letter begins here, under its heading."""

    def closer(self, lines: float, before: float) -> "Strip":
        """The same with less white between the lines."""
        return replace(self, height=self.height * lines, before=self.before * before, baseline=self.baseline * lines)


def strips(letter: ComposedLetter) -> Iterator[Strip]:
    """The subject line and every block, in order."""
    subject = (Span(letter.subject, strong=True),)
    yield from _lines(subject, _SUBJECT, 18.0, before=0.0, with_next=True)
    for block, following in zip_longest(letter.blocks, letter.blocks[1:]):
        *most, last = _of_block(block)
        yield from most
        # A signature alone on a page signs nothing: the end of what it signs stays with it.
        yield replace(last, with_next=True) if isinstance(following, Signature) else last


def _of_block(block: Block) -> Iterator[Strip]:
    if isinstance(block, Facts):
        yield from _facts(block)
    elif isinstance(block, Signature):
        yield from _signature(block)
    elif isinstance(block, Heading):
        strong = tuple(Span(span.text, strong=True) for span in block.spans)
        before = 11.0 if block.level == 1 else 8.0
        for number, strip in enumerate(_lines(strong, _HEADINGS[block.level], LEADING, before=before, with_next=True)):
            yield strip if number or block.level > 1 else replace(strip, opens=True)
    elif isinstance(block, Item):
        yield from _item(block)
    elif isinstance(block, Paragraph):
        # What announces a list or a table is not left alone at the foot of a page.
        announces = block.spans[-1].text.endswith(":")
        yield from _lines(block.spans, SIZE, LEADING, before=6.5, with_next=announces)


def _lines(
    spans: Spans, size: float, leading: float, *, before: float, with_next: bool = False, indent: float = 0.0
) -> Iterator[Strip]:
    broken = break_lines(spans, size, _FULL - indent)
    last = len(broken) - 1
    for number, line in enumerate(broken):
        # No first line alone at the foot of a page, no last line alone at the head of the next.
        kept = with_next if number == last else number in {0, last - 1}
        mark = Mark(line, indent, size)
        yield Strip(
            leading, (mark,), 0.0 if number else before, leading - (leading - size) / 2 - size * 0.14, with_next=kept
        )


def _item(block: Item) -> Iterator[Strip]:
    bullet = Mark((Piece("•", REGULAR, width("•", REGULAR) * SIZE),), _BULLET)
    for number, strip in enumerate(_lines(block.spans, SIZE, LEADING, before=3.5, indent=_INDENT)):
        yield strip if number else replace(strip, marks=(bullet, *strip.marks))


def _facts(block: Facts) -> Iterator[Strip]:
    rows = [
        (break_lines(label, _LABEL, _LABEL_WIDTH - 8), break_lines(fact, _FACT, _FULL - _LABEL_WIDTH))
        for label, fact in block.rows
    ]
    whole = sum(max(len(labels), len(facts), 1) for labels, facts in rows) <= _KEPT_TABLE
    for number, (labels, facts) in enumerate(rows):
        first, last = number == 0, number == len(rows) - 1
        yield from _fact_row(labels, facts, first=first, kept=(whole or first) and not last)


def _fact_row(labels: Sequence[Line], facts: Sequence[Line], *, first: bool, kept: bool) -> Iterator[Strip]:
    """`kept` with the row below it."""
    height = max(len(labels), len(facts), 1)
    for number in range(height):
        marks = [Mark(labels[number], 0.0, _LABEL, QUIET)] if number < len(labels) else []
        if number < len(facts):
            marks.append(Mark(facts[number], _LABEL_WIDTH, _FACT))
        top = _FACT_PAD if number == 0 else 0.0
        ends = number == height - 1
        yield Strip(
            height=_FACT_LEADING + top + (_FACT_PAD if ends else 0.0),
            marks=tuple(marks),
            before=5.0 if first and number == 0 else 0.0,
            baseline=top + 9.9,
            rule_above=first and number == 0,
            rule_below=ends,
            with_next=kept if ends else height <= _KEPT_LINES,
        )


def _signature(block: Signature) -> Iterator[Strip]:
    lines = [line for line in block.lines if line]
    yield from _lines((Span(block.greeting),), SIZE, LEADING, before=12.0, with_next=True)
    for number, line in enumerate(lines):
        spans = (Span(line, strong=number == 0),)
        before = _SIGNATURE_ROOM - LEADING if number == 0 else 0.0
        yield from _lines(spans, SIZE, LEADING, before=before, with_next=number < len(lines) - 1)


Page = list[tuple[float, Strip]]


def pages(flowing: Iterable[Strip], first: float, following: float) -> list[Page]:
    """The strips on their pages, each with its distance from the top of the text area of that height.

    A last page that would hold next to nothing is saved by setting the letter closer; where that is not enough, it
    takes along what stands below the last heading of the page before.
    """
    groups = list(_groups(flowing))
    laid = _laid(groups, first, following)
    if len(laid) == 1 or _depth(laid[-1]) > following * _SHORT:
        return laid
    for measures in _CLOSER:
        closer = _laid([[strip.closer(*measures) for strip in group] for group in groups], first, following)
        if len(closer) < len(laid):
            return closer
    return _laid(groups, first, following, ahead=_last_part(groups, laid))


def _last_part(groups: Sequence[Sequence[Strip]], laid: Sequence[Page]) -> int:
    """The group that a new page begins with, so that the last one holds a whole part; 0 if that empties the other."""
    starts = list(accumulate(map(len, groups), initial=0))
    *whole, parted, _ = (len(page) for page in laid)
    left = sum(whole) + parted
    at = next((at for at in range(len(groups) - 1, 0, -1) if starts[at] < left and groups[at][0].opens), 0)
    on_page = starts[at] - sum(whole)
    full = on_page > 0 and laid[-2][on_page][0] > _depth(laid[-2]) * _LEFT_FULL
    return at if full else 0


def _laid(groups: Sequence[Sequence[Strip]], first: float, following: float, *, ahead: int = 0) -> list[Page]:
    laid: list[Page] = [[]]
    down, room = 0.0, first
    for number, group in enumerate(groups):
        if ahead and number == ahead and laid[-1]:
            laid.append([])
            down, room = 0.0, following
        if laid[-1] and down + _height(group, below=True) > room and _height(group, below=False) <= following:
            laid.append([])
            down, room = 0.0, following
        for strip in group:
            before = strip.before if laid[-1] else 0.0
            if laid[-1] and down + before + strip.height > room:
                laid.append([])
                down, room, before = 0.0, following, 0.0
            laid[-1].append((down + before, strip))
            down += before + strip.height
    return laid


def _depth(page: Page) -> float:
    down, last = page[-1]
    return down + last.height


def _groups(flowing: Iterable[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in flowing:
        group.append(strip)
        if not strip.with_next:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Strip], *, below: bool) -> float:
    inner = sum(strip.height for strip in group) + sum(strip.before for strip in group[1:])
    return inner + (group[0].before if below else 0.0)
