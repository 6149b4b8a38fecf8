"""What every command is handed: the options common to all, the way to the store, and the way to answer."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.shapes import shown
from smsdpo.core.clock import Clock, FixedClock, SystemClock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths, default_store
from smsdpo.core.way_in import actor, opened_by, read_key_file, ways_of
from smsdpo.domain import channels

if TYPE_CHECKING:
    from smsdpo.services.office import Office

WHEN = "a day, or a time with its offset: 2026-11-20T10:00:00+00:00"

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

        key = self._key()
        passphrase, recovery_key = key.get("passphrase"), key.get("recovery_key")
        office = Office.open(self.paths, self.clock, actor(), passphrase=passphrase, recovery_key=recovery_key)
        try:
            yield office
        finally:
            office.close()

    def create(self) -> "tuple[Office, str]":
        """A new, empty office, and its recovery key, shown this once."""
        from smsdpo.services.office import Office

        return Office.create(self.paths, self.clock, actor(), passphrase=self._new_passphrase())

    def answer(self, data: object, lines: Iterable[str]) -> None:
        """The result on standard output: one JSON document, or the lines for a reader."""
        if self.as_json:
            print(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                print(shown(line))

    def _key(self) -> dict[str, str]:
        """How the store is opened: by the key file; otherwise by the keyring; otherwise by what is typed."""
        ways = ways_of(self.paths)
        if self.key_file is not None:
            typed = read_key_file(self.key_file)
        elif (problem := _keyring_problem()) is None and "keyring" in ways:
            return {}
        else:
            typed = _asked("Passphrase or recovery key: ", problem if "keyring" in ways else None)
        return opened_by(typed, ways)

    def _new_passphrase(self) -> str:
        """For a new store; empty where the keyring keeps its key."""
        if self.key_file is not None:
            return read_key_file(self.key_file)
        problem = _keyring_problem()
        if problem is None:
            return ""
        passphrase = _asked("Passphrase: ", problem)
        if passphrase != _asked("The same again: ", problem):
            raise Refusal("The two passphrases differ.", hint="Nothing was made; try again.")
        return passphrase


def _keyring_problem() -> Refusal | None:
    """Why this computer's keyring cannot be used, or nothing."""
    from smsdpo.core.secrets import Keychain

    try:
        Keychain.of_this_user()
    except Refusal as problem:
        return problem
    return None


def _asked(question: str, problem: Refusal | None) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        why = problem.message if problem else "The store's passphrase is needed and there is nobody to ask."
        wanted = question.rstrip(": ").lower()
        raise Refusal(why, hint=f"Put the {wanted} into a file that only you can read, and name it with --key-file.")
    return getpass.getpass(question)


def check_ending(path: Path, ending: str, what: str) -> None:
    """Refuse a name by which other programs would take the file for something else."""
    if path.suffix.casefold() != ending:
        raise Refusal(what, hint=f"Give a name that ends in {ending}.")


def arriving(words: argparse.ArgumentParser) -> None:
    """The options of what is entered by hand: when it reached the office, and how."""
    words.add_argument("--received", required=True, metavar="TIME", help=WHEN)
    words.add_argument("--channel", default=channels.EMAIL, choices=sorted({channels.EMAIL, *channels.NOTED}))


def pair(text: str) -> tuple[str, str]:
    """`key=text`, as argparse wants it: a ValueError becomes a usage error."""
    key, mark, value = text.partition("=")
    if not key or not mark:
        raise ValueError(text)
    return key, value


def count(number: int, one: str, many: str = "") -> str:
    """`1 record`, `2 records`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
