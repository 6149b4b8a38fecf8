"""The folder in which sheets lie in clear until they are packed, while other programs of ours start."""

import tempfile
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.export.scratch import SCRATCH_PREFIX, clear_left_overs, private_scratch


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_in_use_stays_and_what_a_crash_left_goes(temporary: Path) -> None:
    left = temporary / f"{SCRATCH_PREFIX}left"
    left.mkdir()
    (left / "sheet.xml").write_text("in clear")
    with private_scratch() as folder:
        (folder / "sheet.xml").write_text("in clear")
        assert clear_left_overs() == 1
        assert (folder / "sheet.xml").read_text() == "in clear"
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_taken_for_left_over_before_it_is_locked_is_made_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tempfile.mkdtemp
    others_start = iter([True, False])

    def then_another_program_starts(*, prefix: str) -> str:
        folder = made(prefix=prefix)
        if next(others_start):
            assert clear_left_overs() == 1
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", then_another_program_starts)
    with private_scratch() as folder:
        (folder / "sheet.xml").write_text("in clear")
        assert clear_left_overs() == 0
    assert list(temporary.iterdir()) == []


def test_where_no_folder_can_be_had_it_says_so(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", lambda *, prefix: str(temporary / f"{prefix}gone"))
    with pytest.raises(Refusal, match="could not be written"), private_scratch():
        pass
