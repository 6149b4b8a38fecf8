"""The pair of Python and PySide6 in use: one released pair lost a reference to None at every call and aborted."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000
IMMORTAL = sys.version_info >= (3, 12)  # None counts no references from there on


def test_twenty_thousand_calls_that_answer_nothing_are_survived(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(CALLS):
        label.setText(str(number))
    assert label.text() == str(CALLS - 1)


@pytest.mark.skipif(IMMORTAL, reason="None counts no references on this Python")
def test_calls_that_answer_nothing_keep_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 1000
