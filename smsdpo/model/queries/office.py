"""Reads about the office itself: what it has settled and by whom, and how much it holds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from smsdpo.model.audit import Event
from smsdpo.model.base import instant_text
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


def changers(session: Session, given: Mapping[str, datetime]) -> dict[str, str]:
    """Who gave each of these settings the value it has, by when it was given: a later change was undone."""
    query = select(Event.at_utc, Event.payload, Event.actor).where(
        Event.about.in_(["", *given]), Event.action == "setting.change"
    )
    made: dict[str, str] = {}
    for at_utc, payload, actor in session.execute(query.order_by(Event.seq)):
        made |= {key: actor for key in payload["keys"] if key in given and at_utc <= instant_text(given[key])}
    return made


def counts(session: Session) -> dict[str, int]:
    """How many people, records, requests and messages there are."""
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in _COUNTED.items()}
