"""The left-hand card of the inbox: its views and filter, the messages, and what can be done with those chosen."""

from typing import TYPE_CHECKING

from smsdpo.ui import inbox_work, texts
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.texts import tags as tag_says
from smsdpo.ui.widgets.bulk_bar import BulkBar
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.list_bar import ListBar
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.view_menu import ViewMenu
from smsdpo.ui.widgets.watch_line import WatchLine

if TYPE_CHECKING:
    from smsdpo.domain.records import Page
    from smsdpo.domain.records.inbox import MessageCard
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Shell

_CHIP = 148  # px in which "2 working days" still stands whole
_TO_TRIAGE = {"untriaged", "mine", "overdue", "all"}
"""The views that show what is still to be sorted."""


class InboxListCard(Card):
    """Asks for the messages of the view and the filter; `answered` is what the rows on show were asked by."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__("inbox_card", pad=0)
        self.shell = shell
        self._query = self.answered = ("untriaged", "")
        self.body.setSpacing(0)
        self.bar = ListBar("inbox", says.FILTER_INBOX, says.INBOX_VIEWS, says.INBOX_MORE)
        self.model = PagedModel(shell.tasks, self._columns(), lambda one: one.id, self)
        self.list: RecordList[MessageCard] = RecordList(self.model, "inbox_list", inbox_says.INBOX_LIST, many=True)
        self.list.show_order("received", descending=True)
        self.empty = EmptyState(
            says.INBOX_EMPTY["untriaged"],
            act=texts.ADD_MESSAGES,
            name="inbox_empty_add",
            on_act=shell.add_messages,
        )
        self.pane = RecordPane(self.list, self.empty, quiet_refusals=True)
        self.aside_button = Button(says.PUT_ASIDE, "inbox_put_aside", says=says.PUT_ASIDE_SAYS)
        self.back_button = Button(says.BRING_BACK, "inbox_bring_back", says=says.BRING_BACK_SAYS)
        self.assign_button = Button(says.ASSIGN, "inbox_assign_selected", says=says.ASSIGN_SELECTED)
        self.tag_button = Button(tag_says.TAG, "inbox_tag_selected", says=tag_says.TAG_SELECTED)
        self.bulk = BulkBar("inbox_bulk", [self.aside_button, self.back_button, self.assign_button, self.tag_button])
        self.menu = ViewMenu(shell, "inbox", self.list, self.bar, self)
        self.watch = WatchLine()
        for widget in (self.bar, self.pane, self.bulk, self.watch):
            self.body.addWidget(widget, 1 if widget is self.pane else 0)
        self.setMinimumWidth(340)
        self._wire()

    def _wire(self) -> None:
        self.bar.asked.connect(self.ask)
        self.list.reordered.connect(self.ask)
        self.list.picked_changed.connect(self.bulk.show_count)
        self.list.escaped.connect(self.bar.field.wipe)
        self.bulk.let_go.connect(self.list.let_go)
        self.model.arrived.connect(self._arrived)
        self.model.failed.connect(self.bar.say_wrong)

    def refresh(self) -> None:
        """Rows, views of one's own and counts, as they are now."""
        self.list.refresh()
        self.menu.refresh()
        self.shell.tasks.store(inbox_work.counts, self.bar.views.show_counts, turn="inbox.counts")

    def ask(self, around: int = 0) -> None:
        """Ask for what view, filter and order say, beginning with the page that holds row `around`."""
        view, text = self._query = self.bar.views.current, self.bar.field.words
        order, descending = self.list.order, self.list.descending
        self.list.let_go()

        def ask(office: "Office", offset: int, limit: int) -> "Page[MessageCard]":
            from smsdpo.services import intake

            return intake.inbox(
                office, view=view, text=text, sort=order, descending=descending, offset=offset, limit=limit
            )

        self.model.show(ask, around)

    def open(self, number: int) -> None:
        """Make a message the current one, in the list on show or in the view that holds it; the store knows its row."""
        asked = (*self.answered, self.list.order, self.list.descending)
        self.shell.tasks.store(
            lambda office: inbox_work.place_of(office, number, *asked),
            lambda place: self._jump(number, place),
            turn="inbox.place",
        )

    def _jump(self, number: int, place: tuple[str, str, int] | None) -> None:
        if place is None:
            self.shell.toast(says.NO_SUCH_MESSAGE)
            return
        view, text, row = place
        self.bar.put(view, text)
        self.ask(row)
        self.list.expect(number, row)

    def _arrived(self) -> None:
        """The list shows what was asked: selections mean this, whatever is being typed."""
        if not self.model.fresh:
            return
        self.answered = self._query
        view, text = self.answered
        self.empty.say(says.NO_MESSAGE_MATCHES.format(text=text) if text else says.INBOX_EMPTY[view])
        self.empty.button.setVisible(not text)
        self.aside_button.setVisible(view in _TO_TRIAGE)
        self.assign_button.setVisible(view in _TO_TRIAGE)
        self.back_button.setVisible(view in {"not_request", "all"})
        self.bar.say_right()

    # --- what the columns show ----------------------------------------------------------------------------------------

    def _columns(self) -> "list[Column[MessageCard]]":
        return [
            Column(texts.RECEIVED, self._received_cell, 106, sort="received", key="received", down=True),
            Column(inbox_says.FROM_AND_SUBJECT, _from_cell, sort="from", key="from"),
            Column(inbox_says.SUGGESTED, _suggested_cell, 140, sort="suggested", key="suggested", gives=2),
            Column(texts.ANSWER_BY, self._answer_cell, 184, sort="due", key="due", short=_CHIP),
            Column(says.ASSIGNEE, _assignee_cell, 112, sort="assignee", key="assignee", gives=3),
        ]

    def _received_cell(self, card: "MessageCard") -> Cell:
        return Cell(texts.when(card.received_at, card.received_on, self.shell.clock.today()), quiet=True)

    def _answer_cell(self, card: "MessageCard") -> Cell:
        if card.answer_by is None or card.state == "not_request":
            return Cell(card.request, quiet=True)
        chip = Chip(card.left, card.tone) if card.left else None
        return Cell(texts.tiny_day(card.answer_by, self.shell.clock.today()), chip=chip, quiet=True)


def _from_cell(card: "MessageCard") -> Cell:
    who = card.from_name or card.from_address or inbox_says.NO_SENDER
    return Cell(who, card.subject or inbox_says.NO_SUBJECT, strong=True, tags=card.tags)


def _suggested_cell(card: "MessageCard") -> Cell:
    if card.state == "not_request":
        return Cell(inbox_says.ASIDE, quiet=True)
    return Cell(chip=Chip(card.kind)) if card.kind else Cell()


def _assignee_cell(card: "MessageCard") -> Cell:
    return Cell(card.assignee, quiet=True)
