"""Who works in the office: a name and a sign-in name each; the one at this desk says which of them they are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import Setting
from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets import rows
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import FieldName, Prose
from smsdpo.ui.widgets.setting_rows import Row

Person = Mapping[str, str]
_REMOVE = 44  # px that the last button of a line takes
_ME = 96  # px of *This is me* and of the chip in its place


class PersonLine(QWidget):
    """One person of the office."""

    left = Signal()
    removed = Signal()
    is_me = Signal()

    def __init__(self, number: int, person: Person, actor: str) -> None:
        super().__init__()
        self.name = LineField(f"staff_name_{number}", says.STAFF_NAME_SAYS.format(number=number), hint=says.STAFF_NAME)
        self.login = LineField(
            f"staff_login_{number}", says.STAFF_LOGIN_SAYS.format(number=number), hint=says.STAFF_LOGIN
        )
        self.name.setText(person.get("name", ""))
        self.login.setText(person.get("login", ""))
        me = QuietButton(says.STAFF_ME, f"staff_me_{number}", says=says.STAFF_ME_SAYS.format(number=number))
        chip = ChipLabel(Chip(says.STAFF_IS_ME, "accent"))
        remove = QuietButton("", f"staff_remove_{number}", icon="x", says=says.STAFF_REMOVE.format(number=number))
        mine = actor.casefold() in {self.login.text().casefold(), self.name.text().casefold()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.name, 3)
        row.addWidget(self.login, 2)
        row.addWidget(_held(chip if mine else me, _ME))
        row.addWidget(remove)
        self.name.editingFinished.connect(self.left)
        self.login.editingFinished.connect(self.left)
        me.clicked.connect(self.is_me)
        remove.clicked.connect(self.removed)

    def person(self) -> dict[str, str]:
        return {"name": " ".join(self.name.text().split()), "login": " ".join(self.login.text().split())}


class StaffEditor(Row):
    """`given` carries the whole list as soon as one line of it is left, removed or made one's own."""

    given = Signal(str, object)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.label, setting.help, also=f"{setting.key} people team names sign-in", wide=True)
        self._setting = setting
        self._kept: list[dict[str, str]] = []
        self._actor = ""
        self.lines: list[PersonLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.SMALL)
        self.none = Prose(ink="text_2")
        self.add = Button(says.STAFF_ADD, "staff_add", icon="plus")
        self.add.clicked.connect(lambda _checked: self._add())
        self._heads = _heads()
        self.put(self._heads, self.none)
        self.side.addLayout(self._column)
        self.put_beside(self.add)

    def show_staff(self, staff: Sequence[Person], actor: str) -> None:
        """Show the list that is in force; one that is being typed in stays."""
        kept = [dict(one) for one in staff]
        if kept == self._kept and actor == self._actor and self.lines:
            return
        self._kept, self._actor = kept, actor
        self._fill(kept)
        self.complain(None)

    def _fill(self, people: Sequence[Person]) -> None:
        held = self._place_of_keyboard()
        rows.empty(self._column)
        self.lines = [PersonLine(number, person, self._actor) for number, person in enumerate(people, 1)]
        for line in self.lines:
            self._column.addWidget(line)
            line.left.connect(self._offer)
            line.removed.connect(lambda line=line: self._remove(line))
            line.is_me.connect(lambda line=line: self._mine(line))
        self._heads.setVisible(bool(self.lines))
        self.none.setText(says.STAFF_NONE.format(actor=self._actor))
        self.none.setVisible(not self.lines)
        again = self.findChild(QWidget, held) if held else None
        if again is not None:
            again.setFocus()

    def _place_of_keyboard(self) -> str:
        now = self.window().focusWidget()
        return now.objectName() if now is not None and self.isAncestorOf(now) else ""

    def _people(self) -> list[dict[str, str]]:
        return [one for one in (line.person() for line in self.lines) if one["name"]]

    def _offer(self) -> None:
        people = self._people()
        if people == self._kept:
            return
        try:
            self._setting.checked(people)
        except Refusal as refusal:
            self.complain(refusal)
            return
        self.complain(None)
        self.given.emit(self._setting.key, people)

    def _add(self) -> None:
        self._fill([*(line.person() for line in self.lines), {"name": "", "login": ""}])
        self.lines[-1].name.setFocus()

    def _remove(self, line: PersonLine) -> None:
        self._fill([one.person() for one in self.lines if one is not line])
        self._offer()
        self.add.setFocus()

    def _mine(self, line: PersonLine) -> None:
        """The sign-in name of this desk goes to this line, and from any other that had it."""
        for one in self.lines:
            if one.login.text().casefold() == self._actor.casefold():
                one.login.clear()
        line.login.setText(self._actor)
        self._offer()


def _heads() -> QWidget:
    heads = QWidget()
    row = QHBoxLayout(heads)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    row.addWidget(FieldName(says.STAFF_NAME), 3)
    row.addWidget(FieldName(says.STAFF_LOGIN), 2)
    row.addSpacing(_ME + _REMOVE)
    return heads


def _held(widget: QWidget, width: int) -> QWidget:
    """The widget at the left of a place of its own, so that lines stand one below the other."""
    holder = QWidget()
    holder.setFixedWidth(width)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch()
    return holder
