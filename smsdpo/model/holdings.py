"""What the sources hold about people: a row per record, its fields as typed JSON, rule-bearing dates as columns."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Versioned


class Record(Versioned, Base):
    """One piece of data about one person from one source. `payload` is checked at the door by the category's fields."""

    __tablename__ = "record"
    __kind__ = "record"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    category: Mapped[str]
    row_key: Mapped[str]
    """Hash of the source's own key, or of the fields that make the row itself: the same row twice is one record."""
    row_hash: Mapped[str]
    """Hash of the whole content: a row that came again unchanged is left alone."""
    payload: Mapped[dict[str, Any]]
    """Field key (or the file's own header) to text; days as `2026-11-22`."""
    provenance: Mapped[dict[str, Any]]
    """Field key to `provided`, `observed` or `derived`; `*` is for the fields not named (P85)."""
    recorded_on: Mapped[date | None]
    last_engaged_on: Mapped[date | None]
    agreed_until: Mapped[date | None]
    kept_until: Mapped[date | None]
    """Worked out in Python when written, so that a sweep is one index scan (performance.md, f)."""
    kept_note: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    gone: Mapped[bool]
    """No longer in the source when it was last imported whole."""

    __table_args__ = (
        UniqueConstraint("source_id", "category", "row_key"),
        Index("ix_record_kept_until", "kept_until", sqlite_where=text("kept_until IS NOT NULL")),
    )
