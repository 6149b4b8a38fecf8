"""Reads of the trail: all of it, to be written out, or what was done about one thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from smsdpo.model.audit import Event, EventReason
from smsdpo.model.base import json_text
from smsdpo.model.session import Session

BATCH = 1_000


def rows(session: Session) -> Iterator[tuple[int, str, str, str, str, str, str, str]]:
    """(line, instant, who, what, about, details as JSON, reason where it is still kept, seal), oldest first."""
    query = (
        select(Event, EventReason.reason)
        .outerjoin(EventReason, EventReason.seq == Event.seq)
        .order_by(Event.seq)
        .execution_options(yield_per=BATCH)
    )
    for event, reason in session.execute(query):
        details = json_text(event.payload)
        yield event.seq, event.at_utc, event.actor, event.action, event.about, details, reason or "", event.mac


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail with the words given as its reason, where they are still kept."""

    at: datetime
    actor: str
    action: str
    reason: str


def lines_about(session: Session, about: str) -> list[Line]:
    """The acts about one reference, oldest first."""
    query = (
        select(Event.at_utc, Event.actor, Event.action, EventReason.reason)
        .outerjoin(EventReason, EventReason.seq == Event.seq)
        .where(Event.about == about)
        .order_by(Event.seq)
    )
    return [
        Line(datetime.fromisoformat(at), actor, action, reason or "")
        for at, actor, action, reason in session.execute(query)
    ]
