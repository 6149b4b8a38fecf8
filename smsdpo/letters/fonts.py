"""The fonts that letters are set in, carried with the program; which of them has which character.

Font files are never looked for on the machine, and no font cache is read (security.md X11): what is printed here is
printed the same everywhere. Noto Sans covers Latin, Greek and Cyrillic; the others step in letter by letter.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from smsdpo.core.resources import resource_path

REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
_FALLBACKS = (
    ("NotoSansArabic", "NotoSansArabic-Regular.ttf"),
    ("NotoSansHebrew", "NotoSansHebrew-Regular.ttf"),
    ("NotoSansDevanagari", "NotoSansDevanagari-Regular.ttf"),
    ("NotoSansThai", "NotoSansThai-Regular.ttf"),
    ("NotoSansArmenian", "NotoSansArmenian-Regular.ttf"),
    ("NotoSansGeorgian", "NotoSansGeorgian-Regular.ttf"),
    ("DroidSansFallback", "DroidSansFallbackFull.ttf"),
)
# Scripts whose letters join, stack or reorder: without shaping they are drawn wrong (stack.md 6).
_SHAPED = frozenset({"NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansThai"})
_lock = Lock()


class Run(NamedTuple):
    """A stretch of text that one font can set."""

    text: str
    font: str

    @property
    def shaped(self) -> bool:
        """Whether the letters depend on each other and need shaping."""
        return self.font in _SHAPED


@cache
def _glyphs(name: str, file: str) -> frozenset[int]:
    """The characters of one font, registered with reportlab on the way (once: stack.md 6).

    A copy: shaping adds private characters of its own to reportlab's table, which a text must not be able to name.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resource_path(f"fonts/{file}")), shapable=True)
    # The part of a font that a letter carries is the same for most letters: cut once, kept for the next ones.
    cut = lru_cache(maxsize=8)(font.face.makeSubset)
    font.face.makeSubset = lambda subset: cut(tuple(subset))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def ready() -> None:
    """Make the two fonts of every letter known to reportlab; the others follow when a letter needs them."""
    from reportlab import rl_config

    # Letters are kept and printed as bytes: spelling them in ASCII made each a quarter larger and slower to write.
    rl_config.useA85 = 0
    with _lock:
        _glyphs(REGULAR, "NotoSans-Regular.ttf")
        _glyphs(BOLD, "NotoSans-Bold.ttf")


@cache
def font_for(character: str, *, strong: bool) -> str | None:
    """The font that has this character, or nothing."""
    name, file = (BOLD, "NotoSans-Bold.ttf") if strong else (REGULAR, "NotoSans-Regular.ttf")
    with _lock:
        if ord(character) in _glyphs(name, file):
            return name
        return next((name for name, file in _FALLBACKS if ord(character) in _glyphs(name, file)), None)


def settle(text: str) -> str:
    """Composed form, so that a letter with an accent is one sign, and white space that a line can be broken at."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    # Characters that draw nothing: they steer text and could turn its order round in print (U+202E).
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"} or c == "\u00ad")


def missing_from(text: str) -> tuple[str, ...]:
    """The characters that no font of ours has, each once, in the order in which they come."""
    if text.isascii():
        return ()
    settled = settle(text)
    lacking = {c for c in set(settled) if c != "\n" and font_for(c, strong=False) is None}
    return tuple(dict.fromkeys(c for c in settled if c in lacking)) if lacking else ()


def runs(text: str, *, strong: bool) -> Iterator[Run]:
    """The text cut where the font changes; spaces stay with the run before them."""
    if text.isascii():
        yield Run(text, BOLD if strong else REGULAR)
        return
    start, current = 0, ""
    for place, character in enumerate(text):
        if character == " " and current:
            continue
        font = font_for(character, strong=strong) or REGULAR
        if current and font != current:
            yield Run(text[start:place], current)
            start = place
        current = font
    if start < len(text):
        yield Run(text[start:], current)


def advance(text: str, font: str) -> float:
    """How wide the text is at size 1, in its shaped form where its letters depend on each other."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if font in _SHAPED:
        return float(sum(glyph.x_advance for glyph in shaped(text, font, 1.0).__shapeData__)) / 1000
    return float(stringWidth(text, font, 1.0))


def shaped(text: str, font: str, size: float) -> Any:
    """The text with its letters joined, stacked and turned as its script asks, for drawing in one go.

    Without discretionary ligatures, which would write some names with signs that were not there.
    """
    from reportlab.lib.abag import ABag
    from reportlab.pdfbase.ttfonts import shapeFragWord

    word = [0, (ABag(fontName=font, fontSize=size), text)]
    return shapeFragWord(word, features={"kern": True, "liga": True}, force=True)[1][1]
