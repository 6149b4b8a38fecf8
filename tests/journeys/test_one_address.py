"""Everything comes to one address: one message with several rights, the wrong kind put right, a team that shares it."""

from datetime import date
from pathlib import Path

import pytest

from smsdpo.domain.records import Selected
from smsdpo.services import intake, linked, requests
from smsdpo.services.office import Office
from tests.builders import a_mail
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
