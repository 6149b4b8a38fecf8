"""The office at work: its store, clock, settings and who is at the desk. Handed to every service."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from smsdpo.core import log, settings
from smsdpo.core import paths as places
from smsdpo.core.clock import Clock
from smsdpo.core.errors import Fault, Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from smsdpo.core.secrets import Keychain
from smsdpo.domain.records import Changes
from smsdpo.model import audit, blobs, keys, undo
from smsdpo.model.keys import KeyFile, KeySet
from smsdpo.model.queries import desk
from smsdpo.model.session import Session
from smsdpo.model.settings import SettingRow
from smsdpo.model.store import Store
from smsdpo.services import clock_guard, front_door
from smsdpo.services.front_door import FrontDoor
from smsdpo.services.heads import HeadBook
from smsdpo.services.operation import Operation

Listener = Callable[[Changes], None]
DRAFTS_KEPT = timedelta(days=90)
DRAFTS_MOST = 2_000
"""Fields of drafts; beyond that the oldest go."""


class Office:
    """An open office. Everything here belongs to the store's own thread, except `close`."""

    def __init__(
        self,
        store: Store,
        key_set: KeySet,
        clock: Clock,
        actor: str,
        *,
        paths: StorePaths | None = None,
        lock: StoreLock | None = None,
        head_book: HeadBook | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.actor = actor
        self.paths = paths
        self.listeners: list[Listener] = []
        self.read_only_because = ""
        """Why nothing may be changed now; empty when all is well."""
        self.blobs = blobs.box_in(paths.blobs if paths else None)
        self.missing_files: tuple[str, ...] = ()
        """Sealed files that the store speaks of and that are gone."""
        self.clock_warning = ""
        """Why the computer's clock is not to be trusted, as a sentence; empty when all is well."""
        self.keys = key_set
        self.heads = head_book
        self._lock = lock
        self._operation: Operation | None = None
        self._reading: Session | None = None
        self._closed = False

    # --- coming and going ---------------------------------------------------------------------------------------------

    @classmethod
    def in_memory(cls, clock: Clock, actor: str) -> "Office":
        """An office that is gone when it is closed: for rehearsals and tests."""
        key_set = KeySet.fresh()
        return cls(Store.in_memory(key_set), key_set, clock, actor)

    @classmethod
    def create(
        cls,
        paths: StorePaths,
        clock: Clock,
        actor: str,
        *,
        passphrase: str = "",
        keychain: Keychain | None = None,
        state_dir: Path | None = None,
        to_be_noted: bool = False,
    ) -> "tuple[Office, str]":
        """A new, empty office and its recovery key, which is shown this once and kept nowhere.

        `to_be_noted` marks that key in the key file until it was proved to be noted down (`services.keys.mark_noted`).

        With a passphrase the store opens by it; without, by the keyring. The keys are on the disk before the store
        is, so that no crash leaves a store that nothing opens. A store or key file that exists is never touched.
        """
        front_door.clear_scratch()
        for path in (paths.store, paths.keys):
            if path.exists():
                raise Refusal(
                    f"There is already a file named {path.name} there.",
                    hint="Open that store, or choose another name or folder for the new one.",
                )
        places.chosen_folder(paths.store.parent)
        key_set, keychain = KeySet.fresh(), keychain or (None if passphrase else Keychain.of_this_user())
        wraps, recovery_key = _wraps(key_set, passphrase, keychain)
        if to_be_noted:  # from the beginning: a program that is killed now has shown a key that nobody has
            wraps["recovery"]["noted"] = "no"
        with ExitStack() as way_back:
            if keychain:
                way_back.callback(_forget_key, keychain, key_set)
            lock = way_back.enter_context(StoreLock(paths.lock))
            way_back.callback(paths.keys.unlink, missing_ok=True)
            keys.write_file(paths.keys, KeyFile(key_set.store_id, wraps), overwrite=False)
            way_back.callback(paths.store.unlink, missing_ok=True)
            store = Store.create(paths, key_set)
            way_back.callback(store.close)
            book = HeadBook(front_door.state_in(state_dir), key_set.store_id, keychain)
            office = cls(store, key_set, clock, actor, paths=paths, lock=lock, head_book=book)
            with office.operation("store.create") as operation:
                operation.note(ways=sorted(wraps))
            way_back.pop_all()
        return office, recovery_key

    @classmethod
    def open(
        cls,
        paths: StorePaths,
        clock: Clock,
        actor: str,
        *,
        passphrase: str | None = None,
        recovery_key: str | None = None,
        keychain: Keychain | None = None,
        state_dir: Path | None = None,
        keep_steps: bool = False,
    ) -> "Office":
        """Open the office at `paths` by passphrase, by recovery key (which repairs the keyring) or by the keyring.

        A `KeyringProblem` says that one of the other two ways is to be asked for. `keep_steps` after a lock: what was
        done before it can still be undone.
        """
        door = front_door.unlock(
            paths, passphrase=passphrase, recovery_key=recovery_key, keychain=keychain, state_dir=state_dir
        )
        return cls.enter(door, clock, actor, keep_steps=keep_steps)

    @classmethod
    def enter(cls, door: FrontDoor, clock: Clock, actor: str, *, keep_steps: bool = False) -> "Office":
        """The office behind a door that was unlocked: by the thread that works in it from now on."""
        with ExitStack() as way_back:
            way_back.callback(door.close)
            store = Store.behind(door.connection, door.version, door.paths.store)
            way_back.callback(store.close)
            book = HeadBook(door.state, door.keys.store_id, door.keychain)
            office = cls(store, door.keys, clock, actor, paths=door.paths, lock=door.lock, head_book=book)
            office._look_around(book)
            if not keep_steps:
                office.forget_steps()  # of a session that ended without closing
            way_back.pop_all()
        log.say("store.opened")
        return office

    def _look_around(self, book: HeadBook) -> None:
        """After opening: does the store reach to where the trail was last noted, and are its sealed files there?"""
        with self.store.reading() as session:
            self.clock_warning = clock_guard.why_doubtful(audit.head(session).at, self.clock.now())
            self.read_only_because = book.why_behind(session)
            if self.read_only_because:
                # Files this copy knows nothing of may be those of the newer store: they stay.
                log.say("store.read_only", level=logging.WARNING)
                return
            removed, self.missing_files = self.blobs.sweep(session)
        if not self.clock_warning:  # a wrong clock must not make a draft old
            self._forget_old_drafts()
        if removed:
            log.say("blobs.swept", count=removed)
        if self.missing_files:
            log.say("blobs.missing", level=logging.WARNING, count=len(self.missing_files))

    def _forget_old_drafts(self) -> None:
        with self.jotting() as session:
            gone = desk.forget_old_drafts(session, self.clock.now() - DRAFTS_KEPT, DRAFTS_MOST)
        if gone:
            log.say("drafts.forgotten", count=gone)

    def close(self, *, keep_steps: bool = False) -> None:
        """Note the trail's end and let go of the store; `keep_steps` where it is only locked, so that what was done
        can still be undone afterwards."""
        # A dying window closes from another thread: then opening forgets.
        if not keep_steps and not self._closed and self.store.is_here:
            self.forget_steps()
        self._closed = True
        if self.heads:
            self.heads.keep_in_keyring()
        self.store.close()
        if self._lock:
            self._lock.release()
            log.say("store.closed")

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # --- work ---------------------------------------------------------------------------------------------------------

    @contextmanager
    def operation(self, tag: str, about: str = "", reason: str = "", undoable: bool = False) -> Iterator[Operation]:
        """The only way to change anything: what the block writes, the sealed files it adds or drops, and the line in
        the trail stand or fall together. Listeners hear of it afterwards.

        `undoable` keeps how the rows were, so that it can be taken back (`services.undo`).
        """
        if self._operation or self._reading:
            raise Fault(f"the operation {tag} was begun inside another operation or reading")
        if self.read_only_because:
            raise Refusal(self.read_only_because, hint="It can be read, searched and verified; nothing can be changed.")
        head = None
        operation: Operation | None = None
        now = self.clock.now()
        try:
            with self.store.writing() as session:
                self._operation = operation = Operation(
                    session, tag, about=about, reason=reason, at=now, undoable=undoable
                )
                yield operation
                head = audit.append(
                    session,
                    self.keys.mac,
                    at=now,
                    actor=self.actor,
                    action=tag,
                    about=operation.seal(),
                    payload=dict(operation.payload),
                    reason=operation.reason,
                )
        except BaseException:
            self.blobs.rollback()
            if operation:
                operation.withdraw()
            raise
        finally:
            self._operation = None
        self.blobs.commit()
        if self.heads:
            self.heads.add(head)
        self._tell(operation.finish())

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """To forget steps that can no longer be taken back: no act, so no line in the trail and nobody to tell."""
        self._refuse_aside()
        with self.store.writing() as session:
            yield session

    @contextmanager
    def jotting(self) -> Iterator[Session]:
        """To write drafts and what was opened last, and nothing else: no act, so no line in the trail and nobody to
        tell. Any other table is refused by the store itself (decision 6)."""
        self._refuse_aside()
        with self.store.writing() as session, desk.jottings_only(session):
            yield session

    def _refuse_aside(self) -> None:
        if self._operation or self._reading:
            raise Fault("what the desk keeps was to be written inside another operation or reading")
        if self.read_only_because:
            raise Refusal(self.read_only_because, hint="It can be read, searched and verified; nothing can be changed.")

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self.listeners):
            listener(changes)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reads; inside an operation the operation's own, so that it sees what was just written."""
        if self._operation:
            self._operation.session.flush()
            yield self._operation.session
        elif self._reading:
            yield self._reading
        else:
            with self.store.reading() as session:
                self._reading = session
                try:
                    yield session
                finally:
                    self._reading = None

    @property
    def is_at_work(self) -> bool:
        """Whether an operation is under way."""
        return self._operation is not None

    def keyed_hash(self, words: str) -> str:
        """To recognise a value again without keeping it (the trail, the do-not-contact list)."""
        return audit.keyed_hash(self.keys.mac, words)

    def forget_steps(self) -> None:
        """What was done so far can no longer be undone. Steps hold rows as they were, so they go with the session; no
        trouble with them keeps the office from opening or closing."""
        if self.read_only_because:
            return
        try:
            with self.store.reading() as session:
                if not undo.any_step(session):
                    return
            with self.store.writing() as session:
                undo.forget_all(session)
        except Refusal:
            log.say("steps.kept", level=logging.WARNING)

    # --- settings -----------------------------------------------------------------------------------------------------

    def setting(self, key: str) -> Any:
        """The office's value, or the declared default."""
        declared = settings.get(key)
        with self.reading() as session:
            row = session.get(SettingRow, key)
            return row.value if row is not None and declared.stands(row.value) else declared.default

    @property
    def is_sample(self) -> bool:
        """Whether this office holds invented people, so that whatever leaves it must be marked."""
        return bool(self.setting("sample") == "yes")

    def settings(self) -> dict[str, Any]:
        """Every declared setting with its present value."""
        with self.reading() as session:
            kept = {row.key: row.value for row in session.query(SettingRow)}
        return {
            key: kept[key] if key in kept and declared.stands(kept[key]) else declared.default
            for key, declared in settings.SETTINGS.items()
        }

    def change_settings(self, values: dict[str, Any]) -> Changes:
        """Check all, then change all; the trail notes which, not to what."""
        checked = {key: settings.get(key).checked(value) for key, value in values.items()}
        about = next(iter(checked)) if len(checked) == 1 else ""
        with self.operation("setting.change", about=about, undoable=True) as operation:
            now = self.clock.now().astimezone(UTC)
            for key, value in checked.items():
                operation.session.merge(SettingRow(key=key, value=value, changed_at=now))
            operation.note(keys=sorted(checked))
        return operation.changes


def _forget_key(keychain: Keychain, key_set: KeySet) -> None:
    """Of a store that was not made after all; a keyring that refuses to be tidied does not hide why."""
    with suppress(Refusal):
        keychain.remove(keys.entry_name(key_set.store_id))


def _wraps(key_set: KeySet, passphrase: str, keychain: Keychain | None) -> tuple[dict[str, dict[str, Any]], str]:
    """The keys wrapped in each way that is wanted, and the recovery key."""
    recovery, shown = keys.wrap_with_recovery_key(key_set)
    wraps = {"recovery": recovery}
    if passphrase:
        wraps["passphrase"] = keys.wrap_with_passphrase(key_set, passphrase)
    if keychain:
        wraps["keyring"] = keys.wrap_with_keyring(key_set, keychain)
    return wraps, shown
