"""One week on one sheet: the month's table with a single row, whose chips have room for what is left."""

from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from smsdpo.domain.records import DueItem
from smsdpo.ui import tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.due_list import label_of
from smsdpo.ui.widgets.month_grid import Day, MonthGrid, Spot, pad_of

_TOP = 38  # px above the first chip: the number's line
_HOLIDAY = 22  # px more below a holiday's name
_TALL = 42
_STEP = 48
_MORE = 24


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    first = on - timedelta(days=on.weekday())
    return first, first + timedelta(days=6)


class WeekGrid(MonthGrid):
    """A week. Up and down lead to the same day of the week before and after."""

    def span(self, on: date) -> tuple[date, date]:
        return week_of(on)

    def inside(self, day: date, on: date) -> bool:
        return week_of(day) == week_of(on)

    def spots(self, day: Day, rect: QRectF) -> list[Spot]:
        pad = pad_of(rect)
        top = rect.y() + _TOP + (_HOLIDAY if day.holiday else 0)
        room = max(0, int((rect.bottom() - top - _MORE) // _STEP))
        fits = min(room if day.total * _STEP > rect.bottom() - top else day.total, len(day.items))
        made = [
            Spot(QRectF(rect.x() + pad, top + at * _STEP, rect.width() - 2 * pad, _TALL), item)
            for at, item in enumerate(day.items[:fits])
        ]
        if hidden := day.total - fits:
            line = QRectF(rect.x() + pad, top + fits * _STEP, rect.width() - 2 * pad, _MORE)
            made.append(Spot(line, None, hidden))
        return made

    def draw_item(self, painter: QPainter, rect: QRectF, item: DueItem, tone: str) -> None:
        """Number and kind above, what is left below."""
        room = rect.adjusted(8, 3, -6, 0)
        first = QRectF(room.x(), room.y(), room.width(), 18)
        paint.words(painter, first, label_of(item, self.today), tokens.CAPTION, 600, f"{tone}_ink")
        paint.words(painter, first.translated(0, 18), item.left, tokens.CAPTION, 500, f"{tone}_ink")
