"""A message whose lines were cut at the sender's width, read as paragraphs again; what is stored stays as it came."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEAST, _MOST = 56, 100  # characters at which programs wrap (most at 65 to 78)
_LONG = 45  # characters: a shorter line was ended by its writer
_FEW = 3  # words of a last line that may be a name
_NEAR = 0.8  # of the width, for a sentence that plainly runs on: some break their lines by hand
_ENDLESS = re.compile(r"\S{40}")  # an address on the web stays whole at any width
_LINE = re.compile(r"((?:>[ ]?)*)([^\n]*)(?:\n|$)")
_NEW = re.compile(r"o\s|[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})[.)\]]\s|[A-Z][\w .\-]{0,24}:\s|(?:https?|mailto):")
"""How a line begins that stands for itself: an item, a label, an address on the web."""
_OPENS = "\"'(“‘«£€$"  # beside letters and digits, what a line begins with that goes on
_TABLE = re.compile(r"\t|\S {3,}\S")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text for reading. `joints` are the places (start, end in what was sent) for which one space stands in it."""

    text: str
    joints: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> int:
        """Where a place of what was sent stands in the text for reading."""
        before = bisect_right(self.joints, offset, key=lambda joint: joint[0])
        shorter = sum(end - start - 1 for start, end in self.joints[:before])
        inside = before and offset < self.joints[before - 1][1]
        return self.joints[before - 1][1] - shorter - 1 if inside else offset - shorter

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same for a passage."""
        return self.at(start), self.at(end)


@dataclass(frozen=True, slots=True)
class _Line:
    quote: str
    words: str
    start: int
    """Where its words begin."""

    @property
    def depth(self) -> int:
        return self.quote.count(">")

    @property
    def end(self) -> int:
        return self.start + len(self.words.rstrip())


def unwrap(text: str) -> Unwrapped:
    """Lines are joined only where the first word of the next had no room in one, and only in a message in which a
    sentence runs on over such an end; lists, labels, tables, addresses and signatures stay as they were written."""
    joints = tuple(_joints(list(_lines(text))))
    if not joints:
        return Unwrapped(text)
    ends = (0, *(end for _, end in joints))
    starts = (*(start for start, _ in joints), len(text))
    return Unwrapped(" ".join(text[end:start] for end, start in zip(ends, starts, strict=True)), joints)


def _lines(text: str) -> Iterator[_Line]:
    for found in _LINE.finditer(text):
        yield _Line(found[1], found[2], found.start(2))


def _joints(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    widths = {depth: _width(one for one in lines if one.depth == depth) for depth in {one.depth for one in lines}}
    cuts = [
        (one, then)
        for at, (one, then) in enumerate(pairwise(lines))
        if one.depth == then.depth and widths[one.depth] and _cut(one, then, widths[one.depth])
        if not _names(one, then, lines[at + 2 : at + 3])
    ]
    run_on = {one.depth for one, then in cuts if then.words[0].islower()}
    return ((one.end, then.start) for one, then in cuts if one.depth in run_on)


def _width(lines: Iterable[_Line]) -> int:
    """At what the sender's program cut; 0 where it did not: a line longer than any program leaves it is a paragraph."""
    sentences = (one.words.strip() for one in lines if " " in one.words.strip())
    longest = max((len(words) for words in sentences if not _ENDLESS.search(words)), default=0)
    return longest if _LEAST <= longest <= _MOST else 0


def _cut(one: _Line, then: _Line, width: int) -> bool:
    """Whether a program ended this line, not its writer."""
    words, following = one.words.rstrip(), then.words.rstrip()
    if len(words) < _LONG or not following or words.endswith(":") or words[0].isspace():
        return False
    if not (following[0].isalnum() or following[0] in _OPENS) or _NEW.match(following):
        return False
    if _TABLE.search(words) or _TABLE.search(following):
        return False
    goes_on = following[0].islower() and words[-1] not in ".!?"
    room = width * _NEAR if goes_on else width
    return len(words) + 1 + len(following.split(maxsplit=1)[0]) > room


def _names(one: _Line, then: _Line, after: Sequence[_Line]) -> bool:
    """Whether the next line may be the name below a letter: a few words, the last ones, after a closed sentence."""
    last = not after or not after[0].words.strip() or after[0].depth != then.depth
    few = len(then.words.split()) <= _FEW and not then.words[0].islower()
    return last and few and one.words.rstrip()[-1] in ".,!?"
