"""People: found as the user types, shown whole on a card, and the way to begin a request for one of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.records.people import PersonCard, PersonHit
from smsdpo.ui import request_work, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.person_holds import PersonHolds
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.texts import people as people_says
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.hit_list import HitList
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.person_card import PersonSheet
from smsdpo.ui.widgets.start_request import Started

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_DEBOUNCE = 120  # ms after the last letter typed
_CARD = 60  # ms on a hit before its card is fetched: who runs through the list waits for none of them
_MOST = 100


def _card(office: "Office", person: int) -> PersonCard:
    from smsdpo.services import people

    return people.card(office, person)


def _begin(office: "Office", person: int, started: Started) -> str:
    from smsdpo.services import requests

    return requests.open_request(
        office,
        type=started.type,
        person=person,
        received_at=started.received_at,
        channel=started.channel,
        restated=started.restated,
    )


class PeoplePage(ScreenPage):
    """Search box and hits at the left, the person at the right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._asked: str | None = None
        self._to_list = self._pending = False
        self._person: int | None = None
        self._build()
        self._wire()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(tokens.WIDE)
        halves.addWidget(self._left())
        self.sheet = PersonSheet(self.shell.tasks, self.shell.clock.today())
        self.sheet.setMinimumWidth(420)
        halves.addWidget(self.sheet)
        # A hit is short, a person is long: room to spare goes to the person.
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 3)
        halves.setSizes([620, 540])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(halves)

    def _left(self) -> Card:
        card = Card("people_card", pad=0)
        card.setMinimumWidth(360)
        self.box = LineField("people_search", people_says.PEOPLE_SEARCH, hint=people_says.PEOPLE_HINT, icon="search")
        self.box.setMaxLength(200)
        self.box.setClearButtonEnabled(False)
        self.said = PlainLabel(size=tokens.SECONDARY, ink="text_2")
        top = QVBoxLayout()
        top.setContentsMargins(13, 12, 13, 0)
        top.setSpacing(6)
        top.addWidget(self.box)
        top.addWidget(self.said)
        self.list = HitList(self.shell.tasks)
        self.empty = EmptyState(
            people_says.PEOPLE_EMPTY,
            icon="users",
            act=people_says.CLEAR_SEARCH,
            name="people_clear",
            on_act=self._clear,
        )
        self.pane = QStackedWidget()
        self.pane.addWidget(self.list)
        self.pane.addWidget(self.empty)
        card.body.addLayout(top)
        card.body.addWidget(self.pane, 1)
        self._say("", ())
        return card

    def _wire(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._typing.timeout.connect(self._ask)
        self._resting = QTimer(self, singleShot=True, interval=_CARD)
        self._resting.timeout.connect(self._read)
        self.box.textEdited.connect(lambda _text: self._typing.start())
        self.box.returnPressed.connect(self._enter)
        self.list.current_changed.connect(self._chosen)
        self.list.opened.connect(lambda _hit: self.sheet.enter())
        self.sheet.open_request.connect(lambda reference: self.shell.go("request", reference))
        self.sheet.panel.reckon.connect(self._reckon)
        self.sheet.panel.started.connect(self._begin)
        self.holds = PersonHolds(self.shell, self.sheet)

    # --- searching ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._asked = None
        self._ask()
        if self._person is not None:
            self._read()

    def open(self, argument: object) -> None:
        """Search for a text, or show the person of this id."""
        if isinstance(argument, int):
            self.box.clear()
            self._ask()
            self._person = argument
            self._read()
        elif isinstance(argument, str) and argument.strip() != self.box.text().strip():
            self.box.setText(argument.strip())
            self._ask()

    def _ask(self) -> None:
        self._typing.stop()
        text = self.box.text().strip()
        if text == self._asked:
            return
        again, self._asked = self._asked is None, text
        if not text:
            self.shell.tasks.store(lambda _office: [], turn="people.search")  # whatever is still asked is out of date
            self._found("", [], keep=again)
        else:
            self._pending = True
            self.shell.tasks.store(
                lambda office: request_work.search_people(office, text, _MOST),
                lambda hits: self._found(text, hits, keep=again),
                turn="people.search",
            )

    def _found(self, text: str, hits: list[PersonHit], *, keep: bool) -> None:
        person, self._pending = self._person, False
        held_focus = self.list.hasFocus() or self._in_sheet()
        self.list.show_hits(text, hits)
        self._say(text, tuple(hits))
        self.sheet.mark(self.list.terms)
        if keep and person is not None and any(hit.person == person for hit in hits):
            self.list.select_key(person)
        if not hits and (text or not keep):  # a person shown by id stays when the place is asked again
            self._person = None
            self.sheet.show_none()
            if held_focus:
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._to_list and hits:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._to_list = False

    def _in_sheet(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and self.sheet.isAncestorOf(focus)

    def _say(self, text: str, hits: tuple[PersonHit, ...]) -> None:
        count = texts.counted(len(hits), "person", "people")
        self.said.setText(
            (people_says.PEOPLE_FIRST if len(hits) == _MOST else people_says.PEOPLE_FOUND).format(people=count)
        )
        self.said.setVisible(bool(hits))
        self.empty.say(people_says.PEOPLE_NONE.format(text=text) if text else people_says.PEOPLE_EMPTY)
        self.empty.button.setVisible(bool(text))
        self.pane.setCurrentIndex(0 if hits else 1)

    def _clear(self) -> None:
        self.box.clear()
        self._ask()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        """Enter goes to the hits, as soon as they are there."""
        self._to_list = True
        if self.box.text().strip() == self._asked and self.list.rows.rowCount():
            self._to_list = False
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._ask()

    # --- the person ---------------------------------------------------------------------------------------------------

    def _chosen(self, hit: PersonHit | None) -> None:
        if hit is not None and hit.person != self._person:
            self._person = hit.person
            self._resting.start()

    def _read(self) -> None:
        person = self._person
        if person is not None:
            self.shell.tasks.store(lambda office: _card(office, person), self._show, turn="people.card")

    def _show(self, card: PersonCard) -> None:
        if card.id == self._person:
            self.sheet.show_card(card, self.list.terms, self.shell.clock.today())
            self.holds.show(card.id)

    def _reckon(self, key: str, received_at: datetime) -> None:
        self.shell.tasks.store(
            lambda office: request_work.due_of(office, key, received_at), self.sheet.panel.show_due, turn="people.due"
        )

    def _begin(self, started: Started) -> None:
        if self.sheet.shown is None:
            return
        person = self.sheet.shown.id
        self.shell.tasks.store(lambda office: _begin(office, person, started), self._opened)

    def _opened(self, reference: str) -> None:
        self.sheet.leave()
        self.shell.toast(texts.OPENED_TOAST.format(reference=reference))
        self.shell.go("request", reference)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.box.hasFocus() and self.list.rows.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.sheet.panel.isVisible():
            self.sheet.leave()
        elif event.key() == Qt.Key.Key_Escape and not self.box.hasFocus():
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.box.selectAll()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        """The hits; while they are on the way the box, from which the keyboard goes on to them."""
        self._to_list = self._pending
        return self.list if self.pane.currentIndex() == 0 and not self._pending else self.box

    def subject(self) -> str:
        return f"person:{self._person}" if self._person is not None else ""

    def acts(self) -> Sequence[Act]:
        def why() -> str:
            return "" if self.sheet.shown is not None else says.NOBODY_SHOWN

        return (
            Act("start_request", people_says.START_REQUEST, self.sheet.begin, "Ctrl+N", "Person", why, "new request"),
        )

    def panes(self) -> list[QWidget]:
        card = self.sheet.requests if self.sheet.views.current == "requests" else self.sheet.held
        return [self.box, self.list, card, self.sheet.start]
