"""Numbers that only rise: ids and references that were given once are never given again, not even after an undo."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction


def take(session: Session, name: str) -> int:
    """The next number under this name, counting from 1."""
    return _raise(session, name, at_least=0)


def take_reference(session: Session, year: int) -> int:
    """The next number of a reference within a year. A store from before there were counters goes on from its last."""
    prefix = f"DSR-{year}-"
    last = _scalar(
        session,
        "SELECT max(CAST(substr(reference, ?) AS INTEGER)) FROM request WHERE reference LIKE ? || '%'",
        len(prefix) + 1,
        prefix,
    )
    return _raise(session, f"reference:{year}", at_least=last or 0)


def next_id(session: Session, table: str) -> int:
    """The id that a new row of this table gets: above all that are there, and above those that were taken back."""
    top = _scalar(session, f'SELECT max(id) FROM "{table}"')  # noqa: S608 - a name of our own
    return 1 + max(top or 0, _scalar(session, "SELECT value FROM counter WHERE name = ?", _taken_back(table)) or 0)


def never_again(session: Session, table: str, top: int) -> None:
    """Rows up to this id are being taken back: their ids stay theirs, because other steps and the trail name them."""
    session.connection().exec_driver_sql(
        "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
        (_taken_back(table), top),
    )


class FreshIds:
    """Gives new objects of a session ids of their own where SQLite would give one again that was taken back."""

    def __init__(self, session: Session) -> None:
        rows = session.connection().exec_driver_sql("SELECT name FROM counter WHERE name LIKE 'id:%'")
        self._tables = {name.removeprefix("id:") for (name,) in rows}

    @classmethod
    def for_new_rows_of(cls, session: Session) -> None:
        """Watch over a session; nothing to do in a store where nothing was ever taken back."""
        fresh = cls(session)
        if fresh._tables:
            event.listen(session, "before_flush", fresh._give)

    def _give(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        following: dict[str, int] = {}
        for row in session.new:
            table = inspect(row).mapper.local_table.name
            if table in self._tables and row.id is None:
                row.id = following.get(table) or next_id(session, table)
                following[table] = row.id + 1


def _taken_back(table: str) -> str:
    return f"id:{table}"


def _raise(session: Session, name: str, *, at_least: int) -> int:
    value = 1 + max(at_least, _scalar(session, "SELECT value FROM counter WHERE name = ?", name) or 0)
    session.connection().exec_driver_sql("INSERT OR REPLACE INTO counter VALUES (?, ?)", (name, value))
    return value


def _scalar(session: Session, statement: str, *values: Any) -> int | None:
    found: int | None = session.connection().exec_driver_sql(statement, values).scalar()
    return found
