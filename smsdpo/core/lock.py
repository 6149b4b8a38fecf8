"""One running program per store: a lock of the operating system, with a note inside on who holds it."""

import os
import sys
from pathlib import Path
from types import TracebackType

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import PRIVATE_FILE

# Where the lock proper lies on Windows, whose locked bytes nobody else can read: beyond the note.
_FAR = 1 << 20


class StoreLock:
    """Held from the opening of a store to its closing. A lock whose process is gone is free again by itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def holder(self) -> str:
        """Who holds it now: program, process and machine; empty when it is free. Nothing is taken or written."""
        try:
            handle = os.open(self.path, os.O_RDWR)
        except OSError:
            return ""
        try:
            note = _read_note(handle)
            if not _lock(handle):
                return _describe(note)
            _unlock(handle)
            return _describe(note) if _elsewhere(note) else ""
        finally:
            os.close(handle)

    def acquire(self) -> None:
        """Take the lock, or say who has it: program, process and machine (security.md, test 53)."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except OSError as error:
            raise self._unwritten(error) from None
        holder = _read_note(handle)
        # A lock taken on another machine over a shared folder is often invisible here; its note is not.
        if not _lock(handle) or _elsewhere(holder):
            os.close(handle)
            raise self.refusal(_describe(holder))
        try:
            _write_note(handle)
        except OSError as error:  # with the handle goes the lock: once there is space again the store opens
            os.close(handle)
            raise self._unwritten(error) from None
        self._handle = handle

    def _unwritten(self, error: OSError) -> Refusal:
        return Refusal(
            f"{self.path.name} could not be written beside the store: {error.strerror}.",
            hint="The store can only be used in a folder in which you may write, with some space left.",
        )

    def refusal(self, holder: str) -> Refusal:
        """Who has the store, and what to do."""
        return Refusal(
            f"The store is already open: {holder}.",
            hint="Go to that window, or close it first. If that machine was switched off while the store was "
            f"open, delete {self.path.name} beside the store.",
        )

    def release(self) -> None:
        """Let go; harmless when nothing is held."""
        if self._handle is None:
            return
        os.ftruncate(self._handle, 0)
        _unlock(self._handle)
        os.close(self._handle)
        self._handle = None

    def __enter__(self) -> "StoreLock":
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def _read_note(handle: int) -> dict[str, object]:
    os.lseek(handle, 0, os.SEEK_SET)
    written = os.read(handle, 4096)
    if not written:  # let go of in order: nothing is loaded for it, the first paint waits
        return {}
    import json

    try:
        note = json.loads(written)
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def _write_note(handle: int) -> None:
    import json

    note = {"program": "smsdpo", "pid": os.getpid(), "host": _this_computer()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(note).encode())


def _elsewhere(holder: dict[str, object]) -> bool:
    return bool(holder) and holder.get("host") != _this_computer()


def _this_computer() -> str:
    import platform  # asked only where a lock is taken or found: the first paint does not wait for it

    return platform.node()


def _describe(holder: dict[str, object]) -> str:
    if not holder:
        return "another program holds it"
    return f"{holder.get('program')}, process {holder.get('pid')}, on {holder.get('host')}"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
