"""The list of requests: what is open, late, waiting or closed, each with the date that decides and both behind it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.lifecycle import STATE_LABELS
from smsdpo.domain.records import Page, RequestCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.table_model import Cell, Chip, Column, PagedModel
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.pills import Pills

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_DEBOUNCE = 120  # ms
_BOTH_DATES = 900  # px of the list below which policy and law are seen on the request only


def _counts(office: "Office") -> dict[str, int]:
    from smsdpo.services import requests

    return requests.counts(office)


def _open_count(office: "Office") -> int:
    return _counts(office)["open"]


class RequestsPage(ScreenPage):
    """Views, filter, list."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.views = Pills(texts.REQUEST_VIEWS, "requests_view")
        self.filter = LineField("requests_filter", texts.FILTER_REQUESTS, hint=texts.FILTER_HINT, icon="search")
        self.filter.setMaxLength(200)
        self.filter.setMaximumWidth(280)
        self.model = PagedModel(shell.tasks, self._columns(), lambda card: card.reference, self)
        self.list: RecordList[RequestCard] = RecordList(self.model, "requests_list", texts.REQUESTS_LIST, many=True)
        self.empty = EmptyState(
            texts.REQUESTS_EMPTY["open"],
            icon="folder-open",
            act=texts.TO_INBOX,
            name="requests_empty_inbox",
            on_act=lambda: shell.go("inbox"),
        )
        self.pane = RecordPane(self.list, self.empty)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._timer.timeout.connect(self._ask)
        self.views.chosen.connect(lambda _key: self._ask())
        self.filter.textEdited.connect(lambda _text: self._timer.start())
        self.filter.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.list.opened.connect(lambda card: shell.go("request", card.reference))
        self.list.resized.connect(self._fit)
        self._ask()

    def _build(self) -> None:
        card = Card("requests_card", pad=0)
        top = QHBoxLayout()
        top.setContentsMargins(13, 10, 13, 2)
        top.setSpacing(tokens.MEDIUM)
        top.addWidget(self.views)
        top.addStretch()
        top.addWidget(self.filter, 1)
        card.body.addLayout(top)
        card.body.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _columns(self) -> list[Column[RequestCard]]:
        return [
            Column(texts.REQUEST, _request_cell),
            Column(texts.TYPE, _type_cell, 160),
            Column(texts.STATE, _state_cell, 190),
            Column(texts.ANSWER_BY, self._answer_cell, 200),
            Column(texts.POLICY, self._policy_cell, 110),
            Column(texts.LAW, self._law_cell, 110),
        ]

    def _answer_cell(self, card: RequestCard) -> Cell:
        due = card.due.effective_due
        shown = texts.tiny_day(due, self.shell.clock.today()) if due else texts.NO_DATE
        if card.state == "closed":
            return Cell(shown, quiet=True)
        chip = Chip(texts.left(card.days_left), texts.left_tone(card.days_left)) if due else None
        return Cell(shown, chip=chip, quiet=True)

    def _policy_cell(self, card: RequestCard) -> Cell:
        return Cell(self._day(card.due.policy_due), quiet=True)

    def _law_cell(self, card: RequestCard) -> Cell:
        return Cell(self._day(card.due.statutory_due) or texts.CLOCK_STATES[card.due.statutory_state], quiet=True)

    def _day(self, on: date | None) -> str:
        return texts.tiny_day(on, self.shell.clock.today()) if on else ""

    def refresh(self) -> None:
        self.list.refresh()
        self.shell.tasks.store(_counts, self.views.show_counts, turn="requests.counts")

    def open(self, argument: object) -> None:
        """Show one of the views."""
        if isinstance(argument, str) and argument in self.views.pills:
            self.filter.clear()
            self.views.choose(argument)

    def _ask(self) -> None:
        view, text = self.views.current, self.filter.text().strip()
        said = texts.REQUESTS_EMPTY[view] if not text else texts.NO_REQUEST_MATCHES.format(text=text)
        self.empty.say(said)

        def ask(office: "Office", offset: int, limit: int) -> Page[RequestCard]:
            from smsdpo.services import requests

            return requests.page(office, view=view, text=text, offset=offset, limit=limit)

        self.model.show(ask)

    def first_focus(self) -> QWidget:
        return self.list if self.pane.currentIndex() == 0 else self.filter

    def panes(self) -> list[QWidget]:
        return [self.filter, self.list]

    def _fit(self, wide: int) -> None:
        narrow = wide < _BOTH_DATES
        for column in (4, 5):
            self.list.setColumnHidden(column, narrow)


def _request_cell(card: RequestCard) -> Cell:
    return Cell(card.person_name or texts.NO_NAME, card.reference, strong=True)


def _type_cell(card: RequestCard) -> Cell:
    return Cell(chip=Chip(REQUEST_TYPES[card.type].short))


def _state_cell(card: RequestCard) -> Cell:
    if card.waiting_for and card.state != "closed":
        return Cell(texts.WAITING_FOR.format(what=card.waiting_for), quiet=True)
    said = STATE_LABELS.get(card.state, card.state)
    if card.state == "closed" and card.outcome:
        kind = REQUEST_TYPES[card.type]
        said = next((one.label for one in kind.outcomes if one.key == card.outcome), said)
    return Cell(said, quiet=True)


SCREEN = Screen(
    key="requests",
    title=texts.REQUESTS,
    icon="folder-open",
    place=20,
    build=RequestsPage,
    follows=frozenset({"request", "person", "holiday", "setting"}),
    count=_open_count,
)
