"""From a file to prepared records: values checked, bad rows named without their values, every field's origin known."""

import json
from pathlib import Path

import pytest

from smsdpo.connectors.mapping import ColumnMapping
from smsdpo.connectors.rows import Prepared
from smsdpo.connectors.tabular import Batch, read_table
from smsdpo.core.errors import Refusal

HEAD = "Name,E-mail,Phone,Sent,Message,Colour\n"
COLUMNS = {"Name": "name", "E-mail": "email", "Phone": "phone", "Sent": "collected_on", "Message": "message"}


def taken(
    tmp_path: Path, text: str, mapping: ColumnMapping | None = None
) -> tuple[list[Prepared], list[tuple[int, str]]]:
    path = tmp_path / "forms.csv"
    path.write_text(text, encoding="utf-8")
    batches: list[Batch] = list(read_table(path, mapping or ColumnMapping("contact_form", COLUMNS)))
    return [record for batch in batches for record in batch.records], [
        row for batch in batches for row in batch.refused
    ]


def test_a_row_becomes_a_record_with_its_fields_its_day_and_its_origin(tmp_path: Path) -> None:
    (record,), refused = taken(tmp_path, HEAD + "Zoë O’Neill,Zoe@Example.org,07700 900118,25/03/2026,Hello,red\n")
    assert refused == []
    assert json.loads(record.payload) == {
        "name": "Zoë O’Neill",
        "email": "Zoe@Example.org",
        "phone": "07700 900118",
        "collected_on": "2026-03-25",
        "message": "Hello",
        "Colour": "red",
    }
    assert (record.email_key, record.phone_key, record.name_key) == ("zoe@example.org", "+447700900118", "zoe oneill")
    assert record.kept_until == "2026-09-25"
    assert json.loads(record.provenance)["*"] == "provided"
    assert json.loads(record.provenance)["collected_on"] == "observed"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Zoë,nonsense,,25/03/2026,Hi,", "'E-mail' does not hold an e-mail address"),
        ("Zoë,z@example.org,,31/02/2026,Hi,", "'Received on' does not hold a day"),
        ("Zoë,z@example.org,ring me,25/03/2026,Hi,", "'Phone number' does not hold a telephone number"),
        (",,,25/03/2026,Hi,", "nothing in it says whom it is about"),
        ("Zoë,z@example.org,,25/03/2026,Hi,red,extra", "more cells than the row of headings"),
    ],
)
def test_a_bad_row_is_left_out_with_a_reason_that_names_the_column_not_the_value(
    tmp_path: Path, row: str, reason: str
) -> None:
    records, refused = taken(tmp_path, HEAD + "Amir,a@example.org,,25/03/2026,Hi,\n" + row + "\n")
    assert len(records) == 1
    assert refused[0][0] == 3
    assert reason in refused[0][1]
    assert "nonsense" not in refused[0][1]


def test_cells_that_say_nothing_are_empty_and_blank_rows_are_no_rows(tmp_path: Path) -> None:
    (record,), refused = taken(tmp_path, HEAD + "\n,,,,,\nZoë,n/a,-,25/03/2026,Hi,\n")
    assert refused == []
    assert record.email == record.phone == ""


def test_first_and_last_name_in_two_columns_are_one_name(tmp_path: Path) -> None:
    mapping = ColumnMapping("account", {"First": "name", "Last": "name", "No": "account_number"})
    (record,), _ = taken(tmp_path, "First,Last,No\nZoë,O’Neill,SMS-1\n", mapping)
    assert record.name == "Zoë O’Neill"


def test_a_name_over_two_lines_is_one_line_and_a_message_keeps_its_lines(tmp_path: Path) -> None:
    (record,), _ = taken(tmp_path, HEAD + '"Zoë\nO’Neill",z@example.org,,25/03/2026,"one\ntwo",\n')
    assert record.name == "Zoë O’Neill"
    assert json.loads(record.payload)["message"] == "one\ntwo"


def test_the_same_row_has_the_same_key_and_another_message_another(tmp_path: Path) -> None:
    rows = "Zoë,z@example.org,,25/03/2026,Hi,\n" * 2 + "Zoë,z@example.org,,25/03/2026,Bye,\n"
    records, _ = taken(tmp_path, HEAD + rows)
    assert records[0].key == records[1].key != records[2].key


def test_the_row_key_of_the_source_is_kept_and_decides(tmp_path: Path) -> None:
    mapping = ColumnMapping("account", {"Id": "source_id", "Name": "name", "No": "account_number"})
    first, second = taken(tmp_path, "Id,Name,No\n7,Zoë,SMS-1\n8,Zoë,SMS-1\n", mapping)[0]
    assert first.key != second.key
    assert json.loads(first.payload)["source_id"] == "7"


def test_the_mapping_may_state_where_the_data_comes_from_for_the_file_or_for_each_row(tmp_path: Path) -> None:
    mapping = ColumnMapping(
        "account", {"No": "account_number"}, constants={"provenance": "derived", "status": "active"}
    )
    (record,), _ = taken(tmp_path, "No\nSMS-1\n", mapping)
    assert json.loads(record.provenance) == {"*": "derived"}
    assert json.loads(record.payload)["status"] == "active"
    by_row = ColumnMapping("account", {"No": "account_number", "From": "provenance"})
    records, refused = taken(tmp_path, "No,From\nSMS-1,observed\nSMS-2,hearsay\n", by_row)
    assert json.loads(records[0].provenance) == {"*": "observed"}
    assert "provenance" in refused[0][1]


def test_what_the_mapping_says_of_every_row_is_checked_like_a_cell(tmp_path: Path) -> None:
    def with_constant(key: str, text: str) -> dict[str, str]:
        mapping = ColumnMapping("account", {"No": "account_number"}, constants={key: text})
        payload: dict[str, str] = json.loads(taken(tmp_path, "No\nSMS-1\n", mapping)[0][0].payload)
        return payload

    assert with_constant("opened_on", "01/02/2024")["opened_on"] == "2024-02-01"
    assert with_constant("status", " active\x07 ")["status"] == "active"
    assert "status" not in with_constant("status", " ")
    for key, text, said in (
        ("opened_on", "last spring", "'Opened on' is not a day that can be read"),
        ("email", "nobody", "'E-mail' is not an e-mail address"),
    ):
        with pytest.raises(Refusal, match=said):
            with_constant(key, text)


def test_the_headings_may_stand_lower_down_and_be_spelled_a_little_differently(tmp_path: Path) -> None:
    mapping = ColumnMapping("account", {"account-no": "account_number", "NAME": "name"}, header_row=3)
    (record,), _ = taken(tmp_path, "Extract of May\n\nAccount No,Name,Name\nSMS-1,Zoë,Z\n", mapping)
    assert json.loads(record.payload) == {"account_number": "SMS-1", "name": "Zoë", "Name (2)": "Z"}


def test_a_heading_that_is_not_there_is_refused_without_quoting_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no column with the heading 'Mail'") as refused:
        taken(tmp_path, "Zoë,z@example.org\n", ColumnMapping("account", {"Mail": "email"}))
    assert "z@example.org" not in refused.value.sentence()


def test_headings_that_do_not_tell_ask_for_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(Refusal, match="do not tell what its columns mean"):
        list(read_table(path, None))
