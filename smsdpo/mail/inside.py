"""What runs in the cage for mail: bytes of one input in, one message or one refusal out."""

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

from smsdpo.core.errors import Refusal
from smsdpo.mail.eml import Origin, looks_like_mail, read_mail
from smsdpo.mail.outlook import MAGIC, read_outlook
from smsdpo.mail.parsed import ParsedMessage, packed
from smsdpo.mail.plain import is_text, read_plain

gc.set_threshold(20_000, 20, 20)  # a message leaves thousands of small objects, and few of them in cycles


def read(header: dict[str, Any], payload: bytes | Path) -> tuple[dict[str, Any], list[bytes]]:
    """`header`: name, kind, now and delivered (ISO) of the input; `payload`: its bytes."""
    raw = payload.read_bytes() if isinstance(payload, Path) else payload
    delivered = header["delivered"]
    origin = Origin(
        header["name"],
        datetime.fromisoformat(header["now"]),
        datetime.fromisoformat(delivered) if delivered else None,
    )
    return packed(_read_as(header["kind"], raw, origin))


def _read_as(kind: str, raw: bytes, origin: Origin) -> ParsedMessage:
    if not raw.strip(b"\x00 \r\n\t"):
        raise Refusal(f"{origin.name} is empty.", hint="Save or export the message again and add it.")
    if raw.startswith(MAGIC):
        return read_outlook(raw, origin)
    mail = looks_like_mail(raw[:8000])
    if kind == "msg":
        return _misnamed(raw, origin, mail=mail)
    if mail or kind == "mbox":
        return read_mail(raw, origin)
    if kind == "eml":
        if not is_text(raw):
            raise Refusal(
                f"{origin.name} is not an e-mail: it holds neither header fields nor text.",
                hint="Save the message again from the mail program.",
            )
        origin.notes.append("It has no header fields, so it was read as a plain letter.")
    return read_plain(raw, origin)


def _misnamed(raw: bytes, origin: Origin, *, mail: bool) -> ParsedMessage:
    if not mail or not is_text(raw):
        raise Refusal(
            f"{origin.name} is not an Outlook message, whatever its name says.",
            hint="Save the message again from Outlook (File, Save As), or forward it as an attachment.",
        )
    origin.notes.append("It is named like an Outlook message but is an ordinary e-mail, and was read as one.")
    return read_mail(raw, origin)
