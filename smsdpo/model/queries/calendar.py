"""Reads for the calendar and its clocks: what a change of holidays may move, with the events that bear on it."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from smsdpo.domain.records import ClockEvent
from smsdpo.model.messages import Message
from smsdpo.model.requests import Request, RequestEvent


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
    entries = union_all(_answers(first, last), _works(first, last)).subquery()
    day, kind, reference = entries.c.day, entries.c.kind, entries.c.reference
    numbered = select(
        func.row_number().over(partition_by=day, order_by=(reference, kind)).label("place"),
        func.count().over(partition_by=day).label("many"),
        func.sum(case((kind == "work", 1), else_=0)).over(partition_by=day).label("works"),
        *entries.c,
    ).subquery()
    query = select(*numbered.c).where(numbered.c.place <= each).order_by(numbered.c.day, numbered.c.place)
    return [(row[1], row[2], DueRow(*row[3:])) for row in session.execute(query)]


def answer_count(session: Session, last: date) -> int:
    """How many answers are due up to `last`."""
    return session.scalar(select(func.count()).select_from(_answers(date.min, last).subquery())) or 0


def furthest(session: Session) -> tuple[date | None, date | None]:
    """The latest policy date and the latest date of the law of any open request."""
    row = session.execute(
        select(func.max(Request.policy_due), func.max(Request.statutory_due)).where(Request.state != "closed")
    ).one()
    return row[0], row[1]


def _answers(first: date, last: date) -> Select[Any]:
    on = Request.effective_due
    return _clock_of(on, "answer").where(on >= first, on <= last)


def _works(first: date, last: date) -> Select[Any]:
    on = Request.act_by
    return _clock_of(on, "work").where(on >= first, on <= last, on != Request.effective_due)


def _clock_of(on: Any, kind: str) -> Select[Any]:
    return select(
        on.label("day"),
        literal(kind).label("kind"),
        Request.reference,
        Request.type,
        Request.policy_due,
        Request.statutory_due,
        Request.statutory_state,
        Request.effective_due,
        Request.working,
        Request.sequence,
    ).where(Request.state != "closed")


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


def messages_to_sort(session: Session) -> tuple[int, date | None]:
    """How many messages nobody has sorted yet, and the earliest day on which one of them is to be answered."""
    query = select(func.count(), func.min(Message.answer_by)).where(Message.state == "new")
    count, first = session.execute(query).one()
    return count, first


def waiting_requests(session: Session) -> list[Request]:
    """The open requests that wait for somebody, by the date they are to be answered."""
    query = select(Request).where(Request.state != "closed", Request.waiting_for != "")
    return list(session.scalars(query.order_by(Request.effective_due, Request.id)))
