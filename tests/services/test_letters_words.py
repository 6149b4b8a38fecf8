"""What a letter says of the clock, the doubt and the reasons, in words that fit the case."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import details, findings, intake, linked, outputs, requests
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_mail, a_searched_request, an_access_request


def words(office: Office, reference: str, code: str, folder: Path) -> str:
    target = folder / f"{code}.pdf"
    outputs.letter(office, reference, code, target)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("id_requested", "not begun: it begins when what we asked for has reached us"),
        ("clarification_requested", "paused until you answer our question"),
    ],
)
def test_a_clock_that_stands_still_is_told_in_words_not_as_a_day(
    office: Office, tmp_path: Path, event: str, said: str
) -> None:
    reference = an_access_request(office, tmp_path)
    requests.add_event(office, reference, ClockEvent(event, date(2026, 11, 22), "eleven years of notes"))
    assert said in words(office, reference, "L01", tmp_path)


def test_an_answer_by_post_is_addressed_and_said_to_go_by_post(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    at_home = Recipient("Wanda Quill", "", ("1 Example Street", " ", "Leeds LS1 4AP "))
    requests.set_recipient(office, reference, at_home)
    letter = words(office, reference, "L01", tmp_path)
    assert "1 Example Street Leeds LS1 4AP" in letter
    assert "by post" in letter.casefold()


def test_each_reason_of_a_refusal_stands_by_itself_and_empty_lines_are_none(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    note = "The same was answered last week. | Article 12(5)\n\n | Article 99\nNothing has changed since."
    findings.settle(office, reference, "refused", note=note)
    letter = words(office, reference, "L08", tmp_path)
    assert "The same was answered last week." in letter
    assert "Nothing has changed since." in letter
    assert "Article 99" not in letter, "a provision without its reason says nothing"


def test_a_refusal_in_part_says_which_part_and_what_is_done_all_the_same(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    linked.change_type(office, reference, "rectification", "It is about her address.")
    reason = "The date is the one on the paper that you showed us."
    findings.settle(office, reference, "refused", note=reason)
    assert "not to comply with your request." in words(office, reference, "L08", tmp_path)
    details.change(office, reference, {"refused_part": "the correction of your date of birth"})
    details.change(office, reference, {"given_part": "we have corrected your address."})
    (tmp_path / "L08.pdf").unlink()
    letter = words(office, reference, "L08", tmp_path)
    assert "not to comply with the correction of your date of birth." in letter
    assert "The rest of your request is not affected: we have corrected your address. If you" in letter


def test_a_letter_that_was_never_made_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="no such letter"):
        outputs.letter_bytes(office, 77)


def test_the_letter_that_nothing_is_held_is_made_alone_once_it_is_settled(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    findings.decide(office, reference, None, "withhold", reason=DIFFERENT_PERSON)
    findings.not_searched(office, reference, "Notes", "its file is locked")
    with pytest.raises(Refusal, match="Nothing can be made yet"):
        outputs.letter(office, reference, "L07", tmp_path / "early.pdf")
    assert not (tmp_path / "early.pdf").exists()
    findings.settle(office, reference, "no_data_held")
    assert "not searched: its file is locked" in words(office, reference, "L07", tmp_path)
    assert requests.file(office, reference).exports == ()


def test_a_letter_of_another_outcome_than_the_settled_one_is_refused(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="answered by letter L06, not L07"):
        outputs.letter(office, reference, "L07", tmp_path / "L07.pdf")
    with pytest.raises(Refusal, match="goes with the workbook"):
        outputs.letter(office, reference, "L06", tmp_path / "L06.pdf")


def test_proof_is_asked_for_only_with_the_reason_for_doubt(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Refusal, match="why there is doubt"):
        outputs.letter(office, reference, "L02", tmp_path / "L02.pdf")
    elsewhere = a_mail(tmp_path, sender="Wanda Quill <wq@elsewhere.example>", text="A copy of my data, please.")
    message = intake.add_messages(office, [elsewhere]).added[0].message
    second = requests.open_request(
        office, type="access", message=message, person=1, although="Asks for another account."
    )
    letter = words(office, second, "L02", tmp_path)
    assert "your message came from an address that we do not hold for you" in letter
    assert "your account number and the e-mail address on the account" in letter
