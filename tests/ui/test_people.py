"""People in the window, on a real office: found as one types, shown whole, and a request begun for one of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.domain.records.holdings import IdentifierCard, RecordCard
from smsdpo.domain.records.people import PersonCard, PersonHit
from smsdpo.services.office import Office
from smsdpo.ui import style
from smsdpo.ui.chip import Chip
from smsdpo.ui.habits import habits
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.people import PeoplePage
from smsdpo.ui.table_model import Role
from smsdpo.ui.widgets.marked import MarkedLabel, marks_in
from smsdpo.ui.widgets.person_card import facts_of, identifier_lines, limit_of
from tests import builders, moulds
from tests.ui.conftest import Begin, Settle

Opened = list[tuple[str, object]]
MANY = "Account,Name,Mail,Phone,Opened\n" + "".join(
    f"SMS-{number},{name},{mail},,01/02/2024\n"
    for number, (name, mail) in enumerate(
        [
            ("Wanda Quill", "wanda.quill@mail.example"),
            ("Zoë O'Neill", "zoe.oneill@example.org"),
            ("<b>Bold</b> Bertha", "bertha@example.org"),
        ],
        100,
    )
)


@pytest.fixture
def window(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    """In an office whose two sources know three people."""
    return begin(lambda office: three_people(office, tmp_path_factory.mktemp("people")))


@moulds.once
def three_people(office: Office, folder: Path) -> None:
    from smsdpo.services import imports

    builders.two_sources(office, folder)
    more = folder / "More.csv"
    more.write_text(MANY, encoding="utf-8")
    imports.import_file(office, more, "Accounts", folder / "Accounts.json")


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> PeoplePage:
    """The place."""
    window.go("people")
    settle()
    found = window.page("people")
    assert isinstance(found, PeoplePage)
    return found


@pytest.fixture
def search(page: PeoplePage, qtbot: QtBot, settle: Settle) -> Callable[[str], list[str]]:
    """Type a text and wait for its hits and the card of the best."""

    def type_it(text: str) -> list[str]:
        page.box.setFocus()
        page.box.clear()
        QTest.keyClicks(page.box, text)
        qtbot.waitUntil(lambda: page._asked == text.strip())
        settle()
        qtbot.waitUntil(lambda: not page._resting.isActive())
        settle()
        return names(page)

    return type_it


@pytest.fixture
def gone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Where the page has led to."""
    found: Opened = []
    monkeypatch.setattr(MainWindow, "go", lambda _self, key, argument=None: found.append((key, argument)))
    return found


def enter(page: PeoplePage, text: str) -> None:
    """Put a text into the box and press Enter, faster than the hits can come."""
    page.box.setText(text)
    QTest.keyClick(page.box, Qt.Key.Key_Return)


def names(page: PeoplePage) -> list[str]:
    hits = [page.list.rows.record(row) for row in range(page.list.rows.rowCount())]
    return [hit.name for hit in hits if isinstance(hit, PersonHit)]


def tree_words(page: PeoplePage) -> list[str]:
    """All rows of the tree, every one opened, in the order in which they are read."""
    found: list[str] = []
    page.sheet.held.expandAll()
    model = page.sheet.held.items

    def walk(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append(str(index.data()))
            walk(index)

    walk(QModelIndex())
    return found


def test_people_are_found_as_one_types_whatever_the_accents(search: Callable[[str], list[str]]) -> None:
    assert search("zoe oneill") == ["Zoë O'Neill"]
    assert search("quill wanda")[0] == "Wanda Quill"
    assert search("07700 900145") == ["Wanda Quill"]


def test_each_hit_says_why_how_much_and_whose(page: PeoplePage, search: Callable[[str], list[str]]) -> None:
    search("0145")
    words = page.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Name: Wanda Quill, wanda.quill@mail.example; Account: SMS-")
    assert "Why it matched: phone ends 145" in words
    assert words.endswith("Records: 3")
    assert page.said.text() == "1 person found"


def test_only_the_last_of_several_searches_is_answered(page: PeoplePage, qtbot: QtBot, settle: Settle) -> None:
    for text in ("w", "wanda", "bertha"):
        enter(page, text)
    settle()
    assert names(page) == ["<b>Bold</b> Bertha"]
    enter(page, "wanda")
    enter(page, "")
    settle()
    assert names(page) == []
    assert page.pane.currentWidget() is page.empty


def test_nothing_typed_says_what_can_be_and_no_hit_says_what_helps(
    page: PeoplePage, search: Callable[[str], list[str]]
) -> None:
    assert "postcode" in page.empty.sentence.text()
    assert not page.empty.button.isVisible()
    search("<i>nobody</i>")
    assert "<i>nobody</i>" in page.empty.sentence.text()
    assert page.sheet.pages.currentIndex() == 0
    page.empty.button.click()
    assert page.box.text() == ""
    assert page.box.hasFocus()


def test_the_card_shows_identifiers_and_what_each_source_holds(
    page: PeoplePage, search: Callable[[str], list[str]]
) -> None:
    search("wanda")
    card = page.sheet
    assert card.name.text() == "Wanda Quill"
    assert card.facts.text() == "3 records in 2 sources"
    shown = [label.text() for label in card.findChildren(MarkedLabel) if not label.isHidden()]
    assert {"wanda.quill@mail.example", "07700 900145"} <= set(shown)
    words = tree_words(page)
    assert [word for word in words if word.endswith((" record", " records"))] == [
        "Accounts, 2 records",
        "Notes, 1 record",
    ]
    assert "Asked: When does my plan end?" in words or "When does my plan end?" in " ".join(words)
    assert card.views.pills["held"].text() == "Data held 3"


def test_markup_of_strangers_is_shown_as_written(page: PeoplePage, search: Callable[[str], list[str]]) -> None:
    search("bertha")
    assert page.sheet.name.text() == "<b>Bold</b> Bertha"
    assert page.sheet.name.textFormat() == Qt.TextFormat.PlainText


def test_the_tree_opens_and_closes_by_keyboard_and_by_click(
    page: PeoplePage, search: Callable[[str], list[str]]
) -> None:
    search("wanda")
    tree = page.sheet.held
    source = tree.items.index(0, 0)
    record = tree.items.index(0, 0, source)
    assert tree.isExpanded(source)
    assert not tree.isExpanded(record)
    tree.setFocus()
    tree.setCurrentIndex(record)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(record)
    middle = tree.visualRect(record).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert not tree.isExpanded(record)


def test_a_hit_is_marked_however_it_is_spelt() -> None:
    assert marks_in("Zoë O’Neill", ["zoe", "oneill"]) == [(0, 3), (4, 11)]
    assert marks_in("07700 900145", ["7700900"]) == [(1, 9)]
    assert marks_in("Wanda", ["zoe", ""]) == []
    assert marks_in("Łukasz", ["lukasz"]) == [(0, 6)]


def test_the_card_and_the_list_mark_what_was_searched_for(page: PeoplePage, search: Callable[[str], list[str]]) -> None:
    search("quill")
    assert page.list.terms == ("quill",)
    assert page.sheet.name.terms == ("quill",)
    assert any(label.terms == ("quill",) for label in page.sheet.findChildren(MarkedLabel))


@pytest.mark.parametrize("compact", [False, True])
def test_the_mark_stands_on_the_words_it_explains_however_high_the_row(
    page: PeoplePage, search: Callable[[str], list[str]], compact: bool
) -> None:
    try:
        habits().take((compact, True))
        search("quill")
        row = page.list.visualRect(page.list.rows.index(0, 0))
        picture = page.list.viewport().grab(row).toImage()
        mark = style.colour("mark").rgb()
        rows = [y for y in range(picture.height()) if any(picture.pixel(x, y) == mark for x in range(picture.width()))]
        middle = (min(rows) + max(rows)) / 2
        assert middle == pytest.approx(picture.height() / 2, abs=3)
        assert (max(rows) - min(rows) < 26) is compact  # on one line, or on two of them
    finally:
        habits().take((False, True))


def test_enter_in_the_box_goes_to_the_hits_and_escape_back(
    page: PeoplePage, search: Callable[[str], list[str]]
) -> None:
    search("wanda")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.box.hasFocus()
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    assert page.list.hasFocus()


def test_enter_on_a_hit_goes_on_to_what_is_held(page: PeoplePage, search: Callable[[str], list[str]]) -> None:
    search("wanda")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.sheet.held.hasFocus()


def test_enter_pressed_before_the_answer_waits_for_it(page: PeoplePage, settle: Settle) -> None:
    page.box.setFocus()
    page.box.setText("wanda")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settle()
    assert page.list.hasFocus()


def test_the_box_above_every_place_leads_here(
    window: MainWindow, page: PeoplePage, qtbot: QtBot, settle: Settle
) -> None:
    window.go("inbox")
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.isVisible()
    assert window.top.search.hasFocus()
    QTest.keyClicks(window.top.search, "zoe")
    QTest.keyClick(window.top.search, Qt.Key.Key_Up)
    assert window.at == "inbox", "one may go on typing"
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.at == "people")
    settle()
    assert page.box.text() == "zoe"
    assert names(page) == ["Zoë O'Neill"]


def test_a_request_is_begun_for_the_person_and_opened(
    page: PeoplePage, search: Callable[[str], list[str]], settle: Settle, gone: Opened
) -> None:
    search("wanda")
    page.sheet.start.click()
    panel = page.sheet.panel
    assert panel.isVisible()
    assert not page.sheet.start.isVisible(), "one primary act at a time"
    panel.type.choose("erasure")
    panel.received.setDate(QDate(2026, 11, 19))
    panel.channel.choose("phone")
    panel.asked.setText("Please forget me")
    settle()
    assert panel.answer.text() == "19 December 2026"
    panel.go.click()
    settle()
    assert gone == [("request", "DSR-2026-0001")]
    files: list[tuple[str, str, str]] = []

    def look(office: Office) -> None:
        from smsdpo.services import requests

        file = requests.file(office, "DSR-2026-0001")
        files.append((file.card.person_name, file.channel, file.restated))

    page.shell.tasks.store(look)
    settle()
    assert files == [("Wanda Quill", "phone", "Please forget me")]
    assert not panel.isVisible()


def test_the_panel_takes_no_day_to_come_and_escape_closes_it(
    page: PeoplePage, search: Callable[[str], list[str]]
) -> None:
    search("wanda")
    QTest.keyClick(page.box, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = page.sheet.panel
    assert panel.isVisible()
    assert panel.type.hasFocus()
    panel.received.setDate(QDate(2026, 12, 24))
    assert panel.received.date() == QDate(2026, 11, 22)
    QTest.keyClick(panel.type, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert page.sheet.start.isVisible()


def test_only_what_a_person_can_ask_for_is_offered(page: PeoplePage) -> None:
    keys = [page.sheet.panel.type.itemData(at) for at in range(page.sheet.panel.type.count())]
    assert "access" in keys
    assert "contact_retention" not in keys


def test_their_requests_are_listed_and_open_on_enter(
    page: PeoplePage,
    search: Callable[[str], list[str]],
    settle: Settle,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    def work(office: Office) -> None:
        from smsdpo.services import intake, requests

        report = intake.add_messages(office, [builders.a_mail(tmp_path)])
        message = report.added[0].message
        requests.open_request(
            office, type="access", message=message, person=intake.message(office, message).matches[0].person
        )

    search("wanda")
    window.tasks.store(work)
    qtbot.waitUntil(lambda: page.sheet.views.pills["requests"].text() == "Their requests 1", timeout=20_000)
    page.sheet.views.choose("requests")
    assert page.sheet.requests.rows.index(0, 0).data() == "Access, DSR-2026-0001"
    found: list[str] = []
    page.sheet.open_request.disconnect()
    page.sheet.open_request.connect(found.append)
    page.sheet.requests.setFocus()
    QTest.keyClick(page.sheet.requests, Qt.Key.Key_Return)
    assert found == ["DSR-2026-0001"]


def test_a_number_leads_to_the_person_of_that_id(page: PeoplePage, window: MainWindow, settle: Settle) -> None:
    window.go("people", 1)
    settle()
    assert page.sheet.shown is not None
    assert page.sheet.shown.id == 1
    assert page.box.text() == ""
    page.refresh()
    settle()
    assert page.sheet.pages.currentIndex() == 1


def test_a_new_place_can_begin_with_a_person(window: MainWindow, settle: Settle) -> None:
    window.go("people", 1)
    settle()
    found = window.page("people")
    assert isinstance(found, PeoplePage)
    assert found.sheet.pages.currentIndex() == 1


def test_the_card_warns_of_a_record_past_its_limit() -> None:
    nothing = PersonCard(1, "Wanda Quill", (), (), (), (), None)
    assert facts_of(nothing, builders.TODAY) == "No records held"
    record = RecordCard(1, "Notes", "service_note", "Ticket T-1", None, date(2026, 8, 14), "", ())
    held = replace(nothing, records=(record,), sources=(("Notes", 1),), next_purge=date(2026, 8, 14))
    assert facts_of(held, builders.TODAY) == "1 record in 1 source"
    assert limit_of(held, builders.TODAY) == Chip("past its limit since 14 Aug 2026", "bad", "triangle-alert")
    later = replace(held, next_purge=date(2027, 5, 3))
    assert facts_of(later, builders.TODAY).endswith("the first may be kept until 3 May 2027")
    assert limit_of(later, builders.TODAY).text == ""


def test_identifiers_stand_together_by_kind_and_the_title_is_not_repeated() -> None:
    told = (
        IdentifierCard("name", "wanda quill", "Wanda Quill"),
        IdentifierCard("name", "w quill", "W. Quill"),
        IdentifierCard("email", "a@example.org", "a@example.org"),
        IdentifierCard("email", "b@example.org", "b@example.org"),
    )
    card = PersonCard(1, "Wanda Quill", told, (), (), (), None)
    assert identifier_lines(card) == [("Also known as", "W. Quill"), ("E-mail", "a@example.org,  b@example.org")]


def test_rows_carry_their_record_for_the_painter(page: PeoplePage, search: Callable[[str], list[str]]) -> None:
    search("wanda")
    branch = page.sheet.held.items.index(0, 0).data(int(Role.RECORD))
    assert branch.kind == "source"
    assert QApplication.focusWidget() is page.box
