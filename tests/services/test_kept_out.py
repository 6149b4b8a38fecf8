"""What the letter says of the list that keeps a removed person out is so from the moment it leaves."""

import json
from pathlib import Path

import pytest

from smsdpo.domain.records.holdings import ImportReport
from smsdpo.services import details, findings, imports, intake, requests
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office
from tests.builders import a_mail
from tests.journeys.case_work import Case, from_a_note, from_wanda, known_and_found, seen_and_searched

LIST = "a list that every later import is checked against"
ERASED = {
    "ground": "no_longer_needed",
    "erased_on": "2026-11-22",
    "backups": "The last copy is overwritten by 20/12/2026",
    "recipients_told": "none",
}


def brought_again(office: Office, folder: Path) -> ImportReport:
    """Wanda by her address, and somebody of her household by the telephone they share."""
    rows = "SMS-1,Wanda Quill,WANDA.QUILL@mail.example,07700 900145\nSMS-9,Rose Quill,,07700 900145\n"
    (folder / "again.csv").write_text(f"Account,Name,Mail,Phone\n{rows}", encoding="utf-8")
    columns = {"Account": "account_number", "Name": "name", "Mail": "email", "Phone": "phone"}
    (folder / "again.json").write_text(json.dumps({"category": "account", "columns": columns}))
    return imports.import_file(office, folder / "again.csv", "Accounts", folder / "again.json")


def answered(case: Case, outcome: str, **values: str) -> str:
    details.change(case.office, case.reference, values)
    findings.settle(case.office, case.reference, outcome)
    return case.answer()


@pytest.mark.promise("P33", "P48")
def test_who_was_erased_and_told_so_is_kept_out_of_every_later_import_and_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything, and do not fetch it again.")
    known_and_found(case, "erase")
    assert LIST in answered(case, "erased", **ERASED, do_not_contact="yes")
    case.sent_and_closed()
    report = brought_again(office, tmp_path)
    assert (report.blocked_reimport, report.records) == (1, 1)


def test_who_was_told_by_hand_is_kept_out_too_and_who_was_refused_is_not(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything, and do not fetch it again.")
    known_and_found(case, "erase")
    details.change(office, case.reference, {**ERASED, "do_not_contact": "yes"})
    findings.settle(office, case.reference, "refused", "The same was asked last week.")
    case.answer()
    case.sent_and_closed()
    assert brought_again(office, tmp_path).blocked_reimport == 0
    (later := tmp_path / "later").mkdir()
    mail = a_mail(later, text="Please delete all my data.", message_id="<again@mail.example>")
    message = intake.add_messages(office, [mail]).added[0].message
    person = intake.message(office, message).matches[0].person
    again = Case(office, requests.open_request(office, type="erasure", message=message, person=person), later)
    known_and_found(again, "erase")
    others = [card.id for card in findings.page(office, again.reference).items if card.decision == "undecided"]
    findings.decide(office, again.reference, others, "keep", reason=DIFFERENT_PERSON)
    details.change(office, again.reference, {**ERASED, "do_not_contact": "yes"})
    requests.close(office, again.reference, outcome="erased", note="Told on the telephone.", by_hand=True)
    assert brought_again(office, later).blocked_reimport == 1


def test_who_did_not_ask_to_be_kept_out_comes_back_with_the_next_import(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything.")
    known_and_found(case, "erase")
    assert LIST not in answered(case, "erased", **ERASED)
    case.sent_and_closed()
    assert brought_again(office, tmp_path).blocked_reimport == 0


def test_no_list_is_named_to_somebody_by_whom_no_import_could_know_them(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "erasure", "Delete everything about me.", channel="post", email="")
    seen_and_searched(case)
    findings.decide(office, case.reference, None, "erase")
    details.change(office, case.reference, {"do_not_contact": "yes"})
    findings.settle(office, case.reference, "pending_service_end", "Your plan runs until March.")
    assert LIST not in case.answer()
    case.sent_and_closed("by post")
