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
_LINE = 18
_TALL, _TALLER = 42, 42 + _LINE  # px of a chip; the taller one where what is left needs a line of its own
_APART = 6
_STEP = _TALL + _APART
_ROOMY = 150  # px of a day from which number and what is left stand on one line
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
        tall = _TALL if rect.width() >= _ROOMY else _TALLER
        step = tall + _APART
        room = max(0, int((rect.bottom() - top - _MORE) // step))
        fits = min(room if day.total * step > rect.bottom() - top else day.total, len(day.items))
        made = [
            Spot(QRectF(rect.x() + pad, top + at * step, rect.width() - 2 * pad, tall), item)
            for at, item in enumerate(day.items[:fits])
        ]
        if hidden := day.total - fits:
            line = QRectF(rect.x() + pad, top + fits * step, rect.width() - 2 * pad, _MORE)
            made.append(Spot(line, None, hidden))
        return made

    def draw_item(self, painter: QPainter, rect: QRectF, item: DueItem, tone: str) -> None:
        """The number and what is left above, what kind of request below; of a day to work by when the answer is due."""
        number = texts.number_of(item.request, self.today)
        answer = self.today + timedelta(days=item.days_left)
        above, below = [number, item.left], what_of(item)
        if item.kind == "work":
            above = [texts.WORK_BY.format(what=number)]
            below = says.ANSWER_ON.format(day=texts.tiny_day(answer, item.on))
        strong = above if rect.height() > _TALL else [" · ".join(above)]
        room = QRectF(rect.x() + 8, rect.y() + 3, rect.width() - 12, _LINE)
        for at, words in enumerate([*strong, below]):
            weight = 600 if at < len(strong) else 500
            paint.words(painter, room.translated(0, at * _LINE), words, tokens.CAPTION, weight, f"{tone}_ink")
