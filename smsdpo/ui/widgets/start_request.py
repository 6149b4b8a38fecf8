"""A request begun for a known person: what is asked for, since when, how it came, and by when the answer is due."""

from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.clock import LONDON
from smsdpo.domain.records import Due
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.fields import ChoiceField, DayField, LineField
from smsdpo.ui.widgets.labels import FieldName, PlainLabel, quiet
from smsdpo.ui.widgets.triage_form import due_words

_NAMES = 76  # px, the column of field names


@dataclass(frozen=True, slots=True)
class Started:
    """What the panel says."""

    type: str
    received_at: datetime
    channel: str
    restated: str


class StartPanel(QWidget):
    """`started` carries a `Started`; `reckon` asks for the dates of a type and a day."""

    started = Signal(object)
    left = Signal()
    reckon = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_panel")
        self.type = ChoiceField("start_type", texts.START_TYPE)
        self.type.setPlaceholderText(texts.TYPE_OPEN)
        for entry in REQUEST_TYPES.values():
            if not entry.internal and entry.key != "other":
                self.type.addItem(entry.title, entry.key)
        self.received = DayField("start_received", texts.RECEIVED_SAYS)
        self.channel = ChoiceField("start_channel", texts.CHANNEL_SAYS)
        for key, words in texts.CHANNELS.items():
            self.channel.addItem(words[:1].upper() + words[1:], key)
        self.asked = LineField("start_asked", texts.ASKED_SAYS, hint=texts.ASKED_HINT)
        self.asked.setMaxLength(2000)
        self.answer = PlainLabel(weight=600)
        self.dates = quiet()
        self.back = Button(texts.BACK, "start_back")
        self.go = PrimaryButton(texts.START_DO, "start_do")
        self._build()
        self.type.currentIndexChanged.connect(self._changed)
        self.received.dateChanged.connect(self._changed)
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self.take)
        self.asked.returnPressed.connect(self.take)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        answer = QWidget()
        line = QHBoxLayout(answer)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SMALL)
        line.addWidget(self.answer)
        line.addWidget(self.dates)
        line.addStretch()
        fields = (
            (texts.TYPE, self.type),
            (texts.RECEIVED, self.received),
            (texts.CHANNEL, self.channel),
            (texts.ASKED, self.asked),
            (texts.ANSWER_BY, answer),
        )
        for at, (name, field) in enumerate(fields):
            grid.addWidget(FieldName(name), at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, at, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(Divider())
        column.addLayout(grid)
        column.addLayout(buttons)

    def begin(self, today: date) -> None:
        """An empty panel for a request received today."""
        latest = QDate(today.year, today.month, today.day)
        self.received.setMaximumDate(latest)
        self.received.setDate(latest)
        self.asked.clear()
        self.type.choose("access")
        self._changed()
        self.type.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def received_at(self) -> datetime:
        """Noon of the day chosen: by hand nobody knows the minute."""
        on = self.received.date()
        return datetime.combine(date(on.year(), on.month(), on.day()), time(12), tzinfo=LONDON)

    def _changed(self) -> None:
        self.answer.setText("")
        self.dates.setText("")
        self.go.setEnabled(bool(self.type.key))
        if self.type.key:
            self.reckon.emit(self.type.key, self.received_at)

    def show_due(self, due: Due) -> None:
        """The dates that were asked for."""
        answer, behind = due_words(due)
        self.answer.setText(answer)
        self.dates.setText(behind)

    def take(self) -> None:
        """Begin with what the panel says."""
        if self.go.isEnabled():
            self.started.emit(Started(self.type.key, self.received_at, self.channel.key, self.asked.text().strip()))
