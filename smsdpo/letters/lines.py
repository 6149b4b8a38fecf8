"""Breaks text into lines: words of one or more fonts, measured and set side by side until the line is full.

Made for letters instead of reportlab's paragraphs, which read text as markup, take time that grows with the square of
its length, shape a word in the font of its first letter (security.md X7, X9; stack.md 6), and cost three times as
much as the drawing itself (performance.md, e).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from smsdpo.letters import fonts
from smsdpo.letters.blocks import Spans
from smsdpo.letters.fonts import REGULAR, Run


class Piece(NamedTuple):
    """A stretch of a line in one font. `text` may be reportlab's shaped text, which is drawn as it is."""

    text: Any
    font: str
    width: float


Line = tuple[Piece, ...]
_Word = list[Run]
_BREAK: _Word = []


@lru_cache(maxsize=20_000)
def width(text: str, font: str) -> float:
    """How wide the text is at size 1."""
    return fonts.advance(text, font)


def break_lines(spans: Spans, size: float, room: float) -> list[Line]:
    """The text on lines no wider than `room`; a word that is wider than a line is broken where it must be."""
    lines: list[Line] = []
    line: list[_Word] = []
    full = room / size
    used = 0.0
    for word in _words(spans):
        wide = width(*word[0]) if len(word) == 1 else sum(width(*run) for run in word)
        gap = width(" ", line[-1][-1].font) if line else 0.0
        if word is _BREAK or (line and used + gap + wide > full):
            lines.append(_set(line, size))
            line, used, gap = [], 0.0, 0.0
        if word is _BREAK:
            continue
        if wide > full:
            *whole, rest = _broken(word, full)
            lines.extend(_set([part], size) for part in whole)
            line, used = [rest], sum(width(run.text, run.font) for run in rest)
            continue
        line.append(word)
        used += gap + wide
    if line:
        lines.append(_set(line, size))
    return lines


def _words(spans: Spans) -> Iterator[_Word]:
    """The words in turn, each as its runs; `_BREAK` stands for a line end within the text."""
    word: _Word = []
    for run in _runs(spans):
        if run.text == "\n":
            if word:
                yield word
            yield _BREAK
            word = []
            continue
        first, *others = run.text.split(" ")
        if first:
            word.append(Run(first, run.font))
        for part in others:
            if word:
                yield word
            word = [Run(part, run.font)] if part else []
    if word:
        yield word


def _runs(spans: Spans) -> Iterator[Run]:
    for span in spans:
        for number, text in enumerate(fonts.settle(span.text).split("\n")):
            if number:
                yield Run("\n", REGULAR)
            if text:
                yield from fonts.runs(text, strong=span.strong)


def _broken(word: _Word, full: float) -> list[_Word]:
    parts: list[_Word] = [[]]
    used = 0.0
    for run in word:
        for character in run.text:
            wide = width(character, run.font)
            if parts[-1] and used + wide > full:
                parts.append([])
                used = 0.0
            used += wide
            if parts[-1] and parts[-1][-1].font == run.font:
                parts[-1][-1] = Run(parts[-1][-1].text + character, run.font)
            else:
                parts[-1].append(Run(character, run.font))
    return parts


def _set(words: Sequence[_Word], size: float) -> Line:
    """Words side by side, neighbours of one font joined into one piece.

    Words of a right-to-left script meet again in one piece, whose shaping lays them from the right, line by line.
    """
    joined: list[Run] = []
    for number, word in enumerate(words):
        if number and len(word) == 1 and word[0].font == joined[-1].font:
            joined[-1] = Run(f"{joined[-1].text} {word[0].text}", word[0].font)
            continue
        for place, run in enumerate(word):
            _join(joined, " " if number and not place else "", run)
    return tuple(Piece(_drawn(run, size), run.font, width(run.text, run.font) * size) for run in joined)


def _join(joined: list[Run], gap: str, run: Run) -> None:
    last = joined[-1] if joined else None
    if last and last.font == run.font:
        joined[-1] = Run(last.text + gap + run.text, run.font)
        return
    if last and gap:
        # Not at the end of a shaped piece, whose end may be at its left.
        joined[-1:] = [last, Run(gap, REGULAR)] if last.shaped else [Run(last.text + gap, last.font)]
    joined.append(run)


def _drawn(run: Run, size: float) -> Any:
    return fonts.shaped(run.text, run.font, size) if run.shaped else run.text
