"""Sheets of a workbook: openpyxl's streaming sheet, fed with inert cells only and kept in a private folder meanwhile.

openpyxl is pinned, because `PlainSheet` stands in for two private methods of its streaming sheet: the one that would
turn text into formulas, and the one that would put personal data in clear into the machine's common temp folder.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import _writer as openpyxl_writer
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from smsdpo.export.cells import CellValue

# The accent and quiet tones of look.md, so that screen, workbook and letter are of one hand.
_ACCENT, _ON_ACCENT, _QUIET, _LINE, _SOFT = "FF2B5FD9", "FFFFFFFF", "FF566074", "FFD9DDE5", "FFE7EEFD"
_NARROWEST, _WIDEST = 9, 60
_A4 = 9


@dataclass(frozen=True, slots=True)
class Look:
    """One appearance of cells; the book keeps one style of each, shared by every cell that has it."""

    bold: bool = False
    size: int = 10
    colour: str = "FF1B2130"
    fill: str = ""
    number_format: str = "General"
    wrap: bool = True
    quote: bool = False
    line: bool = True


TEXT = Look(quote=True, number_format="@")
NUMBER = Look(wrap=False)
MONEY = Look(number_format="#,##0.00", wrap=False)
DAY = Look(number_format="dd/mm/yyyy", wrap=False)
INSTANT = Look(number_format="dd/mm/yyyy hh:mm", wrap=False)
HEADER = Look(bold=True, colour=_ON_ACCENT, fill=_ACCENT, quote=True)
TITLE = Look(bold=True, size=16, wrap=False, quote=True, line=False)
NOTE = Look(wrap=False, quote=True, line=False)
LABEL = Look(colour=_QUIET, quote=True)
STRONG = Look(bold=True, quote=True, fill=_SOFT)


class PlainSheet(WriteOnlyWorksheet):
    """A sheet that takes rows of (value, look) and writes no formula, whatever the text says."""

    def __init__(self, parent: Workbook, title: str, folder: Path, styles: dict[Look, Any]) -> None:
        super().__init__(parent, title)
        self._folder = folder
        self._styles = styles
        self._cells: dict[Look, Any] = {}
        self._sink: Any = None
        self.rows_written = 0

    def _get_writer(self) -> None:
        if self._sink is None:
            private = str(self._folder / f"{id(self)}.xml")
            # On this list openpyxl removes the file itself once it is in the workbook, and again at exit.
            openpyxl_writer.ALL_TEMP_FILES.append(private)
            self._sink = self._writer = openpyxl_writer.WorksheetWriter(self, out=private)
            self._sink.write_top()

    def _values_to_row(self, values: Iterable[tuple[CellValue, Look]], row_idx: int) -> Iterable[Any]:
        for column, (value, look) in enumerate(values, start=1):
            if value is None or value == "":
                continue
            cell = self._cells.get(look) or self._new_cell(look)
            # Past the value setter, which would read "=" as a formula and "#N/A" as an error (stack.md 5.1-2).
            cell._value = value
            cell.data_type = "s" if isinstance(value, str) else "d" if isinstance(value, date) else "n"
            cell.column, cell.row = column, row_idx
            yield cell

    def _new_cell(self, look: Look) -> Any:
        cell: Any = WriteOnlyCell(self)
        if look not in self._styles:
            self._styles[look] = _styled(cell, look)
        cell._style = self._styles[look]
        self._cells[look] = cell
        return cell

    def put(self, row: Sequence[tuple[CellValue, Look]]) -> None:
        """Append one row."""
        self.append(row)
        self.rows_written += 1


def _styled(cell: Any, look: Look) -> Any:
    cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.colour)
    cell.alignment = Alignment(vertical="top", wrap_text=look.wrap)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    if look.line:
        cell.border = Border(bottom=Side(style="hair", color=_LINE))
    cell.number_format = look.number_format
    # Keeps a spreadsheet from reviving a formula when the cell is edited and left (stack.md 5.1).
    cell.quotePrefix = look.quote
    return cell._style


def look_of(value: CellValue, kind: str) -> Look:
    """The look that suits a value of this kind."""
    if isinstance(value, datetime):
        return INSTANT
    if isinstance(value, date):
        return DAY
    if isinstance(value, int | float | Decimal):
        return MONEY if kind == "money" else NUMBER
    return TEXT


def set_up(sheet: PlainSheet, widths: Sequence[float], footer: str, *, table: bool) -> None:
    """Widths, print set-up on A4 landscape and, for a table, the frozen header that repeats on every printed page."""
    any_sheet: Any = sheet
    for number, width in enumerate(widths, start=1):
        any_sheet.column_dimensions[get_column_letter(number)].width = min(max(width, _NARROWEST), _WIDEST)
    any_sheet.page_setup.orientation = "landscape"
    any_sheet.page_setup.paperSize = _A4
    any_sheet.page_setup.fitToWidth, any_sheet.page_setup.fitToHeight = 1, 0
    any_sheet.sheet_properties.pageSetUpPr.fitToPage = True
    any_sheet.oddFooter.left.text = footer.replace("&", "&&")
    any_sheet.oddFooter.right.text = "Page &P of &N"
    any_sheet.sheet_view.showGridLines = False
    if table:
        any_sheet.freeze_panes = "A2"
        any_sheet.print_title_rows = "1:1"


def filter_on(sheet: PlainSheet, columns: int) -> None:
    """Filters over the whole table, once its length is known."""
    any_sheet: Any = sheet
    any_sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(sheet.rows_written, 1)}"
