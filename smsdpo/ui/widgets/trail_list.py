"""The trail for a reader: who did what about which thing and when; nothing in it can be changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smsdpo.domain.records import Page
from smsdpo.domain.records.trail import TrailLine
from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.lists import RecordList, RecordPane

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_PAUSE = 120  # ms after the last letter before the store is asked

COLUMNS: tuple[Column[TrailLine], ...] = (
    Column(says.TRAIL_LINE, lambda one: Cell(texts.number(one.line), quiet=True), 84),
    Column(says.TRAIL_AT, lambda one: Cell(texts.short_instant(one.at)), 164),
    Column(says.TRAIL_WHO, lambda one: Cell(one.who), 130),
    Column(says.TRAIL_WHAT, lambda one: Cell(says.what(one.what), one.reason, strong=True)),
    Column(says.TRAIL_ABOUT, lambda one: Cell(one.about, quiet=True), 190),
)


def _page(office: "Office", words: str, offset: int, limit: int) -> Page[TrailLine]:
    from smsdpo.services import audit

    return audit.page(office, words, offset, limit)


class TrailList(QWidget):
    """A filter, and the lines below it, the newest first."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.filter = LineField("trail_filter", says.TRAIL_FILTER, hint=says.TRAIL_HINT, icon="search")
        self.filter.setClearButtonEnabled(True)
        self.rows = PagedModel(tasks, COLUMNS, key=lambda line: line.line, parent=self)
        self.list = RecordList(self.rows, "trail_list", says.TRAIL)
        card = Card("trail_card", pad=0)
        card.body.addWidget(RecordPane(self.list, EmptyState(says.TRAIL_NONE, icon="scroll-text")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(self.filter)
        column.addWidget(card, 1)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.show_lines)
        self.filter.textChanged.connect(lambda _text: self._timer.start())

    def show_lines(self) -> None:
        """The lines that fit the filter."""
        words = self.filter.text()
        self.rows.show(lambda office, offset, limit: _page(office, words, offset, limit))
