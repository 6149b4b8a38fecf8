"""One day's square: where its deadlines stand on it, and how it is painted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from smsdpo.domain.records.clocks import DueItem
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.due_list import words_of
from smsdpo.ui.widgets.labels import plain
from smsdpo.ui.widgets.month_days import Day

if TYPE_CHECKING:
    from smsdpo.ui.widgets.month_grid import MonthGrid

_PAD = 10
_TIGHT_PAD = 6  # where the squares are narrow
_NARROW = 116  # px of a square below which they are
_NUMBER = 24  # px, the line of the day's number
_TOP = 6
_STEP = 26  # px from chip to chip
_MORE = 20


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


def room_in(height: float) -> int:
    """How many deadlines a square of this height may have room for, with one to spare."""
    return max(1, int((height - _TOP - _NUMBER) // _STEP)) + 1


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
        badge = QRectF(rect.x() + pad_of(rect) - 4, rect.y() + _TOP, 26, _NUMBER)
        if day.today or here:
            ground, ink = ("accent", "accent_text") if day.today else ("accent_soft", "accent_ink")
            paint.shape(painter, badge, _NUMBER / 2, style.colour(ground))
            paint.words(painter, badge, str(day.on.day), tokens.BODY, 600, ink, Qt.AlignmentFlag.AlignCenter)
        else:
            paint.words(painter, badge.adjusted(4, -1, 4, -1), str(day.on.day), tokens.BODY, weight, ink)

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
