"""Workbooks: read as Excel shows them; hostile, locked and foreign ones refused before they are opened (test 48)."""

import contextlib
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from smsdpo.connectors import xlsx_file
from smsdpo.connectors.base import Notes, Reading
from smsdpo.connectors.mapping import ColumnMapping
from smsdpo.connectors.tabular import check_file, open_rows, read_table
from smsdpo.core.errors import Refusal

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def read(path: Path, sheet: str = "") -> list[list[str]]:
    return [cells for _, cells in xlsx_file.rows(path, Reading(sheet=sheet), Notes())]


def a_book(tmp_path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    path = tmp_path / "extract.xlsx"
    book.save(path)
    return path


def a_pack(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    path = tmp_path / "extract.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in {"[Content_Types].xml": CONTENT_TYPES, **parts}.items():
            pack.writestr(name, content)
    return path


def test_numbers_days_and_truths_come_as_a_person_would_write_them(tmp_path: Path) -> None:
    cells: list[object] = [7700900118, 1.5, date(2026, 4, 3), datetime(2026, 4, 3, 10, 20), True, None, " x "]  # noqa: DTZ001
    assert read(a_book(tmp_path, cells)) == [
        ["7700900118", "1.5", "2026-04-03", "2026-04-03 10:20:00", "TRUE", "", "x"]
    ]


def test_a_workbook_that_counts_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append([date(2026, 4, 3)])
    book.save(tmp_path / "mac.xlsx")
    assert read(tmp_path / "mac.xlsx") == [["2026-04-03"]]


def test_the_first_visible_sheet_is_read_and_a_hidden_one_only_by_its_name(tmp_path: Path) -> None:
    book = Workbook()
    hidden, shown = book.active, book.create_sheet("Shown")
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Secret", "hidden"
    hidden.append(["in the hidden one"])
    shown.append(["in the visible one"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    assert read(path) == [["in the visible one"]]
    assert read(path, "secret") == [["in the hidden one"]]
    with pytest.raises(Refusal, match="no sheet called"):
        read(path, "Third")


def test_rows_have_the_numbers_excel_shows(tmp_path: Path) -> None:
    path = a_book(tmp_path, [], [], ["a", "b"])
    assert [row for row, cells in xlsx_file.rows(path, Reading(), Notes()) if any(cells)] == [3]


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
FAR = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'  # noqa: E501


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"xl/worksheets/sheet1.xml": BOMB}, "entity definitions"),
        ({"xl/worksheets/sheet1.xml": XXE}, "entity definitions"),
        ({"xl/worksheets/sheet1.xml": XXE.decode().encode("utf-16")}, "entity definitions"),
        ({"xl/workbook.xml": BOMB}, "entity definitions"),
        ({"xl/worksheets/sheet1.xml": FAR}, "more than 200 columns"),
        ({"xl/worksheets/sheet1.xml": b'<row r="1048576"></row>'}, "more than 200,000 rows"),
        ({"xl/worksheets/sheet1.xml": b"<row><c/></row>" * 200_100}, "more than 200,000 rows"),
        ({"xl/vbaProject.bin": b"macro"}, "holds macros"),
        ({"xl/workbook.bin": b""}, "another kind"),
        ({"xl/big.bin": b"\0" * (301 << 20)}, "more than 300 MB"),
        ({f"xl/{number}.bin": b"" for number in range(5_001)}, "more than 5,000 parts"),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_is_opened(tmp_path: Path, parts: dict[str, bytes], says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        read(a_pack(tmp_path, parts))
    assert refused.value.hint


def test_a_directory_that_lies_about_the_size_is_noticed_while_reading(tmp_path: Path) -> None:
    path = a_pack(tmp_path, {"xl/worksheets/sheet1.xml": b" " * (2 << 20)})
    data = path.read_bytes()
    path.write_bytes(data.replace((2 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(Refusal, match="damaged"):
        read(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old format"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"just text", "not an Excel workbook"),
    ],
)
def test_a_locked_an_old_and_a_broken_workbook_are_told_apart(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "extract.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=says):
        read(path)


def test_a_plain_pack_under_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "extract.xlsx"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("letter.txt", "hello")
    with pytest.raises(Refusal, match="packed file"):
        read(path)


def test_a_file_that_is_missing_empty_or_of_an_old_kind_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "old.xls").write_bytes(b"x")
    for name, says in (
        ("none.csv", "no file"),
        ("empty.csv", "is empty"),
        ("old.xls", "old Excel"),
        (".", "not a file"),
    ):
        with pytest.raises(Refusal, match=says):
            check_file(tmp_path / name)


TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".dbf")


def test_every_real_table_is_read_in_the_cage_or_refused_with_a_reason(shared_data: Callable[[str], Path]) -> None:
    files = sorted(path for path in shared_data("tabular").rglob("*") if path.suffix.lower() in TABLES)
    assert len(files) > 100
    rows, reasons = Counter[str](), {}
    for path in files:
        try:
            for batch in read_table(path, _first_column_as_name(path)):
                rows[path.suffix.lower()] += len(batch.records) + len(batch.refused)
        except Refusal as refusal:
            reasons[path.name] = refusal.message
    assert [reason for name, reason in reasons.items() if name not in reason] == []
    assert rows[".csv"] > 500
    assert rows[".xlsx"] > 50
    read_kinds = {Path(name).suffix.lower() for name in reasons}
    assert {".xls", ".xlsm", ".xlsb", ".ods", ".dbf"} <= read_kinds


def _first_column_as_name(path: Path) -> ColumnMapping:
    """Any table can be read so: its first column is said to be the name."""
    heading = "Column 1"
    with contextlib.suppress(Refusal):
        heading = next((cells[0] for _, cells in open_rows(path)(path, Reading(), Notes()) if any(cells)), "")
    return ColumnMapping("account", {" ".join(heading.split())[:200] or "Column 1": "name"})


def test_the_rows_of_every_real_csv_and_workbook_can_be_had(shared_data: Callable[[str], Path]) -> None:
    unread: dict[str, str] = {}
    for path in sorted(shared_data("tabular").rglob("*")):
        if path.suffix.lower() not in (".csv", ".tsv", ".xlsx") or not path.stat().st_size:
            continue
        try:
            for _ in open_rows(path)(path, Reading(), Notes()):
                pass
        except Refusal as refusal:
            unread[path.name] = refusal.message
    assert set(unread) <= MAY_BE_REFUSED, unread


MAY_BE_REFUSED = {"protected_passtika.xlsx"}
