"""Search as you type over the people: by fragment on the trigram index, by one or two characters on the token table.

No ORDER BY here: sorting in SQL would read every match before the first is given (performance.md, a).
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from smsdpo.model.session import Session

Found = tuple[int, str, str]
"""A person's id, name and search document."""

_PERSON = "SELECT p.id, p.name, p.doc FROM"
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 "


def find_people(session: Session, terms: Sequence[str], limit: int) -> list[Found]:
    """People whose document holds every term; terms are squeezed (`identifiers.query_terms`)."""
    connection = session.connection()
    long = [term for term in terms if len(term) >= 3]
    if long:
        return _by_trigrams(connection, long, [term for term in terms if len(term) < 3], limit)
    return _by_short_terms(connection, list(dict.fromkeys(terms)), limit) if terms else []


def _by_trigrams(connection: Connection, long: Sequence[str], short: Sequence[str], limit: int) -> list[Found]:
    # The index has no positions: it narrows down, and instr() sees to it that the pieces stand together.
    return _rows(
        connection,
        f"{_PERSON} person_search s CROSS JOIN person p ON p.id = s.rowid"
        f" WHERE s.person_search MATCH ?{' AND instr(p.doc, ?) > 0' * (len(long) + len(short))} LIMIT ?",
        (_match(long), *long, *short, limit),
    )


def _match(terms: Sequence[str]) -> str:
    pieces = dict.fromkeys(term[start : start + 3] for term in terms for start in range(len(term) - 2))
    return " AND ".join(_quoted(piece) for piece in pieces)


def _quoted(piece: str) -> str:
    doubled = piece.replace('"', '""')
    return f'"{doubled}"'


def _by_short_terms(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Words beginning so come first; where they are few, the same characters anywhere make up the rest."""
    found = _by_tokens(connection, sorted(terms, key=len, reverse=True), limit)
    if len(found) < limit:
        known = {person for person, _, _ in found}
        found.extend(hit for hit in _anywhere(connection, terms, limit) if hit[0] not in known)
    return found[:limit]


def _by_tokens(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """The longest term leads; a term of one character is a range of tokens."""
    tables = " CROSS JOIN ".join(f"person_prefix t{number}" for number in range(len(terms)))
    tests = [f"t{number}.token >= ? AND t{number}.token <= ?" for number in range(len(terms))]
    tests += [f"t{number}.person_id = t0.person_id" for number in range(1, len(terms))]
    bounds = [bound for term in terms for bound in (term, term if len(term) == 2 else term + "\U0010ffff")]
    found = _rows(
        connection,
        f"{_PERSON} {tables} CROSS JOIN person p ON p.id = t0.person_id WHERE {' AND '.join(tests)} LIMIT ?",
        # A person can begin two words alike; twice as many rows leave enough when they are one again.
        (*bounds, limit * 2),
    )
    return list({hit[0]: hit for hit in found}.values())[:limit]


def _anywhere(connection: Connection, terms: Sequence[str], limit: int) -> list[Found]:
    """Two characters begin one of a few dozen trigrams; one character, those after a space."""
    longest = max(terms, key=len)
    start = longest if len(longest) == 2 else f" {longest}"
    pieces = " OR ".join(_quoted(start + letter) for letter in _LETTERS)
    return _rows(
        connection,
        f"{_PERSON} person_search s CROSS JOIN person p ON p.id = s.rowid"
        f" WHERE s.person_search MATCH ?{' AND instr(p.doc, ?) > 0' * len(terms)} LIMIT ?",
        (pieces, *terms, limit),
    )


def _rows(connection: Connection, statement: str, values: tuple[object, ...]) -> list[Found]:
    return [(person, name, doc) for person, name, doc in connection.exec_driver_sql(statement, values)]


def identifiers_of_people(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Kind, value and spelling of all identifiers of these few people."""
    found: dict[int, list[tuple[str, str, str]]] = {person: [] for person in ids}
    rows = _rows_of(
        session,
        "SELECT person_id, kind, value, shown FROM identifier WHERE person_id IN (SELECT value FROM json_each(?))",
        ids,
    )
    for person, kind, value, shown in rows:
        found[person].append((kind, value, shown))
    return found


def record_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many records are held about these few people."""
    return dict(
        _rows_of(
            session,
            "SELECT person_id, count(*) FROM record"
            " WHERE person_id IN (SELECT value FROM json_each(?)) GROUP BY person_id",
            ids,
        )
    )


def names_of_people(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The names of these few people."""
    return dict(_rows_of(session, "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?))", ids))


def _rows_of(session: Session, statement: str, ids: Sequence[int]) -> list[Any]:
    # One value for all ids: a statement with as many marks as ids would be another statement each time.
    return list(session.connection().exec_driver_sql(statement, (json.dumps(list(ids)),))) if ids else []


def people_with(session: Session, keys: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Who has one of these few identifiers: kind, value, person."""
    found: list[tuple[str, str, int]] = []
    for kind, value in dict.fromkeys(keys):
        rows = session.connection().exec_driver_sql(
            "SELECT person_id FROM identifier WHERE kind = ? AND value = ? ORDER BY person_id LIMIT 50",
            (kind, value),
        )
        found.extend((kind, value, person) for (person,) in rows)
    return found


def addresses_of_local_part(session: Session, local: str, limit: int) -> list[tuple[int, str]]:
    """Who has an e-mail address that begins so and goes on with its @: person and address."""
    rows = session.connection().exec_driver_sql(
        # `A` follows `@`: all that begins so lies between the two.
        "SELECT person_id, value FROM identifier WHERE kind = 'email' AND value >= ? AND value < ? LIMIT ?",
        (f"{local}@", f"{local}A", limit),
    )
    return [(person, value) for person, value in rows]
