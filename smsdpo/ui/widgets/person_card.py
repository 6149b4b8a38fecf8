"""Everything about one person on one card: identifiers, what each source holds, what they have asked for."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.domain.records.people import PersonCard
from smsdpo.domain.records.requests import RequestCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.case_cells import answer_cell, state_cell
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import people as people_says
from smsdpo.ui.widgets import rows
from smsdpo.ui.widgets.buttons import ChipButton, PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Card, Divider, EmptyState
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.held_tree import HeldTree
from smsdpo.ui.widgets.labels import FieldName, quiet
from smsdpo.ui.widgets.lists import RecordList, RecordPane
from smsdpo.ui.widgets.marked import MarkedLabel
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.start_request import StartPanel

_STATE = 400  # px of the list of requests below which the state stands in the request only
_NAMES = 104  # px, the column of identifier names


def facts_of(card: PersonCard, today: date) -> str:
    """How much is held, where, and how long (P25)."""
    if not card.records:
        return people_says.HELD_NOTHING
    said = people_says.HELD_IN.format(
        records=texts.counted(len(card.records), "record"), sources=texts.counted(len(card.sources), "source")
    )
    if card.next_purge is None or card.next_purge < today:
        return said
    return f"{said}  ·  {people_says.FIRST_TO_GO.format(day=texts.short_day(card.next_purge))}"


def limit_of(card: PersonCard, today: date) -> Chip:
    """The warning that something is kept longer than it may be; empty where nothing is."""
    if card.next_purge is None or card.next_purge >= today:
        return Chip("")
    return Chip(people_says.OVER_LIMIT.format(day=texts.short_day(card.next_purge)), "bad", "triangle-alert")


def identifier_lines(card: PersonCard) -> list[tuple[str, str]]:
    """Each kind of identifier with everything known of that kind; the person's own name is the title already."""
    found: dict[str, list[str]] = {}
    for one in card.identifiers:
        shown = one.shown or one.value
        if not (one.kind == "name" and shown == card.name) and shown not in found.setdefault(one.kind, []):
            found[one.kind].append(shown)
    return [(name, ",  ".join(found[kind])) for kind, name in people_says.IDENTIFIER_NAMES.items() if found.get(kind)]


class PersonSheet(Card):
    """`open_request` carries a reference; the start panel says the rest."""

    open_request = Signal(str)

    def __init__(self, tasks: Tasks, today: date, parent: QWidget | None = None) -> None:
        super().__init__("person_card", says=people_says.PERSON_CARD, parent=parent)
        self._today = today
        self.shown: PersonCard | None = None
        self._terms: Sequence[str] = ()
        self._marked: list[MarkedLabel] = []
        self.pages = QStackedWidget()
        self.none = EmptyState(people_says.CHOOSE_A_PERSON, icon="user")
        self.pages.addWidget(self.none)
        self.pages.addWidget(self._sheet(tasks))
        self.body.addWidget(self.pages)

    # --- building -----------------------------------------------------------------------------------------------------

    def _sheet(self, tasks: Tasks) -> QWidget:
        sheet = QWidget()
        self.name = MarkedLabel(size=tokens.PAGE_TITLE, weight=600)
        self.facts, self.limit = quiet(), ChipLabel()
        self.hold = ChipButton("person_hold", says=cases.HOLD_SAYS)
        self.hold.hide()
        facts = QHBoxLayout()
        facts.setSpacing(tokens.MEDIUM)
        facts.addWidget(self.limit)
        facts.addWidget(self.hold)
        facts.addStretch()
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(tokens.SMALL)
        self.grid.setVerticalSpacing(tokens.TIGHT)
        self.grid.setColumnMinimumWidth(0, _NAMES)
        self.grid.setColumnStretch(1, 1)
        self.views = Pills(people_says.PERSON_VIEWS, "person_view")
        self.held = HeldTree("person_held", people_says.HELD_TREE)
        self.no_records = EmptyState(people_says.NO_RECORDS, icon="database")
        self.start = PrimaryButton(people_says.START_REQUEST, "person_start")
        self.panel = StartPanel()
        self.panel.hide()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addLayout(facts)
        column.addSpacing(tokens.TIGHT)
        column.addLayout(self.grid)
        column.addSpacing(tokens.TIGHT)
        column.addWidget(Divider())
        column.addWidget(self.views)
        column.addWidget(self._stack(tasks), 1)
        column.addSpacing(tokens.TIGHT)
        column.addLayout(self._bar())
        column.addWidget(self.panel)
        self._wire()
        return sheet

    def _stack(self, tasks: Tasks) -> QStackedWidget:
        self.requests: RecordList[RequestCard] = RecordList(
            PagedModel(tasks, self._columns(), lambda card: card.reference, self),
            "person_requests",
            people_says.PERSON_REQUESTS,
        )
        self.request_pane = RecordPane(self.requests, EmptyState(people_says.NO_PERSON_REQUESTS, icon="folder-open"))
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for widget in (self.held, self.no_records, self.request_pane):
            self.stack.addWidget(widget)
        return self.stack

    def _columns(self) -> list[Column[RequestCard]]:
        return [
            Column(texts.REQUEST, lambda card: Cell(REQUEST_TYPES[card.type].short, card.reference, strong=True)),
            Column(texts.STATE, lambda card: state_cell(card, self._today), 116),
            Column(texts.ANSWER_BY, lambda card: answer_cell(card, self._today), 164),
        ]

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.raise_hold = QuietButton(cases.HOLD_RAISE, "person_raise_hold", icon="lock")
        row.addWidget(self.raise_hold)
        row.addStretch()
        row.addWidget(self.start)
        return row

    def _wire(self) -> None:
        self.views.chosen.connect(lambda _key: self._show_view())
        self.requests.resized.connect(lambda wide: self.requests.setColumnHidden(1, wide < _STATE))
        self.requests.opened.connect(lambda card: self.open_request.emit(card.reference))
        self.start.clicked.connect(lambda _checked: self.begin())
        self.panel.left.connect(self.leave)

    # --- showing ------------------------------------------------------------------------------------------------------

    def show_none(self) -> None:
        """Nobody is chosen."""
        self.shown = None
        self.pages.setCurrentIndex(0)

    def show_card(self, card: PersonCard, terms: Sequence[str], today: date) -> None:
        """Show a person, the words searched for marked."""
        other = self.shown is None or self.shown.id != card.id
        self.shown, self._today, self._terms = card, today, terms
        self.name.setText(card.name or texts.NO_NAME)
        self.name.mark(terms)
        self.facts.setText(facts_of(card, today))
        self.limit.show_chip(limit_of(card, today))
        self._fill_identifiers(card)
        self.held.show_records(card.records, today)
        self.requests.rows.put(card.requests)
        self.views.show_counts({"held": len(card.records), "requests": len(card.requests)})
        if other:
            self.leave()
        self._show_view()
        self.pages.setCurrentIndex(1)

    def mark(self, terms: Sequence[str]) -> None:
        """The same person under another search."""
        self._terms = terms
        for label in (self.name, *self._marked):
            label.mark(terms)

    def _fill_identifiers(self, card: PersonCard) -> None:
        rows.empty(self.grid)
        self._marked = []
        for row, (name, value) in enumerate(identifier_lines(card)):
            label = MarkedLabel(value, size=tokens.BODY, weight=500)
            label.setAccessibleName(f"{name}: {value}")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.mark(self._terms)
            self._marked.append(label)
            self.grid.addWidget(FieldName(name), row, 0, Qt.AlignmentFlag.AlignVCenter)
            self.grid.addWidget(label, row, 1)

    def _show_view(self) -> None:
        if self.views.current == "requests":
            self.stack.setCurrentWidget(self.request_pane)
        else:
            held = self.shown is not None and bool(self.shown.records)
            self.stack.setCurrentWidget(self.held if held else self.no_records)

    def enter(self) -> None:
        """Put the keyboard on what is held, or on what comes next where nothing is."""
        shown = self.requests if self.views.current == "requests" else self.held
        target = shown if shown.isVisible() else self.start
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- beginning a request ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask what is asked for, in place of the button."""
        if self.shown is None or self.panel.isVisible():
            return
        self.start.hide()
        self.panel.show()
        self.panel.begin(self._today)

    def leave(self) -> None:
        """Back to the card."""
        held_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.panel.hide()
        self.start.show()
        if held_focus:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
