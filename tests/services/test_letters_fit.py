"""Each letter reaches whom it is for and says what this case asks of it: nothing of another kind, nothing left out."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.letters.catalogue import load_all
from smsdpo.services import details, findings, imports, outputs, requests, sources
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office
from tests.builders import a_clock, an_office
from tests.journeys.case_work import Case, from_a_note, from_wanda, known_and_found

HEAD = "Office of the Data Protection Officer info@sms-tech.org "


def settled(case: Case, outcome: str, note: str = "", **fields: str) -> str:
    details.change(case.office, case.reference, fields)
    findings.settle(case.office, case.reference, outcome, note)
    return case.answer()


def asked(case: Case, kind: str, why: str = "") -> None:
    requests.add_event(case.office, case.reference, ClockEvent(kind, case.office.clock.today(), why))


def test_a_copy_says_who_receives_the_data_and_what_decides_how_long_it_is_kept_where_the_policy_does_not(
    office: Office, tmp_path: Path
) -> None:
    office.change_settings({"answer.recipients": "Example Hosting Ltd, which keeps our computers"})
    case = from_wanda(office, tmp_path, "access", "A copy of my data, please.")
    known_and_found(case)
    letter = settled(case, "provided_in_full", recipients="Example Couriers Ltd: her address, on 3 May 2026")
    _, service = letter.split("Customer service ", 1)
    service = service.partition("Where it came from")[0]
    assert "Who receives it Example Hosting Ltd, which keeps our computers" in service
    assert "service enquiry at most six months after our latest contact with you; what else we noted" in service
    assert "How long we keep it No fixed period is set: as long as it is needed for the use named above" in letter
    assert "Who has received data about you • Example Couriers Ltd: her address, on 3 May 2026" in letter
    assert "not stated" not in letter.casefold()


def test_a_copy_names_no_ground_for_what_the_register_and_the_policy_give_none(office: Office, tmp_path: Path) -> None:
    file, mapping = tmp_path / "Log.csv", tmp_path / "Log.json"
    file.write_text("Mail,What,Day\nwanda.quill@mail.example,Signed in,03/05/2026\n", encoding="utf-8")
    columns = {"Mail": "email", "What": "event", "Day": "at"}
    mapping.write_text(json.dumps({"category": "security_log", "columns": columns, "date_order": "dmy"}))
    case = from_wanda(office, tmp_path, "access", "A copy of my data, please.")
    sources.add_source(office, "Log", owner="Desk")
    imports.import_file(office, file, "Log", mapping)
    known_and_found(case)
    log = settled(case, "provided_in_full").partition("Security log ")[2].partition("Held in")[0]
    assert "To keep our systems and your data secure" in log
    assert "What allows us to" not in log


def test_whoever_received_the_data_is_written_to_and_not_the_person_it_is_about(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "rectification", "My telephone number is wrong.")
    known_and_found(case)
    changes = {
        "wrong": "Telephone",
        "changes": "Telephone | 07700 900145 | 07700 900999",
        "recipients_told": "Couriers",
    }
    settled(case, "corrected", **changes)
    told = case.letter("L18", notice_recipient="Example Couriers Ltd", notice_data=["Telephone number of one customer"])
    assert f"{HEAD}Example Couriers Ltd Our reference" in told
    assert "wanda.quill" not in told
    assert "Yours faithfully" in told
    with pytest.raises(Refusal, match="recipient has no e-mail address"):
        outputs.draft_mail(office, case.reference, tmp_path / "notice.eml")


def test_a_breach_is_reported_to_the_regulator_and_not_to_whoever_told_us(office: Office, tmp_path: Path) -> None:
    case = from_a_note(
        office, tmp_path, "breach", "A list went to a stranger.", at=datetime(2026, 11, 20, 9, tzinfo=UTC)
    )
    incident = {"what": "A list was sent", "loss": "disclosure", "cause": "us", "measures": "Deleted", "risk": "risk"}
    report = {"categories": "Names", "people": "4", "records": "4", "consequences": "None", "decision": "Seen"}
    sheet = settled(case, "reported", **incident, **report, reported="22/11/2026, 11:00")
    assert f"{HEAD}Information Commissioner’s Office Wycliffe House" in sheet.replace("'", "’")
    assert "Likely consequences • None" in sheet
    assert "Tom Ash" not in sheet
    (card,) = requests.file(office, case.reference).letters
    assert (card.goes_to.replace("'", "’"), card.recipient) == ("Information Commissioner’s Office", "Tom Ash")
    assert "Yours faithfully" in sheet
    assert "Sent By" not in sheet, "it goes by the regulator's own page as often as by post"
    with pytest.raises(Refusal, match="recipient has no e-mail address"):
        outputs.draft_mail(office, case.reference, tmp_path / "report.eml")


def test_the_people_affected_by_a_breach_are_written_to_and_not_whoever_told_us(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "breach", "A list went to a stranger.")
    told = {"what": "A list was sent", "consequences": "Unwanted mail", "measures": "Deleted", "advice": "Watch out"}
    details.change(office, case.reference, told)
    with pytest.raises(Refusal, match="name of the person affected"):
        case.letter("L26")
    notice = case.letter("L26", affected_person="Ngozi Okafor")
    assert "Dear Ngozi Okafor" in notice
    assert requests.file(office, case.reference).letters[-1].goes_to == "Ngozi Okafor", "so it is listed too"
    (tmp_path / f"{case.reference} L26.pdf").unlink()
    assert "tom.ash" not in case.letter("L26", affected_person="Tom Ash"), "a namesake of his is another person"
    assert not any(words in notice for words in ("Tom Ash", "tom.ash", "Your request of", "Sent By"))


def test_nobody_is_told_of_a_change_that_was_not_made(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "rectification", "My telephone number is wrong.")
    known_and_found(case)
    settled(case, "refused", "The number is right.", wrong="Telephone")
    with pytest.raises(Refusal, match="Nothing was changed"):
        case.letter("L18", notice_recipient="Example Couriers Ltd", notice_data=["Telephone number"])


def test_a_child_of_whom_nothing_is_held_is_looked_for_in_every_place_and_the_letter_names_them(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "under_18_report", "My daughter used your site. Please delete it.")
    known_and_found(case, "erase")
    for one in findings.page(office, case.reference).items:
        findings.decide(office, case.reference, [one.id], "keep", reason=DIFFERENT_PERSON)
    letter = settled(case, "not_found", reporter="parent", quarantined="2026-11-20", safeguarding="Nothing worries us")
    assert "We found no such data, apart from this correspondence itself. We looked in these places: Accounts" in letter
    assert "under another name, address or number" in letter


def test_who_is_not_reached_by_mail_is_not_said_to_be(office: Office, tmp_path: Path) -> None:
    letter = from_a_note(office, tmp_path, "access", "A copy, please.", channel="post", email="").letter("L01")
    assert "Sent By e-mail" not in letter


def test_the_letters_name_what_was_asked_for_and_since_when(tmp_path: Path) -> None:
    with an_office(today=date(2026, 10, 21)) as office:
        at = datetime(2026, 10, 20, 9, tzinfo=UTC)
        case = from_a_note(office, tmp_path, "access", "A copy, please.", at=at)
        assert "You need not do anything" in case.letter("L05h", work_done=["Read"], work_outstanding=["Search"])
        asked(case, "id_requested", "three people of this name are on file")
        asked(case, "fee_requested", "The fifth request within a month")
        assert "careful: three people of this name are on file." in case.letter("L02")
        office.clock = a_clock()
        again = tmp_path / "later"
        again.mkdir()
        later = Case(office, case.reference, again)
        held = later.letter("L05h", work_done=["Read"], work_outstanding=["Search"])
        assert "We asked you for proof of identity and the fee on 21 October 2026, and are still waiting for it" in held
        asked(later, "clarification_requested", "Which of two accounts is meant")
        assert "reminder" not in later.letter("L05"), "this is the first time that it is asked"
        assert "reminder: we asked you on 21 October 2026" in later.letter("L02")
        office.clock = a_clock(date(2026, 12, 22))
        findings.settle(office, case.reference, "closed_no_reply")
        assert (
            "We asked you for proof of identity and the fee on 21 October 2026 and for an answer to our question on "
            "22 November 2026 and have had no reply" in case.answer()
        )


def test_an_objection_that_is_refused_does_not_say_that_something_has_stopped(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "objection", "I object to your checks for fraud.")
    known_and_found(case)
    weighed = {"use": "Checks for fraud", "suspended": "2026-11-20", "balancing": "They protect every customer"}
    letter = settled(case, "refused_compelling_grounds", "They protect every customer.", **weighed)
    assert "Our decision on your objection" in letter
    assert "What we have stopped" not in letter
    assert "we did not use your data so; that began on 20 November 2026" in letter
    assert "for good" not in letter


def test_an_objection_that_is_upheld_says_from_when_the_use_has_stopped(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "objection", "I object to your statistics.")
    known_and_found(case)
    letter = settled(case, "upheld", use="Statistics", stopped="2026-11-21")
    assert "What we have stopped" in letter
    assert "We stopped it for good on 21 November 2026." in letter


def test_a_decision_that_is_explained_is_not_denied_in_the_same_letter(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "automated_decision", "Did a computer refuse me?")
    known_and_found(case)
    letter = settled(case, "explained", decision="Credit for an order", logic="Two unpaid bills refuse it")
    assert "contest it" in letter
    assert "no decision about you" not in letter
    letter = settled(case, "none_made", decision="", logic="")
    assert "We make no decision about you by automated means alone." in letter
    assert "contest it" not in letter


def test_a_marketing_stop_names_channels_list_and_partners_and_a_withdrawn_consent_its_purpose_alone(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "objection_marketing", "No more offers.")
    stop = {"channels": "E-mail", "stopped": "2026-11-20", "partners_told": "Example Fair Ltd, 20/11/2026"}
    letter = settled(case, "stopped", **stop)
    for words in ("What we have stopped", "do-not-contact list", "Partners who were told • Example Fair Ltd"):
        assert words in letter
    (other := tmp_path / "consent").mkdir()
    consent = from_a_note(office, other, "consent_withdrawal", "I withdraw my consent.")
    requests.record_identity(office, consent.reference, method="not_needed", seen="Nothing is given out")
    letter = settled(consent, "stopped", purpose="the newsletter", stopped="2026-11-20")
    assert "We no longer use your data for the newsletter" in letter
    assert "do-not-contact list" not in letter
    assert "it does not make unlawful what rested on your consent before" in letter


def test_what_is_kept_on_paper_alone_has_its_ground_and_its_end_like_any_record(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "erasure", "Please delete everything.")
    known_and_found(case, "erase")
    noted = {"ground": "no_longer_needed", "erased_on": "2026-11-22", "backups": "Gone", "recipients_told": "none"}
    for vague in ("Paper invoices | the law on accounts asks for them", "Invoices", "Invoices | the law | 31/03/2020"):
        with pytest.raises(Refusal, match="until which it is kept"):
            settled(case, "erased_in_part", vague, **noted)
    letter = settled(case, "erased_in_part", "Paper invoices | the law on accounts asks for them | 31/03/2033")
    assert "Paper invoices the law on accounts asks for them; until 31 March 2033" in letter
    assert "Our reasons" not in letter, "it is said once"


def test_who_gave_us_the_data_is_told_and_that_it_stays_away(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "third_party_supplied", "Who gave you my details? Remove them.")
    known_and_found(case, "erase")
    letter = settled(case, "erased", provider="Example Fair Ltd", erased_on="2026-11-22", no_reimport="yes")
    assert "who gave us the data, as far as we know: Example Fair Ltd." in letter
    assert "a list that every later import is checked against" in letter


def test_labels_of_the_window_and_words_of_our_own_are_not_put_into_the_persons_mouth(
    office: Office, tmp_path: Path
) -> None:
    case = from_a_note(office, tmp_path, "complaint", "Nobody answers me.")
    assert "You complain about how we have handled personal data." in case.letter("L17a")
    (police := tmp_path / "police").mkdir()
    declined = from_a_note(
        office, police, "authority_request", "Give us the orders of May.", name="Example Constabulary"
    )
    assert "The outcome: Declined." in settled(declined, "declined", "No power was named.")
    (other := tmp_path / "question").mkdir()
    question = from_a_note(office, other, "general_inquiry", "How long do you keep data?")
    said = settled(question, "answered", answer="Six months.", topic="retention", hidden_right="yes")
    assert "You asked us for" not in said
    assert "legitimate legal or business purposes. …”" in said, "a quotation does not end where a list was announced"


@pytest.mark.parametrize("key", sorted(load_all()))
def test_the_first_sentence_below_the_salutation_begins_with_a_capital(key: str) -> None:
    after = load_all()[key].body.split("\n\n")[1]
    assert after[0].isupper() or after[0] in ":{", after
