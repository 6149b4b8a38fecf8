"""The month on one sheet: a table of days that screen readers can walk through, painted as a calendar."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smsdpo.domain.records.clocks import DueDay, DueItem, HolidayItem
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.day_square import DayDelegate, Spot, room_in, spots_of
from smsdpo.ui.widgets.due_list import label_of
from smsdpo.ui.widgets.month_days import Day, MonthModel, span_of

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


def _wide(label: str) -> float:
    return style.metrics(tokens.CAPTION, 600).horizontalAdvance(label)


class MonthGrid(QTableView):
    """A month. Arrows move the day and the page turns at the edges; PageUp, PageDown and Home are the page's keys."""

    day_changed = Signal(object)
    """The current day: a `date`. It may lie on another sheet, which the page then shows."""
    picked = Signal(object)
    """The deadline whose working is wanted."""
    opened = Signal(object)
    """The deadline whose request is to be opened."""
    day_opened = Signal(object)
    """The `Day` whose deadlines are to be listed."""
    hovered = Signal(object)
    """The deadline under the mouse, or nothing."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = date.min
        self._picked: DueItem | None = None
        self._under: DueItem | None = None
        self.month = MonthModel(self)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(self.month)
        self._delegate = DayDelegate(self)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.selectionModel().currentChanged.connect(self._moved)

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(40)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header = self.horizontalHeader()
        header.setFixedHeight(26)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_sheet(self, on: date, busy: Sequence[DueDay], holidays: Sequence[HolidayItem], today: date) -> None:
        """Show the sheet on which a day stands, that day current."""
        self.today = today
        first, last = self.span(on)
        named = {item.on: item.name for item in holidays}
        due = {one.on: one for one in busy}
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        self._delegate.forget()
        self.blockSignals(True)
        self.month.put(
            [
                Day(day, self.inside(day, on), day == today, named.get(day, ""), due.get(day) or DueDay(day, 0, 0, ()))
                for day in days
            ]
        )
        self._to(on)
        self.blockSignals(False)

    def span(self, on: date) -> tuple[date, date]:
        """The first and the last day of the sheet on which a day stands."""
        return span_of(on)

    def inside(self, day: date, on: date) -> bool:
        """Whether a day belongs to the same sheet as `on`, not to a neighbouring one."""
        return day.month == on.month

    def room(self) -> int:
        """How many deadlines a square may have room for, with one to spare."""
        return room_in(self.viewport().height() // 4)

    def spots(self, day: Day, rect: QRectF) -> list[Spot]:
        """Where the deadlines of a day stand on its square."""
        return spots_of(day, rect)

    def draw_item(self, painter: QPainter, rect: QRectF, item: DueItem, tone: str) -> None:
        """What is written on a deadline's chip."""
        room = rect.adjusted(6, 0, -3, 0)
        label = label_of(item, self.today)
        if item.kind == "work" and _wide(label) > room.width():
            label = texts.WORK_SHORT.format(what=texts.number_of(item.request, self.today))
        paint.words(painter, room, label, tokens.CAPTION, 600, f"{tone}_ink")

    def current_day(self) -> Day | None:
        """The day on which the keyboard stands."""
        return self.month.day(self.currentIndex())

    def pick(self, item: DueItem | None) -> None:
        """Outline the deadline whose working is shown."""
        self._picked = item
        self.viewport().update()

    def is_picked(self, item: DueItem) -> bool:
        """Whether this is the deadline whose working is shown."""
        return self._picked is not None and (self._picked.request, self._picked.on) == (item.request, item.on)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The deadline (or *more*) under a point."""
        index = self.indexAt(QPoint(round(x), round(y)))
        day = self.month.day(index)
        if day is None:
            return None
        return next((one for one in self.spots(day, QRectF(self.visualRect(index))) if one.rect.contains(x, y)), None)

    def _to(self, on: date) -> None:
        index = self.month.index_of(on)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        day = self.month.day(now)
        if day is not None:
            self.day_changed.emit(day.on)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.painter_on(self.viewport())
        rect = QRectF(self.viewport().rect())
        corners, sheet = QPainterPath(), QPainterPath()
        corners.addRect(rect.adjusted(0, rect.height() - tokens.CARD_RADIUS, 0, 0))
        sheet.addRoundedRect(rect.adjusted(0, -tokens.PAGE, 0, 0), tokens.CARD_RADIUS - 1, tokens.CARD_RADIUS - 1)
        # The squares would stand over the card's round corners.
        painter.fillPath(corners.subtracted(sheet), style.colour("canvas"))
        painter.setPen(QPen(style.colour("line"), style.border()))
        painter.drawPath(sheet.intersected(corners))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.current_day()
        if day is not None and key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(day, _STEPS[key])
        elif day is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._enter(day)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, day: Day, by: int) -> None:
        """The next day; one of a neighbouring month turns the page."""
        on = day.on + timedelta(days=by)
        index = self.month.index_of(on)
        beside = self.month.day(index)
        if beside is not None and beside.inside:
            self._to(on)
        else:
            self.day_changed.emit(on)

    def _enter(self, day: Day) -> None:
        if day.total == 1:
            self.opened.emit(day.items[0])
        elif day.total:
            self.day_opened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        spot = self.spot_at(event.position().x(), event.position().y())
        self._hover(spot.item if spot else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, item: DueItem | None) -> None:
        if item is not self._under:
            self._under = item
            self.hovered.emit(item)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = self.spot_at(event.position().x(), event.position().y())
        day = self.current_day()
        if spot is not None and spot.item is not None:
            self.picked.emit(spot.item)
        elif spot is not None and day is not None:
            self.day_opened.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot, day = self.spot_at(event.position().x(), event.position().y()), self.current_day()
        if spot is not None and spot.item is not None:
            self.opened.emit(spot.item)
        elif day is not None:
            self._enter(day)
