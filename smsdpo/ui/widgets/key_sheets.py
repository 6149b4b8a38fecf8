"""Sheets over the work for what opens the store: another passphrase, none any more, a new recovery key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from smsdpo.core.errors import Refusal
from smsdpo.ui import tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.fields import LineField, SecretField
from smsdpo.ui.widgets.labels import FieldName, PlainLabel, Prose
from smsdpo.ui.widgets.sheet import Sheet

_KEY_SIZE = 15


class _KeySheet(Sheet):
    """A sheet that says below its fields what was refused, and stays until it is done or closed."""

    def __init__(self, name: str, title: str, sentence: str, act: str) -> None:
        super().__init__(name, title, sentence)
        self.trouble = Prose(ink="bad_ink", weight=500)
        self.trouble.hide()
        cancel = Button(says.CANCEL, f"{name}_cancel")
        cancel.clicked.connect(lambda _checked: self.close_sheet())
        self.done = PrimaryButton(act, f"{name}_done")
        self._bar = (cancel, self.done)

    def _finish(self) -> None:
        self.card.body.addWidget(self.trouble)
        self.acts(*self._bar)

    def _field(self, label: str, field: LineField) -> None:
        self.card.body.addWidget(FieldName(label))
        self.card.body.addWidget(field)
        field.returnPressed.connect(self.done.click)

    def complain(self, error: Exception) -> None:
        """Say why not; what was typed stays."""
        self.trouble.setText(complaint_of(error).sentence)
        self.trouble.show()
        self.done.setEnabled(True)


class PassphraseSheet(_KeySheet):
    """`given` carries the present passphrase and the new one; the new one is empty where it is to be removed."""

    given = Signal(str, str)

    def __init__(self, *, has: bool, remove: bool = False) -> None:
        title = says.PHRASE_REMOVE if remove else says.PHRASE_CHANGE if has else says.PHRASE_ADD
        sentence = says.PHRASE_REMOVE_SENTENCE if remove else says.PHRASE_SENTENCE
        super().__init__("passphrase", title, sentence, title)
        self._remove = remove
        self.old = SecretField("passphrase_old", says.PHRASE_OLD)
        self.new = SecretField("passphrase_new", says.PHRASE_NEW)
        self.again = SecretField("passphrase_again", says.PHRASE_AGAIN)
        if has:
            self._field(says.PHRASE_OLD, self.old)
        if not remove:
            self._field(says.PHRASE_NEW, self.new)
            self._field(says.PHRASE_AGAIN, self.again)
        self._finish()
        self.first = self.old if has else self.new
        self.done.clicked.connect(lambda _checked: self._give())

    def _give(self) -> None:
        if self.new.text() != self.again.text():
            self.complain(Refusal(says.PHRASES_DIFFER))
            return
        if not self._remove and not self.new.text():
            self.new.setFocus()
            return
        self.done.setEnabled(False)
        self.given.emit(self.old.text(), self.new.text())


class RecoverySheet(_KeySheet):
    """Shows a new recovery key; `given` carries its last group as it was typed back."""

    given = Signal(str)

    def __init__(self, shown: str) -> None:
        super().__init__("recovery", says.RECOVERY_NEW, says.RECOVERY_SENTENCE, says.RECOVERY_USE)
        self.key = PlainLabel(shown, size=_KEY_SIZE, weight=600)
        self.key.setObjectName("recovery_key")
        self.key.setAccessibleName(f"{says.RECOVERY_KEY}: {shown}")
        copy = QuietButton(says.COPY_KEY, "recovery_copy", icon="copy")
        copy.clicked.connect(lambda _checked: QApplication.clipboard().setText(shown))
        self.typed = LineField("recovery_typed", says.RECOVERY_TYPED)
        self.typed.setMaximumWidth(160)
        self.typed.setProperty("keeps", "")
        self.card.body.addSpacing(tokens.SMALL)
        self.card.body.addWidget(self.key)
        self.card.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._field(says.RECOVERY_TYPED, self.typed)
        self._finish()
        self.first = self.typed
        self.done.clicked.connect(lambda _checked: self.given.emit(self.typed.text()))
