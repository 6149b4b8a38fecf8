"""The month on one sheet: a table of days that screen readers can walk through, painted as a calendar."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from smsdpo.domain.records import DueDay, DueItem, HolidayItem
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.texts import calendar as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.due_list import label_of, words_of
from smsdpo.ui.widgets.labels import plain

_PAD = 10
_TIGHT_PAD = 6  # where the squares are narrow
_NARROW = 116  # px of a square below which they are
_NUMBER = 24  # px, the line of the day's number
_TOP = 6
_STEP = 26  # px from chip to chip
_MORE = 20
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the sheet."""

    on: date
    inside: bool
    """Whether it belongs to the month, not to its neighbours."""
    today: bool
    holiday: str
    due: DueDay

    @property
    def items(self) -> tuple[DueItem, ...]:
        """The first of its deadlines: as many as were asked for."""
        return self.due.items

    @property
    def total(self) -> int:
        """How many deadlines it has."""
        return self.due.answers + self.due.works

    @property
    def free(self) -> bool:
        """A weekend or a bank holiday."""
        return self.on.weekday() >= 5 or bool(self.holiday)

    def words(self) -> str:
        """The whole day as it is read aloud."""
        tally = says.tally(self.due.answers, self.due.works) or texts.NOTHING_ON_DAY
        said = [f"{texts.weekday(self.on)}: {tally}"]
        said += [texts.IS_TODAY] if self.today else []
        said += [self.holiday] if self.holiday else [texts.DAY_OFF] if self.free else []
        said += [f"{item.title}, {item.left}" for item in self.items]
        said += [texts.MORE_ITEMS.format(count=self.total - len(self.items))] if self.total > len(self.items) else []
        return "; ".join(said)


def span_of(on: date) -> tuple[date, date]:
    """The first and the last day on the sheet of a day's month: whole weeks from Monday."""
    first = on.replace(day=1)
    last = on.replace(day=monthrange(on.year, on.month)[1])
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month_after(on: date, months: int) -> date:
    """The same day some months on or back; a short month gives its last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


class MonthModel(QAbstractTableModel):
    """Weeks in rows, days in columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[Day, ...] = ()

    def put(self, days: Sequence[Day]) -> None:
        """Show other days, whole weeks of them."""
        self.beginResetModel()
        self.days = tuple(days)
        self.endResetModel()

    def day(self, index: Index) -> Day | None:
        """The day in a square."""
        at = index.row() * 7 + index.column()
        return self.days[at] if index.isValid() and 0 <= at < len(self.days) else None

    def index_of(self, on: date) -> QModelIndex:
        """The square of a day, invalid where it is on another sheet."""
        at = (on - self.days[0].on).days if self.days else -1
        return self.index(at // 7, at % 7) if 0 <= at < len(self.days) else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return style.font(tokens.CAPTION, 600)
        return texts.WEEKDAYS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Role.RECORD:
            return day
        return day.words() if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a day's square: a deadline, or (without one) the line that says there are more."""

    rect: QRectF
    item: DueItem | None
    more: int = 0


def pad_of(rect: QRectF) -> int:
    """How far words and chips stand from the edge of a square."""
    return _TIGHT_PAD if rect.width() < _NARROW else _PAD


def spots_of(day: Day, rect: QRectF) -> list[Spot]:
    """Where the deadlines of a day stand on its square, and *+ n more* where not all have room."""
    top = rect.y() + _TOP + _NUMBER + (_MORE if day.holiday else 2)
    room = max(0, int((rect.bottom() - top - 2) // _STEP))
    shown = list(day.items)
    if day.total > room:
        fits = int((rect.bottom() - top - _MORE - 2) // _STEP)
        shown = shown[: max(0, fits)]
    pad = pad_of(rect)
    made = [
        Spot(QRectF(rect.x() + pad, top + at * _STEP, rect.width() - 2 * pad, tokens.CHIP), item)
        for at, item in enumerate(shown)
    ]
    if hidden := day.total - len(shown):
        # Where there is room for nothing else it stands beside the number.
        line = top + len(shown) * _STEP if shown or rect.bottom() - top >= _MORE else rect.y() + _TOP + 2
        left = rect.x() + pad + (0 if line >= top else 30)
        made.append(Spot(QRectF(left, line - 1, rect.right() - left - 2, _MORE), None, hidden))
    return made


def _wide(label: str) -> float:
    return style.metrics(tokens.CAPTION, 600).horizontalAdvance(label)


class DayDelegate(QStyledItemDelegate):
    """Paints one day: number, holiday, chips."""

    def __init__(self, view: "MonthGrid") -> None:
        super().__init__(view)
        self._view = view
        self._drawn: dict[tuple[int, int], tuple[object, QPixmap]] = {}

    def forget(self) -> None:
        """Other days are to be shown."""
        self._drawn.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A square is drawn once and shown from then on: a sheet of forty-two is repainted with every glance."""
        day = index.data(Role.RECORD)
        if not isinstance(day, Day):
            return
        current, at = self._view.currentIndex(), (index.row(), index.column())
        here = (current.row(), current.column()) == at
        scale = painter.device().devicePixelRatio()
        picked = tuple(item for item in day.items if self._view.is_picked(item))
        size, held = option.rect.size(), here and self._view.hasFocus()
        drawn_for = (size, scale, here, held, picked, style.look().colours.name, self._view.today)
        kept = self._drawn.get(at)
        if kept is None or kept[0] != drawn_for:
            kept = self._drawn[at] = (drawn_for, QPixmap(size * scale))
            kept[1].setDevicePixelRatio(scale)
            inner = paint.painter_on(kept[1])
            self._draw(inner, QRectF(0, 0, size.width(), size.height()), day, index, here=here)
            inner.end()
        painter.drawPixmap(option.rect.topLeft(), kept[1])

    def _draw(self, painter: QPainter, rect: QRectF, day: Day, index: Index, *, here: bool) -> None:
        self._ground(painter, rect, day, index)
        self._number(painter, rect, day, here=here)
        if day.holiday:
            self._holiday(painter, rect, day)
        for spot in self._view.spots(day, rect):
            self._spot(painter, spot)
        if here and self._view.hasFocus():
            paint.focus_ring(painter, rect.adjusted(1, 1, -2, -2), 4)

    def _holiday(self, painter: QPainter, rect: QRectF, day: Day) -> None:
        """Its name on one line above deadlines, on two where there are none and it needs them."""
        pad = pad_of(rect)
        line = QRectF(rect.x() + pad, rect.y() + _TOP + _NUMBER - 3, rect.width() - pad - 4, 18)
        typeface = style.font(tokens.CAPTION, 500)
        if day.items or style.metrics(tokens.CAPTION, 500).horizontalAdvance(day.holiday) <= line.width():
            paint.words(painter, line, day.holiday, tokens.CAPTION, 500, "text_2")
            return
        painter.setFont(typeface)
        painter.setPen(style.colour("text_2"))
        painter.drawText(line.adjusted(0, 1, 0, 20), int(Qt.TextFlag.TextWordWrap), day.holiday)

    def _ground(self, painter: QPainter, rect: QRectF, day: Day, index: Index) -> None:
        painter.fillRect(rect, style.colour("canvas" if day.free else "surface"))
        line, wide = style.colour("line"), style.border()
        if index.column() < 6:
            painter.fillRect(QRectF(rect.right() - wide, rect.y(), wide, rect.height()), line)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRectF(rect.x(), rect.bottom() - wide, rect.width(), wide), line)

    def _number(self, painter: QPainter, rect: QRectF, day: Day, *, here: bool) -> None:
        ink, weight = ("text", 600) if day.inside else ("text_3", 400)
        badge = QRectF(rect.x() + pad_of(rect) - 6, rect.y() + _TOP - 1, 28, _NUMBER)
        if day.today or here:
            ground, ink = ("accent", "accent_text") if day.today else ("accent_soft", "accent_ink")
            paint.shape(painter, badge, _NUMBER / 2, style.colour(ground))
            paint.words(painter, badge, str(day.on.day), tokens.BODY, 600, ink, Qt.AlignmentFlag.AlignCenter)
        else:
            paint.words(painter, badge.adjusted(6, 0, 6, 0), str(day.on.day), tokens.BODY, weight, ink)

    def _spot(self, painter: QPainter, spot: Spot) -> None:
        if spot.item is None:
            said = texts.MORE_ITEMS.format(count=spot.more)
            paint.words(painter, spot.rect, said, tokens.CAPTION, 600, "accent_ink")
            return
        tone = "mute" if spot.item.kind == "work" else spot.item.tone
        rect = spot.rect
        picked, framed = self._view.is_picked(spot.item), style.border() > 1
        ground = "accent_soft" if picked and framed else f"{tone}_soft"
        paint.shape(painter, rect, tokens.CHIP_RADIUS, style.colour(ground))
        if picked or framed:
            paint.shape(painter, rect, tokens.CHIP_RADIUS, None, style.colour(f"{tone}_ink"))
        self._view.draw_item(painter, rect, spot.item, tone)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        day = index.data(Role.RECORD)
        if event.type() != QEvent.Type.ToolTip or not isinstance(day, Day):
            return super().helpEvent(event, view, option, index)
        spot = self._view.spot_at(event.pos().x(), event.pos().y())
        said = words_of(spot.item) if spot and spot.item else "\n".join(words_of(item) for item in day.items)
        QToolTip.showText(event.globalPos(), plain(said or day.holiday), view)
        return True


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
        return max(1, (self.viewport().height() // 4 - _TOP - _NUMBER) // _STEP) + 1

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
