"""The list of requests: what is open, late, waiting or closed, each with the date that decides and both behind it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from smsdpo.domain.quick_steps import QuickSetup
from smsdpo.domain.records import Page, Selected
from smsdpo.domain.records.desk import CopiedTable
from smsdpo.domain.records.requests import RequestCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_cells, case_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.chip import Chip
from smsdpo.ui.quick_place import Onward
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import lists as says
from smsdpo.ui.texts import quick as quick_says
from smsdpo.ui.texts import tags as tag_says
from smsdpo.ui.widgets import assign_menu
from smsdpo.ui.widgets.bulk_bar import BulkBar
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.list_bar import ListBar
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.view_menu import ViewMenu, copied_words, selected_of

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_CHIP = 168  # px in which "22 days late" still stands with its date
_EMPTY = texts.REQUESTS_EMPTY | {"mine": says.MINE_EMPTY}


def _counts(office: "Office") -> dict[str, int]:
    from smsdpo.services import requests

    return requests.counts(office)


def _place_of(
    office: "Office", number: int, view: str, text: str, order: str, descending: bool, group: str
) -> tuple[str, str, int] | None:
    """View, filter and row in which a request is found: those on show if they hold it, else the open or the closed."""
    from smsdpo.services import requests

    for where, words in ((view, text), ("open", ""), ("closed", "")):
        row = requests.position(
            office, number, view=where, text=words, sort=order, descending=descending, group=group
        )  # fmt: skip
        if row is not None:
            return where, words, row
    return None


class RequestsPage(ScreenPage):
    """Views, filter, list, and what can be done to the rows chosen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._query = self._shown = ("open", "")
        self.bar = ListBar("requests", says.FILTER_REQUESTS, says.REQUEST_VIEWS, says.REQUEST_MORE, wide=True)
        self.views, self.filter = self.bar.views, self.bar.field
        self.model = PagedModel(shell.tasks, self._columns(), lambda card: card.id, self)
        self.list: RecordList[RequestCard] = RecordList(self.model, "requests_list", texts.REQUESTS_LIST, many=True)
        self.list.show_order("due")
        self.empty = EmptyState(
            _EMPTY["open"],
            icon="folder-open",
            act=texts.TO_INBOX,
            name="requests_empty_inbox",
            on_act=lambda: shell.go("inbox"),
        )
        self.pane = RecordPane(self.list, self.empty, quiet_refusals=True)
        self.assign_button = Button(says.ASSIGN, "requests_assign_selected", says=says.ASSIGN_SELECTED)
        copy = Button(says.COPY_TABLE, "requests_copy_selected")
        self.tag_button = Button(tag_says.TAG, "requests_tag_selected", says=tag_says.TAG_SELECTED)
        self.bulk = BulkBar("requests_bulk", [self.assign_button, self.tag_button, copy])
        self.menu = ViewMenu(shell, "requests", self.list, self.bar, self, groups=says.GROUPS)
        self._build()
        self._wire()
        copy.clicked.connect(lambda _checked: self._copy())
        self._ask()

    def _build(self) -> None:
        card = Card("requests_card", pad=0)
        card.body.setSpacing(0)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.pane, 1)
        card.body.addWidget(self.bulk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _wire(self) -> None:
        self.bar.asked.connect(self._ask)
        self.list.reordered.connect(self._ask)
        self.list.opened.connect(lambda card: self.shell.go("request", card.reference))
        self.list.picked_changed.connect(self.bulk.show_count)
        self.list.escaped.connect(self.filter.wipe)
        self.list.key_pressed.connect(self.by_letter)
        self.list.on_copy = self._copy
        self.filter.left.connect(self.pane.take_keyboard)
        self.bulk.let_go.connect(self.list.let_go)
        self.assign_button.clicked.connect(lambda _checked: self._assign())
        self.tag_button.clicked.connect(lambda _checked: self._tag())
        self.model.arrived.connect(self._answered)
        self.model.failed.connect(self.bar.say_wrong)

    def _columns(self) -> list[Column[RequestCard]]:
        return [
            Column(texts.REQUEST, _request_cell, sort="person", key="person"),
            Column(texts.TYPE, _type_cell, 160, sort="type", key="type", gives=1),
            Column(texts.STATE, self._state_cell, 170, sort="state", key="state", short=152, gives=2, most=370),
            Column(texts.ANSWER_BY, self._answer_cell, 184, sort="due", key="due", short=_CHIP),
            Column(texts.POLICY, self._policy_cell, 92, key="policy", gives=5),
            Column(texts.LAW, self._law_cell, 92, key="law", gives=6),
            Column(texts.RECEIVED, self._received_cell, 104, sort="received", key="received", gives=7, down=True),
            Column(says.ASSIGNEE, _assignee_cell, 128, sort="assignee", key="assignee", short=104, gives=3),
            Column(says.REFERENCE, _reference_cell, 132, sort="reference", key="reference", gives=8, hidden=True),
        ]

    def _state_cell(self, card: RequestCard) -> Cell:
        if not card.waiting_for or card.state == "closed":
            return case_cells.state_cell(card, self.shell.clock.today())
        until, said = card.may_close, texts.IS_WAITING
        if until is not None:
            said = cases.MAY_CLOSE if until <= self.shell.clock.today() else cases.WAITING_UNTIL
        return Cell(said.format(day=self._day(until)), card.waiting_for, quiet=True)

    def _answer_cell(self, card: RequestCard) -> Cell:
        return case_cells.answer_cell(card, self.shell.clock.today())

    def _policy_cell(self, card: RequestCard) -> Cell:
        return Cell(self._day(card.due.policy_due), quiet=True)

    def _law_cell(self, card: RequestCard) -> Cell:
        return Cell(self._day(card.due.statutory_due) or texts.CLOCK_STATES[card.due.statutory_state], quiet=True)

    def _received_cell(self, card: RequestCard) -> Cell:
        return Cell(self._day(card.received_on), quiet=True)

    def _day(self, on: date | None) -> str:
        return texts.tiny_day(on, self.shell.clock.today()) if on else ""

    # --- the list -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.list.refresh()
        self.menu.refresh()
        self.shell.tasks.store(_counts, self.views.show_counts, turn="requests.counts")

    def open(self, argument: object) -> None:
        """Show one of the views; or one request, by its number, in the view that holds it."""
        if isinstance(argument, int):
            self._find(argument)
        elif isinstance(argument, str) and self.views.has(argument):
            self.filter.put("")
            self.views.choose(argument)

    def _find(self, number: int) -> None:
        asked = (*self._shown, self.list.order, self.list.descending, self.list.grouped or "none")
        self.shell.tasks.store(
            lambda office: _place_of(office, number, *asked),
            lambda place: self._jump(number, place),
            turn="requests.place",
        )

    def _jump(self, number: int, place: tuple[str, str, int] | None) -> None:
        if place is None:
            self.shell.toast(says.NO_SUCH_REQUEST)
            return
        view, text, row = place
        if (view, text) != self._shown:
            self.menu.let_go()
        self.bar.put(view, text)
        self._ask(row)
        self.list.expect(number, row)

    def _ask(self, around: int = 0) -> None:
        view, text = self._query = self.views.current, self.filter.words
        order, descending, group = self.list.order, self.list.descending, self.list.grouped
        self.list.let_go()
        self.model.group = (lambda card: card.group) if group else None

        def ask(office: "Office", offset: int, limit: int) -> Page[RequestCard]:
            from smsdpo.services import requests

            return requests.page(
                office, view=view, text=text, sort=order, descending=descending, group=group or "none",
                offset=offset, limit=limit,
            )  # fmt: skip

        self.model.show(ask, around)

    def _answered(self) -> None:
        """The list shows what was asked: selections mean this, whatever is being typed."""
        if self.model.fresh:
            self._shown = self._query
            view, text = self._shown
            self.empty.say(texts.NO_REQUEST_MATCHES.format(text=text) if text else _EMPTY[view])
            self.bar.say_right()

    def filter_field(self) -> QLineEdit:
        return self.filter

    def first_focus(self) -> QWidget:
        return self.list if self.pane.currentIndex() == 0 else self.filter

    def panes(self) -> list[QWidget]:
        return [self.filter, self.list, self.assign_button]

    # --- what is done with the rows chosen ----------------------------------------------------------------------------

    def _why_none(self) -> str:
        return "" if self.list.picked().count else says.NO_REQUEST

    def _tag(self) -> None:
        from smsdpo.ui.widgets import tag_menu

        if not self._why_none():
            at = self._below(self.tag_button)
            tag_menu.TagMenu(self.shell, "requests", self.list, self._chosen()).ask(at)

    def _below(self, button: Button) -> QPoint:
        """Where a menu opens: below the button that was pressed, else below the current row."""
        from smsdpo.ui.widgets import tag_menu

        return tag_menu.below(button) if button.hasFocus() else tag_menu.below_row(self.list)

    def _chosen(self) -> "Callable[[Office], Selected]":
        """What is chosen now, found on the store's thread: until a menu is answered the list may have moved on."""
        picked, (view, text) = self.list.picked(), self._shown
        return lambda office: selected_of(picked, office, self.list, view, text)

    def _assign(self) -> None:
        if not self._why_none():
            at, chosen = self._below(self.assign_button), self._chosen()
            assign_menu.ask_who(self.shell.tasks, self.list, at, lambda who: self._assign_to(chosen, who))

    def _assign_to(self, chosen: "Callable[[Office], Selected]", who: str) -> None:
        def work(office: "Office") -> int:
            from smsdpo.services import requests

            return requests.assign(office, chosen(office), who)

        self.shell.tasks.store(work, lambda count: self._assigned(count, who))

    def _assigned(self, count: int, who: str) -> None:
        what = texts.counted(count, "request")
        said = says.ASSIGNED.format(what=what, who=who) if who else says.UNASSIGNED.format(what=what)
        self.shell.toast(said)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        chosen = self._chosen()
        order, descending, group = self.list.order, self.list.descending, self.list.grouped or "none"

        def work(office: "Office") -> CopiedTable:
            from smsdpo.services import requests

            return requests.rows_as_table(office, chosen(office), sort=order, descending=descending, group=group)

        if self.list.picked().count:
            self.shell.tasks.store(work, self._copied)

    def _copied(self, table: CopiedTable) -> None:
        QApplication.clipboard().setText(table.text)
        self.shell.toast(copied_words(table))

    def quick(self) -> "RequestsPage":
        return self

    def why_not(self, step: str, _setup: QuickSetup) -> str:
        """Why a quick step cannot be taken with what is chosen: most lead into one request."""
        return self._why_none() or (quick_says.NOT_ALONE if self.list.picking.many and step != "assign_me" else "")

    def take(self, step: str, setup: QuickSetup) -> None:
        """A quick step: given away here, else gone on with in the request."""
        card = self.list.current()
        if step == "assign_me":
            self._assign_to(self._chosen(), setup.me)
        elif card is not None:
            self.shell.go("request", Onward(card.reference, step, setup))

    def acts(self) -> Sequence[Act]:
        return [
            Act(
                "requests_open", says.OPEN_ACT, self._open, "", "Request",
                why_off=self._why_none, also="workspace enter", in_list="Enter",
            ),
            Act(
                "requests_assign", says.ASSIGN_ACT, self._assign, "", "Request",
                why_off=self._why_none, also="give to", in_list="A",
            ),
            Act(
                "requests_tag", tag_says.TAG_ACT, self._tag, "", "Request",
                why_off=self._why_none, also=tag_says.ALSO, in_list="T",
            ),
            Act("export_request_log", cases.EXPORT_LOG, self._export_log, "", "File", also="xlsx regulator ico"),
            *self.menu.acts(),
        ]  # fmt: skip

    def _export_log(self) -> None:
        """Every request with its dates and stages as a workbook, for the regulator."""
        name = cases.EXPORT_LOG_NAME.format(day=self.shell.clock.today().isoformat())
        target = self.shell.choose_target(cases.EXPORT_LOG_TITLE, name, cases.EXPORT_LOG_FILES)
        if target is not None:
            self.shell.tasks.job(
                cases.EXPORT_LOG_MAKING,
                lambda office, _job: case_work.export_log(office, target),
                lambda count: self.shell.toast(cases.EXPORT_LOG_DONE.format(requests=texts.counted(count, "request"))),
            )

    def _open(self) -> None:
        card = self.list.current()
        if card is not None:
            self.shell.go("request", card.reference)


def _request_cell(card: RequestCard) -> Cell:
    return Cell(card.person_name or texts.NO_NAME, card.reference, strong=True, tags=card.tags)


def _reference_cell(card: RequestCard) -> Cell:
    return Cell(card.reference, quiet=True)


def _type_cell(card: RequestCard) -> Cell:
    return Cell(chip=Chip(REQUEST_TYPES[card.type].short))


def _assignee_cell(card: RequestCard) -> Cell:
    return Cell(card.assignee, quiet=True)
