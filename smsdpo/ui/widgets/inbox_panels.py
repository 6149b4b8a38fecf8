"""What stands in the place of the triage form: why not a request, which request it belongs to, what became of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.cards import Divider, EmptyState
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import Prose, card_title
from smsdpo.ui.widgets.lists import RecordList, RecordPane

if TYPE_CHECKING:
    from smsdpo.domain.records import Page
    from smsdpo.domain.records.mail import MessageFile
    from smsdpo.domain.records.requests import RequestCard
    from smsdpo.services.office import Office


class _Panel(QWidget):
    """A panel that Esc leaves."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.MEDIUM)
        self.column.addWidget(Divider())
        self.title = card_title(title)
        if title:
            self.column.addWidget(self.title)

    def back(self, name: str) -> Button:
        """The way out without doing anything."""
        button = Button(texts.BACK, name)
        button.clicked.connect(self.left)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class ReasonPanel(_Panel):
    """Why a message is not a request: one press, or typed. The reason keeps “we answer all” measurable (P81)."""

    chosen = Signal(str)
    reopened_by = "inbox_not_a_request"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(inbox_says.WHY_NOT, parent)
        grid = QGridLayout()
        grid.setSpacing(tokens.SMALL)
        self.reasons: list[Button] = []
        for at, reason in enumerate(texts.WHY_NOT_REASONS):
            button = Button(reason, f"reason_{at + 1}")
            button.clicked.connect(lambda _=False, reason=reason: self.chosen.emit(reason))
            self.reasons.append(button)
            grid.addWidget(button, at // 2, at % 2)
        self.column.addLayout(grid)
        self.other = LineField("reason_other", inbox_says.WHY_NOT_OTHER, hint=inbox_says.WHY_NOT_HINT)
        self.other.setMaxLength(300)
        self.other.returnPressed.connect(self._typed)
        row = QHBoxLayout()
        row.addWidget(self.other, 1)
        row.addWidget(self.back("reason_back"))
        self.column.addLayout(row)

    def start(self, count: int = 1) -> None:
        """Begin with the first reason in hand, for one message or several."""
        many = says.WHY_NOT_MANY.format(count=texts.number(count))
        self.title.setText(many if count > 1 else inbox_says.WHY_NOT)
        self.reasons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self.other.text().strip():
            self.chosen.emit(self.other.text().strip())


def _request_cell(card: "RequestCard") -> Cell:
    return Cell(card.reference, card.person_name or texts.NO_NAME, strong=True)


def _type_cell(card: "RequestCard") -> Cell:
    return Cell(chip=Chip(REQUEST_TYPES[card.type].short))


class LinkPanel(_Panel):
    """Which request a message belongs to; what the program guesses stands first but only a person decides."""

    chosen = Signal(str)
    reopened_by = "inbox_link"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(inbox_says.LINK_TITLE, parent)
        self.filter = LineField("link_filter", inbox_says.LINK_FILTER, hint=inbox_says.LINK_HINT, icon="search")
        columns: list[Column[RequestCard]] = [
            Column(texts.REQUEST, _request_cell), Column(texts.TYPE, _type_cell, 160),
        ]  # fmt: skip
        self.model = PagedModel(tasks, columns, lambda card: card.reference, self)
        self.list: RecordList[RequestCard] = RecordList(self.model, "link_list", inbox_says.LINK_LIST)
        self.list.hide_header()
        pane = RecordPane(self.list, EmptyState(inbox_says.LINK_NONE, icon="folder-open"))
        pane.setMinimumHeight(tokens.ROW)
        pane.setMaximumHeight(3 * tokens.ROW)
        self.do = PrimaryButton(inbox_says.LINK_DO, "link_do")
        self.column.addWidget(self.filter)
        self.column.addWidget(pane)
        row = QHBoxLayout()
        row.addWidget(self.back("link_back"))
        row.addStretch()
        row.addWidget(self.do)
        self.column.addLayout(row)
        self._timer = QTimer(self, singleShot=True, interval=120)
        self._timer.timeout.connect(self._ask)
        self.filter.textEdited.connect(lambda _text: self._timer.start())
        self.filter.returnPressed.connect(self._link)
        self.do.clicked.connect(self._link)
        self.list.opened.connect(lambda card: self.chosen.emit(card.reference))
        self.list.current_changed.connect(lambda card: self.do.setEnabled(card is not None))

    def start(self, guess: str) -> None:
        """Begin, with the request that a reply names filled in."""
        self.filter.setText(guess)
        self._ask()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        text = self.filter.text()

        def ask(office: "Office", offset: int, limit: int) -> "Page[RequestCard]":
            from smsdpo.services import requests

            return requests.page(office, view="all" if text else "open", text=text, offset=offset, limit=limit)

        self.model.show(ask)

    def _link(self) -> None:
        """To the first of what was typed, also for those who type faster than it is found."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()
        self.list.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))


class DonePanel(_Panel):
    """What became of a message that has been dealt with, and the way there or back."""

    open_request = Signal(str)
    reopen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say = Prose(size=tokens.BODY, ink="text")
        self.column.addWidget(self.say)
        self.again = Button(inbox_says.REOPEN, "reopen_message", icon="undo-2")
        self.see = PrimaryButton(texts.OPEN_REQUEST, "open_request")
        self._reference = ""
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch()
        row.addWidget(self.see)
        self.column.addLayout(row)
        self.again.clicked.connect(self.reopen)
        self.see.clicked.connect(lambda: self.open_request.emit(self._reference))

    def show_file(self, file: "MessageFile") -> None:
        """Say what became of it."""
        self._reference = file.card.request
        said = inbox_says.ACCEPTED_AS.format(reference=file.card.request)
        self.say.setText(said if file.card.request else inbox_says.PUT_ASIDE.format(reason=file.reason))
        self.again.setVisible(not file.card.request)
        self.see.setVisible(bool(file.card.request))
