"""Each letter reaches whom it is for and says what this case asks of it: nothing of another kind, nothing left out."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.letters.catalogue import load_all
from smsdpo.services import details, findings, imports, outputs, requests, sources
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
    assert "Sent By" not in sheet, "it goes by the regulator's own page as often as by post"
    with pytest.raises(Refusal, match="recipient has no e-mail address"):
        outputs.draft_mail(office, case.reference, tmp_path / "report.eml")


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
        held = Case(office, case.reference, again).letter("L05h", work_done=["Read"], work_outstanding=["Search"])
        since = "proof of identity and the fee, which we asked you for on 21 October 2026"
        assert f"still waiting for {since}" in held
        findings.settle(office, case.reference, "closed_no_reply")
        assert (
            "On 21 October 2026 we asked you for proof of identity and the fee and have had no reply" in case.answer()
        )


def test_an_objection_that_is_refused_does_not_say_that_something_has_stopped(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "objection", "I object to your checks for fraud.")
    known_and_found(case)
    weighed = {"use": "Checks for fraud", "suspended": "2026-11-20", "balancing": "They protect every customer"}
    letter = settled(case, "refused_compelling_grounds", "They protect every customer.", **weighed)
    assert "Our decision on your objection" in letter
    assert "What we have stopped" not in letter
    assert "we did not use your data so; that began on 20 November 2026" in letter


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
