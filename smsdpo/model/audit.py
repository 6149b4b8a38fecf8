"""The trail: one line per operation, each sealed with a keyed hash over itself and the line before it."""

import hashlib
import hmac
from collections.abc import Callable
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
    seq, at_utc, kept = last.seq + 1, instant_text(at), json_text(payload)
    mac = _mac(key, seq, at_utc, actor, action, about, kept, last.mac)
    # Past the mapper: a line is written at every operation, and never read back as an object in it.
    execute = session.connection().exec_driver_sql
    execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (seq, at_utc, actor, action, about, kept, last.mac, mac)
    )
    if reason:
        execute("INSERT INTO event_reason VALUES (?, ?)", (seq, reason))
    return Head(seq, mac, at_utc)


def head(session: Session) -> Head:
    """The last line of the store's own trail."""
    row = session.connection().exec_driver_sql("SELECT seq, mac, at_utc FROM event ORDER BY seq DESC LIMIT 1").first()
    return Head(*row) if row else Head()


def mac_at(session: Session, seq: int) -> str | None:
    """The seal of one line."""
    return session.execute(text("SELECT mac FROM event WHERE seq = :seq"), {"seq": seq}).scalar()


def _mac(key: bytes, seq: int, at: str, actor: str, action: str, about: str, payload: str, prev: str) -> str:
    """Each part carries its length, so that no two different lines give the same text (performance.md, i)."""
    line = f"{seq}:".encode()
    for part in (at, actor, action, about, payload):
        raw = part.encode()
        line += f"{len(raw)}:".encode() + raw
    return hmac.digest(key, line + prev.encode(), "sha256").hex()


# The same text as in `_mac`, put together where the line lies: twice as fast as fetching its parts.
_LINES = (
    "SELECT seq, mac, CAST(seq || ':'"
    " || octet_length(at_utc) || ':' || at_utc"
    " || octet_length(actor) || ':' || actor"
    " || octet_length(action) || ':' || action"
    " || octet_length(about) || ':' || about"
    " || octet_length(payload) || ':' || payload"
    " || prev AS BLOB) FROM event ORDER BY seq"
)


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
    noted = {one.seq: one.mac for one in heads if one.seq}
    inner, outer = _keyed(key)
    expected, prev = 1, START
    for seq, mac, line in _lines(session):
        # One line costs two microseconds here, so nothing is called or fetched that need not be.
        inside, outside = inner.copy(), outer.copy()
        inside.update(line)
        outside.update(inside.digest())
        if seq != expected or outside.hexdigest() != mac or line[-64:] != prev.encode() or noted.get(seq, mac) != mac:
            sealed = outside.hexdigest() == mac and line[-64:] == prev.encode()
            why = _why(missing=seq != expected, sealed=sealed)
            return Verdict(expected - 1, Head(expected - 1, prev), expected, why)
        expected, prev = seq + 1, mac
        if progress and not seq % LINES_BETWEEN_REPORTS:
            progress(seq, total)
    last = Head(expected - 1, prev)
    if noted and max(noted) >= expected:
        return Verdict(last.seq, last, expected, f"the trail once reached line {max(noted)}: its end was cut off")
    return _verify_reasons(session, key, last)


def _why(*, missing: bool, sealed: bool) -> str:
    if missing:
        return "a line is missing from the middle of the trail"
    if sealed:
        return "the line is not the one that was noted outside the store"
    return "the line was changed after it was written"


def _keyed(key: bytes) -> tuple[Any, Any]:
    """HMAC (RFC 2104) spelt out: the key is worked in once, not once a line, which is half of the work."""
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    return inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))


def _lines(session: Session) -> Any:
    """Straight from the driver: a million lines pass here, and nothing else may happen to them."""
    connection: Any = session.connection().connection.dbapi_connection
    return connection.execute(_LINES)


def _verify_reasons(session: Session, key: bytes, last: Head) -> Verdict:
    """Words still kept must be the words given; erased ones are no fault."""
    rows = session.execute(
        text("SELECT event.seq, payload, reason FROM event_reason JOIN event USING (seq) ORDER BY event.seq")
    )
    for seq, payload, reason in rows:
        if f'"reason":"{keyed_hash(key, reason)}"' not in payload:
            return Verdict(seq - 1, last, seq, "the reason given for it was changed afterwards")
    return Verdict(last.seq, last)
