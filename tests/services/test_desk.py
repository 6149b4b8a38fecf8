"""What the desk keeps for itself: drafts, what was opened last, own views, who works here; and a clock in doubt."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Fault, Refusal
from smsdpo.domain.records import Changes
from smsdpo.model.desk import Draft
from smsdpo.model.people import Person
from smsdpo.model.session import Session
from smsdpo.services import audit, drafts, recents, staff, undo, views
from smsdpo.services.office import Office
from tests.builders import ACTOR, PASSPHRASE, TODAY, an_access_request, an_office, open_office, paths_in


def lines(office: Office) -> int:
    return audit.verify(office).entries


# --- drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_field_by_field_and_an_empty_field_goes(office: Office) -> None:
    drafts.keep(office, "send", "DSR-2026-0001", {"to": "zoe@example.org", "note": "With the keys"})
    drafts.keep(office, "send", "DSR-2026-0001", {"to": "", "note": "With the keys\nand the lock"})
    drafts.keep(office, "send", "DSR-2026-0002", {"note": "another"})
    assert drafts.of(office, "send", "DSR-2026-0001") == {"note": "With the keys\nand the lock"}
    drafts.drop(office, "send", "DSR-2026-0001")
    assert drafts.of(office, "send", "DSR-2026-0001") == {}
    assert drafts.of(office, "send", "DSR-2026-0002") == {"note": "another"}


def test_a_draft_is_no_act_so_the_trail_and_the_screens_hear_nothing_of_it(office: Office) -> None:
    before = lines(office)
    told: list[Changes] = []
    office.listeners.append(told.append)
    drafts.keep(office, "inbox", "message:1", {"reason": "spam, I th"})
    recents.note(office, "person", "1")
    assert lines(office) == before
    assert told == []


def test_a_draft_outlives_the_closing_of_the_store(office_folder: Path) -> None:
    with open_office(office_folder) as first:
        drafts.keep(first, "send", "DSR-2026-0001", {"note": "half a sent"})
    with open_office(office_folder) as again:
        assert drafts.of(again, "send", "DSR-2026-0001") == {"note": "half a sent"}


def test_a_text_beyond_the_limit_is_refused_and_the_last_one_kept_stays(office: Office) -> None:
    drafts.keep(office, "send", "x", {"note": "short"})
    with pytest.raises(Refusal, match="too long"):
        drafts.keep(office, "send", "x", {"note": "é" * 100_001})
    assert drafts.of(office, "send", "x") == {"note": "short"}


def draft_and(office: Office, reference: str, act: Callable[[Session], object]) -> None:
    with office.jotting() as session:
        session.add(Draft(place="send", about=reference, field="note", text="x", saved_at=office.clock.now()))
        act(session)


@pytest.mark.parametrize(
    "act",
    [
        lambda session: session.execute(update(Person).values(name="somebody else")),
        lambda session: setattr(session.get(Person, 1), "name", "somebody else"),
        lambda session: session.execute(text("DELETE FROM request")),
        lambda session: session.execute(text("DROP TABLE draft")),
        lambda session: session.execute(text("PRAGMA user_version = 9")),
        lambda session: session.execute(text("UPDATE setting SET value = '1'")),
        lambda session: session.execute(text("DELETE FROM undo_step")),
    ],
)
def test_nothing_but_drafts_and_what_was_opened_last_is_written_without_an_operation(
    office: Office, tmp_path: Path, act: Callable[[Session], object]
) -> None:
    reference = an_access_request(office, tmp_path)
    with pytest.raises(Fault, match="other than a draft"):
        draft_and(office, reference, act)
    assert drafts.of(office, "send", reference) == {}  # all or nothing
    with office.reading() as session:
        found = session.get(Person, 1)
        assert found is not None
        assert found.name == "Wanda Quill"
    with office.operation("test.after") as op:  # and the doorway is as wide as before
        op.session.execute(update(Person).values(name="Wanda Q."))


def test_a_draft_is_not_kept_in_the_middle_of_something_else(office: Office) -> None:
    with pytest.raises(Fault), office.operation("test.outer"):
        drafts.keep(office, "send", "x", {"note": "y"})


def test_in_an_office_open_for_reading_only_nothing_is_kept_and_nobody_is_bothered(office: Office) -> None:
    office.read_only_because = "This is an old copy."
    drafts.keep(office, "send", "x", {"note": "y"})
    drafts.drop(office, "send", "x")
    recents.note(office, "person", "1")
    assert drafts.of(office, "send", "x") == {}
    with pytest.raises(Refusal, match="old copy"), office.jotting():
        pass


def test_a_draft_nobody_came_back_to_is_swept_at_opening_with_a_count_in_the_log(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with open_office(office_folder) as office:
        drafts.keep(office, "send", "old", {"a": "1", "b": "2"})
    later = TODAY + timedelta(days=60)
    with open_office(office_folder, today=later) as office, office.operation("test.alive"):
        pass
    with open_office(office_folder, today=later) as office:
        drafts.keep(office, "send", "new", {"a": "1"})
    last = later + timedelta(days=5)
    monkeypatch.setattr("smsdpo.services.office.DRAFTS_KEPT", timedelta(days=64))
    with caplog.at_level(logging.INFO), open_office(office_folder, today=last) as office:
        assert drafts.of(office, "send", "old") == {}
        assert drafts.of(office, "send", "new") == {"a": "1"}
    swept = [record for record in caplog.records if getattr(record, "code", "") == "drafts.forgotten"]
    assert [getattr(record, "fields", {}) for record in swept] == [{"count": 2}]


def test_beyond_the_limit_the_oldest_drafts_go(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_office(office_folder) as office:
        drafts.keep(office, "send", "old", {"a": "1"})
    with open_office(office_folder, today=TODAY + timedelta(days=1)) as office:
        drafts.keep(office, "send", "new", {"a": "1"})
    monkeypatch.setattr("smsdpo.services.office.DRAFTS_MOST", 1)
    with open_office(office_folder, today=TODAY + timedelta(days=1)) as office:
        assert drafts.of(office, "send", "old") == {}
        assert drafts.of(office, "send", "new") == {"a": "1"}


# --- what was opened last ---------------------------------------------------------------------------------------------


def test_what_was_opened_last_comes_first_once_even_while_the_clock_stands_still(
    office: Office, tmp_path: Path
) -> None:
    reference = an_access_request(office, tmp_path)
    for what, key in (("person", "1"), ("request", reference), ("person", "1")):
        recents.note(office, what, key)
    assert [(item.what, item.title, item.second) for item in recents.last(office)] == [
        ("person", "Wanda Quill", ""),
        ("request", reference, "Wanda Quill"),
    ]
    assert len(recents.last(office, limit=1)) == 1
    with pytest.raises(Fault):
        recents.note(office, "letter", "1")


def test_fifteen_of_each_kind_are_remembered_and_what_is_gone_is_left_out(office: Office, tmp_path: Path) -> None:
    reference = an_access_request(office, tmp_path)
    recents.note(office, "request", reference)
    recents.note(office, "person", "1")
    for gone in range(900, 914):
        recents.note(office, "person", str(gone))
    assert [item.key for item in recents.last(office)] == ["1", reference]
    recents.note(office, "person", "914")
    assert [item.key for item in recents.last(office)] == [reference]


# --- own views --------------------------------------------------------------------------------------------------------


def test_a_view_is_saved_renamed_and_removed_and_each_can_be_undone(office: Office) -> None:
    number = views.save(office, "requests", "  Erasure   this week ", {"view": "open", "text": "type:erasure due:week"})
    assert [(view.name, view.spec["text"]) for view in views.own(office, "requests")] == [
        ("Erasure this week", "type:erasure due:week")
    ]
    assert views.own(office, "inbox") == []
    views.rename(office, number, "Erasure")
    views.remove(office, number)
    assert views.own(office, "requests") == []
    undo.undo(office)
    undo.undo(office)
    assert [view.name for view in views.own(office, "requests")] == ["Erasure this week"]
    undo.undo(office)
    assert views.own(office, "requests") == []


def test_a_view_saved_under_a_name_that_exists_takes_its_place_and_no_other_is_renamed_to_it(office: Office) -> None:
    first = views.save(office, "requests", "Mine", {"view": "mine"})
    assert views.save(office, "requests", "MINE", {"view": "mine", "sort": "due"}) == first
    other = views.save(office, "requests", "Others", {})
    with pytest.raises(Refusal, match="this name already"):
        views.rename(office, other, "mine")
    views.rename(office, first, "mine")  # only the letters changed
    with pytest.raises(Refusal, match="no longer there"):
        views.remove(office, 99)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\u0007b"])
def test_a_view_needs_a_name_that_can_be_read(office: Office, name: str) -> None:
    with pytest.raises(Refusal, match="1 to 60 characters"):
        views.save(office, "requests", name, {})


def test_a_view_of_any_size_is_not_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="too large"):
        views.save(office, "requests", "Large", {"text": "x" * 20_001})
    monkeypatch.setattr(views, "MOST", 1)
    views.save(office, "requests", "One", {})
    with pytest.raises(Refusal, match="already"):
        views.save(office, "requests", "Two", {})


# --- who works here ---------------------------------------------------------------------------------------------------


def test_whoever_signs_in_is_known_by_the_name_in_the_settings(office: Office) -> None:
    assert (staff.me(office), staff.names(office)) == (ACTOR, [ACTOR])
    office.change_settings({"staff": [{"name": "Tom Ash", "login": "t.ash"}, {"name": "Dilys", "login": "D. PEARCE"}]})
    assert (staff.me(office), staff.names(office)) == ("Dilys", ["Tom Ash", "Dilys"])
    with an_office(actor="somebody") as other:
        other.change_settings({"staff": [{"name": "Tom Ash", "login": "t.ash"}]})
        assert (staff.me(other), staff.names(other)) == ("somebody", ["Tom Ash", "somebody"])


# --- the clock --------------------------------------------------------------------------------------------------------


def open_at(folder: Path, clock: FixedClock) -> Office:
    return Office.open(paths_in(folder), clock, ACTOR, passphrase=PASSPHRASE, state_dir=folder / "state")


def test_a_clock_set_back_two_days_is_told_and_the_trail_goes_on_rising(office_folder: Path) -> None:
    with open_office(office_folder) as office:
        assert office.clock_warning == ""
        before = lines(office)
    with open_office(office_folder, today=TODAY - timedelta(days=2)) as office:
        assert "clock says 20 November 2026" in office.clock_warning
        assert "22 November 2026" in office.clock_warning
        office.change_settings({"dpo.name": "D. Pearce"})
        report = audit.verify(office)
        assert (report.intact, report.entries) == (True, before + 1)


def test_a_clock_a_year_ahead_is_asked_about_and_nothing_is_swept_on_its_word(office_folder: Path) -> None:
    with open_office(office_folder) as office:
        drafts.keep(office, "send", "x", {"note": "kept"})
        before = lines(office)
    with open_office(office_folder, today=date(2027, 11, 22)) as office:
        assert office.clock_warning.startswith("Is today really 22 November 2027?")
        assert drafts.of(office, "send", "x") == {"note": "kept"}
        assert lines(office) == before  # nothing is done by itself
        office.change_settings({"dpo.name": "D. Pearce"})
        assert audit.verify(office).entries == before + 1


def test_a_week_away_and_a_clock_put_right_by_minutes_are_no_sign_of_anything(office_folder: Path) -> None:
    now = FixedClock(TODAY).now()
    for apart in (timedelta(days=7), timedelta(minutes=-5)):
        with open_at(office_folder, FixedClock(now + apart)) as office:
            assert office.clock_warning == ""
    with open_at(office_folder, FixedClock(now - timedelta(minutes=6))) as office:
        assert office.clock_warning
