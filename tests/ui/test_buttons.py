"""Buttons under the keyboard: Enter presses the one that holds it, and never what cannot be undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.domain.request_types import DUPLICATE, REQUEST_TYPES
from smsdpo.ui.widgets.buttons import Button, ChipButton, PressButton, PrimaryButton, QuietButton
from smsdpo.ui.widgets.pills import Pill
from smsdpo.ui.widgets.request_decide import act_of
from smsdpo.ui.widgets.request_frame import SideCard
from smsdpo.ui.widgets.request_send import SendPanel

MAKERS: dict[str, Callable[[], PressButton]] = {
    "secondary": lambda: Button("Add", "add"),
    "primary": lambda: PrimaryButton("Open", "open"),
    "quiet": lambda: QuietButton("More", "more"),
    "chip": lambda: ChipButton("overdue"),
    "view": lambda: Pill("all", "All", "all_view"),
}


def presses(button: PressButton, qtbot: QtBot) -> list[bool]:
    """Filled at each press of a button that is on the screen and has the keyboard."""
    pressed: list[bool] = []
    qtbot.addWidget(button)
    button.clicked.connect(lambda _checked: pressed.append(True))
    button.show()
    button.setFocus()
    return pressed


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_enter_presses_the_button_that_has_the_keyboard_as_space_does(
    qtbot: QtBot, make: Callable[[], PressButton]
) -> None:
    button = make()
    pressed = presses(button, qtbot)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 3


def test_enter_with_ctrl_belongs_to_the_place_and_not_to_the_button(qtbot: QtBot) -> None:
    button = Button("Add", "add")
    pressed = presses(button, qtbot)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_every_ending_of_every_kind_stands_whole_in_the_narrowest_card(qtbot: QtBot) -> None:
    endings = {act_of(one) for kind in REQUEST_TYPES.values() for one in (*kind.outcomes, DUPLICATE)}
    for words in sorted(endings):
        card = SideCard({"decide": Button(words, "outcome")})
        qtbot.addWidget(card)
        card.show_panel("decide")
        card.resize(card.minimumWidth(), 400)
        card.show()
        inside = card.area.widget()
        assert inside is not None
        assert inside.width() <= card.area.viewport().width(), words
        card.hide()


def test_enter_held_down_presses_nothing_that_appears_under_it(qtbot: QtBot) -> None:
    button = Button("Add", "add")
    pressed = presses(button, qtbot)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert pressed == []


def test_a_button_that_is_off_is_not_pressed_by_enter(qtbot: QtBot) -> None:
    button = Button("Add", "add")
    pressed = presses(button, qtbot)
    button.setEnabled(False)
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert pressed == []


def test_an_answer_is_not_marked_as_sent_by_enter(qtbot: QtBot) -> None:
    panel = SendPanel()
    qtbot.addWidget(panel)
    pressed: list[bool] = []
    panel.go.clicked.connect(lambda _checked: pressed.append(True))
    panel.go.setEnabled(True)
    panel.show()
    panel.go.setFocus()
    QTest.keyClick(panel.go, Qt.Key.Key_Return)
    assert pressed == []
    QTest.keyClick(panel.go, Qt.Key.Key_Space)
    assert len(pressed) == 1
