"""Sealed contents: small ones inside the store, large ones beside it under keys of their own (security.md, 4.2)."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.model import blobs
from smsdpo.model.blobs import CHUNK, INSIDE_UP_TO, Blob, BlobBox, FolderShelf
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store

LARGE = b"0123456789abcdef" * (INSIDE_UP_TO // 16 + 1)


@pytest.fixture
def store() -> Store:
    return Store.in_memory(KeySet.fresh())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def box(folder: Path) -> BlobBox:
    return BlobBox(FolderShelf(folder))


def keep(store: Store, box: BlobBox, content: bytes) -> str:
    with store.writing() as session:
        return box.seal(session, content).id


def read(store: Store, box: BlobBox, blob: str) -> bytes:
    with store.reading() as session:
        return box.read(session, blob)


@pytest.mark.parametrize("size", [0, 1, INSIDE_UP_TO, INSIDE_UP_TO + 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_what_is_kept_is_read_back_byte_for_byte(store: Store, box: BlobBox, size: int) -> None:
    content = (b"\x00\xff" * (size // 2 + 1))[:size]
    assert read(store, box, keep(store, box, content)) == content


def test_a_large_one_is_unreadable_beside_the_store_and_named_by_chance(
    store: Store, box: BlobBox, folder: Path
) -> None:
    blob = keep(store, box, LARGE)
    (file,) = folder.iterdir()
    assert file.name == blob
    assert LARGE[:16] not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_same_content_twice_looks_different(store: Store, box: BlobBox, folder: Path) -> None:
    keep(store, box, LARGE)
    keep(store, box, LARGE)
    first, second = (file.read_bytes() for file in folder.iterdir())
    assert first != second


def change_a_byte(file: Path, _other: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)


def cut_the_last_chunk(file: Path, _other: Path) -> None:
    file.write_bytes(file.read_bytes()[: len(blobs.MAGIC) + CHUNK + 16])


def swap_two_chunks(file: Path, _other: Path) -> None:
    raw = file.read_bytes()
    start, step = len(blobs.MAGIC), CHUNK + 16
    first, second = raw[start : start + step], raw[start + step : start + 2 * step]
    file.write_bytes(raw[:start] + second + first + raw[start + 2 * step :])


def put_another_in_its_place(file: Path, other: Path) -> None:
    file.write_bytes(other.read_bytes())


def write_something_else(file: Path, _other: Path) -> None:
    file.write_bytes(b"hello")


@pytest.mark.parametrize(
    "harm", [change_a_byte, cut_the_last_chunk, swap_two_chunks, put_another_in_its_place, write_something_else]
)
def test_a_sealed_file_that_was_touched_is_refused_whole(
    store: Store, box: BlobBox, folder: Path, harm: object
) -> None:
    content = bytes(2 * CHUNK) + b"end"
    first, second = keep(store, box, content), keep(store, box, content)
    assert callable(harm)
    harm(folder / first, folder / second)
    with pytest.raises(Refusal, match="altered outside"):
        read(store, box, first)
    assert read(store, box, second) == content


def test_a_missing_file_is_a_refusal_that_says_where_it_belongs(store: Store, box: BlobBox, folder: Path) -> None:
    blob = keep(store, box, LARGE)
    (folder / blob).unlink()
    with pytest.raises(Refusal, match="missing") as refused:
        read(store, box, blob)
    assert ".blobs folder" in refused.value.hint


def test_dropping_destroys_the_key_and_then_the_file(store: Store, box: BlobBox, folder: Path) -> None:
    small, large = keep(store, box, b"small"), keep(store, box, LARGE)
    with store.writing() as session:
        box.drop(session, small)
        box.drop(session, large)
    assert list(folder.iterdir())  # still there until the transaction has ended well
    box.commit()
    assert not list(folder.iterdir())
    with store.reading() as session:
        assert session.query(Blob).count() == 0


def test_a_rollback_takes_the_new_files_away_and_keeps_the_dropped_ones(
    store: Store, box: BlobBox, folder: Path
) -> None:
    kept = keep(store, box, LARGE)
    box.commit()

    def fails() -> None:
        with store.writing() as session:
            box.seal(session, LARGE)
            box.drop(session, kept)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    box.rollback()
    assert [file.name for file in folder.iterdir()] == [kept]
    assert read(store, box, kept) == LARGE


def test_a_file_that_cannot_go_costs_no_later_content(store: Store, box: BlobBox, folder: Path) -> None:
    dropped = keep(store, box, LARGE)
    box.commit()
    kept = keep(store, box, LARGE)
    with store.writing() as session:
        box.drop(session, dropped)
    (folder / dropped).unlink()
    (folder / dropped / "held").mkdir(parents=True)  # as good as a file that a backup program has open
    box.commit()
    box.rollback()  # of a later operation that failed
    with store.reading() as session:
        assert box.sweep(session) == (1, ())
    assert read(store, box, kept) == LARGE


def test_the_sweep_removes_what_nobody_speaks_of_and_names_what_is_gone(
    store: Store, box: BlobBox, folder: Path
) -> None:
    keep(store, box, b"small")
    kept, lost = keep(store, box, LARGE), keep(store, box, LARGE)
    (folder / lost).unlink()
    (folder / "0123.part").write_bytes(b"torn")
    (folder / "4567").write_bytes(b"orphan")
    with store.reading() as session:
        assert box.sweep(session) == (2, (lost,))
    assert [file.name for file in folder.iterdir()] == [kept]


def test_a_folder_that_cannot_be_written_is_a_refusal_and_leaves_no_part(
    store: Store, box: BlobBox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="No space left"):
        keep(store, box, LARGE)
    assert not list(folder.iterdir())


@given(st.binary(max_size=200))
def test_sealing_in_memory_is_the_same_sealing(content: bytes) -> None:
    key = b"k" * 32
    sealed = b"".join(blobs._sealed("name", key, content))
    assert blobs._opened("name", key, sealed) == content


def test_an_office_in_memory_keeps_large_ones_too(store: Store) -> None:
    box = blobs.box_in(None)
    blob = keep(store, box, LARGE)
    box.commit()
    assert read(store, box, blob) == LARGE
    with store.writing() as session:
        box.drop(session, blob)
    box.commit()
    with store.reading() as session:
        assert box.sweep(session) == (0, ())
