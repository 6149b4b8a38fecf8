"""Window tests run offscreen, dressed as the real window is."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from smsdpo.ui import style
from smsdpo.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in our light look; other looks a test chooses are taken back."""
    if not style.look().family:
        style.start(qapp, "light")
    yield qapp
    if style.look().colours.name != "light":
        style.choose("light")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The threads, without an office."""
    made = Tasks()
    yield made
    made.close()
