"""The details of a request: what its ending needs first, what else was written down, the rest on demand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smsdpo.domain.case_fields import ANY_END, RELEASE
from smsdpo.domain.records.casework import DetailItem
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES, Outcome, RequestType
from smsdpo.ui import tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.cards import Scrolled
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import ChoiceField, LineField
from smsdpo.ui.widgets.labels import FieldName, PlainLabel, Prose
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.rows import refill
from smsdpo.ui.widgets.text_field import TextField

_CHOICE = 320  # px
_SHORT = 200  # px of a day or a number
_SHORT_KINDS = frozenset({"day", "number"})


def needed_keys(kind: RequestType, outcome: Outcome | None, items: Sequence[DetailItem]) -> frozenset[str]:
    """The fields without which a request cannot end so; without an outcome those that every answer needs."""
    values = {one.key: one.value for one in items}
    wanted = {ANY_END, RELEASE}
    if outcome is not None:
        wanted = {outcome.key} if outcome.early else {outcome.key, ANY_END}
        wanted |= {RELEASE} if outcome.letter and not outcome.early else set()
    return frozenset(field.key for field in kind.fields if field.is_needed(wanted, values))


class DetailField(QWidget):
    """One field with its name above, its help below, and the refusal where it was not taken. `changed` carries the new
    text when the keyboard leaves it; `file_wanted`: what is asked for shall be reckoned from a file."""

    changed = Signal(str, str)
    file_wanted = Signal(str)

    def __init__(self, item: DetailItem, *, needed: bool) -> None:
        super().__init__()
        self.item, self.needed = item, needed
        self.editor = _editor(item, needed=needed)
        self.from_file: QuietButton | None = None
        self._refused = False
        self.refusal = Prose(ink="bad_ink", weight=500)
        self.refusal.setObjectName(f"detail_{item.key}_refusal")
        self._chip = ChipLabel()
        head = QHBoxLayout()
        head.setSpacing(tokens.SMALL)
        name = FieldName(item.label)
        head.addWidget(name)
        head.addWidget(self._chip)
        head.addStretch()
        if item.kind == "hash":
            head.addWidget(self._from_file(item))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.SMALL)
        column.setSpacing(tokens.TIGHT)
        column.addLayout(head)
        column.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignLeft if _is_short(item) else Qt.AlignmentFlag(0))
        if item.help:
            column.addWidget(Prose(item.help, size=tokens.CAPTION, ink="text_2"))
        column.addWidget(self.refusal)
        self.refusal.hide()
        self._wire()
        self.show_item(item)

    def _from_file(self, item: DetailItem) -> QuietButton:
        said = says.FROM_FILE_SAYS.format(label=item.label)
        self.from_file = QuietButton(says.FROM_FILE, f"detail_{item.key}_file", icon="file", says=said)
        self.from_file.setFixedHeight(tokens.PILL)
        self.from_file.clicked.connect(lambda _checked: self.file_wanted.emit(item.key))
        return self.from_file

    def allow(self, *, usable: bool) -> None:
        """Whether it may be filled now."""
        self.editor.setEnabled(usable)
        if self.from_file is not None:
            self.from_file.setEnabled(usable)

    def _wire(self) -> None:
        if isinstance(self.editor, TextField):
            self.editor.left.connect(self._give)
            self.editor.taken.connect(self._give)
        elif isinstance(self.editor, ChoiceField):
            self.editor.activated.connect(lambda _at: self._give())
        else:
            self.editor.editingFinished.connect(self._give)

    @property
    def typed(self) -> str:
        """What stands in the field now."""
        if isinstance(self.editor, TextField):
            return self.editor.words
        return self.editor.key if isinstance(self.editor, ChoiceField) else self.editor.text().strip()

    def _give(self) -> None:
        if self.editor.isEnabled() and self.typed not in {self.item.value, _shown(self.item)}:
            self.changed.emit(self.item.key, self.typed)

    def show_item(self, item: DetailItem) -> None:
        """Show what is kept, unless something else is being typed or was just refused."""
        typing = self.editor.hasFocus() and self.typed != _shown(self.item)
        refused = self._refused and item.value == self.item.value
        self.item = item
        empty = not item.value
        self._chip.show_chip(Chip(says.NEEDED, "warn") if self.needed and empty else Chip(""))
        if typing or refused:
            return
        self._take_back()
        put(self.editor, item)

    def _take_back(self) -> None:
        self._refused = False
        self.refusal.hide()

    def was_kept(self) -> None:
        """The text has become the request's."""
        self._take_back()
        for used in (False, True):
            self.editor.setProperty("used", used)

    def refuse(self, error: Exception) -> None:
        """Say beside the field why it was not taken, and what stays."""
        said = complaint_of(error)
        stays = says.DETAILS_KEPT.format(value=_shown(self.item)) if self.item.value else ""
        hint = said.hint if said.hint != self.item.help else ""  # the help stands above it already
        self.refusal.setText(" ".join(part for part in (said.title, hint, stays) if part))
        self._refused = True
        self.refusal.show()


class DetailsPane(QWidget):
    """`changed` carries key and text of a field that was left, `file_wanted` the key of one that a file shall fill;
    `ask(outcome)` shows first what an ending needs."""

    changed = Signal(str, str)
    file_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, DetailField] = {}
        self._laid: object = None
        self._reference = self._wanted = ""
        self._all = False
        self._file: RequestFile | None = None
        self._items: tuple[DetailItem, ...] = ()
        self._owed: tuple[str, ...] = ()
        self.ending = ChoiceField("details_ending", says.DETAILS_END_SAYS)
        self.ending.setProperty("keeps", "")
        self.ending.setMinimumWidth(_CHOICE)
        self.ending.show_whole()
        self.ending.activated.connect(lambda _at: self.ask(self.ending.key))
        self.state = Prose()
        self.state.setObjectName("details_state")
        self.more = QuietButton(says.DETAILS_FEWER, "details_more", icon="chevron-down")
        self.more.clicked.connect(lambda _checked: self._turn())
        self._needed, self._also, self._rest = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._also_title = section(says.DETAILS_ALSO)
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.PAGE, tokens.WIDE, tokens.PAGE, tokens.WIDE)
        column.setSpacing(tokens.SMALL)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        top.addWidget(PlainLabel(says.DETAILS_END, ink="text_2"))
        top.addWidget(self.ending)
        top.addStretch()
        column.addLayout(top)
        column.addWidget(self.state)
        column.addSpacing(tokens.SMALL)
        for rows in (self._needed, self._also, self._rest):
            rows.setSpacing(tokens.SMALL)
        column.addLayout(self._needed)
        column.addWidget(self._also_title)
        column.addLayout(self._also)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._rest)
        column.addStretch()
        self.area = Scrolled("details_scroll", inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, tokens.TIGHT, 2, 0)
        whole.addWidget(self.area)

    # --- showing ------------------------------------------------------------------------------------------------------

    def show_file(self, file: RequestFile, items: Sequence[DetailItem], *, owed: Sequence[str] = ()) -> None:
        """Show the fields of a request; the same fields stay where they are. Those `owed` since it ended go first."""
        if file.card.reference != self._reference:
            self._reference, self._wanted, self._all, self._laid = file.card.reference, "", False, None
        self._file, self._items, self._owed = file, tuple(items), tuple(owed)
        kind = REQUEST_TYPES[file.card.type]
        keys = [one.key for one in kind.outcomes]
        if [self.ending.itemData(at) for at in range(self.ending.count())] != keys:
            self.ending.clear()
            for one in kind.outcomes:
                self.ending.addItem(one.label, one.key)
        self.ending.choose(self._outcome(kind).key)
        is_open = file.card.state != "closed"
        self.ending.setEnabled(is_open)
        needed = self._needed_of(kind)
        given = tuple(one.key for one in items)
        laid = (file.card.reference, file.card.type, self.ending.key, given, needed, self._owed)
        if laid != self._laid:
            self._laid = laid
            self._lay(kind)
        for item in items:
            self.fields[item.key].show_item(item)
            self.fields[item.key].allow(usable=is_open or _after(item.key))
        self._say_state(kind)

    def _outcome(self, kind: RequestType) -> Outcome:
        """The ending that is settled, else the one considered, else the usual one."""
        wanted = (self._file.settled if self._file else "") or self._wanted
        return next((one for one in kind.outcomes if one.key == wanted), kind.outcomes[0])

    def _needed_of(self, kind: RequestType) -> frozenset[str]:
        return needed_keys(kind, self._outcome(kind), self._items) | frozenset(self._owed)

    def _lay(self, kind: RequestType) -> None:
        needed = self._needed_of(kind)
        held = next((key for key, field in self.fields.items() if field.editor.hasFocus()), "")
        first = sorted((one for one in self._items if one.key in needed), key=lambda one: one.key not in self._owed)
        also = [one for one in self._items if one.key not in needed and one.value]
        rest = [one for one in self._items if one.key not in needed and not one.value]
        self.fields = {}
        refill(self._needed, [self._field(one, needed=True) for one in first])
        refill(self._also, [self._field(one) for one in also])
        refill(self._rest, [self._field(one) for one in rest])
        for one in rest:
            self.fields[one.key].setVisible(self._all)
        self._also_title.setVisible(bool(also))
        self.more.setVisible(bool(rest))
        self._count = len(rest)
        self._say_more()
        if held in self.fields:
            self.fields[held].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, item: DetailItem, *, needed: bool = False) -> DetailField:
        made = DetailField(item, needed=needed)
        made.changed.connect(self.changed)
        made.file_wanted.connect(self.file_wanted)
        self.fields[item.key] = made
        return made

    def _say_state(self, kind: RequestType) -> None:
        needed = self._needed_of(kind)
        left = sum(1 for one in self._items if one.key in needed and not one.value)
        said = says.DETAILS_DONE if needed else says.DETAILS_NONE_NEEDED
        self.state.setText(says.DETAILS_LEFT.format(left=left, all=len(needed)) if left else said)
        self.state.set_ink("text_2" if left else "ok_ink")

    # --- what is asked for --------------------------------------------------------------------------------------------

    def ask(self, outcome: str) -> None:
        """Show first what an ending needs; a settled one goes before it."""
        self._wanted = outcome
        if self._file is not None:
            self.show_file(self._file, self._items, owed=self._owed)

    def _turn(self) -> None:
        self._all = not self._all
        for field in self.fields.values():
            if self._rest.indexOf(field) >= 0:
                field.setVisible(self._all)
        self._say_more()

    def _say_more(self) -> None:
        said = says.DETAILS_FEWER if self._all else says.DETAILS_MORE.format(count=self._count)
        self.more.setText(said)
        self.more.setAccessibleName(said)
        self.more.updateGeometry()

    def first_open(self) -> QWidget:
        """The first field that is still needed; else the first one."""
        lacking = (one for one in self.fields.values() if one.needed and not one.item.value)
        field = next(lacking, next(iter(self.fields.values()), None))
        return field.editor if field is not None else self.ending

    def enter(self, key: str) -> None:
        """Put the keyboard into a field, wherever it stands."""
        field = self.fields.get(key)
        if field is None:
            return
        if not self._all and self._rest.indexOf(field) >= 0:
            self._turn()
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def put(editor: "QLineEdit | TextField | ChoiceField", item: DetailItem) -> None:
    """Show the value of a field."""
    if isinstance(editor, TextField):
        editor.put(item.value)
    elif isinstance(editor, ChoiceField):
        editor.choose(item.value)
    elif editor.text() != _shown(item):
        editor.setText(_shown(item))


def _editor(item: DetailItem, *, needed: bool) -> "LineField | TextField | ChoiceField":
    name = f"detail_{item.key}"
    said = says.DETAILS_NEEDED.format(label=item.label) if needed else item.label
    if item.kind == "lines":
        return TextField(name, said, lines=2)
    if item.kind in {"choice", "flag"}:
        field = ChoiceField(name, said)
        field.addItem(says.NOT_CHOSEN, "")
        for key, label in item.choices or (("yes", says.YES),):
            field.addItem(label, key)
        field.setMinimumWidth(_CHOICE)
        field.show_whole()
        return field
    line = LineField(name, said, hint=says.DAY_HINT if item.kind == "day" else "")
    line.setMaxLength(2000)
    if item.kind in _SHORT_KINDS:
        line.setFixedWidth(_SHORT)
    return line


def _is_short(item: DetailItem) -> bool:
    return item.kind in {"choice", "flag"} | _SHORT_KINDS


def _shown(item: DetailItem) -> str:
    """What stands in the field: a day in words, anything else as it is kept."""
    return item.shown if item.kind == "day" else item.value


def _after(key: str) -> bool:
    """Whether a field may still be filled when the request is closed (what happens after the answer has left)."""
    return key in _AFTER


_AFTER = frozenset(
    {"receipt", "told", "not_until", "backups_until", "late_cause", "recipients_told"}
    | {"regulator_reference", "regulator_officer", "regulator_due", "regulator_outcome"}
)
"""As the service says; it refuses whatever else is tried."""
