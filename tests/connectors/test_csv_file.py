"""Text tables come as they are: any encoding, delimiter and line end, and what is no table is refused in a sentence."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.connectors import csv_file
from smsdpo.connectors.base import Notes, Reading
from smsdpo.core.errors import Refusal

TABLE = "Name;Town\nZoë O’Neill;Leeds\nŁukasz;Perth\n"


def read(path: Path, reading: Reading | None = None) -> list[list[str]]:
    return [cells for _, cells in csv_file.rows(path, reading or Reading(), Notes())]


def a_file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "extract.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert read(a_file(tmp_path, TABLE.encode(encoding)))[1:] == [["Zoë O’Neill", "Leeds"], ["Łukasz", "Perth"]]


def test_text_of_windows_is_read_and_the_report_says_so(tmp_path: Path) -> None:
    notes = Notes()
    path = a_file(tmp_path, "Name,Town\nZoë,“Leeds”\n".encode("cp1252"))
    assert [cells for _, cells in csv_file.rows(path, Reading(), notes)][1] == ["Zoë", "“Leeds”"]
    assert "Western European" in notes.lines[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count_even_a_bare_carriage_return(tmp_path: Path, end: str) -> None:
    assert read(a_file(tmp_path, f"a,b{end}1,2{end}3,4{end}".encode())) == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_cells_hold_others(tmp_path: Path, delimiter: str) -> None:
    lines = [["Name", "Address", "Note"], ["Zoë", '"1 Mill Lane, Leeds; UK"', "x"], ["Amir", '"2 Quay, Perth"', "y"]]
    path = a_file(tmp_path, "\n".join(delimiter.join(cells) for cells in lines).encode())
    assert [len(cells) for cells in read(path)] == [3, 3, 3]


def test_a_quoted_cell_may_hold_line_ends_and_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = a_file(tmp_path, b'a,b\n"one\ntwo",2\n\n3,4\n')
    assert list(csv_file.rows(path, Reading(), Notes())) == [
        (1, ["a", "b"]),
        (2, ["one\ntwo", "2"]),
        (3, []),
        (4, ["3", "4"]),
    ]


def test_the_note_of_excel_about_its_delimiter_is_no_row_of_the_table(tmp_path: Path) -> None:
    assert list(csv_file.rows(a_file(tmp_path, b"sep=;\r\na;b\r\n1;2\r\n"), Reading(), Notes())) == [
        (2, ["a", "b"]),
        (3, ["1", "2"]),
    ]


def test_control_characters_nobody_typed_are_left_out(tmp_path: Path) -> None:
    assert read(a_file(tmp_path, b"a,b\n1\x00\x07,2\n"))[1] == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rest", "not a text table"),
        (b"%PDF-1.7", "not a text table"),
        (b"a,b\n1," + b'"' + b"x" * 1_100_000, "never closed"),
        (b",".join([b"a"] * 201) + b"\n", "more than 200 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence_with_the_way_out(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        read(a_file(tmp_path, content))
    assert refused.value.hint


def test_an_encoding_that_is_wrong_or_unknown_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path, "Zoë,1\n".encode("cp1252"))
    with pytest.raises(Refusal, match="not written in the encoding"):
        read(path, Reading(encoding="utf-8"))
    with pytest.raises(Refusal, match="no text encoding called"):
        read(path, Reading(encoding="klingon"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = a_file(Path(folder), content)
        with contextlib.suppress(Refusal):
            read(path)
