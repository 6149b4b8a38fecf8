"""The office's request log as a workbook: one row a request, as the regulator may ask to see it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from smsdpo.domain.log_columns import COLUMNS
from smsdpo.export import scratch, sheets
from smsdpo.export.cells import Tally, cell_parts, clean_text
from smsdpo.export.sheets import HEADER, NUMBER, TEXT, TITLE, PlainSheet, look_of

LogRow = Mapping[str, str | date | int | None]


def write_log(rows: Iterable[LogRow], target: Path, *, organisation: str, about: Sequence[tuple[str, str]]) -> int:
    """Write the log to `target`; returns how many requests it holds. A text cut to a cell's length says so."""
    from openpyxl import Workbook

    tally = Tally()
    with scratch.private_scratch() as folder:
        book: Any = Workbook(write_only=True)
        book.properties.creator = book.properties.lastModifiedBy = organisation
        book.properties.title = "Request log"
        styles: dict[Any, int] = {}
        log = _sheet(book, "Request log", folder, styles, [column.width for column in COLUMNS], table=True)
        log.put([(column.title, HEADER) for column in COLUMNS])
        count = 0
        for row in rows:
            log.put([_cell(row.get(column.key), tally) for column in COLUMNS])
            count += 1
        sheets.filter_on(log, len(COLUMNS))
        _about(_sheet(book, "About", folder, styles, (30, 70), table=False), about, count, tally)
        book.save(target)
    return count


def _sheet(
    book: Any, title: str, folder: Path, styles: dict[Any, int], widths: Sequence[float], *, table: bool
) -> PlainSheet:
    made = PlainSheet(book, title, folder, styles)
    book._add_sheet(made)  # create_sheet would make openpyxl's own kind of sheet
    sheets.set_up(made, widths, title, table=table)
    return made


def _cell(value: str | date | int | None, tally: Tally) -> tuple[Any, Any]:
    if isinstance(value, str):
        first, *more = cell_parts(clean_text(value, tally)) or [""]
        return (f"{first} […]" if more else first), TEXT
    if isinstance(value, int):
        return value, NUMBER
    return value, look_of(value, "date")


def _about(sheet: PlainSheet, about: Sequence[tuple[str, str]], count: int, tally: Tally) -> None:
    sheet.put([("Request log", TITLE)])
    for label, value in (*about, ("Requests", str(count))):
        sheet.put([(label, HEADER), (clean_text(value, tally), TEXT)])
