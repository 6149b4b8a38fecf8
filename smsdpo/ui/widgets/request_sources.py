"""What every source answered, and the way to say that one was not searched, with the reason the person will read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.records.casework import TaskCard
from smsdpo.domain.records.requests import SourceSearch
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Scrolled
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.sheet import Sheet

_TALL = 420  # px of the list before it scrolls


class SourcesSheet(Sheet):
    """`left_out` carries a source and the reason why it was not searched. Colleagues' tasks stand below: `reminded` and
    `answer_wanted` carry one, `colleague_wanted` asks for another."""

    left_out = Signal(str, str)
    colleague_wanted = Signal()
    reminded = Signal(object)
    answer_wanted = Signal(object)

    def __init__(self, searches: Sequence[SourceSearch], *, usable: bool, tasks: Sequence[TaskCard] = ()) -> None:
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
        if tasks:  # what waits for an act stands first
            column.addWidget(section(cases.COLLEAGUES))
        for number, task in enumerate(tasks, 1):
            column.addWidget(self._task(number, task, usable=usable))
        if tasks and searches:
            column.addSpacing(tokens.SMALL)
            column.addWidget(section(says.SOURCES))
        for number, one in enumerate(searches, 1):
            column.addWidget(self._row(number, one, usable=usable))
        column.addStretch()
        area = Scrolled("sources_scroll", rows)
        area.setFixedHeight(min(_TALL, max(rows.sizeHint().height(), tokens.ROW)))
        self.card.body.addWidget(area)
        self.card.body.addWidget(self.ask)
        self.colleague = Button(cases.COLLEAGUE, "sources_colleague", icon="mail")
        self.colleague.setEnabled(usable)
        self.colleague.clicked.connect(lambda _checked: self._leave(self.colleague_wanted))
        self.acts(self.colleague, self.close_it)

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
        if one.outcome == "found":  # what has answered was searched; the chips stay below each other
            room = button.sizePolicy()
            room.setRetainSizeWhenHidden(True)
            button.setSizePolicy(room)
            button.hide()
        return made

    def _task(self, number: int, task: TaskCard, *, usable: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(cases.TASK_LINE.format(colleague=task.colleague, source=task.source), weight=600))
        words.addWidget(Prose(_state(task), size=tokens.CAPTION))
        row.addLayout(words, 1)
        remind = cases.TASK_REMIND if not task.goes_up else cases.TASK_ESCALATE
        acts = [(cases.TASK_ANSWER_MORE, cases.TASK_ANSWER_MORE_SAYS, "answer", self.answer_wanted)]
        if task.answered_on is None:
            acts = [
                (remind, cases.TASK_REMIND_SAYS, "remind", self.reminded),
                (cases.TASK_ANSWER, cases.TASK_ANSWER_SAYS, "answer", self.answer_wanted),
            ]
        for text, said, name, signal in acts:
            button = QuietButton(
                text, f"task_{name}_{number}", says=said.format(colleague=task.colleague, source=task.source)
            )
            button.setEnabled(usable)
            button.clicked.connect(lambda _checked, signal=signal: self._leave(signal, task))
            row.addWidget(button)
        return made

    def _leave(self, signal: SignalInstance, *what: object) -> None:
        self.close_sheet()
        signal.emit(*what)

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


def _state(task: TaskCard) -> str:
    """What has happened with a colleague's part, and what comes next."""
    said = [cases.TASK_ASKED.format(day=texts.short_day(task.asked_on))]
    said += [cases.TASK_CHASED.format(day=texts.short_day(day)) for day in task.chased_on]
    if task.answered_on is not None:
        said.append(cases.TASK_DONE.format(day=texts.short_day(task.answered_on), answer=task.answer))
    elif task.next_chase is not None:
        said.append(cases.TASK_NEXT.format(day=texts.short_day(task.next_chase)))
    return "  ·  ".join(said)
