"""Which quick step lies on which key, and what the office calls it; a step chosen twice changes places."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import MAX_NAME, Setting
from smsdpo.domain.quick_steps import SLOTS, STEPS, QuickSlot
from smsdpo.ui import tokens
from smsdpo.ui.texts import quick as says
from smsdpo.ui.widgets.cheat_sheet import KeyCap
from smsdpo.ui.widgets.fields import ChoiceField, LineField
from smsdpo.ui.widgets.setting_rows import Row

_KEYS = 112  # px in which the keys of a slot stand whole


class SlotLine(QWidget):
    """One key: its step and the office's own name for it."""

    chosen = Signal()
    left = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        keys = says.KEY.format(number=number)
        self.step = ChoiceField(f"quick_step_{number}", says.STEP_SAYS.format(keys=keys))
        self.step.addItem(says.NOTHING, "")
        for one in STEPS.values():
            self.step.addItem(one.title, one.key)
        self.name = LineField(f"quick_name_{number}", says.NAME_SAYS.format(keys=keys), hint=says.NAME_HINT)
        self.name.setMaxLength(MAX_NAME)
        cap = KeyCap(keys)
        cap.setFixedWidth(_KEYS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(cap)
        row.addWidget(self.step, 3)
        row.addWidget(self.name, 2)
        self.step.activated.connect(lambda _at: self._explain())
        self.step.activated.connect(lambda _at: self.chosen.emit())
        self.name.editingFinished.connect(self.left)

    def show_slot(self, slot: QuickSlot) -> None:
        """Show what lies on the key; a name that is being typed stays."""
        self.step.choose(slot.step)
        if not self.name.hasFocus():
            self.name.setText(slot.name)
        self._explain()

    def _explain(self) -> None:
        step = STEPS.get(self.step.key)
        self.step.setToolTip(step.says if step else "")
        self.step.setAccessibleDescription(step.says if step else "")

    @property
    def slot(self) -> QuickSlot:
        return QuickSlot(self.step.key, " ".join(self.name.text().split()))


class QuickEditor(Row):
    """`given` carries all six keys as soon as one of them is changed."""

    given = Signal(str, object)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.label, setting.help, also=f"{setting.key} macro keys shortcut", wide=True)
        self._setting = setting
        self._kept: tuple[QuickSlot, ...] = ()
        self.lines = [SlotLine(number) for number in range(1, SLOTS + 1)]
        self.put(*self.lines)
        for line in self.lines:
            line.chosen.connect(lambda line=line: self._swap(line))
            line.left.connect(self._offer)

    def show_slots(self, slots: Sequence[QuickSlot]) -> None:
        """Show what is in force."""
        self._kept = tuple(slots)
        for line, slot in zip(self.lines, slots, strict=True):
            line.show_slot(slot)
        self.complain(None)

    def _swap(self, line: SlotLine) -> None:
        """The key on which the step lay until now takes what lay here, each with its name."""
        before, step = self._kept[self.lines.index(line)], line.step.key
        other = next((one for one in self.lines if one is not line and step and one.step.key == step), None)
        line.name.setText(other.slot.name if other else "")
        if other is not None:
            other.show_slot(before)
        self._offer()

    def _offer(self) -> None:
        slots = tuple(line.slot for line in self.lines)
        if slots == self._kept:
            return
        value = [{"step": one.step, "name": one.name} for one in slots]
        try:
            self._setting.checked(value)
        except Refusal as refusal:
            self.complain(refusal)
            return
        self.given.emit(self._setting.key, value)
