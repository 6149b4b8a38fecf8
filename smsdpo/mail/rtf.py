"""The compressed rich text of an Outlook message (MS-OXRTFCP) as plain text, or as the HTML it was made from."""

import re
import struct

from smsdpo.mail.charsets import decode

_LONGEST = 20_000_000
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+")
_SKIPPED = frozenset({b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"generator", b"pntext"})
_WORDS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"row": "\n", b"cell": "  ", b"lquote": "‘", b"rquote": "’"}
_WORDS |= {b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—"}


def text_of_compressed_rtf(data: bytes) -> tuple[str, str]:
    """(`plain` or `html`, text); empty text when there is nothing to read."""
    rtf = _decompressed(data)
    if not rtf.startswith(b"{\\rtf"):
        return "plain", ""
    return ("html" if b"\\fromhtml" in rtf[:2000] else "plain"), _text(rtf)


def _decompressed(data: bytes) -> bytes:
    if len(data) < 16:
        return b""
    _, raw_size, kind = struct.unpack("<III", data[:12])
    if kind == 0x414C454D:  # "MELA": not compressed
        return data[16 : 16 + raw_size]
    if kind != 0x75465A4C:  # "LZFu"
        return b""
    return _unpacked(data[16:], min(raw_size, _LONGEST))


def _unpacked(data: bytes, size: int) -> bytes:
    window = bytearray(_START) + bytearray(4096 - len(_START))
    at = len(_START)
    result = bytearray()
    place = 0
    while place < len(data) and len(result) < size:
        control = data[place]
        place += 1
        for bit in range(8):
            pair = control >> bit & 1
            if place + pair >= len(data):
                return bytes(result)
            if not pair:
                run = data[place : place + 1]
            else:
                word = data[place] << 8 | data[place + 1]
                offset, length = word >> 4, (word & 15) + 2
                if offset == at:
                    return bytes(result)
                run = bytes(_copied(window, offset, at, length))
            place += 1 + pair
            for byte in run:
                window[at] = byte
                at = (at + 1) % 4096
            result += run
    return bytes(result)


def _copied(window: bytearray, offset: int, at: int, length: int) -> bytearray:
    """A run that may reach into what it is writing."""
    run = bytearray()
    for step in range(length):
        source = (offset + step) % 4096
        ahead = (source - at) % 4096
        run.append(run[ahead] if ahead < len(run) else window[source])
    return run


def _text(rtf: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", rtf[:4000])
    reader = _Reader(f"cp{found[1].decode()}" if found else "cp1252")
    for token in _TOKEN.finditer(rtf):
        reader.take(token)
    return reader.text()


class _Reader:
    """Follows the groups of the file; a skipped group is one that holds no text of the writer."""

    def __init__(self, charset: str) -> None:
        self._charset = charset
        self._out: list[str] = []
        self._bytes = bytearray()
        self._states: list[tuple[bool, bool, int]] = []
        self._skip = False
        self._html_off = False  # \htmlrtf … \htmlrtf0: said in the HTML already
        self._after_unicode = 1
        self._swallow = 0
        self._fresh = False  # straight after an opening brace

    def take(self, token: "re.Match[bytes]") -> None:
        word, number, code, symbol, brace, plain = token.groups()
        fresh, self._fresh = self._fresh, False
        if brace == b"{":
            self._states.append((self._skip, self._html_off, self._after_unicode))
            self._fresh = True
        elif brace == b"}":
            if self._states:
                self._skip, self._html_off, self._after_unicode = self._states.pop()
        elif word:
            self._word(word, int(number) if number else None, fresh=fresh)
        elif code:
            self._add_bytes(bytes([int(code, 16)]))
        elif symbol:
            self._symbol(symbol)
        elif plain:
            self._add_bytes(plain)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._skip = True  # until a known destination says otherwise
        elif symbol in b"\\{}":
            self._add_bytes(symbol)
        elif symbol == b"~":
            self._add(" ")

    def _word(self, word: bytes, number: int | None, *, fresh: bool) -> None:
        if word == b"htmltag":
            self._skip = False
        elif word == b"htmlrtf":
            self._html_off = number != 0
        elif word in _SKIPPED and fresh:
            self._skip = True
        elif word == b"uc" and number is not None:
            self._after_unicode = min(max(number, 0), 8)
        elif word == b"u" and number is not None:
            self._add(chr(number % 0x10000))
            self._swallow = self._after_unicode
        elif word in _WORDS:
            self._add(_WORDS[word])

    def _add_bytes(self, data: bytes) -> None:
        if self._swallow:
            swallowed = min(self._swallow, len(data))
            self._swallow -= swallowed
            data = data[swallowed:]
        if not self._skip and not self._html_off:
            self._bytes += data

    def _add(self, text: str) -> None:
        if not self._skip and not self._html_off:
            self._flush()
            self._out.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._out.append(decode(bytes(self._bytes), self._charset))
            self._bytes.clear()

    def text(self) -> str:
        self._flush()
        return "".join(self._out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
