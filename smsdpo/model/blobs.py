"""Sealed contents: messages as they came, attachments, letters, exports. Erasing one destroys its key as well.

What is small lies in the store itself, which is encrypted; what is larger lies beside it, sealed under a key of its own
that is kept in the row, so that copies of the file elsewhere die with the row (security.md, 4.2).
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, insert, select
from sqlalchemy.orm import Mapped, Session, deferred, mapped_column

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import PRIVATE_FILE, private_folder
from smsdpo.model.base import Base

INSIDE_UP_TO = 256 * 1024
"""A file of its own costs two flushes to the disk: ten thousand short messages would wait seconds for them."""
CHUNK = 1024 * 1024
MAGIC = b"SMSB\x01"
# Without it Windows writes two bytes for each line feed.
_BINARY = getattr(os, "O_BINARY", 0)
_PUT_BACK = "Put it back into the .blobs folder from a copy of that folder, if you have one."


class Blob(Base):
    """A sealed content: inside (`content`) or in the file named by `id` (`key`), never both."""

    __tablename__ = "blob"

    id: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    sha256: Mapped[str]
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was kept, and under which id it is found again."""

    id: str
    size: int
    sha256: str


class Shelf(Protocol):
    """Where sealed files stand."""

    def put(self, name: str, sealed: Iterator[bytes]) -> None: ...

    def get(self, name: str) -> bytes: ...

    def remove(self, name: str) -> None: ...

    def names(self) -> set[str]: ...


class FolderShelf:
    """A private folder beside the store."""

    def __init__(self, folder: Path) -> None:
        self.folder = private_folder(folder)

    def put(self, name: str, sealed: Iterator[bytes]) -> None:
        """On the disk for certain before the row that speaks of it is written."""
        draft = self.folder / f"{name}.part"
        try:
            handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, PRIVATE_FILE)
            with os.fdopen(handle, "wb") as file:
                file.writelines(sealed)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / name)
            _flush_folder(self.folder)
        except OSError as error:
            raise Refusal(
                f"The store's folder could not be written: {error.strerror or type(error).__name__}.",
                hint="Nothing was changed. Free some space and try again.",
            ) from None
        finally:
            draft.unlink(missing_ok=True)

    def get(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def remove(self, name: str) -> None:
        """No row speaks of it any more: where another program holds it, a later opening sweeps it away."""
        with suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


class MemoryShelf:
    """For an office that lives in memory."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, name: str, sealed: Iterator[bytes]) -> None:
        self._files[name] = b"".join(sealed)

    def get(self, name: str) -> bytes:
        try:
            return self._files[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    def remove(self, name: str) -> None:
        self._files.pop(name, None)

    def names(self) -> set[str]:
        return set(self._files)


class BlobBox:
    """Seals, opens and drops contents inside somebody's transaction; the files follow its outcome.

    After `commit` the dropped files go, after `rollback` the new ones: the doorway (`operation`) calls these.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._new: list[str] = []
        self._dropped: list[str] = []

    def seal(self, session: Session, content: bytes) -> Sealed:
        """Keep `content`. The row is written at once, so that others can refer to it."""
        return self.seal_all(session, [content])[0]

    def seal_all(self, session: Session, contents: Iterable[bytes]) -> list[Sealed]:
        """Keep each of the contents, in order, with their rows in one statement."""
        rows = [self._row(content) for content in contents]
        if rows:
            session.connection().execute(insert(Blob.__table__), rows)  # type: ignore[arg-type]
        return [Sealed(row["id"], row["size"], row["sha256"]) for row in rows]

    def _row(self, content: bytes) -> dict[str, Any]:
        """The row of a new content, whose file is on the disk if it is to have one."""
        name, size = secrets.token_hex(16), len(content)
        row = {"id": name, "size": size, "sha256": hashlib.sha256(content).hexdigest(), "key": None, "content": None}
        if size <= INSIDE_UP_TO:
            return {**row, "content": content}
        key = AESGCM.generate_key(256)
        self._new.append(name)
        self._shelf.put(name, _sealed(name, key, content))
        return {**row, "key": key}

    def read(self, session: Session, blob_id: str) -> bytes:
        """The content, checked against what was kept; a missing or altered file is refused, never shown in part."""
        row = session.execute(select(Blob.key, Blob.content, Blob.sha256).where(Blob.id == blob_id)).one()
        if row.content is not None:
            return bytes(row.content)
        try:
            content = _opened(blob_id, row.key, self._shelf.get(blob_id))
        except FileNotFoundError:
            raise Refusal("A sealed file of this office is missing.", hint=_PUT_BACK) from None
        except (InvalidTag, ValueError):
            raise _altered() from None
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise _altered()
        return content

    def drop(self, session: Session, blob_id: str) -> None:
        """Destroy the key with the row; the file goes once that is committed."""
        blob = session.get_one(Blob, blob_id)
        if blob.key is not None:
            self._dropped.append(blob_id)
        session.delete(blob)

    def commit(self) -> None:
        self._remove(self._dropped)

    def rollback(self) -> None:
        self._remove(self._new)

    def _remove(self, names: list[str]) -> None:
        self._new, self._dropped = [], []  # first: what is kept now must never be taken for new by a later rollback
        for name in names:
            self._shelf.remove(name)

    def sweep(self, session: Session) -> tuple[int, tuple[str, ...]]:
        """After a crash: remove files no row speaks of (counted), and name the rows whose file is missing."""
        known = set(session.scalars(select(Blob.id).where(Blob.key.is_not(None))))
        present = self._shelf.names()
        orphans = present - known
        for name in orphans:
            self._shelf.remove(name)
        return len(orphans), tuple(sorted(known - present))


def _altered() -> Refusal:
    return Refusal(
        "A sealed file of this office was altered outside the program.",
        hint=_PUT_BACK,
    )


def _sealed(name: str, key: bytes, content: bytes) -> Iterator[bytes]:
    """AES-256-GCM by chunks; each is bound to the file's id, its own place and whether it is the last."""
    cipher = AESGCM(key)
    yield MAGIC
    for number, start in enumerate(range(0, len(content), CHUNK)):
        last = start + CHUNK >= len(content)
        yield cipher.encrypt(_nonce(number, last), content[start : start + CHUNK], name.encode())


def _opened(name: str, key: bytes, sealed: bytes) -> bytes:
    if not sealed.startswith(MAGIC):
        raise ValueError("not a sealed file")
    cipher = AESGCM(key)
    step = CHUNK + 16
    body = memoryview(sealed)[len(MAGIC) :]
    starts = range(0, len(body), step)
    return b"".join(
        cipher.decrypt(_nonce(number, start + step >= len(body)), body[start : start + step], name.encode())
        for number, start in enumerate(starts)
    )


def _nonce(number: int, last: bool) -> bytes:
    """A counter is enough: no key ever seals two files."""
    return number.to_bytes(11, "big") + bytes([last])


def _flush_folder(folder: Path) -> None:
    """So that the new name survives a power cut too; Windows has no such call and needs none."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def box_in(folder: Path | None) -> BlobBox:
    """The box of the store whose sealed files stand in `folder`, or one in memory."""
    shelf: Any = FolderShelf(folder) if folder else MemoryShelf()
    return BlobBox(shelf)
