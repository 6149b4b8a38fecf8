"""Requests: one right or duty, one person, its clocks, what was found and decided."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.domain.identifiers import fold
from smsdpo.model.base import Base, Versioned


class Request(Versioned, Base):
    """A case. The dates are worked out by `domain.deadlines` and stored, so that lists sort and filter in SQL."""

    __tablename__ = "request"
    __kind__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    state: Mapped[str]
    waiting_for: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"))
    """The entry of the office's own log, which is searched like any other source (P19)."""
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    channel: Mapped[str]
    restated: Mapped[str]
    nation: Mapped[str]
    policy_version: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    policy_due: Mapped[date | None]
    statutory_due: Mapped[date | None]
    statutory_state: Mapped[str]
    effective_due: Mapped[date | None]
    act_by: Mapped[date | None]
    decided_by: Mapped[str]
    working: Mapped[list[str]]
    due_instant: Mapped[datetime | None]
    sequence: Mapped[int]
    """Rises whenever the dates move: the SEQUENCE of the calendar file (RFC 5545)."""

    settled: Mapped[str]
    settled_note: Mapped[str]
    outcome: Mapped[str]
    outcome_note: Mapped[str]
    password_by: Mapped[str]
    """The other channel by which the archive's password goes."""
    released_at: Mapped[datetime | None]
    released_how: Mapped[str]
    recipient_name: Mapped[str]
    recipient_email: Mapped[str]
    recipient_postal: Mapped[list[str]]
    doc: Mapped[str]
    """Reference and person's name, folded, for the list's filter."""
    sort_name: Mapped[str] = mapped_column(server_default="")
    """The person's name, folded, by which the list is sorted."""
    assignee: Mapped[str] = mapped_column(server_default="")
    """Who in the office works on it, by name; empty while nobody does."""
    tags: Mapped[str] = mapped_column(server_default="")
    """The office's own words for it, between spaces."""

    # One for each order of the list, with the state, so that it is filtered without reading the rows themselves.
    __table_args__ = (
        Index("ix_request_state_effective_due", "state", "effective_due", "id", "assignee"),
        Index("ix_request_effective_due", "effective_due", "id", "state"),
        Index("ix_request_received_at", "received_at", "id", "state"),
        Index("ix_request_received_on", "received_on"),
        Index("ix_request_id_state", "id", "state"),
        Index("ix_request_sort_name", "sort_name", "id", "state"),
        Index("ix_request_type", "type", "effective_due", "id", "state"),
        Index("ix_request_assignee", "assignee", "effective_due", "id", "state"),
        Index("ix_request_doc", "doc", "state", "effective_due"),
        Index("ix_request_tags", "tags", sqlite_where=text("tags != ''")),
    )

    def name_after(self, name: str) -> None:
        """Set what the list finds and sorts it by, from the person's name."""
        self.sort_name = fold(name)
        self.doc = f"{fold(self.reference)} {self.sort_name}"


class RequestMessage(Base):
    """Which messages belong to a request: the one it arose from (`origin`) and later ones (`reply`)."""

    __tablename__ = "request_message"
    __kind__ = "request"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True, index=True)
    role: Mapped[str]


class RequestEvent(Base):
    """Something that moved a clock; never changed, never removed."""

    __tablename__ = "request_event"
    __kind__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]


class IdentityRow(Base):
    """What was checked to know the person: what was seen, never a copy of it (R4)."""

    __tablename__ = "identity_check"
    __kind__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    method: Mapped[str]
    seen: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class SearchRow(Base):
    """What one source answered for a request (R11, N16); searched again, the newer answer replaces the older."""

    __tablename__ = "source_search"
    __kind__ = "request"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    outcome: Mapped[str]
    found: Mapped[int]
    terms: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]


class Finding(Versioned, Base):
    """A record found for a request and what was decided about it."""

    __tablename__ = "finding"
    __kind__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    why: Mapped[str]
    decision: Mapped[str]
    reason: Mapped[str]
    redactions: Mapped[list[str]]
    others: Mapped[list[str]]
    row_hash: Mapped[str]
    """The record as it was when it was decided: a record that changed since must be decided again."""

    __table_args__ = (
        UniqueConstraint("request_id", "record_id"),
        Index("ix_finding_request_id_decision", "request_id", "decision"),
    )


class HolidayOverride(Base):
    """A bank holiday announced after the published lists, or taken back; `name` is empty where it is a working day."""

    __tablename__ = "holiday_override"
    __kind__ = "holiday"

    nation: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    recorded_at: Mapped[datetime]
