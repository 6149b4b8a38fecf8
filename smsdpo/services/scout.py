"""A process of our own fetches the key and the first rows while the window's library is being loaded (decision 9).

It takes no lock and writes nothing; what it brings back travels through a pipe that only the two processes hold.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from smsdpo.core.errors import Refusal

TYPE_CHECKING = False  # as in cli/program.py
if TYPE_CHECKING:
    from datetime import date
    from typing import IO, Any

    from smsdpo.domain.records.inbox import FirstLook

_PAINTED = b"\n"
_LONGEST = 60.0
"""Seconds for which it is waited for, because the keyring may be asking the user. Then it is given up."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of a report: some kilobytes for each row of a full page."""
_KEYRING_ASKED = ("cancelled", "locked")
"""What the user has just said to the keyring's own question: it is not asked a second time."""


class Report:
    """The store's raw keys and what the window shows first; or the `kind` of the keyring's refusal alone."""

    def __init__(
        self, keys: "tuple[bytes, bytes, bytes] | None", look: "FirstLook | None" = None, refused: str = ""
    ) -> None:
        self.keys, self.look, self.refused = keys, look, refused


class Scout:
    """The process on its way."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._leave: IO[bytes] = process.stdin  # type: ignore[assignment]  # both were asked for
        self._brought: IO[bytes] = process.stdout  # type: ignore[assignment]
        self._asked = self._recalled = False

    def go_on(self) -> None:
        """The window is painted: what takes every processor may begin now."""
        with suppress(OSError), self._leave:  # it may have needed no leave, and be back
            self._leave.write(_PAINTED)

    def report(self) -> Report | None:
        """Waits for it, once. Nothing where it could not do its errand: the ordinary way in says why."""
        self._asked = True
        brought = b"" if self._recalled else self._heard()
        if self._recalled:
            raise Refusal("The program was closed before the store was open.", hint="Start it again.")
        return _read(brought)

    def _heard(self) -> bytes:
        """All that it says, where it ends well and in time."""
        import threading

        over = threading.Timer(_LONGEST, self._process.kill)
        over.start()
        try:
            with self._brought:
                brought = self._brought.read(_LARGEST + 1)
            return b"" if self._process.wait() or len(brought) > _LARGEST else brought
        finally:
            over.cancel()

    def recall(self) -> None:
        """Nobody needs its report any more."""
        self._recalled = True
        self._process.kill()
        self._process.wait()
        self._leave.close()
        if not self._asked:  # else whoever waits for it closes its end
            self._brought.close()


def send(store: Path | None, key_file: Path | None, today: "date | None") -> Scout | None:
    """Send one to the store, the user's own where none is named, which opens by `key_file` or by the keyring. None goes
    where another program has the store or shows a window for it: then it is not opened (security.md, test 53)."""
    from smsdpo.core.lock import StoreLock
    from smsdpo.core.paths import StorePaths, default_store
    from smsdpo.core.second_start import socket_name

    paths = StorePaths(store or default_store())
    if getattr(sys, "frozen", False) or not paths.store.exists():  # frozen: nothing to run but the whole program
        return None
    if Path(socket_name(paths.store)).exists() or StoreLock(paths.lock).holder():
        return None
    words = [str(paths.store), str(key_file or ""), today.isoformat() if today else ""]
    return Scout(
        subprocess.Popen(  # noqa: S603 - our own interpreter, with our own words
            # -P: a file called json.py in the folder one stands in must not be taken for the library's.
            [sys.executable, "-P", "-m", "smsdpo.services.scout", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the ordinary way in says what is wrong
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
    )


# --- what travels -----------------------------------------------------------------------------------------------------


def _written(report: Report) -> bytes:
    import json
    from dataclasses import asdict

    look = report.look
    said = {
        "keys": [key.hex() for key in report.keys] if report.keys else None,
        "look": asdict(look) if look else None,
        "refused": report.refused,
    }
    return json.dumps(said, default=lambda day: day.isoformat()).encode("ascii")


def _read(brought: bytes) -> Report | None:
    """The report; nothing where it is not one, or not whole."""
    import json

    try:
        said = json.loads(brought)
        if said["refused"] in _KEYRING_ASKED:
            return Report(None, refused=said["refused"])
        db, mac, store_id = map(bytes.fromhex, said["keys"])
        return Report((db, mac, store_id), _look(said["look"]) if said["look"] else None)
    except (ValueError, KeyError, TypeError):
        return None


def _look(said: "dict[str, Any]") -> "FirstLook":
    from datetime import date, datetime

    from smsdpo.domain.records import Page
    from smsdpo.domain.records.inbox import FirstLook, MessageCard

    for card in said["inbox"]["items"]:
        card["received_on"] = date.fromisoformat(card["received_on"])
        card["received_at"] = datetime.fromisoformat(card["received_at"])
        card["answer_by"] = date.fromisoformat(card["answer_by"]) if card["answer_by"] else None
        card["tags"] = tuple(card["tags"])
    rows = tuple(MessageCard(**card) for card in said["inbox"]["items"])
    return FirstLook(Page(rows, said["inbox"]["offset"], said["inbox"]["total"]), said["who"], said["sample"])


# --- in the process sent ahead ----------------------------------------------------------------------------------------


def _fetch(store: str, key_file: str, today: str) -> Report | None:
    from datetime import date

    from smsdpo.core.clock import FixedClock, SystemClock
    from smsdpo.core.paths import StorePaths
    from smsdpo.core.secrets import KeyringProblem
    from smsdpo.core.way_in import actor, opened_by, read_key_file, ways_of
    from smsdpo.services import front_door

    paths = StorePaths(Path(store))
    ways = ways_of(paths)
    typed = opened_by(read_key_file(Path(key_file)), ways) if key_file else {}
    passphrase = typed.get("passphrase")
    if passphrase is None and (typed or "keyring" not in ways):
        return None
    # Deriving a key takes every processor, and the window is still to be painted; or it is there no more.
    if passphrase is not None and not sys.stdin.buffer.read(1):
        return None
    try:
        keys, look = front_door.glimpse(
            paths, FixedClock(date.fromisoformat(today)) if today else SystemClock(), actor(), passphrase
        )
    except KeyringProblem as problem:
        return Report(None, refused=problem.kind) if problem.kind in _KEYRING_ASKED else None
    return Report((keys.db, keys.mac, keys.store_id), look)


def main() -> None:
    """The errand: whatever goes wrong, the program that sent it finds out by itself and says it better."""
    from smsdpo.core import process

    process.harden()
    if sys.platform != "win32":
        os.nice(5)  # the window goes first
    report = _fetch(*sys.argv[1:])
    if report is not None:
        sys.stdout.buffer.write(_written(report))
        sys.stdout.buffer.flush()
    os._exit(0)  # without closing the store's connection, which would tidy up its journal


if __name__ == "__main__":
    main()
