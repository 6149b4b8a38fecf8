"""The doorway: what an operation writes, seals and notes stands or falls together (house.md, 4.5; test 51)."""

from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from smsdpo.core.errors import Fault, Refusal
from smsdpo.domain.records import Changes
from smsdpo.model.audit import Event, EventReason
from smsdpo.model.blobs import INSIDE_UP_TO
from smsdpo.model.people import Person
from smsdpo.services import audit
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

LARGE = b"x" * (INSIDE_UP_TO + 1)


def a_person(office: Office, name: str = "Ann Example") -> Person:
    return Person(name=name, doc=name.lower(), nation="", created_at=office.clock.now())


def people(office: Office) -> int:
    with office.reading() as session:
        return session.query(Person).count()


def lines(office: Office) -> list[Event]:
    with office.reading() as session:
        return list(session.scalars(select(Event).order_by(Event.seq)))


def test_an_operation_leaves_its_rows_and_its_line(office: Office) -> None:
    with office.operation("person.add", about="P-1", reason="telephone call") as op:
        op.session.add(a_person(office))
        op.note(count=1, on=date(2026, 11, 22), kinds=("email", "phone"))
    (line,) = lines(office)
    assert (line.seq, line.actor, line.action, line.about) == (1, "D. Pearce", "person.add", "P-1")
    assert line.at_utc == "2026-11-22T12:00:00.000000+00:00"
    assert line.payload["on"] == "2026-11-22"
    assert line.payload["kinds"] == ["email", "phone"]
    assert people(office) == 1
    with office.reading() as session:
        assert session.get_one(EventReason, 1).reason == "telephone call"


def test_a_failing_operation_leaves_neither(office: Office) -> None:
    def fails() -> None:
        with office.operation("person.add") as op:
            op.session.add(a_person(office))
            op.session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert people(office) == 0
    assert lines(office) == []


def test_a_line_that_cannot_be_written_undoes_what_it_speaks_of(office: Office) -> None:
    with office.store.writing() as session:
        session.execute(text("CREATE TRIGGER no_more BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END"))
    with pytest.raises(IntegrityError), office.operation("person.add") as op:
        op.session.add(a_person(office))
    assert people(office) == 0


def test_what_changed_is_noticed_by_itself_and_told_once(office: Office) -> None:
    told: list[Changes] = []
    office.listeners.append(told.append)
    with office.operation("person.add") as op:
        person = a_person(office)
        op.session.add(person)
        op.session.flush()
        person.name = "Anna Example"
        assert told == []
    assert op.changes.kinds == {"person", "audit"}
    assert told == [op.changes]


def test_bulk_statements_are_named_by_hand(office: Office) -> None:
    with office.operation("record.sweep") as op:
        op.session.execute(text("DELETE FROM record"))
        op.changed("record", "source")
    assert op.changes.kinds == {"record", "source", "audit"}


def test_nobody_is_told_of_an_operation_that_failed(office: Office) -> None:
    told: list[Changes] = []
    office.listeners.append(told.append)
    with pytest.raises(Refusal), office.operation("person.add"):
        raise Refusal("No.")
    assert told == []


def test_what_it_is_about_may_be_known_only_inside(office: Office) -> None:
    with office.operation("request.open") as op:
        op.about = "DSR-2026-0001"
        op.note(reason="asked by telephone")
    assert lines(office)[0].about == "DSR-2026-0001"
    with office.reading() as session:
        assert session.get_one(EventReason, 1).reason == "asked by telephone"


@pytest.mark.parametrize(
    "value", ["Ann Example", "ann@example.org", "é", "x" * 129, object(), {"a": 1}, ["Ann Example"]]
)
def test_a_name_or_an_address_never_enters_the_trail(office: Office, value: object) -> None:
    with pytest.raises(Fault, match="the trail"), office.operation("person.add") as op:
        op.note(value=value)
    with pytest.raises(Fault, match="the trail"), office.operation("person.add", about="Ann Example"):
        pass
    assert lines(office) == []


def test_a_tag_is_dotted_words(office: Office) -> None:
    with pytest.raises(Fault, match="dotted words"), office.operation("Add person"):
        pass


def test_operations_are_not_nested(office: Office) -> None:
    with pytest.raises(Fault, match="inside another"), office.operation("person.add"), office.operation("person.add"):
        pass
    with pytest.raises(Fault, match="inside another"), office.reading(), office.operation("person.add"):
        pass
    with office.operation("person.add"):
        pass
    assert len(lines(office)) == 1


def test_reading_inside_an_operation_sees_what_was_just_written(office: Office) -> None:
    with office.operation("person.add") as op:
        op.session.add(a_person(office))
        with office.reading() as session:
            assert session is op.session
            assert session.query(Person).count() == 1


def test_readings_may_be_nested_and_see_one_moment(office: Office) -> None:
    with office.reading() as outer, office.reading() as inner:
        assert inner is outer


def test_a_row_changed_in_the_meantime_is_a_calm_refusal(office: Office) -> None:
    with office.operation("person.add") as op:
        op.session.add(a_person(office))

    def change() -> None:
        with office.operation("person.change") as op:
            person = op.session.get_one(Person, 1)
            op.session.execute(text("UPDATE person SET version = version + 1"))
            person.name = "Anna Example"

    with pytest.raises(Refusal, match="in the meantime"):
        change()
    assert len(lines(office)) == 1


def test_sealed_files_follow_the_operations_outcome(file_office: Office) -> None:
    folder = file_office.paths.blobs if file_office.paths else Path()

    def fails() -> None:
        with file_office.operation("message.add") as op:
            file_office.blobs.seal(op.session, LARGE)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert list(folder.iterdir()) == []
    with file_office.operation("message.add") as op:
        kept = file_office.blobs.seal(op.session, LARGE).id
    assert [file.name for file in folder.iterdir()] == [kept]
    with file_office.operation("message.erase") as op:
        file_office.blobs.drop(op.session, kept)
    assert list(folder.iterdir()) == []


def test_files_written_for_an_operation_that_fails_do_not_stay_behind(office: Office, tmp_path: Path) -> None:
    held, other = tmp_path / "held.pdf", tmp_path / "letter.pdf"

    def fails() -> None:
        with office.operation("letter.make") as op:
            (held / "by another program").mkdir(parents=True)
            other.write_text("Dear Ann")
            op.wrote(held, other)
            raise KeyError

    with pytest.raises(KeyError):  # why it failed, not that a file could not go
        fails()
    assert not other.exists()


def take_in(office: Office, op: Operation) -> None:
    """Something like taking a letter in: several tables, a sealed file, a note."""
    office.blobs.seal(op.session, LARGE)
    op.session.add_all([a_person(office, f"Person {number}") for number in range(3)])
    op.session.flush()
    op.session.execute(text("INSERT INTO person_search(rowid, doc) SELECT id, doc FROM person"))
    op.note(count=3)


class Failing:
    """A machine whose disk fails at the n-th statement, or at the commit after the last one."""

    def __init__(self, office: Office) -> None:
        self.countdown = 0
        event.listen(office.store.engine, "do_execute", self.statement)
        event.listen(office.store.engine, "commit", self.commit)

    def statement(self, *_: object) -> None:
        self.countdown -= 1
        if self.countdown == 0:
            raise cipher.OperationalError("disk I/O error")

    def commit(self, *_: object) -> None:
        self.statement()


def test_whichever_statement_fails_the_state_is_before_or_after_and_the_trail_agrees(file_office: Office) -> None:
    office, disk = file_office, Failing(file_office)
    folder = office.paths.blobs if office.paths else Path()
    failures = 0
    while not people(office):
        disk.countdown = failures + 1
        try:
            with office.operation("message.add", reason="a letter") as op:
                take_in(office, op)
        except (Refusal, cipher.OperationalError):
            failures += 1
            assert people(office) == 0
            assert list(folder.iterdir()) == []
            assert audit.verify(office).entries == 1
        disk.countdown = 0
    assert failures > 8
    assert people(office) == 3
    assert len(list(folder.iterdir())) == 1
    assert audit.verify(office).intact
    assert audit.verify(office).entries == 2
