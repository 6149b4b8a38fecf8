"""The files a person is given: complete, inert, counted, and without what was redacted."""

import csv
import io
import json
import re
import resource
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from smsdpo.core.errors import Refusal
from smsdpo.export import wording
from smsdpo.export.scratch import SCRATCH_PREFIX, clear_left_overs
from smsdpo.export.subject import Column, Row, Section, SubjectExport, SubjectFile, Withheld
from smsdpo.export.subject_file import write_subject_file
from tests.export.a_file import CONTACT, a_file, a_row


def book_of(export: SubjectExport) -> Any:
    return openpyxl.load_workbook(export.workbook.path)


def column_of(sheet: Any, label: str) -> list[Any]:
    place = [cell.value for cell in sheet[1]].index(label)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def raw_parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csv_rows(export: SubjectExport, name: str = "csv/contact_form.csv") -> list[list[str]]:
    text = raw_parts(export.archive.path)[name].decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def data_of(export: SubjectExport) -> Any:
    return json.loads(raw_parts(export.archive.path)["data.json"])


def test_the_sheets_stand_in_the_promised_order_with_every_record(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row(), a_row(name="N. Okafor")]), tmp_path)
    book = book_of(export)
    assert book.sheetnames == ["Summary", "How we use your data", "Contact forms", "Withheld", "Glossary"]
    assert export.records == 2
    assert export.withheld == 1
    sheet = book["Contact forms"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I3"
    assert sheet.column_dimensions["F"].width > 40
    assert [cell.value for cell in sheet[1]] == [
        "No.",
        "Name",
        "Phone",
        "Collected on",
        "Amount",
        "Message",
        "Held in",
        "How we came to it",
        "Shown",
    ]
    (first, _) = column_of(sheet, "Collected on")
    assert first.is_date
    assert first.value == datetime(2026, 3, 9)  # noqa: DTZ001 - a workbook knows no time zones
    assert column_of(sheet, "Phone")[0].data_type == "s"
    assert column_of(sheet, "How we came to it")[0].value == "You gave it to us"
    assert column_of(book["How we use your data"], "How long we keep it")[0].value == "6 months"
    assert column_of(book["Withheld"], "Why")[0].value == "It is about another customer."


def test_the_summary_says_who_when_what_and_what_is_not_included(tmp_path: Path) -> None:
    sheet = book_of(write_subject_file(a_file(), tmp_path))["Summary"]
    said = {str(row[0]): row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert said["Prepared for"][0] == "Ngozi Okafor"
    assert said["Received on"][0] == "2 November 2026"
    assert said["Prepared on"][0] == "22 November 2026, 10:30"
    assert said["Privacy policy"][0] == "version 1"
    assert said["Contact forms"][0] == 1
    assert said["Website forms"][0] == "data found"
    assert said["Old paper files"][2] == "Destroyed in 2024"
    assert said["One service note"][0] == "It is about another customer."


def test_a_formula_for_a_name_stays_text(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://127.0.0.1/x","click")'
    export = write_subject_file(a_file([a_row(name=hostile, message="#N/A")], person_name=hostile), tmp_path)
    book = book_of(export)
    (name,) = column_of(book["Contact forms"], "Name")
    assert (name.value, name.data_type, name.quotePrefix) == (hostile, "s", True)
    assert column_of(book["Contact forms"], "Message")[0].data_type == "s"
    sheets = [data for part, data in raw_parts(export.workbook.path).items() if part.startswith("xl/worksheets/")]
    assert len(sheets) == 5
    assert not any(re.search(rb"<f[ />]", data) for data in sheets)


def test_what_a_spreadsheet_would_run_is_prefixed_in_csv_only_and_the_notes_say_so(tmp_path: Path) -> None:
    texts = ["+44 20 7946 0000", "-5", "@home", "=1+1", "\t=1+1"]
    export = write_subject_file(a_file([a_row(message=text, phone="020 7946 0000") for text in texts]), tmp_path)
    assert [row[4] for row in csv_rows(export)[1:]] == ["'" + text for text in texts]
    assert [cell.value for cell in column_of(book_of(export)["Contact forms"], "Message")] == texts
    assert [record["values"]["message"] for record in data_of(export)["sections"][0]["records"]] == texts
    assert "5 fields of the CSV files begin with an apostrophe" in raw_parts(export.archive.path)["notes.txt"].decode()


def test_a_note_of_forty_thousand_characters_is_whole(tmp_path: Path) -> None:
    note = "".join(chr(0x61 + number % 26) for number in range(40_000))
    export = write_subject_file(a_file([a_row(message=note), a_row()]), tmp_path)
    sheet = book_of(export)["Contact forms"]
    messages = [cell.value for cell in column_of(sheet, "Message")]
    numbers = [cell.value for cell in column_of(sheet, "No.")]
    assert numbers[0] == 1
    assert numbers[-1] == 2
    assert set(numbers[1:-1]) == {"1 (continued)"}
    assert "".join(messages[:-1]) == note
    assert csv_rows(export)[1][4] == note
    assert export.records == 2


def test_characters_no_file_can_carry_are_marked_and_counted_in_the_notes(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row(message="a\x00b\x0bc\ud800d\ufffee")]), tmp_path)
    (message,) = column_of(book_of(export)["Contact forms"], "Message")
    assert message.value == "a␀b␋c\ufffdd\ufffde"
    assert export.replaced_characters == 4
    said = [row[0] for row in book_of(export)["Summary"].iter_rows(values_only=True) if row[0]]
    assert any(str(line).startswith("4 characters that no file can carry") for line in said)


def test_a_category_with_a_title_excel_refuses_gets_one_it_accepts(tmp_path: Path) -> None:
    awkward = "History/2024: [x] " + "o" * 40
    sections = tuple(Section(key, awkward, CONTACT, (a_row(),)) for key in ("one", "two"))
    names = book_of(write_subject_file(a_file(sections=sections), tmp_path)).sheetnames
    assert all(len(name) <= 31 for name in names)
    assert len({name.lower() for name in names}) == len(names) == 6


def test_the_properties_name_the_office_and_no_machine(tmp_path: Path) -> None:
    export = write_subject_file(a_file(), tmp_path)
    properties = book_of(export).properties
    assert properties.creator == properties.lastModifiedBy == "SMS Tech"
    for path in (export.workbook.path, export.archive.path):
        for name, data in raw_parts(path).items():
            assert not name.startswith("/")
            assert b"openpyxl" not in data
            assert str(tmp_path).encode() not in data
            assert tempfile.gettempdir().encode() + b"/" not in data


def test_more_records_than_a_sheet_takes_go_on_in_the_next(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row() for _ in range(25)]), tmp_path, rows_a_sheet=11)
    book = book_of(export)
    assert [name for name in book.sheetnames if name.startswith("Contact")] == [
        "Contact forms",
        "Contact forms (2)",
        "Contact forms (3)",
    ]
    assert [cell.value for cell in column_of(book["Contact forms (3)"], "No.")] == [21, 22, 23, 24, 25]
    assert export.records == 25


def test_records_are_walked_not_kept(tmp_path: Path) -> None:
    class Counted:
        walks = 0

        def __iter__(self) -> Iterator[Row]:
            Counted.walks += 1
            return (a_row(name=f"Person {number}") for number in range(300))

    section = Section("contact_form", "Contact forms", CONTACT, Counted())
    export = write_subject_file(a_file(sections=(section,)), tmp_path)
    assert export.records == 300
    assert Counted.walks >= 3


def test_a_category_without_records_has_no_sheet(tmp_path: Path) -> None:
    assert "Contact forms" not in book_of(write_subject_file(a_file([]), tmp_path)).sheetnames


@pytest.mark.parametrize("secret", ["Jonas Lindqvist", "O'Brien & Söhne <x>", 'said "no"\nand left', "Li"])
def test_a_redacted_passage_left_anywhere_blocks_the_release(tmp_path: Path, secret: str) -> None:
    rows = [a_row(), a_row(message=f"I spoke to {secret} about it.")]
    with pytest.raises(Refusal) as refused:
        write_subject_file(a_file(rows, redactions=(secret,)), tmp_path)
    assert "Contact forms" in refused.value.message
    assert secret not in refused.value.sentence()
    assert list(tmp_path.iterdir()) == []


def test_a_redacted_passage_cut_by_a_cells_end_is_still_noticed(tmp_path: Path) -> None:
    rows = [a_row(message="x" * 14_995 + "Jonas Lindqvist" + "x" * 30_000)]
    with pytest.raises(Refusal, match="redacted passage"):
        write_subject_file(a_file(rows, redactions=("jonas lindqvist",)), tmp_path)


def test_a_short_redacted_word_inside_another_word_is_no_alarm(tmp_path: Path) -> None:
    assert write_subject_file(a_file([a_row(message="Liverpool")], redactions=("Li", " ")), tmp_path).records == 1


def test_redacted_records_are_counted_and_say_so(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row(), replace(a_row(), decision="redact")]), tmp_path)
    assert export.redacted == 1
    shown = [cell.value for cell in column_of(book_of(export)["Contact forms"], "Shown")]
    assert shown == ["in full", "with passages removed"]


def test_the_manifest_states_hashes_rows_person_time_and_version(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row(), a_row()]), tmp_path)
    parts = raw_parts(export.archive.path)
    manifest = json.loads(parts["manifest.json"])
    assert manifest["built_for"] == {"person": 41, "name": "Ngozi Okafor"}
    assert manifest["made_at"] == "2026-11-22T10:30:00+00:00"
    assert manifest["made_by"] == "smsdpo 0.1.0"
    listed = {part["path"]: part for part in manifest["files"]}
    assert set(listed) == set(parts) - {"manifest.json"}
    assert all(part["sha256"] == sha256(parts[name]).hexdigest() for name, part in listed.items())
    assert listed["csv/contact_form.csv"]["rows"] == listed["data.json"]["rows"] == 2
    assert manifest["workbook"]["sha256"] == sha256(export.workbook.path.read_bytes()).hexdigest()
    beside = json.loads(export.manifest.path.read_text(encoding="utf-8"))
    assert beside["archive"]["sha256"] == sha256(export.archive.path.read_bytes()).hexdigest()
    assert beside["files"] == manifest["files"]


def test_csv_and_json_hold_the_same_records_and_the_schema_names_the_fields(tmp_path: Path) -> None:
    export = write_subject_file(a_file([a_row(message='two\r\nlines, "quoted"')]), tmp_path)
    raw = raw_parts(export.archive.path)["csv/contact_form.csv"]
    assert raw.count(b"\r\n") == 3
    (record,) = data_of(export)["sections"][0]["records"]
    assert csv_rows(export)[1][4] == record["values"]["message"] == 'two\r\nlines, "quoted"'
    assert record["values"]["collected_on"] == "2026-03-09"
    schema = json.loads(raw_parts(export.archive.path)["schema.json"])
    assert schema["$defs"]["values of contact_form"]["properties"]["collected_on"]["format"] == "date"


def test_the_same_input_gives_the_same_archive(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (raw_parts(write_subject_file(a_file(), folder).archive.path) for folder in folders)
    assert first["data.json"] == second["data.json"]
    assert first["csv/contact_form.csv"] == second["csv/contact_form.csv"]


def test_an_existing_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "DSR-2026-0001 data.zip").write_text("older", encoding="utf-8")
    with pytest.raises(Refusal, match=r"DSR-2026-0001 data\.zip already exists"):
        write_subject_file(a_file(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["DSR-2026-0001 data.zip"]
    assert write_subject_file(a_file(), tmp_path, overwrite=True).records == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Stick"):
        write_subject_file(a_file(), tmp_path / "Stick")


def a_wide_file() -> SubjectFile:
    return a_file([a_row(message=sha256(bytes([n])).hexdigest() * 40) for n in range(200)])


def test_a_full_disk_leaves_nothing_behind_and_names_the_file(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(Refusal, match=r"DSR-2026-0001 data\.xlsx could not be written"):
            write_subject_file(a_wide_file(), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_sheets_in_clear_lie_in_a_private_folder_that_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    modes: list[int] = []

    class Watched:
        def __iter__(self) -> Iterator[Row]:
            modes.extend(folder.stat().st_mode & 0o777 for folder in scratch.glob(f"{SCRATCH_PREFIX}*"))
            assert clear_left_overs() == 0  # another program that starts now leaves it alone
            return iter([a_row()])

    out = tmp_path / "out"
    out.mkdir()
    write_subject_file(a_file(sections=(Section("contact_form", "Contact forms", CONTACT, Watched()),)), out)
    assert set(modes) == {0o700}
    assert list(scratch.iterdir()) == []
    (scratch / f"{SCRATCH_PREFIX}left").mkdir()
    assert clear_left_overs() == 1
    assert list(scratch.iterdir()) == []


def test_only_the_owner_can_read_what_was_written(tmp_path: Path) -> None:
    export = write_subject_file(a_file(), tmp_path)
    for written in (export.workbook, export.archive, export.manifest):
        assert written.path.stat().st_mode & 0o777 == 0o600


def test_a_sample_says_so_on_the_first_sheet(tmp_path: Path) -> None:
    book = book_of(write_subject_file(a_file(sample=True), tmp_path))
    assert book["Summary"]["A1"].value.startswith("SAMPLE")


def test_counts_are_numbers_and_what_had_passages_taken_out_is_not_said_to_be_complete(tmp_path: Path) -> None:
    parts = (Withheld("Contact forms", 1, "It names a colleague."),)
    book = book_of(write_subject_file(a_file(withheld=(), in_part=parts), tmp_path))
    row = ["Contact forms, given with passages removed", 1, "It names a colleague."]
    assert [cell.value for cell in book["Withheld"][2]] == row
    summary = [[cell.value for cell in line] for line in book["Summary"].iter_rows()]
    assert [row[0], row[2], row[1], None] in summary
    assert ["All records", 1, None, None] in summary
    assert not any(line[0] == "Nothing was withheld." for line in summary)


def test_how_data_is_used_tells_whence_it_came_apart_from_where_it_is_held(tmp_path: Path) -> None:
    uses = book_of(write_subject_file(a_file(), tmp_path))["How we use your data"]
    assert [cell.value for cell in uses[1]][-2:] == ["Held in", "Where it came from"]
    assert [cell.value for cell in uses[2]][-2:] == ["Website forms", "You gave it to us"]
    assert wording.origin({"observed", "provided"}) == "You gave it to us; recorded while you used our services"


def test_a_sheet_too_wide_for_one_page_is_printed_on_two_with_its_numbers_again(tmp_path: Path) -> None:
    wide = tuple(Column(f"c{number}", f"Column {number}") for number in range(8))
    section = Section("contact_form", "Contact forms", wide, (Row(("words " * 8,) * 8, "Website"),))
    book = book_of(write_subject_file(a_file(sections=(section,)), tmp_path))
    sheet, narrow = book["Contact forms"], book["Glossary"]
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols, sheet.print_title_rows) == (3, "$A:$A", "$1:$1")
    assert (narrow.page_setup.fitToWidth, narrow.print_title_cols) == (1, None)


def test_a_row_is_as_high_as_the_lines_its_longest_text_takes_between_words(tmp_path: Path) -> None:
    text = "The customer asked for a replacement of the drilling head, which we promised by the end of the month. " * 15
    sheet = book_of(write_subject_file(a_file([a_row(message=text)]), tmp_path))["Contact forms"]
    lines = textwrap.wrap(text, int(sheet.column_dimensions["F"].width) - 2)
    assert sheet.row_dimensions[2].height >= len(lines) * 13


def test_a_column_is_as_wide_as_the_longest_line_of_a_message_not_as_its_first(tmp_path: Path) -> None:
    text = "Hello,\n\nplease send me all that you hold about me.\n\nThanks"
    sheet = book_of(write_subject_file(a_file([a_row(message=text)]), tmp_path))["Contact forms"]
    assert sheet.column_dimensions["F"].width >= len("please send me all that you hold about me.")
