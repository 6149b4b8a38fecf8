"""What reaches the office without being mail: a call, a letter, the counter, a web form, a ticket, typed in (R12)."""

import hashlib
import secrets
from datetime import UTC, datetime

from smsdpo.core.clock import LONDON, with_zone
from smsdpo.core.errors import Refusal
from smsdpo.domain.channels import NOTED, file_of, with_ticket
from smsdpo.domain.records.requests import Recipient
from smsdpo.mail.parsed import ParsedMessage, content_key
from smsdpo.services import intake
from smsdpo.services.office import Office
from smsdpo.services.triage import ReadInput, read_text


def add_note(
    office: Office,
    *,
    channel: str,
    received_at: datetime,
    sender: Recipient,
    text: str,
    subject: str = "",
    ticket: str = "",
) -> int:
    """Keep a typed note as a message like any other, triaged and with its clock; returns its number.

    `received_at` is when it reached anybody in the company, with a zone; when it was typed stands beside it.
    """
    if channel not in NOTED:
        raise Refusal(f"“{channel}” is not a channel.", hint=f"Choose one of {', '.join(NOTED)}.")
    now = office.clock.now()
    if with_zone(received_at) > now:
        raise Refusal("A note cannot be received in the future.", hint="Check the day and time of receipt.")
    if not text.strip():
        raise Refusal("The note is empty.", hint="Write down what was said or written, in their words.")
    read = ReadInput(
        file_of(channel), _parsed(channel, received_at, now, sender, text, subject, ticket), read_text(subject, text)
    )
    # Under a tag of its own: whoever types in a call has not looked into the inbox.
    return intake.keep(office, [read], "message.note").added[0].message


def _parsed(
    channel: str, received_at: datetime, now: datetime, sender: Recipient, text: str, subject: str, ticket: str
) -> ParsedMessage:
    subject = with_ticket(subject.strip() or NOTED[channel], ticket)
    here = received_at.astimezone(LONDON)
    note = f"Typed in on {now.astimezone(LONDON):%d/%m/%Y %H:%M}; received {here:%d/%m/%Y %H:%M}."
    # Two calls may say the same words in the same minute: each note is its own.
    head = [f"Note: {secrets.token_hex(8)}", f"Channel: {channel}", f"Received: {here.isoformat()}"]
    head += [f"From: {sender.name} {sender.email}".strip(), f"Subject: {subject}"]
    raw = "\n".join([*head, "", text]).encode()
    return ParsedMessage(
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id="",
        in_reply_to="",
        references=(),
        from_name=sender.name.strip(),
        from_address=sender.email.strip(),
        reply_to="",
        to="",
        subject=subject,
        header_date="",
        received_at=received_at.astimezone(UTC),
        received_note=note,
        text=text.strip(),
        quoted=(),
        attachments=(),
        automatic_kind="",
        content_key=content_key(sender.email, subject, text, head[0], []),
    )
