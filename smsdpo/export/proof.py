"""The proof before "done": the finished file is reopened, counted and searched for what must not be in it (N13)."""

import codecs
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class with a lower-case name

from smsdpo.core.errors import Fault, Refusal

_CHUNK = 1 << 20
_ROW = b"<row "
_FORMULA = re.compile(rb"<f[ />]")
_SHEET_NAME = re.compile(r'<sheet [^>]*?name="([^"]*)"')
# A very short string would be found inside innocent words; it counts only where it stands alone.
_SHORT = 4


class Redacted:
    """Finds redacted strings in text, however the file formats spell them; the strings never leave this class."""

    def __init__(self, strings: Iterable[str]) -> None:
        spellings = {spelling for text in strings if text.strip() for spelling in _spellings(text.strip())}
        self._longest = max(map(len, spellings), default=0)
        self._pattern = re.compile("|".join(map(_as_pattern, sorted(spellings))), re.IGNORECASE) if spellings else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def found_in(self, text: str) -> bool:
        """Whether one of the strings is in `text`."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def found_in_stream(self, stream: IO[bytes], *, xml: bool) -> bool:
        """Whether one of the strings is in the UTF-8 bytes of `stream`, read piece by piece."""
        decoder, carry = codecs.getincrementaldecoder("utf-8")("replace"), ""
        for chunk in _chunks(stream):
            text = carry + decoder.decode(chunk)
            # A letter may be spelt as a reference (&#246;, &amp;), up to ten characters for one.
            if self.found_in(unescape(text) if xml else text):
                return True
            carry = text[-10 * self._longest - 10 :]
        return False


def _spellings(text: str) -> set[str]:
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    in_json = json.dumps(text, ensure_ascii=False)[1:-1]
    return {text, one_line_end, in_json, text.replace('"', '""')}


def _as_pattern(text: str) -> str:
    literal = re.escape(text)
    return rf"(?<!\w){literal}(?!\w)" if len(text) < _SHORT else literal


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def sha256_of(path: Path) -> str:
    """The hash of a finished file."""
    with path.open("rb") as stream:
        return _hash(stream)


def prove_workbook(draft: Path, name: str, rows: Sequence[tuple[str, int]], redacted: Redacted) -> None:
    """Reopen the workbook: its sheets in order with their rows (header included), no formula, no redacted text."""
    with _reopened(draft, name) as archive:
        titles = [unescape(title) for title in _SHEET_NAME.findall(archive.read("xl/workbook.xml").decode())]
        if titles != [title for title, _ in rows]:
            raise Fault("The finished workbook does not hold the sheets that were written.")
        for number, (title, expected) in enumerate(rows, start=1):
            with archive.open(f"xl/worksheets/sheet{number}.xml") as stream:
                _prove_sheet(stream, title, expected)
        _prove_redacted(archive, name, redacted, {f"xl/worksheets/sheet{n}.xml": t for n, t in enumerate(titles, 1)})


def _prove_sheet(stream: IO[bytes], title: str, expected: int) -> None:
    found, carry = 0, b""
    for chunk in _chunks(stream):
        piece = carry + chunk
        if _FORMULA.search(piece):
            raise Fault(f"The finished workbook has a formula on the sheet {title}.")
        carry = piece[-len(_ROW) + 1 :]
        found += piece.count(_ROW)
    if found != expected:
        raise Fault(f"The finished workbook has {found} rows instead of {expected} on the sheet {title}.")


def prove_archive(draft: Path, name: str, hashes: Mapping[str, str], redacted: Redacted) -> None:
    """Reopen the archive: every part is there with the hash the manifest states, and no redacted text is in it."""
    with _reopened(draft, name) as archive:
        for part, expected in hashes.items():
            with archive.open(part) as stream:
                if _hash(stream) != expected:
                    raise Fault(f"The finished archive does not hold {part} as it was written.")
        _prove_redacted(archive, name, redacted, {})


def _reopened(draft: Path, name: str) -> ZipFile:
    try:
        return ZipFile(draft)
    except (BadZipFile, ZlibError) as error:
        raise Fault(f"{name} cannot be read back as it was written.") from error


def _prove_redacted(archive: ZipFile, name: str, redacted: Redacted, titles: Mapping[str, str]) -> None:
    if not redacted:
        return
    for part in archive.namelist():
        with archive.open(part) as stream:
            if redacted.found_in(part) or redacted.found_in_stream(stream, xml=part.endswith(".xml")):
                raise still_there(name, titles.get(part, part))


def still_there(name: str, place: str) -> Refusal:
    """The refusal that blocks a release: says where redacted text is left, never what it says."""
    return Refusal(
        f"{name} was not released: a redacted passage is still in it ({place}).",
        hint="Look at the records of that part again: redact every mention, or withhold the record.",
    )
