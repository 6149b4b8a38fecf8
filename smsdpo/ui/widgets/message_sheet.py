"""The right-hand card of the inbox: the message, and below it what is done with it, one panel at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.inbox_panels import DonePanel, LinkPanel, ReasonPanel
from smsdpo.ui.widgets.message_card import MessageHead, marks_of
from smsdpo.ui.widgets.triage_form import TriageForm

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import MessageFile


class MessageSheet(Card):
    """`shown` is the message; `left`: a panel was left and the keyboard may go back to the list."""

    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("message_card")
        self.shown: MessageFile | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(EmptyState(texts.CHOOSE_A_MESSAGE, icon="mail"))
        self.head, self.form = MessageHead(), TriageForm()
        self.reasons, self.linking, self.done = ReasonPanel(), LinkPanel(tasks), DonePanel()
        self._panels: tuple[QWidget, ...] = (self.form, self.reasons, self.linking, self.done)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(self.head, 1)
        for panel in self._panels:
            column.addWidget(panel)
        self.pages.addWidget(sheet)
        self.pages.hide()  # until it is known whether a message is chosen, nothing is said
        self.body.addWidget(self.pages)
        self.form.type_changed.connect(self._mark)
        self.reasons.left.connect(self._leave)
        self.linking.left.connect(self._leave)

    def show_none(self, *, invite: bool) -> None:
        """No message is chosen; `invite` where there is one to choose."""
        self.shown = None
        self.pages.setCurrentIndex(0)
        self.pages.setVisible(invite)

    def show_file(self, file: "MessageFile") -> None:
        """Show another message, or the same one as it is now: what was being typed about it stays."""
        same = self.shown is not None and self.shown.card.id == file.card.id
        if same and self.shown is not None and self.shown.card.state == file.card.state == "new":
            self.form.show_assignee(file.card.assignee)
            self.head.tags.show_tags(file.card.tags)
            self.shown = file
            return
        self.shown = file
        self.head.show_file(file)
        self.form.show_file(file)
        self.done.show_file(file)
        self.back()
        self.pages.setCurrentIndex(1)
        self.pages.show()

    def back(self) -> None:
        """To the panel that belongs to the message as it stands."""
        self._show_panel(self.form if self.shown is not None and self.shown.card.state == "new" else self.done)

    def ask_reason(self, count: int) -> None:
        """Why this message is no request, or these many."""
        self.reasons.other.clear()  # before it shows: what was typed for this message comes back into it then
        self._show_panel(self.reasons)
        self.reasons.start(count)

    def ask_link(self) -> None:
        """Which request it belongs to."""
        if self.shown is not None:
            self._show_panel(self.linking)
            self.linking.start(self.shown.reply_to_request)

    def _leave(self) -> None:
        self.back()
        self.left.emit()

    def _show_panel(self, panel: QWidget) -> None:
        for one in self._panels:
            one.setVisible(one is panel)

    def _mark(self, key: str) -> None:
        if self.shown is not None:
            self.head.view.mark(marks_of(self.shown.suggestions, key))
