"""Tags in the window: put on and taken off by a small menu, shown beside the words, found by the filter."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.domain.records import Selected
from smsdpo.services import requests, tags
from smsdpo.services.office import Office
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.screens.requests import RequestsPage
from smsdpo.ui.screens.settings import SettingsPage
from smsdpo.ui.widgets.tag_row import paint_tags
from tests.ui.conftest import Begin, Settle
from tests.ui.test_inbox import inbox, read, subjects
from tests.ui.test_inbox_lists import act, filter_by

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""Offscreen, a menu can neither be raised nor take the keyboard."""


def focus(window: MainWindow) -> QWidget:
    held = window.focusWidget()
    assert held is not None
    return held


def entries(page: QWidget) -> dict[str, QAction]:
    menu = page.findChild(QMenu, "tag_menu")
    assert menu is not None
    return {entry.text(): entry for entry in menu.actions() if entry.text()}


def choose(page: QWidget, words: str, settle: Settle) -> None:
    entries(page)[words].trigger()
    menu = page.findChild(QMenu, "tag_menu")
    assert menu is not None
    menu.close()
    settle()


def test_messages_are_tagged_together_found_by_it_and_one_undo_takes_it_back(
    full_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    window, page = full_window, inbox(full_window)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_T)
    settle()
    assert list(entries(page)) == ["The office has no tags yet", "Tags in Settings"]
    assert not entries(page)["The office has no tags yet"].isEnabled()
    menu = page.findChild(QMenu, "tag_menu")
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)  # the one entry there is leads to where tags are settled, to their field
    settle()
    wanted = window.page("settings")
    assert isinstance(wanted, SettingsPage)
    assert window.at == "settings"
    assert wanted.rows["tags"].isAncestorOf(focus(window))
    window.go("inbox")
    window.tasks.store(lambda office: office.change_settings({"tags": ["board", "legal-advice"]}))
    settle()

    read(page, settle, "My data")
    act(page, "inbox_tag").run()
    settle()
    assert not entries(page)["board"].isChecked()
    choose(page, "board", settle)
    assert window.toaster.words.text() == "1 message tagged “board”"
    row = subjects(page).index("My data")
    qtbot.waitUntil(lambda: page.model.index(row, 1).data() == "Adaeze Okoro, My data, tagged board")
    qtbot.waitUntil(page.sheet.head.tags.isVisible)
    assert page.sheet.head.tags.text() == "Tags: board"

    page.list.selectAll()
    page.card.tag_button.click()
    settle()
    assert list(entries(page)) == ["board   (1 of 3)", "legal-advice", "Tags in Settings"]
    choose(page, "board   (1 of 3)", settle)
    assert window.toaster.words.text() == "2 messages tagged “board”"
    page.card.tag_button.click()
    settle()
    assert entries(page)["board"].isChecked()
    choose(page, "board", settle)
    assert window.toaster.words.text() == "“board” taken off 3 messages"
    qtbot.waitUntil(lambda: not page.sheet.head.tags.isVisible())
    window.book.run_key("undo")
    settle()
    filter_by(page, "tag:boa -delete", qtbot, settle)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.list.viewport().render(QPixmap(page.list.viewport().size()))


def test_a_name_is_not_cut_for_tags_which_are_counted_instead(qtbot: QtBot) -> None:
    room, words = QRectF(0, 0, 218, 52), ("board", "press")
    paper = QPixmap(218, 52)
    painter = QPainter(paper)
    taken = [paint_tags(painter, room, words, name, selected=False) for name in (60.0, 150.0, 400.0)]
    painter.end()
    assert taken[0] <= 218 - 60
    assert taken[1] <= 218 - 150
    assert taken[0] > taken[1] == taken[2] > 0, "how many there are is always said"


def test_requests_bear_them_in_the_list_and_on_their_page(begin: Begin, settle: Settle, qtbot: QtBot) -> None:
    many = ["board", "legal-advice", "press", "works-council", "second-reading"]

    def fill(office: Office) -> None:
        office.change_settings({"tags": many})
        for name in ("Ann Lobb", "Bo Trant"):
            requests.open_request(office, type="access", received_at=office.clock.now(), name=name)
        for word in many[:4]:
            tags.put_on(office, "requests", Selected((1,)), word)

    window = begin(fill)
    window.go("requests")
    settle()
    page = window.page("requests")
    assert isinstance(page, RequestsPage)
    first = page.model.index(0, 0).data()
    assert first == "Ann Lobb, DSR-2026-0001, tagged board, legal-advice, press, works-council"
    page.list.select_row(1)
    QTest.keyClick(page.list, Qt.Key.Key_T)
    settle()
    choose(page.list, "press", settle)
    qtbot.waitUntil(lambda: "tagged press" in page.model.index(1, 0).data())
    window.go("request", "DSR-2026-0002")
    settle()
    request = window.page("request")
    assert isinstance(request, RequestPage)
    assert request.sheet.head.tags.words == ("press",)
    assert window.book.run_key("tag_request")
    settle()
    assert entries(request)["press"].isChecked()
    choose(request, "second-reading", settle)
    qtbot.waitUntil(lambda: request.sheet.head.tags.words == ("press", "second-reading"))
    window.book.run_key("tag_request")
    settle()
    choose(request, "Tags in Settings", settle)
    assert window.at == "settings"
    shown = [key for key, row in window.page("settings").rows.items() if row.isVisible()]  # type: ignore[attr-defined]
    assert "tags" in shown
