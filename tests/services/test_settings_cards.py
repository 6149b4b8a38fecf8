"""The settings as they are shown: what is in force, and who settled it; the store's facts; the trail for a reader."""

from datetime import timedelta
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.model.settings import SettingRow
from smsdpo.services import audit, audit_table, findings, settings, undo
from smsdpo.services.office import Office
from tests import builders
from tests.builders import open_office
from tests.journeys.case_work import from_wanda, known_and_found


@pytest.fixture
def office() -> Office:
    return builders.an_office()


def test_a_default_names_nobody_and_no_day(office: Office) -> None:
    card = settings.cards(office)["organisation.name"]
    assert (card.value, card.at, card.who) == ("SMS Tech", None, "")


def test_a_changed_setting_says_who_changed_it_last_and_when(office: Office) -> None:
    office.change_settings({"dpo.name": "Wanda Quill"})
    office.actor = "m.silva"
    office.clock = builders.a_clock(builders.TODAY + timedelta(days=1))
    office.change_settings({"dpo.name": "Marta Silva"})
    card = settings.cards(office)["dpo.name"]
    assert (card.value, card.who) == ("Marta Silva", "m.silva")
    assert card.at is not None
    assert card.at.date() == builders.TODAY + timedelta(days=1)


def test_a_change_that_was_undone_names_who_gave_the_value_that_stands(office: Office) -> None:
    office.change_settings({"dpo.name": "Wanda Quill"})
    office.actor = "m.silva"
    office.clock = builders.a_clock(builders.TODAY + timedelta(days=1))
    office.change_settings({"dpo.name": "Marta Silva", "dpo.title": "Officer"})
    cards = settings.cards(office)
    assert {cards[key].who for key in ("dpo.name", "dpo.title")} == {"m.silva"}
    undo.undo(office)
    card = settings.cards(office)["dpo.name"]
    assert (card.value, card.who) == ("Wanda Quill", builders.ACTOR)


def test_letters_fall_back_on_the_usual_words_where_an_older_store_has_them_empty(
    office: Office, tmp_path: Path
) -> None:
    case = from_wanda(office, tmp_path, "access", "A copy of my data, please.")
    known_and_found(case)
    emptied = ("answer.recipients", "answer.period", "answer.transfers", "answer.automated", "dpo.name")
    with office.operation("setting.change") as op:
        op.note(keys=sorted(emptied))
        for key in emptied:
            op.session.merge(SettingRow(key=key, value="", changed_at=office.clock.now()))
    findings.settle(office, case.reference, "provided_in_full")
    letter = case.answer()
    for words in ("Nobody outside our company", "No fixed period is set", "We make no decision about you"):
        assert words in letter
    assert "names no transfer of your data outside" in letter
    cards = settings.cards(office)
    for key in emptied[:-1]:
        assert (cards[key].value, cards[key].at) == (office.setting(key), None)
    assert (cards["dpo.name"].value, cards["dpo.name"].at is None) == ("", False), "that one may be empty"


def test_a_refused_value_leaves_the_old_one_and_no_line_in_the_trail(office: Office) -> None:
    before = audit.page(office).total
    with pytest.raises(Refusal, match="Lock after"):
        office.change_settings({"lock.minutes": 0})
    assert settings.cards(office)["lock.minutes"].value == 10
    assert audit.page(office).total == before


def test_the_store_tells_what_it_holds_and_where_it_lies(office_folder: Path) -> None:
    office = open_office(office_folder)
    facts = settings.facts(office)
    office.close()
    assert facts.path == str(builders.paths_in(office_folder).store)
    assert facts.size > 10_000
    assert facts.ways == {"passphrase", "recovery"}
    assert not facts.sample
    assert facts.last is not None
    assert (facts.people, facts.requests, facts.messages) == (0, 0, 0)


def test_an_office_in_memory_lies_nowhere(office: Office) -> None:
    facts = settings.facts(office)
    assert (facts.path, facts.size, facts.ways, facts.last) == ("", 0, frozenset(), None)


def test_that_the_trail_was_written_out_stands_in_it(office: Office, tmp_path: Path) -> None:
    office.change_settings({"lock.minutes": 5})
    assert audit_table.write(office, tmp_path / "trail.csv") == 1
    assert [line.what for line in audit.page(office).items] == ["audit.export", "setting.change"]
    with pytest.raises(Refusal, match="already exists"):
        audit_table.write(office, tmp_path / "trail.csv")
    office.read_only_because = "It is an older copy."
    assert audit_table.write(office, tmp_path / "again.csv") == 2
    assert audit.page(office).total == 2


def test_the_trail_is_read_the_newest_first_and_by_words_of_it(office: Office) -> None:
    for minutes in range(1, 6):
        office.change_settings({"lock.minutes": minutes})
    with office.operation("note.made", about="R-2026-0001", reason="because of Wanda Quill"):
        pass
    page = audit.page(office, limit=2)
    assert [line.line for line in page.items] == [6, 5]
    assert page.total == 6
    assert audit.page(office, "SETTING pearce").total == 5
    assert audit.page(office, "r-2026").items[0].reason == "because of Wanda Quill"
    assert audit.page(office, "Wanda").total == 0  # the words of a reason are not searched
    assert audit.page(office, "100%_").total == 0
