"""An answer as a draft `.eml`, opened and sent by a person in the mail program; the program itself sends nothing."""

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.requests import Recipient
from smsdpo.mail.names import safe_name

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TEXT_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"[^\s,;:<>()\[\]\"@\\]{1,64}@[^\s,;:<>()\[\]\"@\\]{1,255}")
_MESSAGE_ID = re.compile(r"[^<>\s]{1,250}")


def draft(
    *,
    sender: Recipient,
    recipient: Recipient,
    subject: str,
    text: str,
    attachments: list[tuple[str, str, bytes]],
    message_id: str,
    in_reply_to: str = "",
    at: datetime,
) -> bytes:
    """The whole message as bytes. Attachments are (name, media type, content).

    Refuses control characters in any field, naming it, and anything but exactly one recipient: an answer about a
    person goes to that person only (security.md, tests 40 and 41).
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox("sender", sender)
    message["To"] = _mailbox("recipient", recipient)
    message["Subject"] = _field("subject", subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = _id("message id", message_id)
    if in_reply_to:
        message["In-Reply-To"] = message["References"] = _id("message answered", in_reply_to)
    message["X-Unsent"] = "1"  # mail programs open it ready to be sent, not as received mail
    if _TEXT_CONTROLS.search(text):
        raise _control_refused("text")
    message.set_content(text.replace("\r\n", "\n").replace("\r", "\n"), cte="quoted-printable")
    for name, media_type, content in attachments:
        main, _, sub = _field("attachment's type", media_type).partition("/")
        shown = safe_name(_field("attachment's name", name))
        message.add_attachment(content, maintype=main or "application", subtype=sub or "octet-stream", filename=shown)
    return message.as_bytes()


def can_be_answered(message_id: str) -> bool:
    """Whether a draft can name the message it answers; the sender of that message could write anything there."""
    return _MESSAGE_ID.fullmatch(message_id) is not None and not _CONTROLS.search(message_id)


def _control_refused(what: str) -> Refusal:
    return Refusal(
        f"The draft was not made: the {what} holds characters that mail programs treat as commands.",
        hint=f"Type the {what} again by hand rather than pasting it.",
    )


def _field(what: str, value: str) -> str:
    if _CONTROLS.search(value):
        raise _control_refused(what)
    return value


def _mailbox(what: str, who: Recipient) -> Address:
    name, email = _field(f"{what}'s name", who.name), _field(f"{what}'s address", who.email)
    if not email.strip():
        raise Refusal(
            f"The draft was not made: the {what} has no e-mail address.",
            hint="Enter the address, or print the letter and send it by post.",
        )
    if not _ADDRESS.fullmatch(email):
        raise Refusal(
            f"The draft was not made: the {what}'s address is not exactly one e-mail address.",
            hint="An answer goes to one person. Leave only that person's address, without a name or comma.",
        )
    try:
        return Address(display_name=name, addr_spec=email)
    except (ValueError, HeaderParseError, IndexError) as error:
        raise Refusal(
            f"The draft was not made: the {what}'s address is not a valid e-mail address.",
            hint="Check the address and enter it again.",
        ) from error


def _id(what: str, value: str) -> str:
    bare = _field(what, value).strip().removeprefix("<").removesuffix(">")
    if not _MESSAGE_ID.fullmatch(bare):
        raise Refusal(
            f"The draft was not made: the {what} is not one that mail can carry.",
            hint="Make the draft without answering that message.",
        )
    return f"<{bare}>"
