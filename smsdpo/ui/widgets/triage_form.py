"""The triage form below a message: what is asked for, since when, by when, by whom; and the two ways out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.core.clock import LONDON
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import cases
from smsdpo.ui.texts import inbox as inbox_says
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import ChoiceField, DayField, LineField
from smsdpo.ui.widgets.labels import FieldName, PlainLabel, Prose, quiet
from smsdpo.ui.widgets.paint import one_line
from smsdpo.ui.widgets.type_field import TypeField

if TYPE_CHECKING:
    from smsdpo.domain.records.clocks import Due
    from smsdpo.domain.records.mail import MessageFile, PersonMatch
    from smsdpo.domain.records.people import LookAlike

_NAMES = 76  # px, the column of field names


@dataclass(frozen=True, slots=True)
class Accepted:
    """What *Accept and open* has decided; `received_at` is set where another day was chosen, with its reason."""

    type: str
    person: int | None
    received_at: datetime | None
    received_reason: str


def why_of(file: "MessageFile", key: str) -> str:
    """The suggestion's reason in one line, and what else the message asks for."""
    suggestion = next((one for one in file.suggestions if one.type == key), None)
    if suggestion is None:
        return "" if any(one.asks for one in file.suggestions) else inbox_says.NOTHING_SUGGESTED
    said = [inbox_says.SUGGESTED_WHOLE]
    if suggestion.because:
        said = [inbox_says.SUGGESTED_BY.format(words=one_line(suggestion.because[0].text))]
    others = [REQUEST_TYPES[one.type].short for one in file.suggestions if one.asks and one.type != key]
    if others:
        said.append(inbox_says.ALSO_ASKED.format(types=", ".join(others)))
    return "   ".join(reversed(said) if others else said)


def due_words(due: "Due") -> tuple[str, str]:
    """The date that decides, and both dates behind it."""
    answer = texts.day(due.effective_due) if due.effective_due else texts.NO_DATE
    near = due.effective_due or due.policy_due
    law = texts.CLOCK_STATES[due.statutory_state]
    if due.statutory_due and near:
        law = texts.tiny_day(due.statutory_due, near)
    policy = texts.tiny_day(due.policy_due, near) if due.policy_due and near else ""
    if policy and due.statutory_state != "none":
        return answer, texts.POLICY_AND_LAW.format(policy=policy, law=law)
    if policy:
        return answer, texts.POLICY_ONLY.format(policy=policy)
    return answer, texts.LAW_ONLY.format(law=law) if due.statutory_state != "none" else ""


class AlikeLine(Prose):
    """Whom a hurried eye would take for the person chosen; hidden where there is nobody."""

    def __init__(self, name: str) -> None:
        super().__init__(ink="warn_ink")
        self.setObjectName(name)

    def show_first(self, found: "Sequence[LookAlike]") -> None:
        """The likeliest of those found."""
        one = next(iter(found), None)
        self.setText(says.LOOK_ALIKE.format(name=one.name, because=one.because) if one else "")
        self.setVisible(one is not None)


class TriageForm(QWidget):
    """Prefilled from the message; asks for the dates again when type or day change (`reckon`)."""

    accepted = Signal(object)
    put_aside = Signal()
    link = Signal()
    split = Signal()
    reckon = Signal(str, object)
    """Type and received instant whose dates should be shown."""
    type_changed = Signal(str)
    person_changed = Signal(object)
    """The id of the person chosen, or nothing for a new one."""
    assign_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: MessageFile | None = None
        self._day = date(2000, 1, 1)
        self._filling = False
        self.type = TypeField("triage_type", texts.TYPE, internal=True)
        self.why = quiet()
        self.splitting = QuietButton(cases.SPLIT, "split_message", says=cases.SPLIT_SAYS)
        self.splitting.setFixedHeight(tokens.PILL)
        self.splitting.clicked.connect(self.split)
        self.received = DayField("triage_received", texts.RECEIVED)
        self.reason = LineField("triage_received_reason", inbox_says.WHY_OTHER_DAY, hint=inbox_says.WHY_OTHER_DAY_HINT)
        self.answer = PlainLabel(weight=600)
        self.answer.setObjectName("triage_answer_by")
        self.dates = quiet()
        self.alike = AlikeLine("triage_look_alike")
        self.assignee = QuietButton(says.NOBODY, "triage_assignee")
        self.assignee.setFixedHeight(tokens.PILL)
        self.assignee.clicked.connect(lambda _checked: self.assign_wanted.emit())
        self._build_person()
        self._build()
        self.people.currentIndexChanged.connect(self._say_person)
        self.type.currentIndexChanged.connect(self._changed)
        self.received.dateChanged.connect(self._changed)

    def _build_person(self) -> None:
        self.person = PlainLabel(weight=600)
        self.person.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.person_why = ChipLabel()
        self.change = QuietButton("", "triage_change_person", icon="chevron-down", says=inbox_says.CHANGE_PERSON_SAYS)
        self.change.setFixedSize(tokens.TARGET, tokens.TARGET)
        self.change.clicked.connect(self._choose_person)
        self.people = ChoiceField("triage_person", texts.PERSON)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        answer = QHBoxLayout()
        answer.setSpacing(tokens.SMALL)
        answer.addWidget(self.answer)
        answer.addWidget(self.dates)
        answer.addStretch()
        who = QHBoxLayout()
        who.setSpacing(tokens.SMALL)
        for widget in (self.person, self.person_why, self.change):
            who.addWidget(widget)
        who.addWidget(self.people, 1)
        who.addStretch()
        why = QHBoxLayout()
        why.setSpacing(tokens.SMALL)
        why.addWidget(self.why, 1)
        why.addWidget(self.splitting)
        self._name(grid, 0, texts.TYPE)
        grid.addWidget(self.type, 0, 1)
        grid.addLayout(why, 1, 1)
        self._name(grid, 2, texts.RECEIVED)
        grid.addWidget(self.received, 2, 1)
        grid.addWidget(self.reason, 3, 1)
        for at, (name, line) in enumerate(((texts.ANSWER_BY, answer), (texts.PERSON, who)), 4):
            self._name(grid, at, name)
            grid.addLayout(line, at, 1)
        grid.addWidget(self.alike, 6, 1)
        self._name(grid, 7, says.ASSIGNEE)
        given = QHBoxLayout()
        given.setContentsMargins(-QuietButton.INSET, 0, 0, 0)  # its word stands below the others, not its edge
        given.addWidget(self.assignee)
        grid.addLayout(given, 7, 1, Qt.AlignmentFlag.AlignLeft)
        self.alike.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(Divider())
        column.addLayout(grid)
        column.addSpacing(tokens.TIGHT)
        column.addLayout(self._buttons())

    def _name(self, grid: QGridLayout, row: int, name: str) -> None:
        grid.addWidget(FieldName(name), row, 0, Qt.AlignmentFlag.AlignVCenter)

    def _buttons(self) -> QHBoxLayout:
        self.aside = Button(inbox_says.NOT_A_REQUEST, "not_a_request")
        self.linking = Button(inbox_says.LINK, "link_to_existing")
        self.accept = PrimaryButton(inbox_says.ACCEPT, "accept_and_open")
        self.aside.clicked.connect(self.put_aside)
        self.linking.clicked.connect(self.link)
        self.accept.clicked.connect(self.take)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.aside)
        row.addWidget(self.linking)
        row.addStretch()
        row.addWidget(self.accept)
        return row

    # --- filling ------------------------------------------------------------------------------------------------------

    def show_file(self, file: "MessageFile") -> None:
        """Prefill for another message."""
        self._file, self._filling = file, True
        self._day = file.card.received_on
        self.type.choose(file.card.suggested)
        self.splitting.setVisible(sum(1 for one in file.suggestions if one.asks) > 1)
        self.received.setDate(QDate(self._day.year, self._day.month, self._day.day))
        self.reason.clear()
        self._fill_person(file)
        self.show_assignee(file.card.assignee)
        self._filling = False
        self._changed()
        self._say_person()

    def show_assignee(self, name: str) -> None:
        """Who sees to the message."""
        self.assignee.setText(one_line(name) or says.NOBODY)
        self.assignee.setAccessibleName(f"{says.ASSIGNEE}: {self.assignee.text()}")
        self.assignee.updateGeometry()

    def show_alike(self, person: int, found: "Sequence[LookAlike]") -> None:
        """Who looks like the person chosen, if that is still this one."""
        if person == self.people.currentData():
            self.alike.show_first(found)

    def _say_person(self) -> None:
        if not self._filling:
            self.alike.hide()
            self.person_changed.emit(self.people.currentData())

    def _fill_person(self, file: "MessageFile") -> None:
        name = file.writer or inbox_says.NO_SENDER
        self.people.clear()
        for match in file.matches:
            self.people.addItem(f"{_named(match)}   ({match.because})", match.person)
        self.people.addItem(inbox_says.NEW_PERSON.format(name=one_line(name)), None)
        best = file.matches[0] if file.matches else None
        certain = best if best is not None and best.certain else None
        self.people.setCurrentIndex(0 if certain else self.people.count() - 1)
        self.person.setText(_named(certain) if certain else inbox_says.NEW_PERSON.format(name=name))
        unsure = Chip(inbox_says.OR_KNOWN, "warn", "users") if best else Chip(inbox_says.NOT_KNOWN, "mute")
        self.person_why.show_chip(Chip(certain.because, "ok", "check") if certain else unsure)
        self.person.show()
        self.change.setVisible(bool(file.matches))
        self.people.hide()

    def _choose_person(self) -> None:
        for widget in (self.person, self.person_why, self.change):
            widget.hide()
        self.people.show()
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def person_chosen(self) -> int | None:
        """Who asks; nobody where it is somebody new."""
        person = self.people.currentData()
        return int(person) if person is not None else None

    @property
    def received_at(self) -> datetime:
        """The instant of receipt: the message's own, or noon of another day."""
        chosen = self._chosen_day()
        if self._file is not None and chosen == self._day:
            return self._file.card.received_at
        return datetime.combine(chosen, time(12), tzinfo=LONDON)

    def _chosen_day(self) -> date:
        on = self.received.date()
        return date(on.year(), on.month(), on.day())

    def _changed(self) -> None:
        if self._file is None or self._filling:
            return
        key = self.type.key
        why = why_of(self._file, key)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.reason.setVisible(self._chosen_day() != self._day)
        self.accept.setEnabled(bool(key))
        self.answer.setText("")
        self.dates.setText("")
        self.type_changed.emit(key)
        if key:
            self.reckon.emit(key, self.received_at)

    def show_due(self, due: "Due") -> None:
        """The dates that were asked for."""
        answer, behind = due_words(due)
        self.answer.setText(answer)
        self.dates.setText(behind)

    def take(self) -> None:
        """Accept with what the form says."""
        decided = self.decided()
        if decided is not None:
            self.accepted.emit(decided)

    def decided(self) -> Accepted | None:
        """What the form says; nothing while the type is open."""
        if self._file is None or not self.accept.isEnabled():
            return None
        other = self._chosen_day() != self._day
        return Accepted(
            self.type.key,
            self.person_chosen,
            self.received_at if other else None,
            self.reason.text().strip() if other else "",
        )


def _named(match: "PersonMatch") -> str:
    return ", ".join(part for part in (match.name, match.account) if part)
