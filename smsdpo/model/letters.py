"""What left the office for a request: letters and exports, with the text, version and hashes they were made with."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base


class Letter(Base):
    """A letter. The recipient is bound when it is approved; the PDF lies sealed in `blob`, byte for byte as printed."""

    __tablename__ = "letter"
    __kind__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    code: Mapped[str]
    title: Mapped[str]
    template_version: Mapped[str]
    template_text: Mapped[str]
    fields: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    pages: Mapped[int]
    sha256: Mapped[str]
    blob_id: Mapped[str] = mapped_column(ForeignKey("blob.id"))
    recipient: Mapped[dict[str, Any]]
    approved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_how: Mapped[str]


LEFT_AT = func.coalesce(Letter.sent_at, Letter.made_at)
"""When a letter left: as somebody noted, else when it was made."""


class Export(Base):
    """A subject export, bound to the person it was built for; what was disclosed is kept sealed (ICO-log)."""

    __tablename__ = "export"
    __kind__ = "export"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    built_for: Mapped[str]
    made_at: Mapped[datetime]
    records: Mapped[int]
    redacted: Mapped[int]
    withheld: Mapped[int]
    files: Mapped[dict[str, Any]]
    """File name to SHA-256."""
    blob_id: Mapped[str] = mapped_column(ForeignKey("blob.id"))
    """The archive; the workbook holds the same content."""
