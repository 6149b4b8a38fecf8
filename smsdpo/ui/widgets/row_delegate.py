"""Paints the rows of lists: one or two lines, chips, the selection's edge, the focus ring, the headings of groups."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from smsdpo.core import log
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.table_model import Cell, Index, Role
from smsdpo.ui.widgets import paint, tag_row
from smsdpo.ui.widgets.labels import plain

PAD = 14
_TWO_LINES = 43  # px of room in a row below which both lines stand on one


class RowView(QTableView):
    """A table as far as its delegate must know it."""

    hovered = -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # One that is known here: to find out what kind of widget Qt's own is, every kind there is would be loaded. The
        # view is its parent from the first: else it would be Python's, and gone when the collector comes by.
        ground = QWidget(self)
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        ground.setAutoFillBackground(True)
        self.setViewport(ground)

    def shows_focus(self, row: int) -> bool:
        """Whether the focus ring stands around this row."""
        return False

    def heading(self, row: int) -> str:
        """What stands above this row, where a group begins with it."""
        return ""

    def is_first(self, column: int) -> bool:
        """Whether a column stands at the left edge, wherever it has been moved to."""
        header = self.horizontalHeader()
        shown = (header.logicalIndex(at) for at in range(header.count()))
        return next((one for one in shown if not header.isSectionHidden(one)), 0) == column


class RowDelegate(QStyledItemDelegate):
    """Paints one cell from its `Cell`; the first column carries the accent edge of the selected row."""

    _blamed = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, option, index)
        except Exception as error:  # noqa: BLE001 - a virtual of Qt must not raise; the log has it, once
            if not self._blamed:
                self._blamed = True
                log.report(error, where="list")
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = row_rect(option, index)
        self._ground(painter, rect, option, index)
        cell = index.data(Role.CELL)
        if isinstance(cell, Cell):
            paint_cell(painter, rect, cell, selected=_is_selected(option, index))
        else:
            paint.words(painter, rect.adjusted(PAD, 0, -PAD, 0), texts.WAITING, tokens.BODY, 400, "text_3")

    def _ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        # At 150 % cells meet within a pixel: smoothed, both would leave it half empty, and a line would stand there.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._fill(painter, rect, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _fill(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        selected = _is_selected(option, index)
        hovered = isinstance(view, RowView) and view.hovered == index.row()
        if selected or hovered:
            painter.fillRect(rect, style.colour("accent_soft" if selected else "hover"))
        line = style.border()
        painter.fillRect(QRectF(rect.x(), rect.bottom() - line, rect.width(), line), style.colour("line"))
        if not isinstance(view, RowView):
            return
        if selected and view.is_first(index.column()):
            painter.fillRect(QRectF(rect.x(), rect.y(), tokens.EDGE, rect.height() - line), style.colour("accent"))
        if view.shows_focus(index.row()):
            self._ring(painter, rect, index, view)

    def _ring(self, painter: QPainter, rect: QRectF, index: Index, view: RowView) -> None:
        accent, wide = style.colour("accent"), tokens.FOCUS
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), wide), accent)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - wide, rect.width(), wide), accent)
        if view.is_first(index.column()):
            painter.fillRect(QRectF(rect.x(), rect.y(), wide, rect.height()), accent)
        if rect.right() >= view.viewport().width() - 1:
            painter.fillRect(QRectF(rect.right() - wide, rect.y(), wide, rect.height()), accent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, tokens.ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        cell = index.data(Role.CELL)
        if event.type() != QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain("\n".join(cell.parts())), view)
        return True


def _is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    """By the view: the state that Qt passes along would load the class of styles before the first rows."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)


def row_rect(option: QStyleOptionViewItem, index: Index) -> QRectF:
    """The cell's rectangle without the heading that may stand above it."""
    rect, view = QRectF(option.rect), option.widget
    if isinstance(view, RowView) and view.heading(index.row()):
        rect.setTop(rect.top() + tokens.GROUP)
    return rect


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell, *, selected: bool = False) -> None:
    """A cell's chip, tags and lines inside `rect`."""
    inner = room_in(rect)
    if cell.chip is not None:
        wide = paint.paint_chip(painter, inner.x(), inner.center().y(), cell.chip, inner.width(), selected=selected)
        inner.setLeft(inner.left() + wide + tokens.SMALL)
    if cell.tags:
        name = _wide_of(cell)
        taken = tag_row.paint_tags(painter, inner, cell.tags, name, selected=selected)
        inner.setRight(inner.right() - taken - tokens.TIGHT)
    for room, text, size, weight, ink in lines_of(inner, cell):
        # Beside a chip a date that does not fit is left out: half a date is worse than none (it stands in the tooltip).
        alone = cell.chip is not None and not cell.second
        if not alone or style.metrics(size, weight).horizontalAdvance(text) <= room.width():
            paint.words(painter, room, text, size, weight, ink)


def room_in(rect: QRectF) -> QRectF:
    """Where a cell's chip, tags and lines stand."""
    return rect.adjusted(PAD, 0, -6, -1)


def _wide_of(cell: Cell) -> float:
    """How wide the first line is."""
    size = tokens.SECONDARY if cell.quiet else tokens.BODY
    return style.metrics(size, 600 if cell.strong else 400).horizontalAdvance(paint.one_line(cell.text))


def lines_of(room: QRectF, cell: Cell) -> list[tuple[QRectF, str, int, int, str]]:
    """The lines of a cell in the room that chip and tags have left: where each stands, its words, their size, weight
    and ink. In a low row the second stands behind the first."""
    size, ink = (tokens.SECONDARY, "text_2") if cell.quiet else (tokens.BODY, "text")
    weight, middle = 600 if cell.strong else 400, room.center().y()
    first, second = QRectF(room), QRectF(room)
    if cell.second and room.height() < _TWO_LINES:
        second.setLeft(room.x() + _wide_of(cell) + tokens.MEDIUM)
    elif cell.second:
        first = QRectF(room.x(), middle - 20, room.width(), 20)
        second = QRectF(room.x(), middle, room.width(), 19)
    told = ((first, cell.text, size, weight, ink), (second, cell.second, tokens.SECONDARY, 400, "text_2"))
    return [line for line in told if line[1]]


def paint_heading(painter: QPainter, rect: QRectF, said: str) -> None:
    """The heading of a group, across the list."""
    painter.fillRect(rect, style.colour("canvas"))
    line = style.border()
    painter.fillRect(QRectF(rect.x(), rect.bottom() - line, rect.width(), line), style.colour("line"))
    paint.words(painter, rect.adjusted(PAD, 0, -PAD, 0), said, tokens.CAPTION, 600, "text_2")
