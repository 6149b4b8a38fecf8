"""Every right of a person, from the message to the closed request: what is written down, decided, printed and sent."""

import json
import zipfile
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import details, findings, outputs, requests
from smsdpo.services.office import Office
from tests.journeys.case_work import Case, from_a_note, from_wanda, known_and_found, seen_and_searched, words_of

RIGHTS = ("Complain to us", "Information Commissioner", "0303 123 1113")


def settled(case: Case, outcome: str, note: str = "", **fields: str) -> None:
    if fields:
        details.change(case.office, case.reference, fields)
    findings.settle(case.office, case.reference, outcome, note)


@pytest.mark.promise("P5", "P6", "P19")
def test_a_copy_of_the_data_says_what_how_and_why(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "access", "Please send me a copy of all the personal data you hold about me.")
    assert "a copy of the personal data" in case.letter("L01")
    known_and_found(case)
    settled(case, "provided_in_full")
    letter = case.answer()
    for words in ("Why we use it To serve you", "Who receives it", "How long we keep it", "Requests to our office"):
        assert words in letter
    assert all(words in letter for words in RIGHTS)
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_what_a_person_gave_goes_along_and_what_we_worked_out_stays(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "portability", "Please send me my data as a file that I can use elsewhere.")
    known_and_found(case)
    settled(case, "file_given")
    folder = tmp_path / "answer"
    folder.mkdir()
    made = outputs.create(office, case.reference, folder)
    with zipfile.ZipFile(made.archive or "") as archive:
        names = archive.namelist()
        assert [name for name in names if name.endswith(".csv")]
        told = json.dumps([archive.read(name).decode() for name in names if name.endswith(".json")])
    assert "wanda.quill@mail.example" in told
    assert "SMS-1" not in told, "we gave her that number; she did not give it to us"
    assert "csv/information_request.csv" not in names, "the office's own log rests on neither consent nor contract"
    letter = words_of(made.letter)
    assert "structured, common form" in letter
    assert "What is left out, and why" in letter
    assert "Accounts (Account number)" in letter
    assert "neither your consent nor a contract with you is noted as our ground for it" in letter
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_a_file_sent_straight_to_another_company_names_it(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "portability", "Please send my data to Example Rival Ltd.")
    known_and_found(case)
    with pytest.raises(Refusal, match="Transferred to"):
        settled(case, "transferred")
    settled(case, "transferred", transfer_to="Example Rival Ltd", transfer_how="by their upload page on 21/11/2026")
    assert "it went straight to Example Rival Ltd" in case.answer()
    case.sent_and_closed()


@pytest.mark.promise("P7")
def test_a_correction_tells_old_and_new_and_who_else_was_told(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "rectification", "My telephone number is wrong, please correct it.")
    known_and_found(case)
    with pytest.raises(Refusal, match="What is wrong"):
        settled(case, "corrected")
    settled(
        case,
        "corrected",
        wrong="The telephone number",
        changes="Telephone | 07700 900145 | 07700 900999",
        recipients_told="Example Couriers Ltd, told on 21/11/2026",
    )
    letter = case.answer()
    assert "was: 07700 900145; is now: 07700 900999" in letter
    assert "Example Couriers Ltd" in letter
    case.sent_and_closed()


@pytest.mark.promise("P7")
def test_a_correction_that_is_refused_gives_its_reasons(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "rectification", "Please change my date of birth.")
    with pytest.raises(Refusal, match="needs its reasons"):
        settled(case, "refused")
    settled(case, "refused", "The paper you sent shows the day that we hold. | UK GDPR Art 16")
    letter = case.answer()
    assert "The paper you sent shows the day that we hold." in letter
    assert all(words in letter for words in RIGHTS)
    case.sent_and_closed()


@pytest.mark.promise("P39")
def test_an_erasure_lists_what_went_and_what_stays_why_and_until_when(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything you hold about me.")
    known_and_found(case, "erase")
    kept = next(one for one in findings.page(office, case.reference).items if one.record.source == "Accounts")
    with pytest.raises(Refusal, match="ground"):
        findings.decide(office, case.reference, [kept.id], "keep", reason="")
    with pytest.raises(Refusal, match="day until which"):
        findings.decide(office, case.reference, [kept.id], "keep", reason="the law on accounts asks for it")
    with pytest.raises(Refusal, match="come already"):
        findings.decide(office, case.reference, [kept.id], "keep", reason="the law asks | 01/01/2020")
    with pytest.raises(Refusal, match="not a decision"):
        findings.decide(office, case.reference, [kept.id], "withhold", reason="never")
    findings.decide(office, case.reference, [kept.id], "keep", reason="the law on accounts asks for it | 31/03/2033")
    words = {"ground": "no_longer_needed", "backups": "The last copy is overwritten by 20/12/2026"}
    details.change(office, case.reference, {**words, "recipients_told": "none"})
    with pytest.raises(Refusal, match="Erased on"):
        settled(case, "erased_in_part")
    with pytest.raises(Refusal, match="lies ahead"):
        details.change(office, case.reference, {"erased_on": "2026-11-23"})
    details.change(office, case.reference, {"erased_on": "2026-11-22"})
    with pytest.raises(Refusal, match="not everything is erased"):
        settled(case, "erased")
    settled(case, "erased_in_part")
    letter = case.answer()
    assert "erased on 22 November 2026" in letter
    assert "the law on accounts asks for it; until 31 March 2033" in letter
    assert "The last copy is overwritten by 20/12/2026" in letter
    assert "given this data to nobody, so there was nobody else to tell" in letter
    assert "told none" not in letter
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_a_restriction_is_set_at_once_and_lifted_only_after_notice(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "restriction", "Please stop using my data until this is settled.")
    known_and_found(case)
    settled(case, "restricted", ground="accuracy", since="2026-11-20", allowed="Accounts, to bill", review="2027-01-20")
    letter = case.answer()
    assert "Restricted since 20 November 2026" in letter
    assert "20 January 2027" in letter
    case.sent_and_closed()

    again = Case(
        office, requests.open_request(office, type="restriction", person=1, received_at=office.clock.now()), tmp_path
    )
    requests.record_identity(office, again.reference, method="not_needed", seen="We lift it ourselves")
    findings.find_data(office, again.reference)
    findings.decide(office, again.reference, None, "include")
    told = {"since": "2026-11-20", "lift_notice": "2026-11-22", "lifted_from": "2026-11-22"}
    with pytest.raises(Refusal, match="before the restriction is lifted"):
        settled(again, "lifted", "The number was corrected.", **told)
    settled(again, "lifted", "The number was corrected.", lifted_from="2026-12-01")
    assert "From 1 December 2026 on" in again.answer()
    again.sent_and_closed("by post")


@pytest.mark.promise("P8")
def test_an_objection_is_weighed_in_writing(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "objection", "I object to your use of my data for statistics.")
    known_and_found(case)
    details.change(office, case.reference, {"use": "Statistics on tickets"})
    with pytest.raises(Refusal, match="Balancing note"):
        settled(case, "refused_compelling_grounds", "Needed against fraud.")
    with pytest.raises(Refusal, match="Stopped on"):
        settled(case, "upheld", suspended="2026-11-20")
    settled(case, "upheld", stopped="2026-11-21")
    letter = case.answer()
    assert "Statistics on tickets" in letter
    assert all(words in letter for words in RIGHTS)
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_marketing_stops_the_same_day_and_cannot_be_refused(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "objection_marketing", "Unsubscribe me from all marketing.")
    with pytest.raises(Refusal, match="not an outcome"):
        settled(case, "refused", "We would rather not.")
    settled(case, "stopped", channels="E-mail\nPost", stopped="2026-11-20", partners_told="none")
    letter = case.answer()
    assert "It stopped on 20 November 2026" in letter
    assert "do-not-contact list" in letter
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_a_consent_withdrawn_ends_the_use_and_says_what_was_erased(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "consent_withdrawal", "I withdraw my consent to the newsletter.")
    requests.record_identity(office, case.reference, method="known_address")
    words = {"purpose": "the newsletter", "stopped": "2026-11-20"}
    with pytest.raises(Refusal, match="Erased on"):
        settled(case, "stopped_and_erased", **words)
    settled(case, "stopped_and_erased", erased_on="2026-11-21", **words)
    letter = case.answer()
    assert "The end of your consent" in letter
    assert "Data that rested on your" in letter
    assert "erased on 21 November 2026" in letter
    assert "the newsletter" in letter
    case.sent_and_closed()


@pytest.mark.promise("P8")
def test_a_decision_by_computer_is_explained_and_looked_at_by_a_person(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "automated_decision", "A computer refused me. I want a human review.")
    known_and_found(case)
    words = {"decision": "Credit for an order", "logic": "Two unpaid bills refuse it", "result": "It was right"}
    with pytest.raises(Refusal, match="Reviewed by"):
        settled(case, "reviewed", **words)
    settled(case, "reviewed", reviewer="Jo Lee")
    letter = case.answer()
    assert "Jo Lee has looked at it" in letter
    assert "contest it" in letter
    case.sent_and_closed()


@pytest.mark.promise("P48")
def test_data_that_somebody_else_gave_is_removed_and_stays_away(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "third_party_supplied", "Someone else gave you my details. Remove them.")
    known_and_found(case, "erase")
    with pytest.raises(Refusal, match="Re-import blocked"):
        settled(case, "erased", provider="Example Fair Ltd", erased_on="2026-11-22")
    settled(case, "erased", no_reimport="yes")
    assert "Accounts" in case.answer()
    case.sent_and_closed()


@pytest.mark.promise("P63", "P64")
def test_a_report_about_a_child_is_set_apart_and_erased(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "under_18_report", "My daughter is 15 and used your site. Please delete it.")
    known_and_found(case, "erase")
    with pytest.raises(Refusal, match="no under-18 report"):
        details.change(office, case.reference, {"age": "18"})
    words = {"reporter": "parent", "age": "15", "quarantined": "2026-11-20", "safeguarding": "Nothing worries us"}
    with pytest.raises(Refusal, match="neither its competence nor a parent's authority"):
        settled(case, "erased", erased_on="2026-11-22", **words)
    settled(case, "erased", guardian_check="Her passport and the child's card, seen on 21/11/2026; no copy")
    letter = case.answer()
    assert "erased on 22 November 2026" in letter
    assert all(words in letter for words in RIGHTS)
    case.sent_and_closed()


def test_in_scotland_a_child_of_twelve_acts_for_itself(office: Office, tmp_path: Path) -> None:
    office.change_settings({"nation": "scotland"})
    case = from_wanda(office, tmp_path, "under_18_report", "I am 12 and gave you my data. Delete it please.")
    known_and_found(case, "erase")
    words = {"reporter": "child", "quarantined": "2026-11-20", "safeguarding": "None", "erased_on": "2026-11-22"}
    with pytest.raises(Refusal, match="child"):
        settled(case, "erased", age="11", **words)
    settled(case, "erased", age="12")


def test_nothing_held_is_said_with_the_systems_searched(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "erasure", "Delete everything about me.", channel="post")
    seen_and_searched(case)
    findings.decide(office, case.reference, None, "erase")
    settled(case, "not_held")
    assert "found none" in case.answer()
    case.sent_and_closed("by post")
