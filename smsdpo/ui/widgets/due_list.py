"""Deadlines one below the other: the side list of the calendar, the list of one day, and the agenda with its days."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from smsdpo.domain.records.clocks import DueItem
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.labels import plain

Line = DueItem | str
"""A deadline, or the heading above some."""
ROW = 32
_WIDE_ROW = 40
_HEADING = 44
_CLOCKS = frozenset({"answer", "work"})
_DATE = 56  # px of the day in front of a label
_CHIPS = 124  # px of the agenda's column of chips
_LABEL, _LABEL_MOST = 260, 440  # px of its column of labels, which takes two fifths of the row between these
_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


def what_of(item: DueItem) -> str:
    """What falls due: the answer to a kind of request, or what comes back by itself on its day."""
    return REQUEST_TYPES[item.type].short if item.kind in _CLOCKS else re.split("[:,]", item.title)[0]


def label_of(item: DueItem, today: date) -> str:
    """0139 Erasure, Work by 0151, or 0139 Remind Archive."""
    number = texts.number_of(item.request, today)
    if item.kind == "work":
        return texts.WORK_BY.format(what=number)
    return f"{number} {what_of(item)}"


def chip_of(item: DueItem) -> Chip:
    """What is left, as a chip."""
    return Chip(item.left, item.tone)


def words_of(item: DueItem) -> str:
    """A deadline as it is read aloud."""
    return f"{item.title}, {texts.day(item.on)}, {item.left}"


class DueModel(QAbstractListModel):
    """Headings and deadlines. Headings can be read but not chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def put(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()] if index.isValid() else ""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if isinstance(line, DueItem) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Role.RECORD:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words_of(line) if isinstance(line, DueItem) else line
        return None


class DueDelegate(QStyledItemDelegate):
    """Paints a deadline as one line: in the side list day, label, chip; in the agenda chip, label, what it is."""

    def __init__(self, view: "DueList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(Role.RECORD), str):
            return QSize(80, _HEADING)
        return QSize(80, _WIDE_ROW if self._view.wide else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, line = QRectF(option.rect), index.data(Role.RECORD)
        if isinstance(line, DueItem):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, rect, index, selected=selected)
            inner = rect.adjusted(tokens.SMALL, 0, -tokens.SMALL, 0)
            (self._wide if self._view.wide else self._slim)(painter, inner, line)
        elif isinstance(line, str):
            room = rect.adjusted(tokens.SMALL, 12, -tokens.SMALL, 0)
            paint.words(painter, room, line, tokens.SECONDARY, 600, "text_2")
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, index: Index, *, selected: bool) -> None:
        hovered = self._view.hovered == index.row()
        if selected or hovered:
            ground = style.colour("accent_soft" if selected else "hover")
            paint.shape(painter, rect.adjusted(0, 1, 0, -1), tokens.FIELD_RADIUS, ground)
        if self._view.shows_focus(index.row()):
            paint.focus_ring(painter, rect.adjusted(0, 1, 0, -1), tokens.FIELD_RADIUS)

    def _slim(self, painter: QPainter, rect: QRectF, item: DueItem) -> None:
        chip = chip_of(item)
        wide = paint.chip_width(chip)
        paint.paint_chip(painter, rect.right() - wide, rect.center().y(), chip, wide)
        day = QRectF(rect.x(), rect.y(), _DATE, rect.height())
        paint.words(painter, day, texts.tiny_day(item.on, self._view.today), tokens.SECONDARY, 500, "text_2")
        label = QRectF(day.right() + 4, rect.y(), rect.right() - wide - tokens.SMALL - day.right() - 4, rect.height())
        paint.words(painter, label, label_of(item, self._view.today), tokens.BODY, 500, "text")

    def _wide(self, painter: QPainter, rect: QRectF, item: DueItem) -> None:
        paint.paint_chip(painter, rect.x(), rect.center().y(), chip_of(item), _CHIPS - tokens.MEDIUM)
        wide = max(_LABEL, min(_LABEL_MOST, rect.width() * 0.4))
        label = QRectF(rect.x() + _CHIPS, rect.y(), min(wide, rect.width() - _CHIPS), rect.height())
        paint.words(painter, label, item.title, tokens.BODY, 600, "text")
        room = QRectF(label.right() + tokens.WIDE, rect.y(), rect.right() - label.right() - tokens.WIDE, rect.height())
        if room.width() > _DATE:
            paint.words(painter, room, self._kind(item), tokens.SECONDARY, 400, "text_2")

    def _kind(self, item: DueItem) -> str:
        """Both dates behind the one that decides (N1); for a day to work by, that one."""
        if item.kind == "work":
            return texts.WORK_KIND.format(day=texts.plain_day(self._view.today + timedelta(days=item.days_left)))
        if item.kind not in _CLOCKS:
            return REQUEST_TYPES[item.type].short
        policy = texts.tiny_day(item.policy, item.on) if item.policy else ""
        law = texts.tiny_day(item.law, item.on) if item.law else ""
        if policy and law:
            return texts.POLICY_AND_LAW.format(policy=policy, law=law)
        return texts.POLICY_ONLY.format(policy=policy) if policy else texts.LAW_ONLY.format(law=law)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain(str(index.data())), view)
        return True


class DueList(QListView):
    """A list of deadlines. `current_changed` carries the current one, `opened` the one to open."""

    current_changed = Signal(object)
    opened = Signal(object)
    under_mouse = Signal(object)
    """The deadline under the mouse, or nothing."""

    def __init__(self, name: str, says: str, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide, self.hovered, self.today = wide, -1, date.min
        self._by_keyboard = False
        self.rows = DueModel(self)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(self.rows)
        self.setItemDelegate(DueDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._open())

    def show_lines(self, lines: Sequence[Line], today: date) -> None:
        """Show other lines; the current deadline stays current where it is still there."""
        now = self.current()
        self.today = today
        self.rows.put(lines)
        if now is not None:
            self.select(now)

    def select(self, item: DueItem, *, quietly: bool = True) -> bool:
        """Make a deadline current; `quietly` without saying so. False where it is not in the list."""
        wanted = (item.request, item.kind, item.on)
        for row, line in enumerate(self.rows.lines):
            if isinstance(line, DueItem) and (line.request, line.kind, line.on) == wanted:
                self.blockSignals(quietly)
                self.setCurrentIndex(self.rows.index(row, 0))
                self.blockSignals(False)
                return True
        self.clearSelection()
        return False

    def select_first(self) -> None:
        """Make the first deadline current."""
        first = next((line for line in self.rows.lines if isinstance(line, DueItem)), None)
        if first is not None:
            self.select(first, quietly=False)

    def to_day(self, on: date) -> None:
        """Make the first deadline on or after a day current and bring it into view, under its heading."""
        for row, line in enumerate(self.rows.lines):
            if isinstance(line, DueItem) and line.on >= on:
                self.setCurrentIndex(self.rows.index(row, 0))
                self.scrollTo(self.rows.index(max(row - 1, 0), 0), QAbstractItemView.ScrollHint.PositionAtTop)
                return

    def current(self) -> DueItem | None:
        """The current deadline, if there is one."""
        line = self.currentIndex().data(Role.RECORD)
        return line if isinstance(line, DueItem) else None

    def shows_focus(self, row: int) -> bool:
        """Whether the focus ring stands around this row: only for those who came by keyboard."""
        return self._by_keyboard and self.hasFocus() and row == self.currentIndex().row()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = now.data(Role.RECORD) if now.isValid() else None
        if isinstance(line, DueItem):
            self.current_changed.emit(line)

    def _open(self) -> None:
        item = self.current()
        if item is not None:
            self.opened.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home}:
            event.ignore()  # the months belong to the page
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if self.current() is None:
            self.select_first()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            line = self.rows.lines[row] if 0 <= row < len(self.rows.lines) else None
            self.under_mouse.emit(line if isinstance(line, DueItem) else None)
            self.viewport().update()
