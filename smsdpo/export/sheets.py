"""Sheets of a workbook: openpyxl builds book, styles and print set-up; rows are streamed as inert cells by ourselves.

Row by row through openpyxl, text would have to be kept from becoming a formula cell by cell, and the sheet would lie in
clear in the machine's common temp folder (stack.md 5; performance.md d). openpyxl is pinned, because `PlainSheet`
stands in for the writer of its streaming sheet.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet import _writer as openpyxl_writer
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from smsdpo.export.cells import CellValue, sheet_title

# The accent and quiet tones of look.md, so that screen, workbook and letter are of one hand.
_ACCENT, _ON_ACCENT, _QUIET, _LINE, _SOFT = "FF2B5FD9", "FFFFFFFF", "FF566074", "FFD9DDE5", "FFE7EEFD"
_NARROWEST, _WIDEST = 9, 60
_A4 = 9
_PRINTED = 210  # characters side by side on a landscape sheet that can still be read; what is wider takes another
_MARGIN = 0.4  # inches
_LINE_HEIGHT = 1.32  # of the type's size
_ONE_LINE, _TALLEST = 15.0, 409.0  # points: a row's usual height, and the most a row can have


@dataclass(frozen=True, slots=True, eq=False)
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
    side: str = ""


TEXT = Look(quote=True, number_format="@")
NUMBER = Look(wrap=False, side="right")
COUNT = Look(wrap=False, side="left")
"""A number beside words, in a table too short to be added up."""
MONEY = Look(number_format="#,##0.00", wrap=False, side="right")
DAY = Look(number_format="dd/mm/yyyy", wrap=False, side="left")
INSTANT = Look(number_format="dd/mm/yyyy hh:mm", wrap=False, side="left")
HEADER = Look(bold=True, colour=_ON_ACCENT, fill=_ACCENT, quote=True)
TITLE = Look(bold=True, size=16, wrap=False, quote=True, line=False)
NOTE = Look(wrap=False, quote=True, line=False)
LABEL = Look(colour=_QUIET, quote=True)
STRONG = Look(bold=True, quote=True, fill=_SOFT)


class _Stream(openpyxl_writer.WorksheetWriter):
    """openpyxl's writer of one sheet on a plain text stream, into which finished rows can be put directly."""

    text: Any

    def get_stream(self) -> Generator[None, Any, None]:
        with Path(str(self.out)).open("w", encoding="utf-8", newline="\n") as self.text:
            self.text.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{SHEET_MAIN_NS}">')
            try:
                while True:
                    element = yield
                    if element is not None:
                        self.text.write(tostring(element).decode())
            finally:
                self.text.write("</worksheet>")

    def write_top(self) -> None:
        super().write_top()
        self.text.write("<sheetData>")

    def write_cols(self) -> None:
        """Widths as text: as objects they cost as much as all the rows of a small sheet."""
        widths: Sequence[float] = getattr(self.ws, "widths", ())
        columns = (
            f'<col min="{n}" max="{n}" width="{min(max(width, _NARROWEST), _WIDEST):g}" customWidth="1"/>'
            for n, width in enumerate(widths, start=1)
        )
        self.text.write(f"<cols>{''.join(columns)}</cols>" if widths else "")

    def write_rows(self) -> None:
        """Called once all rows are in."""
        self.text.write("</sheetData>")


class PlainSheet(WriteOnlyWorksheet):
    """A sheet that takes rows of (value, look) and writes no formula, whatever the text says."""

    def __init__(self, parent: Workbook, title: str, folder: Path, styles: dict[Look, int]) -> None:
        super().__init__(parent, title)
        self._folder = folder
        self._styles = styles
        self._stream: Any = None
        self.widths: Sequence[float] = ()
        self.rows_written = 0

    def _get_writer(self) -> None:
        if self._stream is None:
            private = str(self._folder / f"{id(self)}.xml")
            # On this list openpyxl removes the file itself once it is in the workbook, and again at exit.
            openpyxl_writer.ALL_TEMP_FILES.append(private)
            self._stream = self._writer = _Stream(self, out=private)
            self._stream.write_top()

    def put(self, row: Sequence[tuple[CellValue, Look]]) -> None:
        """Append one row."""
        self._get_writer()
        self.rows_written += 1
        cells = [
            self._cell(_letter(column) + str(self.rows_written), value, look)
            for column, (value, look) in enumerate(row, start=1)
            if value is not None and value != ""
        ]
        self._stream.text.write(f'<row r="{self.rows_written}"{self._height(row)}>{"".join(cells)}</row>\n')

    def _height(self, row: Sequence[tuple[CellValue, Look]]) -> str:
        """Room for wrapped text, said outright: not every program works a row's height out when it opens a workbook."""
        points = 0.0
        for (value, look), width in zip(row, self.widths, strict=False):
            if isinstance(value, str):
                lines = _lines(value, min(max(width, _NARROWEST), _WIDEST)) if look.wrap else 1
                points = max(points, lines * look.size * _LINE_HEIGHT)
        return f' ht="{min(points + 2, _TALLEST):g}" customHeight="1"' if points > _ONE_LINE else ""

    def _cell(self, place: str, value: CellValue, look: Look) -> str:
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._registered(look)
        if isinstance(value, str):
            text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        number = to_excel(value) if isinstance(value, date) else value  # type: ignore[no-untyped-call]
        return f'<c r="{place}" s="{style}"><v>{number}</v></c>'

    def _registered(self, look: Look) -> int:
        """Make the look known to the book; cells name it by its number."""
        cell: Any = WriteOnlyCell(self)
        cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.colour)
        cell.alignment = Alignment(
            horizontal=look.side or None,
            vertical="top",
            wrap_text=look.wrap,
            indent=look.side == "right",  # so that a number does not touch the words of the next column
        )
        if look.fill:
            cell.fill = PatternFill("solid", start_color=look.fill)
        if look.line:
            cell.border = Border(bottom=Side(style="hair", color=_LINE))
        cell.number_format = look.number_format
        # Keeps a spreadsheet from reviving a formula when the cell is edited and left (stack.md 5.1).
        cell.quotePrefix = look.quote
        return int(cell.style_id)


class PlainBook:
    """A workbook of plain sheets. When the block ends none of them is left half open, whatever failed: on Windows an
    open sheet would stay in its private folder, in clear."""

    def __init__(self, folder: Path, title: str, creator: str) -> None:
        self.file: Any = Workbook(write_only=True)
        self.file.properties.title = title
        self.file.properties.creator = self.file.properties.lastModifiedBy = creator
        self._folder = folder
        self._styles: dict[Look, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self.sheets:
            if not sheet.closed:
                sheet.close()

    @property
    def sheets(self) -> list[PlainSheet]:
        """In their order."""
        return list(self.file.worksheets)

    def add(self, title: str, widths: Sequence[float], footer: str, *, table: bool = True) -> PlainSheet:
        """A new sheet under this title, or one as near to it as Excel takes; set up for the screen and for paper."""
        taken = [sheet.title for sheet in self.sheets]
        sheet = PlainSheet(self.file, sheet_title(title, taken), self._folder, self._styles)
        self.file._add_sheet(sheet)  # create_sheet would make openpyxl's own kind of sheet
        _set_up(sheet, widths, footer, table=table)
        return sheet

    def save(self, target: Path) -> None:
        self.file.save(target)


def _lines(text: str, width: float) -> int:
    """How many lines the text takes in a column of so many characters."""
    room = max(1, int(width) - 1)
    if len(text) <= room and "\n" not in text:
        return 1
    # Lines break between words, so that a tenth of each stays empty; a line too few would cut off the last one.
    filled = max(1, room * 9 // 10)
    return sum(1 if len(line) <= room else -(-len(line) // filled) for line in text.split("\n"))


@cache
def _letter(column: int) -> str:
    return get_column_letter(column)


def look_of(value: CellValue, kind: str) -> Look:
    """The look that suits a value of this kind."""
    if isinstance(value, str) or value is None:
        return TEXT
    if isinstance(value, datetime):
        return INSTANT
    if isinstance(value, date):
        return DAY
    return MONEY if kind == "money" else NUMBER


def _set_up(sheet: PlainSheet, widths: Sequence[float], footer: str, *, table: bool) -> None:
    """Widths, print set-up on A4 landscape and, for a table, the frozen header that repeats on every printed page."""
    any_sheet: Any = sheet
    sheet.widths = widths
    any_sheet.page_setup.orientation = "landscape"
    any_sheet.page_setup.paperSize = _A4
    any_sheet.page_setup.fitToWidth = max(1, -(-int(sum(min(width, _WIDEST) for width in widths)) // _PRINTED))
    any_sheet.page_setup.fitToHeight = 0
    any_sheet.page_margins.left = any_sheet.page_margins.right = _MARGIN
    any_sheet.sheet_properties.pageSetUpPr.fitToPage = True
    any_sheet.oddFooter.left.text = footer.replace("&", "&&")
    any_sheet.oddFooter.right.text = "Page &P of &N"
    any_sheet.sheet_view.showGridLines = False
    if table:
        any_sheet.freeze_panes = "A2"
        any_sheet.print_title_rows = "1:1"
        if any_sheet.page_setup.fitToWidth > 1:
            any_sheet.print_title_cols = "A:A"


def filter_on(sheet: PlainSheet, columns: int) -> None:
    """Filters over the whole table, once its length is known."""
    any_sheet: Any = sheet
    any_sheet.auto_filter.ref = f"A1:{_letter(columns)}{max(sheet.rows_written, 1)}"
