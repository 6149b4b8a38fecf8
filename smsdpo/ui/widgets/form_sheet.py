"""A sheet that asks for a few things at once: named fields, the act, and beside it what would come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QDateTimeEdit, QGridLayout, QLineEdit, QWidget

from smsdpo.ui import tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.fields import ChoiceField, DayField, LineField, is_ctrl_enter
from smsdpo.ui.widgets.labels import FieldName, Prose
from smsdpo.ui.widgets.sheet import Sheet
from smsdpo.ui.widgets.start_request import TimeField
from smsdpo.ui.widgets.text_field import TextField

_NAMES = 132  # px, the column of field names
_WIDTH = 600
_MOST = 2000
_KEPT = "yyyy-MM-dd"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form: `kind` is `line`, `lines`, `day`, `time` or `choice` (`choices` are key and label).

    A day without a `value` is typed as words, so that it may stay open; one with a value is picked, up to `latest`.
    """

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    needed: bool = True
    latest: str = ""


class FormSheet(Sheet):
    """`taken` carries what was filled in, by key; `changed` the same after every change. It stays until `done`."""

    taken = Signal(dict)
    changed = Signal(dict)

    def __init__(
        self, name: str, title: str, sentence: str, fields: Sequence[Asked], act: str, *, careful: bool = False
    ) -> None:
        super().__init__(name, title, sentence, width=_WIDTH)
        self._asked = tuple(fields)
        self.fields: dict[str, QWidget] = {}
        self._names: dict[str, FieldName] = {}
        self._free: frozenset[str] = frozenset()
        self._used = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SMALL)
        self._grid.setVerticalSpacing(tokens.SMALL)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        for at, one in enumerate(fields):
            self._add(at, one)
        self.preview, self.refusal = Prose(), Prose(ink="bad_ink", weight=500)
        self.preview.setObjectName(f"{name}_preview")
        self.refusal.setObjectName(f"{name}_refusal")
        self.cancel = Button(says.CANCEL, f"{name}_cancel")
        self._careful = careful
        self.go: Button = Button(act, f"{name}_do") if careful else PrimaryButton(act, f"{name}_do")
        self.go.by_enter = not careful
        self.card.body.addSpacing(tokens.TIGHT)
        self.card.body.addLayout(self._grid)
        for line in (self.preview, self.refusal):
            self.card.body.addWidget(line)
            line.hide()
        self.acts(self.cancel, self.go)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self.take)
        self.grow()
        self._edited()

    # --- fields -------------------------------------------------------------------------------------------------------

    def _add(self, at: int, one: Asked) -> None:
        field = _MAKE[one.kind](f"{self.objectName()}_{one.key}", one)
        self.fields[one.key] = field
        self._names[one.key] = FieldName(one.label)
        top = Qt.AlignmentFlag.AlignTop if one.kind == "lines" else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._names[one.key], at, 0, top)
        self._grid.addWidget(field, at, 1)
        if isinstance(field, TextField):
            field.taken.connect(self._take_by_key)
        if isinstance(field, TextField | QLineEdit):
            field.textChanged.connect(self._edited)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self._edited)
        elif isinstance(field, QDateTimeEdit):
            field.dateTimeChanged.connect(self._edited)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: the first field that is still empty."""
        values = self.values
        empty = (self.fields[one.key] for one in self._asked if not values[one.key] and one.key not in self._free)
        return next(empty, next(iter(self.fields.values()), self.go))

    @property
    def values(self) -> dict[str, str]:
        """What is filled in: a day as 2026-11-22, a choice as its key."""
        return {key: _value_of(field) for key, field in self.fields.items()}

    def show_fields(self, keys: Sequence[str]) -> None:
        """Show these fields only; the others are not asked for now."""
        self._free = frozenset(self.fields) - set(keys)
        for key, field in self.fields.items():
            field.setVisible(key in keys)
            self._names[key].setVisible(key in keys)
        self._edited()

    def _edited(self) -> None:
        values = self.values
        lacks = any(one.needed and not values[one.key] and one.key not in self._free for one in self._asked)
        self.go.setEnabled(not lacks and not self._used)
        self.changed.emit(values)

    # --- what comes of it ---------------------------------------------------------------------------------------------

    def foretell(self, sentence: str) -> None:
        """Say what would come of it."""
        self.preview.setText(sentence)
        self.preview.setVisible(bool(sentence))

    def take(self) -> None:
        """Do it with what is filled in; until it is `done` or refused nothing more is taken."""
        if not self.go.isEnabled():
            return
        self._used = True
        self.go.setEnabled(False)
        self.taken.emit(self.values)

    def done(self, _result: object = None) -> None:
        """It was done: the next sheet of this name does not begin with these words."""
        for field in self.fields.values():
            field.setProperty("used", True)
        self.close_sheet()

    def refused(self, error: Exception) -> None:
        """It was not done, and why; what was typed stays."""
        self._used = False
        self.refusal.setText(complaint_of(error).sentence)
        self.refusal.show()
        self._edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_ctrl_enter(event):
            self._take_by_key()
        elif enter and not isinstance(self.focusWidget(), Button):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _take_by_key(self) -> None:
        """Ctrl+Enter may have been meant for what lay on top before: what cannot be undone it only leads to."""
        if self._careful:
            self.go.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.take()

    def _go_on(self) -> None:
        """To the next field; after the last to the act, unless that is one to be careful with."""
        after = [field for field in self.fields.values() if field.isVisible()]
        last = bool(after) and after[-1].hasFocus()
        if last and self.go.isEnabled() and not self._careful:
            self.go.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(True)


def _line(name: str, one: Asked) -> QWidget:
    field = LineField(name, one.label, hint=one.hint)
    field.setMaxLength(_MOST)
    field.setText(one.value)
    return field


def _lines(name: str, one: Asked) -> QWidget:
    field = TextField(name, one.label, hint=one.hint)
    field.put(one.value)
    return field


def _choice(name: str, one: Asked) -> QWidget:
    field = ChoiceField(name, one.label)
    for key, label in one.choices:
        field.addItem(label, key)
    field.choose(one.value)
    field.setPlaceholderText(one.hint)
    return field


def _day(name: str, one: Asked) -> QWidget:
    if not one.value:
        return _line(name, one)
    field = DayField(name, one.label)
    field.setDate(QDate.fromString(one.value, _KEPT))
    if one.latest:
        field.setMaximumDate(QDate.fromString(one.latest, _KEPT))
    return field


def _time(name: str, one: Asked) -> QWidget:
    field = TimeField(name, one.label)
    field.setTime(QTime.fromString(one.value, "HH:mm"))
    return field


_MAKE: Mapping[str, Callable[[str, Asked], QWidget]] = {
    "line": _line,
    "lines": _lines,
    "choice": _choice,
    "day": _day,
    "time": _time,
}


def _value_of(field: QWidget) -> str:
    if isinstance(field, TextField):
        return field.words
    if isinstance(field, ChoiceField):
        return field.key
    if isinstance(field, TimeField):
        return field.time().toString("HH:mm")
    if isinstance(field, QDateEdit):
        return field.date().toString(_KEPT)
    return field.text().strip() if isinstance(field, QLineEdit) else ""
