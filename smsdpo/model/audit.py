"""The trail: one line per operation, each sealed with a keyed hash over itself and the line before it."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from smsdpo.model.base import Base, Payload, instant_text, json_text

START = "0" * 64
"""What the first line has before it."""
LINES_BETWEEN_REPORTS = 10_000


class Event(Base):
    """A line of the trail. `about` is a reference or id, `payload` holds ids, counts and keyed hashes: never names,
    so that an erasure never has to touch the trail (security.md, 4.4)."""

    __tablename__ = "event"
    __kind__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_utc: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    about: Mapped[str]
    payload: Mapped[Any] = mapped_column(Payload)
    prev: Mapped[str] = mapped_column(Text)
    mac: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_event_about_seq", "about", "seq"),)


class EventReason(Base):
    """The words given as reason for an operation. They may speak of a person, so they can be erased; the line in the
    trail keeps their keyed hash, which shows whether words that are still here are the ones that were given."""

    __tablename__ = "event_reason"

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    reason: Mapped[str]


TRIGGERS_DDL = (
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END",
    "CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the trail is never shortened'); END",
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of the trail at some moment; kept outside the store as well, so that a cut tail is noticed."""

    seq: int = 0
    mac: str = START
    at: str = ""

    @property
    def code(self) -> str:
        """Short enough for a letter's footer: number and eight digits."""
        return f"{self.seq}-{self.mac[:8].upper()}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier found: how many lines hold, the first that does not, and why."""

    entries: int
    head: Head
    first_broken: int | None = None
    why: str = ""


def keyed_hash(key: bytes, words: str) -> str:
    """A hash that only this office can make: to recognise a value without keeping it."""
    return hmac.digest(key, words.encode("utf-8", "surrogatepass"), "sha256").hex()


def append(
    session: Session,
    key: bytes,
    *,
    at: datetime,
    actor: str,
    action: str,
    about: str,
    payload: dict[str, Any],
    reason: str,
) -> Head:
    """Add a line inside the caller's transaction; if it cannot be written, neither is what it speaks of."""
    last = head(session)
    if reason:
        payload = {**payload, "reason": keyed_hash(key, reason)}
    seq, at_utc = last.seq + 1, instant_text(at)
    mac = _mac(key, seq, at_utc, actor, action, about, json_text(payload), last.mac)
    session.add(
        Event(seq=seq, at_utc=at_utc, actor=actor, action=action, about=about, payload=payload, prev=last.mac, mac=mac)
    )
    session.flush()
    if reason:
        session.add(EventReason(seq=seq, reason=reason))
        session.flush()
    return Head(seq, mac, at_utc)


def head(session: Session) -> Head:
    """The last line of the store's own trail."""
    row = session.execute(text("SELECT seq, mac, at_utc FROM event ORDER BY seq DESC LIMIT 1")).first()
    return Head(*row) if row else Head()


def mac_at(session: Session, seq: int) -> str | None:
    """The seal of one line."""
    return session.execute(text("SELECT mac FROM event WHERE seq = :seq"), {"seq": seq}).scalar()


def _mac(key: bytes, seq: int, at: str, actor: str, action: str, about: str, payload: str, prev: str) -> str:
    """Each part carries its length, so that no two different lines give the same text (performance.md, i)."""
    line = (
        f"{seq}:{len(at)}:{at}{len(actor)}:{actor}{len(action)}:{action}"
        f"{len(about)}:{about}{len(payload)}:{payload}{prev}"
    )
    return hmac.digest(key, line.encode("utf-8", "surrogatepass"), "sha256").hex()


def verify(
    session: Session,
    key: bytes,
    heads: list[Head],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Verdict:
    """Go through the whole trail and name the first line that does not hold.

    `heads` are the ends of the trail as noted outside the store: a store that ends before one of them was cut or
    is an old copy, and one that has another line at its place was rewritten, even by somebody who holds the key.
    """
    total = head(session).seq
    expected, prev, noted = 1, START, {one.seq: one.mac for one in heads if one.seq}
    last = Head()
    for seq, at, actor, action, about, payload, said_prev, mac in _lines(session):
        if seq != expected:
            return Verdict(expected - 1, last, expected, "a line is missing from the middle of the trail")
        if said_prev != prev or mac != _mac(key, seq, at, actor, action, about, payload, prev):
            return Verdict(expected - 1, last, seq, "the line was changed after it was written")
        if noted and noted.get(seq, mac) != mac:
            return Verdict(expected - 1, last, seq, "the line is not the one that was noted outside the store")
        last, prev, expected = Head(seq, mac, at), mac, seq + 1
        if progress and not seq % LINES_BETWEEN_REPORTS:
            progress(seq, total)
    if noted and max(noted) >= expected:
        return Verdict(last.seq, last, expected, f"the trail once reached line {max(noted)}: its end was cut off")
    return _verify_reasons(session, key, last)


def _lines(session: Session) -> Iterator[tuple[int, str, str, str, str, str, str, str]]:
    """Straight from the driver: a million lines pass here, and nothing else may happen to them."""
    connection: Any = session.connection().connection.dbapi_connection
    cursor = connection.execute("SELECT seq, at_utc, actor, action, about, payload, prev, mac FROM event ORDER BY seq")
    try:
        yield from cursor
    finally:
        cursor.close()


def _verify_reasons(session: Session, key: bytes, last: Head) -> Verdict:
    """Words still kept must be the words given; erased ones are no fault."""
    rows = session.execute(
        text("SELECT event.seq, payload, reason FROM event_reason JOIN event USING (seq) ORDER BY event.seq")
    )
    for seq, payload, reason in rows:
        if f'"reason":"{keyed_hash(key, reason)}"' not in payload:
            return Verdict(seq - 1, last, seq, "the reason given for it was changed afterwards")
    return Verdict(last.seq, last)
