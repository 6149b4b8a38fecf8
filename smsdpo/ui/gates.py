"""The panels that stand before the work: opening, first run, unlock, recovery key, and what to do when none helps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.ui import texts, tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import FieldName, Prose, page_title

_WIDTH = 480


class Gate(QWidget):
    """A card in the middle of the empty window: a title, a sentence, fields, and one act."""

    def __init__(self, name: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.card = Card(f"{name}_card", pad=28)
        self.card.setFixedWidth(_WIDTH)
        self.card.body.setSpacing(tokens.SMALL)
        self.title = page_title(title)
        self.card.body.addWidget(self.title)
        self.sentence = Prose(sentence)
        self.sentence.setVisible(bool(sentence))
        self.card.body.addWidget(self.sentence)
        self.card.body.addSpacing(tokens.SMALL)
        self.said = Prose(ink="bad_ink", weight=500)
        self.said.setObjectName(f"{name}_said")
        self.said.hide()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def field(self, name: str, label: str, *, secret: bool = False, text: str = "") -> LineField:
        """A field under its name."""
        made = LineField(name, label)
        made.setText(text)
        made.setMaxLength(1000)
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        self.card.body.addWidget(FieldName(label, size=tokens.CAPTION))
        self.card.body.addWidget(made)
        self.card.body.addSpacing(tokens.TIGHT)
        return made

    def acts(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """The bar of buttons, the main one at its right end, what went wrong above it."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for widget in left:
            row.addWidget(widget)
        row.addStretch()
        for widget in right:
            row.addWidget(widget)
        self.card.body.addWidget(self.said)
        self.card.body.addSpacing(tokens.SMALL)
        self.card.body.addLayout(row)

    def complain(self, error: BaseException) -> None:
        """Say what did not work; what was typed stays."""
        complaint = complaint_of(error)
        self.said.setText(f"{complaint.title} {complaint.hint}".strip())
        self.said.show()
        self.setEnabled(True)

    def busy(self) -> None:
        """Wait for the answer."""
        self.said.hide()
        self.setEnabled(False)


class OpeningGate(Gate):
    """Shown while the store is being opened."""

    def __init__(self, say: str = texts.OPENING) -> None:
        super().__init__("opening", say)


class UnlockGate(Gate):
    """Asks for the passphrase or, at the user's choice, for the recovery key; each is handed over as it was typed."""

    passphrase = Signal(str)
    recovery = Signal(str)

    def __init__(self, *, recovery: bool = False) -> None:
        title = texts.RECOVERY_TITLE if recovery else texts.UNLOCK_TITLE
        super().__init__("unlock", title, texts.RECOVERY_SAY if recovery else texts.UNLOCK_SAY)
        self._recovery = recovery
        label = texts.RECOVERY_KEY if recovery else texts.PHRASE
        self.secret = self.field("unlock_secret", label, secret=not recovery)
        self.secret.returnPressed.connect(self._go)
        self.show_typed = QuietButton("", "unlock_show", icon="eye", says=texts.SHOW_TYPED)
        self.show_typed.setCheckable(True)
        self.show_typed.toggled.connect(self._reveal)
        self.show_typed.setVisible(not recovery)
        self.other = QuietButton(texts.USE_PHRASE if recovery else texts.USE_RECOVERY, "unlock_other")
        self.go_on = PrimaryButton(texts.UNLOCK, "unlock_go")
        self.go_on.clicked.connect(self._go)
        self.acts([self.other], [self.show_typed, self.go_on])
        self.setFocusProxy(self.secret)

    def _reveal(self, on: bool) -> None:
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _go(self) -> None:
        typed = self.secret.text()
        if typed:
            self.busy()
            (self.recovery if self._recovery else self.passphrase).emit(typed)

    def complain(self, error: BaseException) -> None:
        super().complain(error)
        self.secret.selectAll()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)


class ProblemGate(Gate):
    """The office cannot be opened: why, what to do, try again."""

    again = Signal()

    def __init__(self, error: BaseException) -> None:
        super().__init__("problem", texts.CANNOT_OPEN)
        retry = PrimaryButton(texts.TRY_AGAIN, "problem_again")
        leave = Button(texts.QUIT, "problem_quit")
        leave.clicked.connect(QApplication.closeAllWindows)
        retry.clicked.connect(self.again)
        self.acts([leave], [retry])
        self.complain(error)
        self.setFocusProxy(retry)


class FirstRunGate(Gate):
    """Organisation, officer, passphrase; empty or with the sample."""

    make = Signal(str, str, str, bool)
    """Organisation, officer, passphrase, with the sample."""

    def __init__(self, organisation: str) -> None:
        super().__init__("first_run", texts.WELCOME, texts.WELCOME_SAY)
        self.organisation = self.field("first_organisation", texts.ORGANISATION, text=organisation)
        self.officer = self.field("first_officer", texts.DPO_NAME)
        self.passphrase = self.field("first_passphrase", texts.PHRASE, secret=True)
        self.again = self.field("first_passphrase_again", texts.PHRASE_AGAIN, secret=True)
        self.card.body.addWidget(Prose(texts.PHRASE_OR_KEYRING, size=tokens.CAPTION))
        self.sample = Button(texts.START_SAMPLE, "start_sample")
        self.empty = PrimaryButton(texts.START_EMPTY, "start_empty")
        self.sample.clicked.connect(lambda: self._go(sample=True))
        self.empty.clicked.connect(lambda: self._go(sample=False))
        self.acts([], [self.sample, self.empty])
        self.setFocusProxy(self.organisation)

    def _go(self, *, sample: bool) -> None:
        if self.passphrase.text() != self.again.text():
            self.complain(Refusal(texts.PHRASES_DIFFER, hint=texts.PHRASES_DIFFER_HINT))
            return
        self.busy()
        self.make.emit(self.organisation.text().strip(), self.officer.text().strip(), self.passphrase.text(), sample)


class RecoveryKeyGate(Gate):
    """Shows the recovery key, this once."""

    kept = Signal()

    def __init__(self, key: str) -> None:
        super().__init__("recovery_key", texts.KEY_TITLE, texts.KEY_SAY)
        shown = self.field("recovery_key_shown", texts.RECOVERY_KEY, text=key)
        shown.setReadOnly(True)
        shown.setCursorPosition(0)
        copy = Button(texts.COPY_KEY, "recovery_key_copy", icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(key))
        done = PrimaryButton(texts.KEY_KEPT, "recovery_key_kept")
        done.clicked.connect(self.kept)
        self.acts([copy], [done])
        self.setFocusProxy(done)
