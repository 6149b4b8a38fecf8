"""Reads for the calendar and its clocks: what a change of holidays may move, with the events that bear on it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model.base import Day
from smsdpo.model.messages import Message
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Request, RequestEvent

_FEW_DAYS = timedelta(days=31)
_OWED = (Request.state != "closed", Request.state != "released")
_CLOCK = (
    Request.reference,
    Request.type,
    Request.policy_due,
    Request.statutory_due,
    Request.statutory_state,
    Request.effective_due,
    Request.working,
    Request.sequence,
)


class DueRow(NamedTuple):
    """The clock of an open request, without the rest of it: the calendar shows thousands."""

    on: date
    kind: str
    reference: str
    type: str
    policy_due: date | None
    statutory_due: date | None
    statutory_state: str
    effective_due: date
    working: list[str]
    sequence: int


class WaitingMessage(NamedTuple):
    """What the answer date of a message that nobody has sorted yet hangs on."""

    id: int
    suggested: str
    received_at: datetime
    answer_by: date | None


def answers(session: Session, first: date, last: date, *, limit: int | None = None) -> list[DueRow]:
    """Answers of open requests that are due from `first` to `last`, both included."""
    query = _answers(first, last).order_by(Request.effective_due, Request.id).limit(limit)
    return [DueRow(*row) for row in session.execute(query)]


def works(session: Session, first: date, last: date) -> list[DueRow]:
    """The last working days before answers that fall on a free day."""
    query = _works(first, last).order_by(Request.act_by, Request.id)
    return [DueRow(*row) for row in session.execute(query)]


def busy_days(session: Session, first: date, last: date, each: int) -> list[tuple[int, int, DueRow]]:
    """The first `each` entries of every day of the span; before each, how many entries its day has and how many of
    them are days to work by."""
    span = {"first": first, "last": last, "until": _until(last), "each": each}
    return [(row[1], row[2], DueRow(*row[3:])) for row in session.execute(busy_days_query(), span)]


@cache
def busy_days_query() -> Select[*tuple[Any, ...]]:
    """The statement: place within the day, entries of the day, days to work by among them, then a `DueRow`. Which
    they are is found first, from the index of the dates; only those shown are read whole."""
    due, act_by = Request.effective_due, Request.act_by
    first, last = bindparam("first", type_=Day), bindparam("last", type_=Day)
    worked = (due >= first, due <= bindparam("until", type_=Day), act_by >= first, act_by <= last, act_by != due)
    entries = union_all(
        select(due.label("day"), literal("answer").label("kind"), Request.id).where(*_OWED, due >= first, due <= last),
        select(act_by.label("day"), literal("work").label("kind"), Request.id).where(*_OWED, *worked),
    ).subquery()
    day, kind, number = entries.c.day, entries.c.kind, entries.c.id
    numbered = select(
        func.row_number().over(partition_by=day, order_by=(number, kind)).label("place"),
        func.count().over(partition_by=day).label("many"),
        func.sum(case((kind == "work", 1), else_=0)).over(partition_by=day).label("works"),
        *entries.c,
    ).subquery()
    found = numbered.c
    return (
        select(found.place, found.many, found.works, found.day, found.kind, *_CLOCK)
        .join(Request, Request.id == found.id)
        .where(found.place <= bindparam("each", type_=Integer))
        .order_by(found.day, found.place)
    )


def answer_count(session: Session, last: date) -> int:
    """How many answers are due up to `last`."""
    return session.scalar(select(func.count()).select_from(_answers(date.min, last).subquery())) or 0


def furthest(session: Session) -> tuple[date | None, date | None]:
    """The latest policy date and the latest date of the law of any open request."""
    row = session.execute(
        select(func.max(Request.policy_due), func.max(Request.statutory_due)).where(Request.state != "closed")
    ).one()
    return row[0], row[1]


def _answers(first: date, last: date) -> Select[*tuple[Any, ...]]:
    on = Request.effective_due
    return select(on, literal("answer"), *_CLOCK).where(*_OWED, on >= first, on <= last)


def _works(first: date, last: date) -> Select[*tuple[Any, ...]]:
    on, due = Request.act_by, Request.effective_due
    worked = (due >= first, due <= _until(last), on >= first, on <= last, on != due)
    return select(on, literal("work"), *_CLOCK).where(*_OWED, *worked)


def _until(last: date) -> date:
    """A day to work by lies a few days before its answer; the dates of answers have an index."""
    return min(last, date.max - _FEW_DAYS) + _FEW_DAYS


def open_of_nation(session: Session, nation: str) -> list[Request]:
    """Every request that is not closed and runs by the holidays of this nation, in the order of its references."""
    query = select(Request).where(Request.state != "closed", Request.nation == nation).order_by(Request.id)
    return list(session.scalars(query))


def events_by_request(session: Session) -> dict[int, tuple[ClockEvent, ...]]:
    """What moved the clocks of all requests that are not closed: asking for each in turn took most of the time."""
    query = (
        select(RequestEvent.request_id, RequestEvent.kind, RequestEvent.on, RequestEvent.reason)
        .join(Request, Request.id == RequestEvent.request_id)
        .where(Request.state != "closed")
        .order_by(RequestEvent.request_id, RequestEvent.on, RequestEvent.id)
    )
    found: dict[int, list[ClockEvent]] = defaultdict(list)
    for request, kind, on, reason in session.execute(query):
        found[request].append(ClockEvent(kind, on, reason))
    return {request: tuple(events) for request, events in found.items()}


def waiting_messages(session: Session) -> list[WaitingMessage]:
    """The messages that nobody has sorted yet."""
    query = select(Message.id, Message.suggested, Message.received_at, Message.answer_by)
    return [WaitingMessage(*row) for row in session.execute(query.where(Message.state == "new").order_by(Message.id))]


def messages(session: Session, ids: Collection[int]) -> list[Message]:
    """These messages whole, to be changed."""
    return list(session.scalars(select(Message).where(among(Message.id, list(ids))))) if ids else []


def messages_to_sort(session: Session) -> tuple[int, date | None]:
    """How many messages nobody has sorted yet, and the earliest day on which one of them is to be answered."""
    query = select(func.count(), func.min(Message.answer_by)).where(Message.state == "new")
    count, first = session.execute(query).one()
    return count, first


def due_between(session: Session, first: date, last: date) -> list[Request]:
    """Requests that are still to be answered, and that from `first` to `last`, both included."""
    query = (
        select(Request)
        .where(*_OWED, Request.effective_due >= first, Request.effective_due <= last)
        .order_by(Request.effective_due, Request.id)
    )
    return list(session.scalars(query))


def act_by_between(session: Session, first: date, last: date) -> list[Request]:
    """The same whose last working day before the answer date lies in the span and is not that date itself."""
    query = (
        select(Request)
        .where(
            *_OWED,
            Request.act_by >= first,
            Request.act_by <= last,
            Request.act_by != Request.effective_due,
        )
        .order_by(Request.act_by, Request.id)
    )
    return list(session.scalars(query))


def waiting_requests(session: Session) -> list[Request]:
    """The open requests that wait for somebody, by the date they are to be answered."""
    query = select(Request).where(*_OWED, Request.waiting_for != "")
    return list(session.scalars(query.order_by(Request.effective_due, Request.id)))
