"""The inbox: messages to triage at the left, the one being read at the right, accepted with one key."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.records import Due, MessageCard, MessageFile, Page
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.screens.base import Screen, ScreenPage, Shell
from smsdpo.ui.table_model import Cell, Chip, Column, PagedModel
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.inbox_panels import DonePanel, LinkPanel, ReasonPanel
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.message_card import MessageHead, marks_of
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.triage_form import Accepted, TriageForm

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_SHORT_DATES = 590  # px of the list below which *Answer by* shows its chip only
_NO_TYPE = 500  # px below which the suggestion is seen in the preview only


def _count(office: "Office") -> int:
    from smsdpo.services import intake

    return intake.counts(office)["untriaged"]


def _counts(office: "Office") -> dict[str, int]:
    from smsdpo.services import intake

    return intake.counts(office)


def _message(office: "Office", message: int) -> MessageFile:
    from smsdpo.services import intake

    return intake.message(office, message)


def _due(office: "Office", key: str, received_at: datetime) -> Due:
    from smsdpo.services import requests

    return requests.due_preview(office, key, received_at)


def _accept(office: "Office", message: int, accepted: Accepted) -> str:
    from smsdpo.services import requests

    return requests.open_request(
        office,
        type=accepted.type,
        message=message,
        person=accepted.person,
        received_at=accepted.received_at,
        received_reason=accepted.received_reason,
    )


class InboxPage(ScreenPage):
    """List, preview and triage."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shown: MessageFile | None = None
        self._wanted: int | None = None
        self._build()
        self._ask()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(tokens.WIDE)
        self.halves.addWidget(self._build_list())
        self.halves.addWidget(self._build_preview())
        self.halves.setStretchFactor(0, 11)
        self.halves.setStretchFactor(1, 9)
        self.halves.setSizes([637, 522])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.halves)

    def _build_list(self) -> Card:
        card = Card("inbox_card", pad=0)
        self.views = Pills(texts.INBOX_VIEWS, "inbox_view")
        self.views.chosen.connect(lambda _key: self._ask())
        top = QHBoxLayout()
        top.setContentsMargins(13, 12, 12, 2)
        top.addWidget(self.views)
        self.model = PagedModel(self.shell.tasks, self._columns(), lambda one: one.id, self)
        self.list: RecordList[MessageCard] = RecordList(self.model, "inbox_list", texts.INBOX_LIST)
        self.list.current_changed.connect(self._read)
        self.list.opened.connect(lambda _card: self.form.take() if self._ready() else None)
        self.list.key_pressed.connect(self._letter)
        self.list.resized.connect(self._fit)
        self.empty = EmptyState(
            texts.INBOX_EMPTY["untriaged"],
            act=texts.ADD_MESSAGES,
            name="inbox_empty_add",
            on_act=self.shell.add_messages,
        )
        self.pane = RecordPane(self.list, self.empty)
        card.body.addLayout(top)
        card.body.addWidget(self.pane, 1)
        card.setMinimumWidth(340)
        return card

    def _columns(self) -> list[Column[MessageCard]]:
        return [
            Column(texts.RECEIVED, self._received_cell, 102),
            Column(texts.FROM_AND_SUBJECT, _from_cell),
            Column(texts.SUGGESTED, _suggested_cell, 152),
            Column(texts.ANSWER_BY, self._answer_cell, 156),
        ]

    def _received_cell(self, card: MessageCard) -> Cell:
        return Cell(texts.when(card.received_at, card.received_on, self.shell.clock.today()), quiet=True)

    def _answer_cell(self, card: MessageCard) -> Cell:
        if card.answer_by is None or card.state == "not_request":
            return Cell(card.request, quiet=True)
        today = self.shell.clock.today()
        days = (card.answer_by - today).days
        chip = Chip(texts.left(days), texts.left_tone(days)) if card.state == "new" else None
        return Cell(texts.tiny_day(card.answer_by, today), chip=chip, quiet=True)

    def _build_preview(self) -> Card:
        card = Card("message_card")
        self.sheets = QStackedWidget()
        self.none = EmptyState(texts.CHOOSE_A_MESSAGE, icon="mail")
        self.sheets.addWidget(self.none)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        self.head = MessageHead()
        self.form = TriageForm()
        self.reasons, self.linking, self.done = ReasonPanel(), LinkPanel(self.shell.tasks), DonePanel()
        column.addWidget(self.head, 1)
        for panel in (self.form, self.reasons, self.linking, self.done):
            column.addWidget(panel)
        self.sheets.addWidget(sheet)
        card.body.addWidget(self.sheets)
        card.setMinimumWidth(468)
        self._wire()
        return card

    def _wire(self) -> None:
        self.form.accepted.connect(self._accept)
        self.form.put_aside.connect(self._ask_reason)
        self.form.link.connect(self._ask_link)
        self.form.reckon.connect(self._reckon)
        self.form.type_changed.connect(self._mark)
        self.reasons.chosen.connect(self._put_aside)
        self.linking.chosen.connect(self._link)
        self.done.reopen.connect(self._reopen)
        self.done.open_request.connect(lambda reference: self.shell.go("request", reference))
        for panel in (self.reasons, self.linking):
            panel.left.connect(self._back)

    # --- the list -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.list.refresh()
        self.shell.tasks.store(_counts, self.views.show_counts, turn="inbox.counts")

    def _ask(self) -> None:
        view = self.views.current
        self.empty.say(texts.INBOX_EMPTY[view])

        def ask(office: "Office", offset: int, limit: int) -> Page[MessageCard]:
            from smsdpo.services import intake

            return intake.inbox(office, view=view, offset=offset, limit=limit)

        self.model.show(ask)

    def open(self, argument: object) -> None:
        """Show one message, in the view that holds it."""
        self.list.select_key(argument)
        if self.views.current != "untriaged":
            self.views.choose("untriaged")

    def first_focus(self) -> QWidget:
        return self.list if self.pane.currentIndex() == 0 else self.empty.button

    def panes(self) -> list[QWidget]:
        return [self.list, self.head.view.paper, self.form.type]

    def _fit(self, wide: int) -> None:
        """Cut nothing the user needs: a narrow list shows fewer things instead of halves of them."""
        self.list.setColumnWidth(3, 104 if wide < _SHORT_DATES else 156)
        self.list.setColumnHidden(2, wide < _NO_TYPE)

    def _letter(self, letter: str) -> None:
        if self._ready() and letter == "S":
            self._ask_reason()
        elif self._ready() and letter == "L":
            self._ask_link()

    # --- the message --------------------------------------------------------------------------------------------------

    def _read(self, card: MessageCard | None) -> None:
        if card is None:
            self._wanted = self._shown = None
            self.sheets.setCurrentIndex(0)
        elif self._shown is None or self._shown.card != card:
            self._wanted = card.id
            self.shell.tasks.store(lambda office: _message(office, card.id), self._show, turn="inbox.message")

    def _show(self, file: MessageFile) -> None:
        self._shown = file
        self.head.show_file(file)
        self.form.show_file(file)
        self.done.show_file(file)
        self._show_panel(self.form if file.card.state == "new" else self.done)
        self.sheets.setCurrentIndex(1)

    def _show_panel(self, panel: QWidget) -> None:
        for one in (self.form, self.reasons, self.linking, self.done):
            one.setVisible(one is panel)

    def _ready(self) -> bool:
        """Whether the message on show is the current one and still to be triaged."""
        shown, current = self._shown, self.list.current()
        return shown is not None and current is not None and shown.card.id == current.id and shown.card.state == "new"

    def _mark(self, key: str) -> None:
        if self._shown is not None:
            self.head.view.mark(marks_of(self._shown.suggestions, key))

    def _reckon(self, key: str, received_at: datetime) -> None:
        self.shell.tasks.store(lambda office: _due(office, key, received_at), self.form.show_due, turn="inbox.due")

    # --- what is done with it -----------------------------------------------------------------------------------------

    def _accept(self, accepted: Accepted) -> None:
        if self._shown is None:
            return
        message = self._shown.card.id
        self.list.advance()
        self.shell.tasks.store(lambda office: _accept(office, message, accepted), self._opened)

    def _opened(self, reference: str) -> None:
        self.shell.toast(texts.OPENED_TOAST.format(reference=reference))
        self.shell.go("request", reference)

    def _ask_reason(self) -> None:
        self._show_panel(self.reasons)
        self.reasons.start()

    def _ask_link(self) -> None:
        if self._shown is not None:
            self._show_panel(self.linking)
            self.linking.start(self._shown.reply_to_request)

    def _back(self) -> None:
        self._show_panel(self.form)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_aside(self, reason: str) -> None:
        if self._shown is None:
            return
        message = self._shown.card.id
        self.list.advance()

        def work(office: "Office") -> str:
            from smsdpo.services import intake

            intake.not_a_request(office, message, reason)
            return texts.ASIDE_TOAST.format(reason=reason)

        self.shell.tasks.store(work, self._said)

    def _link(self, reference: str) -> None:
        if self._shown is None:
            return
        message = self._shown.card.id
        self.list.advance()

        def work(office: "Office") -> str:
            from smsdpo.services import intake

            intake.link(office, message, reference)
            return texts.LINKED_TOAST.format(reference=reference)

        self.shell.tasks.store(work, self._said)

    def _reopen(self) -> None:
        if self._shown is None:
            return
        message = self._shown.card.id
        self.list.advance()

        def work(office: "Office") -> str:
            from smsdpo.services import intake

            intake.reopen(office, message)
            return texts.REOPENED_TOAST

        self.shell.tasks.store(work, self._said)

    def _said(self, text: str) -> None:
        self.shell.toast(text)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _from_cell(card: MessageCard) -> Cell:
    who = card.from_name or card.from_address or texts.NO_SENDER
    return Cell(who, card.subject or texts.NO_SUBJECT, strong=True)


def _suggested_cell(card: MessageCard) -> Cell:
    if card.state == "not_request":
        return Cell(texts.ASIDE, quiet=True)
    kind = REQUEST_TYPES.get(card.suggested)
    return Cell(chip=Chip(kind.short)) if kind else Cell()


SCREEN = Screen(
    key="inbox",
    title=texts.INBOX,
    icon="inbox",
    place=10,
    build=InboxPage,
    follows=frozenset({"message", "request", "person"}),
    count=_count,
)
