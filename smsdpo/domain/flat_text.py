"""Text made flat for the phrase book: same length as the original, so that every match points at the very words."""

import re
import unicodedata

MAX_CHARACTERS = 100_000
"""More than any letter: what lies beyond is attachments pasted as text, and time must stay bounded."""

BREAK = "\u00b6"
"""Ends a paragraph. No phrase reaches across it."""

_ELIDED = re.compile(r"(?<![\w'])((?:[dljmnstc]|qu|dell|dall|all|nell|sull|un|quest|quell))'(?=[a-z])")
_APOSTROPHES = dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032", "'")
_NARROW = {"ß": "s", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "œ": "o", "þ": "t", "ð": "d"}
_PARAGRAPH = re.compile(r"\n[ \t]*(?=\n)")
_ABBREVIATED = re.compile(
    r"\b(?:art|arts|abs|nr|no|par|ust|odst|pism|lit|bzw|bzgl|inkl|ca|st|sec|para|mr|mrs|ms|dr|ev|vgl|zb|b|g|h|e|d|p|ej|ex)"
    r"\.(?= )"
)
_INNER_STOP = re.compile(r"[.!?](?=[^\s.!?\"')\]])|\.(?= \d)")
_HTML_APOSTROPHE = "&#39;"


class _Folds(dict[int, str]):
    """One character in, one character out: lower case without accents; learnt as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


def _fold_one(character: str) -> str:
    if character in _APOSTROPHES:
        return _APOSTROPHES[character]
    if character in "\r\u00a0\u202f\u2009\u200b\t":
        return " "
    lowered = character.lower()[0]
    return _NARROW.get(lowered) or unicodedata.normalize("NFD", lowered)[0]


_folds = _Folds()


def fold_characters(text: str) -> str:
    """Lower case, accents off, apostrophes straight; the length does not change."""
    return text.translate(_folds)


def flatten(text: str) -> str:
    """The first 100,000 characters, folded; full stops that end no sentence are blanked, paragraphs end in `¶`."""
    flat = fold_characters(text[:MAX_CHARACTERS])
    if _HTML_APOSTROPHE in flat:  # generators leave it in plain text; the length is kept
        flat = flat.replace(_HTML_APOSTROPHE, "'    ")
    if "'" in flat:
        flat = _ELIDED.sub(r"\1 ", flat)
    flat = _PARAGRAPH.sub(_paragraph_end, flat)
    flat = _ABBREVIATED.sub(_blank_stop, flat)
    return _INNER_STOP.sub(" ", flat)


def _paragraph_end(found: re.Match[str]) -> str:
    return BREAK * len(found.group())


def _blank_stop(found: re.Match[str]) -> str:
    return found.group()[:-1] + " "
