"""A request begun by hand: what is asked for, by whom, since when, how it came, and by when the answer is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from smsdpo.core.clock import LONDON
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.fields import (
    BRITISH,
    ChoiceField,
    DayField,
    LineField,
    StillField,
    is_ctrl_enter,
    leaves_by_tab,
)
from smsdpo.ui.widgets.labels import FieldName, PlainLabel, Prose, quiet
from smsdpo.ui.widgets.person_pick import PersonPick
from smsdpo.ui.widgets.triage_form import AlikeLine, due_words
from smsdpo.ui.widgets.type_field import TypeField

if TYPE_CHECKING:
    from smsdpo.domain.records.clocks import Due
    from smsdpo.domain.records.people import LookAlike

_NAMES = 76  # px, the column of field names
_TIME = 84  # px


@dataclass(frozen=True, slots=True)
class Started:
    """What the panel says. `name` and `email` are of somebody new, where `person` is nobody."""

    type: str
    received_at: datetime
    channel: str
    restated: str
    person: int | None = None
    name: str = ""
    email: str = ""


class TimeField(StillField, QTimeEdit):
    """A time of day, written 09:30."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFont(style.font())
        self.setLocale(BRITISH)
        self.setDisplayFormat("HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(_TIME)

    def event(self, event: QEvent) -> bool:
        return leaves_by_tab(self, event) or super().event(event)


class StartPanel(QWidget):
    """`started` carries a `Started`; `reckon` asks for the dates of a type and an instant; `edited` says that something
    was typed or chosen. With `whole` it also asks who, at which time, and offers what the office begins by itself."""

    started = Signal(object)
    left = Signal()
    reckon = Signal(str, object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "start", whole: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_panel")
        self._whole = whole
        self._now: datetime | None = None
        self.type = TypeField(f"{name}_type", texts.START_TYPE, internal=whole)
        self.person = PersonPick(name)
        self.received = DayField(f"{name}_received", texts.RECEIVED_SAYS)
        self.time = TimeField(f"{name}_time", says.TIME_SAYS)
        self.channel = ChoiceField(f"{name}_channel", texts.CHANNEL_SAYS)
        for key, words in texts.CHANNELS.items():
            self.channel.addItem(words[:1].upper() + words[1:], key)
        self.asked = LineField(f"{name}_asked", texts.ASKED_SAYS, hint=texts.ASKED_HINT)
        self.asked.setMaxLength(2000)
        self.answer = PlainLabel(weight=600)
        self.answer.setObjectName(f"{name}_answer_by")
        self.dates = quiet()
        self.because = Prose()
        self.because.setObjectName(f"{name}_because")
        self.wrong = PlainLabel(size=tokens.SECONDARY, ink="warn_ink")
        self.alike = AlikeLine(f"{name}_look_alike")
        self.back = Button(says.CANCEL if whole else texts.BACK, f"{name}_back")
        self.go = PrimaryButton(texts.START_DO, f"{name}_do")
        self._build()
        self._wire()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        fields = [
            (texts.TYPE, self.type),
            (texts.PERSON, self.person),
            ("", self.alike),
            (texts.RECEIVED, _line(self.received, FieldName(says.TIME_NAME), self.time)),
            ("", self.wrong),
            (texts.CHANNEL, self.channel),
            (texts.ASKED, self.asked),
            (texts.ANSWER_BY, _line(self.answer, self.dates)),
            ("", self.because),
        ]
        for at, (name, field) in enumerate(fields):
            if field is self.person and not self._whole:
                continue
            if name:
                top = Qt.AlignmentFlag.AlignTop if field is self.person else Qt.AlignmentFlag.AlignVCenter
                grid.addWidget(FieldName(name), at, 0, top)
            grid.addWidget(field, at, 1)
        for widget in (self.wrong, self.alike, self.because):
            widget.hide()
        if not self._whole:
            self.person.hide()
            self.person.setParent(self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        if not self._whole:
            column.addWidget(Divider())
        column.addLayout(grid)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self.type.currentIndexChanged.connect(self._changed)
        self.received.dateChanged.connect(self._changed)
        self.time.timeChanged.connect(self._changed)
        self.person.changed.connect(self._edited)
        self.person.email.textEdited.connect(self._edited)
        self.person.picked.connect(lambda: self.received.setFocus(Qt.FocusReason.TabFocusReason))
        self.channel.currentIndexChanged.connect(self._edited)
        self.asked.textEdited.connect(self._edited)
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self.take)
        self.asked.returnPressed.connect(self.take)

    def begin(self, today: date, now: datetime | None = None) -> None:
        """An empty panel for a request received today; `now` (London) sets the time too, and nothing later is taken."""
        self._now = now
        latest = QDate(today.year, today.month, today.day)
        self.received.setMaximumDate(latest)
        self.received.setDate(latest)
        self.time.setTime(QTime(now.hour, now.minute) if now else QTime(12, 0))
        self.asked.clear()
        self.person.clear()
        self.type.choose("" if self._whole else "access")
        self._changed()
        self.type.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def received_at(self) -> datetime:
        """The instant of receipt."""
        on, at = self.received.date(), self.time.time()
        return datetime.combine(date(on.year(), on.month(), on.day()), time(at.hour(), at.minute()), tzinfo=LONDON)

    def _future(self) -> bool:
        return self._now is not None and self.received_at > self._now

    def _changed(self) -> None:
        self.answer.setText("")
        self.dates.setText("" if self.type.key else says.TYPE_FIRST)
        self.because.hide()
        self.wrong.setText(says.FUTURE)
        self.wrong.setVisible(self._future())
        self._edited()
        if self.type.key and not self._future():
            self.reckon.emit(self.type.key, self.received_at)

    def refresh(self) -> None:
        """Reckon with what has been filled in."""
        self._changed()

    def _edited(self) -> None:
        self.alike.hide()
        self.go.setEnabled(bool(self.type.key) and not self._future() and (self.person.sure or not self._whole))
        self.edited.emit()

    def show_due(self, due: "Due") -> None:
        """The dates that were asked for, and how they were reckoned."""
        answer, behind = due_words(due)
        self.answer.setText(answer)
        self.dates.setText(behind)
        self.because.setText(" ".join(due.working))
        self.because.setVisible(self._whole and bool(due.working))

    def show_alike(self, person: int, found: "Sequence[LookAlike]") -> None:
        """Who looks like the person chosen, if that is still this one."""
        if person == self.person.person:
            self.alike.show_first(found)

    def take(self) -> None:
        """Begin with what the panel says."""
        if not self.go.isEnabled():
            return
        who = self.person
        new = (who.name, who.email.text().strip()) if self._whole and who.person is None else ()
        said = (self.type.key, self.received_at, self.channel.key, self.asked.text().strip())
        self.started.emit(Started(*said, who.person, *new))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ctrl_enter(event):
            self.take()
        else:
            super().keyPressEvent(event)


def _line(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, DayField) else 0)
    if not any(isinstance(widget, DayField) for widget in widgets):
        row.addStretch()
    return made
