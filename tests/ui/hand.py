"""Somebody at the window: presses what is seen, types where the keyboard is, and counts the presses."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QWidget

from smsdpo.domain.records.casework import DetailItem
from smsdpo.domain.records.requests import RequestFile
from smsdpo.ui import request_work, style
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.widgets.fields import ChoiceField
from smsdpo.ui.widgets.form_sheet import FormSheet
from smsdpo.ui.widgets.text_field import TextField

_NO = Qt.KeyboardModifier.NoModifier


def marked_in(text: QTextEdit, ground: str = "mark") -> list[str]:
    """The words that are seen on this ground."""
    colour = style.colour(ground)
    return [one.cursor.selectedText() for one in text.extraSelections() if one.format.background().color() == colour]


class Hand:
    """One person at the window."""

    def __init__(self, window: MainWindow, settle: Callable[[], None]) -> None:
        self.window, self.settle, self.presses = window, settle, 0

    @property
    def page(self) -> RequestPage:
        made = self.window.page("request")
        assert isinstance(made, RequestPage)
        return made

    @property
    def held(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.window

    def open(self, reference: str) -> None:
        self.window.go("request", reference)
        self.settle()

    def act(self, key: str) -> None:
        """What the menu or the palette would run."""
        assert self.window.book.run_key(key), key
        self.presses += 1
        self.settle()

    def press(self, name: str) -> None:
        """Click the button of this name."""
        shown = [one for one in self.window.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
        button = next((one for one in shown if one.accessibleName() == name), None)
        assert button is not None, (name, [one.accessibleName() for one in shown])
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.presses += 1
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO) -> None:
        QTest.keyClick(self.held, key, modifier)
        self.presses += 1
        self.settle()

    def keys(self, *chords: str) -> None:
        """Chords as they are written on a menu: `Tab`, `Ctrl+Return`."""
        for chord in chords:
            QTest.keySequence(self.held, QKeySequence(chord))
            self.presses += 1
            self.settle()

    def reach(self, name: str, most: int = 40) -> None:
        """Press Tab until the keyboard is at what is called so, whatever is said beside its name."""
        for _press in range(most):
            if re.split(r",| \(", self.held.accessibleName())[0] == re.split(",", name)[0]:
                return
            QTest.keyClick(self.held, Qt.Key.Key_Tab)
            self.presses += 1
        raise AssertionError(f"the keyboard never came to {name!r}")

    def type(self, words: str) -> None:
        QTest.keyClicks(self.held, words)

    def say(self, words: str, then: str = "Tab") -> None:
        """Type where the keyboard is, and leave."""
        self.type(words)
        self.keys(then)

    def sheet(self) -> FormSheet:
        return next(one for one in self.window.findChildren(FormSheet) if one.isVisible())

    def detail(self, key: str, words: str) -> None:
        """Fill a field of the Details tab in and leave it."""
        self.page.to_tab("details")
        self.page.sheet.details.enter(key)
        editor = self.page.sheet.details.fields[key].editor
        if isinstance(editor, ChoiceField):
            editor.choose(words)
            editor.activated.emit(editor.currentIndex())
        elif isinstance(editor, TextField):
            editor.put(words)
            editor.left.emit()
        else:
            editor.setText(words)
            editor.editingFinished.emit()
        self.settle()

    def file(self, reference: str = "") -> RequestFile:
        """The request on show, or another, as the office has it."""
        wanted = reference or self.page.subject()
        return self.window.tasks.inside(lambda office: request_work.opened(office, wanted)).file

    def items(self, reference: str = "") -> dict[str, DetailItem]:
        wanted = reference or self.page.subject()
        found = self.window.tasks.inside(lambda office: request_work.opened(office, wanted)).beside.details
        return {one.key: one for one in found}
