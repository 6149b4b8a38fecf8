"""An internet message (RFC 5322) into a ParsedMessage; damage is noted, not fatal, as long as there is text to read.

The standard library's parser is not used: its new policy takes 5.6 times as long as the old one, raises on access to
some broken fields (performance.md, c; security.md, X20), and both read attachments line by line.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from smsdpo.mail.arrival import NoDate, arrival, written_date
from smsdpo.mail.charsets import clean_line, clean_text, decode
from smsdpo.mail.headers import Fields, addresses, message_ids, parameters, shown_addresses
from smsdpo.mail.html import LONGEST, readable
from smsdpo.mail.mime import Part, parse
from smsdpo.mail.names import safe_name
from smsdpo.mail.parsed import LARGE_ATTACHMENT, LONGEST_TEXT, ParsedAttachment, ParsedMessage, content_key
from smsdpo.mail.quoted import quoted_spans

_KNOWN_FIELDS = frozenset(
    {"from", "to", "cc", "bcc", "sender", "subject", "date", "received", "return-path", "message-id", "mime-version"}
    | {"content-type", "content-transfer-encoding", "delivered-to", "reply-to", "x-mailer", "references"}
    | {"in-reply-to", "resent-from"}
)
_BODY_KINDS = frozenset({"text/plain", "text/html"})
_SHORT_PLAIN = 200
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


@dataclass(slots=True)
class Origin:
    """What is known of a message beside its bytes: the file's name, the present, and the mailbox's delivery time."""

    name: str
    now: datetime
    delivered: datetime | None = None
    notes: list[str] = field(default_factory=list)


def looks_like_mail(head: bytes) -> bool:
    """Whether the first bytes of a file are header fields of a message, at least one of them a usual one."""
    lines = head.lstrip(b"\xef\xbb\xbf\r\n \t").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", 60)[:60]
    if lines and lines[0].startswith((b"From ", b">From ")):
        lines = lines[1:]
    known = 0
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if line[:1] in b" \t" and number:
            continue
        name, colon, _ = line.partition(b":")
        if not colon or not name.strip() or b" " in name.strip():
            break
        known += name.strip().lower().decode("latin-1") in _KNOWN_FIELDS
    return known > 0


def read_mail(raw: bytes, origin: Origin) -> ParsedMessage:
    """Reads a whole message. Raises Refusal when it has too many or too deeply nested parts."""
    message = parse(raw, origin.name)
    contents = Contents()
    contents.collect(message, root=True)
    return assembled(raw, message.fields, contents, origin)


# --- what is inside ---------------------------------------------------------------------------------------------------


Piece = tuple[str, str]
"""`plain` or `html`, and the text."""


@dataclass(slots=True)
class Contents:
    """Body texts and attachments, gathered part by part."""

    pieces: list[Piece] = field(default_factory=list)
    attachments: list[ParsedAttachment] = field(default_factory=list)
    attached_mail: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def collect(self, part: Part, *, root: bool = False) -> None:
        if not part.children:
            self._leaf(part, root=root)
        elif part.kind == "message/rfc822":
            self._attach_mail(part)
        elif part.kind == "multipart/alternative":
            self._choose(part.children)
        else:
            for child in part.children:
                self.collect(child)

    def _leaf(self, part: Part, *, root: bool) -> None:
        disposition = part.fields.first("content-disposition")
        name = _file_name(part.fields, disposition)
        in_body = part.kind in _BODY_KINDS or (root and part.kind.startswith(("text/", "multipart/")))
        content = part.content()
        if in_body and (root or (not name and not disposition.strip().lower().startswith("attachment"))):
            if part.kind.startswith("multipart/"):
                self.notes.append("Its parts could not be told apart: the text is shown as it stands.")
            text = decode(content, _charset(part.fields))
            self.pieces.append(("html" if part.kind == "text/html" else "plain", text))
        elif content.strip() or name:
            self.add(name, part.kind, content)

    def _choose(self, children: list[Part]) -> None:
        """Of several forms of one text, the plain one, unless it is only a hint to look at the other."""
        plain: list[Piece] = []
        rich: list[Piece] = []
        for child in children:
            inner = Contents()
            inner.collect(child)
            self.attachments += inner.attachments
            self.attached_mail += inner.attached_mail
            target = rich if any(kind == "html" for kind, _ in inner.pieces) else plain
            if not target and any(not text.isspace() for _, text in inner.pieces if text):
                target += inner.pieces
        words = "".join(text for _, text in plain).strip() if rich else ""
        if plain and rich and len(words) < _SHORT_PLAIN:
            shown = shown_text(rich)
            if len(shown) > 4 * len(words):
                plain = [("plain", shown)]
        self.pieces += plain or rich

    def _attach_mail(self, part: Part) -> None:
        name = _file_name(part.fields, part.fields.first("content-disposition"))
        if not name:
            name = f"{part.children[0].fields.shown('subject', 80) or 'message'}.eml"
        self.attached_mail.append(part.children[0])
        self.add(name, "message/rfc822", part.body)

    def add(self, name: str, kind: str, content: bytes) -> None:
        """Keeps an attachment sealed, with the reason where there is something to say about it."""
        notes = []
        if len(content) > LARGE_ATTACHMENT:
            notes.append("Larger than 25 MB: kept, but not offered for reading.")
        if kind in _TNEF or name.lower() == "winmail.dat":
            notes.append("Outlook's own wrapping (winmail.dat). If the letter is in it, ask for it as text or PDF.")
        shown = safe_name(name, fallback=_unnamed(kind))
        if name and shown != name:
            notes.append("Its name was changed to a safe one.")
        original = name.encode("utf-8", "replace").decode("utf-8")[:2000]
        self.attachments.append(ParsedAttachment(shown, original, clean_line(kind, 100), content, " ".join(notes)))


def _file_name(fields: Fields, disposition: str) -> str:
    if "=" in disposition:
        name = parameters(disposition).get("filename", "")
        if name:
            return name
    kind = fields.first("content-type")
    return parameters(kind).get("name", "") if "name" in kind else ""


_ENDINGS = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics"}
_ENDINGS |= {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf"}


def _unnamed(kind: str) -> str:
    return f"attachment{_ENDINGS.get(kind, '')}"


def _charset(fields: Fields) -> str:
    kind = fields.first("content-type")
    return parameters(kind).get("charset", "") if "charset" in kind.lower() else ""


# --- the whole --------------------------------------------------------------------------------------------------------


def shown_text(pieces: list[Piece]) -> str:
    """The pieces of a body as one plain text."""
    shown = [readable(text) if kind == "html" else clean_text(text) for kind, text in pieces if text.strip()]
    return clean_text("\n\n".join(text.strip("\n") for text in shown if text.strip()))


def assembled(raw: bytes, fields: Fields, contents: Contents, origin: Origin) -> ParsedMessage:
    """The record, from header fields and contents; shared with Outlook's files, which keep the same fields."""
    notes = [*origin.notes, *contents.notes]
    text = _text(contents, notes)
    (from_name, from_address), *_ = addresses(fields.first("from") or fields.first("sender")) or [("", "")]
    header_date = fields.shown("date", 200)
    received_at, received_note = arrival(fields.all("received"), header_date, origin.now, origin.delivered)
    subject = fields.shown("subject")
    ids = message_ids(fields.first("message-id"))
    reply_to = next((address for _, address in addresses(fields.first("reply-to"))), "")
    notes += _about_sender(from_name, from_address, reply_to)
    return ParsedMessage(
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id=ids[0] if ids else "",
        in_reply_to=next(iter(message_ids(fields.first("in-reply-to"))), ""),
        references=tuple(message_ids(fields.first("references"))[-100:]),
        from_name=from_name,
        from_address=from_address,
        reply_to=reply_to,
        to=shown_addresses(fields.all("to")[:50]),
        subject=subject,
        header_date=header_date,
        received_at=received_at,
        received_note=received_note,
        text=text,
        quoted=quoted_spans(text),
        attachments=tuple(contents.attachments),
        automatic_kind=automatic_kind(fields),
        content_key=content_key(
            from_address,
            subject,
            text,
            _sent_day(header_date, origin.now),
            [one.content for one in contents.attachments],
        ),
        notes=tuple(dict.fromkeys(notes)),
    )


def _about_sender(name: str, address: str, reply_to: str) -> Iterator[str]:
    """What a reader must know who only looks at the name: anybody can write any name, and any address to answer to."""
    if not address:
        yield "It does not name a sender's address."
    elif "@" in name and name.casefold() != address.casefold():
        yield f"The sender's name is written like an e-mail address, but the message came from {address}."
    if reply_to and reply_to.casefold() != address.casefold():
        yield f"It asks for answers to another address than the sender's: {reply_to}."


def _sent_day(header_date: str, now: datetime) -> str:
    try:
        return written_date(header_date, now).astimezone(UTC).date().isoformat()
    except NoDate:
        return ""


def _text(contents: Contents, notes: list[str]) -> str:
    text = shown_text(contents.pieces)
    if any(kind == "html" and len(body) > LONGEST for kind, body in contents.pieces):
        notes.append("Only the beginning of its web-page text is shown; the original is kept whole.")
    if not text and contents.attached_mail:
        text = _text_of_attached(contents.attached_mail[0])
        if text:
            notes.append("It only encloses another message, whose text is shown here.")
    if not text:
        text = _text_of_enclosure(contents, notes)
    if len(text) > LONGEST_TEXT:
        notes.append("Only the first million characters are shown; the original is kept whole.")
        text = text[:LONGEST_TEXT]
    if not text:
        notes.append(_why_no_text(contents))
    return text


def _text_of_enclosure(contents: Contents, notes: list[str]) -> str:
    """A letter sent as nothing but a text file is read like one."""
    for one in contents.attachments:
        if one.media_type in {"text/plain", "text/html"} and len(one.content) <= LONGEST_TEXT:
            kind = one.media_type.removeprefix("text/")
            text = shown_text([("html" if kind == "html" else "plain", decode(one.content))])
            if text:
                notes.append("It has no text of its own: what is shown is its attached text.")
                return text
    return ""


def _text_of_attached(message: Part) -> str:
    inner = Contents()
    inner.collect(message, root=True)
    return shown_text(inner.pieces)


def _why_no_text(contents: Contents) -> str:
    kinds = {one.media_type for one in contents.attachments}
    if kinds & {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}:
        return "It is encrypted or sealed by its sender and cannot be read here: open it in the mail program."
    return "It has no text of its own: look at the attachments." if kinds else "It has no text."


def automatic_kind(fields: Fields) -> str:
    """`bounce`, `auto-reply`, `list`, or nothing: what the message says of itself in its fields."""
    if fields.first("return-path").strip() == "<>" and "multipart/report" in fields.first("content-type").lower():
        return "bounce"
    sender = fields.first("from").lower()
    if "mailer-daemon@" in sender or "report-type=delivery-status" in fields.first("content-type").lower().replace(
        '"', ""
    ):
        return "bounce"
    said = fields.first("auto-submitted").strip().lower()
    if said and not said.startswith("no"):
        return "auto-reply"
    precedence = fields.first("precedence").strip().lower()
    if precedence in {"auto_reply", "auto-reply"} or any(name in fields for name in _AUTO_FIELDS):
        return "auto-reply"
    if precedence in {"bulk", "list", "junk"} or any(name in fields for name in _LIST_FIELDS):
        return "list"
    return "auto-reply" if fields.first("return-path").strip() == "<>" else ""


_AUTO_FIELDS = ("x-autoreply", "x-autorespond", "x-auto-reply-from", "x-autogenerated")
_LIST_FIELDS = ("list-id", "list-unsubscribe", "list-post", "mailing-list", "x-mailing-list")
