"""One week on one sheet: the month's table with a single row, whose chips have room for what is left."""

from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from smsdpo.domain.records.clocks import DueItem
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import calendar as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.day_square import Spot, pad_of
from smsdpo.ui.widgets.due_list import what_of
from smsdpo.ui.widgets.month_days import Day
from smsdpo.ui.widgets.month_grid import MonthGrid

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

    def room(self) -> int:
        return max(1, (self.viewport().height() - _TOP) // _STEP) + 1

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
        """The number and what is left above, what kind of request below; of a day to work by when the answer is due."""
        number = texts.number_of(item.request, self.today)
        answer = self.today + timedelta(days=item.days_left)
        above, below = f"{number} · {item.left}", what_of(item)
        if item.kind == "work":
            above, below = texts.WORK_BY.format(what=number), says.ANSWER_ON.format(day=texts.tiny_day(answer, item.on))
        room = QRectF(rect.x() + 8, rect.y() + 3, rect.width() - 12, 18)
        paint.words(painter, room, above, tokens.CAPTION, 600, f"{tone}_ink")
        paint.words(painter, room.translated(0, 18), below, tokens.CAPTION, 500, f"{tone}_ink")
