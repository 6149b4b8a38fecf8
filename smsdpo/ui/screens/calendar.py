"""The calendar: the month and the agenda of deadlines, what comes next, and why each date is when it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.records import DueItem, HolidayItem
from smsdpo.ui import texts, tokens
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.day_panel import DayPanel, well_done
from smsdpo.ui.widgets.due_list import DueList, Line
from smsdpo.ui.widgets.labels import page_title
from smsdpo.ui.widgets.month_grid import Day, MonthGrid, month_after, span_of
from smsdpo.ui.widgets.notice_line import NoticeLine
from smsdpo.ui.widgets.pills import Pills

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_SIDE, _SIDE_NARROW = 320, 296  # px of the card beside the month
_WIDE = 1120  # px of the page from which it may be wide
_BOTH = 960  # px of the page below which month and card do not stand side by side
_AHEAD = timedelta(days=730)  # how far the agenda looks
_TITLE = 190  # px: the buttons behind the title keep their place from month to month
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows of one month."""

    items: tuple[DueItem, ...]
    agenda: tuple[DueItem, ...]
    holidays: tuple[HolidayItem, ...]
    soon: tuple[DueItem, ...]
    ahead: DueItem | None
    notice: str


def _load(office: "Office", on: date) -> Shown:
    from smsdpo.services import calendar

    first, last = span_of(on)
    return Shown(
        items=tuple(calendar.items(office, first, last)),
        agenda=tuple(calendar.items(office, on.replace(day=1), on + _AHEAD)),
        holidays=tuple(calendar.holidays(office, first, last)),
        soon=tuple(calendar.soon(office)),
        ahead=next(iter(calendar.open_answers(office)), None),
        notice=calendar.notice(office, last),
    )


def _week_count(office: "Office") -> int:
    from smsdpo.services import requests

    return requests.counts(office)["week"]


class CalendarPage(ScreenPage):
    """Bar, month or agenda, and the card beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.day = shell.clock.today()
        self.shown: Shown | None = None
        self._by_day: dict[date, list[DueItem]] = {}
        self._build()
        self._wire()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.notice = NoticeLine("calendar_notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addLayout(self._bar())
        column.addWidget(self.notice)
        halves = QHBoxLayout()
        halves.setSpacing(tokens.WIDE)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self._month_card())
        self.sheets.addWidget(self._agenda_card())
        self.side = DayPanel()
        halves.addWidget(self.sheets, 1)
        halves.addWidget(self.side)
        column.addLayout(halves, 1)

    def _bar(self) -> QHBoxLayout:
        self.title = page_title()
        self.title.setMinimumWidth(_TITLE)
        self.today = Button(texts.TODAY, "calendar_today", says=texts.GO_TODAY)
        self.before = QuietButton("", "calendar_before", icon="chevron-left", says=texts.MONTH_BEFORE)
        self.after = QuietButton("", "calendar_after", icon="chevron-right", says=texts.MONTH_AFTER)
        self.views = Pills(texts.CALENDAR_VIEWS, "calendar_view")
        self.aside = Button(texts.SOON, "calendar_aside", says=texts.SHOW_SOON)
        self.export = Button(texts.EXPORT_ICS, "calendar_export")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.title)
        row.addWidget(self.today)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch(1)
        for widget in (self.views, self.aside, self.export):
            row.addWidget(widget)
        return row

    def _month_card(self) -> Card:
        card = Card("month_card", pad=0)
        card.body.setContentsMargins(1, tokens.SMALL, 1, 1)  # below the round corners
        self.grid = MonthGrid("calendar_month", texts.MONTH)
        card.body.addWidget(self.grid)
        return card

    def _agenda_card(self) -> Card:
        card = Card("agenda_card", pad=0)
        card.body.setContentsMargins(tokens.SMALL, tokens.TIGHT, 2, tokens.CARD_RADIUS)
        self.agenda = DueList("calendar_agenda", texts.AGENDA, wide=True)
        self.empty = EmptyState(texts.WELL_DONE, icon="calendar-days")
        card.body.addWidget(self.agenda, 1)
        card.body.addWidget(self.empty, 1)
        return card

    def _wire(self) -> None:
        self.today.clicked.connect(lambda _checked: self.turn_to(self.shell.clock.today()))
        self.before.clicked.connect(lambda _checked: self.turn_to(month_after(self.day, -1)))
        self.after.clicked.connect(lambda _checked: self.turn_to(month_after(self.day, 1)))
        self.views.chosen.connect(self._show_view)
        self.aside.clicked.connect(lambda _checked: self._swap())
        self.export.clicked.connect(lambda _checked: self.write())
        self.grid.day_changed.connect(self.turn_to)
        self.grid.picked.connect(self._follow)
        self.grid.day_opened.connect(self._open_day)
        self.agenda.current_changed.connect(self._follow)
        self.side.chosen.connect(self.grid.pick)
        self.side.left.connect(self._leave_day)
        for opener in (self.grid.opened, self.agenda.opened, self.side.opened):
            opener.connect(self._open_request)
        export = QShortcut(QKeySequence("Ctrl+E"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        export.setObjectName("key_calendar_export")
        export.activated.connect(self.write)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        on = self.day
        self.shell.tasks.store(lambda office: _load(office, on), lambda shown: self._show(on, shown), turn="calendar")

    def turn_to(self, on: date) -> None:
        """Make a day the current one, on whatever sheet it is."""
        on = min(max(on, _EARLIEST), _LATEST)
        same = (on.year, on.month) == (self.day.year, self.day.month) and self.shown is not None
        self.day = on
        if self.side.day is not None and self.side.day != on:
            self.side.leave_day()
        if not same:
            self.refresh()
            return
        if (current := self.grid.current_day()) is None or current.on != on:
            self._show_sheet()
        self._first_of_day()

    def _show(self, on: date, shown: Shown) -> None:
        before, self.shown = self.shown, shown
        self.side.show_soon(shown.soon, shown.ahead, self._items_of(on), self.shell.clock.today())
        self.notice.say(shown.notice)
        self._show_sheet()
        if before is None and not self._items_of(on):
            self._follow(shown.soon[0] if shown.soon else None)
        else:
            self._first_of_day()

    def _show_sheet(self) -> None:
        if self.shown is None:
            return
        today = self.shell.clock.today()
        self.title.setText(texts.month(self.day))
        self.grid.show_month(self.day, self.shown.items, self.shown.holidays, today)
        self.agenda.show_lines(self._lines(), today)
        self.agenda.setVisible(bool(self.shown.agenda))
        self.empty.setVisible(not self.shown.agenda)
        self.empty.say(well_done(self.shown.ahead))

    def _lines(self) -> list[Line]:
        """The agenda: each day's name above its deadlines."""
        lines: list[Line] = []
        last: date | None = None
        for item in self.shown.agenda if self.shown else ():
            if item.on != last:
                lines.append(texts.weekday(item.on))
                last = item.on
            lines.append(item)
        return lines

    def _items_of(self, on: date) -> tuple[DueItem, ...]:
        return tuple(item for item in self.shown.items if item.on == on) if self.shown else ()

    def _first_of_day(self) -> None:
        """The working follows the day; on a day without deadlines it stays as it was."""
        items = self._items_of(self.day)
        if items:
            self._follow(items[0])

    def _show_view(self, view: str) -> None:
        self.sheets.setCurrentIndex(1 if view == "agenda" else 0)
        self._show_sheet()
        self._fit()
        if view == "agenda":
            self.agenda.to_day(self.day)

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _follow(self, item: DueItem | None) -> None:
        self.side.follow(item)
        self.grid.pick(item)

    def _open_day(self, day: Day) -> None:
        self._to_side(shown=True)
        self.side.show_day(day.on, day.items)

    def _open_request(self, item: DueItem | None) -> None:
        if item is not None:
            self.shell.go("request", item.request)

    def write(self) -> None:
        """Write the deadlines as a calendar file; the dialog has asked about a file that is in the way."""
        target = self.shell.choose_target(texts.EXPORT_ICS_TITLE, texts.ICS_NAME, texts.ICS_FILES)
        if target is None:
            return
        asked = target.suffix != ""
        path = target if asked else target.with_suffix(".ics")

        def work(office: "Office") -> str:
            from smsdpo.services import calendar

            written = calendar.write_ics(office, path, overwrite=asked)
            return texts.ICS_WRITTEN.format(deadlines=texts.counted(written, "deadline"), name=path.name)

        self.shell.tasks.store(work, self.shell.toast)

    # --- keys and room ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.turn_to(month_after(self.day, step))
        elif event.key() == Qt.Key.Key_Home:
            self.turn_to(self.shell.clock.today())
        elif event.key() == Qt.Key.Key_Escape and self.side.day is not None:
            self._leave_day()
        else:
            super().keyPressEvent(event)

    def _leave_day(self) -> None:
        self.side.leave_day()
        self._to_side(shown=False)
        self.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A narrow window shows the card in place of the month, behind a button (look.md, rule 8)."""
        narrow = self.width() < _BOTH
        self.aside.setVisible(narrow)
        if not narrow:
            self.side.setFixedWidth(_SIDE if self.width() >= _WIDE else _SIDE_NARROW)
            self.side.show()
            self.sheets.show()
        elif self.sheets.isVisibleTo(self) and self.side.isVisibleTo(self):
            self._to_side(shown=False)

    def _swap(self) -> None:
        self._to_side(shown=not self.side.isVisibleTo(self))

    def _to_side(self, *, shown: bool) -> None:
        if self.width() >= _BOTH:
            return
        self.side.setMinimumWidth(0)
        self.side.setMaximumWidth(16_777_215)
        self.side.setVisible(shown)
        self.sheets.setVisible(not shown)
        self.aside.setText(texts.MONTH_SHORT if shown else texts.SOON)
        self.aside.setAccessibleName(texts.SHOW_MONTH if shown else texts.SHOW_SOON)

    def open(self, argument: object) -> None:
        """Show a day."""
        if isinstance(argument, date):
            self.turn_to(argument)

    def first_focus(self) -> QWidget:
        return self.agenda if self.views.current == "agenda" and self.agenda.isVisibleTo(self) else self.grid

    def panes(self) -> list[QWidget]:
        return [self.first_focus(), self.side.list]


SCREEN = Screen(
    key="calendar",
    title=texts.CALENDAR,
    icon="calendar-days",
    place=40,
    build=CalendarPage,
    follows=frozenset({"request", "holiday", "setting"}),
    count=_week_count,
)
