"""Text tables: CSV, TSV and their relatives, in whatever encoding, delimiter and line ends they come."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from smsdpo.connectors.base import MAX_CELL, Notes, Reading, Row, clean, refuse_wide
from smsdpo.core.errors import Refusal

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 256 * 1024
_SAMPLE_ROWS = 60
# Other formats under a text table's name, by their first bytes.
_FOREIGN = {
    b"PK\x03\x04": "an Excel workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook or another Office file",
    b"%PDF": "a PDF document",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "a packed file",
}


def rows(path: Path, reading: Reading, notes: Notes) -> Iterator[Row]:
    """All records; a quoted cell may hold line ends, so a record's number is not always its line's."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    _refuse_foreign(start, path.name)
    encoding = _checked_encoding(reading.encoding) or find_encoding(path, start)
    if encoding in ("cp1252", "latin-1"):
        notes.add("The file is not Unicode; it was read as Western European text of Windows.")
    csv.field_size_limit(MAX_CELL)
    try:
        yield from _records(path, encoding, reading)
    except UnicodeError as error:
        raise Refusal(
            f"{path.name} is not written in the encoding {encoding}.",
            hint="Name its encoding in the mapping file, or save it as UTF-8.",
        ) from error


def _records(path: Path, encoding: str, reading: Reading) -> Iterator[Row]:
    # newline="": only CR, LF or both end a line, and those inside quotation marks stay as they are.
    with path.open(encoding=encoding, newline="") as text:
        sample = text.read(_SAMPLE)
    with path.open(encoding=encoding, newline="") as text:
        skipped, named = _excel_hint(sample)
        for _ in range(skipped):
            next(text)
        reader = csv.reader(text, delimiter=reading.delimiter or named or find_delimiter(sample))
        number = skipped
        try:
            for cells in reader:
                number += 1
                refuse_wide(len(cells), path.name)
                yield number, [clean(cell) for cell in cells]
        except csv.Error as error:
            raise Refusal(
                f"{path.name} cannot be read as a table after row {number}: a cell there is too long or its quotation"
                " mark is never closed.",
                hint="Check that row in the program the file came from and export it again.",
            ) from error


def _excel_hint(sample: str) -> tuple[int, str]:
    """Excel's own note of the delimiter, `sep=;`, is a line before the table."""
    found = re.match(r"sep=(.)[\r\n]", sample, re.IGNORECASE)
    return (1, found[1]) if found else (0, "")


def _refuse_foreign(start: bytes, name: str) -> None:
    for magic, what in _FOREIGN.items():
        if start.startswith(magic):
            raise Refusal(
                f"{name} is not a text table: it is {what}.", hint="Export the data as CSV or save it as .xlsx."
            )


def _checked_encoding(name: str) -> str:
    if not name:
        return ""
    try:
        codec = codecs.lookup(name)
    except LookupError as error:
        raise Refusal(f"There is no text encoding called {name!r}.", hint="Leave it out to have it found.") from error
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def find_encoding(path: Path, start: bytes) -> str:
    """By its mark, by the zero bytes of UTF-16, else UTF-8 if every byte of the file agrees, else Windows."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if start.startswith(mark):
            return encoding
    even, odd = start[0:2000:2].count(0), start[1:2000:2].count(0)
    half = max(1, len(start[:2000]) // 2)
    if max(even, odd) > 0.4 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    for encoding in ("utf-8", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    return "latin-1"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def find_delimiter(sample: str) -> str:
    """The mark that cuts the first rows into the most cells, the same number in each; a comma where nothing does."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        widths = _widths(sample, delimiter)
        if not widths or max(widths) < 2:
            continue
        usual = max(set(widths), key=widths.count)
        score = (widths.count(usual) / len(widths)) * usual if usual > 1 else 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    try:
        records = itertools.islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
        return [len(record) for record in records if record]
    except csv.Error:
        return []
