"""What can be done with a store that is damaged: read what is left of it, or put a copy in its place (decision 8)."""

import logging
import re
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from smsdpo.core import log
from smsdpo.core.clock import Clock, london_date
from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths, written_whole
from smsdpo.core.secrets import Keychain
from smsdpo.model import keys, opener
from smsdpo.model.keys import KeySet
from smsdpo.model.schema import HEAD_VERSION
from smsdpo.model.store import Store
from smsdpo.services.office import Office

_COPY = re.compile(r"before-(\d{4})")
_JOURNALS = ("-wal", "-shm")
"""They belong to the file whose name they carry: read beside another one they would spoil it."""


@dataclass(frozen=True, slots=True)
class CopyCard:
    """A copy of the store beside it: its file, its day, and the version that the program then went on to."""

    name: str
    day: date
    before: int
    size: int


def open_to_read(
    paths: StorePaths,
    clock: Clock,
    actor: str,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keychain: Keychain | None = None,
) -> Office:
    """What can still be read of a damaged store; nothing is written, not even who looked."""
    with ExitStack() as way_back:
        lock = way_back.enter_context(StoreLock(paths.lock))
        key_set = _key_of(paths, passphrase, recovery_key, keychain)
        store, damage = Store.open_to_read(paths, key_set)
        office = Office(store, key_set, clock, actor, paths=paths, lock=lock)
        office.read_only_because = damage or f"{paths.store.name} was opened to read only."
        way_back.pop_all()
    log.say("store.read_only", level=logging.WARNING)
    return office


def copies(paths: StorePaths) -> list[CopyCard]:
    """The copies that were made beside the store before a step of its schema, the newest first."""
    start = f"{paths.store.name}."
    found = []
    for path in paths.store.parent.glob("*"):
        made = _COPY.fullmatch(path.name.removeprefix(start)) if path.name.startswith(start) else None
        if made and path.is_file() and not path.is_symlink():
            told = path.stat()
            day = london_date(datetime.fromtimestamp(told.st_mtime, UTC))
            found.append((told.st_mtime, CopyCard(path.name, day, int(made[1]), told.st_size)))
    return [card for _when, card in sorted(found, key=lambda one: one[0], reverse=True)]


def put_in_place(
    paths: StorePaths,
    name: str,
    clock: Clock,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keychain: Keychain | None = None,
) -> str:
    """Put a copy of the copy `name` where the store was, and answer under which name the damaged file is kept (empty
    when there was none). The copy is read through first, nothing is overwritten, and a failure leaves all as it was."""
    if name not in {card.name for card in copies(paths)}:
        raise Refusal(f"There is no copy named {name} beside the store.", hint="Choose another one.")
    with StoreLock(paths.lock), ExitStack() as way_back:
        key_set = _key_of(paths, passphrase, recovery_key, keychain)
        with written_whole(paths.store, overwrite=True) as draft:
            shutil.copyfile(paths.store.with_name(name), draft)
            _refuse_bad_copy(draft, name, key_set)
            kept = _set_aside(paths.store, clock.today(), way_back)
        way_back.pop_all()
    log.say("store.put_back")
    return kept


def _refuse_bad_copy(draft: Path, name: str, key_set: KeySet) -> None:
    """Both integrity checks on what is going to be the store, not on what it is copied from."""
    try:
        connection = opener.connect(draft, key_set.db)
        try:
            version = opener.check_identity(connection, draft, store_id=key_set.store_id)
            opener.refuse_damage(connection, draft, whole=True)
        finally:
            connection.close()
    except Refusal:
        raise Refusal(
            f"{name} is not a good copy of this store.", hint="Nothing was changed. Choose another copy."
        ) from None
    if version > HEAD_VERSION:
        raise Refusal(f"{name} was written by a newer version of this program.", hint="Install the newer version.")


def _set_aside(store: Path, today: date, way_back: ExitStack) -> str:
    """Give the damaged file, and the journals that belong to it, a name that nothing has yet. Journals go also where
    the file itself is gone already, and after it: without them it would open, and lack what was done last."""
    there = [end for end in ("", *_JOURNALS) if _beside(store, end).exists()]
    taken_by = ("", *_JOURNALS) if "" in there else there  # the file's own name may not have another's journals
    first = f".damaged-{today.isoformat()}"
    names = (first if number == 1 else f"{first}-{number}" for number in range(1, 1000))
    free = next(name for name in names if not any(_beside(store, name + end).exists() for end in taken_by))
    for end in there:
        aside = _beside(store, end).rename(_beside(store, free + end))
        way_back.callback(aside.rename, _beside(store, end))
    return f"{store.name}{free}" if "" in there else ""


def _beside(store: Path, end: str) -> Path:
    return store.with_name(store.name + end)


def _key_of(paths: StorePaths, passphrase: str | None, recovery_key: str | None, keychain: Keychain | None) -> KeySet:
    """As an office is opened, but the keyring is not repaired on the way."""
    file = keys.read_file(paths.keys)
    if passphrase is not None:
        return keys.unwrap_with_passphrase(file, passphrase)
    if recovery_key is not None:
        return keys.unwrap_with_recovery_key(file, recovery_key)
    return keys.unwrap_with_keyring(file, keychain or Keychain.of_this_user())
