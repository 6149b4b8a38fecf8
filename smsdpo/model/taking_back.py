"""A step undone or done again: every row checked first, then put to its other side, under a version of its own."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from smsdpo.model import numbers
from smsdpo.model.images import Shape, shapes


class Meantime(Exception):
    """A row is not as the step left it, or something else has come to stand on it."""


_DATES = ("policy_due", "statutory_due", "statutory_state", "effective_due", "act_by")


class TakingBack:
    """Moves the rows of one step from one side (`before`, `after`) to the other."""

    def __init__(self, session: Session, step: int, *, undo: bool) -> None:
        self._session = session
        self._step = step
        self._to, self._from = ('"before"', '"after"') if undo else ('"after"', '"before"')
        rows = self._all('SELECT DISTINCT "table" FROM undo_row WHERE step_id = ?', step)
        there = {name for (name,) in rows}
        self._shapes = [shape for shape in shapes().values() if shape.name in there]

    @property
    def kinds(self) -> set[str]:
        """The families of rows it changes."""
        return {shape.kind for shape in self._shapes if shape.kind}

    @property
    def message(self) -> int:
        """The first message that is there afterwards; 0 where it touches none."""
        first = f"SELECT min(u.key ->> '$[0]') FROM undo_row u WHERE u.step_id = ? AND u.{self._to} IS NOT NULL"  # noqa: S608
        return int(self._all(f"{first} AND u.\"table\" = 'message'", self._step)[0][0] or 0)

    def move(self) -> int:
        """All rows or none, in the caller's transaction; returns how many. `settle` follows."""
        for shape in self._shapes:
            self._check(shape)
        try:
            for shape in self._shapes:
                self._add(shape)
            for shape in self._shapes:
                self._change(shape)
            for shape in reversed(self._shapes):
                self._remove(shape)
        except IntegrityError:  # a row of somebody else's stands on one that would go, or in the place of one to come
            raise Meantime from None
        return int(self._all("SELECT count(*) FROM undo_row WHERE step_id = ?", self._step)[0][0])

    def settle(self) -> None:
        """Once what follows from the rows has been worked out again: the step is at its other side."""
        for shape in self._shapes:
            self._restate(shape)
        state = "undone" if self._to == '"before"' else "done"
        self._run("UPDATE undo_step SET state = ? WHERE id = ?", state, self._step)

    def _all(self, statement: str, *values: Any) -> Any:
        return self._session.connection().exec_driver_sql(statement, values).all()

    def _run(self, statement: str, *values: Any) -> None:
        self._session.connection().exec_driver_sql(statement, values)

    def _rows(self, shape: Shape, where: str) -> str:
        return f"FROM undo_row u WHERE u.step_id = {self._step:d} AND u.\"table\" = '{shape.name}' AND {where}"

    def _check(self, shape: Shape) -> None:
        """Versioned rows by their version, all others by everything."""
        if shape.versioned:
            as_left = f"u.{self._from} ->> '$.version' IS t.version"
        else:
            as_left = f'u.{self._from} IS CASE WHEN t."{shape.keys[0]}" IS NOT NULL THEN {shape.image("t")} END'
        if self._all(
            f'SELECT 1 FROM undo_row u LEFT JOIN "{shape.name}" t ON {shape.at("t", "u.key")}'  # noqa: S608 - names of our own
            f' WHERE u.step_id = ? AND u."table" = ? AND NOT ({as_left}) LIMIT 1',
            self._step,
            shape.name,
        ):
            raise Meantime

    # --- adding, changing, removing -----------------------------------------------------------------------------------

    def _add(self, shape: Shape) -> None:
        names = ", ".join(f'"{name}"' for name in shape.columns)
        values = ", ".join(self._value(shape, name) for name in shape.columns)
        gone = self._rows(shape, f"u.{self._from} IS NULL")
        self._run(f'INSERT INTO "{shape.name}" ({names}) SELECT {values} {gone}')
        if shape.name == "person":
            self._enter(gone)

    def _change(self, shape: Shape) -> None:
        there = self._rows(shape, f"u.{self._from} IS NOT NULL AND u.{self._to} IS NOT NULL")
        other = [name for name in shape.columns if name not in shape.keys]
        if not other:
            return
        if shape.name == "person":
            self._reindex(there)
        values = ", ".join(f'"{name}" = {self._value(shape, name, there=True)}' for name in other)
        self._run(f'UPDATE "{shape.name}" AS t SET {values} {there} AND {shape.at("t", "u.key")}')  # noqa: S608

    def _remove(self, shape: Shape) -> None:
        new = self._rows(shape, f"u.{self._to} IS NULL")
        if shape.numbered and (top := self._all(f"SELECT max(u.key ->> '$[0]') {new}")[0][0]):
            numbers.never_again(self._session, shape.name, top)
        if shape.name == "person":
            self._strike_out(new)
        names = ", ".join(f'"{name}"' for name in shape.keys)
        parts = ", ".join(f"u.key ->> '$[{at}]'" for at in range(len(shape.keys)))
        self._run(f'DELETE FROM "{shape.name}" WHERE ({names}) IN (SELECT {parts} {new})')  # noqa: S608

    def _value(self, shape: Shape, name: str, *, there: bool = False) -> str:
        """What a column gets: as it was, but for the two numbers that never fall."""
        was = f"u.{self._to} ->> '$.\"{name}\"'"
        if name == "version" and shape.versioned:
            return f"{'t.version' if there else was} + 1"
        if name == "sequence" and shape.name == "request":
            # Calendars take a file with a lower SEQUENCE for an old one (RFC 5545, 3.8.7.4).
            moved = " OR ".join(f"t.{day} IS NOT u.{self._to} ->> '$.{day}'" for day in _DATES)
            return f"t.sequence + ({moved})" if there else f"{was} + 1"
        return was

    # --- the search index over people: it keeps no copy, so it must be told the old words to forget them --------------

    def _reindex(self, there: str) -> None:
        moved = f"{there} AND u.{self._from} ->> '$.doc' IS NOT u.{self._to} ->> '$.doc'"
        self._strike_out(moved)
        self._enter(moved)

    def _strike_out(self, rows: str) -> None:
        self._run(
            "INSERT INTO person_search(person_search, rowid, doc)"
            f" SELECT 'delete', u.{self._from} ->> '$.id', u.{self._from} ->> '$.doc' {rows}"
        )

    def _enter(self, rows: str) -> None:
        self._run(
            f"INSERT INTO person_search(rowid, doc) SELECT u.{self._to} ->> '$.id', u.{self._to} ->> '$.doc' {rows}"
        )

    # --- afterwards ---------------------------------------------------------------------------------------------------

    def _restate(self, shape: Shape) -> None:
        """The step, and every other that speaks of a row in this state, learn its new version: so that steps before
        and after this one can be taken back too."""
        fresh = f'(SELECT {shape.image("t")} FROM "{shape.name}" t WHERE {shape.at("t", "u.key")})'  # noqa: S608
        if shape.versioned:
            now = self._rows(shape, f"u.{self._to} IS NOT NULL")
            for side in ('"before"', '"after"'):
                self._run(
                    f"UPDATE undo_row AS o SET {side} = s.fresh FROM"  # noqa: S608
                    f" (SELECT u.key, u.{self._to} ->> '$.version' AS version, {fresh} AS fresh {now}) AS s"
                    f" WHERE o.\"table\" = '{shape.name}' AND o.key = s.key AND o.step_id <> {self._step:d}"
                    f" AND o.{side} ->> '$.version' = s.version"
                )
        self._run(
            f'UPDATE undo_row AS u SET {self._to} = {fresh} WHERE u.step_id = ? AND u."table" = ?',  # noqa: S608
            self._step,
            shape.name,
        )
