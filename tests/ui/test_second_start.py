"""A second start with the same store shows the first window, or says who holds the store (security.md, test 53)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from benchmarks.screen import PLATFORM
from smsdpo import app
from smsdpo.core.lock import StoreLock
from smsdpo.core.paths import StorePaths
from smsdpo.core.second_start import socket_name
from smsdpo.ui.one_window import Doorbell
from tests.conftest import ROOT


def second_start(store: Path, home: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "smsdpo", "--store", str(store)],
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "PYTHONPATH": str(ROOT), "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_program_shows_the_first_window_and_ends(
    store_paths: StorePaths, tmp_path: Path, qtbot: QtBot
) -> None:
    before = store_paths.store.read_bytes()
    owner = QObject()
    bell = Doorbell(store_paths.store, owner)
    assert bell.listens
    with qtbot.waitSignal(bell.rung, timeout=30_000) as rung:
        other = second_start(store_paths.store, tmp_path)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    assert (other.returncode, rung.args) == (0, [])
    assert store_paths.store.read_bytes() == before
    other.communicate()
    qtbot.waitUntil(lambda: not bell.findChildren(QLocalSocket), timeout=20_000)
    bell.close()


def test_where_nobody_answers_it_says_who_holds_the_store_and_ends_with_status_1(
    store_paths: StorePaths, tmp_path: Path
) -> None:
    with StoreLock(store_paths.lock):
        other = second_start(store_paths.store, tmp_path)
        said, complained = other.communicate(timeout=60)
    assert other.returncode == 1
    assert said == ""
    assert f"process {os.getpid()}" in complained
    assert "Traceback" not in complained


@pytest.mark.parametrize("said", [b"\xff\n", b"shows\n", b"show\nshow\n", b"sh\n", b"s" * 100_000])
def test_nothing_else_can_be_asked_of_the_window(said: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    store, owner, rung = tmp_path / "office.smsdpo", QObject(), []
    bell = Doorbell(store, owner)
    bell.rung.connect(lambda: rung.append(1))
    other = QLocalSocket()
    with qtbot.waitSignal(other.disconnected, timeout=20_000):
        other.connectToServer(socket_name(store))
        other.write(said)
    assert not rung
    bell.close()


def test_what_comes_in_pieces_is_heard_all_the_same(tmp_path: Path, qtbot: QtBot) -> None:
    store, owner = tmp_path / "office.smsdpo", QObject()
    bell = Doorbell(store, owner)
    other = QLocalSocket()
    with qtbot.waitSignal(bell.rung, timeout=20_000):
        other.connectToServer(socket_name(store))
        for one in (b"sh", b"ow\n"):
            other.write(one)
            other.flush()
            qtbot.waitUntil(lambda: other.bytesToWrite() == 0, timeout=20_000)
    other.abort()
    bell.close()


def test_a_socket_left_by_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    store = tmp_path / "office.smsdpo"
    Path(socket_name(store)).touch()
    owner = QObject()
    bell = Doorbell(store, owner)
    assert bell.listens
    bell.close()


@pytest.mark.parametrize(("kept", "used"), [("150", "1.5"), ("900", "2.0"), ("10", "0.8"), ("100", None), ("x", None)])
def test_everything_is_as_large_as_was_chosen_within_reason(
    kept: str, used: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("scale", kept)
    assert app.take_scale(settings) is (used is not None)
    assert os.environ["QT_SCALE_FACTOR"] == (used or "")


def test_a_size_set_by_the_user_themselves_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.25")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("scale", 200)
    assert not app.take_scale(settings)
