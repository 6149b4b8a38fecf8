"""Bytes of unknown good will into text: the declared character set if it fits, else the one that does."""

import re

_ALIASES = {
    # Supersets of what is named, as every mail program reads them: the names are used loosely.
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "unicode-1-1-utf-7": "utf-7",
    "utf8": "utf-8",
    "utf-8mb4": "utf-8",
}
# Not character sets of mail, or ones whose decoders take quadratic time or read escapes.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_NOT_ASCII_SAFE = ("iso-2022", "utf-7", "hz", "utf-16", "utf-32", "utf16", "utf32")
_UNDECLARED = frozenset({"", "ascii", "us-ascii", "unknown-8bit", "x-unknown", "unknown", "8bit", "binary", "default"})

# What mail is written in; without the list, tables of old Macintoshes and mainframes win by chance.
_GUESSED = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "iso8859_2"]
_GUESSED += ["cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949"]
_SAMPLE = 20_000
_FEW = 8
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ASCII_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_LINE_CLUTTER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)
_SPACES = re.compile(r"\s+")


def decode(data: bytes, charset: str = "") -> str:
    """Never fails: what no character set explains is read as Windows-1252, with marks where that has a gap."""
    name = charset.strip().strip("\"'").lower()
    if data.isascii() and not name.startswith(_NOT_ASCII_SAFE):
        return data.decode("ascii")
    if name not in _UNDECLARED:
        text = _try(data, _ALIASES.get(name, name))
        if text is not None:
            return text
    return _guess(data)


def _try(data: bytes, name: str) -> str | None:
    if name.replace("-", "_") in _REFUSED:
        return None
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    for name in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"):
        text = _try(data, name)
        if text is not None:
            return text
    # A few accents among plain letters: a Western letter, on which statistics have too little to go.
    if sum(byte > 127 for byte in data[:_SAMPLE]) <= _FEW:
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED).best()
    text = _try(data, best.encoding) if best is not None else None
    return text if text is not None else data.decode("cp1252", errors="replace")


def clean_text(text: str) -> str:
    """Text of several lines with one kind of line end and nothing that is not text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():  # the common case at the speed of a copy
        return text.encode("ascii").translate(None, _ASCII_CONTROLS).decode("ascii")
    return _CONTROLS.sub("", text)


def clean_line(text: str, limit: int = 1000) -> str:
    """One line without control, direction and invisible characters, cut at `limit`."""
    if not text.isascii() or not text.isprintable():
        text = _LINE_CLUTTER.sub(" ", text[: limit * 4])
    return _SPACES.sub(" ", text[: limit * 4]).strip()[:limit]
