"""What each source holds about a person: sources open into records, records into their fields, all as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from smsdpo.domain.records.holdings import RecordCard
from smsdpo.ui import icons, style, texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.texts import people as people_says
from smsdpo.ui.widgets import paint

_INDENT = 22
_SOURCE_ROW, _RECORD_ROW = 40, 50
_LABEL = 124  # px of a field's name
_LINE = 6  # px above and below a field
_LONGEST = 4000  # characters of one field shown; the export gives it whole
_ALL_OPEN = 12  # records up to which the sources stand open from the start
_UNMADE = int(Role.RECORD) + 1
"""What a row will be filled with: the records of a source, the record whose fields it shows."""
_NOWHERE = QModelIndex()
_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_WRAP = int(Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of the tree: a `source`, a `record` or a `field`."""

    kind: str
    first: str
    second: str = ""
    chip: Chip | None = None

    def words(self) -> str:
        """The row as it is read aloud."""
        if self.kind == "field":
            return f"{self.first}: {self.second}"
        return ", ".join(part for part in (self.first, self.second, self.chip.text if self.chip else "") if part)


def _item(branch: Branch, unmade: object = None) -> QStandardItem:
    made = QStandardItem(branch.words())
    made.setEditable(False)
    made.setData(branch, int(Role.RECORD))
    made.setData(unmade, _UNMADE)
    return made


def _of_source(source: str, cards: Sequence[RecordCard]) -> Branch:
    return Branch("source", source, texts.counted(len(cards), "record"))


def _of_record(card: RecordCard, today: date) -> Branch:
    on = texts.short_day(card.recorded_on) if card.recorded_on else people_says.NOT_DATED
    late = card.kept_until is not None and card.kept_until < today
    kept = people_says.KEPT_LINE.format(day=texts.short_day(card.kept_until)) if card.kept_until else card.kept_note
    chip = Chip(people_says.PAST_LINE, "bad") if late else None
    return Branch("record", card.title, "  ·  ".join(part for part in (on, kept) if part), chip)


def _of_fields(card: RecordCard) -> list[Branch]:
    return [Branch("field", label, texts.value(value)[:_LONGEST]) for _key, label, value, _provenance in card.fields]


class HeldItems(QStandardItemModel):
    """Rows are made when what they stand in is opened: 5,000 records at once would stop the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._today = date.min

    def show_records(self, records: Sequence[RecordCard], today: date) -> None:
        """Show the sources of these records, in their order, all of them closed."""
        self.clear()
        self._today = today
        grouped: dict[str, list[RecordCard]] = {}
        for record in records:
            grouped.setdefault(record.source, []).append(record)
        for source, cards in grouped.items():
            self.appendRow(_item(_of_source(source, cards), cards))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return super().hasChildren(parent) or self.canFetchMore(parent)

    def canFetchMore(self, parent: Index) -> bool:
        return bool(parent.data(_UNMADE))

    def fetchMore(self, parent: Index) -> None:
        unmade, item = parent.data(_UNMADE), self.itemFromIndex(parent)
        item.setData(None, _UNMADE)
        if isinstance(unmade, RecordCard):
            item.appendRows([_item(branch) for branch in _of_fields(unmade)])
        else:
            item.appendRows(
                [_item(_of_record(card, self._today), card if card.fields else None) for card in unmade or ()]
            )


class HeldDelegate(QStyledItemDelegate):
    """Paints a source, a record or a field."""

    def __init__(self, view: "HeldTree") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        branch = index.data(int(Role.RECORD))
        if not isinstance(branch, Branch) or branch.kind == "source":
            return QSize(80, _SOURCE_ROW)
        if branch.kind == "record":
            return QSize(80, _RECORD_ROW)
        return QSize(80, self._tall(branch, self._view.viewport().width() - 3 * _INDENT) + 2 * _LINE)

    def _tall(self, branch: Branch, width: int) -> int:
        metrics = QFontMetrics(style.font(tokens.SECONDARY, 400))
        room = QRect(0, 0, max(width - _LABEL - tokens.MEDIUM - 6, 80), 100_000)
        return max(metrics.boundingRect(room, _WRAP, branch.second).height(), metrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        branch = index.data(int(Role.RECORD))
        if not isinstance(branch, Branch):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            paint.shape(painter, rect.adjusted(0, 1, -4, -1), tokens.FIELD_RADIUS, style.colour("accent_soft"))
        if selected and self._view.shows_focus():
            paint.focus_ring(painter, rect.adjusted(0, 1, -4, -1), tokens.FIELD_RADIUS)
        inner = rect.adjusted(6, 0, -tokens.MEDIUM, 0)
        {"source": self._source, "record": self._record, "field": self._field}[branch.kind](painter, inner, branch)
        painter.restore()

    def _source(self, painter: QPainter, rect: QRectF, branch: Branch) -> None:
        metrics = QFontMetrics(style.font(tokens.SECONDARY, 400))
        wide = metrics.horizontalAdvance(branch.second) + 4
        paint.words(painter, rect.adjusted(0, 0, -wide - 8, 0), branch.first, tokens.BODY, 600, "text")
        count = QRectF(rect.right() - wide, rect.y(), wide, rect.height())
        paint.words(painter, count, branch.second, tokens.SECONDARY, 400, "text_2")

    def _record(self, painter: QPainter, rect: QRectF, branch: Branch) -> None:
        if branch.chip is not None:
            wide = paint.chip_width(branch.chip)
            paint.paint_chip(painter, rect.right() - wide, rect.center().y(), branch.chip, wide)
            rect = rect.adjusted(0, 0, -wide - tokens.SMALL, 0)
        middle = rect.center().y()
        first, second = QRectF(rect.x(), middle - 20, rect.width(), 20), QRectF(rect.x(), middle, rect.width(), 19)
        paint.words(painter, first, branch.first, tokens.BODY, 500, "text")
        paint.words(painter, second, branch.second, tokens.SECONDARY, 400, "text_2")

    def _field(self, painter: QPainter, rect: QRectF, branch: Branch) -> None:
        typeface = style.font(tokens.SECONDARY, 400)
        top = rect.y() + _LINE
        name = QRectF(rect.x(), top, _LABEL - tokens.SMALL, QFontMetrics(typeface).height())
        paint.words(painter, name, branch.first, tokens.SECONDARY, 400, "text_2")
        painter.setFont(typeface)
        painter.setPen(style.colour("text"))
        value = QRectF(rect.x() + _LABEL, top, rect.width() - _LABEL, rect.height() - 2 * _LINE + 2)
        painter.drawText(value, _WRAP, branch.second)


class HeldTree(QTreeView):
    """Sources, records, fields. Enter and a click open and close; so do right and left."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_keyboard = False
        self.items = HeldItems(self)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(self.items)
        self.setItemDelegate(HeldDelegate(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._toggle)

    def show_records(self, records: Sequence[RecordCard], today: date) -> None:
        """Show what is held, grouped by source in the order of the records."""
        self.items.show_records(records, today)
        if len(records) <= _ALL_OPEN:
            for row in range(self.items.rowCount()):
                self.expand(self.items.index(row, 0))

    def shows_focus(self) -> bool:
        """Whether the focus ring is shown: only for those who came by keyboard."""
        return self._by_keyboard and self.hasFocus()

    def _toggle(self, index: QModelIndex) -> None:
        if self.items.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        shown = self.items.index(index.row(), 0, index.parent())
        if not self.items.hasChildren(shown):
            return
        size = tokens.ICON_SMALL
        icon = "chevron-down" if self.isExpanded(shown) else "chevron-right"
        top = rect.y() + (rect.height() - size) / 2
        icons.paint(painter, icon, rect.right() - _INDENT + 4, top, size, style.colour("text_2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.items.index(0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # wrapped fields change their height with the width
