"""An office is made: who it is, what opens it, where backups go, and whether it starts empty."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.secrets import KeyringProblem, refuse_short
from smsdpo.ui import backup_place, texts, tokens
from smsdpo.ui.gates.base import Gate, Pages
from smsdpo.ui.gates.unlock import reveal_button
from smsdpo.ui.texts import first_run as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.fields import LineField, SecretField
from smsdpo.ui.widgets.labels import PlainLabel, Prose, caption
from smsdpo.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

_SAID = (
    (says.OFFICE, says.OFFICE_SAY),
    (says.KEY, says.KEY_SAY),
    (says.BACKUP, says.BACKUP_SAY),
    (says.HOW, says.HOW_SAY),
)


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was said: enough to make the office."""

    settings: dict[str, object]
    passphrase: str
    sample: bool


class FirstRunGate(Gate):
    """Four pages with *Back* and *Next*; Enter goes on, and nothing typed is lost on the way."""

    make = Signal(object)
    """A `NewOffice`."""
    ask_keyring = Signal()
    choose_folder = Signal()

    def __init__(self, organisation: str, store: Path) -> None:
        super().__init__("first_run", *_SAID[0])
        self._store = store
        self._keyring: bool | None = None
        self.step = caption()
        self.card.body.insertWidget(0, self.step)
        self.pages = Pages([_page(build) for build in (self._office, self._key, self._backups, self._how)])
        self.organisation.setText(organisation)
        self.card.body.addWidget(self.pages)
        self.back, self.go_on = Button(says.BACK, "first_back"), PrimaryButton(says.NEXT, "first_next")
        self.back.clicked.connect(lambda: self.turn_to(self.at - 1))
        self.go_on.clicked.connect(self._next)
        self.sample = Button(says.START_SAMPLE, "start_sample")
        self.empty = PrimaryButton(says.START_EMPTY, "start_empty")
        self.sample.clicked.connect(lambda: self._go(sample=True))
        self.empty.clicked.connect(lambda: self._go(sample=False))
        self.acts([self.back], [self.go_on, self.sample, self.empty])
        self.turn_to(0)

    # --- the pages ----------------------------------------------------------------------------------------------------

    def _office(self, column: QVBoxLayout) -> None:
        self.organisation = self._line("first_organisation", says.ORGANISATION, column)
        self.officer = self._line("first_officer", says.DPO_NAME, column)
        self.address = self.take(TextField("first_address", says.ADDRESS, lines=4), says.ADDRESS, column)

    def _key(self, column: QVBoxLayout) -> None:
        self.found = Prose(says.ASKING_KEYRING, ink="text")
        self.found.setObjectName("first_keyring")
        self.check = QuietButton(says.CHECK_AGAIN, "first_keyring_check")
        self.check.clicked.connect(self._ask)
        self.check.hide()
        column.addWidget(self.found)
        column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens.SMALL)
        self.passphrase = self.take(SecretField("first_passphrase", texts.PHRASE), texts.PHRASE, column)
        self.again = self.take(SecretField("first_passphrase_again", says.PHRASE_AGAIN), says.PHRASE_AGAIN, column)
        self.show_typed = reveal_button(self.passphrase, "first_show")
        # What can be read need not be typed twice.
        self.show_typed.toggled.connect(self.again.setDisabled)
        column.addWidget(self.show_typed, 0, Qt.AlignmentFlag.AlignRight)
        for field in (self.passphrase, self.again):
            field.returnPressed.connect(self._next)

    def _backups(self, column: QVBoxLayout) -> None:
        self.folder = LineField("first_backup_folder", says.FOLDER)
        self.folder.setMaxLength(500)
        self.folder.returnPressed.connect(self._next)
        self.folder.textChanged.connect(self._warn)
        choose = Button(says.CHOOSE, "first_backup_choose", says=says.CHOOSE_FOLDER)
        choose.clicked.connect(self.choose_folder)
        self.warning = Prose(ink="warn_ink")
        self.warning.setObjectName("first_backup_warning")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SMALL)
        line.addWidget(self.folder, 1)
        line.addWidget(choose)
        self.take(row, says.FOLDER, column)
        column.addWidget(self.warning)

    def _how(self, column: QVBoxLayout) -> None:
        """Its two buttons stand in the bar below."""
        for title, sentence in says.WAYS:
            column.addWidget(PlainLabel(title, weight=600))
            column.addWidget(Prose(sentence))
            column.addSpacing(tokens.TIGHT)

    def _line(self, name: str, label: str, column: QVBoxLayout) -> LineField:
        made = self.take(LineField(name, label), label, column)
        made.setMaxLength(500)
        made.returnPressed.connect(self._next)
        return made

    # --- turning ------------------------------------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """The page on show, from 0."""
        return self.pages.at

    def turn_to(self, at: int) -> None:
        """Show a page; the keyboard goes to its first field."""
        last = at == len(_SAID) - 1
        self.said.hide()
        self.pages.turn_to(at)
        self.step.setText(says.STEP.format(at=at + 1, of=len(_SAID)))
        self.title.setText(_SAID[at][0])
        self.sentence.setText(_SAID[at][1])
        self.setAccessibleName(_SAID[at][0])
        self.back.setVisible(at > 0)
        self.go_on.setVisible(not last)
        self.sample.setVisible(last)
        self.empty.setVisible(last)
        first = (self.organisation if self.organisation.text() == "" else self.officer, self.passphrase, self.folder)
        held = self.empty if last else first[at]
        self.setFocusProxy(held)
        held.setFocus(Qt.FocusReason.OtherFocusReason)
        if at == 1 and self._keyring is None:
            self._ask()

    def _next(self) -> None:
        try:
            if self.at == 1:
                self._check_key()
        except Refusal as no:
            self.complain(no)
            return
        self.turn_to(self.at + 1)

    def _check_key(self) -> None:
        typed = self.passphrase.text()
        if not typed and not self.again.text():
            if self._keyring is None:
                raise Refusal(says.STILL_ASKING, hint=says.STILL_ASKING_HINT)
            if not self._keyring:
                raise Refusal(says.PHRASE_NEEDED, hint=says.KEYRING_BAD)
            return
        if self.again.isEnabled() and typed != self.again.text():
            raise Refusal(says.PHRASES_DIFFER, hint=says.PHRASES_DIFFER_HINT)
        refuse_short(typed)

    # --- what the program finds out -----------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._keyring = None
        self.check.hide()
        self.found.set_ink("text")
        self.found.setText(says.ASKING_KEYRING)
        self.ask_keyring.emit()

    def keyring_told(self, told: str | Refusal) -> None:
        """The name of the keyring that keeps secrets here, or why there is none."""
        self._keyring = isinstance(told, str)
        self.check.setVisible(not self._keyring)
        self.found.set_ink("text" if self._keyring else "warn_ink")
        if isinstance(told, str):
            self.found.setText(says.KEYRING_GOOD.format(name=told))
        else:
            self.found.setText(f"{told.message} {says.KEYRING_BAD}")

    def take_folder(self, folder: Path | None) -> None:
        """The folder that was chosen in the dialog."""
        if folder is not None:
            self.folder.setText(str(folder))

    def _warn(self, text: str) -> None:
        self.warning.setText(" ".join(backup_place.warnings(text, self._store)))

    def complain(self, error: BaseException) -> None:
        if isinstance(error, KeyringProblem):
            self.turn_to(1)
            self.keyring_told(error)
        super().complain(error)

    # --- making -------------------------------------------------------------------------------------------------------

    def _go(self, *, sample: bool) -> None:
        try:
            self._check_key()
        except Refusal as no:
            self.turn_to(1)
            self.complain(no)
            return
        said: dict[str, object] = {
            "organisation.name": self.organisation.text().strip(),
            "dpo.name": self.officer.text().strip(),
            "organisation.address": [line.strip() for line in self.address.toPlainText().splitlines() if line.strip()],
            "backup.folder": self.folder.text().strip(),
        }
        self.busy()
        self.make.emit(NewOffice({key: value for key, value in said.items() if value}, self.passphrase.text(), sample))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes a page back; what was typed stays where it is."""
        if event.key() == Qt.Key.Key_Escape and self.at > 0:
            self.turn_to(self.at - 1)
        else:
            super().keyPressEvent(event)


def _page(build: "Callable[[QVBoxLayout], None]") -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SMALL)
    build(column)
    column.addStretch()
    return page
