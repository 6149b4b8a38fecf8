"""The inbox: messages to triage at the left, the one being read at the right, accepted with one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QWidget

from smsdpo.ui import inbox_work, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.inbox_triage import Triage
from smsdpo.ui.inbox_watching import InboxWatching
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.inbox_list import InboxListCard

if TYPE_CHECKING:  # what is read and decided beside the rows comes after them
    from datetime import datetime

    from smsdpo.domain.records import Page
    from smsdpo.domain.records.inbox import MessageCard
    from smsdpo.domain.records.mail import MessageFile
    from smsdpo.ui.quick_inbox import QuickInbox
    from smsdpo.ui.widgets.message_sheet import MessageSheet

_SHEET = 468  # px: the least in which a message can be read and sorted


class InboxPage(ScreenPage):
    """List, preview and triage. The list comes first; what stands beside it follows when it is first wanted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._sheet: MessageSheet | None = None
        self._build()
        self.triage = Triage(self)
        self._wire()
        self.card.ask()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.card = InboxListCard(self.shell)
        self.list, self.model, self.pane, self.empty = self.card.list, self.card.model, self.card.pane, self.card.empty
        self.bar, self.views, self.filter = self.card.bar, self.card.bar.views, self.card.bar.field
        self.bulk, self.menu, self.aside_button = self.card.bulk, self.card.menu, self.card.aside_button
        self.back_button, self.assign_button = self.card.back_button, self.card.assign_button
        self.watching = InboxWatching(self.shell, self.card.watch)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(tokens.WIDE)
        self.halves.addWidget(self.card)
        self.halves.setStretchFactor(0, 11)
        self._put_beside(Card())
        self.halves.setSizes([637, 522])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.halves)

    def _put_beside(self, card: Card) -> None:
        """At the right of the list, where an empty card keeps the place for the message."""
        card.setMinimumWidth(_SHEET)
        place = self.halves.widget(1)
        if place is None:
            self.halves.addWidget(card)
        else:
            self.halves.replaceWidget(1, card)
            place.deleteLater()
        self.halves.setStretchFactor(1, 9)

    @property
    def sheet(self) -> "MessageSheet":
        """The message beside the list, and what is done with it: built when it is first wanted."""
        from smsdpo.ui.widgets.message_sheet import MessageSheet

        if self._sheet is None:
            self._sheet = MessageSheet(self.shell.tasks)
            self._put_beside(self._sheet)
            self._wire_sheet(self._sheet)
        return self._sheet

    def complete(self) -> None:
        _ = self.sheet  # asking for it builds it

    def _wire(self) -> None:
        triage = self.triage
        self.filter.left.connect(self.pane.take_keyboard)
        self.list.current_changed.connect(self._read)
        self.list.opened.connect(lambda _card: triage.take())
        self.list.key_pressed.connect(self.by_letter)
        self.list.on_copy = triage.copy
        self.aside_button.clicked.connect(lambda _checked: triage.ask_reason())
        self.back_button.clicked.connect(lambda _checked: triage.bring_back())
        self.assign_button.clicked.connect(lambda _checked: triage.ask_who(self.assign_button))
        self.card.tag_button.clicked.connect(lambda _checked: triage.ask_tag(self.card.tag_button))

    def _wire_sheet(self, sheet: "MessageSheet") -> None:
        triage = self.triage
        sheet.form.accepted.connect(triage.accept)
        sheet.form.put_aside.connect(triage.ask_reason)
        sheet.form.link.connect(triage.ask_link)
        sheet.form.split.connect(triage.ask_split)
        sheet.form.reckon.connect(self._reckon)
        sheet.form.person_changed.connect(self._look_alikes)
        sheet.form.assign_wanted.connect(lambda: triage.ask_who(sheet.form.assignee))
        sheet.head.original.clicked.connect(lambda _checked: triage.save_original())
        sheet.reasons.chosen.connect(triage.put_aside)
        sheet.linking.chosen.connect(triage.link)
        sheet.done.reopen.connect(triage.bring_back)
        sheet.done.open_request.connect(lambda reference: self.shell.go("request", reference))
        sheet.left.connect(self._to_list)

    # --- the place ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.card.refresh()
        self.watching.refresh()

    def show_first(self, page: "Page[MessageCard]") -> None:
        """The untriaged messages, read before the office was open."""
        self.model.show_first(page)

    def open(self, argument: object) -> None:
        """Show one message, in the view that holds it; or one of the views."""
        if isinstance(argument, int) or (isinstance(argument, str) and argument.isdecimal()):
            self.card.open(int(argument))
        elif isinstance(argument, str) and self.views.has(argument):
            self.filter.put("")
            self.views.choose(argument)

    def subject(self) -> str:
        card = self.list.current()
        return f"message:{card.id}" if card is not None else ""

    def point_at(self, subject: str) -> None:
        self.list.expect(int(subject.removeprefix("message:")), max(self.list.currentIndex().row(), 0))

    def filter_field(self) -> QLineEdit:
        return self.filter

    def first_focus(self) -> QWidget:
        if self.pane.currentIndex() == 0:
            return self.list
        return self.filter if self.filter.words else self.empty.button

    def panes(self) -> list[QWidget]:
        sheet = self.sheet
        return [self.filter, self.list, self.aside_button, sheet.head.view.paper, sheet.form.type]

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def acts(self) -> Sequence[Act]:
        return (*self.triage.acts(), *self.watching.acts(), *self.menu.acts())

    def quick(self) -> "QuickInbox":
        from smsdpo.ui.quick_inbox import QuickInbox

        return QuickInbox(self)

    # --- the message --------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> "MessageFile | None":
        """The message beside the list, once one is there."""
        return self._sheet.shown if self._sheet is not None else None

    def _read(self, card: "MessageCard | None") -> None:
        shown = self.shown
        if card is None:
            self._leave_empty()
        elif shown is None or shown.card != card:
            self.shell.tasks.store(lambda office: inbox_work.message(office, card.id), self._show, turn="inbox.message")

    def _leave_empty(self) -> None:
        """Nothing is chosen; where nothing could be, nothing is asked for either."""
        if self._sheet is not None:
            self._sheet.show_none(invite=bool(self.model.rowCount()))

    def _show(self, file: "MessageFile") -> None:
        current = self.list.current()
        if current is not None and current.id == file.card.id:
            self.sheet.show_file(file)

    def _reckon(self, key: str, received_at: "datetime") -> None:
        from smsdpo.ui import request_work

        self.shell.tasks.store(
            lambda office: request_work.due_of(office, key, received_at), self.sheet.form.show_due, turn="inbox.due"
        )

    def _look_alikes(self, person: int | None) -> None:
        if person is None:
            return

        from smsdpo.ui import request_work

        self.shell.tasks.store(
            lambda office: request_work.look_alikes(office, person),
            lambda found: self.sheet.form.show_alike(person, found),
            turn="inbox.alike",
        )
