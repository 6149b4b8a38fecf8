"""Tags: the office's own words on messages and requests, found by the list's filter, put on and taken off at once."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Selected
from smsdpo.domain.records.desk import TagCount
from smsdpo.services import audit, intake, request_log, requests, tags, undo
from smsdpo.services.office import Office
from tests.builders import a_mail, an_office
from tests.services.test_lists import five_requests

OPEN = Selected(view="open")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = an_office()
    five_requests(made, tmp_path)
    made.change_settings({"tags": ["Board", "legal-advice", "2026"]})
    return made


def borne(office: Office, place: str, selected: Selected) -> dict[str, int]:
    return {one.word: one.count for one in tags.of_selected(office, place, selected)[1] if one.count}


def found(office: Office, text: str, view: str = "all") -> list[str]:
    return [card.reference for card in requests.page(office, view=view, text=text, sort="reference").items]


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("ann@example.org", "looks like an address"),
        ("07700900123", "looks like an address or a number"),
        ("sms-30001", "looks like an address or a number"),
        ("two words", "is not one word"),
        ("a" * 25, "is not one word"),
        ("<b>", "is not one word"),
    ],
)
def test_what_could_tell_who_somebody_is_is_no_tag(office: Office, word: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        office.change_settings({"tags": ["board", word]})
    assert office.setting("tags") == ["board", "legal-advice", "2026"]


def test_a_whole_selection_is_tagged_by_one_act_that_one_undo_takes_back(office: Office) -> None:
    first = Selected((1,))
    assert tags.put_on(office, "requests", first, "board") == 1
    assert tags.put_on(office, "requests", first, "legal-advice") == 1
    assert requests.file(office, "DSR-2026-0001").card.tags == ("board", "legal-advice")
    total, counted = tags.of_selected(office, "requests", OPEN)
    assert counted == (TagCount("board", 1), TagCount("legal-advice", 1), TagCount("2026", 0))
    assert tags.put_on(office, "requests", OPEN, "board") == total - 1, "one bears it already"
    assert borne(office, "requests", OPEN) == {"board": total, "legal-advice": 1}
    version = requests.file(office, "DSR-2026-0002").version
    assert tags.take_off(office, "requests", OPEN, "board") == total
    assert requests.file(office, "DSR-2026-0002").version == version + 1
    assert borne(office, "requests", OPEN) == {"legal-advice": 1}
    card = undo.undo(office)
    assert (card.tag, card.count) == ("request.tag", total)
    assert borne(office, "requests", OPEN) == {"board": total, "legal-advice": 1}
    undo.undo(office)
    assert borne(office, "requests", OPEN) == {"board": 1, "legal-advice": 1}
    assert audit.verify(office).intact


def test_the_filter_finds_a_tag_by_its_beginning_and_all_that_lack_it(office: Office) -> None:
    tags.put_on(office, "requests", Selected((1, 3)), "board")
    tags.put_on(office, "requests", Selected((3,)), "legal-advice")
    everyone = found(office, "")
    assert found(office, "tag:BOARD") == ["DSR-2026-0001", "DSR-2026-0003"]
    assert found(office, "tag:leg") == ["DSR-2026-0003"]
    assert found(office, "tag:oard") == []
    assert found(office, "-tag:board") == [one for one in everyone if one not in {"DSR-2026-0001", "DSR-2026-0003"}]
    assert found(office, "tag:board -tag:legal zoe") == ["DSR-2026-0001"]
    assert found(office, "tag:") == everyone, "not yet a condition"
    assert tags.take_off(office, "requests", Selected(view="all", text="tag:board"), "board") == 2
    assert found(office, "tag:board") == []


def test_the_narrow_index_answers_the_filter(office: Office) -> None:
    """A message's row holds its whole text: the filter must not walk through all of them."""
    asked = "SELECT id FROM message WHERE tags != '' AND instr(' ' || tags, ' board') > 0"
    with office.reading() as session:
        plan: list[Any] = list(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}"))
    assert any("ix_message_tags" in row[-1] for row in plan)


def test_messages_bear_tags_whatever_became_of_them(office: Office, tmp_path: Path) -> None:
    post = tmp_path / "post"
    post.mkdir()
    for number, name in enumerate(("one", "two")):
        a_mail(post, text=f"My data please, {number}", subject=name)
    ids = tuple(item.message for item in intake.add_messages(office, [post]).added)
    intake.not_a_request(office, ids[0], "Spam")
    assert tags.put_on(office, "inbox", Selected(ids), "2026") == 2
    assert intake.message(office, ids[0]).card.tags == ("2026",)
    assert [card.id for card in intake.inbox(office, view="untriaged", text="tag:2026").items] == [ids[1]]
    assert "2026" in intake.rows_as_table(office, Selected(ids)).text
    opened = requests.open_request(office, type="access", message=ids[1])
    assert requests.file(office, opened).card.tags == ("2026",), "they go along with it"
    undo.undo(office)
    undo.undo(office)
    assert intake.inbox(office, view="all", text="tag:2026").total == 0


def test_a_request_takes_over_the_tags_of_a_message_that_is_added_to_it(office: Office, tmp_path: Path) -> None:
    reply = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    going_on = requests.open_request(office, type="access", received_at=office.clock.now(), name="Tom Ash")
    for word in ("board", "2026"):
        tags.put_on(office, "inbox", Selected((reply,)), word)
    tags.put_on(office, "requests", Selected((requests.file(office, going_on).card.id,)), "2026")
    intake.link(office, reply, going_on)
    assert requests.file(office, going_on).card.tags == ("2026", "board")
    undo.undo(office)
    assert requests.file(office, going_on).card.tags == ("2026",)


def test_a_word_that_is_no_tag_of_the_office_or_changes_nothing_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="no tag “mine”"):
        tags.put_on(office, "requests", OPEN, "mine")
    with pytest.raises(Refusal, match="none of them bear"):
        tags.take_off(office, "requests", OPEN, "board")
    tags.put_on(office, "requests", Selected((2,)), "board")
    office.change_settings({"tags": ["other"]})
    assert [one.word for one in tags.of_selected(office, "requests", OPEN)[1]] == ["other", "board"]
    assert tags.take_off(office, "requests", OPEN, "board") == 1, "one given up is still taken off"


def test_the_log_for_the_regulator_has_them(office: Office, tmp_path: Path) -> None:
    tags.put_on(office, "requests", Selected((1,)), "board")
    tags.put_on(office, "requests", Selected((1,)), "2026")
    target = tmp_path / "log.xlsx"
    request_log.write(office, target)
    cells = [cell.value for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert "Tags" in cells
    assert "board, 2026" in cells
