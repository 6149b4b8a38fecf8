"""The head of a request: whose it is, its facts, its dates, and what moves its clock, with the reason asked in line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain import month_clock
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.case_cells import ended_words
from smsdpo.ui.chip import Chip
from smsdpo.ui.request_work import Opened
from smsdpo.ui.texts import request as request_says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.case_line import CaseLine
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.deadline_box import DeadlineBox
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import caption, page_title, quiet
from smsdpo.ui.widgets.tag_row import TagRow

_APART = 10  # px between what stands behind the name


class AskLine(QWidget):
    """Asks for some words in line: a field, the act, the way back. Esc leaves; an empty answer is not taken."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, name: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = caption()
        self.field = LineField(f"{name}_field", act)
        self.field.setMaxLength(2000)
        self.do = Button(act, f"{name}_do")
        self.back = Button(texts.BACK, f"{name}_back")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.field, 1)
        row.addWidget(self.do)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(self.title)
        column.addLayout(row)
        self.field.returnPressed.connect(self._answer)
        self.do.clicked.connect(self._answer)
        self.back.clicked.connect(self.leave)
        self.hide()

    def ask(self, title: str, hint: str, act: str = "", text: str = "") -> None:
        """Ask something."""
        self.title.setText(title)
        self.field.setAccessibleName(title)
        self.back.setAccessibleName(request_says.ASK_BACK.format(title=title))
        self.field.setPlaceholderText(hint)
        self.field.setText(text)
        if act:
            self.do.setText(act)
            self.do.updateGeometry()
        self.do.setAccessibleName(request_says.ASK_DO.format(act=self.do.text(), title=title))
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask no more."""
        self.hide()
        self.left.emit()

    def _answer(self) -> None:
        said = self.field.text().strip()
        if said:
            self.hide()
            self.answered.emit(said)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


class RequestHead(QWidget):
    """`moved` says which event of the clock is wanted, and its reason."""

    moved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._today = date.min
        self._answer = ""
        self._kind = ""
        self.name = page_title()
        self.name.setObjectName("request_name")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chip = ChipLabel()
        self.tags = TagRow("request_tags")
        self.facts = quiet()
        self.facts.setObjectName("request_facts")
        self.line = CaseLine()
        self._beside, self._hold_up = True, False
        self.dates = DeadlineBox("request_deadline")
        self.pause = Button(request_says.PAUSE_CLOCK, "pause_clock")
        self.extend = Button(texts.EXTEND, "extend")
        self.ask = AskLine("clock_reason", request_says.PAUSE_CLOCK)
        self._build()
        self.pause.clicked.connect(self.pause_or_resume)
        self.extend.clicked.connect(self.ask_extension)
        self.ask.answered.connect(lambda reason: self.moved.emit(self._kind, reason))
        self.ask.left.connect(self.dates.setFocus)

    def _build(self) -> None:
        self._title = title = QHBoxLayout()
        title.setSpacing(_APART)
        title.addWidget(self.name)
        title.addWidget(self.chip)
        title.addWidget(self.tags, 1)
        title.addStretch()
        self._said = QHBoxLayout()
        self._said.setSpacing(tokens.SMALL)
        self._said.addWidget(self.facts)
        self._said.addWidget(self.line, 1)
        self._who = QVBoxLayout()
        self._who.setSpacing(0)
        self._who.addLayout(title)
        self._who.addLayout(self._said)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(self._who, 1)
        row.addWidget(self.dates)
        row.addWidget(self.pause)
        row.addWidget(self.extend)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SMALL)
        self._column.addLayout(row)
        self._column.addWidget(self.ask)

    def show_opened(self, opened: Opened, today: date) -> None:
        """Show a request."""
        card = opened.file.card
        kind = REQUEST_TYPES[card.type]
        self.name.setText(card.person_name or texts.NO_NAME)
        self.chip.show_chip(Chip(kind.short))
        self.tags.show_tags(card.tags)
        self._opened, self._today = opened, today
        policy, law = texts.CLOCK_NAMES.get(kind.clock_rule, (texts.POLICY_30, texts.LAW_MONTH))
        law = texts.LAW_EXTENDED if is_extended(opened.file) else law
        self.dates.show_due(card.due, ended_words(card, today), card.tone, rule=kind.law, policy=policy, law=law)
        is_open = card.state not in ENDED
        self._answer = answer_awaited(opened.file.events)
        said = request_says.RESUME_CLOCK if self._answer else request_says.PAUSE_CLOCK
        self.pause.setText(said)
        self.pause.setAccessibleName(said)
        self.pause.updateGeometry()
        self.pause.setVisible(pausable(opened.file) and is_open)
        self.extend.setVisible(kind.extendable and is_open)
        self.extend.allow(against_extension(opened.file, today))
        if not is_open:
            self.ask.hide()
        self._say_facts()
        # Once more when the buttons that came or went have made or taken room.
        QTimer.singleShot(0, self, self._say_facts)

    def _say_facts(self) -> None:
        """As much as there is room for; what belongs to the request stands beside it where that is not too much."""
        if self._opened is None:
            return
        *dated, bare = facts_of(self._opened, self._today)
        room, (taken, without_hold) = self._who.geometry().width(), self.line.widths()
        beside = self.facts.say_longest(dated, room - taken)
        up = not beside and self._hold_fits(room) and self.facts.say_longest(dated, room - without_hold)
        self._seat_hold(up=up)
        beside = beside or up
        self._seat(beside=beside)
        if not beside:
            self.facts.say_longest((*dated, bare), room)

    def _hold_fits(self, room: int) -> bool:
        """Whether the hold has room behind the name, which is never cut for it."""
        title = (self.name, self.chip, self.tags, self.line.hold)
        shown = [one.sizeHint().width() for one in title if not one.isHidden()]
        return not self.line.hold.isHidden() and sum(shown) + _APART * len(shown) <= room

    def _seat_hold(self, *, up: bool) -> None:
        if up == self._hold_up:
            return
        self._hold_up = up
        if up:
            self._title.insertWidget(2, self.line.hold)
        else:
            self.line.take_hold()

    def _seat(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        here, there = (self._said, self._column) if beside else (self._column, self._said)
        there.removeWidget(self.line)
        here.insertWidget(1, self.line, 1 if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_facts()

    def pause_or_resume(self) -> None:
        """Ask why the clock is to be paused, or let it run again."""
        if self._answer:
            self.moved.emit(self._answer, "")
            return
        self._kind = "clarification_requested"
        self.ask.ask(request_says.WHY_PAUSE, request_says.WHY_PAUSE_HINT, request_says.PAUSE_CLOCK)

    def ask_extension(self) -> None:
        """Ask why more time is needed."""
        self._kind = "extended"
        self.ask.ask(request_says.WHY_EXTEND, request_says.WHY_EXTEND_HINT, texts.EXTEND)


def pausable(file: RequestFile) -> bool:
    """Whether the clock can be paused, or waits for something that lets it run again."""
    return REQUEST_TYPES[file.card.type].pausable or bool(answer_awaited(file.events))


def against_extension(file: RequestFile, today: date) -> str:
    """Why the time cannot be extended, said before anybody writes the reason (UK GDPR Art 12(3))."""
    month_end = file.card.due.statutory_due
    if month_end is not None and month_end < today:
        return request_says.MONTH_ENDED.format(day=texts.day(month_end))
    return request_says.EXTENDED_ALREADY if is_extended(file) else ""


def is_extended(file: RequestFile) -> bool:
    """Whether the law's month was made longer by a notice."""
    return any(event.kind == "extended" for event in file.events)


def answer_awaited(events: Sequence[ClockEvent]) -> str:
    """The event that ends what the clock waits for: proof of identity or authority, a fee, an answer; or nothing."""
    waiting = (
        answer
        for kind, answer in month_clock.ANSWERS.items()
        if any(wait.answered is None for wait in month_clock.waits(kind, events))
    )
    return next(waiting, "")


def facts_of(opened: Opened, today: date) -> list[str]:
    """The line of facts, the longest wording first; the last one gives no date."""
    card, channel = opened.file.card, texts.CHANNELS.get(opened.file.channel, opened.file.channel)
    long, short = (
        request_says.RECEIVED_FACTS.format(day=day, channel=channel).strip()
        for day in (texts.day(card.received_on), texts.short_day(card.received_on))
    )
    bare, least = (
        request_says.RECEIVED_FACTS.format(day=day, channel="").strip()
        for day in (texts.short_day(card.received_on), texts.tiny_day(card.received_on, today))
    )
    who = opened.file.recipient.name
    asked = request_says.ASKED_BY.format(who=who) if card.person_name and who != card.person_name else ""
    if asked:  # whose data it is stands in the title; that another asks outlives how it came and who opened it
        long, short, bare, least = (f"{asked}  ·  {said}" for said in (long, short, bare, least))
    wordings = [(long, opened.actor), (short, opened.actor), (short,), (bare,), (least,), (asked,)]
    return ["  ·  ".join(part for part in (card.reference, *parts) if part) for parts in wordings]
