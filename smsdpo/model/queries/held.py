"""Reads of what is held about one person: by which values they are known, and what could confirm them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from smsdpo.domain.identifiers import KIND_LABELS, normalise
from smsdpo.domain.identity import Held
from smsdpo.model.holdings import Record
from smsdpo.model.people import Identifier, Person
from smsdpo.model.queries.people import identifier_cards, records_of

MARKETING = frozenset({"consent", "communication", "partner_share"})


def own_words(session: Session, person_id: int) -> tuple[str, ...]:
    """The person's own names and identifiers as written anywhere: what is theirs is not somebody else's (R16)."""
    words: dict[str, None] = {}
    person = session.get(Person, person_id)
    if person is not None:
        words[person.name] = None
    for card in identifier_cards(session, person_id):
        words[card.shown] = words[card.value] = None
    for record in session.scalars(select(Record).where(Record.person_id == person_id)):
        if name := record.payload.get("name"):
            words[name] = None
    return tuple(words)


def kinds_known(session: Session, person_id: int) -> tuple[str, ...]:
    """By what the person was searched for, in words: kinds only, never the values."""
    query = select(Identifier.kind).where(Identifier.person_id == person_id).distinct()
    kinds = {"name", *session.scalars(query)}
    return tuple(KIND_LABELS[kind] for kind in KIND_LABELS if kind in kinds)


def is_address_of(session: Session, person_id: int, address: str) -> bool:
    """Whether this is an e-mail address that we hold for the person."""
    query = select(Identifier.person_id).where(
        Identifier.person_id == person_id, Identifier.kind == "email", Identifier.value == normalise("email", address)
    )
    return session.scalar(query) is not None


def held_of_person(session: Session, person_id: int, *, apart_from: int | None, from_address: str) -> Held:
    """What is on file that could confirm a person (N20). A request's own log entry, and identifiers that came in with
    it alone, prove nothing."""
    records = [record for record, _ in records_of(session, person_id) if record.id != apart_from]
    held = [record for record in records if record.category != "information_request"]
    values = {(key, value) for record in held for key, value in record.payload.items() if value}
    kinds = {record.category for record in held}
    address = from_address.strip().casefold()
    return Held(
        same_address=bool(address) and any(key == "email" and value.casefold() == address for key, value in values),
        account_number=any(key == "account_number" for key, _ in values),
        phone=any(key == "phone" for key, _ in values),
        records=len(held),
        newsletter_only=bool(kinds) and kinds <= MARKETING,
    )
