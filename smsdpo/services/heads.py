"""The ends of the trail, noted outside the store's folder: an old copy of the store or a cut trail is noticed."""

import json
import logging
import os
from datetime import datetime
from pathlib import Path

from smsdpo.core import log
from smsdpo.core.clock import london_date
from smsdpo.core.days import long_day
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import PRIVATE_FILE
from smsdpo.core.secrets import Keychain
from smsdpo.model import audit
from smsdpo.model.audit import Head
from smsdpo.model.session import Session

TAIL = 4096


class HeadBook:
    """An append-only file in the state folder, and an entry in the keyring where the store uses one."""

    def __init__(self, state_dir: Path, store_id: bytes, keychain: Keychain | None) -> None:
        self.path = state_dir / f"{store_id.hex()}.heads"
        self._entry = f"trail head {store_id.hex()}"
        self._keychain = keychain
        self._last: Head | None = None

    def add(self, head: Head) -> None:
        """After each commit. Never refused: what is done is done, and the next line notes it again."""
        self._last = head
        # A line of its own even after one that a crash tore off.
        line = f"\n{json.dumps({'seq': head.seq, 'mac': head.mac, 'at': head.at})}\n"
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE_FILE)
            with os.fdopen(handle, "ab") as file:
                file.write(line.encode())
        except OSError:
            log.say("heads.not_written", level=logging.WARNING, seq=head.seq)

    def all(self) -> list[Head]:
        """Every end noted, oldest first; a line torn by a crash is passed over."""
        return self._read(0)

    def _newest(self) -> Head | None:
        """The furthest end noted, from the last few lines only: the file grows by one at each operation."""
        return max(self._read(TAIL), key=lambda head: head.seq, default=None)

    def _read(self, tail: int) -> list[Head]:
        kept = self._from_keyring()
        return [head for line in self._lines(tail) if (head := _parse(line))] + ([kept] if kept else [])

    def _lines(self, tail: int) -> list[str]:
        """The lines of the file, or of its last `tail` bytes; what cannot be read stops nobody, like what is gone."""
        try:
            with self.path.open("rb") as file:
                if tail:
                    file.seek(max(0, self.path.stat().st_size - tail))
                return file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return []

    def why_behind(self, session: Session) -> str:
        """Why the store is not the one these notes were made of; empty when it is. One look, not the whole trail."""
        newest = self._newest()
        if newest is None:
            return ""
        found = audit.mac_at(session, newest.seq)
        if found == newest.mac:
            return ""
        end = audit.head(session).seq
        day = long_day(london_date(datetime.fromisoformat(newest.at)))
        if found is None:
            return (
                f"This store ends at line {end} of its trail, but line {newest.seq} was written on {day}: "
                "it is an older copy, or its end was cut off."
            )
        return f"Line {newest.seq} of this store's trail is not the one that was written on {day}."

    def keep_in_keyring(self) -> None:
        """At closing: a second place, which whoever alters the folder does not reach as easily."""
        if self._keychain is None or self._last is None:
            return
        value = json.dumps({"seq": self._last.seq, "mac": self._last.mac, "at": self._last.at})
        try:
            self._keychain.put(self._entry, value)
        except Refusal:  # the file still has it, and closing must not fail
            return

    def _from_keyring(self) -> Head | None:
        if self._keychain is None:
            return None
        try:
            value = self._keychain.get(self._entry)
        except Refusal:
            return None
        return _parse(value) if value else None


def _parse(line: str) -> Head | None:
    try:
        note = json.loads(line)
        at = datetime.fromisoformat(note["at"])
        return Head(int(note["seq"]), str(note["mac"]), note["at"]) if at.tzinfo else None
    except (ValueError, KeyError, TypeError):
        return None
