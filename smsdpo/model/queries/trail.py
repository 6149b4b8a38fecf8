"""Reads of the trail: all of it, to be written out, or what was done about one thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from smsdpo.domain.records.trail import TrailLine
from smsdpo.model.audit import Event, EventReason
from smsdpo.model.base import instant_text, json_text
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


def page(session: Session, words: str, offset: int, limit: int) -> tuple[list[TrailLine], int]:
    """Lines that hold every one of the words, the newest first, and how many there are in all."""
    wanted = _held(words)
    total = session.scalar(select(func.count()).select_from(Event).where(*wanted)) or 0
    query = (
        select(Event, EventReason.reason)
        .outerjoin(EventReason, EventReason.seq == Event.seq)
        .where(*wanted)
        .order_by(Event.seq.desc())
        .offset(offset)
        .limit(limit)
    )
    return [_told(event, reason or "") for event, reason in session.execute(query)], total


def _told(event: Event, reason: str) -> TrailLine:
    return TrailLine(event.seq, datetime.fromisoformat(event.at_utc), event.actor, event.action, event.about, reason)


def _held(words: str) -> list[ColumnElement[bool]]:
    """Who, what or about what; the words given as reasons are not searched, they may have to go."""
    fields = (Event.actor, Event.action, Event.about)
    return [or_(*(field.icontains(word, autoescape=True) for field in fields)) for word in words.split()]


def acts_since(session: Session, at: datetime) -> Iterator[tuple[str, str]]:
    """What was done and about what since the line of this instant, newest first. The order of the lines tells it: a
    clock that was set back gives later lines an earlier time."""
    query = select(Event.at_utc, Event.action, Event.about).order_by(Event.seq.desc()).execution_options(yield_per=100)
    first, reached = instant_text(at), False
    for when, action, about in session.execute(query):
        if reached and when != first:
            return
        reached = when == first
        yield action, about
