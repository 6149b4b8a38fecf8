"""One program per store (security.md, test 53)."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock

HOLD = """
import sys, time
from pathlib import Path
from smsdpo.core.lock import StoreLock
StoreLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.smsdpo.lock"


def holder(path: Path) -> "subprocess.Popen[str]":
    """Another program that holds the lock."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_program_is_told_who_holds_the_store(path: Path) -> None:
    with holder(path) as other:
        with pytest.raises(Refusal) as refused:
            StoreLock(path).acquire()
        other.kill()
    assert f"process {other.pid}" in refused.value.message
    assert platform.node() in refused.value.message
    assert "smsdpo" in refused.value.message


def test_the_lock_of_a_killed_program_is_free_again(path: Path) -> None:
    with holder(path) as other:
        other.kill()
    assert path.read_bytes()  # its note is still there
    with StoreLock(path):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()


def test_the_note_of_another_machine_is_believed(path: Path) -> None:
    note = json.dumps({"program": "smsdpo", "pid": 1, "host": "reception-pc"})
    path.write_text(note, encoding="utf-8")
    with pytest.raises(Refusal, match="on reception-pc") as refused:
        StoreLock(path).acquire()
    assert path.name in refused.value.hint
    assert path.read_text(encoding="utf-8") == note


@pytest.mark.parametrize("note", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_torn_note_locks_nobody_out(path: Path, note: bytes) -> None:
    path.write_bytes(note)
    with StoreLock(path), pytest.raises(Refusal):
        StoreLock(path).acquire()


def test_letting_go_leaves_an_empty_private_note(path: Path) -> None:
    lock = StoreLock(path)
    lock.acquire()
    assert path.stat().st_mode & 0o777 == 0o600
    lock.release()
    lock.release()
    assert path.read_bytes() == b""


def test_a_lock_held_by_an_unknown_program_is_said_so(path: Path) -> None:
    with StoreLock(path):
        path.write_bytes(b"")
        with pytest.raises(Refusal, match="another program holds it"):
            StoreLock(path).acquire()


def test_a_full_disk_keeps_the_lock_from_nobody_once_there_is_space_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _note: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(Refusal, match="No space left"):
            StoreLock(path).acquire()
    with StoreLock(path):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()


def test_a_folder_that_cannot_be_written_is_a_calm_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="could not be written"):
        StoreLock(tmp_path / "gone" / "office.smsdpo.lock").acquire()
