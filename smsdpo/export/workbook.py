"""`<REF> data.xlsx`: the person's data as a workbook, sheets in the order of contracts.md 4."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from smsdpo.core.clock import LONDON
from smsdpo.core.days import long_day
from smsdpo.export import sheets, wording
from smsdpo.export.cells import CellValue, Tally, cell_parts, clean_text, typed
from smsdpo.export.proof import Redacted, still_there
from smsdpo.export.sheets import (
    COUNT,
    HEADER,
    LABEL,
    NOTE,
    NUMBER,
    STRONG,
    TEXT,
    TITLE,
    Look,
    PlainBook,
    PlainSheet,
    look_of,
)
from smsdpo.export.subject import Section, SubjectFile, Value

ROWS_A_SHEET = 1_000_000
_SAMPLED = 12
_READ = 2000  # characters of a text that say how wide its lines are
Cells = list[tuple[CellValue, Look]]


class SubjectWorkbook:
    """Writes one subject file into one workbook; afterwards `counts` holds each sheet's rows, header included."""

    def __init__(self, file: SubjectFile, folder: Path, name: str, *, rows_a_sheet: int = ROWS_A_SHEET) -> None:
        self._file = file
        self._name = name
        self._rows_a_sheet = rows_a_sheet
        self._redacted = Redacted(file.redactions)
        self._book = PlainBook(folder, f"{file.reference} data", file.organisation)
        self.tally = Tally()
        self.records: dict[str, int] = {}
        self.redacted_records = 0

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The sheets in order with the rows each must have when the file is reopened."""
        return [(sheet.title, sheet.rows_written) for sheet in self._book.sheets]

    def write(self, target: Path) -> None:
        """Write every sheet and save."""
        with self._book:
            summary = self._new_sheet("Summary", (30, 60, 22, 40), table=False)
            self._table("How we use your data", wording.USE_HEADER, self._uses(), (24, 38, 32, 32, 32, 24, 26))
            for section in self._file.sections:
                self._section(section)
            self._table("Withheld", wording.WITHHELD_HEADER, self._withheld(), (48, 12, 60))
            self._table("Glossary", wording.GLOSSARY_HEADER, wording.GLOSSARY, (30, 60))
            self._summary(summary)
            self._book.file.properties.created = self._file.made_at.astimezone(LONDON).replace(tzinfo=None)
            self._book.save(target)

    def _new_sheet(self, wanted: str, widths: Sequence[float], *, table: bool = True) -> PlainSheet:
        return self._book.add(wanted, widths, wording.footer(self._file), table=table)

    # --- plain tables ---

    def _table(
        self, title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[float]
    ) -> None:
        sheet = self._new_sheet(title, widths)
        sheet.put([(label, HEADER) for label in header])
        self._put_plain(sheet, rows)
        sheets.filter_on(sheet, len(header))

    def _put_plain(self, sheet: PlainSheet, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            for cells in self._lines([(value, "number" if isinstance(value, int) else "text") for value in row]):
                sheet.put([(value, COUNT if look is NUMBER else look) for value, look in cells])

    def _uses(self) -> Iterator[Sequence[Value]]:
        return ((u.category, u.purpose, u.basis, u.recipients, u.period, u.source, u.origin) for u in self._file.uses)

    def _withheld(self) -> Sequence[Sequence[Value]]:
        found = wording.left_out(self._file)
        return [(what, count or None, why) for what, count, why in found] or [wording.NOTHING_WITHHELD]

    # --- one sheet a category, several where a million rows do not suffice ---

    def _section(self, section: Section) -> None:
        kinds = [column.kind for column in section.columns]
        header = ["No.", *(column.label for column in section.columns), *wording.RECORD_HEADER]
        widths, sheet, number = _widths(section, header), None, 0
        for number, row in enumerate(section.rows, start=1):
            if sheet is None or sheet.rows_written >= self._rows_a_sheet:
                sheet = self._next_sheet(sheet, section.title, header, widths)
            self.redacted_records += row.decision == "redact"
            about: list[tuple[Value, str]] = [
                (row.source, "text"),
                (wording.provenance(row.provenance), "text"),
                (wording.decision(row.decision), "text"),
            ]
            values = list(zip(row.values, kinds, strict=True))
            self._put_record(sheet, number, [*values, *about])
        if sheet is not None:
            sheets.filter_on(sheet, len(header))
            self.records[section.key] = number

    def _next_sheet(
        self, full: PlainSheet | None, title: str, header: Sequence[str], widths: Sequence[float]
    ) -> PlainSheet:
        if full is not None:
            sheets.filter_on(full, len(header))
        sheet = self._new_sheet(title, widths)
        sheet.put([(clean_text(label, self.tally), HEADER) for label in header])
        return sheet

    def _put_record(self, sheet: PlainSheet, number: int, values: Sequence[tuple[Value, str]]) -> None:
        lines = self._lines(values)
        sheet.put([(number, NUMBER), *lines[0]])
        for more in lines[1:]:
            self.tally.continued += 1
            sheet.put([(f"{number} (continued)", TEXT), *more])

    def _lines(self, values: Sequence[tuple[Value, str]]) -> list[Cells]:
        """The values as one row of cells, or as several where a text is longer than a cell can hold."""
        first: Cells = []
        overflow: dict[int, list[str]] = {}
        for place, (value, kind) in enumerate(values):
            cell = typed(value, kind)
            if isinstance(cell, str):
                parts = cell_parts(clean_text(cell, self.tally))
                if len(parts) > 1:
                    self._check_whole(cell)
                    overflow[place] = parts[1:]
                cell = parts[0]
            first.append((cell, look_of(cell, kind)))
        return [first, *_continued(overflow, len(values))]

    def _check_whole(self, text: str) -> None:
        # The proof on the finished file could miss a passage that is cut in two at a cell's end.
        if self._redacted.found_in(text):
            raise still_there(self._name, "a long text")

    # --- the first sheet, written last because it counts the others ---

    def _summary(self, sheet: PlainSheet) -> None:
        sheet.put([(wording.title(self._file), TITLE)])
        for label, value in wording.about(self._file, _made(self._file.made_at)):
            sheet.put([(label, LABEL), *self._lines([(value, "text")])[0]])
        sheet.put([])
        self._part(sheet, ("What you are given", "Records"), self._given())
        self._part(sheet, ("Where we looked", "Answer", "Records", "Remark"), wording.searched(self._file))
        self._part(sheet, ("What is not included", "Why", "Records"), wording.not_included(self._file))
        self._part(sheet, ("Notes",), ())
        for note in wording.notes(self.tally):
            sheet.put([(note, NOTE)])

    def _part(self, sheet: PlainSheet, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        sheet.put([(label, STRONG) for label in header])
        self._put_plain(sheet, rows)
        sheet.put([])

    def _given(self) -> list[Sequence[Value]]:
        titles = {section.key: section.title for section in self._file.sections}
        rows: list[Sequence[Value]] = [(titles[key], count) for key, count in self.records.items()]
        return [*rows, ("All records", sum(self.records.values()))]


def _continued(overflow: dict[int, list[str]], width: int) -> Iterator[Cells]:
    for depth in range(max(map(len, overflow.values()), default=0)):
        row: Cells = [(None, TEXT)] * width
        for place, parts in overflow.items():
            if depth < len(parts):
                row[place] = (parts[depth], TEXT)
        yield row


def _widths(section: Section, header: Sequence[str]) -> list[float]:
    """Column widths from the header and the first records, so that most of it can be read without dragging."""
    widest = [len(label) + 3 for label in header]
    for row in islice(iter(section.rows), _SAMPLED):
        shown = (row.source, wording.provenance(row.provenance), wording.decision(row.decision))
        for place, value in enumerate((*row.values, *shown), start=1):
            widest[place] = max(widest[place], _width(value))
    return [float(width) for width in widest]


def _width(value: Value) -> int:
    if isinstance(value, date):
        return 17 if isinstance(value, datetime) else 12
    return max(map(len, str(value)[:_READ].split("\n"))) + 2


def _made(at: datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{long_day(here)}, {here:%H:%M}"
