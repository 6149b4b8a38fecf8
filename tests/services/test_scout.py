"""The process that is sent ahead to the store while the window is still being loaded (decision 9)."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from smsdpo.services import front_door, intake, keys, scout
from smsdpo.services.office import Office
from smsdpo.services.scout import Scout
from tests import builders

WHOLE = json.dumps({"keys": ["aa" * 32, "bb" * 32, "cc" * 16], "look": None, "refused": ""})


@contextmanager
def sent(store: Path, key_file: Path | None) -> Iterator[Scout]:
    ahead = scout.send(store, key_file, builders.TODAY)
    assert ahead is not None
    try:
        yield ahead
    finally:
        ahead.recall()


@contextmanager
def a_peer(does: str) -> Iterator[Scout]:
    """Another program in its place."""
    order = [sys.executable, "-c", f"import os, sys, time\n{does}"]
    ahead = Scout(subprocess.Popen(order, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    try:
        yield ahead
    finally:
        ahead.recall()


def key_file(folder: Path, text: str) -> Path:
    path = folder / "key"
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_it_brings_the_key_and_the_first_rows_and_leaves_the_store_as_it_was(
    store_paths: StorePaths, tmp_path: Path
) -> None:
    with builders.open_office(store_paths.store.parent.parent) as office:
        intake.add_messages(office, [builders.a_mail(tmp_path, text=f"Letter {one}.") for one in range(2)])
        rows = office.store._connection
        rows.execute("UPDATE message SET answer_by = NULL WHERE id = 1")
    before = store_paths.store.read_bytes()
    with sent(store_paths.store, key_file(tmp_path, builders.PASSPHRASE)) as ahead:
        assert not StoreLock(store_paths.lock).holder()
        ahead.go_on()
        report = ahead.report()
    assert report is not None
    assert report.keys is not None
    assert report.look is not None
    assert [card.answer_by is None for card in report.look.inbox.items].count(True) == 1
    assert store_paths.store.read_bytes() == before
    door = front_door.unlock(
        store_paths, passphrase=builders.PASSPHRASE, known=report.keys, state_dir=store_paths.store.parent
    )
    assert door.look(builders.a_clock(), report.look.who) == report.look
    with Office.enter(door, builders.a_clock(), builders.ACTOR) as office:
        assert (office.keys.db, office.keys.mac, office.keys.store_id) == report.keys
        keys.mark_noted(office, "no")
    with sent(store_paths.store, tmp_path / "key") as ahead:  # a recovery key is to be noted before any rows are shown
        ahead.go_on()
        report = ahead.report()
        assert report is not None
        assert report.look is None


@pytest.mark.parametrize("key_given", [False, True])
def test_where_it_cannot_get_in_it_says_nothing_and_the_ordinary_way_says_why(
    key_given: bool, store_paths: StorePaths, tmp_path: Path
) -> None:
    wrong = key_file(tmp_path, "not this store's words")
    with sent(store_paths.store, wrong if key_given else None) as ahead:
        ahead.go_on()
        assert ahead.report() is None


def test_one_that_is_called_back_ends_and_nobody_tries_again(store_paths: StorePaths, tmp_path: Path) -> None:
    with sent(store_paths.store, key_file(tmp_path, builders.PASSPHRASE)) as ahead:
        ahead.recall()  # it still waits for leave to derive the key
        with pytest.raises(Refusal, match="closed before the store was open"):
            ahead.report()


def test_its_report_is_taken_where_it_is_whole() -> None:
    with a_peer(f"print({WHOLE!r})") as ahead:
        ahead.go_on()
        report = ahead.report()
    assert report is not None
    assert report.keys == (b"\xaa" * 32, b"\xbb" * 32, b"\xcc" * 16)


@pytest.mark.parametrize(
    "does",
    [
        "",
        "os.kill(os.getpid(), 9)",
        f"print({WHOLE!r}, flush=True); sys.exit(1)",
        f"print({WHOLE[:-20]!r})",
        f"print({WHOLE!r} * 2)",
        "print('no report')",
        "print('[1, 2]')",
        "print('null')",
        'print(\'{"keys": null, "look": null, "refused": ""}\')',
        'print(\'{"keys": null, "look": null, "refused": "something new"}\')',
        'print(\'{"keys": ["aa", "zz", ""], "look": null, "refused": ""}\')',
        f"print({WHOLE.replace('null', '[1]')!r})",
        f"print({WHOLE!r} + ' ' * 5_000)",
        f"print({WHOLE!r}, flush=True); time.sleep(600)",
        f"print({WHOLE!r}, flush=True); os.close(1); time.sleep(600)",
        "time.sleep(600)",
    ],
)
def test_one_that_crashes_or_hangs_or_brings_anything_else_counts_as_none(
    does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scout, "_LARGEST", 4_000)
    if "sleep" in does:
        monkeypatch.setattr(scout, "_LONGEST", 0.2)
    with a_peer(does) as ahead:
        ahead.go_on()
        assert ahead.report() is None


@pytest.mark.skipif(sys.platform != "linux", reason="what others see of a process is read in /proc")
def test_no_secret_is_in_its_words_and_it_ends_with_the_program_that_sent_it(
    store_paths: StorePaths, tmp_path: Path
) -> None:
    builders.open_office(store_paths.store.parent.parent).close()
    with sent(store_paths.store, key_file(tmp_path, builders.PASSPHRASE)) as ahead:
        process = ahead._process
        assert builders.PASSPHRASE not in Path(f"/proc/{process.pid}/cmdline").read_text()
        assert process.stdin is not None
        process.stdin.close()  # as when the program is killed: no leave is given
        assert ahead.report() is None
        assert process.returncode == 0


def test_none_goes_where_there_is_no_store_or_another_program_has_it(store_paths: StorePaths) -> None:
    assert scout.send(store_paths.store.with_name("nowhere.smsdpo"), None, None) is None
    with builders.open_office(store_paths.store.parent.parent):
        assert scout.send(store_paths.store, None, None) is None


def test_sending_it_loads_close_to_nothing() -> None:
    said = "import sys, smsdpo.services.scout; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    ours = {name for name in loaded if name.startswith("smsdpo.")}
    assert ours == {"smsdpo.core", "smsdpo.core.errors", "smsdpo.services", "smsdpo.services.scout"}
