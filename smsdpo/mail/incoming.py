"""Finds the messages in what the user chose and reads each one in the cage; every input ends as message or refusal."""

import os
import re
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from smsdpo.core.cage import Cage, CageBroken, Job, Limits
from smsdpo.core.errors import Fault, Refusal
from smsdpo.domain.records.mail import RefusedInput
from smsdpo.mail.eml import looks_like_mail
from smsdpo.mail.mbox import begins_like_mbox, message_places
from smsdpo.mail.outlook import MAGIC
from smsdpo.mail.parsed import ParsedMessage, unpacked

LARGEST_MAIL = 50 * 1024 * 1024
LIMITS = Limits(seconds=25, memory_mb=1024)

_HEAD = 16_384
_MAILBOX_ENDINGS = frozenset({".mbox", ".mbx"})
_MAIL_ENDINGS = {".eml": "eml", ".msg": "msg", ".txt": "txt", ".text": "txt", ".emlx": "eml"}
_MAILDIR_NAME = re.compile(r"(\d{9,10})\.\S+?(:2,[A-Za-z]*)?")


@dataclass(frozen=True, slots=True)
class MailInput:
    """One message to be read: a file, or message `number` of a mailbox file at `offset` with `size` bytes.

    What was pasted has no file: its `raw` bytes are here.
    """

    file: str
    path: Path
    kind: str
    number: int | None = None
    offset: int = 0
    size: int | None = None
    delivered: datetime | None = None
    raw: bytes | None = None


# --- finding ----------------------------------------------------------------------------------------------------------


def find_inputs(paths: Iterable[str | Path]) -> Iterator[MailInput | RefusedInput]:
    """Every file behind the given files and folders, lazily and in a steady order; of an mbox, every message."""
    for given in paths:
        yield from _inputs_of(str(given), Path(given))


def pasted(name: str, text: str) -> MailInput:
    """Pasted text as an input: a message with its headers where it has any, else somebody's bare words."""
    raw = text.encode("utf-8", "replace")
    return MailInput(name, Path(name), "eml" if looks_like_mail(raw[:_HEAD]) else "txt", raw=raw)


def _inputs_of(shown: str, path: Path) -> Iterator[MailInput | RefusedInput]:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        yield RefusedInput(shown, _unreadable(path, error))
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _inputs_in(shown, path)
    elif stat.S_ISREG(found.st_mode):
        yield from _inputs_from(shown, path, found.st_size)
    else:
        yield RefusedInput(shown, f"{path.name} is not a file. Choose the message itself, or the folder it lies in.")


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path.name} is not there. Check the name, or choose it again."
    reason = (getattr(error, "strerror", "") or "the system refuses it").lower()
    return f"{path.name} cannot be opened: {reason}. Close it in other programs or ask for access, then add it again."


def _inputs_in(shown: str, folder: Path) -> Iterator[MailInput | RefusedInput]:
    maildir = (folder / "cur").is_dir() and (folder / "new").is_dir()
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_symlink() and entry.is_dir()) for entry in entries)
    except OSError as error:
        yield RefusedInput(shown, _unreadable(folder, error))
        return
    for name, linked_folder in names:
        if linked_folder:
            continue  # a link to a folder may lead round in a circle
        if maildir and name == "tmp":
            continue  # messages still being delivered
        yield from _inputs_of(os.path.join(shown, name), folder / name)  # noqa: PTH118 - the path as the user gave it


def _inputs_from(shown: str, path: Path, size: int) -> Iterator[MailInput | RefusedInput]:
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(_HEAD)
    except OSError as error:
        yield RefusedInput(shown, _unreadable(path, error))
        return
    kind, refusal = _kind_of(path, head)
    if refusal:
        yield RefusedInput(shown, refusal)
    elif kind == "mbox":
        yield from _inputs_in_mbox(shown, path)
    elif size > LARGEST_MAIL:
        yield RefusedInput(shown, _too_large(path.name))
    else:
        yield MailInput(shown, path, kind, delivered=_maildir_time(path))


def _inputs_in_mbox(shown: str, path: Path) -> Iterator[MailInput | RefusedInput]:
    number = 0
    try:
        for number, (offset, size) in enumerate(message_places(path), 1):
            name = f"{shown}#{number}"
            if size > LARGEST_MAIL:
                yield RefusedInput(name, _too_large(f"{path.name}#{number}"))
            else:
                yield MailInput(name, path, "mbox", number, offset, size)
    except OSError as error:
        yield RefusedInput(shown, _unreadable(path, error))
        return
    if not number:
        yield RefusedInput(shown, f"{path.name} holds no messages. Export the mailbox again from the mail program.")


def _too_large(name: str) -> str:
    return (
        f"{name} is larger than 50 MB, which is more than this program reads. "
        "Save the message without its attachments, or save its text as .txt, and add that."
    )


def _maildir_time(path: Path) -> datetime | None:
    """The delivery time that a Maildir keeps in the file's name."""
    if path.parent.name not in {"cur", "new"}:
        return None
    found = _MAILDIR_NAME.fullmatch(path.name)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


# --- what kind of file ------------------------------------------------------------------------------------------------

_OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF. Add the e-mail it came with, or open a new request and attach it there"),
    (b"\x89PNG", "a picture. Add the e-mail it came with, or open a new request and attach it there"),
    (b"\xff\xd8\xff", "a picture. Add the e-mail it came with, or open a new request and attach it there"),
    (b"GIF8", "a picture. Add the e-mail it came with, or open a new request and attach it there"),
    (b"II*\x00", "a picture. Add the e-mail it came with, or open a new request and attach it there"),
    (b"MM\x00*", "a picture. Add the e-mail it came with, or open a new request and attach it there"),
    (b"{\\rtf", "a word processor's document. Save its text as .txt and add that, or add the e-mail it came with"),
    (
        b"PK\x03\x04",
        "an archive or an office document. Take the messages out of it first, or add the e-mail it came with",
    ),
    (b"Rar!", "an archive. Take the messages out of it first and add those"),
    (b"7z\xbc\xaf", "an archive. Take the messages out of it first and add those"),
    (b"\x1f\x8b", "an archive. Take the messages out of it first and add those"),
    (b"!BDN", "an Outlook data file. Open it in Outlook, save the messages from there and add those"),
    (
        b"\x78\x9f\x3e\x22",
        "the wrapping Outlook puts round some mail (winmail.dat), not the mail. Add the e-mail it came with",
    ),
    (b"MZ", "a program, not a message. Don't open it; add the e-mail it came with"),
    (b"BEGIN:VCARD", "an address card, not a message. Add the e-mail it came with, if there is one"),
    (b"BEGIN:VCALENDAR", "a calendar entry, not a message. Add the e-mail it came with, if there is one"),
)
_KINDS_READ = "Messages are read from .eml, .msg, .mbox and .txt files and from Maildir folders."


def _kind_of(path: Path, head: bytes) -> tuple[str, str]:
    """(kind, "") or ("", the sentence that refuses the file): the content decides before the name does."""
    ending = path.suffix.lower()
    named = _MAIL_ENDINGS.get(ending, "")
    if not head:
        return "", f"{path.name} is empty. Save or export the message again and add it."
    for magic, what in _OTHER_FILES:
        if head.startswith(magic):
            return "", f"{path.name} is {what}."
    if head.startswith(MAGIC):
        return _ole_kind(path, ending)
    if named:
        return named, ""
    mail = looks_like_mail(head)
    if ending in _MAILBOX_ENDINGS or begins_like_mbox(head):
        return ("eml", "") if mail and not begins_like_mbox(head) else ("mbox", "")
    if mail and (not ending or _MAILDIR_NAME.fullmatch(path.name) or path.parent.name in {"cur", "new"}):
        return "eml", ""
    return "", f"{path.name} is not a kind of message this program reads. {_KINDS_READ}"


def _ole_kind(path: Path, ending: str) -> tuple[str, str]:
    if ending in {"", ".msg", ".oft", ".eml", ".txt"}:
        return "msg", ""
    return "", f"{path.name} is an office document. Save its text as .txt and add that, or add the e-mail it came with."


# --- reading ----------------------------------------------------------------------------------------------------------


class MailReader:
    """Owns the cage in which messages are read; `now` is the time of arrival of what bears no trustworthy date.

    `job` is what runs in the cage: `inside.read`, or a function round it that adds what it finds as `beside`.
    """

    def __init__(self, now: datetime, *, limits: Limits = LIMITS, job: str = "smsdpo.mail.inside:read") -> None:
        self._now = now.astimezone(UTC)
        self._job = job
        self._cage = Cage(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cage.close()

    def read(self, item: MailInput) -> ParsedMessage:
        """One message. Raises Refusal with a sentence that names the file."""
        for _, result in self.read_all([item]):
            if isinstance(result, Refusal):
                raise result
            return result
        raise Fault("an input without a result")

    def read_all(self, items: Iterable[MailInput]) -> Iterator[tuple[MailInput, ParsedMessage | Refusal]]:
        """Each input with what came of it, in order; several are under way at once, and no more than a few are held."""
        under_way: deque[tuple[MailInput, bytes, Refusal | None]] = deque()

        def jobs() -> Iterator[Job]:
            for item in items:
                try:
                    raw = _bytes_of(item)
                except OSError as error:
                    under_way.append((item, b"", Refusal(_unreadable(item.path, error))))
                    continue
                under_way.append((item, raw, None))
                yield self._job, self._header(item), raw

        results = self._cage.map(jobs())
        while True:
            result = next(results, None)
            while under_way and (refusal := under_way[0][2]) is not None:
                yield under_way.popleft()[0], refusal
            if result is None:
                return
            item, raw, _ = under_way.popleft()
            yield item, _outcome(item, raw, result)

    def _header(self, item: MailInput) -> dict[str, str | None]:
        return {
            "name": _name(item),
            "kind": item.kind,
            "now": self._now.isoformat(),
            "delivered": item.delivered.isoformat() if item.delivered else None,
        }


def _name(item: MailInput) -> str:
    return item.path.name if item.number is None else f"{item.path.name}#{item.number}"


def _bytes_of(item: MailInput) -> bytes:
    if item.raw is not None:
        return item.raw
    if item.size is None:
        with item.path.open("rb", buffering=0) as whole:
            return whole.readall()
    with item.path.open("rb") as mailbox:
        mailbox.seek(item.offset)
        return mailbox.read(item.size)


def _outcome(
    item: MailInput, raw: bytes, result: tuple[dict[str, object], list[bytes]] | Refusal | CageBroken
) -> ParsedMessage | Refusal:
    if isinstance(result, tuple):
        return unpacked(result[0], result[1], raw)
    if isinstance(result, CageBroken):
        return Refusal(
            f"{_name(item)} could not be read: {result.reason}.",
            hint="Nothing of it was kept. Save the message again, or save its text as .txt and add that.",
        )
    return result
