"""The store: one encrypted file (or memory, for tests) behind SQLAlchemy, used by one thread only."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as cipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from smsdpo.core import log
from smsdpo.core.errors import Fault, Refusal
from smsdpo.core.paths import PRIVATE_FILE, StorePaths, written_whole
from smsdpo.model import opener, tables
from smsdpo.model.keys import KeySet
from smsdpo.model.schema import HEAD_VERSION, upgrade

assert cipher.sqlite_version_info >= (3, 42), "the search index needs secure-delete (SQLite 3.42)"  # noqa: S101

SQLITE_VERSION: str = cipher.sqlite_version
"""Of the library inside SQLCipher."""


class Store:
    """An open store. Reading and writing sessions are had here and are only valid on the store's own thread."""

    def __init__(self, connection: Any, path: Path | None) -> None:
        self.path = path
        self._connection = connection
        self._thread = threading.get_ident()
        self.engine = engine_on(connection)
        self._writing = self.engine.execution_options(begin="BEGIN IMMEDIATE")

    @classmethod
    def create(cls, paths: StorePaths, keys: KeySet) -> "Store":
        """Make a new store file; an existing one is never touched."""
        path = paths.store
        if path.exists():
            raise Refusal(
                f"There is already a file named {path.name} there.",
                hint="Open it, or choose another name or folder for the new store.",
            )
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        connection = opener.connect(path, keys.db, salt=keys.store_id)
        try:
            connection.execute(f"PRAGMA application_id = {opener.APPLICATION_ID}")
            store = cls(connection, path)
            upgrade(store.engine)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def open(cls, paths: StorePaths, keys: KeySet) -> "Store":
        """Open what is there; every way in which it can be wrong is refused in its own words (security.md, test 55)."""
        return cls.behind(*opener.identified(paths.store, keys), paths.store)

    @classmethod
    def behind(cls, connection: Any, version: int, path: Path) -> "Store":
        """The store behind a connection that `opener.identified` has made: whole, and of this program's version."""
        try:
            opener.refuse_damage(connection, path, whole=False)
            store = cls(connection, path)
            if version < HEAD_VERSION:
                store.copy_to(path.with_name(f"{path.name}.before-{HEAD_VERSION:04}"))
                log.say("store.copied", before=HEAD_VERSION)
                upgrade(store.engine)
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def open_to_read(cls, paths: StorePaths, keys: KeySet) -> "tuple[Store, str]":
        """A damaged store as far as it can be read, and a sentence on what is wrong. Nothing is written into it.

        Each page carries a seal that only the key can make: one that was altered fails when it is read.
        """
        path = paths.store
        opener.refuse_bad_file(path)
        connection = opener.connect(path, keys.db, read_only=True)
        try:
            if opener.check_identity(connection, path, store_id=keys.store_id) != HEAD_VERSION:
                raise Refusal(
                    f"{path.name} is damaged and was written by another version of this program.",
                    hint="It cannot be brought to this version; that version may read it.",
                )
            damage = opener.refuse_unreadable(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path), damage

    @classmethod
    def in_memory(cls, keys: KeySet) -> "Store":
        """A store that is gone when it is closed; encrypted like any other (README, settled point 7)."""
        store = cls(opener.connect(None, keys.db), None)
        with store.engine.begin() as connection:
            tables.metadata.create_all(connection)
            for statement in tables.BESIDE_THE_TABLES:
                connection.exec_driver_sql(statement)
        return store

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in a write transaction: committed when the block ends well, else rolled back. Only the doorway
        (`services/operation.py`) asks for one."""
        self.guard()
        with _machine_trouble(), Session(self._writing, expire_on_commit=False) as session, session.begin():
            session.connection()  # begins now: a write that would have to wait must not find out half way (D20)
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and cannot write."""
        self.guard()
        with _machine_trouble(), Session(self.engine, autoflush=False) as session:
            self._connection.execute("PRAGMA query_only = ON")
            try:
                yield session
            finally:
                self._connection.execute("PRAGMA query_only = OFF")

    def guard(self) -> None:
        """The store belongs to one thread: SQLite would often not notice another one, and then lose a change."""
        if not self.is_here:
            raise Fault("the store was used outside its own thread")

    @property
    def is_here(self) -> bool:
        """Whether the calling thread is the one it belongs to."""
        return threading.get_ident() == self._thread

    @property
    def changes(self) -> int:
        """Rises whenever a row is written."""
        self.guard()
        return int(self._connection.total_changes)

    def damage(self) -> str:
        """Read the whole file; says in a few words what is wrong, or nothing."""
        self.guard()
        return opener.find_damage(self._connection)

    def copy_to(self, target: Path) -> None:
        """A consistent, encrypted copy under the same key, made while it is open (a file copy is not one: D21)."""
        self.guard()
        with written_whole(target, overwrite=True) as draft:  # the copy that is there stays until the new one is
            self._connection.execute("VACUUM INTO ?", (str(draft),))

    def scrub(self) -> None:
        """After an erasure: let nothing of it linger in the index, the journal or unused pages (security.md, 4.5)."""
        self.guard()
        self._connection.execute("INSERT INTO person_search(person_search) VALUES('optimize')")
        self._checkpoint()
        self._connection.execute("VACUUM")
        self._checkpoint()

    def _checkpoint(self) -> None:
        busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise Refusal(
                "The store is being read by another program, so the traces of the erasure could not be cleared yet.",
                hint="Close other programs that read the store's folder (a backup, a search service) and try again.",
            )

    def close(self) -> None:
        """Close for good. Allowed from any thread, so that a dying window can still do it."""
        self.engine.dispose()
        self._connection.close()


# What SQLite says, and what it means to the person at the desk (D8, D13, D20).
_TROUBLE = (
    (
        "disk is full",
        "The disk is full.",
        "Nothing was changed. Free some space and do it again; what is there can still be read.",
    ),
    (
        "is locked",
        "The store is held by another program.",
        "Nothing was changed. Close backup or search programs that read its folder, and do it again.",
    ),
    (
        "malformed",
        "The store's file is damaged.",
        "Nothing was changed. Run the doctor, and put back a good copy of it if you have one.",
    ),
    (
        "not a database",
        "The store's file is damaged.",
        "Nothing was changed. Run the doctor, and put back a good copy of it if you have one.",
    ),
    (
        "disk I/O error",
        "The disk could not be read or written.",
        "Nothing was changed. Check the disk, and do it again.",
    ),
)


@contextmanager
def _machine_trouble() -> Iterator[None]:
    """The machine's troubles as refusals; a change made on a stale copy as well. Everything else is our bug."""
    try:
        yield
    except StaleDataError:
        raise Refusal("It was changed in the meantime.", hint="Look at it again and repeat what you did.") from None
    except DatabaseError as error:
        text = str(error.orig)
        for words, message, hint in _TROUBLE:
            if words in text:
                raise Refusal(message, hint=hint) from None
        raise


def engine_on(connection: Any) -> Engine:
    """One connection for one thread. Statements' values never reach a log or an exception's text (D22)."""
    engine = create_engine(
        "sqlite://", module=cipher, creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """SQLAlchemy's driver would begin too late, and not at all for table changes (stack.md, 3)."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
