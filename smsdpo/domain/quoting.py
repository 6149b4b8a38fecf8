"""Finds quoted history in plain mail text: what an earlier message said is not what this one asks."""

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]

_QUOTED_LINE = re.compile(r"^[ \t]{0,3}[>|][^\n]*\n?", re.MULTILINE)
_WROTE = re.compile(
    r"\b(?:wrote|schrieb|a [eé]crit|escribi[oó]|ha scritto|schreef|escreveu|skrev|napsala?|napisał\(?a?\)?|kirjoitti"
    r"|написала?|пишет|yazdı|ezt írta|写道)[^\n:]{0,80}:[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The end of "On Monday … wrote:" in the languages mail programs speak."""
_DATED = re.compile(r"\d{1,4}[./: -]\d|\d{4}|@", re.ASCII)
_RULED_OFF = re.compile(
    r"^[ \t>*]{0,6}-{2,12} ?(?:original message|urspr[üu]ngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale|mensagem original|oorspronkelijk bericht|wiadomość oryginalna|forwarded message"
    r"|weitergeleitete nachricht)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = re.compile(
    r"^[ \t>*]{0,6}(?:from|von|de|da|van|od|от|kimden)[ \t*]{0,3}:[^\n]{1,200}\n(?:[^\n]{0,200}\n){0,3}?[ \t>*]{0,6}"
    r"(?:sent|date|gesendet|datum|envoy[eé]|enviado|inviato|data|verzonden|wysłano|odesláno|отправлено)[ \t*]{0,3}:",
    re.IGNORECASE | re.MULTILINE,
)
"""The header block that Outlook puts above the earlier mail."""


def quoted_spans(text: str, given: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Spans of earlier mail in `text`, sorted and merged: those given by the caller and those seen in the lines."""
    spans = [*given, *(found.span() for found in _QUOTED_LINE.finditer(text))]
    starts = [
        start for start in (_wrote_at(text), _start(_RULED_OFF, text), _start(_HEADERS, text)) if start is not None
    ]
    if starts:
        spans.append((min(starts), len(text)))
    return merge(spans)


def _start(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return found.start() if found else None


def _wrote_at(text: str) -> int | None:
    """Where the line that says who wrote what follows begins: with the line before it where it was wrapped."""
    for found in _WROTE.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        if not _DATED.search(text, start, found.end()):
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if _DATED.search(text, start, found.end()):
            return start
    return None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, joined where they touch or overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def without(text: str, spans: Sequence[Span]) -> str:
    """What is left of the text when the spans are taken out."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return "".join(kept)


def covers(spans: Sequence[Span], start: int) -> bool:
    """Whether a match that begins at `start` lies in quoted text."""
    return any(first <= start < last for first, last in spans)
