"""What every command is handed: the options common to all, the way to the store, and the way to answer."""

import argparse
import getpass
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.cli.shapes import shown
from smsdpo.core.clock import Clock, FixedClock, SystemClock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths, default_store

if TYPE_CHECKING:
    from smsdpo.services.office import Office

Pictures = Callable[[Path, "Office"], Iterable[Path]]
"""Draws the main screens into a folder; given by the program where a window can be made."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One run of one command."""

    store: Path | None = None
    today: date | None = None
    as_json: bool = False
    key_file: Path | None = None
    pictures: Pictures | None = None

    @classmethod
    def of(cls, words: argparse.Namespace, pictures: Pictures | None = None) -> "Desk":
        return cls(words.store, words.today, words.json, words.key_file, pictures)

    @property
    def clock(self) -> Clock:
        return FixedClock(self.today) if self.today else SystemClock()

    @property
    def paths(self) -> StorePaths:
        return StorePaths(self.store or default_store())

    @contextmanager
    def office(self) -> "Iterator[Office]":
        """The office of the store, open as long as the block runs."""
        from smsdpo.services.office import Office

        office = Office.open(self.paths, self.clock, actor(), passphrase=self._passphrase())
        try:
            yield office
        finally:
            office.close()

    def create(self) -> "tuple[Office, str]":
        """A new, empty office, and its recovery key, shown this once."""
        from smsdpo.services.office import Office

        passphrase = self._passphrase(new=True)
        return Office.create(self.paths, self.clock, actor(), passphrase=passphrase or "")

    def answer(self, data: object, lines: Iterable[str]) -> None:
        """The result on standard output: one JSON document, or the lines for a reader."""
        if self.as_json:
            print(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                print(shown(line))

    def _passphrase(self, *, new: bool = False) -> str | None:
        """From the key file; otherwise None where the keyring has the key; otherwise asked for."""
        if self.key_file is not None:
            return read_key_file(self.key_file)
        if self._keyring_serves(new=new):
            return None
        return _asked(new=new)

    def _keyring_serves(self, *, new: bool) -> bool:
        from smsdpo.core.secrets import Keychain

        try:
            if not new and "keyring" not in _ways_of(self.paths):
                return False
            Keychain.of_this_user()
        except Refusal:
            return False
        return True


def _ways_of(paths: StorePaths) -> frozenset[str]:
    """How the store can be opened; where that cannot be told, opening it says why."""
    try:
        kept = json.loads(paths.keys.read_text(encoding="utf-8"))
        return frozenset(kept["wraps"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset({"keyring"})


def read_key_file(path: Path) -> str:
    """The passphrase in a file that only its owner can read: one line, its end not part of it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "The key file could not be read.", hint="Name a text file that you own, with the passphrase on one line."
        ) from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise Refusal(
            "The key file can be read by others on this computer.",
            hint="Make it yours alone (chmod 600), then try again.",
        )
    passphrase = text.rstrip("\r\n")
    if not passphrase:
        raise Refusal("The key file is empty.", hint="Put the passphrase on its only line.")
    return passphrase


def _asked(*, new: bool) -> str:
    if not sys.stdin.isatty():
        raise Refusal(
            "The store's passphrase is needed and there is nobody to ask.",
            hint="Give it with --key-file, naming a file that only you can read.",
        )
    passphrase = getpass.getpass("Passphrase: ")
    if new and passphrase != getpass.getpass("The same again: "):
        raise Refusal("The two passphrases differ.", hint="Nothing was made; try again.")
    return passphrase


def actor() -> str:
    """Who is named in the trail: the name this person is signed in with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "command line"


def write_new(path: Path, content: bytes) -> None:
    """A file of our making at a place the user named; never over an existing one."""
    from smsdpo.core.paths import written_whole

    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as draft:
        draft.write_bytes(content)


def count(number: int, one: str, many: str = "") -> str:
    """`1 record`, `2 records`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


Run = Callable[[Desk, argparse.Namespace], Any]
