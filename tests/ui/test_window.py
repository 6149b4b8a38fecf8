"""The frame: places, keys, names, narrow windows, dropped files, what is told of changes."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.ui import tokens
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.widgets.fields import ChoiceField, DayField
from smsdpo.ui.widgets.lists import RecordList
from tests.ui.conftest import Settle
from tests.ui.letters import LETTERS

CONTROL = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QTableView)


def controls(place: QWidget) -> list[QWidget]:
    """What can be focused and seen, our own only."""
    found = [one for one in place.findChildren(QWidget) if isinstance(one, CONTROL)]
    return [one for one in found if one.isVisible() and one.focusPolicy() and not one.objectName().startswith("qt_")]


def test_only_working_places_are_in_the_navigation_in_their_order(window: MainWindow) -> None:
    shown = [entry.accessibleName() for entry in window.rail.entries.values()]
    assert shown == [screen.title for screen in sorted(SCREENS, key=lambda one: one.place) if screen.place]
    assert shown[:2] == ["Inbox", "Requests"]


def test_every_place_and_its_pane_bear_the_promised_name(window: MainWindow) -> None:
    for key in window.places:
        window.go(key)
        assert window.page(key).accessibleName() == window.rail.entries[key].accessibleName()


def test_the_names_of_the_main_acts_are_the_promised_ones(full_window: MainWindow) -> None:
    names = {one.accessibleName() for one in controls(full_window)}
    assert {"Accept and open", "Not a request", "Link to existing", "Add messages"} <= names


def test_ctrl_and_a_number_lead_to_a_place(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.at == "requests"


def test_f6_goes_round_all_panes(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.activateWindow()
    seen: list[str] = []
    for _ in range(9):
        QTest.keyClick(full_window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
    assert {"place_inbox", "inbox_list", "message_text", "triage_type"} <= set(seen)


def test_a_narrow_window_shows_icons_with_names_for_those_who_listen(window: MainWindow) -> None:
    window.resize(*tokens.WINDOW_LEAST)
    assert window.rail.width() == tokens.RAIL_NARROW
    assert window.rail.entries["inbox"].accessibleName() == "Inbox"
    window.resize(1440, 900)
    assert window.rail.width() == tokens.RAIL


def test_nothing_is_wider_than_the_least_window(full_window: MainWindow, settle: Settle) -> None:
    full_window.resize(*tokens.WINDOW_LEAST)
    for key in full_window.places:
        full_window.go(key)
        settle()
        assert full_window.stack.minimumSizeHint().width() <= tokens.WINDOW_LEAST[0], key
        for view in full_window.page(key).findChildren(RecordList):
            assert view.horizontalScrollBar().maximum() == 0


def test_dropped_files_are_added_and_what_follows_is_refreshed_and_noted_as_saved(
    window: MainWindow, letters: Path, settle: Settle, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letters))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert window.overlay.isVisible()
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert not window.overlay.isVisible()
    qtbot.waitUntil(lambda: window.toaster.words.text() == f"{len(LETTERS)} messages added", timeout=20_000)
    assert window.status.text().startswith("Saved 12:00")
    window.go("requests")
    settle()
    entry = window.rail.entries["inbox"]
    qtbot.waitUntil(lambda: entry.accessibleDescription() == str(len(LETTERS)))


def test_a_drop_without_files_is_told_how_to_come_in(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("From: someone")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert "no files" in window.complaint.title.text()
    assert ".eml" in window.complaint.hint.text()
    window.complaint.close_button.click()
    assert not window.complaint.isVisible()


def test_the_same_letters_again_are_named_as_already_here(
    full_window: MainWindow, letters: Path, settle: Settle, qtbot: QtBot
) -> None:
    full_window.coming_in.take([letters])
    qtbot.waitUntil(lambda: "already here" in full_window.toaster.words.text(), timeout=20_000)
    assert full_window.toaster.words.text() == "0 messages added, 3 already here"


def test_the_wheel_changes_no_field_that_has_not_the_focus(qtbot: QtBot) -> None:
    choice, day = ChoiceField("type", "Type"), DayField("day", "Received")
    choice.addItem("One", "1")
    choice.addItem("Two", "2")
    for field in (choice, day):
        qtbot.addWidget(field)
        field.show()
        before = field.currentIndex() if isinstance(field, ChoiceField) else field.date()
        middle = QPointF(field.rect().center())
        wheel = QWheelEvent(
            middle, QPointF(field.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, wheel)
        assert before == (field.currentIndex() if isinstance(field, ChoiceField) else field.date())
        assert not wheel.isAccepted()


def test_the_title_names_the_rehearsed_day_and_the_sample_but_nobody(full_window: MainWindow) -> None:
    assert "22 November 2026" in full_window.windowTitle()
    full_window.begin("D. Pearce", sample=True)
    assert "SAMPLE" in full_window.windowTitle()
    assert "Pearce" not in full_window.windowTitle()


def test_the_window_comes_back_where_it_was_but_never_off_the_screens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    window.resize(1111, 700)
    window.move(5000, 4000)
    settings.setValue("geometry", window.saveGeometry())
    again = MainWindow(window.tasks, window.clock, SCREENS, settings)
    qtbot.addWidget(again)
    screen = QApplication.primaryScreen().availableGeometry()
    assert screen.contains(again.geometry().topLeft())
