"""The list of records: painted rows, sorted and filtered by its query; keeps what is chosen by key over changes."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QWidget

from smsdpo.ui import tokens
from smsdpo.ui.habits import habits
from smsdpo.ui.table_model import PagedModel
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.list_header import HeaderEnd, ListHeader
from smsdpo.ui.widgets.list_pane import RecordPane
from smsdpo.ui.widgets.picked import Picked, Picking
from smsdpo.ui.widgets.row_delegate import RowDelegate, RowView, paint_heading

__all__ = ["RecordList", "RecordPane"]

Record = TypeVar("Record")
_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_SETTLE = 300  # ms after a change of the list in which a second key press is taken for a slip (screens.md, row 2)
_FLAGS = QItemSelectionModel.SelectionFlag


class RecordList(RowView, Generic[Record]):
    """A list of records. `current_changed` carries the current record or nothing, `opened` the one to open (Enter).

    `order`, `descending` and `grouped` say what the query should do; `reordered` asks for it.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    resized = Signal(int)
    """The list's new width: pages choose which columns there is room for."""
    key_pressed = Signal(str)
    """A single letter typed in the list, in capitals: lists may give letters a meaning."""
    picked_changed = Signal(int)
    """How many rows are chosen."""
    reordered = Signal()
    escaped = Signal()
    """Esc, and there was nothing in the list to let go."""

    def __init__(
        self,
        model: PagedModel[Record],
        name: str,
        says: str,
        *,
        row: int = 0,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.order, self.descending, self.grouped = "", False, ""
        self.on_copy: Callable[[], object] | None = None
        """Copies what is chosen, where a service does it; else the rows that are here are copied."""
        self._row = row
        self._wanted: object | None = None
        self._wanted_row = 0
        self._by_keyboard = self._pointing = False
        self.coming = False
        """Whether another query is on its way: keys wait for its rows, so that they never act on those of the last."""
        self._pressed: list[QKeyEvent] = []
        self._tall: set[int] = set()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.header = ListHeader(model.columns, self)
        self.setHorizontalHeader(self.header)
        self._end = HeaderEnd()
        self.addScrollBarWidget(self._end, Qt.AlignmentFlag.AlignTop)
        self.setModel(model)
        self.header.dress()
        self.setItemDelegate(RowDelegate(self))
        self._dress(many=many)
        self.picking: Picking[Record] = Picking(model, self.selectionModel(), self)
        self._wire()

    def _wire(self) -> None:
        self.picking.changed.connect(self.picked_changed)
        self.rows.asked.connect(self._await)
        self.rows.arrived.connect(self._restore)
        self.rows.failed.connect(lambda _error: self._go_on())
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._open())
        self.header.sorted.connect(self.sort_by)
        habits().changed.connect(self._follow_habits)

    def _dress(self, *, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(tokens.TARGET)
        self._follow_habits()

    # --- how it is shown ----------------------------------------------------------------------------------------------

    def hide_header(self) -> None:
        """For short lists whose columns need no names."""
        self.header.hide()
        self._end.hide()

    def set_rows(self, height: int) -> None:
        """How high every row is, in pixels."""
        self._tall = set()
        self.verticalHeader().setDefaultSectionSize(height)
        for row in range(self.rows.rowCount()) if self.grouped else ():
            self.verticalHeader().resizeSection(row, height)
        self._raise_headings()

    def _follow_habits(self) -> None:
        height = self._row or (tokens.ROW_COMPACT if habits().compact else tokens.ROW)
        if height != self.verticalHeader().defaultSectionSize():
            self.set_rows(height)

    def remember(self, settings: QSettings) -> None:
        """Keep the arrangement of columns for the next start."""
        self.header.remember(settings)

    def sort_by(self, order: str) -> None:
        """Sort by this order of the query; the same once more turns it round."""
        down = any(column.sort == order and column.down for column in self.rows.columns)
        self.use_order(order, descending=not self.descending if order == self.order else down)

    def use_order(self, order: str, *, descending: bool = False, grouped: str | None = None) -> None:
        """Sort and group as said, and ask for the rows."""
        self.show_order(order, descending=descending, grouped=grouped)
        self.reordered.emit()

    def show_order(self, order: str, *, descending: bool = False, grouped: str | None = None) -> None:
        """The same, without asking: for whoever asks anyway."""
        self.order, self.descending = order, descending
        self.grouped = self.grouped if grouped is None else grouped
        self.header.show_order(order, descending=descending)

    def heading(self, row: int) -> str:
        return self.rows.heading(row) if row in self._tall else ""

    def _raise_headings(self) -> None:
        """Make room above the rows with which groups begin, among those at hand."""
        if self.rows.group is None and not self._tall:
            return
        usual = self.verticalHeader().defaultSectionSize()
        tall = {row for row, _ in self.rows.at_hand() if self.rows.heading(row)} if self.rows.group else set()
        here = {row for row, _ in self.rows.at_hand()}
        kept = tall if self.rows.fresh or self.rows.group is None else tall | (self._tall - here)
        for row in self._tall ^ kept:
            if row < self.rows.rowCount():
                self.verticalHeader().resizeSection(row, usual + (tokens.GROUP if row in kept else 0))
        self._tall = kept

    # --- the current record and what is chosen ------------------------------------------------------------------------

    def current(self) -> Record | None:
        """The current record, if there is one and it is here."""
        return self.rows.record(self.currentIndex().row())

    def picked(self) -> Picked:
        """What an act is to work on: the chosen rows, which are the current one where nothing else is."""
        return self.picking.picked()

    def selectAll(self) -> None:
        """All rows of the query, whether they are here or not."""
        if _several(self):
            self.picking.pick_all()

    def let_go(self) -> None:
        """Nothing is chosen any more but the current row."""
        self.picking.let_go()

    def select_key(self, key: object) -> None:
        """Make the record with this key current, now or when its page arrives."""
        self._wanted = key
        self._restore()

    def expect(self, key: object, row: int) -> None:
        """Make the record with this key, or whatever stands in its row, current when the answer is here."""
        self._wanted, self._wanted_row = key, row

    def select_row(self, row: int) -> None:
        """Make a row current, and the only one chosen."""
        self._point(row, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def _point(self, row: int, flags: QItemSelectionModel.SelectionFlag) -> None:
        self._wanted, self._wanted_row = self.rows.key_at(row), row
        index = self.rows.index(row, 0)
        self._pointing = True
        self.selectionModel().setCurrentIndex(index, flags)
        self._pointing = False
        self.scrollTo(index)

    def advance(self) -> None:
        """To be called as chosen records are acted on: the next one becomes current when the list has changed."""
        row, total = self.currentIndex().row(), self.rows.rowCount()
        going = self.selectionModel()
        after = next((at for at in range(row + 1, min(row + 400, total)) if not going.isRowSelected(at)), None)
        before = next((at for at in range(row - 1, max(row - 400, -1), -1) if not going.isRowSelected(at)), None)
        keys = (self.rows.key_at(at) for at in (after, before) if at is not None)
        self._wanted = next((key for key in keys if key is not None), None)
        self._settling.start()

    def refresh(self) -> None:
        """Ask for the rows again, beginning where the user is."""
        self.rows.refresh(around=max(self.currentIndex().row(), 0))

    def _await(self) -> None:
        self.coming, self._wanted_row = True, 0

    def _go_on(self) -> None:
        """Do what was pressed meanwhile."""
        self.coming = False
        pressed, self._pressed = self._pressed, []
        for event in pressed:
            if self.isVisible():
                self.keyPressEvent(event)

    def _restore(self) -> None:
        self._raise_headings()
        if self.coming and self.rows.fresh:
            QTimer.singleShot(0, self, self._go_on)  # when the rows have been taken
        total = self.rows.rowCount()
        if not total:
            self._wanted = None
            self.picking.let_go()
            self.current_changed.emit(None)
            return
        many = self.picking.many
        if many:
            self.picking.restore()
        row = self.rows.row_of(self._wanted) if self._wanted is not None else None
        if row is None:
            row = min(self._wanted_row, total - 1)
        stayed = row == self.currentIndex().row()
        if not stayed or not (many or self.selectionModel().isRowSelected(row)):
            self._point(row, _FLAGS.NoUpdate if many else _FLAGS.ClearAndSelect | _FLAGS.Rows)
        if stayed and self.rows.key_at(row) is not None:  # Qt is silent where the row of old is another's now
            self._wanted = self.rows.key_at(row)
            self.current_changed.emit(self.current())
        if not many:
            self.picking.know()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if not now.isValid() or (self.rows.taking and not self._pointing):
            return  # Qt moves it by itself when rows go; which one is wanted is known by its key
        self._wanted, self._wanted_row = self.rows.key_at(now.row()), now.row()
        if self._wanted is not None:
            self.current_changed.emit(self.current())

    def _open(self) -> None:
        record = self.current()
        if record is not None and not self._settling.isActive():
            self.opened.emit(record)

    # --- keyboard and mouse ------------------------------------------------------------------------------------------

    def shows_focus(self, row: int) -> bool:
        """Whether the focus ring stands around this row: only for those who came by keyboard."""
        return self._by_keyboard and self.hasFocus() and row == self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if self.coming and event.key() != Qt.Key.Key_Escape:
            self._pressed.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_PAD_KEY:
            self._open()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.rows.rowCount():
            self._leap(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape(event)
        elif event.text().strip().isalpha() and not event.modifiers():
            self._letter(event.text().upper())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def _leap(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last row, not to the row's cells; Shift takes all between along."""
        row = 0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1
        start = self.currentIndex().row()
        self._point(row, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and _several(self):
            self.picking.pick_span(min(start, row), max(start, row))

    def _escape(self, event: QKeyEvent) -> None:
        if self.picking.many:
            self.let_go()
        else:
            event.ignore()
            self.escaped.emit()

    def _letter(self, letter: str) -> None:
        if not habits().letters:
            return
        if letter in {"J", "K"}:
            self.select_row(self._step(1 if letter == "J" else -1))
        elif not self._settling.isActive():
            self.key_pressed.emit(letter)

    def _step(self, by: int) -> int:
        """From the row that will be the current one, though those acted on may still stand there."""
        row = self.rows.row_of(self._wanted) if self._settling.isActive() and self._wanted is not None else None
        return max(0, min((self.currentIndex().row() if row is None else row) + by, self.rows.rowCount() - 1))

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would look through every row for one that begins so, and fetch them all (screens.md, 3.1)."""

    def copy(self) -> None:
        """Copy the chosen rows as a table that a spreadsheet takes."""
        if self.on_copy is not None:
            self.on_copy()
            return
        records = (record for row, record in self.rows.at_hand() if self.selectionModel().isRowSelected(row))
        lines = (
            "\t".join(self.rows.cell(record, column).words() for column in self.rows.columns) for record in records
        )
        QApplication.clipboard().setText("\n".join(lines))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.header.fit()
        self.resized.emit(self.viewport().width())
        super().resizeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._tall:
            self._paint_headings()

    def _paint_headings(self) -> None:
        painter = paint.painter_on(self.viewport())
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = self.rows.rowCount() - 1 if last < 0 else last
        for row in range(max(first, 0), last + 1):
            if said := self.heading(row):
                top = self.rowViewportPosition(row)
                paint_heading(painter, QRectF(0, top, self.viewport().width(), tokens.GROUP), said)
        painter.end()


def _several(view: QAbstractItemView) -> bool:
    return view.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection


_PAD_KEY = Qt.KeyboardModifier.KeypadModifier
