"""What leaves the office: complete, proved, redacted everywhere, kept as it was sent; nothing left on failure."""

import json
from email import message_from_bytes, policy
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from smsdpo.core.errors import Refusal
from smsdpo.services import audit, findings, outputs, requests
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_searched_request, an_access_request, the_note
from tests.journeys.case_work import from_wanda, known_and_found


def _new(folder: Path) -> Path:
    made = folder / "again"
    made.mkdir()
    return made


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_an_answer_in_full_is_a_workbook_an_archive_and_a_letter(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    made = outputs.create(office, reference, tmp_path)
    assert made.workbook is not None
    assert made.archive is not None
    book = load_workbook(made.workbook)
    assert book.sheetnames == [
        "Summary",
        "How we use your data",
        "Accounts",
        "Customer service",
        "Requests to our office",
        "Withheld",
        "Glossary",
    ]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    with ZipFile(made.archive) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert json.loads(archive.read("data.json"))
    assert manifest["built_for"] == {"person": 1, "name": "Wanda Quill"}
    letter = words_of(made.letter)
    for said in (
        reference,
        "20 December 2026",
        "21 December 2026",
        "20 November 2026",
        "Information Commissioner",
        "court",
    ):
        assert said in letter, said
    assert (made.records, made.redacted, made.withheld) == (3, 0, 0)
    assert made.workbook is not None
    terms = [cell.value for cell in load_workbook(made.workbook)["Glossary"]["A"]]
    assert len(set(terms)) == len(terms), "a word is explained once"


def test_what_is_blacked_out_in_one_record_is_in_no_file(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    why = "It names Marta Silva, a colleague."
    findings.decide(office, reference, [note], "redact", reason=why, redactions=["Marta Silva"])
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_part")
    made = outputs.create(office, reference, tmp_path)
    assert made.redacted == 1
    withheld = [cell.value for cell in load_workbook(made.workbook or "")["Withheld"][2]]
    assert withheld == ["Customer service, given with passages removed", 1, "It names █████, a colleague."]
    for path in (made.workbook, made.archive):
        assert path is not None
        with ZipFile(path) as archive:
            for name in archive.namelist():
                assert b"Marta" not in archive.read(name), name


def test_what_is_withheld_is_told_with_its_reason_but_not_given(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "withhold", reason="It is about another customer.")
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_part")
    made = outputs.create(office, reference, tmp_path)
    assert "It is about another customer." in words_of(made.letter)
    assert (made.records, made.withheld) == (2, 1)


def test_what_lies_outside_the_program_may_be_the_part_that_is_left_out(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="Nothing that was found is left out"):
        findings.settle(office, reference, "provided_in_part")
    reasons = "Paper file of 2019 | lost in the fire of May 2021\nThe recordings of calls are kept for 30 days only."
    findings.settle(office, reference, "provided_in_part", reasons)
    made = outputs.create(office, reference, tmp_path)
    letter = words_of(made.letter)
    assert "Paper file of 2019: lost in the fire of May 2021." in letter
    assert "Also not included: The recordings of calls are kept for 30 days only." in letter
    assert "left out" not in letter
    assert made.withheld == 0
    withheld = load_workbook(made.workbook or "")["Withheld"]
    assert [cell.value for cell in withheld[2]] == ["Paper file of 2019", None, "lost in the fire of May 2021"]
    findings.settle(office, reference, "provided_in_full", "Everything was on record.")
    assert "Everything was on record" not in words_of(outputs.create(office, reference, _new(tmp_path)).letter)


def test_a_record_about_a_different_person_is_neither_given_nor_listed(office: Office, tmp_path: Path) -> None:
    from smsdpo.services.decided import DIFFERENT_PERSON

    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "withhold", reason=DIFFERENT_PERSON)
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_part", note="Another person has the same name.")
    made = outputs.create(office, reference, tmp_path)
    assert made.withheld == 0
    assert DIFFERENT_PERSON not in words_of(made.letter)


def test_no_data_held_is_a_letter_that_names_the_systems_searched(office: Office, tmp_path: Path) -> None:
    from smsdpo.services.decided import DIFFERENT_PERSON

    reference = a_searched_request(office, tmp_path)
    findings.decide(office, reference, None, "withhold", reason=DIFFERENT_PERSON)
    findings.settle(office, reference, "no_data_held")
    made = outputs.create(office, reference, tmp_path)
    assert made.workbook is None
    letter = words_of(made.letter)
    assert "Accounts" in letter
    assert "Information Commissioner" in letter


def test_a_refusal_cannot_be_made_without_reasons(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="reasons"):
        findings.settle(office, reference, "refused")
    findings.settle(office, reference, "refused", note="The same was answered last week. | UK GDPR Art 12(5)")
    made = outputs.create(office, reference, tmp_path)
    letter = words_of(made.letter)
    assert "The same was answered last week." in letter
    assert "UK GDPR Art 12(5)" in letter


def test_the_letter_kept_is_the_letter_written_byte_for_byte(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    made = outputs.create(office, reference, tmp_path)
    card = requests.file(office, reference).letters[-1]
    assert outputs.letter_bytes(office, card.id) == made.letter.read_bytes()


def test_an_existing_file_is_not_overwritten_and_nothing_is_left(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{reference} data.zip").write_bytes(b"mine")
    with pytest.raises(Refusal, match="already exists"):
        outputs.create(office, reference, out)
    assert [path.name for path in out.iterdir()] == [f"{reference} data.zip"]
    file = requests.file(office, reference)
    assert (file.letters, file.exports) == ((), ())


def test_a_letter_is_written_beside_those_that_are_there(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{reference} L06.pdf").write_bytes(b"mine")
    for _twice in range(2):
        outputs.letter(office, reference, "L01", out)
    assert outputs.create(office, reference, out).letter.name == f"{reference} L06 2.pdf"
    assert (out / f"{reference} L06.pdf").read_bytes() == b"mine"
    assert {path.name for path in out.glob("* L01*")} == {f"{reference} L01.pdf", f"{reference} L01 2.pdf"}


def test_nothing_is_made_while_something_is_open(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    for code in ("L06", "L07", "L08"):
        with pytest.raises(Refusal, match="Nothing can be made yet"):
            outputs.letter(office, reference, code, tmp_path / "letter.pdf")
    with pytest.raises(Refusal, match="Nothing can be made yet"):
        outputs.create(office, reference, tmp_path)
    with pytest.raises(Refusal, match="no letter L99"):
        outputs.letter(office, reference, "L99", tmp_path / "letter.pdf")


def test_an_acknowledgement_says_what_was_understood_and_by_when_we_answer(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    outputs.letter(office, reference, "L01", tmp_path / "L01.pdf")
    letter = words_of(tmp_path / "L01.pdf")
    assert "20 December 2026" in letter
    assert "a copy of the personal data we hold about you" in letter


def test_the_draft_goes_to_one_person_with_letter_and_archive(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="no letter to send"):
        outputs.draft_mail(office, reference, tmp_path / "early.eml")
    outputs.create(office, reference, tmp_path)
    outputs.draft_mail(office, reference, tmp_path / "draft.eml")
    draft = message_from_bytes((tmp_path / "draft.eml").read_bytes(), policy=policy.default)
    assert draft["To"].addresses[0].addr_spec == "wanda.quill@mail.example"
    assert draft["X-Unsent"] == "1"
    assert [part.get_filename() for part in draft.iter_attachments()] == [
        f"{reference} L06.pdf",
        f"{reference} data.zip",
    ]


def test_an_export_outside_a_request_is_in_the_trail_too(office: Office, tmp_path: Path) -> None:
    a_decided_request(office, tmp_path)
    out = outputs.export_person(office, 1, tmp_path)
    assert out.included == 3
    assert audit.verify(office).intact
    with pytest.raises(Refusal, match="no person 99"):
        outputs.export_person(office, 99, tmp_path)


def test_a_copy_in_place_of_a_file_to_reuse_says_why(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "portability", "Please send me my data as a file that I can use elsewhere.")
    known_and_found(case)
    findings.settle(office, case.reference, "given_as_access", "All of it is held for a legal duty of ours.")
    letter = case.answer()
    assert "Why this is a copy and not a file to reuse" in letter
    assert "All of it is held for a legal duty of ours." in letter
    assert "Your copy holds everything" in letter
