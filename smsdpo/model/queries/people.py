"""Reads about one person: the records, the requests and the identifiers."""

from collections.abc import Collection

from sqlalchemy import select

from smsdpo.domain.records.holdings import IdentifierCard
from smsdpo.model.holdings import Record
from smsdpo.model.people import Identifier
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.model.sources import Source


def identifier_cards(session: Session, person_id: int) -> tuple[IdentifierCard, ...]:
    """All identifiers of a person."""
    rows = session.scalars(
        select(Identifier).where(Identifier.person_id == person_id).order_by(Identifier.kind, Identifier.value)
    )
    return tuple(IdentifierCard(row.kind, row.value, row.shown) for row in rows)


def records_of(session: Session, person_id: int) -> list[tuple[Record, str]]:
    """The records about a person, each with the name of its source; by source, category and day."""
    query = (
        select(Record, Source.name)
        .join(Source, Source.id == Record.source_id)
        .where(Record.person_id == person_id)
        .order_by(Source.built_in, Source.name, Record.category, Record.recorded_on, Record.id)
    )
    return [(record, name) for record, name in session.execute(query)]


def records_filed_under(session: Session, people: Collection[int], *, but: str) -> list[tuple[int, int]]:
    """The records about any of these people, but for those of a category: record and person."""
    query = select(Record.id, Record.person_id).where(among(Record.person_id, list(people)), Record.category != but)
    return [(record, person) for record, person in session.execute(query.order_by(Record.person_id, Record.id))]


def requests_of(session: Session, person_id: int) -> list[Request]:
    """The person's requests, the newest first."""
    query = (
        select(Request).where(Request.person_id == person_id).order_by(Request.received_at.desc(), Request.id.desc())
    )
    return list(session.scalars(query))
