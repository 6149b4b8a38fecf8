"""Reads of what was found for a request: by page for the eyes, whole for the export."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.orm import Session

from smsdpo.model.holdings import Record
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Finding, Request, SearchRow
from smsdpo.model.sources import Source

Found = tuple[Finding, Record, str]
"""A finding, its record and the name of the record's source."""
CHANGED = Finding.row_hash != Record.row_hash
"""The record is not any more what it was when it was decided."""
DECISION_NOW = case((CHANGED, "undecided"), else_=Finding.decision)


_READ = (Record.category, Record.recorded_on, Record.id)
"""The order in which findings are read."""


def decision_of(row: Request) -> SQLColumnExpression[str]:
    """What counts as a decision: until the answer has left, none where the record changed since."""
    return DECISION_NOW if row.released_at is None else Finding.decision


def findings(
    session: Session,
    request_id: int,
    *,
    decision: str = "",
    now: SQLColumnExpression[str] = Finding.decision,
    offset: int = 0,
    limit: int = 500,
) -> tuple[list[Found], int]:
    """A page of findings in the order in which they are read: by category and date; and how many there are.

    `now` is what counts as their decision: as it was made, or `DECISION_NOW`.
    """
    where: list[ColumnElement[bool]] = [Finding.request_id == request_id]
    if decision:
        where.append(now == decision)
    counted = select(func.count()).select_from(Finding).join(Record, Record.id == Finding.record_id)
    total = session.scalar(counted.where(*where)) or 0
    query = (
        select(Finding, Record, Source.name)
        .join(Record, Record.id == Finding.record_id)
        .join(Source, Source.id == Record.source_id)
        .where(*where)
        .order_by(*_READ)
        .offset(offset)
        .limit(limit)
    )
    return [(finding, record, name) for finding, record, name in session.execute(query)], total


def next_undecided(
    session: Session, request_id: int, after: int, *, now: SQLColumnExpression[str], back: bool
) -> int | None:
    """The place, counted from 0, of the next undecided finding after a place, or going `back` before it; else round."""
    place = (func.row_number().over(order_by=_READ) - 1).label("place")
    joined = select(place, now.label("now")).select_from(Finding).join(Record, Record.id == Finding.record_id)
    rows = joined.where(Finding.request_id == request_id).subquery()
    ahead, order = rows.c.place > after, rows.c.place.asc()
    if back:
        ahead, order = rows.c.place < after, rows.c.place.desc()
    query = select(rows.c.place).where(rows.c.now == "undecided").order_by(ahead.desc(), order).limit(1)
    return session.scalar(query)


def findings_by_id(session: Session, request_id: int, ids: Sequence[int]) -> list[tuple[Finding, Record]]:
    """The named findings of a request."""
    query = select(Finding, Record).join(Record, Record.id == Finding.record_id).where(Finding.request_id == request_id)
    return [(finding, record) for finding, record in session.execute(query.where(among(Finding.id, ids)))]


def ids_to_decide(session: Session, request_id: int, *, of_person: int | None) -> list[int]:
    """The findings that may be decided together: the undecided, and the included that changed since; with `of_person`
    only those filed under that person. What was redacted or withheld before it changed is looked at by itself."""
    again = and_(CHANGED, Finding.decision.in_(("include", "erase")))
    query = (
        select(Finding.id)
        .join(Record, Record.id == Finding.record_id)
        .where(Finding.request_id == request_id, or_(Finding.decision == "undecided", again))
    )
    return list(session.scalars(query if of_person is None else query.where(Record.person_id == of_person)))


def record_ids_found(session: Session, request_id: int) -> set[int]:
    """Which records the request already has."""
    return set(session.scalars(select(Finding.record_id).where(Finding.request_id == request_id)))


def records_with_source(session: Session, record_ids: Iterable[int]) -> list[tuple[Record, str]]:
    """These records, each with the name of its source."""
    query = select(Record, Source.name).join(Source, Source.id == Record.source_id).order_by(Record.id)
    return [(record, name) for record, name in session.execute(query.where(among(Record.id, list(record_ids))))]


def records_of_person(session: Session, person_id: int) -> list[tuple[Record, str]]:
    """Everything held about one person, each record with the name of its source."""
    query = (
        select(Record, Source.name)
        .join(Source, Source.id == Record.source_id)
        .where(Record.person_id == person_id)
        .order_by(Record.category, Record.recorded_on, Record.id)
    )
    return [(record, name) for record, name in session.execute(query)]


def decisions(session: Session, request_id: int, *, apart_from: str, apart_from_record: int | None = None) -> set[str]:
    """Which decisions were made, without what was withheld for this reason and without this record."""
    query = select(Finding.decision).where(Finding.request_id == request_id, Finding.reason != apart_from).distinct()
    if apart_from_record is not None:
        query = query.where(Finding.record_id != apart_from_record)
    return set(session.scalars(query))


def forget_decisions(session: Session, request_id: int) -> None:
    """What was decided for another kind of request is to be decided anew."""
    for row in session.scalars(select(Finding).where(Finding.request_id == request_id)):
        row.decision, row.reason, row.redactions = "undecided", "", []


def found_by_source(session: Session, request_id: int, *, apart_from: str) -> dict[str, int]:
    """How many records each source gave, without those withheld for this reason."""
    query = (
        select(Source.name, func.count())
        .select_from(Finding)
        .join(Record, Record.id == Finding.record_id)
        .join(Source, Source.id == Record.source_id)
        .where(Finding.request_id == request_id, Finding.reason != apart_from)
        .group_by(Source.name)
    )
    counts: dict[str, int] = dict(session.execute(query).all())
    return counts


def changed_since_decided(session: Session, request_id: int) -> int:
    """How many decided records have changed in their source since; they must be looked at again."""
    query = (
        select(func.count())
        .select_from(Finding)
        .join(Record, Record.id == Finding.record_id)
        .where(Finding.request_id == request_id, Finding.decision != "undecided", CHANGED)
    )
    return session.scalar(query) or 0


def all_sources(session: Session) -> list[Source]:
    """The whole register: each of them must answer or be named as not searched (N16)."""
    return list(session.scalars(select(Source).order_by(Source.built_in, Source.name)))


def search_row(session: Session, request_id: int, source_id: int) -> SearchRow | None:
    """What a source answered for a request so far."""
    return session.get(SearchRow, (request_id, source_id))
