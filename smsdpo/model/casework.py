"""What belongs to a request beside its clocks: its written-down details, links to others, holds, colleagues' tasks."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Versioned


class CaseDetail(Base):
    """One field of the request's type (`domain.case_fields`), as checked text; there only while it is filled."""

    __tablename__ = "case_detail"
    __kind__ = "request"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str]
    changed_at: Mapped[datetime]

    # Days that come back by themselves are looked up by key and day.
    __table_args__ = (Index("ix_case_detail_key_value", "key", "value"), {"sqlite_with_rowid": False})


class RequestLink(Base):
    """Two requests that belong together; `kind` says how (`domain.links`): the second is the older or the survivor."""

    __tablename__ = "request_link"
    __kind__ = "request"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
    kind: Mapped[str]


class Hold(Versioned, Base):
    """Stops every deletion of a person's data, or of a customer's, until it is released with a reason (R31, P75)."""

    __tablename__ = "hold"
    __kind__ = "hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    ground: Mapped[str]
    reason: Mapped[str]
    raised_at: Mapped[datetime]
    raised_by: Mapped[str]
    released_at: Mapped[datetime | None]
    released_because: Mapped[str]


class HolderTask(Versioned, Base):
    """A colleague's part of a search: who was asked about which source, when reminded, what came back (N32)."""

    __tablename__ = "holder_task"
    __kind__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    colleague: Mapped[str]
    email: Mapped[str]
    asked_on: Mapped[date]
    chased_on: Mapped[list[str]]
    """Days of the reminders, ISO, oldest first."""
    next_chase: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str]

    __table_args__ = (Index("ix_holder_task_next_chase", "next_chase"),)
