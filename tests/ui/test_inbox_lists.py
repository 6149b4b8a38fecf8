"""Many messages at once in the inbox: filter, views of one's own, selection, and the acts on it, on a real office."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from smsdpo.domain.records import Selected
from smsdpo.services.office import Office
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.widgets.column_chooser import ColumnChooser
from smsdpo.ui.widgets.row_delegate import PAD
from smsdpo.ui.widgets.view_menu import NameSheet
from tests.services.test_lists import multiply
from tests.ui.conftest import Settle
from tests.ui.test_inbox import inbox, read, subjects

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""Offscreen, a menu can neither be raised nor take the keyboard."""

CTRL = Qt.KeyboardModifier.ControlModifier


def act(page: InboxPage, key: str) -> Act:
    return next(one for one in page.acts() if one.key == key)


def filter_by(page: InboxPage, text: str, qtbot: QtBot, settle: Settle) -> None:
    page.filter.setText(text)
    page.filter.textEdited.emit(text)
    qtbot.waitUntil(lambda: not page.filter._timer.isActive())
    settle()


def said(page: InboxPage) -> str:
    """The subject of the message that is read."""
    return page.sheet.shown.card.subject if page.sheet.shown is not None else ""


def trigger(page: InboxPage, words: str) -> None:
    """Press an entry of the menu that is open."""
    for menu in page.findChildren(QMenu):
        for action in menu.actions():
            if action.text() == words:
                action.trigger()
                menu.close()
                return
    raise AssertionError(f"no entry {words}")


def test_a_whole_selection_is_put_aside_with_one_reason_and_brought_back(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    QTest.keyClick(page.list, Qt.Key.Key_A, CTRL)
    assert page.bulk.isVisible()
    assert page.bulk.words.text() == "3 selected"
    page.aside_button.click()
    assert page.sheet.reasons.title.text() == "Why are these 3 not requests?"
    page.sheet.reasons.reasons[1].click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    settle()
    assert full_window.toaster.words.text() == "3 messages put aside: Spam"
    assert not page.bulk.isVisible()
    page.views.choose("not_request")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    settle()
    QTest.keyClick(page.list, Qt.Key.Key_A, CTRL)
    page.back_button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.views.choose("untriaged")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_enter_with_several_chosen_accepts_none_of_them(full_window: MainWindow, settle: Settle) -> None:
    page = inbox(full_window)
    page.list.selectAll()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert full_window.at == "inbox"
    assert page.model.rowCount() == 3
    assert act(page, "inbox_accept").why_off() == "One message at a time: choose a single one to accept it."


def test_a_gives_the_message_to_somebody_me_first(full_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    full_window.tasks.store(
        lambda office: office.change_settings({"staff": [{"name": "Marta Silva", "login": "m.silva"}]})
    )
    settle()
    page = inbox(full_window)
    read(page, settle, "My data")
    QTest.keyClick(page.list, Qt.Key.Key_A)
    settle()
    menu = page.findChild(QMenu, "assign_menu")
    assert menu is not None
    assert [one.text() for one in menu.actions() if one.text()] == ["D. Pearce (me)", "Marta Silva", "Nobody"]
    trigger(page, "Marta Silva")
    settle()
    qtbot.waitUntil(lambda: page.sheet.form.assignee.text() == "Marta Silva")
    row = subjects(page).index("My data")
    assert page.model.index(row, 4).data() == "Marta Silva"


def test_a_filter_word_that_cannot_be_meant_is_named_and_the_list_stays(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    filter_by(page, "due:soonish", qtbot, settle)
    assert page.bar.note.isVisible()
    assert "due:soonish" in page.bar.note.text()
    assert page.model.rowCount() == 3
    assert page.pane.currentWidget() is page.list
    filter_by(page, "delete", qtbot, settle)
    assert not page.bar.note.isVisible()
    assert subjects(page) == ["Please delete my account"]


def test_escape_takes_the_filter_away_first_and_leaves_then(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    filter_by(page, "delete", qtbot, settle)
    page.filter.setFocus()
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.filter.hasFocus()
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    filter_by(page, "delete", qtbot, settle)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.filter.text() == ""


def test_what_is_chosen_means_the_list_that_is_seen_not_the_filter_being_typed(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    filter_by(page, "delete", qtbot, settle)
    page.filter.setText("delete due:never")
    page.filter.changed.emit()
    settle()
    page.list.selectAll()
    found: list[Selected] = []
    chosen = page.triage.chosen()
    full_window.tasks.store(chosen, found.append)
    settle()
    assert found == [Selected((page.list.current().id,))]  # type: ignore[union-attr]
    assert page.card.answered == ("untriaged", "delete")


def test_a_press_on_the_head_sorts_in_the_store_and_the_menu_says_the_same(
    full_window: MainWindow, settle: Settle
) -> None:
    page = inbox(full_window)
    newest = subjects(page)
    page.list.header.sectionClicked.emit(0)
    settle()
    assert subjects(page) == newest[::-1]
    menu = page.menu.open_orders()
    checked = [one.text() for one in menu.actions() if one.isChecked()]
    menu.close()
    assert checked == ["Received, ascending"]


def test_an_own_view_keeps_filter_order_and_columns(full_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = inbox(full_window)
    filter_by(page, "delete", qtbot, settle)
    page.list.use_order("from")
    page.list.header.arrange(["due", "from"], ["due", "from"])
    settle()
    act(page, "inbox_save_view").run()
    sheet = full_window.findChildren(NameSheet)[-1]
    QTest.keyClicks(sheet.field, "Delete & <b>me</b>")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    settle()
    assert page.bar.menu.text() == "View: Delete & <b>me</b>"
    page.list.header.usual()
    page.views.choose("all")
    settle()
    assert (page.list.order, page.list.descending) == ("received", True)
    page.filter.wipe()
    settle()
    page.menu.open()
    trigger(page, "Delete && <b>me</b>")
    settle()
    assert subjects(page) == ["Please delete my account"]
    assert page.filter.text() == "delete"
    assert page.list.header.shown() == ["due", "from"]
    page.menu.remove()
    settle()
    assert page.menu.views == []


def test_columns_are_chosen_by_keyboard_and_remembered_without_anything_personal(
    full_window: MainWindow, settle: Settle
) -> None:
    page = inbox(full_window)
    act(page, "inbox_columns").run()
    sheet = full_window.findChildren(ColumnChooser)[-1]
    assert sheet.list.hasFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sheet.list.setCurrentRow(2)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    sheet.done.click()
    header = page.list.header
    assert header.shown() == ["from", "received", "due", "assignee"]
    kept = str(full_window.settings.value("columns/inbox_list"))
    assert '"order"' in kept
    assert "@" not in kept
    received = [column.key for column in header.columns].index("received")
    came = header.sectionSize(received)
    edge = QPoint(header.sectionViewportPosition(received) + came - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(30, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    assert header.sectionSize(received) > came
    drawn = header.sectionSize(received)
    act(page, "inbox_columns").run()
    sheet = full_window.findChildren(ColumnChooser)[-1]
    usual = sheet.findChild(QPushButton, "columns_usual")
    assert usual is not None
    QTest.mouseClick(usual, Qt.MouseButton.LeftButton)
    assert header.sectionSize(received) == drawn, "nothing changes before *Done*"
    sheet.done.click()
    assert header.sectionSize(received) == came, "the widths are the usual ones too"
    assert header.shown() == [column.key for column in header.columns if not column.hidden]


@pytest.mark.parametrize("width", [1024, 1280, 1900])
def test_nothing_scrolls_sideways_whatever_the_width(full_window: MainWindow, settle: Settle, width: int) -> None:
    page = inbox(full_window)
    full_window.resize(width, 800)
    settle()
    header = page.list.header
    assert header.length() <= page.list.viewport().width()
    assert not header.isSectionHidden(1)
    assert not header.isSectionHidden(3)


def test_the_original_is_saved_byte_for_byte(
    full_window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    tmp_path: Path,
    letters: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = inbox(full_window)
    read(page, settle, "My data")
    target = tmp_path / "kept.eml"
    proposed: list[str] = []

    def choose(_self: MainWindow, _title: str, name: str, _kinds: str) -> Path:
        proposed.append(name)
        return target

    monkeypatch.setattr(MainWindow, "choose_target", choose)
    page.sheet.head.original.click()
    qtbot.waitUntil(target.exists)
    settle()
    assert target.read_bytes() == (letters / "okoro.eml").read_bytes()
    assert proposed[0].startswith("message-")


def test_what_is_chosen_is_copied_as_a_table_by_the_office(full_window: MainWindow, settle: Settle) -> None:
    page = inbox(full_window)
    page.list.selectAll()
    QTest.keyClick(page.list, Qt.Key.Key_C, CTRL)
    settle()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[0].split("\t")[:2] == ["Received", "From"]
    assert full_window.toaster.words.text() == "3 rows copied"


def test_a_double_of_the_sender_is_named_before_accepting(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    def work(office: Office) -> None:
        from smsdpo.services import requests

        for name in ("Adaeze Okoro", "Adaora Okoro"):
            received = datetime(2026, 11, 20, 9, tzinfo=UTC)
            requests.open_request(office, type="access", name=name, received_at=received, channel="phone")

    full_window.tasks.store(work)
    settle()
    page = inbox(full_window)
    read(page, settle, "Please delete my account")
    read(page, settle, "My data")
    settle()
    found = page.sheet.form.people.findText("Adaeze Okoro", Qt.MatchFlag.MatchStartsWith)
    page.sheet.form.people.setCurrentIndex(found)
    qtbot.waitUntil(page.sheet.form.alike.isVisible)
    assert "Adaora Okoro" in page.sheet.form.alike.text()


def test_acts_say_why_they_cannot_be_done_now(window: MainWindow, settle: Settle) -> None:
    page = inbox(window)
    assert page.subject() == ""
    for key in ("inbox_accept", "inbox_not_a_request", "inbox_assign", "inbox_save_original"):
        assert act(page, key).why_off() == "No message is chosen."
    assert act(page, "inbox_copy").why_off() == "The list is empty."
    assert act(page, "inbox_rename_view").why_off()


def test_a_message_far_down_the_list_or_in_another_view_is_found_by_its_number(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    full_window.tasks.store(lambda office: multiply(office, 1_000))
    settle()
    full_window.go("calendar")
    full_window.go("inbox", 13)
    page = inbox(full_window)
    qtbot.waitUntil(lambda: page.sheet.shown is not None and page.sheet.shown.card.id == 13)
    assert page.views.current == "untriaged"
    assert page.list.currentIndex().row() > 200, "not among the rows that are there at first"
    assert page.list.viewport().rect().contains(page.list.visualRect(page.list.currentIndex()).center())
    full_window.tasks.store(lambda office: put_one_aside(office, 500))
    settle()
    page.filter.put("nothing like it")
    full_window.go("inbox", 500)
    qtbot.waitUntil(lambda: page.sheet.shown is not None and page.sheet.shown.card.id == 500)
    assert (page.views.current, page.filter.words) == ("not_request", "")
    full_window.go("inbox", 5_000)
    settle()
    assert full_window.toaster.words.text() == "This message is not here any more."
    assert page.list.current() is not None


def put_one_aside(office: Office, number: int) -> None:
    from smsdpo.services import intake

    intake.not_a_request(office, number, "newsletter")


def test_the_keyboard_stays_with_the_list_when_nothing_is_found_and_the_filter_goes_for_good(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    page.filter.setFocus()
    QTest.keyClicks(page.filter, "nobody wrote this")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)  # faster than the store answers: the list still shows the rest
    assert QApplication.focusWidget() is page.list
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    settle()
    assert QApplication.focusWidget() is page.empty
    assert page.empty.accessibleName() == "No message here matches “nobody wrote this”."
    QTest.keyClick(page.empty, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    settle()
    assert page.filter.text() == ""
    assert QApplication.focusWidget() is page.list
    page.filter.setFocus()
    settle()
    assert page.filter.text() == ""  # and does not come back as something left unfinished


def test_keys_pressed_before_the_found_messages_are_here_are_done_to_these(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    first = subjects(page)[0]
    QTest.keyClick(page.list, Qt.Key.Key_End)
    settle()
    page.views.choose("all")
    page.list.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K):
        QTest.keyClick(page.list, key)
    assert page.list.currentIndex().row() == 2  # as it was: what is on show is no longer what is meant
    qtbot.waitUntil(lambda: page.list.currentIndex().row() == 1)
    QTest.keyClick(page.list, Qt.Key.Key_K)
    settle()
    assert said(page) == first


def test_the_arrow_letters_go_on_from_the_next_message_while_the_last_one_is_still_going(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = inbox(full_window)
    second, third = subjects(page)[1:]
    settle()
    QTest.keyClick(page.list, Qt.Key.Key_S)
    page.sheet.reasons.reasons[0].click()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: subjects(page) == [second, third])
    settle()
    assert said(page) == third


def test_the_day_of_receipt_stands_whole_in_its_column_in_whatever_year(full_window: MainWindow) -> None:
    page = full_window.page("inbox")
    assert isinstance(page, InboxPage)
    metrics, room = QFontMetrics(style.font(tokens.SECONDARY)), page.model.columns[0].width - 2 * PAD
    today = date(2027, 3, 1)
    days = [today - timedelta(days=before) for before in range(500)]
    said = [texts.when(datetime(on.year, on.month, on.day, 12, tzinfo=UTC), on, today) for on in days]
    assert (said[0], said[1], said[3], said[98]) == ("Today 12:00", "Yesterday", "Fri 26 Feb", "23 Nov 26")
    assert max(metrics.horizontalAdvance(one) for one in said) <= room
