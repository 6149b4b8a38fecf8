"""The card beside the calendar: the next fourteen days or one day, and why the chosen deadline is when it is."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain.records.clocks import DueItem
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import calendar as says
from smsdpo.ui.widgets.buttons import PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Card, Divider, Scrolled
from smsdpo.ui.widgets.due_list import ROW, DueList
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title

_EDGE = tokens.SMALL  # px by which the lists stand further out than the words, for their selection
_MOST_ROWS = 9
_BY_RULE = frozenset({"answer", "work"})
"""The days that the rule of the type sets; the others come from the case."""


def well_done(ahead: DueItem | None) -> str:
    """What stands where no deadline is; it names the next one, so that nobody takes it for *never*."""
    return texts.WELL_DONE_NEXT.format(day=texts.day(ahead.on)) if ahead else texts.WELL_DONE


class DayPanel(Card):
    """`chosen` carries the deadline whose working is shown, `opened` the one to open."""

    chosen = Signal(object)
    opened = Signal(object)
    left = Signal()
    """The user has gone back from one day to the next fourteen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar_side", says=texts.SOON, pad=0, parent=parent)
        self._today = date.min
        self._soon: tuple[DueItem, ...] = ()
        self._ahead: DueItem | None = None
        self._more = 0
        self._day: tuple[date, tuple[DueItem, ...]] | None = None
        self._shown: DueItem | None = None
        self._glanced: DueItem | None = None
        self.title = card_title(texts.SOON)
        self.back = QuietButton(texts.BACK, "calendar_back", says=texts.BACK_TO_SOON)
        self.list = DueList("calendar_soon", texts.SOON_LIST)
        self.none = Prose()
        self.why = PlainLabel(size=tokens.SECONDARY, weight=600)
        self.rule = Prose(ink="text")
        self.working = Prose()
        self.open = PrimaryButton(texts.OPEN_REQUEST, "calendar_open")
        self._build()
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(self.opened)
        self.list.under_mouse.connect(self.glance)
        self.open.clicked.connect(lambda _checked: self.opened.emit(self._shown))
        self.show_why(None)

    def _build(self) -> None:
        self.body.setContentsMargins(_EDGE, 6, _EDGE, tokens.WIDE)
        self.body.setSpacing(tokens.TIGHT)
        head = self._row(self.title, self.back)
        self.body.addLayout(head)
        self.body.addWidget(self.list)
        self.body.addLayout(self._row(self.none))
        self.body.addSpacing(tokens.SMALL)
        self.body.addLayout(self._row(Divider()))
        self.body.addSpacing(tokens.SMALL)
        self.body.addLayout(self._row(self.why))
        self.body.addWidget(self._paper(), 1)
        self.body.addLayout(self._row(self.open, right=True))
        kept = self.back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the title keeps its height
        self.back.setSizePolicy(kept)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _row(self, *widgets: QWidget, right: bool = False) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.addStretch() if right else None
        for at, widget in enumerate(widgets):
            row.addWidget(widget, 0 if at or right else 1)
        return row

    def _paper(self) -> Scrolled:
        """The working scrolls where the window is low."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_EDGE, 2, _EDGE, tokens.SMALL)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(self.rule)
        column.addWidget(self.working)
        column.addStretch()
        return Scrolled("working_scroll", inside)

    # --- what is listed -----------------------------------------------------------------------------------------------

    def show_soon(
        self, soon: Sequence[DueItem], ahead: DueItem | None, of_day: Sequence[DueItem], today: date, more: int = 0
    ) -> None:
        """What is late or due soon, and how many `more` there are; `ahead` is the next deadline where there is none
        of those, `of_day` what the listed day has now."""
        self._soon, self._ahead, self._today, self._more = tuple(soon), ahead, today, more
        if self._day is not None:
            self._day = (self._day[0], tuple(of_day)) if of_day else None
        self._list()

    def show_day(self, on: date, items: Sequence[DueItem]) -> None:
        """One day's deadlines in place of the next fourteen days."""
        self._day = (on, tuple(items))
        self._list()
        self.list.select_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_day(self) -> None:
        """Back to the next fourteen days."""
        if self._day is not None:
            self._day = None
            self._list()

    @property
    def shown(self) -> DueItem | None:
        """The deadline whose working stands here to stay."""
        return self._shown

    @property
    def day(self) -> date | None:
        """The day that is listed, if one is."""
        return self._day[0] if self._day else None

    def _list(self) -> None:
        items = self._day[1] if self._day else self._soon
        self.title.setText(texts.plain_weekday(self._day[0]) if self._day else texts.SOON)
        self.back.setVisible(self._day is not None)
        self.list.setAccessibleName(texts.DAY_LIST if self._day else texts.SOON_LIST)
        more = [says.MORE_IN_REQUESTS.format(count=texts.number(self._more))] if self._more and not self._day else []
        self.list.show_lines([*items, *more], self._today)
        self.list.setFixedHeight(min(len(items), _MOST_ROWS) * ROW + 2)
        self.list.setVisible(bool(items))
        self.none.setVisible(not items)
        self.none.setText(well_done(self._ahead))
        if self._shown is not None:
            self.list.select(self._shown)

    # --- why ----------------------------------------------------------------------------------------------------------

    def _choose(self, item: DueItem) -> None:
        self.show_why(item)
        self.chosen.emit(item)

    def show_why(self, item: DueItem | None) -> None:
        """The working of a deadline, sentence by sentence; its request is what the button opens."""
        self._shown, self._glanced = item, None
        self._tell(item)

    def glance(self, item: DueItem | None) -> None:
        """The working of the deadline under the mouse, for as long as the mouse is there."""
        if item is not self._glanced:
            self._glanced = item
            self._tell(item or self._shown)

    def _tell(self, item: DueItem | None) -> None:
        for widget in (self.why, self.working):
            widget.setVisible(item is not None)
        self.rule.setVisible(item is not None and item.kind in _BY_RULE)
        self.open.setVisible(self._shown is not None)
        if item is None:
            return
        number = texts.number_of(item.request, self._today)
        answer = date.fromordinal(self._today.toordinal() + item.days_left)
        self.why.setText(texts.WHY_DAY.format(day=texts.plain_day(answer), what=number))
        self.rule.setText(REQUEST_TYPES[item.type].law)
        self.working.setText("\n".join(item.working) or texts.NO_WORKING)
        self.open.setAccessibleDescription(self._shown.title if self._shown else "")

    def follow(self, item: DueItem | None) -> None:
        """A deadline was chosen elsewhere: show its working and mark it here."""
        self.show_why(item)
        if item is None or not self.list.select(item):
            self.list.clearSelection()
