"""The palette: words in any order over acts, places, people and requests; keys only; off says why; what was last."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.services.office import Office
from smsdpo.ui import finding
from smsdpo.ui.acts import Act
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.texts import acts as says
from tests.ui import cases
from tests.ui.conftest import Begin, Settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """The window with one person and her request."""
    window = begin(lambda office: cases.fill(office, tmp_path_factory.mktemp("case")))
    window.activateWindow()
    return window


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.top.search, key)


def ask(window: MainWindow, text: str, settle: Settle) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.top.search, text)
    while window.search._typing.isActive():
        QTest.qWait(10)
    settle()


def lines(window: MainWindow) -> list[tuple[str, str]]:
    return [(one.section, one.title) for one in window.palette_box.list.model.lines]


def test_words_in_any_order_and_whatever_their_case_find_an_act() -> None:
    assert finding.matches("mess add", "Add messages")
    assert finding.matches("RESUME", "Résumé of the week")
    assert not finding.matches("message open", "Add messages")
    assert not finding.matches("essages", "Add messages"), "words are found from their beginning"


def test_a_person_is_found_and_seen_with_ctrl_k_words_and_enter(desk: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    desk.go("calendar")
    QTest.keyClick(desk, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(desk.top.search, "ina vega")
    press(desk, Qt.Key.Key_Return)  # before the store has answered: what is meant is what will be found
    qtbot.waitUntil(lambda: desk.at == "people")
    settle()
    assert desk.page("people").sheet.shown.name == "Ina Vega"  # type: ignore[attr-defined]
    assert not desk.palette_box.open
    assert desk.top.search.text() == ""


def test_a_request_is_found_by_its_reference(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "dsr-2026-0001", settle)
    assert (says.REQUESTS, "DSR-2026-0001") in lines(desk)
    press(desk, Qt.Key.Key_Return)
    settle()
    assert desk.at == "request"


def test_a_name_means_the_person_first_and_then_her_requests(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "marisol", settle)
    assert [section for section, _title in lines(desk)] == [says.PEOPLE, says.REQUESTS, says.ALL_HITS]


def test_the_last_line_searches_the_people(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "vega", settle)
    assert lines(desk)[-1] == (says.ALL_HITS, "Search people for “vega”")
    press(desk, Qt.Key.Key_Up)
    press(desk, Qt.Key.Key_Return)
    settle()
    assert desk.at == "people"
    assert desk.page("people").box.text() == "vega"  # type: ignore[attr-defined]


def test_an_act_shows_its_keys_and_is_done_by_enter(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "go cal", settle)
    first = desk.palette_box.list.current()
    assert first is not None
    assert (first.section, first.title, first.keys) == (says.PLACES, "Go to Calendar", "Ctrl+4")
    press(desk, Qt.Key.Key_Return)
    assert desk.at == "calendar"


def test_an_act_that_is_off_says_why_and_does_nothing(desk: MainWindow, settle: Settle) -> None:
    done: list[int] = []
    desk.book.add(Act("zebra", "Zebra crossing", lambda: done.append(1), why_off=lambda: "There is no zebra."))
    ask(desk, "crossing zeb", settle)
    first = desk.palette_box.list.current()
    assert first is not None
    assert first.second == "Not now: There is no zebra."
    press(desk, Qt.Key.Key_Return)
    assert done == []
    assert desk.palette_box.open
    assert desk.toaster.words.text() == "There is no zebra."


def test_escape_gives_the_keyboard_back(desk: MainWindow, settle: Settle) -> None:
    desk.go("requests")
    settle()
    held = desk.page("requests").filter_field()
    assert held is not None
    held.setFocus()
    ask(desk, "vega", settle)
    press(desk, Qt.Key.Key_Escape)
    assert not desk.palette_box.open
    assert QApplication.focusWidget() is held
    assert desk.palette_box.field.text() == "", "a word left there would look like a filter"


def test_what_was_opened_lately_is_offered_before_anything_is_typed(desk: MainWindow, settle: Settle) -> None:
    def note(office: Office) -> None:
        from smsdpo.services import recents

        recents.note(office, "request", "DSR-2026-0001")

    desk.tasks.store(note)
    settle()
    ask(desk, "", settle)
    assert lines(desk)[0][0] == says.RECENT


def test_what_is_done_most_and_the_places_are_offered_where_nothing_was_opened_yet(
    window: MainWindow, settle: Settle
) -> None:
    window.activateWindow()
    ask(window, "", settle)
    shown = lines(window)
    assert shown[0] == (says.ACTS, "New request")
    assert (says.PLACES, "Go to Calendar") in shown
    assert not window.palette_box.list.hint.isVisible()


def test_those_who_listen_hear_the_chosen_line_and_where_it_stands(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "vega", settle)
    count = len(lines(desk))
    assert desk.top.search.accessibleDescription().endswith(f", 1 of {count}")
    press(desk, Qt.Key.Key_Down)
    assert desk.top.search.accessibleDescription().endswith(f", 2 of {count}")
    view = desk.palette_box.list.view
    assert view.accessibleName() == "Results"
    assert "Search people for" in str(view.model().index(count - 1, 0).data())


def test_the_last_answer_wins(desk: MainWindow, settle: Settle) -> None:
    QTest.keyClick(desk, Qt.Key.Key_K, CTRL)
    for text in ("marisol", "ina"):
        desk.top.search.setText(text)
        desk.palette_box.asked.emit(text)
        desk.search._look()
    settle()
    people = [title for section, title in lines(desk) if section == says.PEOPLE]
    assert people == ["Ina Vega"]


def test_nothing_is_left_in_the_box_when_the_office_is_locked(desk: MainWindow, settle: Settle) -> None:
    ask(desk, "vega", settle)
    desk.leaving.emit()
    assert desk.top.search.text() == ""
    assert desk.palette_box.list.model.lines == []
    assert desk.toaster.words.text() == ""
