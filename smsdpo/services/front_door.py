"""The way into an office before anything heavy is loaded: the lock, the key, the store's own file, and a first look.

`Office.enter` takes over what is made here. Nothing imported here brings SQLAlchemy (decision 7).
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smsdpo.core import log
from smsdpo.core import paths as places
from smsdpo.core.clock import Clock
from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from smsdpo.core.secrets import Keychain
from smsdpo.domain.records.inbox import FirstLook
from smsdpo.export import scratch
from smsdpo.model import front, keys, opener
from smsdpo.model.keys import KeyFile, KeySet
from smsdpo.model.schema import HEAD_VERSION

ROWS = 200
"""Of the inbox: a page of the list."""


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """A store that is locked against others and whose key fits. Nothing in it has been written."""

    paths: StorePaths
    state: Path
    lock: StoreLock
    keys: KeySet
    keychain: Keychain | None
    connection: Any
    version: int
    unnoted: bool
    """Whether the recovery key must be noted down before any work."""

    def look(self, clock: Clock, actor: str) -> FirstLook | None:
        """What the window shows until the office is open; nothing where opening has to do or to ask something first."""
        return _first_look(self.connection, self.version, self.unnoted, clock, actor)

    def close(self) -> None:
        """Nobody came in: let go of the store."""
        self.connection.close()
        self.lock.release()


def unlock(
    paths: StorePaths,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keychain: Keychain | None = None,
    state_dir: Path | None = None,
    known: tuple[bytes, bytes, bytes] | None = None,
) -> FrontDoor:
    """Unlock the store by passphrase, by recovery key (which repairs the keyring) or by the keyring. `known`: the keys
    that were fetched in one of these ways a moment ago."""
    clear_scratch()
    opener.refuse_bad_file(paths.store)  # before a lock is left beside nothing, and before anything is asked
    with ExitStack() as way_back:
        lock = way_back.enter_context(StoreLock(paths.lock))
        file = keys.read_file(paths.keys)
        if known is None:
            key_set, keychain = _unwrap(paths, file, passphrase, recovery_key, keychain)
        else:
            key_set = KeySet(*known)
            if passphrase is None:
                keychain = keychain or Keychain.of_this_user()
        state = state_in(state_dir)
        connection, version = opener.identified(paths.store, key_set)
        way_back.pop_all()
    return FrontDoor(paths, state, lock, key_set, keychain, connection, version, _is_unnoted(file))


def glimpse(paths: StorePaths, clock: Clock, actor: str, passphrase: str | None) -> tuple[KeySet, FirstLook | None]:
    """The keys, by passphrase or else by the keyring, and a first look, for a program that is still being loaded. No
    lock is taken and nothing is written; the connection ends with this process."""
    opener.refuse_bad_file(paths.store)
    file = keys.read_file(paths.keys)
    key_set, _ = _unwrap(paths, file, passphrase, None, None)
    connection, version = opener.identified(paths.store, key_set)
    return key_set, _first_look(connection, version, _is_unnoted(file), clock, actor)


def _first_look(connection: Any, version: int, unnoted: bool, clock: Clock, actor: str) -> FirstLook | None:
    if version != HEAD_VERSION or unnoted:
        return None
    return front.first_look(connection, clock.today(), actor, ROWS)


def _is_unnoted(file: KeyFile) -> bool:
    return bool(file.wraps.get("recovery", {}).get("noted"))


def clear_scratch() -> None:
    """A run that was killed while it wrote a workbook left its sheets in clear."""
    if count := scratch.clear_left_overs():
        log.say("scratch.cleared", count=count)


def state_in(folder: Path | None) -> Path:
    """The folder of what the program notes for itself, not the store's."""
    return places.private_folder(folder or places.default_state())


def _unwrap(
    paths: StorePaths, file: KeyFile, passphrase: str | None, recovery_key: str | None, keychain: Keychain | None
) -> tuple[KeySet, Keychain | None]:
    if passphrase is not None:
        return keys.unwrap_with_passphrase(file, passphrase), keychain
    if recovery_key is not None:
        key_set = keys.unwrap_with_recovery_key(file, recovery_key)
        return key_set, _repair_keyring(paths, file, key_set, keychain)
    keychain = keychain or Keychain.of_this_user()
    return keys.unwrap_with_keyring(file, keychain), keychain


def _repair_keyring(paths: StorePaths, file: KeyFile, key_set: KeySet, keychain: Keychain | None) -> Keychain | None:
    """Put the key back where it is looked for; a keyring that still does not work keeps nobody out (test 60)."""
    if "keyring" not in file.wraps:
        return None
    try:
        keychain = keychain or Keychain.of_this_user()
        wraps = {**file.wraps, "keyring": keys.wrap_with_keyring(key_set, keychain)}
    except Refusal:
        return None
    keys.write_file(paths.keys, KeyFile(file.store_id, wraps), overwrite=True)
    return keychain
