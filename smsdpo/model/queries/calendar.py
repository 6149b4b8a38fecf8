"""Reads for the calendar and its clocks: what a change of holidays may move, with the events that bear on it."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from smsdpo.domain.records import ClockEvent
from smsdpo.model.messages import Message
from smsdpo.model.requests import Request, RequestEvent


class WaitingMessage(NamedTuple):
    """What the answer date of a message that nobody has sorted yet hangs on."""

    id: int
    suggested: str
    received_at: datetime
    answer_by: date | None


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
