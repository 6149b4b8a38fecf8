"""The calendar: month, week and agenda of deadlines, what comes next, and why each date is when it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.records.clocks import DueDay, DueItem, HolidayItem
from smsdpo.ui import printing, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.printing import Letter
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.texts import calendar as says
from smsdpo.ui.widgets.agenda import Agenda, lines_of
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.day_panel import DayPanel, well_done
from smsdpo.ui.widgets.due_list import Line
from smsdpo.ui.widgets.labels import page_title
from smsdpo.ui.widgets.month_days import Day, month_after, span_of
from smsdpo.ui.widgets.month_grid import MonthGrid
from smsdpo.ui.widgets.notice_line import NoticeLine
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.week_grid import WeekGrid, week_of

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_SIDE_NARROW, _SIDE, _SIDE_BROAD = 296, 320, 352  # px of the card beside the sheet
_WIDE = 1120  # px of the page from which it may be wide
_BOTH = 960  # px of the page below which sheet and card do not stand side by side
_AHEAD = timedelta(days=730)  # how far the agenda looks
_TITLE = 190  # px: the buttons behind the title keep their place from month to month
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)
_PINNED = 200
"""Deadlines beside the sheet; who has more late works in the list of requests."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: the view, the current day, and the day that is listed beside, if one is."""

    view: str
    on: date
    listed: date | None
    each: int = 0
    """Deadlines of a day that its square is given: as many as it has room for."""

    @property
    def span(self) -> tuple[date, date]:
        """The days of the sheet; in the agenda from the first of the month on."""
        if self.view == "agenda":
            return self.on.replace(day=1), self.on + _AHEAD
        return week_of(self.on) if self.view == "week" else span_of(self.on)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows."""

    wanted: Wanted
    busy: tuple[DueDay, ...]
    agenda: tuple[DueItem, ...]
    late: tuple[DueItem, ...]
    holidays: tuple[HolidayItem, ...]
    soon: tuple[DueItem, ...]
    more: int
    ahead: DueItem | None
    listed: tuple[DueItem, ...]
    notice: str


def load(office: "Office", wanted: Wanted) -> Shown:
    """Ask the office for it."""
    from smsdpo.services import calendar

    first, last = wanted.span
    agenda = wanted.view == "agenda"
    soon = tuple(calendar.soon(office, limit=_PINNED))
    return Shown(
        wanted=wanted,
        busy=() if agenda else tuple(calendar.days(office, first, last, wanted.each)),
        agenda=tuple(calendar.items(office, first, last)) if agenda else (),
        late=tuple(calendar.overdue(office, limit=_PINNED)) if agenda else (),
        holidays=tuple(calendar.holidays(office, first, last)),
        soon=soon,
        more=calendar.soon_count(office) - len(soon) if len(soon) == _PINNED else 0,
        ahead=None if soon else next(iter(calendar.open_answers(office, limit=1)), None),
        listed=tuple(calendar.items(office, wanted.listed, wanted.listed)) if wanted.listed else (),
        notice=calendar.notice(office, wanted.on if agenda else last),
    )


class CalendarPage(ScreenPage):
    """Bar, the sheet of the view, and the card beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.day = shell.clock.today()
        self.shown: Shown | None = None
        self._today = self.day
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
        self.month = MonthGrid("calendar_month", says.MONTH)
        self.week = WeekGrid("calendar_week", says.WEEK)
        self.agenda_card = Agenda()
        self.agenda, self.empty = self.agenda_card.list, self.agenda_card.empty
        for sheet in (_carded("month_card", self.month), _carded("week_card", self.week), self.agenda_card):
            self.sheets.addWidget(sheet)
        self.side = DayPanel()
        halves.addWidget(self.sheets, 1)
        halves.addWidget(self.side)
        column.addLayout(halves, 1)

    def _bar(self) -> QHBoxLayout:
        self.title = page_title()
        self.title.setMinimumWidth(_TITLE)
        self.today = Button(says.TODAY, "calendar_today", says=says.GO_TODAY)
        self.before = QuietButton("", "calendar_before", icon="chevron-left", says=says.MONTH_BEFORE)
        self.after = QuietButton("", "calendar_after", icon="chevron-right", says=says.MONTH_AFTER)
        self.views = Pills(says.VIEWS, "calendar_view")
        self.aside = Button(texts.SOON, "calendar_aside", says=says.SHOW_SOON)
        self.export = Button(says.EXPORT_ICS, "calendar_export")
        self.day_sheet = Button(says.DAY_SHEET, "calendar_day_sheet")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.title)
        row.addWidget(self.today)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch(1)
        for widget in (self.views, self.aside, self.export, self.day_sheet):
            row.addWidget(widget)
        return row

    def _wire(self) -> None:
        self.today.clicked.connect(lambda _checked: self.turn_to(self.shell.clock.today()))
        self.before.clicked.connect(lambda _checked: self.turn(-1))
        self.after.clicked.connect(lambda _checked: self.turn(1))
        self.views.chosen.connect(self._show_view)
        self.aside.clicked.connect(lambda _checked: self._swap())
        self.export.clicked.connect(lambda _checked: self.write())
        self.day_sheet.clicked.connect(lambda _checked: self.print_day_sheet())
        for grid in (self.month, self.week):
            grid.day_changed.connect(self.turn_to)
            grid.picked.connect(self._follow)
            grid.hovered.connect(self.side.glance)
            grid.day_opened.connect(self._open_day)
        self.agenda.current_changed.connect(self._follow)
        self.agenda.under_mouse.connect(self.side.glance)
        self.side.chosen.connect(self._pick)
        self.side.left.connect(self._leave_day)
        for opener in (self.month.opened, self.week.opened, self.agenda.opened, self.side.opened):
            opener.connect(self._open_request)

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def grid(self) -> MonthGrid:
        """The sheet of squares: the week's while the week is shown, else the month's."""
        return self.week if self.views.current == "week" else self.month

    def refresh(self) -> None:
        today = self.shell.clock.today()
        if self.day == self._today != today:  # who looked at today goes on looking at it after midnight
            self.day = today
        self._today = today
        wanted = Wanted(self.views.current, self.day, self.side.day, self.grid.room())
        self.shell.tasks.store(lambda office: load(office, wanted), self._show, turn="calendar")

    def turn_to(self, on: date) -> None:
        """Make a day the current one, on whatever sheet it is."""
        on = min(max(on, _EARLIEST), _LATEST)
        self.day = on
        if self.side.day is not None and self.side.day != on:
            self.side.leave_day()
        if self.shown is None or Wanted(self.views.current, on, None).span != self.shown.wanted.span:
            self.refresh()
            return
        if (current := self.grid.current_day()) is None or current.on != on:
            self._show_sheet()
        self._first_of_day()

    def turn(self, by: int) -> None:
        """So many months on or back; in the week's view weeks."""
        self.turn_to(self.day + timedelta(days=7 * by) if self.views.current == "week" else month_after(self.day, by))

    def _show(self, shown: Shown) -> None:
        before, self.shown = self.shown, shown
        self.side.show_soon(shown.soon, shown.ahead, shown.listed, self.shell.clock.today(), shown.more)
        self.notice.say(shown.notice)
        self._show_sheet()
        if before is None and not self._items_of(self.day):
            self._follow(shown.soon[0] if shown.soon else None)
        else:
            self._first_of_day()
        if shown.wanted.view == "agenda" and (before is None or before.wanted.view != "agenda"):
            self.agenda.to_day(self.day)

    def _show_sheet(self) -> None:
        if self.shown is None:
            return
        today = self.shell.clock.today()
        week = self.views.current == "week"
        self.title.setText(says.week(self.day) if week else texts.month(self.day))
        self.before.setAccessibleName(says.WEEK_BEFORE if week else says.MONTH_BEFORE)
        self.after.setAccessibleName(says.WEEK_AFTER if week else says.MONTH_AFTER)
        if self.views.current == "agenda":
            self.agenda_card.show_items(self._lines(), today, well_done(self.shown.ahead))
        else:
            self.grid.show_sheet(self.day, self.shown.busy, self.shown.holidays, today)

    def _lines(self) -> list[Line]:
        if self.shown is None:
            return []
        return lines_of(self.shown.late, self.shown.agenda, self.shown.holidays, self.shell.clock.today())

    def _items_of(self, on: date) -> tuple[DueItem, ...]:
        if self.shown is None:
            return ()
        if self.shown.wanted.view == "agenda":
            return tuple(item for item in self.shown.agenda if item.on == on)
        return next((day.items for day in self.shown.busy if day.on == on), ())

    def _first_of_day(self) -> None:
        """The working follows the day; on a day without deadlines it stays as it was."""
        items = self._items_of(self.day)
        if items and (self.side.shown is None or self.side.shown.on != self.day):
            self._follow(items[0])

    def _show_view(self, view: str) -> None:
        self.sheets.setCurrentIndex([key for key, _title in says.VIEWS].index(view))
        self._fit()
        self.refresh()

    # --- acts ---------------------------------------------------------------------------------------------------------

    def acts(self) -> Sequence[Act]:
        shown = [
            Act(f"calendar_{view}", says.ACT_VIEW.format(view=title.lower()), partial(self.views.choose, view))
            for view, title in says.VIEWS
        ]
        return (
            Act("calendar_today", says.ACT_TODAY, lambda: self.turn_to(self.shell.clock.today()), "T", "View"),
            Act("calendar_before", says.ACT_BEFORE, lambda: self.turn(-1), "PgUp", "View"),
            Act("calendar_after", says.ACT_AFTER, lambda: self.turn(1), "PgDown", "View"),
            *shown,
            Act("calendar_export", says.ACT_EXPORT, self.write, "Ctrl+E", "File", also="Outlook ics iCalendar"),
            Act(
                "calendar_day_sheet", says.ACT_DAY_SHEET, self.print_day_sheet, "Ctrl+P", "File", also="print today PDF"
            ),
            Act(
                "calendar_open", says.ACT_OPEN, lambda: self._open_request(self.side.shown),
                why_off=self._why_none, in_list="Enter",
            ),
        )  # fmt: skip

    def _why_none(self) -> str:
        return "" if self.side.shown else says.NOTHING_CHOSEN

    def _pick(self, item: DueItem | None) -> None:
        for grid in (self.month, self.week):
            grid.pick(item)

    def _follow(self, item: DueItem | None) -> None:
        self.side.follow(item)
        self._pick(item)

    def _open_day(self, day: Day) -> None:
        """The whole day beside the sheet, also where its square was given the first deadlines only."""
        self._to_side(shown=True)
        self.side.show_day(day.on, day.items)
        if day.total > len(day.items):
            self.refresh()

    def _open_request(self, item: DueItem | None) -> None:
        if item is not None:
            self.shell.go("request", item.request)

    def write(self) -> None:
        """Write the deadlines as a calendar file; the dialog has asked about a file that is in the way."""
        target = self.shell.choose_target(says.EXPORT_ICS_TITLE, says.ICS_NAME, says.ICS_FILES)
        if target is None:
            return
        asked = target.suffix != ""
        path = target if asked else target.with_suffix(".ics")

        def work(office: "Office") -> str:
            from smsdpo.services import calendar

            written = calendar.write_ics(office, path, overwrite=asked)
            return says.ICS_WRITTEN.format(deadlines=texts.counted(written, "deadline"), name=path.name)

        self.shell.tasks.store(work, self.shell.toast)

    def print_day_sheet(self) -> None:
        """Print the page for the desk: today's, whatever day is shown."""

        def work(office: "Office") -> Letter:
            from smsdpo.services import day_sheet

            return Letter(says.DAY_SHEET_NAME, day_sheet.printed(office))

        self.shell.tasks.store(
            work,
            lambda sheet: printing.print_letter(self, self.shell.tasks, sheet, self.shell.print_to, self.shell.toast),
        )

    # --- keys and room ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
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
        if self.shown is not None and self.grid.room() > self.shown.wanted.each > 0:
            self.refresh()

    def _fit(self) -> None:
        """A narrow window shows the card in place of the month, behind a button (look.md, rule 8)."""
        narrow = self.width() < _BOTH
        self.aside.setVisible(narrow)
        if not narrow:
            self.side.setFixedWidth(_beside(self.width()))
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
        self.aside.setText(says.MONTH_SHORT if shown else texts.SOON)
        self.aside.setAccessibleName(says.SHOW_MONTH if shown else says.SHOW_SOON)

    def open(self, argument: object) -> None:
        """Show a day."""
        if isinstance(argument, date):
            self.turn_to(argument)

    def first_focus(self) -> QWidget:
        if self.views.current != "agenda":
            return self.grid
        return self.agenda if self.agenda.isVisibleTo(self) else self.side.list

    def panes(self) -> list[QWidget]:
        return [self.first_focus(), self.side.list]


def _beside(page: int) -> int:
    """How wide the card is on a page so wide: the names of what is due stand whole where there is room."""
    return max(_SIDE, min(page // 4, _SIDE_BROAD)) if page >= _WIDE else _SIDE_NARROW


def _carded(name: str, grid: MonthGrid) -> Card:
    card = Card(name, pad=0)
    card.body.setContentsMargins(1, tokens.SMALL, 1, 1)  # below the round corners
    card.body.addWidget(grid)
    return card
