"""The people found: who, why, how much is held; the words searched for are marked in what matched."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from smsdpo.domain.identifiers import query_terms
from smsdpo.domain.records.people import PersonHit
from smsdpo.ui import texts
from smsdpo.ui.table_model import Cell, Column, Index, PagedModel, Role
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import people as says
from smsdpo.ui.widgets.lists import RecordList
from smsdpo.ui.widgets.marked import paint_marks
from smsdpo.ui.widgets.row_delegate import RowDelegate, lines_of, room_in, row_rect

_MARKED = {0, 1}  # columns: name and account
_ACCOUNT = 500  # px of the list below which the account stands in the card only


def _name_cell(hit: PersonHit) -> Cell:
    return Cell(hit.name or texts.NO_NAME, hit.email, strong=True)


COLUMNS: tuple[Column[PersonHit], ...] = (
    Column(says.NAME, _name_cell),
    Column(says.ACCOUNT, lambda hit: Cell(hit.account, quiet=True), 116),
    Column(texts.WHY_MATCHED, lambda hit: Cell(hit.because, quiet=True), 146),
    Column(says.RECORDS, lambda hit: Cell(texts.number(hit.records), quiet=True), 84),
)


class HitDelegate(RowDelegate):
    """As every list, with the words searched for marked in names, addresses and accounts."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        cell, view = index.data(Role.CELL), option.widget
        if index.column() not in _MARKED or not isinstance(cell, Cell) or not isinstance(view, HitList):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for room, text, size, weight, _ink in lines_of(room_in(row_rect(option, index)), cell):
            paint_marks(painter, room, text, size, weight, view.terms)
        painter.restore()


class HitList(RecordList[PersonHit]):
    """The list of hits; `terms` are the squeezed words of the search it answers."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        self.terms: tuple[str, ...] = ()
        super().__init__(
            PagedModel(tasks, COLUMNS, lambda hit: hit.person), "people_list", says.PEOPLE_LIST, parent=parent
        )
        self.rows.setParent(self)
        self.setItemDelegate(HitDelegate(self))
        self.resized.connect(lambda wide: self.setColumnHidden(1, wide < _ACCOUNT))

    def show_hits(self, text: str, hits: Sequence[PersonHit]) -> None:
        """Show what a search has answered, the best hit current."""
        self.terms = tuple(
            dict.fromkeys([*query_terms(text), *(one for word in text.split() for one in query_terms(word))])
        )
        self.rows.put(hits)
        if hits:
            self.select_row(0)
        self.viewport().update()
