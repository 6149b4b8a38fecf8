"""The open store: transactions that are whole, one thread, copies, and traces cleared after an erasure."""

import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from smsdpo.core.errors import Fault, Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.model import opener
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store

NEEDLE = "Needleworth"


@pytest.fixture
def key_set() -> KeySet:
    return KeySet.fresh()


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "office.smsdpo")


@pytest.fixture
def store(paths: StorePaths, key_set: KeySet) -> Store:
    return Store.create(paths, key_set)


def add_person(store: Store, number: int, name: str) -> None:
    row = {"id": number, "name": name, "doc": name.lower()}
    with store.writing() as session:
        session.execute(
            text(
                "INSERT INTO person (id, name, doc, nation, created_at, version) VALUES (:id, :name, :doc, '', '', 1)"
            ),
            row,
        )
        session.execute(text("INSERT INTO person_search(rowid, doc) VALUES (:id, :doc)"), row)


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(text("SELECT name FROM person ORDER BY id")))


def test_a_block_that_fails_leaves_nothing_not_even_a_table(store: Store) -> None:
    def fails() -> None:
        with store.writing() as session:
            session.execute(text("CREATE TABLE half (a)"))
            session.execute(text("INSERT INTO half VALUES (1)"))
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with store.reading() as session:
        assert not session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'"))


def test_a_reading_cannot_write(store: Store) -> None:
    with pytest.raises(OperationalError, match="readonly"), store.reading() as session:
        session.execute(text("DELETE FROM person"))
    add_person(store, 1, "Ann Example")
    assert names(store) == ["Ann Example"]


def test_a_write_begins_at_once_so_that_it_never_fails_half_way(
    store: Store, paths: StorePaths, key_set: KeySet
) -> None:
    other = opener.connect(paths.store, key_set.db)
    other.execute("PRAGMA busy_timeout = 0")
    with store.writing(), pytest.raises(cipher.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_store_held_by_another_program_is_a_refusal(store: Store, paths: StorePaths, key_set: KeySet) -> None:
    other = opener.connect(paths.store, key_set.db)
    other.execute("BEGIN IMMEDIATE")
    store._connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(Refusal, match="held by another program"):
        add_person(store, 1, "Ann Example")
    other.close()


def test_another_thread_is_turned_away(store: Store) -> None:
    caught: list[BaseException] = []

    def look() -> None:
        for way in (store.reading, store.writing):
            try:
                with way():
                    pass
            except Fault as fault:
                caught.append(fault)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert ["own thread" in str(fault) for fault in caught] == [True, True]


def test_what_goes_wrong_in_a_statement_never_shows_its_values(store: Store) -> None:
    add_person(store, 1, NEEDLE)
    with pytest.raises(IntegrityError) as error:
        add_person(store, 1, NEEDLE)
    assert NEEDLE not in str(error.value)


def test_the_disk_being_full_is_said_and_changes_nothing(store: Store) -> None:
    add_person(store, 1, "Ann Example")
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refusal, match="disk is full"):
        add_person(store, 2, "x" * 100_000)
    assert names(store) == ["Ann Example"]


def test_a_copy_is_whole_while_the_store_is_open_and_opens_with_the_same_key(
    store: Store, paths: StorePaths, key_set: KeySet
) -> None:
    add_person(store, 1, NEEDLE)
    copy = paths.store.with_name("copy.smsdpo")
    store.copy_to(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert NEEDLE.encode() not in copy.read_bytes()
    again = Store.open(StorePaths(copy), key_set)
    assert names(again) == [NEEDLE]
    assert again.damage() == ""


def test_files_are_private_whatever_the_machine_is_set_to(store: Store, paths: StorePaths) -> None:
    add_person(store, 1, "Ann Example")
    modes = {path.name: path.stat().st_mode & 0o777 for path in paths.store.parent.iterdir()}
    assert set(modes) == {"office.smsdpo", "office.smsdpo-wal", "office.smsdpo-shm"}
    assert set(modes.values()) == {0o600}


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of the file in clear, unused ones and unused parts included: AES-256-CBC, its IV at the page's end."""
    raw, clear = path.read_bytes(), b""
    for at in range(0, len(raw), opener.PAGE):
        page = raw[at : at + opener.PAGE]
        body = page[opener.SALT_BYTES if at == 0 else 0 : -80]
        clear += Cipher(AES(key), CBC(page[-80:-64])).decryptor().update(body)
    return clear


def erase_every_other_person(store: Store) -> None:
    with store.writing() as session:
        session.execute(
            text(
                "INSERT INTO person_search(person_search, rowid, doc) SELECT 'delete', id, doc FROM person WHERE id % 2"
            )
        )
        session.execute(text("DELETE FROM person WHERE id % 2"))


def test_after_a_scrub_an_erased_person_is_in_no_page_and_no_index(
    store: Store, paths: StorePaths, key_set: KeySet
) -> None:
    for number in range(1, 400):
        add_person(store, number, f"{NEEDLE} {number}" if number % 2 else f"Ann Example {number}")
    store.scrub()
    assert NEEDLE.encode() in decrypted(paths.store, key_set.db)  # so that not finding it means something
    erase_every_other_person(store)
    store.scrub()
    assert paths.store.with_name("office.smsdpo-wal").stat().st_size == 0
    store._connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'person_search', 'row')")
    terms = {term for (term,) in store._connection.execute("SELECT term FROM terms")}
    assert "ann" in terms
    assert "edl" not in terms
    store.close()
    clear = decrypted(paths.store, key_set.db)
    assert b"Ann Example 2" in clear
    assert NEEDLE.encode() not in clear
    assert NEEDLE.lower().encode() not in clear


def test_a_scrub_that_another_reader_holds_up_says_so(store: Store, paths: StorePaths, key_set: KeySet) -> None:
    add_person(store, 1, "Ann Example")
    other = opener.connect(paths.store, key_set.db)
    other.execute("BEGIN")
    other.execute("SELECT * FROM person").fetchall()
    add_person(store, 2, "Ben Example")
    store._connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(Refusal, match="traces of the erasure"):
        store.scrub()
    other.close()
    store.scrub()


def test_a_store_in_memory_is_encrypted_too_and_has_the_same_tables(store: Store, key_set: KeySet) -> None:
    memory = Store.in_memory(key_set)
    assert memory._connection.execute("PRAGMA cipher_version").fetchone()
    add_person(memory, 1, "Ann Example")
    assert names(memory) == ["Ann Example"]
