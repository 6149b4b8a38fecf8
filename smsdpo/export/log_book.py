"""A log of the office as a workbook: one row a request or a day, as the regulator may ask to see it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from smsdpo.domain.log_columns import LogColumn
from smsdpo.export import scratch, sheets
from smsdpo.export.cells import Tally, cell_parts, clean_text
from smsdpo.export.sheets import HEADER, NUMBER, TEXT, TITLE, PlainSheet, look_of

LogRow = Mapping[str, str | date | int | None]


def write_log(
    title: str,
    columns: Sequence[LogColumn],
    rows: Iterable[LogRow],
    target: Path,
    *,
    about: Sequence[tuple[str, str]],
    counted: str,
) -> int:
    """Write the log to `target`; returns how many rows it holds. A text cut to a cell's length says so.

    `about` begins with the organisation; its sheet ends with how many of what is `counted` there are.
    """
    from openpyxl import Workbook

    tally = Tally()
    with scratch.private_scratch() as folder:
        book: Any = Workbook(write_only=True)
        book.properties.creator = book.properties.lastModifiedBy = about[0][1]
        book.properties.title = title
        styles: dict[Any, int] = {}
        log = _sheet(book, title, folder, styles, [column.width for column in columns], table=True)
        log.put([(column.title, HEADER) for column in columns])
        count = 0
        for row in rows:
            log.put([_cell(row.get(column.key), tally) for column in columns])
            count += 1
        sheets.filter_on(log, len(columns))
        _about(
            _sheet(book, "About", folder, styles, (30, 70), table=False), title, [*about, (counted, str(count))], tally
        )
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


def _about(sheet: PlainSheet, title: str, about: Sequence[tuple[str, str]], tally: Tally) -> None:
    sheet.put([(title, TITLE)])
    for label, value in about:
        sheet.put([(label, HEADER), (clean_text(value, tally), TEXT)])
