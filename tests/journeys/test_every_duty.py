"""Whatever else reaches the office: customers, complaints, questions, the police, breaches; each from in to closed."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.services import (
    calendar,
    details,
    disclosures,
    findings,
    holds,
    intake,
    linked,
    other_letters,
    outputs,
    people,
    requests,
)
from smsdpo.services.office import Office
from tests.builders import a_mail, an_office, two_sources
from tests.journeys.case_work import Case, from_a_note, from_wanda

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BREAK_IN = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


def settled(case: Case, outcome: str, note: str = "", **fields: str) -> None:
    if fields:
        details.change(case.office, case.reference, fields)
    findings.settle(case.office, case.reference, outcome, note)


def searched(case: Case) -> None:
    """Every source asked, and what came decided."""
    findings.find_data(case.office, case.reference)
    findings.decide(case.office, case.reference, None, "include")


RETURN = {
    "customer": "Example Retail Ltd",
    "asker": "Jo Lee",
    "delivered": "Encrypted disk by courier",
    "contents": "Orders, CSV, 3 files",
    "integrity": HASH,
}


@pytest.mark.promise("P54", "P55", "P56", "P57", "P90")
def test_a_customer_gets_its_data_back_within_three_working_days(office: Office, tmp_path: Path) -> None:
    case = from_a_note(
        office,
        tmp_path,
        "customer_data_return",
        "Please send us our data back.",
        channel="support_desk",
        ticket="T-4711",
        at=datetime(2026, 11, 20, 17, 30, tzinfo=UTC),
    )
    file = requests.file(office, case.reference)
    assert file.channel == "support_desk"
    assert file.card.due.effective_due == date(2026, 11, 25), "case D058: Friday evening, so Wednesday"
    assert file.message is not None
    assert "T-4711" in file.message.card.subject
    assert {item.key: item.shown for item in details.items(office, case.reference)}["ticket"] == "T-4711"
    with pytest.raises(Refusal, match="named contacts"):
        settled(case, "returned", **RETURN)
    with pytest.raises(Refusal, match="Agreement is running"):
        settled(case, "returned", asker_checked="Named in the contract; support desk, 20/11/2026")
    settled(case, "returned", contract_live="yes")
    letter = case.answer()
    assert "Orders, CSV, 3 files" in letter
    assert "Due within three working days 25 November 2026" in letter
    case.sent_and_closed("by courier")
    details.change(office, case.reference, {"receipt": "2026-11-22"})
    assert {item.key: item.shown for item in details.items(office, case.reference)}["receipt"] == "22/11/2026"


@pytest.mark.promise("P58", "P59")
def test_after_the_agreement_data_goes_on_the_fourteenth_day_and_not_before(tmp_path: Path) -> None:
    ended = datetime(2026, 11, 8, 12, tzinfo=UTC)
    customer = {"customer": "Example Retail Ltd"}
    with an_office(today=date(2026, 11, 22)) as office:
        case = from_a_note(office, tmp_path, "termination_deletion", "The agreement ended.", at=ended, channel="post")
        assert requests.file(office, case.reference).card.due.effective_due == date(2026, 11, 22)
        details.change(office, case.reference, customer)
        told = case.letter("L29")
        assert "deleted at the end of 22 November 2026" in told
        assert "Your request of" not in told, "the agreement ended; nobody has asked for anything"
        asked_back = from_a_note(office, tmp_path, "customer_data_return", "Our data, please.", name="Jo Lee")
        details.change(office, asked_back.reference, {"customer": "example  RETAIL ltd"})
        words = {
            "last_chance": "2026-11-09",
            "holds_checked": "2026-11-22",
            "deleted_places": "Main database, 22/11/2026",
            "backups_until": "2026-12-22",
        }
        with pytest.raises(Refusal, match="has asked for its data"):
            settled(case, "deleted", **words)
        requests.close(office, asked_back.reference, outcome="queried", note="The agreement has ended.")
        person = requests.file(office, case.reference).card.person
        assert person is not None
        hold = holds.raise_hold(office, person, ground="dispute", reason="A claim about the last bill")
        with pytest.raises(Refusal, match="hold stands in the way"):
            settled(case, "deleted")
        holds.release(office, hold, "The claim was settled")
        settled(case, "deleted")
        certificate = case.answer()
        assert "Main database, 22/11/2026" in certificate
        assert "22 December 2026" in certificate
        assert "not yet" in certificate
        case.sent_and_closed()
        (woken,) = calendar.items(office, date(2026, 12, 22), date(2026, 12, 22))
        assert (woken.kind, woken.request) == ("backups", case.reference)


def test_a_customers_data_is_kept_through_its_fourteen_days(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "termination_deletion", "The agreement ended.")
    words = {"last_chance": "2026-11-21", "holds_checked": "2026-11-22", "backups_until": "2026-12-22"}
    with pytest.raises(Refusal, match="keeps the customer's data through 04/12/2026"):
        settled(case, "deleted", customer="Example Retail Ltd", deleted_places="Everywhere", **words)


@pytest.mark.promise("P76", "P77", "P78", "P79", "P89")
def test_a_complaint_is_acknowledged_looked_into_and_answered(office: Office, tmp_path: Path) -> None:
    asked = from_wanda(office, tmp_path, "rectification", "Please correct my number.")
    words = "You have not corrected my number, I will go to the ICO."
    reference = linked.complain_about(office, asked.reference, words=words, received_at=office.clock.now())
    case = Case(office, reference, tmp_path)
    assert [(link.kind, link.reference) for link in linked.links(office, reference)] == [("complaint", asked.reference)]
    due = requests.file(office, reference).card.due
    assert (due.policy_due, due.statutory_due) == (date(2026, 12, 22), date(2026, 12, 22))
    assert "acknowledged" in case.unticked()
    assert "acknowledges it" in case.letter("L17a")
    assert "acknowledged" not in case.unticked()
    assert "One colleague is away." in case.letter(
        "L17b", work_done=["The log was read."], work_outstanding=["One colleague is away."]
    )
    requests.record_identity(office, reference, method="question_from_record", seen="The day of the last ticket")
    with pytest.raises(Refusal, match="Findings"):
        settled(case, "upheld", about="The number", handler="Jo Lee", remedy="It is corrected", applies="eea")
    settled(case, "upheld", findings="It lay open for a week")
    letter = case.answer()
    for said in (
        "What we found",
        "It lay open for a week",
        "What we put right",
        "ico.org.uk",
        "European Economic Area",
    ):
        assert said in letter
    case.sent_and_closed()
    regulator = {"regulator_reference": "IC-1-A2", "regulator_officer": "P. Bell", "regulator_due": "2026-12-10"}
    details.change(office, reference, regulator)
    (woken,) = calendar.items(office, date(2026, 12, 10), date(2026, 12, 10))
    assert (woken.kind, woken.title) == ("regulator", f"The regulator waits: {reference} Complaint")
    details.change(office, reference, {"regulator_outcome": "No further action"})
    assert calendar.items(office, date(2026, 12, 10), date(2026, 12, 10)) == []


@pytest.mark.promise("P13", "P60", "P61", "P62")
@pytest.mark.parametrize(
    ("topic", "quoted"),
    [("retention", "From our register"), ("do_not_track", "allaboutdnt.com"), ("security", "by accepted standards")],
)
def test_a_question_is_answered_with_what_the_register_says(
    office: Office, tmp_path: Path, topic: str, quoted: str
) -> None:
    case = from_wanda(office, tmp_path, "general_inquiry", "How long do you keep my data?")
    words = {"topic": topic, "answer": "Thank you for asking; here is how it is."}
    with pytest.raises(Refusal, match="No right asked for"):
        settled(case, "answered", **words)
    settled(case, "answered", hidden_right="yes")
    letter = case.answer()
    assert "here is how it is" in letter
    assert quoted.casefold() in letter.casefold()
    assert "of our privacy policy" in letter
    case.sent_and_closed()


POLICE = {
    "asker_class": "police",
    "body": "Example Constabulary",
    "officer": "DC A. Reed, 1234",
    "power": "Data Protection Act 2018 Sch 2 para 2",
    "ground": "illegal",
    "scope": "Orders of one person in May",
    "call_back_source": "switchboard",
    "called_back": "20/11/2026, DC Reed",
    "necessity": "The orders show the delivery address used",
    "minimum": "Two orders of May; not the notes",
    "handed_over": "DC Reed, sealed disk",
    "left_hash": HASH,
}


def about_wanda(office: Office, folder: Path, text: str) -> Case:
    """A mail of the police about Wanda Quill, whom two sources know."""
    two_sources(office, folder)
    mail = a_mail(folder, sender='"DC A. Reed, Example Constabulary" <a.reed@police.example>', text=text)
    message = intake.add_messages(office, [mail]).added[0].message
    case = Case(office, requests.open_request(office, type="authority_request", message=message), folder)
    with pytest.raises(Refusal, match="whose data this is about"):
        findings.find_data(office, case.reference)
    requests.choose_person(office, case.reference, people.search(office, "Wanda Quill")[0].person)
    return case


@pytest.mark.promise("P69", "P70", "P71", "P72", "P73", "P74", "P75")
def test_the_police_get_the_least_that_serves_after_a_call_back(office: Office, tmp_path: Path) -> None:
    office.change_settings({"staff": [{"name": "D. Pearce", "me": True}, {"name": "Jo Lee", "me": False}]})
    text = "Section request for orders of Wanda Quill. Call me on 020 7946 0123."
    case = about_wanda(office, tmp_path, text)
    (hold,) = holds.all_holds(office)
    assert (hold.person_name, hold.ground) == ("Wanda Quill", "open_request"), "her data is held, not the officer's"
    searched(case)
    with pytest.raises(Refusal, match="stands in the letter itself"):
        details.change(office, case.reference, {"call_back_number": "+44 20 7946 0123"})
    details.change(office, case.reference, {"call_back_number": "020 7946 0999"})
    with pytest.raises(Refusal, match="does not approve"):
        details.change(office, case.reference, {"approver": "D. Pearce"})
    with pytest.raises(Refusal, match="Approved by"):
        settled(case, "disclosed_in_part", "Only May was named.", **POLICE)
    with pytest.raises(Refusal, match="Why the person is not told, May not be told until"):
        settled(case, "disclosed_in_part", "Only May was named.", approver="Jo Lee", tell_person="prohibited")
    with pytest.raises(Refusal, match="not written down yet: May not be told until"):
        settled(case, "disclosed_in_part", "Only May was named.", tell_because="Order of the court, 19/11/2026")
    with pytest.raises(Refusal, match="come already"):
        details.change(office, case.reference, {"not_until": "2026-11-20"})
    settled(case, "disclosed_in_part", "Only May was named.", not_until="2027-02-01")
    letter = case.answer()
    assert "Two orders of May; not the notes" in letter
    assert "Dear DC A. Reed," in letter, "an officer is not called by the name of the force as well"
    assert "only for the purpose you named" in letter
    case.sent_and_closed("handed over")
    assert holds.all_holds(office) == ()
    (woken,) = calendar.items(office, date(2027, 2, 1), date(2027, 2, 1))
    assert (woken.kind, woken.request) == ("tell", case.reference)
    details.change(office, case.reference, {"told": "2026-11-22"})
    assert calendar.items(office, date(2027, 2, 1), date(2027, 2, 1)) == []


def test_the_person_is_told_of_a_disclosure_where_nothing_forbids_it(office: Office, tmp_path: Path) -> None:
    case = about_wanda(office, tmp_path, "A witness summons for Wanda Quill's orders.")
    searched(case)
    words = {**POLICE, "call_back_number": "020 7946 0999", "approver": "Jo Lee", "tell_person": "yes"}
    details.change(office, case.reference, words)
    assert "Disclosed to Example Constabulary" in case.letter("L24")
    outputs.draft_mail(office, case.reference, tmp_path / "notice.eml")
    assert b"In-Reply-To" not in (tmp_path / "notice.eml").read_bytes(), "it answers nothing that she wrote"


@pytest.mark.promise("P73")
def test_the_notice_of_a_disclosure_goes_to_the_person_and_not_to_the_police_also_when_all_is_closed(
    office: Office, tmp_path: Path
) -> None:
    two_sources(office, tmp_path)
    reference = disclosures.begin(office, POLICE, received_at=office.clock.now(), channel="post")
    case = Case(office, reference, tmp_path)
    assert [code for code, _title in other_letters.offered(office, reference)] == ["L24", "L01"]
    with pytest.raises(Refusal, match="whose data this is about"):
        case.letter("L24")
    with pytest.raises(Refusal, match="whose data this is about"):
        findings.find_data(office, reference)
    requests.choose_person(office, reference, people.search(office, "Wanda Quill")[0].person)
    searched(case)
    details.change(office, reference, {"call_back_number": "020 7946 0999", "approver": "Jo Lee"})
    barred = {"tell_person": "prohibited", "tell_because": "Order of the court", "not_until": "2026-12-01"}
    settled(case, "disclosed_in_part", "Only May was named.", **barred)
    answer = case.answer()
    assert "Dear Sir or Madam," in answer, "a body has no name that a letter could begin with"
    assert "Yours faithfully," in answer
    case.sent_and_closed("handed over")
    assert [code for code, _title in other_letters.offered(office, reference)] == ["L24"]
    notice = case.letter("L24")
    assert "Dear Wanda Quill" in notice
    assert "wanda.quill@mail.example" in notice
    assert "Dear Example Constabulary" not in notice
    assert "Your request of" not in notice
    outputs.draft_mail(office, reference, tmp_path / "notice.eml")
    mail = message_from_bytes((tmp_path / "notice.eml").read_bytes(), policy=default)
    cover = mail.get_body()
    assert cover is not None
    assert (mail["To"], mail["Subject"]) == ("Wanda Quill <wanda.quill@mail.example>", f"Our letter {reference}")
    said = cover.get_content()
    assert said.splitlines()[:3] == ["Dear Wanda Quill,", "", f"Please find attached our letter {reference}."]
    assert "Constabulary" not in said


INCIDENT = {
    "what": "A list of customers was sent to the wrong address",
    "loss": "disclosure",
    "cause": "sub_contractor",
    "customers": "Example Retail Ltd",
    "measures": "The list was deleted by its recipient",
    "decision": "Names and addresses of 40 people were seen by a stranger",
}


@pytest.mark.promise("P31", "P88")
def test_a_breach_is_decided_reported_within_72_hours_and_the_people_told(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "breach", "We sent a list to the wrong person.", at=BREAK_IN)
    due = requests.file(office, case.reference).card.due
    assert due.instant == datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
    with pytest.raises(Refusal, match="reported to the regulator"):
        settled(case, "not_reported", "We think it is small.", risk="risk", **INCIDENT)
    report = {
        "categories": "Customers: names, addresses",
        "people": "40",
        "records": "40",
        "consequences": "Unwanted mail",
    }
    with pytest.raises(Refusal, match="people affected are told"):
        settled(case, "reported", risk="high", reported="22/11/2026, 11:00", **report)
    settled(case, "people_told", advice="Watch for strange letters.", people_told="2026-11-22")
    assert "Watch for strange letters." in case.letter("L26", affected_person="Ngozi Okafor")
    sheet = case.answer()
    for said in ("Due within 72 hours 23 November 2026, 09:12", "By a sub-contractor of ours", "People, about 40"):
        assert said in sheet
    case.sent_and_closed("on the regulator's page")


def test_a_breach_reported_late_gives_its_reasons(tmp_path: Path) -> None:
    with an_office(today=date(2026, 11, 25)) as office:
        case = from_a_note(office, tmp_path, "breach", "A laptop is lost.", at=BREAK_IN)
        report = {
            "categories": "Staff",
            "people": "3",
            "records": "3",
            "consequences": "None seen",
            "reported": "Today",
        }
        details.change(office, case.reference, {**INCIDENT, **report, "risk": "risk"})
        with pytest.raises(Refusal, match="72 hours are over"):
            settled(case, "reported")
        settled(case, "reported", late_reasons="It was found on Wednesday only", late_cause="Found late")
        assert "It was found on Wednesday only" in case.answer()
        case.sent_and_closed()


def test_an_incident_without_risk_is_kept_with_its_reasons(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "breach", "A list went to the wrong desk.", at=BREAK_IN)
    settled(case, "not_reported", "Nobody outside saw it.", **{**INCIDENT, "cause": "us", "risk": "unlikely"})
    requests.close(office, case.reference, note="Kept in the register; nobody outside saw it.")
    assert case.state == "closed"


def test_contact_data_at_its_limit_goes_or_stays_by_agreement(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "contact_retention", "Her time is over.")
    requests.add_event(office, case.reference, ClockEvent("agreed_until", date(2027, 11, 20), "Jo Lee, by telephone"))
    assert requests.file(office, case.reference).card.due.effective_due == date(2027, 11, 20)
    searched(case)
    with pytest.raises(Refusal, match="agreement in words"):
        settled(case, "extended_by_agreement", "She asked for it.")
    settled(case, "extended_by_agreement", "She asked for it.", agreed_words="Call back in a year; Jo Lee, 20/11/2026")
    requests.close(office, case.reference, note="Agreed by telephone on 20/11/2026.")
    assert case.state == "closed"


def test_a_change_of_the_policy_is_posted_before_it_takes_effect(office: Office, tmp_path: Path) -> None:
    case = from_a_note(office, tmp_path, "policy_change", "Version 2 of the policy.", name="Jo Lee")
    assert requests.file(office, case.reference).card.due.effective_due == date(2026, 12, 20), "no date was set yet"
    requests.add_event(
        office, case.reference, ClockEvent("date_set", date(2026, 12, 15), "Takes effect on 16 December")
    )
    assert requests.file(office, case.reference).card.due.effective_due == date(2026, 12, 15)
    words = {"material": "no", "why_material": "Spelling", "effective": "2026-12-16", "posted": "Home page, 22/11/2026"}
    settled(case, "posted_only", "Spelling only.", **words)
    requests.close(office, case.reference, note="Posted on the home page on 22/11/2026.")
    assert case.state == "closed"


def test_what_asks_for_nothing_still_ends_with_a_reason(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "other", "Thank you for the invoice.")
    assert requests.file(office, case.reference).card.due.effective_due == date(2026, 12, 20)
    with pytest.raises(Refusal, match="needs its reasons"):
        settled(case, "no_answer_needed")
    settled(case, "no_answer_needed", "A thank-you; nothing is asked.")
    requests.close(office, case.reference, note="A thank-you; nothing is asked.")
    assert case.state == "closed"
    with pytest.raises(Refusal, match="closed"):
        outputs.mark_sent(office, case.reference, "by e-mail")
