"""Opening, closing and settling an office (security.md, tests 53, 59 and 60)."""

import json
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest
from keyring import errors
from sqlalchemy import text

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Fault, Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.export.scratch import SCRATCH_PREFIX, private_scratch
from smsdpo.model.blobs import INSIDE_UP_TO
from smsdpo.services import audit, heads
from smsdpo.services.office import Office
from tests.builders import ACTOR, PASSPHRASE, open_office, paths_in
from tests.core.test_secrets import Drawer, Forgetful

LARGE = b"x" * (INSIDE_UP_TO + 1)


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def keychain(drawer: Drawer) -> Keychain:
    return Keychain(drawer, "Secret Service")


@pytest.fixture
def made(tmp_path: Path, clock: FixedClock, keychain: Keychain) -> str:
    """An office opened by the keyring, closed again; its recovery key is given."""
    office, recovery_key = Office.create(
        paths_in(tmp_path), clock, ACTOR, keychain=keychain, state_dir=tmp_path / "state"
    )
    office.close()
    return recovery_key


def reopen(folder: Path, clock: FixedClock, keychain: Keychain, recovery_key: str | None = None) -> Office:
    return Office.open(
        paths_in(folder), clock, ACTOR, keychain=keychain, recovery_key=recovery_key, state_dir=folder / "state"
    )


def test_the_keyring_opens_without_asking(made: str, tmp_path: Path, clock: FixedClock, keychain: Keychain) -> None:
    with reopen(tmp_path, clock, keychain) as office:
        assert audit.verify(office).intact


def test_sheets_that_a_killed_run_left_in_clear_go_when_an_office_is_opened(
    made: str, tmp_path: Path, clock: FixedClock, keychain: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = tmp_path / "temp"
    left = temp / f"{SCRATCH_PREFIX}left"
    left.mkdir(parents=True)
    (left / "sheet1.xml").write_text("<row>Wanda Quill</row>", encoding="utf-8")
    (temp / "another program's").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    with reopen(tmp_path, clock, keychain), private_scratch() as in_use:
        assert list(temp.glob(f"{SCRATCH_PREFIX}*")) == [in_use]
        assert [name.name for name in temp.iterdir() if name != in_use] == ["another program's"]


def test_the_recovery_key_opens_and_puts_the_key_back_into_the_keyring(
    made: str, tmp_path: Path, clock: FixedClock, keychain: Keychain, drawer: Drawer
) -> None:
    drawer.entries.clear()
    with pytest.raises(KeyringProblem) as refused:
        reopen(tmp_path, clock, keychain)
    assert refused.value.kind == "missing"
    reopen(tmp_path, clock, keychain, made.lower().replace("-", " ")).close()
    reopen(tmp_path, clock, keychain).close()


def test_the_recovery_key_opens_where_the_keyring_still_does_not_work(
    made: str, tmp_path: Path, clock: FixedClock
) -> None:
    broken = Keychain(Forgetful(), "Secret Service")
    reopen(tmp_path, clock, broken, made).close()


def test_another_keyring_than_before_is_said_and_the_recovery_key_moves_the_store_to_it(
    made: str, tmp_path: Path, clock: FixedClock
) -> None:
    other = Keychain(Drawer(), "KWallet")
    with pytest.raises(KeyringProblem) as refused:
        reopen(tmp_path, clock, other)
    assert refused.value.kind == "changed"
    reopen(tmp_path, clock, other, made).close()
    reopen(tmp_path, clock, other).close()


def test_a_wrong_recovery_key_changes_nothing(made: str, tmp_path: Path, clock: FixedClock, keychain: Keychain) -> None:
    before = paths_in(tmp_path).keys.read_bytes()
    with pytest.raises(Refusal):
        reopen(tmp_path, clock, keychain, made[:-1] + ("0" if made[-1] != "0" else "1"))
    assert paths_in(tmp_path).keys.read_bytes() == before


def test_no_key_lies_on_the_disk(made: str, tmp_path: Path, drawer: Drawer) -> None:
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    (wrapping,) = [value for (_, name), value in drawer.entries.items() if name.startswith("store key")]
    for secret in (wrapping, made, made.replace("-", "")):
        assert secret.encode() not in everything


def test_nothing_is_created_when_the_keyring_cannot_keep_the_key(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(KeyringProblem):
        Office.create(
            paths_in(tmp_path), clock, ACTOR, keychain=Keychain(Forgetful(), "x"), state_dir=tmp_path / "state"
        )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("way", ["passphrase", "keyring"])
def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, clock: FixedClock, drawer: Drawer, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def fails(_engine: object) -> None:
        raise Refusal("The disk is full.")

    by: dict[str, Any] = {"keychain": Keychain(drawer, "x")} if way == "keyring" else {"passphrase": PASSPHRASE}
    monkeypatch.setattr("smsdpo.model.store.upgrade", fails)
    with pytest.raises(Refusal):
        Office.create(paths_in(tmp_path), clock, ACTOR, **by, state_dir=tmp_path / "state")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"office.smsdpo.lock"}
    assert drawer.entries == {}
    monkeypatch.undo()
    office, _ = Office.create(paths_in(tmp_path), clock, ACTOR, **by, state_dir=tmp_path / "state")
    office.close()


@pytest.mark.parametrize("existing", ["store", "keys"])
def test_a_new_office_is_never_made_over_an_old_one(tmp_path: Path, clock: FixedClock, existing: str) -> None:
    path: Path = getattr(paths_in(tmp_path), existing)
    path.parent.mkdir()
    path.write_bytes(b"precious")
    with pytest.raises(Refusal, match="already a file"):
        Office.create(paths_in(tmp_path), clock, ACTOR, passphrase=PASSPHRASE, state_dir=tmp_path / "state")
    assert path.read_bytes() == b"precious"


def test_a_folder_that_was_there_keeps_its_rights_and_a_new_one_is_private(tmp_path: Path, clock: FixedClock) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    for folder, mode in ((shared, 0o755), (tmp_path / "new", 0o700)):
        office, _ = Office.create(
            StorePaths(folder / "a.smsdpo"), clock, ACTOR, passphrase=PASSPHRASE, state_dir=tmp_path / "state"
        )
        office.close()
        assert folder.stat().st_mode & 0o777 == mode


def test_opening_where_nothing_is_leaves_nothing(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Refusal, match="no store"):
        Office.open(paths_in(tmp_path), clock, ACTOR, passphrase=PASSPHRASE, state_dir=tmp_path / "state")
    assert list(tmp_path.iterdir()) == []


def test_a_second_opening_is_told_who_holds_the_store(file_office: Office, office_folder: Path) -> None:
    with pytest.raises(Refusal, match="already open"):
        open_office(office_folder)


def test_a_failed_opening_lets_go_of_the_store(store_paths: StorePaths, office_folder: Path, clock: FixedClock) -> None:
    for _ in range(2):
        with pytest.raises(Refusal, match="not this store's passphrase"):
            Office.open(store_paths, clock, ACTOR, passphrase="not the passphrase", state_dir=office_folder / "state")
    open_office(office_folder).close()


def test_an_older_copy_put_in_place_opens_for_reading_only(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    old = store_paths.store.read_bytes()
    with open_office(office_folder) as office, office.operation("message.add") as op:
        newer = office.blobs.seal(op.session, LARGE).id
    store_paths.store.write_bytes(old)
    with open_office(office_folder) as office:
        assert "older copy" in office.read_only_because
        with pytest.raises(Refusal, match="older copy"), office.operation("message.add"):
            pass
        report = audit.verify(office)
        assert (report.intact, report.first_broken) == (False, 2)
        assert "cut off" in report.say
    assert (store_paths.blobs / newer).exists()  # the newer store may yet be brought back
    caplog.clear()


def test_a_store_whose_last_line_was_rewritten_opens_for_reading_only(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with open_office(office_folder) as office, office.operation("message.add"):
        pass
    book = next((office_folder / "state").glob("*.heads"))
    notes = book.read_text(encoding="utf-8").splitlines()
    last = json.loads(notes[-1])
    other = json.dumps({**last, "mac": "0" * 64, "at": "2026-06-30T23:30:00+00:00"})
    book.write_text("\n".join([*notes[:-1], other]) + "\n", encoding="utf-8")
    with open_office(office_folder) as office:
        assert "is not the one that was written on 1 July 2026" in office.read_only_because  # the day it was in London
    caplog.clear()


def test_the_end_of_the_trail_is_also_noted_in_the_keyring(
    made: str, tmp_path: Path, clock: FixedClock, keychain: Keychain, caplog: pytest.LogCaptureFixture
) -> None:
    old = paths_in(tmp_path).store.read_bytes()
    with reopen(tmp_path, clock, keychain) as office, office.operation("message.add"):
        pass
    paths_in(tmp_path).store.write_bytes(old)
    next((tmp_path / "state").glob("*.heads")).unlink()
    with reopen(tmp_path, clock, keychain) as office:
        assert "older copy" in office.read_only_because
    caplog.clear()


def test_a_torn_or_missing_head_file_stops_nobody(office_folder: Path) -> None:
    book = next((office_folder / "state").glob("*.heads"))
    book.write_bytes(book.read_bytes() + b'{"seq": 9')
    with open_office(office_folder) as office:
        assert not office.read_only_because
    book.unlink()
    with open_office(office_folder) as office:
        assert not office.read_only_because
        assert audit.verify(office).intact
    book.unlink(missing_ok=True)
    book.mkdir()  # no file at all, or one that may not be read
    with open_office(office_folder) as office:
        assert not office.read_only_because


def test_the_newest_head_is_found_at_the_end_of_a_long_file(office_folder: Path) -> None:
    with open_office(office_folder) as office:
        for _ in range(heads.TAIL // 100 + 5):
            with office.operation("message.add"):
                pass
        assert office.heads
        assert office.heads.path.stat().st_size > heads.TAIL
        assert len(office.heads.all()) == audit.verify(office).entries
    open_office(office_folder).close()


def test_a_head_that_cannot_be_noted_undoes_nothing(file_office: Office, caplog: pytest.LogCaptureFixture) -> None:
    assert file_office.heads
    file_office.heads.path.unlink()
    file_office.heads.path.mkdir()
    with file_office.operation("message.add"):
        pass
    file_office.heads.path.rmdir()
    assert audit.verify(file_office).entries == 2
    assert "could not be noted" in caplog.text
    caplog.clear()


def test_missing_sealed_files_are_named_at_opening(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    with open_office(office_folder) as office, office.operation("message.add") as op:
        lost = office.blobs.seal(op.session, LARGE).id
    (store_paths.blobs / lost).unlink()
    with open_office(office_folder) as office:
        assert office.missing_files == (lost,)
    caplog.clear()


def test_what_an_unfinished_operation_left_is_swept_at_opening(
    office_folder: Path, store_paths: StorePaths, caplog: pytest.LogCaptureFixture
) -> None:
    (store_paths.blobs / "0123").write_bytes(b"sealed, but never spoken of")
    caplog.set_level("INFO", logger="smsdpo")
    open_office(office_folder).close()
    assert list(store_paths.blobs.iterdir()) == []
    assert "sealed files left over" in caplog.text


def test_a_keyring_that_fails_later_does_not_keep_the_office_from_opening_or_closing(
    office_folder: Path, store_paths: StorePaths, clock: FixedClock, drawer: Drawer
) -> None:
    def gone(*_: object) -> None:
        raise errors.KeyringLocked

    keychain = Keychain(drawer, "Secret Service")
    drawer.get_password = drawer.set_password = gone  # type: ignore[method-assign, assignment]
    state = office_folder / "state"
    with Office.open(store_paths, clock, ACTOR, passphrase=PASSPHRASE, keychain=keychain, state_dir=state) as office:
        office.change_settings({"nation": "scotland"})
    open_office(office_folder).close()


def test_settings_have_defaults_and_are_changed_all_or_none(office: Office) -> None:
    assert office.setting("nation") == "england-and-wales"
    changes = office.change_settings({"nation": "scotland", "dpo.name": "  D.  Pearce "})
    assert changes.kinds == {"setting", "audit"}
    assert office.setting("dpo.name") == "D. Pearce"
    assert office.settings()["nation"] == "scotland"
    with pytest.raises(Refusal):
        office.change_settings({"dpo.name": "E. Other", "nation": "nowhere"})
    assert office.setting("dpo.name") == "D. Pearce"


def test_the_trail_says_which_setting_changed_and_not_to_what(office: Office) -> None:
    office.change_settings({"dpo.name": "Needleworth"})
    with office.reading() as session:
        line = session.execute(text("SELECT * FROM event")).one()
    assert "dpo.name" in str(line)
    assert "Needleworth" not in str(line)


def test_the_office_belongs_to_one_thread(office: Office) -> None:
    caught: list[str] = []

    def elsewhere() -> None:
        try:
            office.setting("nation")
        except Fault as fault:
            caught.append(str(fault))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert caught == ["the store was used outside its own thread"]


def test_a_keyed_hash_is_this_offices_own(office: Office) -> None:
    other = Office.in_memory(office.clock, ACTOR)
    assert office.keyed_hash("ann@example.org") == office.keyed_hash("ann@example.org")
    assert office.keyed_hash("ann@example.org") != other.keyed_hash("ann@example.org")


def test_the_trails_end_is_short_enough_for_a_letter(office: Office) -> None:
    assert audit.verify(office).head == "0-00000000"
    office.change_settings({"nation": "scotland"})
    assert audit.verify(office).head.startswith("1-")
