"""Long lists: a count and pages, never all rows; the selection survives changes."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smsdpo.domain.records import Page
from smsdpo.services.office import Office
from smsdpo.ui.table_model import KEPT_PAGES, PAGE, Cell, Chip, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.lists import RecordList
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

    def page(self, office: Office, offset: int, limit: int) -> Page[Thing]:
        self.asked.append(offset)
        return Page(tuple(self.things[offset : offset + limit]), offset, len(self.things))


@pytest.fixture
def model(tasks: Tasks, settle: Settle) -> PagedModel[Thing]:
    tasks.open(builders.an_office)
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
    assert len(view.selectionModel().selectedRows()) == 100_000


def test_only_so_many_pages_are_kept(model: PagedModel[Thing], settle: Settle) -> None:
    shelf = Shelf(PAGE * (KEPT_PAGES + 5))
    model.show(shelf.page)
    settle()
    for number in range(KEPT_PAGES + 5):
        model.record(number * PAGE)
        settle()
    assert model.record(0) is None


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


def test_rows_are_copied_as_a_table(model: PagedModel[Thing], settle: Settle, qtbot: QtBot) -> None:
    view = RecordList(model, "things", "Things list", many=True)
    qtbot.addWidget(view)
    view.show()
    model.show(Shelf(2).page)
    settle()
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Thing 0, no. 0\tfine\nThing 1, no. 1\tfine"
