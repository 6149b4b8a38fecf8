"""A log of the office as a workbook: one row a request or a day, as the regulator may ask to see it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from smsdpo.domain.log_columns import LogColumn
from smsdpo.export import scratch
from smsdpo.export.cells import Tally, cell_parts, clean_text
from smsdpo.export.sheets import HEADER, NUMBER, TEXT, TITLE, PlainBook, PlainSheet, filter_on, look_of

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
    tally = Tally()
    with scratch.private_scratch() as folder, PlainBook(folder, title, about[0][1]) as book:
        log = book.add(title, [column.width for column in columns], title)
        log.put([(column.title, HEADER) for column in columns])
        count = 0
        for row in rows:
            log.put([_cell(row.get(column.key), tally) for column in columns])
            count += 1
        filter_on(log, len(columns))
        _about(book.add("About", (30, 70), title, table=False), title, [*about, (counted, str(count))], tally)
        book.save(target)
    return count


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
