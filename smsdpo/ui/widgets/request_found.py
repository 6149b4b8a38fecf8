"""The list of data found for a request: one decision a record, by key or by the buttons beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from smsdpo.domain.records.holdings import RecordCard
from smsdpo.domain.records.requests import FindingCard
from smsdpo.ui import texts
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Cell, Column, PagedModel
from smsdpo.ui.texts import erasing
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.lists import RecordList

_ALL_COLUMNS = 690  # px of the list below which *Kept* is read beside the record only


def kept_words(record: RecordCard, today: date) -> str:
    """Until when a record is kept; one past its limit says so, which is a finding in itself (screens.md, 2.4)."""
    if record.kept_until is None:
        return record.kept_note.rstrip(".")  # one fact of a line, not a sentence
    if record.kept_until < today:
        return texts.PAST_LIMIT.format(day=texts.tiny_day(record.kept_until, today))
    return texts.KEPT_UNTIL.format(day=texts.short_day(record.kept_until))


def _kept_cell(record: RecordCard, today: date) -> Cell:
    """The same for a list; why there is no day stands beside the record."""
    return Cell(kept_words(record, today) if record.kept_until else says.NO_END, quiet=True)


def decision_chip(card: FindingCard) -> Chip:
    """A decision in one word."""
    return Chip(texts.DECISIONS[card.decision], texts.DECISION_TONES[card.decision])


def second_line(card: FindingCard) -> str:
    """Where a record is from, and whether others can still be read in it, whom *Include all* would show too."""
    seen = card.decision != "withhold" and not set(card.others) <= set(card.redactions)
    return says.NAMES_OTHERS.format(source=card.record.source) if seen else card.record.source


def columns(today: date) -> list[Column[FindingCard]]:
    """The columns of the list."""
    return [
        Column(texts.IN_EXPORT, lambda card: Cell(chip=decision_chip(card)), 112),
        Column(texts.RECORD, lambda card: Cell(card.record.title, second_line(card), strong=True)),
        Column(texts.WHY_MATCHED, lambda card: Cell(card.why_matched, quiet=True), 164),
        Column(texts.KEPT, lambda card: _kept_cell(card.record, today), 184),
    ]


class FoundList(RecordList[FindingCard]):
    """Space includes or takes that back, I includes, R redacts, X withholds; where data is to go Space and E erase and
    X keeps. Ctrl+A takes every record (`decided` carries the decision)."""

    decided = Signal(str)
    LETTERS = {"I": "include", "R": "redact", "X": "withhold", "E": "erase"}

    def __init__(self, model: PagedModel[FindingCard]) -> None:
        super().__init__(model, "data_found_list", texts.DATA_LIST, many=True)
        self._decisions: Sequence[str] = ("include", "redact", "withhold")
        self.key_pressed.connect(self._letter)
        self.resized.connect(lambda wide: self.setColumnHidden(3, wide < _ALL_COLUMNS))

    def selected_ids(self) -> list[int] | None:
        """The records selected; nothing where that is every record of a list of several."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if len(rows) == self.rows.rowCount() > 1:
            return None
        cards = [self.rows.record(row) for row in rows]
        return [card.id for card in cards if card is not None]

    def offer(self, decisions: Sequence[str]) -> None:
        """The decisions that this kind of request knows; the first is the usual one, and heads the column."""
        self._decisions = decisions
        title = erasing.DECISION if "erase" in decisions else texts.IN_EXPORT
        first, *others = self.rows.columns
        self.rows.columns = self.header.columns = (replace(first, title=title), *others)
        self.header.viewport().update()

    def _as_usual(self) -> bool:
        cards = [self.rows.record(index.row()) for index in self.selectionModel().selectedRows()]
        return bool(cards) and all(card is not None and card.decision == self._decisions[0] for card in cards)

    def _letter(self, letter: str) -> None:
        wanted = "keep" if letter == "X" and "keep" in self._decisions else self.LETTERS.get(letter, "")
        if wanted in self._decisions:
            self.decided.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.decided.emit("undecided" if self._as_usual() else self._decisions[0])
            return
        super().keyPressEvent(event)
