"""Reads about the office itself: what it has settled and by whom, and how much it holds."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from smsdpo.model.audit import Event
from smsdpo.model.holdings import Record
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.model.settings import SettingRow

_COUNTED = {"people": Person, "records": Record, "requests": Request, "messages": Message}


def settled(session: Session) -> dict[str, tuple[Any, datetime]]:
    """Settings that differ from their default: the value, and when it was given."""
    return {row.key: (row.value, row.changed_at) for row in session.scalars(select(SettingRow))}


def last_changers(session: Session, keys: Collection[str]) -> dict[str, str]:
    """Who changed each of these settings last by itself; a line about several at once names none of them."""
    query = select(Event.about, Event.actor).where(Event.about.in_(keys), Event.action == "setting.change")
    changers: dict[str, str] = dict(session.execute(query.order_by(Event.seq)).all())
    return changers


def counts(session: Session) -> dict[str, int]:
    """How many people, records, requests and messages there are."""
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in _COUNTED.items()}
