"""Reads for the inbox's watch: who looked after it and when, as the trail has it, and what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from smsdpo.model.audit import Event
from smsdpo.model.base import instant_text
from smsdpo.model.messages import Message
from smsdpo.model.queries import filters
from smsdpo.model.session import Session

_FROM_A_MESSAGE = ("request.open", "request.open_several")
"""Acts that look after the inbox only where they began with a message."""
_WAYS = {"undo": -1, "redo": 1}
"""An act taken back takes its messages back, and is a look itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """An act that shows that somebody looked after the inbox."""

    at: datetime
    actor: str
    action: str
    count: int
    """How many messages it was about; below none where the act was taken back."""
    added: tuple[int, ...]
    """Which messages it took in."""


def last_look(session: Session, actions: Sequence[str], before: datetime | None = None) -> Look | None:
    """The latest one, or the latest before an instant."""
    query = _looks(actions).order_by(Event.seq.desc()).execution_options(yield_per=100)
    if before is not None:
        query = query.where(Event.at_utc < instant_text(before))
    return next(_read(session, query), None)


def looks_between(session: Session, actions: Sequence[str], start: datetime, end: datetime) -> list[Look]:
    """All from one instant up to another, in order."""
    spans = (Event.at_utc >= instant_text(start), Event.at_utc < instant_text(end))
    return list(_read(session, _looks(actions).where(*spans).order_by(Event.seq)))


def began(session: Session) -> datetime | None:
    """When the store was made."""
    at = session.scalar(select(Event.at_utc).order_by(Event.seq).limit(1))
    return datetime.fromisoformat(at) if at else None


def unsorted(session: Session) -> tuple[int, datetime | None]:
    """How many messages nobody has sorted yet, and when the oldest of them was received."""
    count, oldest = session.execute(
        select(func.count(), func.min(Message.received_at)).where(Message.state == "new")
    ).one()
    return count, oldest


def taken_in(session: Session, ids: Sequence[int]) -> list[tuple[datetime, datetime]]:
    """When each of these messages was received, and when it was taken in."""
    query = select(Message.received_at, Message.added_at).where(filters.among(Message.id, ids))
    return [(received, added) for received, added in session.execute(query)]


def _looks(actions: Sequence[str]) -> Select[Any]:
    tags = [*actions, *(f"{way}.{action}" for way in _WAYS for action in actions)]
    return select(Event.at_utc, Event.actor, Event.action, Event.payload).where(Event.action.in_(tags))


def _read(session: Session, query: Select[Any]) -> Iterator[Look]:
    for at, actor, tag, payload in session.execute(query):
        way, _, act = tag.partition(".")
        action = act if way in _WAYS else tag
        if action not in _FROM_A_MESSAGE or payload.get("message") or payload.get("messages"):
            count = _WAYS.get(way, 1) * int(payload.get("count", 1))
            yield Look(datetime.fromisoformat(at), actor, action, count, tuple(payload.get("added", ())))
