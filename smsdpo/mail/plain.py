"""A letter typed into a text file: no header, so it has no sender, date or subject but what it says itself."""

from smsdpo.core.errors import Refusal
from smsdpo.mail.charsets import decode
from smsdpo.mail.eml import Contents, Origin, assembled
from smsdpo.mail.headers import Fields
from smsdpo.mail.parsed import ParsedMessage

_MOST_CONTROLS = 0.02
_LONGEST_SUBJECT = 120


def read_plain(raw: bytes, origin: Origin) -> ParsedMessage:
    """The file's words as a message; a short first line followed by an empty one is its subject, as letters have it."""
    if not is_text(raw):
        raise Refusal(
            f"{origin.name} does not hold text, so it cannot be read as a letter.",
            hint="Open it in the program it was made with and save the letter as text, or add it as an attachment.",
        )
    contents = Contents(pieces=[("plain", decode(raw))])
    subject = _subject(contents.pieces[0][1])
    return assembled(raw, Fields([("Subject", subject)] if subject else []), contents, origin)


def is_text(raw: bytes) -> bool:
    """Whether a reader would call this text: hardly any control characters (UTF-16 with its mark is text)."""
    sample = raw[:65_536]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        sample = decode(sample[: len(sample) // 2 * 2]).encode("utf-8", "replace")
    controls = sum(sample.count(byte) for byte in _CONTROLS)
    return bool(sample.strip()) and controls <= len(sample) * _MOST_CONTROLS


_CONTROLS = [bytes([code]) for code in (*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F)]


def _subject(text: str) -> str:
    lines = text.lstrip("\ufeff\r\n ").splitlines()
    first = lines[0].strip().lstrip("# ") if lines else ""
    followed_by_space = len(lines) > 1 and not lines[1].strip()
    greeting = first.endswith((",", ":", ";", "!", ".")) or first.lower().startswith(
        ("dear ", "hi ", "hello", "to whom")
    )
    return first if first and followed_by_space and not greeting and len(first) <= _LONGEST_SUBJECT else ""
