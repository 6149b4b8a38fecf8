"""What a step writes down, and the numbers that are never given again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from smsdpo.core.errors import Fault
from smsdpo.model import images, numbers, tables
from smsdpo.model.base import Versioned
from smsdpo.model.bulk import BulkWriter
from smsdpo.model.desk import SavedView
from smsdpo.model.messages import Message
from smsdpo.model.people import Suppression
from smsdpo.model.requests import HolidayOverride, Request
from smsdpo.model.settings import SettingRow
from smsdpo.services import intake, requests, undo
from smsdpo.services.office import Office
from tests.builders import a_mail, an_access_request

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def written(office: Office) -> list[tuple[str, str, str | None, str | None]]:
    with office.reading() as session:
        rows = session.connection().exec_driver_sql('SELECT "table", key, "before", "after" FROM undo_row')
        return [(table, key, before, after) for table, key, before, after in rows]


def a_holiday(day: int, name: str = "Day of Invented Joy") -> HolidayOverride:
    return HolidayOverride(nation="scotland", day=date(2026, 12, day), name=name, recorded_at=NOW)


def by_hand(office: Office, name: str = "Zelda Quine") -> str:
    return requests.open_request(office, type="access", received_at=office.clock.now(), name=name)


def test_rows_added_changed_and_removed_are_written_down_once_each(office: Office) -> None:
    with office.operation("holiday.change") as op:
        op.session.add_all([a_holiday(1), a_holiday(2)])
    with office.operation("holiday.change", undoable=True) as op:
        op.session.add(a_holiday(3))
        op.session.get_one(HolidayOverride, ("scotland", date(2026, 12, 1))).name = "first"
        op.session.flush()
        op.session.get_one(HolidayOverride, ("scotland", date(2026, 12, 1))).name = "second"
        op.session.delete(op.session.get_one(HolidayOverride, ("scotland", date(2026, 12, 2))))
    by_day = {key: (before, after) for _, key, before, after in written(office)}
    assert set(by_day) == {f'["scotland","2026-12-0{day}"]' for day in (1, 2, 3)}
    assert [tuple(side is not None for side in by_day[key]) for key in sorted(by_day)] == [
        (True, True),
        (True, False),
        (False, True),
    ]
    changed = by_day['["scotland","2026-12-01"]']
    assert "Invented" in (changed[0] or "")
    assert "second" in (changed[1] or "")


def test_what_is_added_and_removed_in_one_act_is_nothing(office: Office) -> None:
    with office.operation("holiday.change", undoable=True) as op:
        row = a_holiday(1)
        op.session.add(row)
        op.session.flush()
        op.session.delete(row)
    assert written(office) == []
    assert op.changes.step is None


def test_a_set_based_statement_is_remembered_and_taken_back(office: Office) -> None:
    for name in ("Zelda Quine", "Orla Finch", "Ivo Marsh"):
        by_hand(office, name)
    with office.operation("request.assign", undoable=True) as op:
        op.remember(Request, [1, 3])
        op.session.execute(
            update(Request).where(Request.id.in_([1, 3])).values(assignee="Ines", version=Request.version + 1)
        )
    assert op.changes.step is not None
    assert op.changes.step.count == 2
    undo.undo(office)
    with office.reading() as session:
        assert [row.assignee for row in session.query(Request)] == ["", "", ""]


def test_the_words_of_a_message_are_not_kept_again(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path, text="Needleworth wrote this.")]).added[0].message
    intake.not_a_request(office, message, "thanks")
    assert [table for table, *_ in written(office)] == ["message"]
    assert "Needleworth" not in str(written(office))


def test_a_part_of_a_message_that_would_not_come_back_must_not_change(office: Office, tmp_path: Path) -> None:
    message = intake.add_messages(office, [a_mail(tmp_path)]).added[0].message
    with pytest.raises(Fault, match="does not change subject"), office.operation("message.edit", undoable=True) as op:
        op.session.get_one(Message, message).subject = "Another"


def test_rows_that_cannot_be_put_back_must_not_be_written(office: Office) -> None:
    with pytest.raises(Fault, match="suppression"), office.operation("person.block", undoable=True) as op:
        op.session.add(Suppression(token="0" * 64, since=date(2026, 11, 22), request=""))


def test_every_table_is_put_back_or_left_beside_knowingly() -> None:
    """A new table belongs into `images.RESTORED` or into this list."""
    beside = {"event", "event_reason", "blob", "counter", "draft", "recent", "undo_step", "undo_row"}
    never_by_an_undoable_act = {"attachment", "suggestion", "export", "import_batch", "suppression"}
    assert set(images.RESTORED) | beside | never_by_an_undoable_act == set(tables.metadata.tables)


def test_rows_that_are_put_back_know_their_version() -> None:
    shapes = images.shapes()
    assert shapes["finding"].versioned
    assert not shapes["setting"].versioned
    assert issubclass(Request, Versioned)
    assert "text" not in shapes["message"].columns
    assert shapes["message"].versioned


@pytest.mark.parametrize("value", [["a", "b"], "ü – ‘’", 7, {"key": [1, None]}, True])
def test_a_value_comes_back_as_it_was(office: Office, value: object) -> None:
    def kept() -> object:
        with office.reading() as session:
            return session.get_one(SettingRow, "test").value

    with office.operation("setting.other") as op:
        op.session.add(SettingRow(key="test", value=value, changed_at=NOW))
    with office.operation("setting.change", about="test", undoable=True) as op:
        op.session.get_one(SettingRow, "test").value = "other"
    undo.undo(office)
    assert kept() == value
    undo.redo(office)
    assert kept() == "other"


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_only_rise(office: Office) -> None:
    with office.operation("number.take") as op:
        assert [numbers.take(op.session, "letter"), numbers.take(op.session, "letter")] == [1, 2]
        assert numbers.take(op.session, "other") == 1
        assert [numbers.take_reference(op.session, year) for year in (2026, 2026, 2027)] == [1, 2, 1]


def test_a_number_taken_in_a_failed_act_was_never_given(office: Office) -> None:
    def fails() -> None:
        with office.operation("number.take") as op:
            numbers.take(op.session, "letter")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with office.operation("number.take") as op:
        assert numbers.take(op.session, "letter") == 1


def test_references_go_on_from_the_highest_that_is_there(office: Office) -> None:
    by_hand(office)
    by_hand(office)
    with office.operation("number.forget") as op:
        op.session.connection().exec_driver_sql(
            "DELETE FROM counter WHERE name LIKE 'reference%'"
        )  # a store from before there were counters
    assert by_hand(office) == "DSR-2026-0003"


def test_an_id_taken_back_is_given_to_no_other_row(office: Office, tmp_path: Path) -> None:
    an_access_request(office, tmp_path)
    by_hand(office)
    with office.reading() as session:
        tops = {name: numbers.next_id(session, name) for name in ("person", "record", "request")}
    undo.undo(office)
    with office.operation("person.add") as op:
        writer = BulkWriter(op.session)
        assert writer.take_person_id() == tops["person"]
    by_hand(office, "Orla Finch")
    with office.reading() as session:
        assert {name: numbers.next_id(session, name) for name in tops} == {name: top + 1 for name, top in tops.items()}


def test_several_new_rows_of_one_flush_get_ids_one_after_the_other(office: Office) -> None:
    def views(*names: str) -> list[int]:
        with office.operation("view.save", undoable=True) as op:
            rows = [SavedView(place="inbox", name=name, spec={}, made_at=NOW) for name in names]
            op.session.add_all(rows)
            op.session.flush()
        return [row.id for row in rows]

    assert views("a", "b") == [1, 2]
    undo.undo(office)
    assert views("c", "d", "e") == [3, 4, 5]
