"""The year's bank holidays: one announced late is added, one is taken back, and what moves with it is shown before."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain.records.clocks import HolidayItem, Moved
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets import rows
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import DayField, LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose, quiet
from smsdpo.ui.widgets.setting_rows import Row

_MOST_SHOWN = 60
_YEARS = (2000, 2099)


class MovesPanel(QWidget):
    """What a change moves, before it is made (with its two buttons) and afterwards."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.title = PlainLabel(weight=600)
        self.lines = Prose(ink="text")
        self.lines.setObjectName(f"{name}_list")
        self.apply = Button(says.APPLY, f"{name}_apply")
        self.leave = QuietButton(says.LEAVE, f"{name}_leave")
        self._apply: Callable[[], object] = _nothing
        self._leave: Callable[[], object] = _nothing
        self.apply.clicked.connect(lambda _checked: self._apply())
        self.leave.clicked.connect(lambda _checked: self._left())
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.apply)
        row.addWidget(self.leave)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SMALL, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.title)
        column.addWidget(self.lines)
        column.addLayout(row)
        self.hide()

    def decide(self, moves: Sequence[Moved], apply: Callable[[], object], leave: Callable[[], object]) -> None:
        """Show what would move and let the user decide; where nothing would, there is nothing to decide."""
        self._apply, self._leave = apply, leave
        if not moves:
            apply()
            return
        self._show(says.WOULD_MOVE, moves)
        self.apply.show()
        self.leave.show()
        self.apply.setFocus()

    def tell(self, moves: Sequence[Moved]) -> None:
        """What has moved; stays on show."""
        self._show(says.MOVED, moves)
        self.apply.hide()
        self.leave.hide()

    def _show(self, title: str, moves: Sequence[Moved]) -> None:
        things = texts.counted(len(moves), "open date")
        self.title.setText(title.format(things=things) if moves else says.NONE_MOVES)
        self.lines.setText("\n".join(lines_of(moves)))
        self.lines.setVisible(bool(moves))
        self.lines.setAccessibleName(says.MOVES_LIST)
        self.show()

    def _left(self) -> None:
        self.hide()
        self._leave()


def _nothing() -> None:
    """Before anything was asked."""


def lines_of(moves: Sequence[Moved]) -> list[str]:
    """One line for each date that moves."""
    lines = [_line(one) for one in moves[:_MOST_SHOWN]]
    more = len(moves) - _MOST_SHOWN
    return [*lines, says.AND_MORE.format(things=texts.number(more))] if more > 0 else lines


def _line(one: Moved) -> str:
    """The day that moves: to answer by, else the working day before it, else the law's."""
    dates = (
        ("", one.before, one.after),
        (says.WORK_BY, one.work_before, one.work_after),
        (says.IN_LAW, one.law_before, one.law_after),
    )
    which, before, after = next((told for told in dates if told[1] != told[2]), dates[0])
    what = one.reference or says.WAITING_MESSAGE.format(number=one.message)
    return says.MOVE.format(what=f"{what}, {which}" if which else what, before=_day(before), after=_day(after))


def _day(on: date | None) -> str:
    return texts.short_day(on) if on else says.NO_DATE


class HolidayEditor(Row):
    """`changed_day` asks for a change: the day, and its name (empty: taken back; nothing: as published)."""

    changed_day = Signal(object, object)
    year_wanted = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__(
            says.HOLIDAYS, says.HOLIDAYS_HELP, also="bank holidays announced working days nation year", wide=True
        )
        self.year = today.year
        self.before = QuietButton("", "holidays_before", icon="chevron-left", says=says.YEAR_BEFORE)
        self.after = QuietButton("", "holidays_after", icon="chevron-right", says=says.YEAR_AFTER)
        self.year_label = PlainLabel(str(self.year), weight=600)
        self.year_label.setObjectName("holidays_year")
        self.day = DayField("holiday_day", says.NEW_DAY)
        self.day.setFixedWidth(150)
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.name = LineField("holiday_name", says.NEW_NAME, hint=says.NEW_NAME_HINT)
        self.name.setMinimumWidth(200)
        self.add = Button(says.ADD_HOLIDAY, "holiday_add", icon="plus")
        self.moves = MovesPanel("holiday_moves")
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.PAGE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        self.before.clicked.connect(lambda _checked: self._turn(-1))
        self.after.clicked.connect(lambda _checked: self._turn(1))
        self.add.clicked.connect(lambda _checked: self._add())
        self.name.returnPressed.connect(self._add)

    def _lay_out(self) -> None:
        self.put_beside(self.before, self.year_label, self.after)
        self.put(self._list)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addWidget(self.day)
        line.addWidget(self.name, 1)
        line.addWidget(self.add)
        self.side.addSpacing(tokens.SMALL)
        self.side.addLayout(line)
        self.put(self.moves)

    def _turn(self, by: int) -> None:
        self.year = min(max(self.year + by, _YEARS[0]), _YEARS[1])
        self.year_label.setText(str(self.year))
        self.year_wanted.emit(self.year)

    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.trouble.setText(says.HOLIDAY_NEEDS_NAME)
            self.trouble.show()
            self.name.setFocus()
            return
        self.complain(None)
        day = self.day.date()
        self.changed_day.emit(date(day.year(), day.month(), day.day()), name)

    def show_year(self, items: Sequence[HolidayItem]) -> None:
        """The year's days in order."""
        rows.empty(self._grid)
        before: QWidget = self.after
        for row, one in enumerate(items):
            button = self._put_day(row, one)
            QWidget.setTabOrder(before, button)  # made after the line below them, which comes last
            before = button
        QWidget.setTabOrder(before, self.day)

    def _put_day(self, row: int, item: HolidayItem) -> QWidget:
        day = quiet(texts.weekday(item.on))
        name = PlainLabel(item.name)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if item.taken_back:
            name.set_ink("text_3")
        as_is = item.announced or item.taken_back
        words = says.PUT_BACK if item.taken_back else says.TAKE_BACK
        button = QuietButton(
            words, f"holiday_{item.on:%Y%m%d}", says=says.ABOUT_DAY.format(act=words, day=texts.day(item.on))
        )
        asked = None if as_is else ""
        button.clicked.connect(lambda _checked, on=item.on, name=asked: self.changed_day.emit(on, name))
        self._grid.addWidget(day, row, 0)
        self._grid.addWidget(name, row, 1)
        if as_is:
            chip = Chip(says.TAKEN_BACK, "warn") if item.taken_back else Chip(says.ANNOUNCED, "accent")
            label = ChipLabel()
            self._grid.addWidget(label, row, 2)
            label.show_chip(chip)
        self._grid.addWidget(button, row, 3)
        return button
