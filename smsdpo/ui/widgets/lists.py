"""The list of records: two-line rows, chips, one divider a row, painted; keeps its selection by key over changes."""

from typing import Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.table_model import Cell, Index, PagedModel, Role
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.cards import EmptyState
from smsdpo.ui.widgets.labels import plain

Record = TypeVar("Record")
_PAD = 14
_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_SETTLE = 300  # ms after a change of the list in which a second key press is taken for a slip (screens.md, row 2)


class RowDelegate(QStyledItemDelegate):
    """Paints one cell from its `Cell`; the first column carries the accent edge of the selected row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, option, index)
        cell = index.data(Role.CELL)
        if isinstance(cell, Cell):
            paint_cell(painter, rect, cell, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        else:
            paint.words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), texts.WAITING, tokens.BODY, 400, "text_3")
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = isinstance(view, RecordList) and view.hovered == index.row()
        if selected or hovered:
            painter.fillRect(rect, style.colour("accent_soft" if selected else "hover"))
        line = style.border()
        painter.fillRect(QRectF(rect.x(), rect.bottom() - line, rect.width(), line), style.colour("line"))
        if selected and index.column() == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), tokens.EDGE, rect.height() - line), style.colour("accent"))
        if isinstance(view, RecordList) and view.shows_focus(index.row()):
            self._ring(painter, rect, index, view)

    def _ring(self, painter: QPainter, rect: QRectF, index: Index, view: QAbstractItemView) -> None:
        accent, wide = style.colour("accent"), tokens.FOCUS
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), wide), accent)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - wide, rect.width(), wide), accent)
        if index.column() == 0:
            painter.fillRect(QRectF(rect.x(), rect.y(), wide, rect.height()), accent)
        if rect.right() >= view.viewport().width() - 1:
            painter.fillRect(QRectF(rect.right() - wide, rect.y(), wide, rect.height()), accent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, tokens.ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        cell = index.data(Role.CELL)
        if event.type() != QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return super().helpEvent(event, view, option, index)
        parts = (cell.chip.text if cell.chip else "", cell.text, cell.second)
        QToolTip.showText(event.globalPos(), plain("\n".join(part for part in parts if part)), view)
        return True


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell, *, selected: bool = False) -> None:
    """A cell's chip and lines inside `rect`."""
    inner = rect.adjusted(_PAD, 0, -6, -1)
    if cell.chip is not None:
        wide = paint.paint_chip(painter, inner.x(), inner.center().y(), cell.chip, inner.width(), selected=selected)
        inner.setLeft(inner.left() + wide + tokens.SMALL)
    size = tokens.SECONDARY if cell.quiet else tokens.BODY
    ink = "text_2" if cell.quiet else "text"
    weight = 600 if cell.strong else 400
    if not cell.second:
        # Beside a chip a date that does not fit is left out: half a date is worse than none (it stands in the tooltip).
        if cell.chip is None or QFontMetricsF(style.font(size, weight)).horizontalAdvance(cell.text) <= inner.width():
            paint.words(painter, inner, cell.text, size, weight, ink)
        return
    middle = inner.center().y()
    paint.words(painter, QRectF(inner.x(), middle - 20, inner.width(), 20), cell.text, size, weight, ink)
    paint.words(painter, QRectF(inner.x(), middle, inner.width(), 19), cell.second, tokens.SECONDARY, 400, "text_2")


class RecordList(QTableView, Generic[Record]):
    """A list of records. `current_changed` carries the current record or nothing, `opened` the one to open (Enter)."""

    current_changed = Signal(object)
    opened = Signal(object)
    resized = Signal(int)
    """The list's new width: pages choose which columns there is room for."""
    key_pressed = Signal(str)
    """A single letter typed in the list, in capitals: lists may give letters a meaning."""

    def __init__(
        self,
        model: PagedModel[Record],
        name: str,
        says: str,
        *,
        row: int = tokens.ROW,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.hovered = -1
        self._wanted: object | None = None
        self._wanted_row = 0
        self._by_keyboard = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self._dress(row, many=many)
        model.arrived.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._open())

    def _dress(self, row: int, *, many: bool) -> None:
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
        self.verticalHeader().setDefaultSectionSize(row)
        header = self.horizontalHeader()
        header.setFixedHeight(tokens.HEADER)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        for at, column in enumerate(self.rows.columns):
            header.setSectionResizeMode(
                at, QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            )
            if column.width:
                header.resizeSection(at, column.width)

    # --- the current record ------------------------------------------------------------------------------------------

    def current(self) -> Record | None:
        """The current record, if there is one and it is here."""
        return self.rows.record(self.currentIndex().row())

    def select_key(self, key: object) -> None:
        """Make the record with this key current, now or when its page arrives."""
        self._wanted = key
        self._restore()

    def select_row(self, row: int) -> None:
        """Make a row current."""
        self._wanted, self._wanted_row = self.rows.key_at(row), row
        index = self.rows.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def advance(self) -> None:
        """To be called as the current record is acted on: the next one becomes current when the list has changed."""
        row = self.currentIndex().row()
        after = self.rows.key_at(row + 1)
        self._wanted = after if after is not None else self.rows.key_at(row - 1)
        self._settling.start()

    def refresh(self) -> None:
        """Ask for the rows again, beginning where the user is."""
        self.rows.refresh(around=max(self.currentIndex().row(), 0))

    def _restore(self) -> None:
        total = self.rows.rowCount()
        if not total:
            self._wanted = None
            self.current_changed.emit(None)
            return
        row = self.rows.row_of(self._wanted) if self._wanted is not None else None
        if row is None:
            row = min(self._wanted_row, total - 1)
        if row != self.currentIndex().row() or not self.selectionModel().isRowSelected(row):
            self.select_row(row)
        elif self.rows.key_at(row) is not None:
            self._wanted = self.rows.key_at(row)
            self.current_changed.emit(self.current())

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and self.rows.key_at(now.row()) is not None:
            self._wanted, self._wanted_row = self.rows.key_at(now.row()), now.row()
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
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.key() in {Qt.Key.Key_J, Qt.Key.Key_K} and not event.modifiers():
            self.select_row(self._step(1 if event.key() == Qt.Key.Key_J else -1))
        elif event.text().strip().isalpha() and not event.modifiers():
            if not self._settling.isActive():
                self.key_pressed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def _step(self, by: int) -> int:
        return max(0, min(self.currentIndex().row() + by, self.rows.rowCount() - 1))

    def _copy(self) -> None:
        """Selected rows that are at hand, as a table that a spreadsheet takes."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})[:5000]
        lines = [
            "\t".join(str(self.rows.index(row, at).data() or "") for at in range(self.rows.columnCount()))
            for row in rows
        ]
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
        self.resized.emit(self.viewport().width())
        super().resizeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()


class RecordPane(QStackedWidget, Generic[Record]):
    """A list, and the sentence that stands in its place while it is empty."""

    def __init__(self, records: RecordList[Record], empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records, self.empty = records, empty
        self.addWidget(records)
        self.addWidget(empty)
        records.rows.arrived.connect(self._show)

    def _show(self) -> None:
        self.setCurrentIndex(0 if self.records.rows.rowCount() else 1)
