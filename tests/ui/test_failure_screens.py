"""What stands in the way of the office is told one by one: calmly, with a way out, and with the files left alone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smsdpo.core.paths import StorePaths
from smsdpo.model import keys, opener
from smsdpo.model.schema import HEAD_VERSION
from smsdpo.services.office import Office
from smsdpo.ui import gates
from tests import builders
from tests.ui.test_start import Begin, at_work, begin, gate, key_file, press

__all__ = ["begin"]

Trouble = Callable[[StorePaths, Path], None]


def newer(paths: StorePaths, folder: Path) -> None:
    with builders.open_office(folder) as office:
        key = office.keys
    connection = opener.connect(paths.store, key.db)
    connection.execute(f"PRAGMA user_version = {HEAD_VERSION + 1}")
    connection.close()


def torn(paths: StorePaths, _folder: Path) -> None:
    raw = paths.store.read_bytes()
    paths.store.write_bytes(raw[: len(raw) // 2])


def overwritten(paths: StorePaths, _folder: Path) -> None:
    raw = paths.store.read_bytes()
    paths.store.write_bytes(raw[:2000] + bytes(200) + raw[2200:])


def emptied(paths: StorePaths, _folder: Path) -> None:
    paths.store.write_bytes(b"")


def store_gone(paths: StorePaths, _folder: Path) -> None:
    paths.store.unlink()


def keys_gone(paths: StorePaths, _folder: Path) -> None:
    paths.keys.unlink()


def keys_of_another(paths: StorePaths, folder: Path) -> None:
    other = builders.paths_in(folder / "other")
    office, _ = Office.create(
        other, builders.a_clock(), "D. Pearce", passphrase=builders.PASSPHRASE, state_dir=folder / "other" / "state"
    )
    office.close()
    paths.keys.write_bytes(other.keys.read_bytes())


def keys_damaged(paths: StorePaths, _folder: Path) -> None:
    paths.keys.write_text("{", encoding="utf-8")


TROUBLES: dict[str, tuple[Trouble, str, str]] = {
    "newer store": (newer, "newer version", "Install the newer version"),
    "cut short": (torn, "is damaged", "Put back a good copy"),
    "overwritten": (overwritten, "is damaged", "Put back a good copy"),
    "emptied": (emptied, "is empty", "Put back a good copy"),
    "store gone": (store_gone, "There is no store", "put back a copy"),
    "keys gone": (keys_gone, "is missing from beside the store", "Put back a copy"),
    "keys of another store": (keys_of_another, "does not belong to the key file", ""),
    "keys damaged": (keys_damaged, "is damaged", "Put back a copy"),
}


DAMAGES = {"cut short", "overwritten", "emptied", "store gone"}


def problem(start: Any, qtbot: QtBot) -> gates.ProblemGate:
    shown = gate(start, gates.ProblemGate, qtbot)
    assert isinstance(shown, gates.ProblemGate)
    return shown


def damage(start: Any, qtbot: QtBot) -> gates.DamagedGate:
    shown = gate(start, gates.DamagedGate, qtbot)
    assert isinstance(shown, gates.DamagedGate)
    return shown


def is_calm(words: str) -> bool:
    """Sentences, and neither code nor shouting nor a place on somebody's disk."""
    return (
        bool(re.search(r"\w\.$", words.strip()))
        and not re.search(r"Error|Exception|Traceback|0x|/|!|errno", words)
        and builders.PASSPHRASE not in words
    )


@pytest.mark.parametrize("kind", TROUBLES)
def test_what_cannot_be_opened_is_told_calmly_and_left_alone(
    begin: Begin, office_folder: Path, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    make, what, todo = TROUBLES[kind]
    make(store_paths, office_folder)
    before = {one.name: one.read_bytes() for one in (store_paths.store, store_paths.keys) if one.exists()}
    find = damage if kind in DAMAGES else problem
    shown = find(begin(store_paths.store, key_file=key_file(tmp_path)), qtbot)
    said = (shown.sentence if kind in DAMAGES else shown.said).text()
    assert what in said
    assert todo in said
    assert is_calm(said), said
    for act in ("again", "quit"):
        assert shown.findChild(QPushButton, f"{shown.objectName()}_{act}").isEnabled()  # type: ignore[union-attr]
    assert {one.name: one.read_bytes() for one in (store_paths.store, store_paths.keys) if one.exists()} == before


def test_what_was_put_right_opens_at_the_next_try(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = store_paths.keys.read_bytes()
    store_paths.keys.unlink()
    start = begin(store_paths.store, key_file=key_file(tmp_path))
    shown = problem(start, qtbot)
    store_paths.keys.write_bytes(kept)
    press(shown, "problem_again")
    at_work(start, qtbot)


def test_quitting_is_a_way_out_too(begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot) -> None:
    store_paths.keys.unlink()
    start = begin(store_paths.store, key_file=key_file(tmp_path))
    press(problem(start, qtbot), "problem_quit")
    qtbot.waitUntil(lambda: not start.window.isVisible())
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_a_store_that_may_not_be_read_names_whom_to_ask(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def forbidden(path: Path, *how: Any, **more: Any) -> Any:
        if path == store_paths.store:  # the tests may run as a user whom no file's rights stop
            raise PermissionError(13, "Permission denied")
        return usual(path, *how, **more)

    monkeypatch.setattr(Path, "open", forbidden)
    shown = problem(begin(store_paths.store, key_file=key_file(tmp_path)), qtbot)
    assert "Permission denied" in shown.said.text()
    assert "Check who may read it" in shown.said.text()


def test_a_full_disk_stops_writing_and_nothing_else(
    begin: Begin, store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    start = begin(store_paths.store, key_file=key_file(tmp_path))
    at_work(start, qtbot)

    def fill_the_disk(office: Office) -> None:
        connection = office.store._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    mail = builders.a_mail(tmp_path, text="Please send me what you hold. " * 20_000)
    start.tasks.inside(fill_the_disk)
    start.window.coming_in.take([mail])
    qtbot.waitUntil(start.window.complaint.isVisible, timeout=20_000)
    said = start.window.complaint.title.text()
    assert "disk is full" in said
    assert start.tasks.inside(lambda office: office.setting("organisation.name")) == "SMS Tech"
    start.tasks.inside(lambda office: office.store._connection.execute("PRAGMA max_page_count = 1000000").fetchone())
    start.window.coming_in.take([mail])
    qtbot.waitUntil(lambda: start.window.rail.entries["inbox"].accessibleDescription().startswith("1"), timeout=20_000)


def test_a_disk_that_is_full_while_the_office_is_made_leaves_nothing_half_made(
    begin: Begin,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_how: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys, "write_file", full)
    store = tmp_path / "new" / "office.smsdpo"
    first = gate(begin(store), gates.FirstRunGate, qtbot)
    assert isinstance(first, gates.FirstRunGate)
    first.passphrase.setText(builders.PASSPHRASE)
    first.again.setText(builders.PASSPHRASE)
    press(first, "start_empty")
    qtbot.waitUntil(first.said.isVisible, timeout=20_000)
    assert "disk" in first.said.text().lower()
    assert is_calm(first.said.text()), first.said.text()
    assert first.isEnabled()
    assert [one.name for one in store.parent.iterdir() if one.suffix in {".smsdpo", ".keys"}] == []
    assert "No space left" in caplog.text
    caplog.clear()


def test_a_damaged_store_is_read_as_far_as_it_goes_or_a_copy_takes_its_place(
    begin: Begin,
    office_folder: Path,
    store_paths: StorePaths,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    copy = store_paths.store.with_name(f"office.smsdpo.before-{HEAD_VERSION:04}")
    with builders.open_office(office_folder) as office:
        office.store.copy_to(copy)
        page = office.store._connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'source'").fetchone()[
            0
        ]
    raw = bytearray(store_paths.store.read_bytes())
    raw[(page - 1) * opener.PAGE + 100 : (page - 1) * opener.PAGE + 140] = bytes(40)
    store_paths.store.write_bytes(raw)

    start = begin(store_paths.store)
    unlock = gate(start, gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    unlock.secret.setText(builders.PASSPHRASE)
    press(unlock, "unlock_go")
    shown = damage(start, qtbot)
    assert "1 page" in shown.sentence.text()
    press(shown, "damaged_read")
    at_work(start, qtbot)
    qtbot.waitUntil(start.window.complaint.isVisible, timeout=20_000)
    assert "is damaged: 1 page" in start.window.complaint.title.text()
    assert start.window.status.text().startswith("Read only")
    start.window.complaint.hide()
    for key in start.window.places:
        start.window.go(key)
        qtbot.waitUntil(lambda: start.tasks.running == 0, timeout=20_000)
    assert store_paths.store.read_bytes() == bytes(raw)

    start.window.close()
    start.tasks.close()
    again = begin(store_paths.store)
    unlock = gate(again, gates.UnlockGate, qtbot)
    assert isinstance(unlock, gates.UnlockGate)
    unlock.secret.setText(builders.PASSPHRASE)
    press(unlock, "unlock_go")
    press(damage(again, qtbot), "damaged_put_0")
    put = gate(again, gates.PutBackGate, qtbot)
    assert isinstance(put, gates.PutBackGate)
    assert "office.smsdpo.damaged-2026-11-22" in put.sentence.text()
    press(put, "put_back_open")
    at_work(again, qtbot)
    assert store_paths.store.with_name("office.smsdpo.damaged-2026-11-22").read_bytes() == bytes(raw)
    caplog.clear()
