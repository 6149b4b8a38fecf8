"""Statements for thousands of rows at once. Plain tuples through the driver: objects would cost fourteen times as much.

All of them run inside the session's own transaction (performance.md, b); callers say which families changed.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from smsdpo.model import numbers
from smsdpo.model.session import Session


class BulkWriter:
    """The bulk statements of one import, on one session. New people get their ids here, for rows to refer to."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection: Connection = session.connection()
        self.next_person = numbers.next_id(session, "person")

    def _number(self, statement: str, *values: object) -> int:
        return int(self._connection.exec_driver_sql(statement, tuple(values)).scalar_one())

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, list(rows))

    def _where_in(self, statement: str, wanted: Iterable[object], *values: object) -> Iterable[Any]:
        # All that is wanted in one value: quicker than a scratch table, and the statement stays the same.
        return self._connection.exec_driver_sql(statement, (json.dumps(list(wanted)), *values))

    def take_person_id(self) -> int:
        """The id of the next new person."""
        self.next_person += 1
        return self.next_person - 1

    # --- finding ------------------------------------------------------------------------------------------------------

    def holders(self, kind: str, wanted: Iterable[str]) -> list[tuple[str, int]]:
        """Who has one of these identifiers of a kind already: value, person; the longest known person first."""
        rows = self._where_in(
            "SELECT i.value, i.person_id FROM json_each(?) w CROSS JOIN identifier i"
            " ON i.kind = ? AND i.value = w.value ORDER BY i.person_id",
            wanted,
            kind,
        )
        return [(value, person) for value, person in rows]

    def people(self, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Name and search document of these people."""
        rows = self._where_in(
            "SELECT id, name, doc FROM person WHERE id IN (SELECT value FROM json_each(?))", sorted(ids)
        )
        return {person: (name, doc) for person, name, doc in rows}

    def identifiers(self, ids: Iterable[int]) -> list[tuple[int, str, str, str]]:
        """All identifiers of these people: person, kind, value, as written."""
        rows = self._where_in(
            "SELECT person_id, kind, value, shown FROM identifier WHERE person_id IN (SELECT value FROM json_each(?))",
            sorted(ids),
        )
        return [(person, kind, value, shown) for person, kind, value, shown in rows]

    def records(self, source: int, category: str, keys: Iterable[str]) -> dict[str, tuple[int, str, int, int | None]]:
        """By row key: the record's id, hash, person and the batch that wrote it."""
        rows = self._where_in(
            "SELECT r.row_key, r.id, r.row_hash, r.person_id, r.batch_id FROM json_each(?) w CROSS JOIN record r"
            " ON r.source_id = ? AND r.category = ? AND r.row_key = w.value",
            keys,
            source,
            category,
        )
        return {key: (record, row_hash, person, batch) for key, record, row_hash, person, batch in rows}

    def suppressed(self, tokens: Iterable[str]) -> set[str]:
        """Which of these keyed hashes are of people who asked to be removed."""
        rows = self._where_in("SELECT token FROM suppression WHERE token IN (SELECT value FROM json_each(?))", tokens)
        return {token for (token,) in rows}

    def any_suppressed(self) -> bool:
        """Whether the list of removed people holds anybody."""
        return self._connection.exec_driver_sql("SELECT 1 FROM suppression LIMIT 1").first() is not None

    # --- writing ------------------------------------------------------------------------------------------------------

    def add_people(self, rows: Sequence[tuple[int, str, str, str]]) -> None:
        """New people: id, name, search document, instant."""
        self._many("INSERT INTO person(id, name, doc, nation, created_at, version) VALUES (?, ?, ?, '', ?, 1)", rows)
        self._many("INSERT INTO person_search(rowid, doc) VALUES (?, ?)", [(row[0], row[2]) for row in rows])

    def add_identifiers(self, rows: Sequence[tuple[int, str, str, str]]) -> None:
        """Person, kind, value, shown; what is there already stays as it was first written."""
        self._many("INSERT OR IGNORE INTO identifier(person_id, kind, value, shown) VALUES (?, ?, ?, ?)", rows)

    def add_tokens(self, rows: Sequence[tuple[str, int]]) -> None:
        """Tokens for short fragments: token, person; sorted, so that neighbours are written together."""
        self._many("INSERT OR IGNORE INTO person_prefix(token, person_id) VALUES (?, ?)", sorted(rows))

    def change_people(self, rows: Sequence[tuple[int, str, str, str]]) -> None:
        """People of whom more is known now: id, name, document as it was, document as it is."""
        changed = [(person, old, new) for person, _, old, new in rows if old != new]
        # The index keeps no copy: it must be told the old words to forget them.
        self._many(
            "INSERT INTO person_search(person_search, rowid, doc) VALUES ('delete', ?, ?)",
            [(person, old) for person, old, _ in changed],
        )
        self._many(
            "UPDATE person SET name = ?, doc = ?, version = version + 1 WHERE id = ?",
            [(name, new, person) for person, name, _, new in rows],
        )
        self._many("INSERT INTO person_search(rowid, doc) VALUES (?, ?)", [(person, new) for person, _, new in changed])

    def add_records(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """New records: person, source, category, key, hash, payload, provenance, four days, note, batch."""
        first = numbers.next_id(self._session, "record")
        self._many(
            "INSERT INTO record(id, person_id, source_id, category, row_key, row_hash, payload, provenance,"
            " recorded_on, last_engaged_on, agreed_until, kept_until, kept_note, batch_id, gone, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)",
            [(number, *row) for number, row in enumerate(rows, first)],
        )

    def change_records(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Records whose row changed in its source: hash, payload, provenance, four days, note, batch, person, id."""
        self._many(
            "UPDATE record SET row_hash = ?, payload = ?, provenance = ?, recorded_on = ?, last_engaged_on = ?,"
            " agreed_until = ?, kept_until = ?, kept_note = ?, batch_id = ?, person_id = ?, gone = 0,"
            " version = version + 1 WHERE id = ?",
            rows,
        )
