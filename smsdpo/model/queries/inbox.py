"""Reads of messages: one whole, duplicates, which request it belongs to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from smsdpo.domain import deadlines, request_types
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.domain.records.mail import AttachmentCard, Because, MessageFile, PersonMatch, Suggestion
from smsdpo.domain.sameness import COMPARED
from smsdpo.model.messages import Attachment, Message
from smsdpo.model.requests import Request, RequestMessage

_MOST_NAMESAKES = 1_000
"""Whoever floods the inbox under one Message-ID shall not make every further message dearer."""


def message_file(
    session: Session, message_id: int, matches: Sequence[PersonMatch], reply_to: str, today: date, days: WorkingDays
) -> MessageFile | None:
    """One message with everything that is shown of it."""
    row = session.get(Message, message_id)
    if row is None:
        return None
    found = session.execute(message_cards().where(Message.id == message_id)).one()
    return MessageFile(
        card=message_card(found, today, days),
        to=row.to,
        text=row.text,
        quoted=tuple((start, end) for start, end in row.quoted),
        date_note=row.received_note,
        header_date=row.header_date,
        suggestions=suggestions_of(row),
        attachments=tuple(_attachment(item) for item in row.attachments),
        matches=tuple(matches),
        reply_to_request=reply_to,
        sha256=row.sha256,
        size=row.size,
        reason=row.reason,
        note=row.note,
        blob=row.blob_id,
    )


def suggestions_of(row: Message) -> tuple[Suggestion, ...]:
    """What the message seems to ask for, best first."""
    return tuple(
        Suggestion(item.type, item.score, tuple(Because(*because) for because in item.because), item.asks)
        for item in row.suggestions
    )


def same_bytes(session: Session, hashes: Collection[str]) -> dict[str, int]:
    """Of these SHA-256 those the office has, each with its message."""
    query = select(Message.sha256, Message.id).where(Message.sha256.in_(hashes))
    known: dict[str, int] = dict(session.execute(query).all())
    return known


def same_contents(session: Session, keys: Collection[str]) -> dict[str, int]:
    """Of these content keys (same words and attachments, sent the same day) those known, with the first message."""
    query = select(Message.content_key, func.min(Message.id)).where(Message.content_key.in_(keys))
    known: dict[str, int] = dict(session.execute(query.group_by(Message.content_key)).all())
    return known


def same_message_ids(session: Session, message_ids: Collection[str]) -> list[tuple[str, int, str, str, int]]:
    """The messages that bear one of these: Message-ID, message, sender, text and how many attachments; first first."""
    attached = select(func.count()).where(Attachment.message_id == Message.id).scalar_subquery()
    query = (
        select(Message.message_id, Message.id, Message.from_address, func.substr(Message.text, 1, COMPARED), attached)
        .where(Message.message_id.in_(message_ids))
        .order_by(Message.id)
        .limit(_MOST_NAMESAKES)
    )
    return [(name, row, sender, text, number) for name, row, sender, text, number in session.execute(query)]


def references_known(session: Session, references: Sequence[str]) -> list[tuple[str, str]]:
    """Of these references those that exist, each with the e-mail address its answer goes to."""
    if not references:
        return []
    query = select(Request.reference, Request.recipient_email).where(Request.reference.in_(references))
    return [(reference, email) for reference, email in session.execute(query)]


def request_of_messages(session: Session, message_ids: Sequence[str]) -> str:
    """The request to which one of these Message-IDs belongs, or nothing."""
    named = [message_id for message_id in message_ids if message_id]
    if not named:
        return ""
    query = (
        select(Request.reference)
        .join(RequestMessage, RequestMessage.request_id == Request.id)
        .join(Message, Message.id == RequestMessage.message_id)
        .where(Message.message_id.in_(named))
        .limit(1)
    )
    return session.scalar(query) or ""


def origin_of(session: Session, request_id: int) -> Message | None:
    """The message a request arose from."""
    query = (
        select(Message)
        .join(RequestMessage, RequestMessage.message_id == Message.id)
        .where(RequestMessage.request_id == request_id, RequestMessage.role == "origin")
    )
    return session.scalar(query)


def requests_of_message(session: Session, message_id: int) -> list[Request]:
    """Every request that the message belongs to."""
    query = select(Request).join(RequestMessage, RequestMessage.request_id == Request.id)
    return list(session.scalars(query.where(RequestMessage.message_id == message_id).order_by(Request.id)))


def attachments_of(session: Session, message_id: int) -> list[Attachment]:
    """What came with a message."""
    return list(session.scalars(select(Attachment).where(Attachment.message_id == message_id).order_by(Attachment.id)))


def attachments_of_request(session: Session, request_id: int) -> tuple[AttachmentCard, ...]:
    """What came with any message of a request and is still kept."""
    query = select(Attachment).join(RequestMessage, RequestMessage.message_id == Attachment.message_id)
    wanted = (RequestMessage.request_id == request_id, Attachment.blob_id.is_not(None))
    return tuple(_attachment(one) for one in session.scalars(query.where(*wanted).order_by(Attachment.id)))


def message_cards() -> Select[*tuple[Any, ...]]:
    """The stored columns of a `MessageCard`, in its order, its tags last: a list never loads the texts."""
    request = (
        select(Request.reference)
        .join(RequestMessage, RequestMessage.request_id == Request.id)
        .where(RequestMessage.message_id == Message.id)
        .limit(1)
        .scalar_subquery()
    )
    return select(
        Message.id,
        Message.received_on,
        Message.received_at,
        Message.from_name,
        Message.from_address,
        Message.subject,
        Message.language,
        Message.suggested,
        Message.answer_by,
        Message.state,
        func.coalesce(request, ""),
        Message.assignee,
        Message.tags,
    )


def message_card(row: Row[*tuple[Any, ...]], today: date, days: WorkingDays) -> MessageCard:
    """The line of a list from these columns: how much time is left is told until somebody has seen to it."""
    values = list(row)
    values[-1] = tuple(values[-1].split())
    card = replace(MessageCard(*values), kind=request_types.short_of(values[7]))
    if card.state != "new" or card.answer_by is None:
        return card
    left, tone = deadlines.left_until(card.answer_by, today, card.suggested, days=days)
    return replace(card, left=left, tone=tone)


def _attachment(row: Attachment) -> AttachmentCard:
    return AttachmentCard(row.id, row.name, row.media_type, row.size, row.note)
