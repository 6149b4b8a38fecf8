"""The list of requests in the window, on a real office."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smsdpo.services.office import Office
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.requests import RequestsPage
from smsdpo.ui.widgets.view_menu import NameSheet
from tests.ui.conftest import Settle


def opened(window: MainWindow, settle: Settle, *days: int) -> RequestsPage:
    """The list, after requests received on these days of October and November (October from 100 on)."""

    def work(office: Office) -> None:
        from smsdpo.services import requests

        for number, day in enumerate(days):
            month, on = (10, day - 100) if day > 100 else (11, day)
            requests.open_request(
                office,
                type="access" if number % 2 else "erasure",
                received_at=datetime(2026, month, on, 9, tzinfo=UTC),
                received_reason="by post",
                channel="post",
                name=f"Person {'ABCDEFGH'[number]}",
            )

    window.tasks.store(work)
    settle()
    window.go("requests")
    settle()
    page = window.page("requests")
    assert isinstance(page, RequestsPage)
    return page


def people(page: RequestsPage) -> list[str]:
    cards = [page.model.record(row) for row in range(page.model.rowCount())]
    return [card.person_name for card in cards if card is not None]


def test_the_most_pressing_request_stands_first_with_its_dates(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20, 101, 10)
    assert people(page) == ["Person B", "Person C", "Person A"]
    assert page.model.index(0, 3).data() == "22 days late, 31 Oct"
    assert page.model.index(0, 4).data() == "31 Oct"
    assert page.model.index(0, 5).data() == "2 Nov"


def test_the_chip_above_opens_the_overdue_view(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20, 101)
    window.go("inbox")
    window.top.overdue.click()
    settle()
    assert window.at == "requests"
    assert page.views.current == "overdue"
    assert people(page) == ["Person B"]


def test_the_filter_asks_the_office_and_says_when_nothing_matches(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = opened(window, settle, 20, 10)
    page.filter.setText("person b")
    page.filter.textEdited.emit("person b")
    qtbot.waitUntil(lambda: people(page) == ["Person B"])
    page.filter.setText("<b>nobody</b>")
    page.filter.textEdited.emit("<b>nobody</b>")
    qtbot.waitUntil(lambda: page.pane.currentWidget() is page.empty)
    assert "<b>nobody</b>" in page.empty.sentence.text()


def test_an_empty_view_says_so_in_one_sentence(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    page.views.choose("overdue")
    settle()
    assert page.empty.sentence.text() == "Nothing is overdue."


@pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a screen knows no grabbing
def test_a_whole_selection_is_given_to_somebody_in_one_act(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = opened(window, settle, 20, 10, 101)
    page.list.setFocus()

    def give(meanwhile: Callable[[], object] = lambda: None) -> None:
        QTest.keyClick(page.list, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: bool(page.list.findChildren(QMenu, "assign_menu")))
        menu = page.list.findChildren(QMenu, "assign_menu")[0]
        meanwhile()
        next(one for one in menu.actions() if "D. Pearce" in one.text()).trigger()
        menu.close()
        settle()
        qtbot.waitUntil(lambda: page.model.index(0, 7).data() == "D. Pearce")

    give(meanwhile=lambda: page.list.select_row(1))
    assert page.model.index(1, 7).data() == "", "the one for which the menu was opened, not the one it has moved on to"
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.bulk.words.text() == "3 selected"
    give()
    assert window.toaster.words.text() == "3 requests assigned to D. Pearce"
    assert page.list.picked().whole, "they are still chosen"
    page.views.choose("mine")
    settle()
    assert len(people(page)) == 3
    assert not page.bulk.isVisible(), "another view, nothing chosen"


def test_rows_stand_in_groups_and_are_copied_in_their_order(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20, 10, 101, 19)
    page.menu.group_by("type")
    settle()
    said = [page.list.heading(row) for row in range(4)]
    assert [one.split(":")[0] for one in said] == ["Access", "", "Erasure", ""]
    page.list.selectAll()
    page.list.copy()
    settle()
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[2] for line in lines[1:]] == people(page)
    page.menu.group_by("")
    settle()
    assert [page.list.heading(row) for row in range(4)] == [""] * 4


def test_an_order_chosen_at_the_head_is_asked_of_the_store(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20, 10, 101)
    page.list.header.sectionClicked.emit(0)
    settle()
    assert people(page) == ["Person A", "Person B", "Person C"]
    page.list.header.sectionClicked.emit(0)
    settle()
    assert people(page) == ["Person C", "Person B", "Person A"]
    page.views.choose("closed")
    assert page.views.more.accessibleName().startswith("More views: Closed")


def test_what_has_no_room_goes_before_what_decides(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20)
    window.resize(1024, 680)
    settle()
    header = page.list.header
    assert header.length() <= page.list.viewport().width()
    assert not header.isSectionHidden(3), "the date that decides stays"
    assert header.isSectionHidden(6)


def test_a_request_is_shown_in_the_view_that_holds_it(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20, 10, 19)
    page.views.choose("overdue")
    settle()
    window.go("requests", 2)
    settle()
    assert page.views.current == "open"
    current = page.list.current()
    assert current is not None
    assert current.id == 2
    page.menu.save()
    sheet = window.findChildren(NameSheet)[-1]
    QTest.keyClicks(sheet.field, "Mine")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    settle()
    window.go("requests", 1)
    settle()
    assert page.bar.menu.text() == "View: Mine"
    QTest.keyClicks(page.filter, "person a")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    settle()
    window.go("requests", 2)
    settle()
    assert page.bar.menu.text() == "Views"
    window.go("requests", 99)
    settle()
    assert window.toaster.words.text() == "This request is not here any more."


def test_a_data_return_says_how_many_working_days_are_left(window: MainWindow, settle: Settle) -> None:
    def work(office: Office) -> None:
        from smsdpo.services import requests

        requests.open_request(
            office,
            type="customer_data_return",
            received_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
            received_reason="by post",
            channel="post",
            name="Ada Finch",
        )

    window.tasks.store(work)
    page = opened(window, settle)
    assert page.model.index(0, 3).data().startswith("2 working days")


def test_without_room_the_filter_shrinks_and_then_views_wait_behind_more(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    window.resize(1024, 680)
    settle()
    pills = page.views.pills
    assert page.filter.width() < 320
    assert not any(pill.isHidden() for pill in pills.values())
    page.views.show_counts({"open": 12_345, "mine": 1_234, "overdue": 1_200, "week": 432, "waiting": 4_322})
    settle()
    assert pills["waiting"].isHidden()
    assert list(page.views.behind()) == ["waiting", "closed", "all"]
    page.views.choose("waiting")
    assert page.views.more.text() == "Waiting 4,322"
    assert page.views.more.lit
    window.resize(1600, 900)
    settle()
    assert not any(pill.isHidden() for pill in pills.values())
    assert page.views.more.text() == "More"


def test_with_room_to_spare_what_a_request_waits_for_is_written_out(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, 20)
    window.resize(1900, 900)
    settle()
    column = next(at for at, one in enumerate(page.list.header.columns) if one.key == "state")
    assert page.list.header.sectionSize(column) == page.list.header.columns[column].most
    assert page.filter.width() == 320
    window.resize(1100, 700)
    settle()
    assert page.list.header.sectionSize(column) <= page.list.header.columns[column].width


def test_the_scroll_bar_begins_below_the_heads_of_the_columns(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, *range(1, 9))
    window.resize(1024, 680)
    page.list.set_rows(120)
    settle()
    bar = page.list.verticalScrollBar()
    assert bar.isVisible()
    assert bar.mapTo(page.list, bar.rect().topLeft()).y() >= page.list.header.geometry().bottom()
