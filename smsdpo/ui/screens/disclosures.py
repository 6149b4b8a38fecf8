"""The register of disclosures: who asked for data about people, on which ground, how it ended, who may be told when."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smsdpo.domain.lifecycle import STATE_LABELS
from smsdpo.domain.records import Page
from smsdpo.domain.records.casework import DisclosureCard
from smsdpo.ui import case_forms, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.chip import Chip
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import lists
from smsdpo.ui.widgets.buttons import PrimaryButton
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.list_bar import FilterField
from smsdpo.ui.widgets.lists import RecordList, RecordPane

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_FILTER = 320  # px


class DisclosuresPage(ScreenPage):
    """Filter, list, and the act that begins an entry."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._query = ""
        self.filter = FilterField("disclosures_filter", says.DISCLOSURES_FILTER)
        self.filter.setPlaceholderText(says.DISCLOSURES_FILTER_HINT)
        self.filter.setFixedWidth(_FILTER)
        self.log = PrimaryButton(says.LOG_DISCLOSURE, "disclosures_log", icon="plus")
        self.model = PagedModel(shell.tasks, self._columns(), lambda card: card.id, self)
        self.list: RecordList[DisclosureCard] = RecordList(self.model, "disclosures_list", says.DISCLOSURES_LIST)
        self.empty = EmptyState(says.DISCLOSURES_EMPTY, icon="landmark")
        self.pane = RecordPane(self.list, self.empty)
        self._build()
        self.log.clicked.connect(lambda _checked: self.begin())
        self.filter.changed.connect(self._ask)
        self.filter.left.connect(self.pane.take_keyboard)
        self.list.escaped.connect(self.filter.wipe)
        self.list.opened.connect(lambda card: shell.go("request", card.reference))
        self.model.arrived.connect(self._answered)
        self._ask()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(13, 12, 13, 10)
        top.setSpacing(tokens.SMALL)
        top.addWidget(self.filter)
        top.addStretch()
        top.addWidget(self.log)
        card = Card("disclosures_card", pad=0)
        card.body.setSpacing(0)
        card.body.addLayout(top)
        card.body.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _columns(self) -> list[Column[DisclosureCard]]:
        return [
            Column(says.BODY, _body_cell),
            Column(says.GROUND, lambda card: Cell(card.ground, quiet=True), 190),
            Column(says.OUTCOME, _outcome_cell, 170),
            Column(says.PERSON_TOLD, self._told_cell, 150),
            Column(says.MAY_NOT_UNTIL, self._until_cell, 160),
            Column(texts.RECEIVED, lambda card: Cell(self._day(card.received_on), quiet=True), 104),
        ]

    def _day(self, on: date) -> str:
        return texts.tiny_day(on, self.shell.clock.today())

    def _told_cell(self, card: DisclosureCard) -> Cell:
        if card.told is not None:
            return Cell(says.TOLD_ON.format(day=self._day(card.told)), quiet=True)
        return Cell(says.TOLD_NOT.get(card.tell, card.tell), quiet=True)

    def _until_cell(self, card: DisclosureCard) -> Cell:
        """A bar that has ended while nobody told the person is what this list is looked at for (P74)."""
        if card.not_until is None:
            return Cell()
        tone = "bad" if card.not_until <= self.shell.clock.today() else "warn"
        return Cell(chip=Chip(self._day(card.not_until), tone if card.told is None else "mute", "clock"))

    # --- the list -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.list.refresh()

    def _ask(self) -> None:
        text = self._query = self.filter.words

        def ask(office: "Office", offset: int, limit: int) -> Page[DisclosureCard]:
            from smsdpo.services import disclosures

            return disclosures.page(office, text=text, offset=offset, limit=limit)

        self.model.show(ask)

    def _answered(self) -> None:
        said = says.DISCLOSURES_NO_MATCH.format(text=self._query) if self._query else says.DISCLOSURES_EMPTY
        self.empty.say(said)

    def begin(self) -> None:
        """Log that somebody asks for data about people."""
        case_forms.disclosure(self.shell)

    def filter_field(self) -> QLineEdit:
        return self.filter

    def first_focus(self) -> QWidget:
        return self.list if self.pane.currentIndex() == 0 else self.log

    def panes(self) -> list[QWidget]:
        return [self.filter, self.list, self.log]

    def acts(self) -> Sequence[Act]:
        return [
            Act(
                "disclosures_open", lists.OPEN_ACT, self._open, "", "Request",
                why_off=self._why_none, also="workspace", in_list="Enter",
            )
        ]  # fmt: skip

    def _why_none(self) -> str:
        return "" if self.list.current() is not None else lists.NO_REQUEST

    def _open(self) -> None:
        card = self.list.current()
        if card is not None:
            self.shell.go("request", card.reference)


def _body_cell(card: DisclosureCard) -> Cell:
    return Cell(card.body, "  ·  ".join(part for part in (card.reference, card.asker) if part), strong=True)


def _outcome_cell(card: DisclosureCard) -> Cell:
    return Cell(card.outcome or STATE_LABELS.get(card.state, card.state), quiet=True)
