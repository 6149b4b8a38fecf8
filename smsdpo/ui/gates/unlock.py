"""Unlocking: by passphrase, by recovery key, or by a press where the keyring alone keeps the key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from smsdpo.ui import texts
from smsdpo.ui.gates.base import Gate
from smsdpo.ui.texts import lock as says
from smsdpo.ui.widgets.buttons import PrimaryButton, QuietButton
from smsdpo.ui.widgets.fields import LineField, SecretField
from smsdpo.ui.widgets.labels import PlainLabel


class UnlockGate(Gate):
    """Asks for the passphrase or, at the user's choice, for the recovery key; each is handed over as it was typed."""

    passphrase = Signal(str)
    recovery = Signal(str)

    def __init__(self, *, recovery: bool = False, locked: bool = False) -> None:
        title = says.RECOVERY_TITLE if recovery else says.LOCKED if locked else says.UNLOCK_TITLE
        say = says.RECOVERY_SAY if recovery else says.LOCKED_SAY if locked else says.UNLOCK_SAY
        super().__init__("unlock", title, say)
        self._recovery = recovery
        label = texts.RECOVERY_KEY if recovery else texts.PHRASE
        self.secret: LineField = self.take(SecretField("unlock_secret", label), label)
        if recovery:
            self.secret.setEchoMode(QLineEdit.EchoMode.Normal)
        self.secret.returnPressed.connect(self._go)
        self.caps = PlainLabel(says.CAPS, ink="warn_ink")
        self.caps.setObjectName("unlock_caps")
        self.caps.hide()
        self.card.body.addWidget(self.caps)
        if isinstance(self.secret, SecretField) and not recovery:
            self.secret.caps.connect(self.caps.setVisible)
        self.show_typed = reveal_button(self.secret, "unlock_show")
        if recovery:  # never shown before it has its parent: it would flash up as a window of its own
            self.show_typed.hide()
        self.other = QuietButton(says.USE_PHRASE if recovery else says.USE_RECOVERY, "unlock_other")
        self.go_on = PrimaryButton(says.UNLOCK, "unlock_go")
        self.go_on.clicked.connect(self._go)
        self.acts([self.other], [self.show_typed, self.go_on])
        self.setFocusProxy(self.secret)

    def _go(self) -> None:
        typed = self.secret.text()
        if typed:
            self.busy()
            (self.recovery if self._recovery else self.passphrase).emit(typed)

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.secret.selectAll()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)


class KeyringGate(Gate):
    """Locked, with the key in the keyring alone: one press, and an honest word on what that protects from."""

    unlock = Signal()

    def __init__(self) -> None:
        super().__init__("unlock", says.LOCKED, says.LOCKED_KEYRING)
        self.go_on = PrimaryButton(says.UNLOCK, "unlock_go")
        self.go_on.clicked.connect(self._go)
        self.acts([], [self.go_on])
        self.setFocusProxy(self.go_on)

    def _go(self) -> None:
        self.busy()
        self.unlock.emit()

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)


def reveal_button(field: QLineEdit, name: str) -> QuietButton:
    """The eye beside a passphrase."""
    made = QuietButton("", name, icon="eye", says=says.SHOW_TYPED)
    made.setCheckable(True)
    modes = QLineEdit.EchoMode
    made.toggled.connect(lambda on: field.setEchoMode(modes.Normal if on else modes.Password))
    return made
