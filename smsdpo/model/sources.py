"""The register of sources: which systems and files hold personal data, and what was brought in from them when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Versioned

OFFICE_LOG = "Requests to the office"
"""The built-in source: the office's own case log is searched like any other (P19)."""


class Source(Versioned, Base):
    """A system or file, with what an access letter must state about it (P5, P50, P86)."""

    __tablename__ = "source"
    __kind__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    """The name folded: `CRM` and `crm ` are one source."""
    owner: Mapped[str]
    purpose: Mapped[str]
    basis: Mapped[str]
    recipients: Mapped[str]
    retention: Mapped[str]
    encrypted: Mapped[str]
    built_in: Mapped[bool]
    created_at: Mapped[datetime]
    last_import: Mapped[date | None]


class ImportBatch(Base):
    """One import: what was read, by which mapping, and what came of it. Never holds the rows themselves."""

    __tablename__ = "import_batch"
    __kind__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    file: Mapped[str]
    sha256: Mapped[str]
    category: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    rows: Mapped[int]
    records: Mapped[int]
    people_new: Mapped[int]
    people_matched: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    blocked: Mapped[int]
