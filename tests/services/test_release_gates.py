"""Nothing of a person's data leaves by a side door: to a forged address, from an older decision, or without a trace."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from smsdpo.core.errors import Fault, Refusal
from smsdpo.domain.records.requests import Recipient
from smsdpo.services import findings, intake, outputs, requests
from smsdpo.services.office import Office
from tests.builders import a_decided_request, a_mail, a_searched_request, an_access_request, the_note, two_sources


def test_a_reply_to_beside_a_known_sender_does_not_take_the_answer(office: Office, tmp_path: Path) -> None:
    two_sources(office, tmp_path)
    forged = a_mail(tmp_path, more="Reply-To: thief@elsewhere.example\r\n")
    message = intake.add_messages(office, [forged]).added[0].message
    person = intake.message(office, message).matches[0].person
    reference = requests.open_request(office, type="access", message=message, person=person)
    recipient = requests.file(office, reference).recipient
    assert recipient is not None
    assert recipient.email == "wanda.quill@mail.example"


def test_a_web_form_is_answered_to_the_address_that_the_person_gave_in_it(office: Office, tmp_path: Path) -> None:
    form = a_mail(tmp_path, sender="Web form <form@site.example>", more="Reply-To: una.bell@mail.example\r\n")
    message = intake.add_messages(office, [form]).added[0].message
    recipient = requests.file(office, requests.open_request(office, type="access", message=message)).recipient
    assert recipient is not None
    assert recipient.email == "una.bell@mail.example"


@pytest.mark.parametrize(
    "elsewhere",
    [Recipient("Wanda Quill", "new@elsewhere.example"), Recipient("Wanda Quill", "", ("1 New Street", "Leeds"))],
    ids=["another e-mail address", "a postal address"],
)
def test_who_is_known_only_by_the_address_is_not_known_at_another(
    office: Office, tmp_path: Path, elsewhere: Recipient
) -> None:
    reference = an_access_request(office, tmp_path)
    requests.record_identity(office, reference, method="known_address")
    requests.set_recipient(office, reference, elsewhere)
    file = requests.file(office, reference)
    assert file.step == "identity"
    assert not next(item for item in file.identity_methods if item.key == "known_address").offered
    with pytest.raises(Refusal, match="Known e-mail address"):
        requests.record_identity(office, reference, method="known_address")
    requests.record_identity(office, reference, method="account_number")
    assert requests.file(office, reference).step == "find"


def test_a_decision_taken_back_takes_the_answer_that_was_made_with_it(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    outputs.create(office, reference, tmp_path)
    first = findings.page(office, reference).items[0]
    findings.decide(office, reference, [first.id], "withhold", reason="It is about a court case.")
    with pytest.raises(Refusal, match="no letter to send"):
        outputs.draft_mail(office, reference, tmp_path / "draft.eml")
    findings.settle(office, reference, "provided_in_part")
    with pytest.raises(Refusal, match="not approved"):
        outputs.mark_sent(office, reference, "by e-mail")
    with pytest.raises(Refusal, match="no letter to send"):
        outputs.draft_mail(office, reference, tmp_path / "draft.eml")
    again = tmp_path / "again"
    again.mkdir()
    assert outputs.create(office, reference, again).withheld == 1
    outputs.draft_mail(office, reference, tmp_path / "draft.eml")
    outputs.mark_sent(office, reference, "by e-mail")
    assert [letter.sent for letter in requests.file(office, reference).letters] == ["", "by e-mail"]


def test_another_outcome_needs_another_letter(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    with pytest.raises(Refusal, match="answered by letter L06, not L07"):
        outputs.letter(office, reference, "L07", tmp_path / "L07.pdf")
    with pytest.raises(Refusal, match="goes with the workbook"):
        outputs.letter(office, reference, "L06", tmp_path / "L06.pdf")
    outputs.create(office, reference, tmp_path)
    findings.settle(office, reference, "refused", note="It was answered last week.")
    with pytest.raises(Refusal, match="not approved"):
        outputs.mark_sent(office, reference, "by e-mail")


def test_an_acknowledgement_is_drafted_without_the_data(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    outputs.create(office, reference, tmp_path)
    outputs.letter(office, reference, "L01", tmp_path / "L01.pdf")
    draft = outputs.draft_mail(office, reference, tmp_path / "draft.eml").read_bytes()
    assert b"L01.pdf" in draft
    assert b"our letter about your request" in draft
    assert b"zip" not in draft


def test_what_was_sent_stays_as_it_was_sent(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    outputs.create(office, reference, tmp_path)
    outputs.mark_sent(office, reference, "by e-mail")
    finding = findings.page(office, reference).items[0].id
    acts: list[Callable[[], Any]] = [
        lambda: findings.decide(office, reference, [finding], "include"),
        lambda: findings.find_data(office, reference),
        lambda: findings.not_searched(office, reference, "Notes", "locked"),
        lambda: findings.settle(office, reference, "provided_in_full"),
        lambda: requests.record_identity(office, reference, method="known_address"),
        lambda: requests.choose_person(office, reference, 1),
        lambda: requests.set_recipient(office, reference, Recipient("A", "a@b.example")),
        lambda: outputs.create(office, reference, tmp_path),
        lambda: outputs.mark_sent(office, reference, "again"),
    ]
    for act in acts:
        with pytest.raises(Refusal, match="has left"):
            act()
    assert requests.file(office, reference).card.state == "released"
    requests.close(office, reference)


def test_a_record_that_changed_since_is_shown_as_undecided(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    cards = findings.page(office, reference).items
    findings.decide(office, reference, [cards[1].id], "withhold", reason="It is about a court case.")
    with office.operation("test.change") as op:
        op.session.execute(text("UPDATE record SET row_hash = 'other' WHERE id IN (:a, :b)"), _ids(cards[0], cards[1]))
    assert {card.id for card in findings.page(office, reference, decision="undecided").items} == {
        cards[0].id,
        cards[1].id,
    }
    with pytest.raises(Refusal, match="still undecided"):
        findings.settle(office, reference, "provided_in_part")
    assert findings.decide(office, reference, None, "include") == 1, "what was withheld is never included in a heap"
    assert [card.id for card in findings.page(office, reference, decision="undecided").items] == [cards[1].id]


def _ids(first: Any, second: Any) -> dict[str, int]:
    return {"a": first.record.id, "b": second.record.id}


def test_waiting_for_somebody_is_not_forgotten_while_the_work_goes_on(office: Office, tmp_path: Path) -> None:
    from datetime import date

    from smsdpo.domain.records.clocks import ClockEvent

    reference = an_access_request(office, tmp_path)
    requests.add_event(office, reference, ClockEvent("clarification_requested", date(2026, 11, 22), "eleven years"))
    requests.record_identity(office, reference, method="known_address")
    findings.find_data(office, reference)
    card = requests.file(office, reference).card
    assert (card.state, card.waiting_for) == ("waiting", "clarification")
    assert requests.counts(office)["waiting"] == 1


@pytest.mark.parametrize("act", ["create", "letter", "draft", "person"])
def test_files_of_an_act_that_the_trail_could_not_take_are_gone(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    reference = a_decided_request(office, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    if act == "draft":
        outputs.create(office, reference, tmp_path)

    def full(*_: object, **__: object) -> None:
        raise Fault("the trail could not be written")

    monkeypatch.setattr("smsdpo.model.audit.append", full)
    acts: dict[str, Callable[[], Any]] = {
        "create": lambda: outputs.create(office, reference, out),
        "letter": lambda: outputs.letter(office, reference, "L01", out / "L01.pdf"),
        "draft": lambda: outputs.draft_mail(office, reference, out / "draft.eml"),
        "person": lambda: outputs.export_person(office, 1, out),
    }
    with pytest.raises(Fault):
        acts[act]()
    assert list(out.iterdir()) == []


def test_a_strangers_heap_never_holds_the_records_of_a_namesake(office: Office, tmp_path: Path) -> None:
    two_sources(office, tmp_path)
    stranger = a_mail(tmp_path, sender="Wanda Quill <thief@elsewhere.example>")
    message = intake.add_messages(office, [stranger]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    requests.record_identity(office, reference, method="document_seen", seen="passport, 22 November")
    findings.find_data(office, reference)
    assert findings.decide(office, reference, None, "include") == 1, "her own request only"
    left = findings.page(office, reference, decision="undecided").items
    assert {card.record.source for card in left} == {"Accounts", "Notes"}
    with pytest.raises(Refusal, match="2 of 3 records are still undecided"):
        findings.settle(office, reference, "provided_in_full")


@pytest.mark.parametrize(
    "message_id", [f"<{'z' * 480}@x>", "<a\u202eb\x07c@x>", "<a@b>\r\n <c@d>\r\n\tBcc: x@y.example"]
)
def test_a_message_id_that_no_mail_can_carry_does_not_keep_the_answer_back(
    office: Office, tmp_path: Path, message_id: str
) -> None:
    from email import message_from_bytes, policy

    message = intake.add_messages(office, [a_mail(tmp_path, message_id=message_id)]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    outputs.letter(office, reference, "L01", tmp_path / "L01.pdf")
    draft = message_from_bytes(
        outputs.draft_mail(office, reference, tmp_path / "draft.eml").read_bytes(), policy=policy.default
    )
    assert draft["To"].addresses[0].addr_spec == "wanda.quill@mail.example"
    assert draft["Bcc"] is None


def test_a_name_that_is_another_address_and_a_reply_to_elsewhere_are_told(office: Office, tmp_path: Path) -> None:
    posing = a_mail(
        tmp_path,
        sender='"wanda.quill@mail.example" <thief@elsewhere.example>',
        more="Reply-To: third@elsewhere.example\r\n",
    )
    note = intake.message(office, intake.add_messages(office, [posing]).added[0].message).note
    assert "the message came from thief@elsewhere.example" in note
    assert "another address than the sender's: third@elsewhere.example" in note


def _letter(path: Path) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_what_was_only_blacked_out_is_told_and_nothing_is_said_to_be_complete(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    note = the_note(office, reference)
    findings.decide(office, reference, [note], "redact", reason="It names a colleague.", redactions=["Marta Silva"])
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_part")
    letter = _letter(outputs.create(office, reference, tmp_path).letter)
    assert "Customer service, 1 record, given in part: It names a colleague." in letter
    assert "left out" not in letter
    assert "Marta" not in letter


def test_no_letter_says_that_nothing_is_held_while_something_is_kept_back(office: Office, tmp_path: Path) -> None:
    reference = a_searched_request(office, tmp_path)
    findings.decide(office, reference, None, "withhold", reason="Legal advice.")
    with pytest.raises(Refusal, match="is held"):
        findings.settle(office, reference, "no_data_held")


def test_a_namesakes_records_are_neither_a_part_kept_back_nor_counted(office: Office, tmp_path: Path) -> None:
    from smsdpo.services.decided import DIFFERENT_PERSON

    reference = a_searched_request(office, tmp_path)
    cards = {card.record.source: card.id for card in findings.page(office, reference).items}
    findings.decide(office, reference, [cards["Notes"]], "withhold", reason=DIFFERENT_PERSON)
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_full")
    letter = _letter(outputs.create(office, reference, tmp_path).letter)
    assert "Notes nothing found" in letter
    assert "Accounts 1 record found" in letter


def test_the_answer_that_nothing_is_held_leaves_aside_the_request_itself(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path, sender="Una Bell <una@mail.example>")]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    requests.record_identity(office, reference, method="not_needed", seen="nothing is given out")
    findings.find_data(office, reference)
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "no_data_held")
    assert "apart from this correspondence itself" in _letter(outputs.create(office, reference, tmp_path).letter)


def test_a_message_of_a_request_is_neither_added_to_it_twice_nor_put_aside(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    opened = requests.file(office, reference).message
    assert opened is not None
    with pytest.raises(Refusal, match=f"belongs to {reference} already"):
        intake.link(office, opened.card.id, reference.lower())
    with pytest.raises(Refusal, match="belongs to a request"):
        intake.not_a_request(office, opened.card.id, "spam")
