"""A table file as a stream of prepared records: what runs in the cage, and the same from the caller's side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from smsdpo.connectors import csv_file, xlsx_file
from smsdpo.connectors.base import Notes, Reading, Row
from smsdpo.connectors.days import find_order
from smsdpo.connectors.mapping import ColumnMapping, guess_mapping, mapping_from
from smsdpo.connectors.rows import BadRow, Prepared, RowReader
from smsdpo.core.cage import Cage, CageBroken, Limits
from smsdpo.core.errors import Refusal
from smsdpo.domain import categories
from smsdpo.domain.identifiers import squeeze

BATCH = 5_000
LIMITS = Limits(seconds=60, memory_mb=1024)

_LINE, _PART = "\x1e", "\x1f"
_EVIDENCE_ROWS = 2_000
_OLD = {
    ".xls": "an old Excel workbook",
    ".xlsb": "a binary Excel workbook",
    ".xlsm": "a workbook with macros",
    ".ods": "an OpenDocument table",
    ".dbf": "a dBase table",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Some prepared records in the order of the file, and the rows left out with the reason."""

    records: list[Prepared]
    refused: list[tuple[int, str]]
    mapping: dict[str, Any]
    notes: tuple[str, ...]


def read_table(path: Path, mapping: ColumnMapping | None) -> Iterator[Batch]:
    """Read a file in the cage. Raises a Refusal for whatever it cannot be read by or as."""
    check_file(path)
    header = {"mapping": mapping.as_data() if mapping else None, "name": path.name}
    with Cage(LIMITS) as cage:
        try:
            for answer, blobs in cage.stream("smsdpo.connectors.tabular:prepare", header, path):
                records = _unpacked(blobs[0])
                refused = [(row, reason) for row, reason in answer["refused"]]
                yield Batch(records, refused, answer["mapping"], tuple(answer["notes"]))
        except CageBroken as broken:
            raise Refusal(
                f"{path.name} could not be read because {broken.reason}.",
                hint="Nothing was imported. Export the data again, as CSV if possible.",
            ) from broken


def check_file(path: Path) -> None:
    """What can be said before the file is opened."""
    if not path.exists():
        raise Refusal(f"There is no file {path.name}.", hint="Check the name and the folder.")
    if not path.is_file():
        raise Refusal(f"{path.name} is not a file.", hint="Choose the file itself.")
    if (what := _OLD.get(path.suffix.lower())) is not None:
        raise Refusal(f"{path.name} is {what}, which is not read.", hint="Save it as .xlsx or CSV and import that.")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise Refusal(f"{path.name} is empty.", hint="Export the data again.")
    except OSError as error:
        raise Refusal(
            f"{path.name} cannot be opened.", hint="Close it in the program that has it open, or work on a copy."
        ) from error


# --- in the cage ------------------------------------------------------------------------------------------------------


def prepare(header: dict[str, Any], payload: bytes | Path) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Batches of prepared records as one JSON blob each; the first comes with what was found out about the file."""
    assert isinstance(payload, Path)  # noqa: S101 - a table is always given as a file
    notes = Notes()
    given = mapping_from(header["mapping"], "The mapping") if header["mapping"] else None
    rows, headers, mapping = _opened(payload, given, notes)
    first = list(islice(rows, _EVIDENCE_ROWS))
    reader = RowReader(mapping, headers, _date_orders(mapping, headers, first, notes))
    whole = chain(first, rows)
    told: dict[str, Any] = {"mapping": mapping.as_data(), "notes": notes.lines}
    empty = True
    while batch := list(islice(whole, BATCH)):
        empty = False
        records, refused = _read_batch(reader, batch)
        yield {**told, "refused": refused}, _packed(records)
    if empty:
        yield {**told, "refused": []}, _packed([])


def _packed(records: Sequence[Prepared]) -> list[bytes]:
    """As lines of text: no cell and no JSON holds these two marks, and cutting is four times as quick as parsing."""
    return [_LINE.join([_PART.join(record) for record in records]).encode()]


def _unpacked(blob: bytes) -> list[Prepared]:
    return [Prepared._make(line.split(_PART)) for line in blob.decode().split(_LINE)] if blob else []


def _read_batch(reader: RowReader, batch: Sequence[Row]) -> tuple[list[Prepared], list[tuple[int, str]]]:
    records: list[Prepared] = []
    refused: list[tuple[int, str]] = []
    read = reader.read
    for row, cells in batch:
        if not any(cells):
            continue
        try:
            records.append(read(cells))
        except BadRow as bad:
            refused.append((row, str(bad)))
    return records, refused


def _opened(path: Path, given: ColumnMapping | None, notes: Notes) -> tuple[Iterator[Row], list[str], ColumnMapping]:
    """The rows below the headings, the headings, and the mapping with the file's own headings in it."""
    reading = Reading(given.encoding, given.delimiter, given.sheet) if given else Reading()
    rows = open_rows(path)(path, reading, notes)
    wanted = given.header_row if given else 1
    cells = next((cells for row, cells in rows if row >= wanted and any(cells)), None)
    if cells is None:
        raise Refusal(f"{path.name} holds no table.", hint="Check the file, and 'header_row' in the mapping file.")
    headers = _headings(cells)
    if given is not None:
        return rows, headers, _fitted(given, headers, path.name)
    guessed = guess_mapping(headers)
    if guessed is None:
        raise Refusal(
            f"The headings of {path.name} do not tell what its columns mean.",
            hint="Give a mapping file that names the category and the columns.",
        )
    notes.add(f"Read as {categories.get(guessed.category).label.lower()} by its headings.")
    return rows, headers, guessed


def open_rows(path: Path) -> Callable[[Path, Reading, Notes], Iterator[Row]]:
    """The reader for a file: by its first bytes, because a name can be wrong, then by its ending; else it is text."""
    with path.open("rb") as file:
        start = file.read(4)
    packed = start in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}
    return xlsx_file.rows if packed or path.suffix.lower() == ".xlsx" else csv_file.rows


def _headings(cells: Sequence[str]) -> list[str]:
    """Every column with a heading of its own: a missing one by its number, a second one of a name marked."""
    seen: dict[str, int] = {}
    headers = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:200] or f"Column {number}"
        seen[name] = seen.get(name, 0) + 1
        headers.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return headers


def _fitted(given: ColumnMapping, headers: Sequence[str], name: str) -> ColumnMapping:
    """The mapping's headings as the file spells them; one that is not there is refused."""
    by_word: dict[str, str] = {}
    for header in headers:
        by_word.setdefault(squeeze(header), header)
    columns: dict[str, str] = {}
    for wanted, key in given.columns.items():
        header = wanted if wanted in headers else by_word.get(squeeze(wanted), "")
        if not header:
            # The file's own first row is not quoted: without headings it would be somebody's data.
            raise Refusal(
                f"{name} has no column with the heading {wanted!r}.",
                hint="Correct the mapping file, or set 'header_row' to the row with the headings.",
            )
        columns[header] = key
    return ColumnMapping(**{**given.as_data(), "columns": columns})


def _date_orders(mapping: ColumnMapping, headers: Sequence[str], rows: Sequence[Row], notes: Notes) -> dict[str, str]:
    if mapping.date_order:
        return {}
    category = categories.get(mapping.category)
    orders: dict[str, str] = {}
    for column, header in enumerate(headers):
        field = category.field(mapping.columns.get(header, ""))
        if field is None or field.kind != "date":
            continue
        cells = ((row, line[column]) for row, line in rows if column < len(line))
        orders[header], evidence = find_order(header, cells)
        if evidence:
            notes.add(evidence)
    return orders
