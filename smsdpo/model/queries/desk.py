"""What the desk keeps for itself: drafts, own views, what was opened last; and the narrow way they are written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import sqlcipher3.dbapi2 as cipher
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from smsdpo.core.errors import Fault
from smsdpo.domain.records.desk import RecentItem, ViewCard
from smsdpo.model.desk import Draft, Recent, SavedView
from smsdpo.model.people import Person
from smsdpo.model.requests import Request

JOTTINGS = frozenset({Draft.__tablename__, Recent.__tablename__})
"""The only tables that may be written without an operation and its line in the trail."""
_READS = frozenset({cipher.SQLITE_SELECT, cipher.SQLITE_READ, cipher.SQLITE_FUNCTION, cipher.SQLITE_RECURSIVE})
_WRITES = frozenset({cipher.SQLITE_INSERT, cipher.SQLITE_UPDATE, cipher.SQLITE_DELETE})


@contextmanager
def jottings_only(session: Session) -> Iterator[None]:
    """While it lasts SQLite itself refuses to write any table but `JOTTINGS`, or to do anything else to the store."""
    connection: Any = session.connection().connection.dbapi_connection
    connection.set_authorizer(_may)
    try:
        yield
        session.flush()
    except DatabaseError as error:
        if "not authorized" in str(error.orig):
            raise Fault("something other than a draft was to be written without an operation") from None
        raise
    finally:
        connection.set_authorizer(None)


def _may(act: int, table: str | None, *_rest: object) -> int:
    allowed = act in _READS or (act in _WRITES and table in JOTTINGS)
    return int(cipher.SQLITE_OK if allowed else cipher.SQLITE_DENY)


# --- drafts -----------------------------------------------------------------------------------------------------------


def draft(session: Session, place: str, about: str) -> dict[str, str]:
    """The fields of one draft."""
    return {row.field: row.text for row in session.scalars(select(Draft).where(*_of(place, about)))}


def keep_draft(session: Session, place: str, about: str, fields: Mapping[str, str], now: datetime) -> None:
    """Write these fields; an empty one goes, the others of the draft stay."""
    for field, words in fields.items():
        if words:
            session.merge(Draft(place=place, about=about, field=field, text=words, saved_at=now))
        else:
            session.execute(delete(Draft).where(*_of(place, about), Draft.field == field))


def drop_draft(session: Session, place: str, about: str) -> None:
    """Forget a draft."""
    session.execute(delete(Draft).where(*_of(place, about)))


def forget_old_drafts(session: Session, before: datetime, most: int) -> int:
    """Forget what nobody came back to, and beyond `most` fields what is oldest. How many."""
    old = delete(Draft).where(Draft.saved_at < before)
    gone = int(session.execute(old).rowcount)  # type: ignore[attr-defined]
    for row in session.scalars(select(Draft).order_by(Draft.saved_at.desc(), Draft.place, Draft.about).offset(most)):
        session.delete(row)
        gone += 1
    return gone


def _of(place: str, about: str) -> list[ColumnElement[bool]]:
    return [Draft.place == place, Draft.about == about]


# --- what was opened last ---------------------------------------------------------------------------------------------


def note_recent(session: Session, what: str, key: str, now: datetime, most: int) -> None:
    """Put it first, and forget all of its kind but the last `most`."""
    last = session.scalar(select(func.max(Recent.at)))
    # A clock that stands still or was set back must not mix up the order.
    session.merge(Recent(what=what, key=key, at=max(now, last + timedelta(microseconds=1)) if last else now))
    session.flush()
    for row in session.scalars(select(Recent).where(Recent.what == what).order_by(Recent.at.desc()).offset(most)):
        session.delete(row)


def last_opened(session: Session, limit: int) -> list[RecentItem]:
    """The last ones that are still there, the newest first."""
    rows = session.scalars(select(Recent).order_by(Recent.at.desc()))
    items = (_person(session, row.key) if row.what == "person" else _request(session, row.key) for row in rows)
    return [item for item in items if item is not None][:limit]


def _person(session: Session, key: str) -> RecentItem | None:
    row = session.get(Person, int(key)) if key.isdecimal() else None
    return RecentItem("person", key, row.name) if row else None


def _request(session: Session, key: str) -> RecentItem | None:
    row = session.scalar(select(Request).where(Request.reference == key))
    return RecentItem("request", key, row.reference, row.recipient_name) if row else None


# --- own views --------------------------------------------------------------------------------------------------------


def views_of(session: Session, place: str) -> list[ViewCard]:
    """The own views of a list, by name."""
    query = select(SavedView).where(SavedView.place == place).order_by(func.lower(SavedView.name), SavedView.id)
    return [ViewCard(row.id, row.place, row.name, row.spec) for row in session.scalars(query)]


def view_named(session: Session, place: str, name: str) -> SavedView | None:
    """The view of this name, however its letters are written."""
    rows = session.scalars(select(SavedView).where(SavedView.place == place))
    return next((row for row in rows if row.name.casefold() == name.casefold()), None)


def view(session: Session, number: int) -> SavedView | None:
    """A view by its id."""
    return session.get(SavedView, number)
