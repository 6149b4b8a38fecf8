"""Places nobody has opened yet are built while nobody waits, and again after an unlocking."""

import pytest
from pytestqt.qtbot import QtBot

from smsdpo.ui import ahead
from smsdpo.ui.ahead import Ahead
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from tests.ui.conftest import Settle

KEYS = [screen.key for screen in SCREENS]


def test_every_place_is_built_while_nothing_else_is_done(
    window: MainWindow, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_REST", 20)
    Ahead(window, KEYS)
    window.began.emit()
    qtbot.waitUntil(lambda: all(window.is_built(key) for key in KEYS), timeout=30_000)
    assert window.at == "inbox"
    window.forget_pages()
    window.begin("D. Pearce")
    settle()
    qtbot.waitUntil(lambda: all(window.is_built(key) for key in KEYS), timeout=30_000)
