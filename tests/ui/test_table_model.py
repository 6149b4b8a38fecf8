"""Long lists: a count and pages, never all rows; the selection survives changes."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Page
from smsdpo.services.office import Office
from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.habits import habits
from smsdpo.ui.table_model import KEPT_PAGES, PAGE, Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from tests import builders
from tests.ui.conftest import Settle


@dataclass(frozen=True)
class Thing:
    id: int
    name: str


COLUMNS: list[Column[Thing]] = [
    Column("Name", lambda one: Cell(one.name, f"no. {one.id}", strong=True)),
    Column("State", lambda _one: Cell(chip=Chip("fine", "ok")), 100),
]


class Shelf:
    """Things that may be taken away while they are shown; counts how often it is asked."""

    def __init__(self, count: int) -> None:
        self.things = [Thing(number, f"Thing {number}") for number in range(count)]
        self.asked: list[int] = []
        self.broken: Exception | None = None

    def page(self, office: Office, offset: int, limit: int) -> Page[Thing]:
        self.asked.append(offset)
        if self.broken is not None:
            raise self.broken
        return Page(tuple(self.things[offset : offset + limit]), offset, len(self.things))


@pytest.fixture
def model(tasks: Tasks, settle: Settle) -> PagedModel[Thing]:
    tasks.open(builders.an_office)
    settle()
    return PagedModel(tasks, COLUMNS, lambda one: one.id)


def test_qt_finds_no_fault_with_the_model(model: PagedModel[Thing], settle: Settle) -> None:
    shelf = Shelf(450)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(shelf.page)
    settle()
    shelf.things = shelf.things[:7]
    model.refresh()
    settle()
    shelf.things += [Thing(1000, "New")]
    model.refresh()
    settle()
    assert model.rowCount() == 8
    assert tester.model() is model


def test_a_hundred_thousand_rows_cost_one_page_and_the_end_another(
    model: PagedModel[Thing], settle: Settle, qtbot: QtBot
) -> None:
    shelf = Shelf(100_000)
    view = RecordList(model, "things", "Things list", many=True)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    model.show(shelf.page)
    settle()
    assert shelf.asked == [0]
    view.scrollToBottom()
    QApplication.processEvents()
    view.repaint()
    settle()
    assert max(shelf.asked) == 100_000 - PAGE
    assert len(shelf.asked) <= 3
    view.selectAll()
    assert view.selectionModel().selection().count() == 1
    picked = view.picked()
    assert (picked.count, picked.whole, picked.keys, picked.but) == (100_000, True, (), ())
    assert len(shelf.asked) <= 3, "choosing all loads nothing"


def test_the_page_beside_is_asked_for_before_its_edge_is_reached(model: PagedModel[Thing], settle: Settle) -> None:
    shelf = Shelf(1000)
    model.show(shelf.page)
    settle()
    assert model.record(100) is not None
    settle()
    assert shelf.asked == [0], "in the middle of a page nothing more is wanted"
    assert model.record(190) is not None
    settle()
    assert shelf.asked == [0, 200]
    assert model.record(200) is not None, "there without waiting"


def test_only_so_many_pages_are_kept(model: PagedModel[Thing], settle: Settle) -> None:
    shelf = Shelf(PAGE * (KEPT_PAGES + 5))
    model.show(shelf.page)
    settle()
    for number in range(KEPT_PAGES + 5):
        model.record(number * PAGE)
        settle()
    assert model.record(0) is None


def test_records_at_hand_are_shown_at_once_however_many(model: PagedModel[Thing], tasks: Tasks) -> None:
    model.put([Thing(number, "at hand") for number in range(2 * PAGE + 1)])
    assert model.rowCount() == 2 * PAGE + 1
    assert model.record(2 * PAGE) == Thing(2 * PAGE, "at hand")
    assert model.row_of(PAGE) == PAGE
    assert not tasks.running


def test_a_row_on_its_way_is_shown_as_such(model: PagedModel[Thing], settle: Settle) -> None:
    model.show(Shelf(1000).page)
    settle()
    assert model.index(999, 0).data() == "…"
    settle()
    assert model.index(999, 0).data() == "Thing 999, no. 999"


def test_the_first_cell_says_the_whole_row_and_chips_say_their_word(model: PagedModel[Thing], settle: Settle) -> None:
    model.show(Shelf(3).page)
    settle()
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Name: Thing 1, no. 1; State: fine"
    assert model.index(1, 1).data() == "fine"


def test_the_selection_stays_with_its_record_when_rows_above_go(
    model: PagedModel[Thing], settle: Settle, qtbot: QtBot
) -> None:
    shelf, view = Shelf(50), RecordList(model, "things", "Things list")
    qtbot.addWidget(view)
    view.show()
    model.show(shelf.page)
    settle()
    view.select_row(20)
    del shelf.things[3:6]
    view.refresh()
    settle()
    current = view.current()
    assert current is not None
    assert (current.id, view.currentIndex().row()) == (20, 17)


@pytest.mark.parametrize("several", [False, True])
def test_who_shows_the_current_record_hears_that_another_query_has_put_another_one_in_its_row(
    model: PagedModel[Thing], settle: Settle, qtbot: QtBot, several: bool
) -> None:
    shelf, other, view = Shelf(600), Shelf(0), RecordList(model, "things", "Things list", many=several)
    other.things = [Thing(1_000, "Elsewhere")]
    qtbot.addWidget(view)
    view.show()
    model.show(shelf.page, 500)
    settle()
    view.select_row(500)
    told: list[Thing | None] = []
    view.current_changed.connect(told.append)
    model.show(other.page)
    view.expect(1_000, 0)
    settle()
    assert told == other.things, "Qt moves its row by itself when those above go, and tells nobody"
    assert view.currentIndex().row() == 0
    assert view.selectionModel().isRowSelected(0)


def test_after_an_act_the_next_record_is_current_and_a_slip_of_the_key_does_nothing(
    model: PagedModel[Thing], settle: Settle, qtbot: QtBot
) -> None:
    shelf, view = Shelf(5), RecordList(model, "things", "Things list")
    qtbot.addWidget(view)
    view.show()
    model.show(shelf.page)
    settle()
    view.select_row(4)
    opened: list[Thing] = []
    view.opened.connect(opened.append)
    view.advance()
    del shelf.things[4]
    view.refresh()
    settle()
    current = view.current()
    assert current is not None
    assert current.id == 3
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == []


@pytest.fixture
def many(model: PagedModel[Thing], qtbot: QtBot) -> RecordList[Thing]:
    """A list in which several rows can be chosen."""
    view = RecordList(model, "things", "Things list", many=True)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    return view


def click(view: RecordList[Thing], row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = view.visualRect(view.rows.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_all_but_some_stays_the_whole_query_through_a_refresh(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    shelf = Shelf(1000)
    model.show(shelf.page)
    settle()
    QTest.keyClick(many, Qt.Key.Key_A, CTRL)
    click(many, 2, CTRL)
    picked = many.picked()
    assert (picked.count, picked.whole, picked.but) == (999, True, (2,))
    del shelf.things[0]
    many.refresh()
    settle()
    picked = many.picked()
    assert (picked.count, picked.whole, picked.but) == (998, True, (2,))
    assert not many.selectionModel().isRowSelected(1), "the row that was left out has moved up"
    assert many.selectionModel().isRowSelected(2)
    click(many, 5)
    assert many.picked().keys == (6,)


def test_chosen_rows_are_known_by_key_when_others_go(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    shelf = Shelf(50)
    model.show(shelf.page)
    settle()
    click(many, 3)
    click(many, 5, SHIFT)
    click(many, 8, CTRL)
    assert many.picked().keys == (3, 4, 5, 8)
    del shelf.things[0:2]
    many.refresh()
    settle()
    assert set(many.picked().keys) == {3, 4, 5, 8}
    assert [row for row in range(10) if many.selectionModel().isRowSelected(row)] == [1, 2, 3, 6]
    QTest.keyClick(many, Qt.Key.Key_Escape)
    assert many.picked().count == 1


def test_rows_chosen_beyond_what_is_loaded_are_found_on_the_stores_thread(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle, tasks: Tasks
) -> None:
    model.show(Shelf(5000).page)
    settle()
    click(many, 1)
    QTest.keyClick(many, Qt.Key.Key_End, SHIFT)
    settle()
    picked = many.picked()
    assert picked.count == 4999
    found: list[tuple[object, ...]] = []
    tasks.store(lambda office: picked.resolve(office, model), found.append)
    settle()
    assert sorted(found[0], key=str) == sorted(range(1, 5000), key=str)


def test_after_an_act_on_several_rows_the_next_one_is_current(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    shelf = Shelf(10)
    model.show(shelf.page)
    settle()
    click(many, 2)
    click(many, 4, SHIFT)
    many.advance()
    del shelf.things[2:5]
    many.let_go()
    many.refresh()
    settle()
    current = many.current()
    assert current is not None
    assert current.id == 5
    assert many.picked().keys == (5,)


def test_a_list_that_cannot_be_read_says_so_and_tries_again(
    model: PagedModel[Thing], settle: Settle, qtbot: QtBot
) -> None:
    shelf, view = Shelf(3), RecordList(model, "things", "Things list")
    shelf.broken = Refusal("The store is busy.", hint="Wait a moment.")
    pane = RecordPane(view, EmptyState("Nothing."))
    qtbot.addWidget(pane)
    pane.show()
    model.show(shelf.page)
    settle()
    assert pane.currentWidget() is pane.trouble
    assert "The store is busy." in pane.trouble.sentence.text()
    asked = len(shelf.asked)
    view.repaint()
    model.record(0)
    settle()
    assert len(shelf.asked) == asked, "it does not ask again and again by itself"
    shelf.broken = None
    pane.trouble.button.click()
    settle()
    assert pane.currentWidget() is view
    assert model.rowCount() == 3


def test_groups_stand_under_headings_and_the_rows_below_keep_their_height(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    model.group = lambda one: "Low" if one.id < 4 else "High"
    many.show_order("name", grouped="size")
    model.show(Shelf(10).page)
    settle()
    heights = [many.rowHeight(row) for row in range(10)]
    assert [row for row, height in enumerate(heights) if height == tokens.ROW + tokens.GROUP] == [0, 4]
    assert many.heading(4) == "High"
    assert many.heading(5) == ""
    model.group = None
    many.refresh()
    settle()
    assert {many.rowHeight(row) for row in range(10)} == {tokens.ROW}


def test_a_chosen_row_is_one_ground_at_150_per_cent_too(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    many.setColumnWidth(1, 101)  # cells then meet in the middle of a pixel
    many.resize(420, 300)
    model.show(Shelf(3).page)
    settle()
    assert many.selectionModel().isSelected(model.index(0, 1))
    shown = QImage(many.viewport().size() * 1.5, QImage.Format.Format_RGB32)
    shown.setDevicePixelRatio(1.5)
    many.viewport().render(shown)
    along = {shown.pixelColor(x, 10).name().upper() for x in range(9, shown.width())}
    assert along == {tokens.LIGHT.accent_soft}


def test_a_cell_that_cannot_be_made_leaves_the_list_standing(
    tasks: Tasks, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    tasks.open(builders.an_office)

    def broken(_one: Thing) -> Cell:
        raise KeyError("no such type")

    made = PagedModel(tasks, [Column("Broken", broken)], lambda one: one.id)
    made.show(Shelf(2).page)
    settle()
    assert made.index(0, 0).data() == "…"
    assert made.index(1, 0).data() == "…"
    faults = [one for one in caplog.records if getattr(one, "code", "") == "fault"]
    assert len(faults) == 1, "told once, not at every stroke"
    caplog.clear()


def test_rows_follow_the_habit_at_once_and_letters_can_be_switched_off(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    model.show(Shelf(3).page)
    settle()
    letters: list[str] = []
    many.key_pressed.connect(letters.append)
    try:
        habits().take((True, False))
        assert many.rowHeight(1) == tokens.ROW_COMPACT
        QTest.keyClick(many, Qt.Key.Key_S)
        QTest.keyClick(many, Qt.Key.Key_J)
        assert letters == []
        assert many.currentIndex().row() == 0
    finally:
        habits().take((False, True))
    assert many.rowHeight(1) == tokens.ROW
    QTest.keyClick(many, Qt.Key.Key_J)
    QTest.keyClick(many, Qt.Key.Key_S)
    assert (letters, many.currentIndex().row()) == (["S"], 1)


def test_a_letter_never_makes_qt_look_through_every_row(
    model: PagedModel[Thing], many: RecordList[Thing], settle: Settle
) -> None:
    shelf = Shelf(10_000)
    model.show(shelf.page)
    settle()
    QTest.keyClick(many, Qt.Key.Key_Z, SHIFT)
    settle()
    assert len(shelf.asked) <= 2


def test_rows_are_copied_as_a_table(model: PagedModel[Thing], settle: Settle, qtbot: QtBot) -> None:
    view = RecordList(model, "things", "Things list", many=True)
    qtbot.addWidget(view)
    view.show()
    model.show(Shelf(2).page)
    settle()
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Thing 0, no. 0\tfine\nThing 1, no. 1\tfine"
