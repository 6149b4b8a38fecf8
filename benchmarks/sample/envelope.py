"""What a sample message is before it is written, and its writing as an `.eml`."""

import base64
import quopri
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from textwrap import dedent

OFFICE = "SMS Tech Data Protection Officer <info@sms-tech.org>"
MARK = ("X-SMSDPO-Sample", "SAMPLE - invented people, made for rehearsals")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. `file` is its place under `mail/`; several letters with the same `.mbox` share it, in order."""

    file: str
    sender: str
    address: str
    subject: str
    at: datetime
    text: str
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    html: str = ""
    html_only: bool = False
    enclosures: tuple[Enclosure, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    answers: str = ""
    to: str = OFFICE
    message_id: str = ""

    @property
    def id(self) -> str:
        """The Message-ID, made from the file's name where none is given."""
        slug = self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return self.message_id or f"<sample-{slug}@{self.address.rsplit('@', 1)[-1]}>"

    @property
    def body(self) -> str:
        """The text without the indent it has in our source."""
        return dedent(self.text).strip("\n") + "\n"


def eml(letter: Letter) -> bytes:
    """The message as it would lie on disk, lines ended by CRLF."""
    head = [*_envelope_headers(letter), *letter.headers, ("MIME-Version", "1.0")]
    content = _content(letter)
    lines = [f"{name}: {value}" for name, value in head]
    return "\r\n".join(lines).encode("ascii") + b"\r\n" + content


def _envelope_headers(letter: Letter) -> list[tuple[str, str]]:
    arrived = format_datetime(letter.at + timedelta(seconds=17))
    domain = letter.address.rsplit("@", 1)[-1] or "mail.example"
    head = [
        ("Return-Path", f"<{letter.address}>"),
        ("Received", f"from out.{domain} ([192.0.2.25]) by mx.sms-tech.example with ESMTPS;\r\n {arrived}"),
        MARK,
        ("Date", format_datetime(letter.at)),
        ("Message-ID", letter.id),
        ("From", f"{_name(letter)} <{letter.address}>"),
        ("To", letter.to),
        ("Subject", _encoded(letter.subject, letter.charset)),
    ]
    if letter.answers:
        head += [("In-Reply-To", letter.answers), ("References", letter.answers)]
    return head


def _name(letter: Letter) -> str:
    return f'"{letter.sender}"' if set(",.&") & set(letter.sender) else _encoded(letter.sender, letter.charset)


def _encoded(text: str, charset: str) -> str:
    if text.isascii():
        return text
    return Header(text, charset, maxlinelen=60).encode(linesep="\r\n")


def _content(letter: Letter) -> bytes:
    if letter.html_only:
        body = _part("text/html", letter.html, letter)
    elif letter.html:
        parts = [_part("text/plain", letter.body, letter), _part("text/html", letter.html, letter)]
        body = _multipart("alternative", parts, "inner")
    else:
        body = _part("text/plain", letter.body, letter)
    if letter.enclosures:
        body = _multipart("mixed", [body, *map(_enclosed, letter.enclosures)], "outer")
    return body


def _part(media_type: str, text: str, letter: Letter) -> bytes:
    raw = dedent(text).replace("\n", "\r\n").encode(letter.charset)
    if letter.encoding == "base64":
        raw = base64.encodebytes(raw).replace(b"\n", b"\r\n")
    elif letter.encoding == "quoted-printable":
        raw = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = (
        f"Content-Type: {media_type}; charset={letter.charset}\r\nContent-Transfer-Encoding: {letter.encoding}\r\n\r\n"
    )
    return head.encode("ascii") + raw


def _enclosed(enclosure: Enclosure) -> bytes:
    if enclosure.media_type in {"message/delivery-status", "message/rfc822"}:
        return f"Content-Type: {enclosure.media_type}\r\n\r\n".encode() + enclosure.content
    shown = Header(enclosure.name, "utf-8", maxlinelen=200).encode() if not enclosure.name.isascii() else enclosure.name
    head = (
        f'Content-Type: {enclosure.media_type}; name="{shown}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{shown}"\r\n\r\n'
    )
    return head.encode("ascii") + base64.encodebytes(enclosure.content).replace(b"\n", b"\r\n")


def _multipart(kind: str, parts: list[bytes], name: str) -> bytes:
    boundary = f"=_sample_{name}"
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    body = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return head + body + f"--{boundary}--\r\n".encode()
