"""Messages as they came in, and what they seem to ask for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Table, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from smsdpo.model.base import Base, Versioned
from smsdpo.model.session import Session

Row = dict[str, Any]


class Message(Versioned, Base):
    """One e-mail or typed note. The bytes as they came lie sealed in `blob`; the rest was read from them."""

    __tablename__ = "message"
    __kind__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    blob_id: Mapped[str] = mapped_column(ForeignKey("blob.id"))
    sha256: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str] = mapped_column(index=True)
    content_key: Mapped[str] = mapped_column(index=True)
    in_reply_to: Mapped[str]
    references: Mapped[list[str]]
    file: Mapped[str]
    size: Mapped[int]
    from_name: Mapped[str]
    from_address: Mapped[str] = mapped_column(index=True)
    reply_to: Mapped[str]
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    quoted: Mapped[list[Any]]
    header_date: Mapped[str]
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    received_note: Mapped[str]
    added_at: Mapped[datetime]
    language: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str]
    suggested: Mapped[str]
    answer_by: Mapped[date | None]
    state: Mapped[str]
    reason: Mapped[str]
    doc: Mapped[str]
    """Sender and subject, folded, for the inbox's filter."""
    assignee: Mapped[str] = mapped_column(server_default="")
    """Who in the office sees to it, by name; empty while nobody does."""
    tags: Mapped[str] = mapped_column(server_default="")
    """The office's own words for it, between spaces."""

    suggestions: Mapped[list["SuggestionRow"]] = relationship(order_by="SuggestionRow.score.desc()")
    attachments: Mapped[list["Attachment"]] = relationship(order_by="Attachment.id")

    # One for each order of the inbox, with the state, so that it is filtered without reading whole messages.
    __table_args__ = (
        Index("ix_message_state_received_at", "state", "received_at"),
        Index("ix_message_state_answer_by", "state", "answer_by", "id", "assignee"),
        Index("ix_message_received_at", "received_at", "id", "state"),
        Index("ix_message_received_on", "received_on"),
        Index("ix_message_answer_by", "answer_by", "id", "state"),
        Index("ix_message_doc", "doc", "id", "state"),
        Index("ix_message_subject", "subject", "id", "state"),
        Index("ix_message_suggested", "suggested", "received_at", "id", "state"),
        Index("ix_message_assignee", "assignee", "received_at", "id", "state"),
        Index("ix_message_tags", "tags", sqlite_where=sql("tags != ''")),  # most bear none
    )


class SuggestionRow(Base):
    """A request type a message seems to ask for; `because` is a list of [text, start, end, rule]."""

    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    type: Mapped[str]
    score: Mapped[float]
    asks: Mapped[bool]
    because: Mapped[list[Any]]


class Attachment(Base):
    """An attachment, sealed; its name is cleaned for showing, `original_name` is what the sender wrote."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    blob_id: Mapped[str | None] = mapped_column(ForeignKey("blob.id"))
    name: Mapped[str]
    original_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    note: Mapped[str]


class NewMessages:
    """The rows of a batch of messages, written together: an object for each would cost several times as much.

    Every row names all of its columns but its `id`; those of the message itself are set here.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.next_id = (session.scalar(select(func.max(Message.id))) or 0) + 1
        """The id of the next message."""
        self._messages: list[Row] = []
        self._suggestions: list[Row] = []
        self._attachments: list[Row] = []

    def add(self, message: Row, suggestions: Sequence[Row], attachments: Sequence[Row]) -> int:
        """Keep for `write`; their sealed contents are to be in the store before that."""
        number = self.next_id
        self.next_id += 1
        self._messages.append({"id": number, **message})
        self._suggestions += ({"message_id": number, **row} for row in suggestions)
        self._attachments += ({"message_id": number, **row} for row in attachments)
        return number

    def write(self) -> None:
        """One statement a table."""
        tables = ((Message, self._messages), (SuggestionRow, self._suggestions), (Attachment, self._attachments))
        for family, rows in tables:
            if rows:
                table = family.__table__
                assert isinstance(table, Table)  # noqa: S101 - the mapper's type is wider than what it holds
                self._session.connection().execute(insert(table), rows)
