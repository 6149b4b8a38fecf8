"""A store that is damaged: what is left of it is read, and a copy takes its place without anything being lost."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from smsdpo.core.errors import Damaged, Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.model import opener
from smsdpo.model.schema import HEAD_VERSION
from smsdpo.services import damaged, recents
from smsdpo.services.office import Office
from tests import builders

COPY = f"office.smsdpo.before-{HEAD_VERSION:04}"
PAGE = opener.PAGE


def with_a_copy(folder: Path) -> None:
    with builders.open_office(folder) as office:
        office.change_settings({"organisation.name": "Named early"})
        office.store.copy_to(builders.paths_in(folder).store.with_name(COPY))


def page_of(folder: Path, table: str) -> int:
    """Where a table begins in the file."""
    with builders.open_office(folder) as office, office.reading() as session:
        return int(session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = :name"), {"name": table}))


def alter(store: Path, page: int) -> None:
    raw = bytearray(store.read_bytes())
    raw[(page - 1) * PAGE + 200 : (page - 1) * PAGE + 240] = bytes(40)
    store.write_bytes(raw)


def files(paths: StorePaths) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in paths.store.parent.iterdir() if one.is_file()}


def open_to_read(paths: StorePaths) -> Office:
    return damaged.open_to_read(paths, builders.a_clock(), builders.ACTOR, passphrase=builders.PASSPHRASE)


def put(paths: StorePaths, name: str = COPY) -> str:
    return damaged.put_in_place(paths, name, builders.a_clock(), passphrase=builders.PASSPHRASE)


def test_what_an_altered_page_does_not_hold_is_read_and_nothing_is_written(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_copy(office_folder)
    alter(store_paths.store, page_of(office_folder, "person"))
    with pytest.raises(Damaged, match="1 page") as refusal:
        builders.open_office(office_folder)
    assert refusal.value.readable
    before = files(store_paths)
    with open_to_read(store_paths) as office:
        assert "is damaged: 1 page" in office.read_only_because
        assert office.setting("organisation.name") == "Named early"
        with pytest.raises(Refusal, match="damaged"), office.reading() as session:
            session.scalar(text("SELECT sum(id) FROM person"))  # what stood on that page is refused, never left out
        with pytest.raises(Refusal, match="damaged"):
            office.change_settings({"organisation.name": "Another"})
        recents.note(office, "person", "1")
    after = files(store_paths)
    assert after.pop("office.smsdpo-wal", b"") == b""  # beside any open store; nothing was written into it
    after.pop("office.smsdpo-shm", None)
    assert after == before
    caplog.clear()


def test_a_store_whose_indexes_may_leave_rows_out_is_not_offered_to_read(
    office_folder: Path, store_paths: StorePaths
) -> None:
    with builders.open_office(office_folder) as office:
        connection = office.store._connection
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'person_search_data'")
        connection.execute("PRAGMA writable_schema = RESET")
    with pytest.raises(Damaged) as refusal:
        builders.open_office(office_folder)
    assert not refusal.value.readable
    with pytest.raises(Damaged):
        open_to_read(store_paths)


def test_a_copy_takes_the_place_and_the_damaged_file_is_kept(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_copy(office_folder)
    os.utime(store_paths.store.with_name(COPY), (1793000000, 1793000000))  # 26 October 2026
    (store_paths.store.with_name("office.smsdpo.before-0001x")).write_bytes(b"no copy")
    with builders.open_office(office_folder) as office:
        office.change_settings({"organisation.name": "Named later"})
    alter(store_paths.store, 3)
    before = files(store_paths)
    card = damaged.copies(store_paths)[0]
    assert (card.name, card.day.isoformat(), card.before) == (COPY, "2026-10-26", HEAD_VERSION)
    assert len(damaged.copies(store_paths)) == 1
    for _again in range(2):
        put(store_paths)
    after = files(store_paths)
    assert after["office.smsdpo.damaged-2026-11-22"] == before["office.smsdpo"]
    assert after["office.smsdpo.damaged-2026-11-22-2"]  # the second time: the copy that was there
    assert after[COPY] == before[COPY]
    with builders.open_office(office_folder) as office:
        assert office.setting("organisation.name") == "Named early"
        assert "older copy" in office.read_only_because
    caplog.clear()


def test_where_the_store_is_gone_a_copy_still_takes_its_place(office_folder: Path, store_paths: StorePaths) -> None:
    with_a_copy(office_folder)
    store_paths.store.unlink()
    with pytest.raises(Damaged):
        builders.open_office(office_folder)
    assert put(store_paths) == ""
    builders.open_office(office_folder).close()


def test_journals_of_the_damaged_file_do_not_spoil_the_copy(office_folder: Path, store_paths: StorePaths) -> None:
    with_a_copy(office_folder)
    alter(store_paths.store, 3)
    for end in ("-wal", "-shm"):
        store_paths.store.with_name(f"office.smsdpo{end}").write_bytes(b"of the damaged file")
    kept = put(store_paths)
    after = files(store_paths)
    assert after[f"{kept}-wal"] == after[f"{kept}-shm"] == b"of the damaged file"
    assert "office.smsdpo-wal" not in after


def test_journals_of_a_file_that_is_gone_do_not_spoil_the_copy_either(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_copy(office_folder)
    with builders.open_office(office_folder) as office:
        office.change_settings({"organisation.name": "Named later"})
        journal = store_paths.store.with_name("office.smsdpo-wal").read_bytes()
    assert journal
    store_paths.store.unlink()
    store_paths.store.with_name("office.smsdpo-wal").write_bytes(journal)
    assert put(store_paths) == ""
    assert files(store_paths)["office.smsdpo.damaged-2026-11-22-wal"] == journal
    with builders.open_office(office_folder) as office:
        assert office.setting("organisation.name") == "Named early"
    caplog.clear()


@pytest.mark.parametrize("failing", ["office.smsdpo-wal", ".part"])
def test_where_a_name_cannot_be_changed_everything_keeps_its_own(
    office_folder: Path, store_paths: StorePaths, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    with_a_copy(office_folder)
    alter(store_paths.store, 3)
    store_paths.store.with_name("office.smsdpo-wal").write_bytes(b"of the damaged file")
    before = files(store_paths)

    rename = Path.rename

    def held(path: Path, target: Path) -> Path:  # as Windows does while a virus scanner reads it
        if path.name.endswith(failing):
            raise PermissionError(13, "held by another program")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refusal, match="held by another program"):
        put(store_paths)
    assert files(store_paths) == before


@pytest.mark.parametrize("spoil", ["altered", "cut short", "of another store", "not there"])
def test_a_copy_that_is_no_good_changes_nothing(
    office_folder: Path, store_paths: StorePaths, tmp_path: Path, spoil: str
) -> None:
    with_a_copy(office_folder)
    copy = store_paths.store.with_name(COPY)
    if spoil == "altered":
        alter(copy, 5)
    elif spoil == "cut short":
        copy.write_bytes(copy.read_bytes()[: 3 * PAGE])
    elif spoil == "of another store":
        (tmp_path / "other").mkdir()
        with builders.a_file_office(tmp_path / "other") as other:
            other.store.copy_to(copy)
    else:
        copy.unlink()
    alter(store_paths.store, 3)
    before = files(store_paths)
    with pytest.raises(Refusal, match=r"not a good copy|There is no copy"):
        put(store_paths)
    assert files(store_paths) == before
    with pytest.raises(Refusal):
        damaged.put_in_place(store_paths, COPY, builders.a_clock(), passphrase="a wrong one")
    assert files(store_paths) == before
