"""Excel workbooks: checked before they are opened, read in bulk by a fast reader, odd ones by a patient one."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from smsdpo.connectors.base import MAX_COLUMNS, Notes, Reading, Row, clean, refuse_wide
from smsdpo.core.errors import Refusal

MAX_PACKED = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ROWS = 200_000
MAX_PARTS = 5_000

_SAVE_AS = "Open it in Excel, save it as .xlsx without macros and password, and import that."
_TO_CSV = "Save the sheet as CSV and import that."
_CHUNK = 1 << 20
_SEAM = 64
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# A cell right of column GR, the 200th, or in a row with six digits or more.
_FAR_COLUMN = re.compile(rb"""<(?:\w+:)?c[^>]{0,200}\sr=["'](?:[A-Z]{3,}|G[S-Z]|[H-Z][A-Z])[0-9]""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_FAR_ROW = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{6,})["']""")


def rows(path: Path, reading: Reading, notes: Notes) -> Iterator[Row]:
    """The rows of one sheet: the one named, else the first that is not hidden."""
    check(path)
    try:
        yield from _fast_rows(path, reading, notes)
    except _Odd:
        yield from _patient_rows(path, reading, notes)


class _Odd(Exception):
    """The fast reader cannot read this workbook; raised before any row is given."""


# --- before it is opened ----------------------------------------------------------------------------------------------


def check(path: Path) -> None:
    """Refuses what is no plain workbook, or would unpack into more than we take (security.md, 4.10 and test 48)."""
    _refuse_by_first_bytes(path)
    if path.stat().st_size > MAX_PACKED:
        raise Refusal(f"{path.name} is larger than {MAX_PACKED >> 20} MB.", hint=_TO_CSV)
    try:
        with zipfile.ZipFile(path) as pack:
            _check_directory(pack, path.name)
            _check_content(pack, path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refusal(
            f"{path.name} is damaged: it cannot be unpacked.", hint="Save it again and import that."
        ) from error


def _refuse_by_first_bytes(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            protected = "EncryptedPackage".encode("utf-16-le") in file.read(4 << 20)
            what = "is protected by a password" if protected else "is a workbook in Excel's old format (.xls)"
            raise Refusal(f"{path.name} {what}.", hint=_SAVE_AS)
    if not start.startswith(b"PK"):
        raise Refusal(f"{path.name} is not an Excel workbook.", hint="Check the file, or export the data as CSV.")


def _check_directory(pack: zipfile.ZipFile, name: str) -> None:
    parts = pack.infolist()
    names = {part.filename for part in parts}
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Refusal(f"{name} holds macros (small programs), which are never opened.", hint=_SAVE_AS)
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Refusal(f"{name} is a workbook of another kind (.xlsb or .ods).", hint=_SAVE_AS)
    if "[Content_Types].xml" not in names:
        raise Refusal(f"{name} is a packed file, not an Excel workbook.", hint="Check the file.")
    if len(parts) > MAX_PARTS:
        raise Refusal(f"{name} is packed out of more than {MAX_PARTS:,} parts.", hint=_TO_CSV)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large(name)


def _check_content(pack: zipfile.ZipFile, name: str) -> None:
    """What is really in it: a directory may lie about sizes, and markup may hold bombs."""
    total = 0
    for part in pack.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        sheet = "worksheets/" in part.filename
        with pack.open(part) as stream:
            tail, rows_seen = b"", 0
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_UNPACKED:
                    raise _too_large(name)
                _check_markup(tail + chunk, name, sheet=sheet)
                rows_seen += len(_ROW.findall(chunk)) if sheet else 0
                if rows_seen > MAX_ROWS + 1:
                    raise _too_long(name)
                tail = chunk[-_SEAM:]


def _check_markup(markup: bytes, name: str, *, sheet: bool) -> None:
    plain = markup.replace(b"\x00", b"") if b"\x00" in markup else markup  # UTF-16 is XML too
    if _ENTITY.search(plain):
        raise Refusal(f"{name} holds entity definitions, which no spreadsheet program writes.", hint=_SAVE_AS)
    if not sheet:
        return
    if _FAR_COLUMN.search(markup):
        refuse_wide(MAX_COLUMNS + 1, name)
    if any(int(found[1]) > MAX_ROWS + 1 for found in _FAR_ROW.finditer(markup)):
        raise _too_long(name)


def _too_large(name: str) -> Refusal:
    return Refusal(f"{name} unpacks into more than {MAX_UNPACKED >> 20} MB.", hint=_TO_CSV)


def _too_long(name: str) -> Refusal:
    return Refusal(f"{name} has a sheet with more than {MAX_ROWS:,} rows.", hint=_TO_CSV)


# --- reading ----------------------------------------------------------------------------------------------------------


def _fast_rows(path: Path, reading: Reading, notes: Notes) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
        name = _choose([sheet.name for sheet in sheets], hidden, reading, notes, path.name)
        table = book.get_sheet_by_name(name).iter_rows()
    except (CalamineError, ValueError) as error:
        raise _Odd from error
    # Empty rows before the table are given too, so the numbers are those Excel shows.
    for number, cells in enumerate(table, start=1):
        yield number, [text_of(cell) for cell in cells]


def _patient_rows(path: Path, reading: Reading, notes: Notes) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise Refusal(f"{path.name} cannot be read as an Excel workbook.", hint=_SAVE_AS) from error
    sheets = book.worksheets
    hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]
    name = _choose([sheet.title for sheet in sheets], hidden, reading, notes, path.name)
    for number, cells in enumerate(book[name].iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS), 1):
        yield number, [text_of(cell) for cell in cells]


def _choose(names: list[str], hidden: list[str], reading: Reading, notes: Notes, file: str) -> str:
    if reading.sheet:
        found = next((name for name in names if name.casefold() == reading.sheet.casefold()), None)
        if found is None:
            raise Refusal(f"{file} has no sheet called {reading.sheet!r}.", hint="Check the name in the mapping file.")
        return found
    shown = [name for name in names if name not in hidden]
    if not shown:
        raise Refusal(f"{file} has no sheet with a table.", hint="Name a hidden sheet in the mapping file to read it.")
    if len(names) > 1:
        notes.add(f"Only the sheet {shown[0]!r} was read; the workbook has {len(names)}.")
    return shown[0]


def text_of(cell: Any) -> str:
    """A cell's value as text: whole numbers without a point, days as 2026-11-22."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
