"""Reads about one person: records, requests, what could confirm them, and their own names and addresses."""

from sqlalchemy import select

from smsdpo.domain.categories import CATEGORIES
from smsdpo.domain.identity import Held
from smsdpo.domain.records import IdentifierCard
from smsdpo.model.holdings import Record
from smsdpo.model.people import Identifier, Person
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.model.sources import Source

_MARKETING = frozenset({"consent", "communication", "partner_share"})
_NAME_FIELDS = ("name",)


def person_row(session: Session, person_id: int) -> Person | None:
    """The person, or None."""
    return session.get(Person, person_id)


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


def requests_of(session: Session, person_id: int) -> list[Request]:
    """The person's requests, the newest first."""
    query = (
        select(Request).where(Request.person_id == person_id).order_by(Request.received_at.desc(), Request.id.desc())
    )
    return list(session.scalars(query))


def own_words(session: Session, person_id: int) -> list[str]:
    """The person's own names and identifiers as written anywhere: what is theirs is not somebody else's (R16)."""
    words: dict[str, None] = {}
    person = session.get(Person, person_id)
    if person is not None:
        words[person.name] = None
    for card in identifier_cards(session, person_id):
        words[card.shown] = words[card.value] = None
    for record in session.scalars(select(Record).where(Record.person_id == person_id)):
        for key in _NAME_FIELDS:
            if value := record.payload.get(key):
                words[value] = None
    return list(words)


def held_of_person(session: Session, person_id: int, *, apart_from: int | None, from_address: str) -> Held:
    """What is on file that could confirm a person (N20). A request's own log entry, and identifiers that came in with
    it alone, prove nothing."""
    records = [record for record, _ in records_of(session, person_id) if record.id != apart_from]
    held = [record for record in records if record.category != "information_request"]
    values = {(key, value) for record in held for key, value in record.payload.items() if value}
    kinds = {CATEGORIES[record.category].key for record in held}
    address = from_address.strip().casefold()
    return Held(
        same_address=bool(address) and any(key == "email" and value.casefold() == address for key, value in values),
        account_number=any(key == "account_number" for key, _ in values),
        phone=any(key == "phone" for key, _ in values),
        records=len(held),
        newsletter_only=bool(kinds) and kinds <= _MARKETING,
    )
