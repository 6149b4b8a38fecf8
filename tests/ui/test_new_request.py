"""A new request by hand in the window: typed from the telephone, the counter or a letter, on a real office."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.services.office import Office
from smsdpo.ui import new_request
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.new_request import NewRequestSheet
from tests import builders
from tests.ui.conftest import Begin, Settle

_NO = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """In an office whose two sources know people."""
    return begin(lambda office: builders.two_sources(office, tmp_path_factory.mktemp("people")))


@pytest.fixture
def sheet(window: MainWindow, settle: Settle) -> NewRequestSheet:
    """The empty sheet."""
    return opened(window, settle)


def opened(window: MainWindow, settle: Settle) -> NewRequestSheet:
    assert window.book.run_key("new_request")
    settle()
    return window.findChildren(NewRequestSheet)[-1]


@pytest.fixture
def look_for(sheet: NewRequestSheet, qtbot: QtBot, settle: Settle) -> Callable[[str], None]:
    """Type a name and wait for who is offered."""

    def type_it(text: str) -> None:
        box = sheet.panel.person.box
        box.setFocus()
        box.clear()
        QTest.keyClicks(box, text)
        qtbot.waitUntil(lambda: sheet.panel.person._found is not None)
        settle()

    return type_it


def requests_of(window: MainWindow, settle: Settle) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []

    def look(office: Office) -> None:
        from smsdpo.services import requests

        for card in requests.page(office, view="all").items:
            file = requests.file(office, card.reference)
            found.append((card.type, card.person_name, file.channel, file.recipient.email))

    window.tasks.store(look)
    settle()
    return found


def test_a_data_return_is_logged_by_keyboard_with_its_due_date_shown_before(
    window: MainWindow, sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(sheet.panel.type, "data ret")
    assert sheet.panel.type.key == "customer_data_return"
    settle()
    assert sheet.panel.answer.text() == "25 November 2026"
    assert "three working days" in sheet.panel.because.text()
    look_for("quill")
    assert sheet.panel.person.offers.item(0).text().startswith("Wanda Quill")
    assert not sheet.panel.go.isEnabled(), "it is not settled yet who asks"
    QTest.keyClick(sheet.panel.person.box, Qt.Key.Key_Return)
    settle()
    assert sheet.panel.go.isEnabled()
    QTest.keyClick(sheet.panel.received, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: window.at == "request")
    settle()
    assert requests_of(window, settle) == [("customer_data_return", "Wanda Quill", "phone", "")]


def test_somebody_new_is_entered_with_name_and_address(
    window: MainWindow, sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle, qtbot: QtBot
) -> None:
    sheet.panel.type.choose("erasure")
    look_for("Ottilie Brandvold")
    assert sheet.panel.person.email.isVisible()
    sheet.panel.person.email.setText("ottilie@example.org")
    sheet.panel.channel.choose("in_person")
    sheet.panel.asked.setFocus()
    QTest.keyClick(sheet.panel.asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.at == "request")
    settle()
    assert requests_of(window, settle) == [("erasure", "Ottilie Brandvold", "in_person", "ottilie@example.org")]


def test_every_type_is_offered_under_a_heading_that_cannot_be_chosen(sheet: NewRequestSheet) -> None:
    field = sheet.panel.type
    keys = [field.itemData(at) for at in range(field.count())]
    assert {key for key in keys if key} == set(REQUEST_TYPES) - {"other"}
    headings = [at for at, key in enumerate(keys) if not key]
    assert [field.itemText(at) for at in headings][:2] == ["Rights of people", "Customers"]
    assert not any(field.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled for at in headings)


def test_a_time_still_to_come_is_refused_beside_the_field(sheet: NewRequestSheet, settle: Settle) -> None:
    sheet.panel.type.choose("access")
    sheet.panel.person.put(1, "Wanda Quill")
    now = sheet.panel.time.time()
    sheet.panel.time.setTime(QTime(23, 59) if now < QTime(23, 59) else now)
    assert sheet.panel.wrong.isVisible()
    assert not sheet.panel.go.isEnabled()
    sheet.panel.received.setDate(QDate(2026, 11, 21))
    settle()
    assert not sheet.panel.wrong.isVisible()
    assert sheet.panel.answer.text() == "21 December 2026"
    assert sheet.panel.received.maximumDate() == QDate(2026, 11, 22)


def test_escape_loses_nothing_and_what_is_opened_is_no_draft_any_more(
    window: MainWindow, sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle, qtbot: QtBot
) -> None:
    QTest.keyClicks(sheet.panel.type, "erasure")
    look_for("quill")
    QTest.keyClick(sheet.panel.person.box, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.panel.asked, "Everything, please")
    sheet.panel.received.setDate(QDate(2026, 11, 19))
    QTest.keyClick(sheet.panel.asked, Qt.Key.Key_Escape)
    settle()
    assert not window.findChildren(NewRequestSheet)
    again = opened(window, settle)
    qtbot.waitUntil(lambda: again.panel.asked.text() == "Everything, please")
    assert again.panel.type.key == "erasure"
    assert again.panel.person.name == "Wanda Quill"
    assert again.panel.person.person is not None
    assert again.panel.received.date() == QDate(2026, 11, 19)
    again.panel.go.click()
    qtbot.waitUntil(lambda: window.at == "request")
    settle()
    third = opened(window, settle)
    assert third.panel.type.key == ""
    assert third.panel.asked.text() == ""


def test_a_refusal_is_said_on_the_sheet_and_the_words_stay(
    sheet: NewRequestSheet, settle: Settle, qtbot: QtBot
) -> None:
    sheet.panel.type.choose("access")
    sheet.panel.person.put(987_654, "<b>Nobody</b>")
    sheet.panel.asked.setText("My data")
    sheet.panel.refresh()
    sheet.panel.take()
    qtbot.waitUntil(sheet.notice.isVisible)
    assert "no person" in sheet.notice.words.text()
    assert sheet.isVisible()
    assert sheet.panel.asked.text() == "My data"


def test_a_double_of_the_person_chosen_is_named_in_one_line(
    window: MainWindow, sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle, qtbot: QtBot
) -> None:
    def work(office: Office) -> None:
        from smsdpo.services import requests

        received = office.clock.now()
        requests.open_request(office, type="access", name="Wilma Quill", received_at=received, channel="phone")

    window.tasks.store(work)
    settle()
    sheet.panel.type.choose("access")
    look_for("wanda quill")
    QTest.keyClick(sheet.panel.person.box, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.panel.alike.isVisible)
    assert "Wilma Quill" in sheet.panel.alike.text()


def test_somebody_new_of_a_name_that_others_have_is_one_arrow_away_and_a_quick_enter_is_not_lost(
    sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle
) -> None:
    pick = sheet.panel.person
    look_for("wanda quill")
    QTest.keyClick(pick.box, Qt.Key.Key_Up)
    QTest.keyClick(pick.offers, Qt.Key.Key_Return)
    assert (pick.person, pick.name, pick.sure) == (None, "wanda quill", True)
    sheet.panel.person.clear()
    pick.box.setFocus()
    QTest.keyClicks(pick.box, "Nobody Here")
    QTest.keyClick(pick.box, Qt.Key.Key_Return)
    settle()
    assert pick.sure
    assert sheet.panel.received.hasFocus(), "pressed before the answer was there"


def test_the_sheet_is_a_place_of_its_own_names(sheet: NewRequestSheet) -> None:
    panel = sheet.panel
    fields = (
        panel.type,
        panel.person.box,
        panel.received,
        panel.time,
        panel.channel,
        panel.asked,
        panel.back,
        panel.go,
    )
    names = [field.accessibleName() for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)
    assert new_request.PLACE == "new_request"


def test_the_card_grows_with_what_is_offered_and_explained(
    sheet: NewRequestSheet, look_for: Callable[[str], None], settle: Settle, qtbot: QtBot
) -> None:
    panel = sheet.panel
    panel.type.choose("customer_data_return")
    look_for("quill")
    settle()
    offers = panel.person.offers
    assert offers.count() >= 2
    qtbot.waitUntil(lambda: offers.mapTo(panel, offers.rect().bottomLeft()).y() < _top(panel.received, sheet))
    assert panel.because.height() >= panel.because.heightForWidth(panel.because.width())


def _top(field: QWidget, sheet: NewRequestSheet) -> int:
    return field.mapTo(sheet.panel, field.rect().topLeft()).y()
