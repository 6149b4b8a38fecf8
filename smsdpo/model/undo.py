"""Steps that can be taken back: the rows of an operation as they were before and after, kept in its own transaction."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from smsdpo.core.errors import Fault
from smsdpo.domain import undo_scopes
from smsdpo.domain.records import StepCard
from smsdpo.model import numbers
from smsdpo.model.base import Base, instant_text
from smsdpo.model.images import RESTORED, Key, Shape, keys_text, shape_of, shapes

KEPT = 100
"""How many steps can be taken back."""

_BESIDE = frozenset({"blob", "counter", "draft", "recent", "event", "event_reason"})
"""What an operation may write without its being taken back with the rest."""


class Capture:
    """Writes down what an operation does to rows that can be put back."""

    def __init__(self, session: Session, tag: str, at: datetime) -> None:
        self._session = session
        self._tag, self._at = tag, at
        self._touched = 1
        self._shapes: set[str] = set()
        self.step = numbers.take(session, "undo_step")
        self._run("INSERT INTO undo_step VALUES (?, ?, ?, '', 0, 'open')", self.step, instant_text(at), tag)
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)

    def _run(self, statement: str, *values: Any) -> int:
        return self._session.connection().exec_driver_sql(statement, values).rowcount

    # --- what it touches ----------------------------------------------------------------------------------------------

    def remember(self, family: type[Base], ids: Iterable[Key | int | str]) -> None:
        """Before statements that the session does not see change or remove these rows."""
        keys = list(ids)
        self._touched = max(self._touched, len(keys))
        self._session.flush()
        self._before(shape_of(family), keys)

    def added(self, family: type[Base], ids: Iterable[Key | int | str]) -> None:
        """After statements that the session does not see added these rows."""
        self._added(shape_of(family), ids)

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        touched: dict[type[Base], list[Key]] = defaultdict(list)
        for row in (*session.dirty, *session.deleted):
            if row in session.deleted or session.is_modified(row):
                touched[type(row)].append(inspect(row).identity)
                _check_kept(row)
        for family, keys in touched.items():
            if _is_restored(family):
                self._before(shape_of(family), keys)

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        new: dict[type[Base], list[Key]] = defaultdict(list)
        for row in session.new:
            # The office's own log is entered in the register when the first request needs it, and stays there.
            if not getattr(row, "built_in", False):
                new[type(row)].append(inspect(row).mapper.primary_key_from_instance(row))
        for family, keys in new.items():
            if _is_restored(family):
                self._added(shape_of(family), keys)

    def _before(self, shape: Shape, keys: Iterable[Key | int | str]) -> None:
        self._shapes.add(shape.name)
        self._run(
            f"INSERT OR IGNORE INTO undo_row SELECT '{shape.name}', {shape.key('t')}, ?, {shape.image('t')}, NULL"  # noqa: S608 - names of our own
            f' FROM json_each(?) w CROSS JOIN "{shape.name}" t ON {shape.at("t", "w.value")}',
            self.step,
            keys_text(keys),
        )

    def _added(self, shape: Shape, keys: Iterable[Key | int | str]) -> None:
        if not shape.whole:
            raise Fault(f"an operation that can be undone does not add to {shape.name}")
        self._shapes.add(shape.name)
        self._run(
            "INSERT OR IGNORE INTO undo_row SELECT ?, json(value), ?, NULL, NULL FROM json_each(?)",
            shape.name,
            self.step,
            keys_text(keys),
        )

    # --- the step -----------------------------------------------------------------------------------------------------

    def finish(self, about: str, count: int | None) -> StepCard | None:
        """Once everything has been flushed: the rows as they are now. An operation that changed nothing is no step."""
        for name in self._shapes:
            shape = shapes()[name]
            self._run(
                f'UPDATE undo_row SET "after" = (SELECT {shape.image("t")} FROM "{name}" t'  # noqa: S608 - names of our own
                f' WHERE {shape.at("t", "undo_row.key")}) WHERE step_id = ? AND "table" = ?',
                self.step,
                name,
            )
        self._run('DELETE FROM undo_row WHERE step_id = ? AND "before" IS "after"', self.step)
        kept = self._run(
            "UPDATE undo_step SET about = ?, count = ?, state = 'done'"
            " WHERE id = ? AND EXISTS (SELECT 1 FROM undo_row WHERE step_id = undo_step.id)",
            about,
            self._touched if count is None else count,
            self.step,
        )
        if not kept:
            forget(self._session, self.step)
            return None
        forget_undone(self._session, undo_scopes.scope_of(self._tag, about))
        self._run(
            "DELETE FROM undo_step WHERE id <= (SELECT id FROM undo_step ORDER BY id DESC LIMIT 1 OFFSET ?)", KEPT
        )
        return card(self._session, self.step)


def _check_kept(row: Base) -> None:
    """What the image of a row does not hold would stay as it is when the rest is put back."""
    shape = shapes().get(row.__tablename__)
    if shape is None or shape.whole:
        return
    state = inspect(row)
    for column in state.mapper.column_attrs:
        if column.key not in shape.columns and state.attrs[column.key].history.has_changes():
            raise Fault(f"an operation that can be undone does not change {column.key} of {shape.name}")


def _is_restored(family: type[Base]) -> bool:
    """A family that is neither put back nor kept beside must not be written by such an operation."""
    if family.__tablename__ in RESTORED:
        return True
    if family.__tablename__ not in _BESIDE:
        raise Fault(f"rows of {family.__tablename__} cannot be put back")
    return False


# --- the stacks -------------------------------------------------------------------------------------------------------

_CARD = "SELECT id, tag, about, count, at FROM undo_step WHERE "
_IN_WORKSPACE = (
    f"(tag LIKE '{undo_scopes.WORKSPACE}%' AND tag NOT IN ({', '.join(repr(tag) for tag in undo_scopes.IN_THE_LISTS)}))"
)


def _in_scope(scope: str) -> tuple[str, tuple[str, ...]]:
    return (f"{_IN_WORKSPACE} AND about = ?", (scope,)) if scope else (f"NOT {_IN_WORKSPACE}", ())


def card(session: Session, step: int) -> StepCard:
    """A step by its id."""
    found = _card(session, "id = ?", step)
    if found is None:
        raise Fault("there is no such step")
    return found


def last_done(session: Session, scope: str) -> StepCard | None:
    """What would be undone."""
    where, values = _in_scope(scope)
    return _card(session, f"{where} AND state = 'done' ORDER BY id DESC", *values)


def first_undone(session: Session, scope: str) -> StepCard | None:
    """What would be done again."""
    where, values = _in_scope(scope)
    return _card(session, f"{where} AND state = 'undone' ORDER BY id", *values)


def _card(session: Session, where: str, *values: Any) -> StepCard | None:
    row = session.connection().exec_driver_sql(f"{_CARD}{where} LIMIT 1", values).first()
    if row is None:
        return None
    number, tag, about, count, at = row
    return StepCard(number, tag, about, count, datetime.fromisoformat(at))


def later_step_on_same_rows(session: Session, step: StepCard) -> StepCard | None:
    """The newest later step that stands in the way of this one: it touches a row of it, or is about its request."""
    return _card(
        session,
        "id > ? AND state = 'done' AND ((about = ? AND about <> '') OR EXISTS (SELECT 1 FROM undo_row o JOIN undo_row u"
        ' ON o."table" = u."table" AND o.key = u.key WHERE o.step_id = undo_step.id AND u.step_id = ?))'
        " ORDER BY id DESC",
        step.id,
        step.about,
        step.id,
    )


def forget(session: Session, step: int) -> None:
    """A step that can no longer be taken back."""
    session.connection().exec_driver_sql("DELETE FROM undo_step WHERE id = ?", (step,))


def forget_undone(session: Session, scope: str) -> None:
    """Something new was done: what had been undone before it cannot be done again."""
    where, values = _in_scope(scope)
    session.connection().exec_driver_sql(f"DELETE FROM undo_step WHERE {where} AND state = 'undone'", values)  # noqa: S608


def forget_case(session: Session, reference: str) -> None:
    """A paper speaks of the request as it is now: nothing that led to it is taken back, nor done again."""
    session.connection().exec_driver_sql(
        f"DELETE FROM undo_step WHERE about = ? AND ({_IN_WORKSPACE} OR tag = 'request.open')",  # noqa: S608
        (reference,),
    )


def any_step(session: Session) -> bool:
    """Whether anything could be taken back or done again."""
    return session.connection().exec_driver_sql("SELECT 1 FROM undo_step LIMIT 1").first() is not None


def forget_all(session: Session) -> None:
    """The rows first, as one statement: they hold personal data and are overwritten (`secure_delete`)."""
    session.connection().exec_driver_sql("DELETE FROM undo_row")
    session.connection().exec_driver_sql("DELETE FROM undo_step")
