"""Reads of the disclosure register: requests of authorities and others, with what was written down for them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from smsdpo.model.casework import CaseDetail
from smsdpo.model.people import Person
from smsdpo.model.queries import casework
from smsdpo.model.requests import Request

KIND = "authority_request"
Row = tuple[Request, str, dict[str, str]]


def count(session: Session, text: str) -> int:
    """How many entries match."""
    return session.scalar(select(func.count()).select_from(Request).where(*_where(text))) or 0


def open_count(session: Session) -> int:
    """How many are not closed."""
    query = select(func.count()).select_from(Request).where(Request.type == KIND, Request.state != "closed")
    return session.scalar(query) or 0


def page(session: Session, text: str, offset: int, limit: int) -> Sequence[Row]:
    """Entries, the newest first: the request, whose data it is about, its details."""
    query = (
        select(Request, Person.name)
        .join(Person, Person.id == Request.person_id, isouter=True)
        .where(*_where(text))
        .order_by(Request.received_at.desc(), Request.id.desc())
        .offset(offset)
        .limit(limit)
    )
    found = session.execute(query).all()
    details = casework.details_of_many(session, [row.id for row, _ in found])
    return [(row, name or "", details.get(row.id, {})) for row, name in found]


def _where(text: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Request.type == KIND]
    for word in text.split():
        held = select(CaseDetail.request_id).where(CaseDetail.value.icontains(word, autoescape=True))
        conditions.append(or_(Request.reference.icontains(word, autoescape=True), Request.id.in_(held)))
    return conditions
