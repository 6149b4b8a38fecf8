"""What every source answered, and the way to say that one was not searched, with the reason the person will read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from smsdpo.domain.records import SourceSearch
from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Chip
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.sheet import Sheet

_TALL = 320  # px of the list before it scrolls


class SourcesSheet(Sheet):
    """`left_out` carries a source and the reason why it was not searched."""

    left_out = Signal(str, str)

    def __init__(self, searches: Sequence[SourceSearch], *, usable: bool) -> None:
        super().__init__("sources_sheet", says.SOURCES_TITLE, says.SOURCES_LEAD)
        self._source = ""
        self.buttons: dict[str, QuietButton] = {}
        self.ask = AskLine("why_not_searched", says.NOT_SEARCHED_DO)
        self.ask.answered.connect(self._answered)
        self.close_it = Button(texts.BACK, "sources_close")
        self.close_it.clicked.connect(self.close_sheet)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        for number, one in enumerate(searches, 1):
            column.addWidget(self._row(number, one, usable=usable))
        column.addStretch()
        area = QScrollArea()
        area.setObjectName("sources_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(rows)
        area.viewport().setAutoFillBackground(False)
        rows.setAutoFillBackground(False)
        area.setFixedHeight(min(_TALL, max(rows.sizeHint().height(), tokens.ROW)))
        self.card.body.addWidget(area)
        self.card.body.addWidget(self.ask)
        self.acts(self.close_it)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next((one for one in self.buttons.values() if one.isEnabled()), self.close_it)

    def _row(self, number: int, one: SourceSearch, *, usable: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(one.source, weight=600))
        if one.reason:
            words.addWidget(Prose(one.reason))
        row.addLayout(words, 1)
        row.addWidget(ChipLabel(_chip(one)))
        button = QuietButton(
            says.NOT_SEARCHED, f"not_searched_{number}", says=says.NOT_SEARCHED_SAYS.format(source=one.source)
        )
        button.setEnabled(usable and one.outcome != "found")
        button.clicked.connect(lambda _=False, source=one.source: self._ask(source))
        self.buttons[one.source] = button
        row.addWidget(button)
        return made

    def _ask(self, source: str) -> None:
        self._source = source
        self.ask.ask(says.WHY_NOT_SEARCHED.format(source=source), says.WHY_NOT_SEARCHED_HINT)

    def _answered(self, reason: str) -> None:
        self.close_sheet()
        self.left_out.emit(self._source, reason)


def _chip(one: SourceSearch) -> Chip:
    if one.outcome == "not_searched":
        return Chip(says.SOURCE_NOT, "bad")
    if one.outcome == "found":
        return Chip(says.SOURCE_FOUND.format(records=texts.counted(one.found, "record")), "ok")
    return Chip(says.SOURCE_NOTHING, "mute")
