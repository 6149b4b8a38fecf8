"""Where things lie and how they are written: private, whole or not at all (contracts.md, 4)."""

from pathlib import Path

import pytest

from smsdpo.core import paths
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths, private_folder, written_whole


def test_what_belongs_to_a_store_lies_beside_it_under_its_name(tmp_path: Path) -> None:
    store = StorePaths(tmp_path / "office.smsdpo")
    assert [path.name for path in (store.keys, store.blobs, store.lock)] == [
        "office.smsdpo.keys",
        "office.smsdpo.blobs",
        "office.smsdpo.lock",
    ]
    assert {path.parent for path in (store.keys, store.blobs, store.lock)} == {tmp_path}


def test_the_notes_on_the_trail_lie_apart_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    store, state = paths.default_store(), paths.default_state()
    assert store.name == "office.smsdpo"
    assert not state.is_relative_to(store.parent)
    assert not store.is_relative_to(state)


def test_a_private_folder_is_closed_to_others_even_where_it_was_open(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    assert private_folder(folder).stat().st_mode & 0o777 == 0o700


def test_a_file_is_private_and_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    with written_whole(target) as draft:
        draft.write_bytes(b"the letter")
        assert draft.stat().st_mode & 0o777 == 0o600
        assert not target.exists()
    assert target.read_bytes() == b"the letter"
    assert list(tmp_path.iterdir()) == [target]


def test_what_breaks_off_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError), written_whole(tmp_path / "letter.csv") as draft:
        draft.write_text("Wanda Quill,half a \ud800", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_of_a_file_goes_when_it_is_written_again(tmp_path: Path) -> None:
    (tmp_path / ".data.xlsx.0123abcd.part").write_bytes(b"half of Wanda Quill")
    other = tmp_path / ".more data.xlsx.0123abcd.part"
    other.write_bytes(b"still being written")
    with written_whole(tmp_path / "data.xlsx") as draft:
        draft.write_bytes(b"whole")
    assert sorted(tmp_path.iterdir()) == [other, tmp_path / "data.xlsx"]


def test_a_file_that_is_there_is_replaced_only_on_a_persons_word(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"mine")
    with pytest.raises(Refusal, match=r"letter\.pdf already exists"), written_whole(target):
        pass
    assert target.read_bytes() == b"mine"
    with written_whole(target, overwrite=True) as draft:
        draft.write_bytes(b"new")
    assert target.read_bytes() == b"new"


def test_what_cannot_be_written_is_said_with_the_reason_and_leaves_nothing(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "letter.pdf"
    with pytest.raises(Refusal, match=r"letter\.pdf could not be written: No such file"), written_whole(gone):
        pytest.fail("there was nothing to write into")
    taken = tmp_path / "letter.pdf"
    taken.mkdir()
    with pytest.raises(Refusal, match="could not be written") as refused, written_whole(taken, overwrite=True):
        pass
    assert "Nothing was changed" in refused.value.hint
    assert list(tmp_path.iterdir()) == [taken]


def test_a_full_disk_is_a_calm_refusal_and_keeps_the_older_file(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"older")
    with pytest.raises(Refusal, match="No space left on device"), written_whole(target, overwrite=True):
        raise OSError(28, "No space left on device")
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]
