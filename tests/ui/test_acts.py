"""Acts and their keys: told once, never twice the same, off with a reason, in menu and cheat sheet alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.ui.act_book import ActBook
from smsdpo.ui.acts import MENUS, Act
from smsdpo.ui.habits import habits
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.cheat_sheet import CheatSheet, KeyCap
from smsdpo.ui.widgets.request_found import FoundList
from smsdpo.ui.widgets.sheet import Sheet
from tests.ui.conftest import Settle

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
DOCUMENTED = (
    *("Ctrl+K", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+N", "Ctrl+O", "Ctrl+I", "Ctrl+F", "F3", "Shift+F3"),
    *("Ctrl+Return", "Ctrl+E", "Ctrl+P", "Ctrl+Z", "Ctrl+Y", "Ctrl+L", "F2", "F5", "F6", "F1", "Ctrl+/", "Ctrl+,"),
    *("Alt+Left", "Alt+Right", "Ctrl+Q"),
)
"""Every key of the design's summary (screens.md, 2.16), but Esc, which each panel sees to."""
NO_FUNCTION_YET = {
    "Ctrl+I": "there is no import in the window",
    "F2": "nothing in a place can be renamed by it",
}


def own_keys(page: QWidget) -> set[str]:
    """Keys that a page sees to by itself, those of panels in it that may be there several times counted once."""
    return {one.key().toString() for one in page.findChildren(QShortcut) if one.key().toString() != "Esc"}


def test_every_place_tells_its_acts_once_with_words_and_keys(window: MainWindow, settle: Settle) -> None:
    """One walk over all places: building them anew for each question would take most of a minute."""
    found, told = set[str](), dict[str, set[str]]()
    for screen in SCREENS:
        window.go(screen.key)
        settle()
        acts = window.book.acts()
        _check_acts(acts)
        twice = [chord for chord, count in Counter(keys_here(window, screen.key)).items() if count > 1]
        assert not twice, screen.key
        found.update(keys_here(window, screen.key))
        told[screen.key] = {act.in_list for act in acts}
    assert told["request"] == {"", *FoundList.LETTERS}, "each letter of the list of records, and no other"
    assert [chord for chord in DOCUMENTED if chord not in found and chord not in NO_FUNCTION_YET] == []
    assert [chord for chord in NO_FUNCTION_YET if chord in found] == [], "it has a function now"


def keys_here(window: MainWindow, key: str) -> list[str]:
    """The keys that act in the place on show."""
    assert window.work is not None
    alive = [*window.actions(), *window.work.actions()]
    bound = [chord.toString() for one in alive for chord in one.shortcuts()]
    return bound + sorted(own_keys(window.page(key)))


def _check_acts(acts: Sequence[Act]) -> None:
    for act in acts:
        assert act.menu in {"", *MENUS}
        assert act.words
        assert act.key == act.key.lower()
        assert all(QKeySequence(chord).toString() == chord for chord in act.chords), act.chords
    assert len({act.key for act in acts}) == len(acts)


def a_book(qtbot: QtBot) -> tuple[ActBook, QWidget, QWidget, QWidget]:
    """A window with its work and two pages."""
    window = QWidget()
    work = QWidget(window)
    one, other = QWidget(work), QWidget(work)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    book = ActBook(window)
    book.work_in(work)
    return book, window, one, other


def test_the_place_on_show_goes_before_the_window(qtbot: QtBot) -> None:
    book, window, one, other = a_book(qtbot)
    done: list[str] = []
    book.add(Act("new", "New", lambda: done.append("window"), "Ctrl+N"))
    here = Act("start", "Start", lambda: done.append("page"), "Ctrl+N")
    for page, acts in ((one, [here]), (other, [])):
        book.turn_to(page, lambda acts=acts: acts)  # type: ignore[misc]
        QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert done == ["page", "window"]


def test_an_act_that_is_off_says_why_and_does_nothing(qtbot: QtBot) -> None:
    book, window, _one, _other = a_book(qtbot)
    done: list[str] = []
    book.add(Act("undo", "Undo", lambda: done.append("done"), "Ctrl+U", why_off=lambda: "There is nothing."))
    said: list[str] = []
    book.refused.connect(said.append)
    QTest.keyClick(window, Qt.Key.Key_U, CTRL)
    assert (done, said) == ([], ["There is nothing."])


def test_enter_of_the_number_pad_serves_as_well(qtbot: QtBot) -> None:
    book, window, _one, _other = a_book(qtbot)
    done: list[int] = []
    book.add(Act("next", "Next", lambda: done.append(1), "Ctrl+Return"))
    QTest.keyClick(window, Qt.Key.Key_Enter, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert done == [1, 1]


def test_under_a_sheet_only_what_works_anywhere_works(window: MainWindow) -> None:
    window.activateWindow()
    done: list[str] = []
    window.book.add(
        Act("here", "Here", lambda: done.append("here"), "Ctrl+Alt+H"),
        Act("anywhere", "Anywhere", lambda: done.append("anywhere"), "Ctrl+Alt+A", anywhere=True),
    )
    sheet, first = Sheet("a_sheet", "A sheet"), Button("Close", "close_it")
    sheet.acts(first)
    window.lay_over(sheet, first)
    QTest.keyClick(first, Qt.Key.Key_H, CTRL | ALT)
    QTest.keyClick(first, Qt.Key.Key_A, CTRL | ALT)
    sheet.close_sheet()
    QTest.keyClick(window, Qt.Key.Key_H, CTRL | ALT)
    assert done == ["anywhere", "here"]


def test_a_sheet_goes_in_peace_when_what_had_the_keyboard_before_it_is_gone(window: MainWindow) -> None:
    window.activateWindow()
    pressed, sheet, first = Button("", "pressed", parent=window.work), Sheet("ask", "Why?"), Button("No", "no")
    sheet.acts(first)
    pressed.show()
    pressed.setFocus()
    window.lay_over(sheet, first)
    pressed.deleteLater()  # as outcomes are that were offered anew, because a search has ended meanwhile
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(pressed)
    sheet.close_sheet()
    assert sheet.isHidden()


def test_while_a_gate_stands_before_the_work_no_act_of_the_work_has_keys(window: MainWindow) -> None:
    window.activateWindow()
    done: list[str] = []
    window.book.add(Act("here", "Here", lambda: done.append("here"), "Ctrl+Alt+H"))
    gate = QWidget()
    window.show_gate(gate)
    QTest.keyClick(window, Qt.Key.Key_H, CTRL | ALT)
    assert done == []


def entries(menu: QMenu) -> list[QAction]:
    return [one for sub in menu.findChildren(QMenu) for one in sub.actions()]


def test_the_menu_tells_every_act_with_its_keys_and_why_one_is_off(window: MainWindow) -> None:
    window.book.add(Act("later", "Later && never", lambda: None, "Ctrl+Alt+L", "Tools", lambda: "Not today."))
    window.menu.fill()
    found = {one.objectName(): one for one in entries(window.menu)}
    told = {f"menu_{act.key}" for act in window.book.acts() if act.menu}
    assert told <= set(found)
    assert found["menu_add_messages"].text() == "Add messages\tCtrl+O"
    assert not found["menu_later"].isEnabled()
    assert "Not today." in found["menu_later"].toolTip()
    names = [one.text().replace("&", "") for one in window.menu.actions()]
    assert names == [name for name in MENUS if name in names], "in their order"


def test_an_entry_of_the_menu_does_its_act(window: MainWindow) -> None:
    window.menu.fill()
    entry = next(one for one in entries(window.menu) if one.objectName() == "menu_go_calendar")
    entry.trigger()
    assert window.at == "calendar"


@pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a screen knows no grabbing
def test_alt_alone_opens_the_menu_and_alt_with_another_key_does_not(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyClick(handle, Qt.Key.Key_Left, ALT)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert not window.menu.isVisible()
    QTest.keyPress(handle, Qt.Key.Key_Alt)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    qtbot.waitUntil(window.menu.isVisible)
    window.menu.close()


def test_the_cheat_sheet_shows_the_keys_of_now_and_esc_closes_it(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Slash, CTRL)
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    told = {cap.keys for cap in sheet.findChildren(KeyCap)}
    assert {"Ctrl+K", "Ctrl+O", "Ctrl+1", "F6", "Ctrl+/"} <= told
    assert {"Enter", "S", "L", "A", "T"} <= told, "what the keyboard does in the inbox's list"
    cut = [one.text() for one in sheet.area.findChildren(QLabel) if one.sizeHint().width() > one.width()]
    assert cut == [], "every act is told whole"
    QTest.keyClick(sheet.first, Qt.Key.Key_PageDown)
    assert sheet.area.verticalScrollBar().value() > 0, "it is read to its end without a mouse"
    QTest.keyClick(sheet.first, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_letters_are_told_only_to_those_who_want_them_and_do_no_more_than_their_act(window: MainWindow) -> None:
    book, inbox = window.book, window.page("inbox")
    window.go("inbox")
    link = next(act for act in book.acts() if act.in_list == "L")
    assert book.keys_of(link) == "L"
    habits().take((False, False))
    assert book.keys_of(link) == ""
    assert book.keys_of(next(act for act in book.acts() if act.in_list == "Enter")) == "Enter"
    habits().take((False, True))
    done = list[str]()
    on, off = (Act(one, one, lambda one=one: done.append(one), in_list=one) for one in ("S", "L"))  # type: ignore[misc]
    inbox.acts = lambda: (on, replace(off, why_off=lambda: "Not now."))  # type: ignore[method-assign]
    for letter in ("S", "L", "X"):
        inbox.by_letter(letter)
    assert done == ["S"]


def test_ctrl_f_goes_to_the_filter_of_the_place_or_says_that_there_is_none(window: MainWindow) -> None:
    window.activateWindow()
    window.go("requests")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "requests_filter"
    window.go("calendar")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.toaster.words.text() == "There is nothing to filter here."


def test_shift_f6_goes_the_other_way_round(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F6)
    first = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is not first
    QTest.keyClick(window, Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is first
