"""Reads of the request log: what belongs to many requests, each kind of it in one question to the store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model.audit import Event
from smsdpo.model.casework import RequestLink
from smsdpo.model.letters import LEFT_AT, Export, Letter
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries.casework import details_of_many
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Finding, IdentityRow, Request, RequestEvent, RequestMessage, SearchRow
from smsdpo.model.sources import Source


@dataclass(frozen=True, slots=True)
class LoggedLetter:
    """A letter as the log names it."""

    code: str
    left_at: datetime
    sha256: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Logged:
    """What belongs to some requests, by their numbers; `first_act` and `closed_by` are by reference."""

    details: Mapping[int, dict[str, str]]
    events: Mapping[int, list[ClockEvent]]
    people: Mapping[int, str]
    addressed: Mapping[int, str]
    identity: Mapping[int, tuple[str, datetime]]
    searches: Mapping[int, list[tuple[str, str]]]
    decisions: Mapping[int, dict[str, int]]
    withheld_because: Mapping[int, list[str]]
    letters: Mapping[int, list[LoggedLetter]]
    exports: Mapping[int, list[dict[str, str]]]
    links: Mapping[int, list[tuple[str, bool, str]]]
    first_act: Mapping[str, str]
    closed_by: Mapping[str, str]


def batches(session: Session, size: int) -> Iterator[Sequence[Request]]:
    """All requests in the order of their references, so many at a time."""
    yield from session.scalars(select(Request).order_by(Request.id).execution_options(yield_per=size)).partitions()


def logged(session: Session, rows: Sequence[Request]) -> Logged:
    """All of it, in as many statements for many requests as for one."""
    ids = [row.id for row in rows]
    first_act, closed_by = _acts(session, [row.reference for row in rows])
    findings = session.execute(
        select(Finding.request_id, Finding.decision, Finding.reason, func.count())
        .where(among(Finding.request_id, ids))
        .group_by(Finding.request_id, Finding.decision, Finding.reason)
        .order_by(Finding.request_id, func.min(Finding.id))
    ).all()
    decisions: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for request, decision, _, count in findings:
        decisions[request][decision] += count
    return Logged(
        details=details_of_many(session, ids),
        events=_events(session, ids),
        people=_people(session, ids),
        addressed=_addressed(session, ids),
        identity=_identity(session, ids),
        searches=_searches(session, ids),
        decisions=decisions,
        withheld_because=_by_request(row[:3:2] for row in findings if row[1] == "withhold" and row[2]),
        letters=_letters(session, ids),
        exports=_by_request(_rows(session, select(Export.request_id, Export.files).order_by(Export.id), ids)),
        links=_links(session, ids),
        first_act=first_act,
        closed_by=closed_by,
    )


def _by_request(pairs: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for request, value in pairs:
        found[request].append(value)
    return found


def _rows(session: Session, query: Select[*tuple[Any, ...]], ids: Sequence[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """What a query, whose first column is the request, says of these requests."""
    request: Any = query.selected_columns[0]
    return session.execute(query.where(among(request, ids))).all()


def _one_each(session: Session, query: Select[*tuple[Any, ...]], ids: Sequence[int]) -> dict[int, str]:
    return {row[0]: row[1] for row in _rows(session, query, ids)}


def _events(session: Session, ids: Sequence[int]) -> dict[int, list[ClockEvent]]:
    query = select(RequestEvent.request_id, RequestEvent.kind, RequestEvent.on, RequestEvent.reason)
    rows = _rows(session, query.order_by(RequestEvent.on, RequestEvent.id), ids)
    return _by_request((request, ClockEvent(kind, on, reason)) for request, kind, on, reason in rows)


def _people(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return _one_each(session, select(Request.id, Person.name).join(Person, Person.id == Request.person_id), ids)


def _addressed(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """To whom the message was addressed that a request arose from."""
    query = select(RequestMessage.request_id, Message.to).join(Message, Message.id == RequestMessage.message_id)
    return _one_each(session, query.where(RequestMessage.role == "origin"), ids)


def _identity(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, datetime]]:
    """The latest check of each."""
    query = select(IdentityRow.request_id, IdentityRow.method, IdentityRow.at).order_by(IdentityRow.id)
    return {request: (method, at) for request, method, at in _rows(session, query, ids)}


def _searches(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Of each source its name, and why it was not searched or how much it gave."""
    query = select(SearchRow.request_id, Source.name, SearchRow.reason, SearchRow.found)
    rows = _rows(session, query.join(Source, Source.id == SearchRow.source_id).order_by(Source.name), ids)
    return _by_request((request, (name, reason or str(found))) for request, name, reason, found in rows)


def _letters(session: Session, ids: Sequence[int]) -> dict[int, list[LoggedLetter]]:
    query = select(Letter.request_id, Letter.code, LEFT_AT, Letter.sha256, Letter.approved_at)
    rows = _rows(session, query.order_by(Letter.id), ids)
    return _by_request((row[0], LoggedLetter(row[1], row[2], row[3], row[4] is not None)) for row in rows)


def _links(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, bool, str]]]:
    """Kind, whether the other one says it, and the other's reference."""
    one, other = RequestLink.request_id, RequestLink.other_id
    rows = session.execute(
        select(RequestLink.kind, one, other).where(or_(among(one, ids), among(other, ids))).order_by(one, other)
    ).all()
    ends = {number for _, *both in rows for number in both}
    named = _one_each(session, select(Request.id, Request.reference), sorted(ends))
    return _by_request(
        pair
        for kind, first, second in rows
        for pair in ((first, (kind, False, named[second])), (second, (kind, True, named[first])))
    )


def _acts(session: Session, references: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Who did the first act about each, and who closed it last."""
    query = select(Event.about, Event.action, Event.actor).order_by(Event.seq)
    first: dict[str, str] = {}
    closed: dict[str, str] = {}
    for about, action, actor in session.execute(query.where(among(Event.about, references))):
        first.setdefault(about, actor)
        if action == "request.close":
            closed[about] = actor
    return first, closed
