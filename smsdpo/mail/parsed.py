"""A message as read: plain values and sealed attachments, and how it crosses the cage's pipe."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Header = dict[str, Any]

LONGEST_TEXT = 1_000_000
LARGE_ATTACHMENT = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """One attachment, never opened: `name` is safe to show, `original_name` is what the writer gave."""

    name: str
    original_name: str
    media_type: str
    content: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """A message byte for byte (`raw`) and what was read from it.

    `received_at` is the arrival, in UTC, and `received_note` says how it is known; `header_date` is the writer's own
    date as text. `quoted` are spans of `text`. `automatic_kind` is empty, `bounce`, `auto-reply` or `list` (mail that
    came through a mailing list or distribution group: a person may stand behind it). `content_key` is equal for
    the same message saved twice; a letter sent again on another day has another. `notes` are for the reader. `beside`
    is what the reader's job found out beyond that, as plain data.
    """

    raw: bytes
    sha256: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    from_name: str
    from_address: str
    reply_to: str
    to: str
    subject: str
    header_date: str
    received_at: datetime
    received_note: str
    text: str
    quoted: tuple[tuple[int, int], ...]
    attachments: tuple[ParsedAttachment, ...]
    automatic_kind: str
    content_key: str
    notes: tuple[str, ...] = ()
    beside: Header = field(default_factory=dict, compare=False)


def content_key(sender: str, subject: str, text: str, sent: str, contents: list[bytes]) -> str:
    """Hash of sender, subject, words and attachments, blind to case, spacing and wrapping; `sent` is a day or empty."""
    plain = [sender.casefold(), *("".join(part.split()).replace(">", "").casefold() for part in (subject, text)), sent]
    digest = hashlib.sha256("\x1f".join(plain).encode("utf-8", "replace"))
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def packed(message: ParsedMessage) -> tuple[Header, list[bytes]]:
    """The message for the pipe, without `raw`, which the other side has."""
    header = {name: getattr(message, name) for name in _PLAIN}
    header["received_at"] = message.received_at.isoformat()
    header["attachments"] = [[one.name, one.original_name, one.media_type, one.note] for one in message.attachments]
    return header, [one.content for one in message.attachments]


def unpacked(header: Header, blobs: list[bytes], raw: bytes) -> ParsedMessage:
    """The other side of `packed`."""
    values = {name: header[name] for name in _PLAIN}
    values["references"] = tuple(header["references"])
    values["quoted"] = tuple((start, end) for start, end in header["quoted"])
    values["notes"] = tuple(header["notes"])
    return ParsedMessage(
        raw=raw,
        received_at=datetime.fromisoformat(header["received_at"]),
        attachments=tuple(
            ParsedAttachment(name, original, media_type, content, note)
            for (name, original, media_type, note), content in zip(header["attachments"], blobs, strict=True)
        ),
        beside=header.get("beside", {}),
        **values,
    )


_PLAIN = (
    "sha256",
    "message_id",
    "in_reply_to",
    "references",
    "from_name",
    "from_address",
    "reply_to",
    "to",
    "subject",
    "header_date",
    "received_note",
    "text",
    "quoted",
    "automatic_kind",
    "content_key",
    "notes",
)
