"""The request log as a workbook: every request, every column, nothing that a spreadsheet would run."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from smsdpo.domain.log_columns import COLUMNS
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.services import details, linked, outputs, request_log, requests
from smsdpo.services.office import Office
from tests.builders import a_decided_request
from tests.journeys.case_work import FRIDAY, from_a_note
from tests.statements import counted


def test_the_log_holds_every_request_with_every_column(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    (tmp_path / "answer").mkdir()
    outputs.create(office, reference, tmp_path / "answer")
    outputs.mark_sent(office, reference, "by e-mail")
    requests.close(office, reference)
    asked = from_a_note(office, tmp_path, "rectification", "=1+1 is my name", name="=cmd|' /C calc'!A0", email="")
    requests.add_event(office, asked.reference, ClockEvent("extended", date(2026, 11, 22), "Eleven years of letters"))
    details.change(office, asked.reference, {"on_behalf": "solicitor"})
    target = tmp_path / "log.xlsx"
    assert request_log.write(office, target) == 2

    book = load_workbook(target)
    assert not [c for sheet in book for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    sheet = next(one for one in book if one.max_column >= len(COLUMNS))
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    head = next(number for number, line in enumerate(lines) if line[0] == "Reference")
    assert lines[head][: len(COLUMNS)] == [column.title for column in COLUMNS]
    entries = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :] if line[0]]
    first, second = entries
    assert (first["Reference"], first["Closed by"], first["Late"]) == (reference, "D. Pearce", "no")
    assert "L06" in str(first["Letters"])
    assert len(str(first["Copies of what was sent (SHA-256)"]).split()[1].rstrip(";")) == 64
    assert "Accounts: 1" in str(first["Systems searched"])
    assert first["Records decided"] == "include: 3"
    assert str(first["Identity checked"]).endswith(", 22/11/2026")
    assert (second["Channel"], second["Asks for"]) == ("Telephone call", "A solicitor")
    assert second["Extended because"] == "Eleven years of letters"
    assert str(second["Requester"]).lstrip("'") == "=cmd|' /C calc'!A0"


def test_the_log_asks_for_many_requests_as_often_as_for_one(office: Office, tmp_path: Path) -> None:
    made = [from_a_note(office, tmp_path, "access", f"A copy, please. {one}", name=f"Person {one}") for one in range(9)]
    with counted() as for_few:
        request_log.write(office, tmp_path / "few.xlsx")
    for case in made:
        requests.add_event(office, case.reference, ClockEvent("id_requested", date(2026, 11, 22), "Another address"))
        linked.complain_about(office, case.reference, words="You are slow.", received_at=FRIDAY)
        case.letter("L01")
    with counted() as for_many:
        assert request_log.write(office, tmp_path / "many.xlsx") == 18
    assert len(for_many) == len(for_few)
