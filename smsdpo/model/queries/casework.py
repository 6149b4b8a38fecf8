"""Reads of what belongs to a request beside its clocks: details, links, holds, colleagues' tasks."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from smsdpo.domain.identifiers import fold
from smsdpo.domain.records.casework import HoldCard, LinkCard, TaskCard
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model.audit import Event
from smsdpo.model.casework import CaseDetail, Hold, HolderTask, RequestLink
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Request, RequestEvent, RequestMessage
from smsdpo.model.sources import Source


@dataclass(frozen=True, slots=True)
class Question:
    """An open request that waits for somebody."""

    id: int
    reference: str
    type: str
    sequence: int
    heard: date | None
    """When the person last wrote about it."""
    events: tuple[ClockEvent, ...]


def details_of(session: Session, request_id: int) -> dict[str, str]:
    """Every field that is filled, by key."""
    rows = session.scalars(select(CaseDetail).where(CaseDetail.request_id == request_id))
    return {row.key: row.value for row in rows}


def details_of_many(session: Session, ids: Collection[int]) -> Mapping[int, dict[str, str]]:
    """The same of many requests."""
    query = select(CaseDetail.request_id, CaseDetail.key, CaseDetail.value)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for request, key, value in session.execute(query.where(among(CaseDetail.request_id, list(ids)))):
        found[request][key] = value
    return found


def details_by_day(session: Session, keys: Collection[str], first: date, last: date) -> list[tuple[Request, str, date]]:
    """Days written down under these keys from `first` to `last`, of open and of closed requests."""
    query = (
        select(Request, CaseDetail.key, CaseDetail.value)
        .join(CaseDetail, CaseDetail.request_id == Request.id)
        .where(CaseDetail.key.in_(keys), CaseDetail.value >= first.isoformat(), CaseDetail.value <= last.isoformat())
        .order_by(CaseDetail.value, Request.id)
    )
    return [(row, key, date.fromisoformat(value)) for row, key, value in session.execute(query)]


def filled(session: Session, keys: Collection[str]) -> set[tuple[int, str]]:
    """Which requests have one of these fields filled: request and key."""
    query = select(CaseDetail.request_id, CaseDetail.key).where(CaseDetail.key.in_(keys))
    return {(request, key) for request, key in session.execute(query)}


def questions(session: Session, only: Collection[int] | None = None) -> list[Question]:
    """The open requests that wait for somebody, or `only` those among them, each with the events of its clock."""
    query = _questions() if only is None else _questions().where(Request.id.in_(only))
    of_request = groupby(
        session.execute(query).all(), key=lambda row: (row.id, row.reference, row.type, row.sequence, row.heard)
    )
    return [Question(*who, tuple(ClockEvent(row.kind, row.on) for row in rows)) for who, rows in of_request]


@cache
def _questions() -> Select[*tuple[Any, ...]]:
    """The statement, put together once: every month of the calendar asks it."""
    heard = _replies().where(RequestMessage.request_id == Request.id).scalar_subquery().label("heard")
    return (
        select(Request.id, Request.reference, Request.type, Request.sequence, heard, RequestEvent.kind, RequestEvent.on)
        .join(RequestEvent, RequestEvent.request_id == Request.id)
        .where(Request.state != "closed", Request.released_at.is_(None), Request.waiting_for != "")
        .order_by(Request.id, RequestEvent.on, RequestEvent.id)
    )


def heard_on(session: Session, request_id: int) -> date | None:
    """The day on which the latest reply reached us that was joined to a request."""
    return session.scalar(_replies().where(RequestMessage.request_id == request_id))


def heard_since_end(session: Session, row: Request) -> date | None:
    """The same among those that were joined after the request was closed, as the trail has it."""
    acts = select(Event.action, Event.payload).where(Event.about == row.reference).order_by(Event.seq)
    joined: list[int] = []
    for action, payload in session.execute(acts.where(Event.action.in_(("request.close", "message.link")))):
        joined = [] if action == "request.close" else [*joined, payload["message"]]
    return session.scalar(_replies().where(RequestMessage.request_id == row.id, Message.id.in_(joined)))


def _replies() -> Select[*tuple[date | None]]:
    """The latest day of replies; an answering machine is nobody's answer."""
    return (
        select(func.max(Message.received_on))
        .join(RequestMessage, RequestMessage.message_id == Message.id)
        .where(RequestMessage.role == "reply", Message.kind != "automatic")
    )


def open_with_detail(session: Session, type_key: str, key: str, value: str) -> list[str]:
    """References of the open requests of a type in which a field says this, whatever its capitals and spaces."""
    query = (
        select(Request.reference, CaseDetail.value)
        .join(CaseDetail, CaseDetail.request_id == Request.id)
        .where(Request.type == type_key, Request.state != "closed", CaseDetail.key == key)
        .order_by(Request.id)
    )
    return [reference for reference, said in session.execute(query) if fold(said) == fold(value)]


def links_of(session: Session, request_id: int) -> tuple[LinkCard, ...]:
    """Requests that this one is linked with, either way round."""
    one, other = aliased(Request), aliased(Request)
    query = (
        select(RequestLink.kind, one, other)
        .join(one, one.id == RequestLink.request_id)
        .join(other, other.id == RequestLink.other_id)
        .where(or_(one.id == request_id, other.id == request_id))
        .order_by(one.id, other.id)
    )
    return tuple(
        LinkCard(
            kind=kind,
            reference=(second if first.id == request_id else first).reference,
            type=(second if first.id == request_id else first).type,
            state=(second if first.id == request_id else first).state,
            back=first.id != request_id,
        )
        for kind, first, second in session.execute(query)
    )


def holds(session: Session, *, person: int | None = None, now_only: bool = True) -> tuple[HoldCard, ...]:
    """Holds of a person, or all of them; the oldest first."""
    query = (
        select(Hold, Person.name, Request.reference)
        .join(Person, Person.id == Hold.person_id, isouter=True)
        .join(Request, Request.id == Hold.request_id, isouter=True)
        .order_by(Hold.id)
    )
    if person is not None:
        query = query.where(Hold.person_id == person)
    if now_only:
        query = query.where(Hold.released_at.is_(None))
    return tuple(
        HoldCard(
            id=row.id,
            person=row.person_id,
            person_name=name or "",
            request=reference or "",
            ground=row.ground,
            reason=row.reason,
            raised_at=row.raised_at,
            raised_by=row.raised_by,
            released_at=row.released_at,
            released_because=row.released_because,
        )
        for row, name, reference in session.execute(query)
    )


def open_hold_of_request(session: Session, request_id: int, ground: str) -> Hold | None:
    """The hold that a request raised by itself, as long as it is not released."""
    query = select(Hold).where(Hold.request_id == request_id, Hold.ground == ground, Hold.released_at.is_(None))
    return session.scalar(query.limit(1))


def tasks_of(session: Session, request_id: int) -> tuple[TaskCard, ...]:
    """What colleagues were asked for."""
    query = (
        select(HolderTask, Source.name)
        .join(Source, Source.id == HolderTask.source_id)
        .where(HolderTask.request_id == request_id)
        .order_by(HolderTask.id)
    )
    return tuple(_task(row, name) for row, name in session.execute(query))


def tasks_to_chase(session: Session, first: date, last: date) -> list[tuple[Request, TaskCard]]:
    """Colleagues to be reminded from `first` to `last`, with the request."""
    query = (
        select(HolderTask, Source.name, Request)
        .join(Source, Source.id == HolderTask.source_id)
        .join(Request, Request.id == HolderTask.request_id)
        .where(HolderTask.answered_on.is_(None), HolderTask.next_chase >= first, HolderTask.next_chase <= last)
        .where(Request.state != "closed")
        .order_by(HolderTask.next_chase, HolderTask.id)
    )
    return [(request, _task(row, name)) for row, name, request in session.execute(query)]


def open_tasks(session: Session, request_id: int) -> int:
    """How many colleagues have not answered."""
    query = select(func.count()).select_from(HolderTask)
    return session.scalar(query.where(HolderTask.request_id == request_id, HolderTask.answered_on.is_(None))) or 0


def same_open(session: Session, person: int, type_key: str, *, but: int = 0) -> Request | None:
    """An open request of this person and type, the oldest."""
    query = (
        select(Request)
        .where(Request.person_id == person, Request.type == type_key, Request.state != "closed", Request.id != but)
        .order_by(Request.id)
        .limit(1)
    )
    return session.scalar(query)


def _task(row: HolderTask, source: str) -> TaskCard:
    return TaskCard(
        id=row.id,
        source=source,
        colleague=row.colleague,
        email=row.email,
        asked_on=row.asked_on,
        chased_on=tuple(date.fromisoformat(day) for day in row.chased_on),
        next_chase=row.next_chase,
        answered_on=row.answered_on,
        answer=row.answer,
    )
