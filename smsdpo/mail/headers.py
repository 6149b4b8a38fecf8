"""Header fields read by hand: encoded words, addresses and message ids, none of which may ever raise."""

import base64
import binascii
import re
from collections.abc import Iterable
from email.utils import getaddresses
from urllib.parse import unquote_to_bytes

from smsdpo.mail.charsets import clean_line, decode

_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?]*)?\?([bqBQ])\?([^?]*)\?=")
_WORDS = re.compile(r"=\?[^?\s]+\?[bqBQ]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bqBQ]\?[^?]*\?=)*")
_SIMPLE_ADDRESS = re.compile(r'\s*(?:"([^"\\<>]*)"|([^"<>,;:()\\@]*?))\s*<\s*([^<>\s,;"()]+@[^<>\s,;"()]+)\s*>\s*')
_BARE_ADDRESS = re.compile(r"""[^<>\s,;:"'()\[\]]+@[^<>\s,;:"'()\[\]]+""")
_ID = re.compile(r"<([^<>\s]{1,500})>")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9_-]+)(\*\d{1,3})?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_LONGEST = 20_000
_Q = re.compile(r"=([0-9A-Fa-f]{2})")


class Fields:
    """The header of a message: raw values by lower-case name, decoded when asked for."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name.lower(), []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __len__(self) -> int:
        return len(self._values)

    def all(self, name: str) -> list[str]:
        """Every value of the field, topmost first, as it stands in the message."""
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        """The first value as it stands in the message, or nothing."""
        values = self._values.get(name)
        return values[0][:_LONGEST] if values else ""

    def shown(self, name: str, limit: int = 1000) -> str:
        """The first value as a person reads it."""
        return clean_line(decoded(self.first(name)), limit)


def decoded(value: str) -> str:
    """Unfolds, and decodes encoded words and undeclared 8-bit characters."""
    if not value.isascii():
        value = decode(value.encode("utf-8", "surrogateescape"))
    if "=?" not in value:
        return value
    return _WORDS.sub(lambda found: _decoded_words(found.group()), value.replace("\r\n", "").replace("\n", ""))


def _decoded_words(words: str) -> str:
    """Words of one character set are joined before decoding: some programs cut a character in two."""
    pieces: list[tuple[str, bytes]] = []
    for charset, way, data in _WORD.findall(words):
        content = _from_q(data) if way in "qQ" else _from_b(data)
        if pieces and pieces[-1][0] == charset.lower():
            pieces[-1] = (charset.lower(), pieces[-1][1] + content)
        else:
            pieces.append((charset.lower(), content))
    return "".join(decode(content, charset) for charset, content in pieces)


def _from_q(data: str) -> bytes:
    text = data.replace("_", " ")
    return _Q.sub(lambda found: chr(int(found.group(1), 16)), text).encode("latin-1", "replace")


def _from_b(data: str) -> bytes:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", data)
    letters = letters[: -1 if len(letters) % 4 == 1 else None]
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return data.encode("ascii", "replace")


def addresses(value: str) -> list[tuple[str, str]]:
    """(name, address) pairs in the order written; an address that is not one stays with its name only."""
    # White space folded first: over a long run of it the patterns would take the cube of its length.
    value = " ".join(value[:_LONGEST].split())
    simple = _SIMPLE_ADDRESS.fullmatch(value)
    if simple is not None:
        name = simple[1] if simple[1] is not None else simple[2]
        return [(clean_line(decoded(name or ""), 200), _clean_address(simple[3]))]
    flat = value.replace("\x00", " ")
    if " " in flat.strip() and not re.search(r'[<(,;:"]', flat):
        return _name_beside_address(flat)
    try:
        found = getaddresses([flat])
    except RecursionError:  # brackets in brackets, thousands deep
        return _name_beside_address(flat)
    pairs = [(clean_line(decoded(name), 200), _clean_address(decoded(address))) for name, address in found]
    pairs = [(name, address) for name, address in pairs if name or address]
    if any("@" in address for _, address in pairs):
        return [(name if "@" in address else name or address, address) for name, address in pairs]
    return _name_beside_address(flat)


def _name_beside_address(flat: str) -> list[tuple[str, str]]:
    """What is written without the signs that tell a name from an address."""
    shown = decoded(flat)
    found = _BARE_ADDRESS.search(shown)
    if found is not None:
        name = clean_line(shown.replace(found.group(), " "), 200).strip("<>\"', ")
        return [(name, _clean_address(found.group()))]
    return [(clean_line(shown, 200).strip('"<> '), "")] if flat.strip() else []


def _clean_address(address: str) -> str:
    cleaned = clean_line(address, 320).replace(" ", "")
    return cleaned if "@" in cleaned else ""


def shown_addresses(values: Iterable[str]) -> str:
    """The recipients on one line; more than anybody reads is not looked at."""
    pairs, left = [], _LONGEST
    for value in values:
        pairs += addresses(value[: max(left, 0)])
        left -= len(value)
    return clean_line(
        ", ".join(f"{name} <{address}>" if name and address else name or address for name, address in pairs)
    )


def message_ids(value: str) -> list[str]:
    """The ids in a field, without brackets. `<>` and other rubbish give none."""
    found = _ID.findall(value[:_LONGEST])
    if found:
        return [clean_line(one) for one in found]
    bare = value.strip().strip("<>").strip()
    return [clean_line(bare)] if bare and len(bare) <= 500 and not re.search(r"[\s<>]", bare) else []


def parameters(value: str) -> dict[str, str]:
    """The parameters of a content type or disposition, also those in numbered and encoded pieces (RFC 2231)."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, star, raw in _PARAMETER.findall(value[:_LONGEST]):
        text = (
            re.sub(r"\\(.)", r"\1", raw[1:-1]) if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw.strip(" \t\r\n\"'")
        )
        pieces.setdefault(name.lower(), []).append((int(number[1:4] or 0) if number else 0, bool(star), text))
    return {name: _joined(sorted(parts, key=lambda part: part[0])) for name, parts in pieces.items()}


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    if not any(encoded for _, encoded, _ in parts):
        return decoded("".join(text for _, _, text in parts) if len(parts) > 1 and parts[1][0] else parts[0][2])
    charset, content = "", b""
    for number, encoded, text in parts:
        rest = text
        if number == 0 and encoded and text.count("'") >= 2:
            charset, _, rest = text.split("'", 2)
        content += unquote_to_bytes(rest) if encoded else rest.encode("utf-8", "surrogateescape")
    return decode(content, charset)
