"""Reads of what is held about one person: by which values they are known, and what could confirm them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from smsdpo.domain.identifiers import KIND_LABELS, normalise
from smsdpo.domain.identity import Held
from smsdpo.model.holdings import Record
from smsdpo.model.people import Identifier, Person

MARKETING = frozenset({"consent", "communication", "partner_share"})


def own_words(session: Session, person_id: int) -> tuple[str, ...]:
    """The person's names and identifiers as they were written anywhere: what is theirs needs no blacking out."""
    shown = session.scalars(select(Identifier.shown).where(Identifier.person_id == person_id))
    person = session.get(Person, person_id)
    return (*([person.name] if person else []), *shown)


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
    """What could confirm this person (N20), leaving out the record that the request itself made."""
    query = select(Record.category, func.count()).where(Record.person_id == person_id).group_by(Record.category)
    if apart_from is not None:
        query = query.where(Record.id != apart_from)
    records: dict[str, int] = dict(session.execute(query).all())
    if not records:
        return Held()
    known = session.execute(select(Identifier.kind, Identifier.value).where(Identifier.person_id == person_id))
    values = set(known)
    kinds = {kind for kind, _ in values}
    return Held(
        same_address=("email", normalise("email", from_address)) in values,
        account_number="account" in kinds,
        phone="phone" in kinds,
        records=sum(records.values()),
        newsletter_only=MARKETING.issuperset(records),
    )
