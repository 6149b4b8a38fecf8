"""What the desk keeps for itself: steps that can be taken back, drafts, own views, what was opened last, counters."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Payload


class UndoStep(Base):
    """One operation that can be taken back: its tag, what it was about, and how many things it touched.

    `state` is `done` or `undone`; a step that can no longer be taken back is removed. Forgotten when the office closes
    for good, kept while it is only locked.
    """

    __tablename__ = "undo_step"
    __kind__ = "undo"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    tag: Mapped[str]
    about: Mapped[str]
    count: Mapped[int]
    state: Mapped[str]


class UndoRow(Base):
    """A row that a step changed: as it was (none: it was added) and as the step left it (none: it was removed)."""

    __tablename__ = "undo_row"

    table: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    """Its primary key as a JSON list."""
    step_id: Mapped[int] = mapped_column(ForeignKey("undo_step.id", ondelete="CASCADE"), primary_key=True, index=True)
    before: Mapped[str | None]
    after: Mapped[str | None]

    # A row lies beside itself in other steps: those of the same version are found there when one is taken back.
    __table_args__ = ({"sqlite_with_rowid": False},)


class Draft(Base):
    """What was typed and not yet used: place, what it is about (a reference, `message:12`), field."""

    __tablename__ = "draft"

    place: Mapped[str] = mapped_column(Text, primary_key=True)
    about: Mapped[str] = mapped_column(Text, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str]
    saved_at: Mapped[datetime]

    __table_args__ = ({"sqlite_with_rowid": False},)


class SavedView(Base):
    """A view of a list under a name of the user's own: filter, order and columns."""

    __tablename__ = "saved_view"
    __kind__ = "view"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    name: Mapped[str]
    spec: Mapped[dict[str, Any]] = mapped_column(Payload)
    made_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("place", "name"),)


class Recent(Base):
    """What was opened last: `what` is `person` or `request`, `key` the id or the reference."""

    __tablename__ = "recent"

    what: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_recent_at", "at"), {"sqlite_with_rowid": False})


class Counter(Base):
    """A number that only rises, so that a reference given once is never given again, not even after an undo."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[int]
