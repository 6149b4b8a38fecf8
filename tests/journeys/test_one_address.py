"""Everything comes to one address: one message with several rights, the wrong kind put right, a team that shares it."""

from datetime import date
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Selected
from smsdpo.services import findings, imports, intake, linked, people, requests
from smsdpo.services.office import Office
from tests.builders import a_mail, two_sources
from tests.journeys.case_work import Case, from_wanda


@pytest.mark.promise("P82")
def test_a_question_that_was_a_right_in_disguise_gets_its_clock(office: Office, tmp_path: Path) -> None:
    case = from_wanda(office, tmp_path, "general_inquiry", "What do you hold on me, by the way?")
    assert requests.file(office, case.reference).card.due.statutory_due is None
    linked.change_type(office, case.reference, "access", "She asks for a copy between the lines")
    file = requests.file(office, case.reference)
    assert file.card.due.statutory_due == date(2026, 12, 21)
    assert any(entry.note == "She asks for a copy between the lines" for entry in file.timeline)


@pytest.mark.promise("P82")
def test_one_message_with_two_rights_has_two_clocks_and_one_acknowledgement(office: Office, tmp_path: Path) -> None:
    text = "Send me a copy of my data, and I complain about how long it took."
    message = intake.add_messages(office, [a_mail(tmp_path, text=text)]).added[0].message
    first, second = linked.open_several(office, types=["access", "complaint"], message=message)
    assert requests.file(office, first).card.due != requests.file(office, second).card.due
    assert "and an answer to your complaint" in Case(office, first, tmp_path).letter("L01")


@pytest.mark.promise("P9", "P10")
def test_the_team_shares_the_work_and_the_officer_signs(office: Office, tmp_path: Path) -> None:
    office.change_settings({"staff": [{"name": "D. Pearce", "me": True}, {"name": "Jo Lee", "me": False}]})
    office.change_settings({"dpo.name": "Alex Morgan"})
    case = from_wanda(office, tmp_path, "access", "Please send me a copy of all my data.")
    number = next(item.id for item in requests.page(office, view="open").items)
    assert requests.assign(office, Selected(ids=(number,)), "Jo Lee") == 1
    assert requests.page(office, view="open").items[0].assignee == "Jo Lee"
    letter = case.letter("L01")
    assert "Alex Morgan Data Protection Officer" in letter


@pytest.mark.promise("P87")
def test_the_company_is_one_under_all_its_names_and_never_another_person(office: Office, tmp_path: Path) -> None:
    text = "What personal data does Smart Manufacturing Solutions Technology hold about me? Wanda Quill"
    form = a_mail(
        tmp_path, sender="SMS Technology <info@sms-tech.org>", text=text, more="Reply-To: wanda.quill@mail.example\r\n"
    )
    added = intake.add_messages(office, [form]).added[0]
    assert (added.suggestions[0].type, added.suggestions[0].asks) == ("access", True)
    assert intake.message(office, added.message).writer == "wanda.quill@mail.example"
    reference = requests.open_request(office, type="access", message=added.message)
    file = requests.file(office, reference)
    assert file.card.person_name == file.recipient.email == "wanda.quill@mail.example"
    assert people.search(office, "SMS Technology") == people.search(office, "info@sms-tech.org") == []

    two_sources(office, tmp_path)
    more = tmp_path / "more.csv"
    more.write_text(
        "Ticket,Mail,Name,Asked,Answered,Day,Handler\nT-2,wanda.quill@mail.example,Wanda Quill,Who wrote?,"
        "info@sms-tech.org wrote to Mrs Bell.,04/05/2026,Smart Manufacturing Solutions Technology\n"
    )
    imports.import_file(office, more, "Notes", tmp_path / "Notes.json")
    findings.find_data(office, reference)
    named = {name for item in findings.page(office, reference).items for name in item.others}
    assert named == {"Mrs Bell", "Marta Silva"}

    letter = Case(office, reference, tmp_path).letter("L01")
    assert "SMS Tech" in letter
    assert "SMS Technology" not in letter
    itself = intake.add_messages(office, [a_mail(tmp_path, sender="SMS Tech <info@sms-tech.org>")]).added[0]
    with pytest.raises(Refusal, match="does not say who asks"):
        requests.open_request(office, type="access", message=itself.message)
