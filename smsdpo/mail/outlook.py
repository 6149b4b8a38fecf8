"""Outlook's .msg into a ParsedMessage, through python-oxmsg; what that cannot read is taken from the raw streams."""

import re
import struct
from datetime import UTC, datetime
from email.parser import HeaderParser
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from smsdpo.core.errors import Refusal
from smsdpo.mail.charsets import decode
from smsdpo.mail.eml import Contents, Origin, assembled, looks_like_mail, read_mail
from smsdpo.mail.headers import Fields
from smsdpo.mail.parsed import ParsedMessage
from smsdpo.mail.rtf import text_of_compressed_rtf

if TYPE_CHECKING:
    from oxmsg import Message

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Property ids of the format's specification (MS-OXPROPS).
_CLASS, _SUBJECT, _HEADERS, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_DELIVERED, _SUBMITTED, _MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x0E06, 0x0039, 0x1035, 0x1042, 0x1039
_SENDER_NAME, _SENDER_SMTP, _SENDER_EMAIL = 0x0C1A, 0x5D01, 0x0C1F
_FOR_NAME, _FOR_SMTP, _FOR_EMAIL, _DISPLAY_TO, _CODEPAGE = 0x0042, 0x5D02, 0x0065, 0x0E04, 0x3FDE
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _MIME, _DATA, _METHOD = 0x3707, 0x3704, 0x3001, 0x370E, 0x3701, 0x3705
_RECIPIENT_SMTP, _RECIPIENT_EMAIL = 0x39FE, 0x3003
_ADDRESS = re.compile(r"[^\s/<>\"][^\s<>\"]*@[^\s<>\"]+")  # not the directory path Exchange keeps in the same place
_MESSAGE_CODEPAGE, _LOCALE = 0x3FFD, 0x3FF1
_EMBEDDED = 5
_LOCALES = {1049: 1251, 1058: 1251, 1026: 1251, 1032: 1253, 1055: 1254, 1045: 1250, 1029: 1250, 1038: 1250, 1041: 932}
_LOCALES |= {1031: 1252, 1033: 1252, 1036: 1252, 2057: 1252, 1040: 1252, 3082: 1252, 1043: 1252}
_LOCALES |= {1042: 949, 2052: 936, 1028: 950, 1037: 1255, 1025: 1256}

# What python-oxmsg and olefile raise on damaged files: unrelated errors with unrelated texts (security.md, X22).
_DAMAGE = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    OSError,
    OverflowError,
    struct.error,
    RecursionError,
)

_NOT_MAIL = {
    "ipm.contact": "a contact",
    "ipm.distlist": "a contact group",
    "ipm.appointment": "an appointment",
    "ipm.task": "a task",
    "ipm.stickynote": "a note",
    "ipm.activity": "a journal entry",
}


def read_outlook(raw: bytes, origin: Origin) -> ParsedMessage:
    """Reads a saved Outlook message. Refuses contacts, appointments, tasks and notes, and files that are damaged."""
    try:
        message = _loaded(raw, origin)
        bag = _Bag(message.properties, message._storage)
        kind = bag.text(_CLASS).strip().lower()
        attachments = _attachment_bags(message)
    except _DAMAGE:
        raise _damaged(origin.name) from None
    _refuse_other_items(kind, origin.name)
    if not bag.has_anything():
        raise _damaged(origin.name)
    signed = _signed_mail(kind, attachments)
    if signed is not None:
        return _from_signed(raw, signed, bag, message, origin)
    return assembled(raw, _fields(bag, message), _contents(bag, attachments), _with_delivery(bag, origin))


def _loaded(raw: bytes, origin: Origin) -> "Message":
    from oxmsg import Message

    try:
        return Message.load(raw)
    except _DAMAGE:
        origin.notes.append("The Outlook file is damaged: some of it may be missing.")
        return Message(_readable_storage(raw))


def _readable_storage(raw: bytes) -> Any:
    """What can still be read of a damaged file: python-oxmsg gives up at the first bad stream."""
    from olefile import OleFileIO  # type: ignore[import-untyped]
    from oxmsg.storage import Storage, Stream

    with OleFileIO(raw) as ole:
        root = Storage("", (), ())
        found = {"": root}
        for parts in ole.listdir(streams=True, storages=False)[:5000]:
            parent = root
            for depth in range(1, len(parts)):
                path = "/".join(parts[:depth])
                if path not in found:
                    found[path] = Storage(path, (), ())
                    parent.storages += (found[path],)
                parent = found[path]
            try:
                content = ole.openstream(parts).read()
            except _DAMAGE:
                continue
            parent.streams += (Stream("/".join(parts), content),)
    return root


def _damaged(name: str) -> Refusal:
    return Refusal(
        f"{name} is not a whole Outlook message: it is damaged or something else under that name.",
        hint="Save the message again from Outlook (File, Save As), or forward it as an attachment.",
    )


def _refuse_other_items(kind: str, name: str) -> None:
    for start, what in _NOT_MAIL.items():
        if kind == start or kind.startswith(start + "."):
            raise Refusal(
                f"{name} is {what} saved from Outlook, not a message.",
                hint="Nobody asks for anything in it. Add the e-mail it belongs to, if there is one.",
            )


def _with_delivery(bag: "_Bag", origin: Origin) -> Origin:
    origin.delivered = bag.when(_DELIVERED)
    return origin


# --- fields -----------------------------------------------------------------------------------------------------------


def _fields(bag: "_Bag", message: "Message") -> Fields:
    """The fields of the original header where Outlook kept it, else made from Outlook's own properties."""
    pairs: list[tuple[str, str]] = []
    headers = bag.text(_HEADERS)
    if looks_like_mail(headers[:4000].encode("utf-8", "replace")):
        pairs = [(name, value) for name, value in HeaderParser().parsestr(headers.lstrip()).raw_items()]
    given = {name.lower() for name, value in pairs if value.strip()}
    own = {
        "From": _address(bag, _FOR_NAME, _FOR_SMTP, _FOR_EMAIL)
        or _address(bag, _SENDER_NAME, _SENDER_SMTP, _SENDER_EMAIL),
        "To": _recipients(message) or bag.text(_DISPLAY_TO),
        "Message-ID": bag.text(_MESSAGE_ID),
        "In-Reply-To": bag.text(_IN_REPLY_TO),
        "References": bag.text(_REFERENCES),
        "Date": _written(bag.when(_SUBMITTED)),
    }
    pairs = [(name, value) for name, value in pairs if name.lower() != "subject"]
    pairs += [("Subject", bag.text(_SUBJECT).replace("\x01", ""))]
    return Fields([*pairs, *((name, value) for name, value in own.items() if value and name.lower() not in given)])


def _written(instant: datetime | None) -> str:
    return format_datetime(instant) if instant is not None else ""


def _address(bag: "_Bag", name: int, *places: int) -> str:
    shown = bag.text(name).strip()
    address = next((found for place in places if _ADDRESS.fullmatch(found := bag.text(place).strip())), "")
    quoted = shown.replace("\\", "").replace('"', "")
    if not address:
        return f'"{quoted}"' if quoted and "@" not in quoted else quoted
    return f'"{quoted}" <{address}>' if quoted and quoted != address else address


def _recipients(message: "Message") -> str:
    try:
        bags = [_Bag(one.properties, one._storage) for one in message.recipients]
    except _DAMAGE:
        return ""
    return ", ".join(
        filter(None, (_address(bag, _DISPLAY_NAME, _RECIPIENT_SMTP, _RECIPIENT_EMAIL) for bag in bags[:50]))
    )


# --- contents ---------------------------------------------------------------------------------------------------------


def _contents(bag: "_Bag", attachments: "list[_Bag]") -> Contents:
    contents = Contents(pieces=_pieces(bag))
    for one in attachments:
        _add_attachment(contents, one)
    return contents


def _pieces(bag: "_Bag") -> list[tuple[str, str]]:
    body = bag.text(_BODY)
    if body.strip():
        return [("plain", body)]
    html = bag.data(_HTML)
    if html.strip():
        return [("html", decode(html, bag.charset()))]
    html_text = bag.text(_HTML)
    if html_text.strip():
        return [("html", html_text)]
    rich = text_of_compressed_rtf(bag.data(_RTF))
    return [rich] if rich[1].strip() else []


def _attachment_bags(message: "Message") -> "list[_Bag]":
    bags = []
    for one in message.attachments:
        bags.append(_Bag(one.properties, one._storage))
        if len(bags) >= 200:
            break
    return bags


def _add_attachment(contents: Contents, bag: "_Bag") -> None:
    name = bag.text(_LONG_NAME) or bag.text(_SHORT_NAME) or bag.text(_DISPLAY_NAME)
    content = bag.data(_DATA)
    if not content and bag.number(_METHOD) == _EMBEDDED:
        contents.add(name or "message.msg", "application/vnd.ms-outlook", b"")
        contents.notes.append("It encloses an Outlook item, which stays inside the original file.")
        return
    contents.add(name, bag.text(_MIME).strip().lower() or "application/octet-stream", content)


def _signed_mail(kind: str, attachments: "list[_Bag]") -> bytes | None:
    """A signed message keeps its whole text in its one attachment, as an internet message."""
    if "smime" not in kind or len(attachments) != 1:
        return None
    content = attachments[0].data(_DATA)
    return content if looks_like_mail(content[:4000]) else None


def _from_signed(raw: bytes, signed: bytes, bag: "_Bag", message: "Message", origin: Origin) -> ParsedMessage:
    inner = read_mail(signed, Origin(origin.name, origin.now))
    contents = Contents(pieces=[("plain", inner.text)], attachments=list(inner.attachments))
    return assembled(raw, _fields(bag, message), contents, _with_delivery(bag, origin))


# --- properties -------------------------------------------------------------------------------------------------------


class _Bag:
    """The properties of a message, recipient or attachment; a damaged one counts as absent."""

    def __init__(self, properties: Any, storage: Any) -> None:
        self._properties = properties
        self._storage = storage

    def has_anything(self) -> bool:
        return bool(self.text(_CLASS) or self.text(_SUBJECT) or self.text(_BODY) or self.data(_HTML) or self.data(_RTF))

    def text(self, pid: int) -> str:
        wide = self._stream(pid, 0x001F)
        if wide:
            return wide[: len(wide) // 2 * 2].decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._stream(pid, 0x001E)
        return decode(narrow, self.charset(of_body=pid in {_BODY, _HTML})).rstrip("\x00") if narrow else ""

    def data(self, pid: int) -> bytes:
        return self._stream(pid, 0x0102)

    def when(self, pid: int) -> datetime | None:
        try:
            value = self._properties.date_prop_value(pid)
        except _DAMAGE:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo is not None else None

    def number(self, pid: int) -> int | None:
        try:
            value = self._properties.int_prop_value(pid)
        except _DAMAGE:
            return None
        return value if isinstance(value, int) else None

    def charset(self, *, of_body: bool = True) -> str:
        order = (_CODEPAGE, _MESSAGE_CODEPAGE) if of_body else (_MESSAGE_CODEPAGE, _CODEPAGE)
        page = next((page for pid in order if (page := self.number(pid))), None) or _LOCALES.get(
            self.number(_LOCALE) or 0
        )
        return {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 1200: "utf-16-le"}.get(
            page or 0, f"cp{page}" if page else ""
        )

    def _stream(self, pid: int, ptyp: int) -> bytes:
        try:
            data = self._storage.property_stream_bytes(pid, ptyp)
        except _DAMAGE:
            return b""
        return data if isinstance(data, bytes) else b""
