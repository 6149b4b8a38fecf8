"""Files that are not a sound store: each is refused in its own words and left as it was (security.md, test 55)."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher

from smsdpo.core.errors import Fault, Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.model import opener
from smsdpo.model.keys import KeySet
from smsdpo.model.schema import HEAD_VERSION
from smsdpo.model.store import Store


@pytest.fixture(scope="module")
def key_set() -> KeySet:
    return KeySet.fresh()


@pytest.fixture(scope="module")
def sound(key_set: KeySet, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound store with a few lines in it."""
    paths = StorePaths(tmp_path_factory.mktemp("sound") / "office.smsdpo")
    store = Store.create(paths, key_set)
    with store.writing() as session:
        for number in range(200):
            session.connection().exec_driver_sql(
                "INSERT INTO setting VALUES (?, ?, ?)", (f"key.{number}", '"' + "x" * 200 + '"', "2026-11-22")
            )
    store.close()
    return paths.store.read_bytes()


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "office.smsdpo")


def plain_database(path: Path) -> bytes:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    return path.read_bytes()


def other_application(path: Path, key_set: KeySet, *, application: int, version: int = 0) -> bytes:
    path.touch()
    connection = opener.connect(path, key_set.db, salt=key_set.store_id)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    return path.read_bytes()


def flipped(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def refusal(paths: StorePaths, key_set: KeySet) -> Refusal:
    with pytest.raises(Refusal) as refused:
        Store.open(paths, key_set)
    return refused.value


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "0 bytes": (lambda raw: raw[:0], "is empty"),
    "10 bytes": (lambda raw: raw[:10], "only 10 bytes"),
    "half length": (lambda raw: raw[: len(raw) // opener.PAGE // 2 * opener.PAGE], "the end of the file is missing"),
    "a torn page": (lambda raw: raw[:-100], "the end of the file is missing"),
    "one bit in the middle": (lambda raw: flipped(raw, len(raw) // 2), "1 page was altered"),
    "one bit in the first page": (lambda raw: flipped(raw, 1000), "cannot be read although the key is right"),
    "another file's bytes": (lambda raw: os.urandom(len(raw)), "does not belong to the key file"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_named_with_its_cause_and_left_as_it_is(
    damage: str, sound: bytes, paths: StorePaths, key_set: KeySet
) -> None:
    harm, says = DAMAGES[damage]
    broken = harm(sound)
    paths.store.write_bytes(broken)
    refused = refusal(paths, key_set)
    assert says in refused.message
    assert paths.store.name in refused.message
    assert refused.hint
    assert paths.store.read_bytes() == broken


def test_no_two_causes_share_a_sentence(sound: bytes, tmp_path: Path, key_set: KeySet) -> None:
    said = set()
    for number, (harm, _) in enumerate(DAMAGES.values()):
        paths = StorePaths(tmp_path / str(number) / "office.smsdpo")
        paths.store.parent.mkdir()
        paths.store.write_bytes(harm(sound))
        said.add(refusal(paths, key_set).message)
    assert len(said) == len(DAMAGES) - 1  # a file cut at a page's edge or inside a page is the same to its owner


def test_a_missing_store_is_never_made_by_opening(paths: StorePaths, key_set: KeySet) -> None:
    assert "There is no store" in refusal(paths, key_set).message
    assert not paths.store.exists()
    with pytest.raises(cipher.OperationalError):
        opener.connect(paths.store, key_set.db)
    assert not paths.store.exists()


def test_a_folder_is_not_a_store(paths: StorePaths, key_set: KeySet) -> None:
    paths.store.mkdir()
    assert "is not a file" in refusal(paths, key_set).message


def test_an_ordinary_database_is_not_taken_for_a_store(paths: StorePaths, key_set: KeySet) -> None:
    before = plain_database(paths.store)
    assert "unencrypted" in refusal(paths, key_set).message
    assert paths.store.read_bytes() == before


def test_another_programs_encrypted_database_is_refused_even_with_its_key(paths: StorePaths, key_set: KeySet) -> None:
    before = other_application(paths.store, key_set, application=7)
    assert "another program" in refusal(paths, key_set).message
    assert paths.store.read_bytes() == before


def test_a_store_of_a_newer_version_is_left_alone(paths: StorePaths, key_set: KeySet) -> None:
    before = other_application(paths.store, key_set, application=opener.APPLICATION_ID, version=HEAD_VERSION + 1)
    assert "newer version" in refusal(paths, key_set).message
    assert paths.store.read_bytes() == before


def test_the_key_of_another_store_does_not_open_this_one(sound: bytes, paths: StorePaths) -> None:
    paths.store.write_bytes(sound)
    assert "does not belong to the key file" in refusal(paths, KeySet.fresh()).message
    assert paths.store.read_bytes() == sound


def test_creating_never_touches_what_is_there(paths: StorePaths, key_set: KeySet) -> None:
    paths.store.write_bytes(b"precious")
    with pytest.raises(Refusal, match="already a file"):
        Store.create(paths, key_set)
    assert paths.store.read_bytes() == b"precious"


def test_a_key_of_the_wrong_length_never_reaches_the_library(paths: StorePaths) -> None:
    with pytest.raises(Fault) as fault:
        opener.connect(None, b"short")
    assert "short" not in str(fault.value)


def test_a_key_statement_that_fails_does_not_repeat_the_key() -> None:
    class Complaining:
        def execute(self, statement: str) -> None:
            if "key" in statement:
                raise cipher.OperationalError(f"near: {statement}")

    with pytest.raises(Fault) as fault:
        opener._give_key(Complaining(), b"k" * 32, b"")
    assert (b"k" * 32).hex() not in str(fault.value)
    assert fault.value.__suppress_context__


def test_a_setting_the_library_does_not_accept_stops_the_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opener, "_PRAGMAS", (("secure_delete", "OFF", 1),))
    with pytest.raises(Fault, match="secure_delete"):
        opener.connect(None, b"k" * 32)


def test_every_setting_is_in_force_on_an_open_store(sound: bytes, paths: StorePaths, key_set: KeySet) -> None:
    paths.store.write_bytes(sound)
    store = Store.open(paths, key_set)
    with store.reading() as session:
        ask = session.connection().exec_driver_sql
        found = {name: ask(f"PRAGMA {name}").scalar() for name, _, _ in opener._PRAGMAS}
        assert found == {name: expected for name, _, expected in opener._PRAGMAS}
        assert ask("PRAGMA journal_mode").scalar() == "wal"
    store.close()


def test_a_wrong_key_leaves_nothing_on_standard_error(sound: bytes, paths: StorePaths) -> None:
    paths.store.write_bytes(sound)
    program = f"""
from pathlib import Path
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store
try:
    Store.open(StorePaths(Path({str(paths.store)!r})), KeySet.fresh())
except Refusal:
    print("refused")
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("refused\n", "")


def test_a_large_store_is_read_through_only_when_asked(
    sound: bytes, paths: StorePaths, key_set: KeySet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opener, "CHECKED_ON_OPENING", 1000)
    paths.store.write_bytes(flipped(sound, len(sound) - 2000))
    store = Store.open(paths, key_set)
    assert "altered" in store.damage()
    store.close()


def test_rows_that_refer_to_missing_rows_are_found(sound: bytes, paths: StorePaths, key_set: KeySet) -> None:
    paths.store.write_bytes(sound)
    connection = opener.connect(paths.store, key_set.db)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO event_reason VALUES (99, 'x')")
    connection.close()
    assert "rows that are missing" in refusal(paths, key_set).message


def test_an_index_that_does_not_agree_with_its_table_is_found(sound: bytes, paths: StorePaths, key_set: KeySet) -> None:
    paths.store.write_bytes(sound)
    connection = opener.connect(paths.store, key_set.db)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'setting') "
        "WHERE name = 'person'"
    )
    connection.close()
    assert "inner structure" in refusal(paths, key_set).message


def test_a_store_that_cannot_be_written_is_a_calm_refusal(
    sound: bytes, paths: StorePaths, key_set: KeySet, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.store.write_bytes(sound)

    def protected(path: Path, _mode: str) -> object:
        return cipher.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)

    monkeypatch.setattr(opener, "_open_file", protected)
    assert "cannot be written" in refusal(paths, key_set).message


def test_a_store_that_may_not_be_read_is_a_calm_refusal(
    sound: bytes, paths: StorePaths, key_set: KeySet, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.store.write_bytes(sound)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert "Permission denied" in refusal(paths, key_set).message
