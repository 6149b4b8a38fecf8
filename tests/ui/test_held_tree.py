"""What is held about somebody with very much of it: nothing is built before it is opened, and then all of it."""

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smsdpo.domain.records.holdings import RecordCard
from smsdpo.ui.widgets.held_tree import HeldItems, HeldTree

TODAY = date(2026, 11, 22)
MANY = 5_000


def a_record(number: int) -> RecordCard:
    fields = (("subject", "Subject", f"Visit {number}", "given"), ("text", "Text", "Came at noon.", "given"))
    source = "Notes" if number % 5 else "Accounts"
    return RecordCard(number, source, "note", f"Note {number}", date(2026, 3, 1), date(2026, 6, 1), "", fields)


def built(items: HeldItems, under: QModelIndex | None = None) -> int:
    """How many rows there are by now, below this one too."""
    parent = under or QModelIndex()
    rows = items.rowCount(parent)
    return rows + sum(built(items, items.index(row, 0, parent)) for row in range(rows))


def test_five_thousand_records_build_only_what_is_opened_and_an_opened_record_shows_all_by_keyboard(
    qtbot: QtBot,
) -> None:
    tree = HeldTree("held", "What is held")
    qtbot.addWidget(tree)
    tree.resize(600, 500)
    tree.show()
    tree.show_records([a_record(number) for number in range(MANY)], TODAY)
    assert built(tree.items) == 2, "the sources, closed"
    tree.setCurrentIndex(tree.items.index(0, 0))
    assert tree.currentIndex().data() == "Accounts, 1,000 records"
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert built(tree.items) == 2 + MANY // 5
    QTest.keyClick(tree, Qt.Key.Key_Down)
    record = tree.currentIndex()
    assert str(record.data()).startswith("Note 0, "), "the first of its source"
    for _time in range(3):
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(record)
    assert built(tree.items) == 2 + MANY // 5 + 2, "opened, closed and opened again it has its fields once"
    fields = [tree.items.index(row, 0, record).data() for row in range(tree.items.rowCount(record))]
    assert fields == ["Subject: Visit 0", "Text: Came at noon."]
    tree.show_records([a_record(1), a_record(2)], TODAY)
    qtbot.waitUntil(lambda: built(tree.items) == 3)
    assert tree.isExpanded(tree.items.index(0, 0)), "few stand open from the start, the records closed"
