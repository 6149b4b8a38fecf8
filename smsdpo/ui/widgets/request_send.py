"""The last look before an answer leaves: to whom, which files and whom they were built for, how it went (D6)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.records import Recipient, RequestFile
from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Chip
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Divider
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import ChoiceField, LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title, quiet
from smsdpo.ui.widgets.request_letters import file_line, letter_file
from smsdpo.ui.widgets.request_lists import refill, section


def built_for(file: RequestFile) -> list[tuple[str, str, bool]]:
    """Every file that would leave: its name, whom it was built for, and whether that is who gets it."""
    made: list[tuple[str, str, bool]] = []
    if file.letters:
        letter = file.letters[-1]
        name = letter_file(file.card.reference, letter)
        made.append((name, letter.recipient, letter.recipient == file.recipient.name))
    if file.exports:
        export = file.exports[-1]
        mine = export.person == file.card.person
        made += [(name, export.built_for, mine) for name in export.files if not name.endswith(".pdf")]
    return made


class AddressForm(QWidget):
    """Where the answer goes; after a change a letter made before must be made again."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineField("recipient_name", texts.ADDRESS_NAME, hint=texts.ADDRESS_NAME)
        self.email = LineField("recipient_email", texts.ADDRESS_EMAIL, hint=texts.ADDRESS_EMAIL)
        self.post = LineField("recipient_post", texts.ADDRESS_POST, hint=texts.ADDRESS_POST_HINT)
        self.save = Button(texts.SAVE_ADDRESS, "save_address")
        back = Button(texts.BACK, "address_back")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        for field in (self.name, self.email, self.post):
            field.setMaxLength(300)
            field.returnPressed.connect(self._save)
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.save)
        row.addWidget(back)
        row.addStretch()
        column.addLayout(row)
        self.save.clicked.connect(self._save)
        back.clicked.connect(self.left)
        self.hide()

    def start(self, recipient: Recipient) -> None:
        """Begin with the address there is."""
        self.name.setText(recipient.name)
        self.email.setText(recipient.email)
        self.post.setText(", ".join(recipient.postal))
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        lines = tuple(line.strip() for line in self.post.text().split(",") if line.strip())
        self.saved.emit(Recipient(self.name.text().strip(), self.email.text().strip(), lines))


class SendPanel(QWidget):
    """`send` carries how the answer went, `password` the other channel of the password, `address` a new recipient."""

    send = Signal(str)
    password = Signal(str)
    address = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: RequestFile | None = None
        self.to, self.post = Prose(ink="text"), Prose(ink="text")
        self.change = QuietButton(texts.CHANGE_ADDRESS, "change_address")
        self.form = AddressForm()
        self._files = QVBoxLayout()
        self._files.setSpacing(tokens.SMALL)
        self.how = _choice("send_how", texts.SEND_HOW, texts.SEND_WAYS)
        self.told = _choice("password_how", texts.PASSWORD_HOW, texts.PASSWORD_WAYS)
        self.go = PrimaryButton(texts.SEND_AND_CLOSE, "send_and_close", icon="send")
        self.why_not = Prose(ink="bad_ink")
        self._build()
        self.change.clicked.connect(self._change)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._back)
        self.told.activated.connect(lambda _at: self.password.emit(texts.PASSWORD_AS[self.told.key]))
        self.go.clicked.connect(lambda: self.send.emit(texts.SENT_AS[self.how.key]))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(1, 1)
        for at, (name, words) in enumerate(((texts.SEND_TO, self.to), (texts.SEND_POST, self.post))):
            label = PlainLabel(name, size=tokens.SECONDARY, weight=500, ink="text_2")
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(card_title(texts.SEND_TITLE))
        column.addLayout(grid)
        column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addWidget(Divider())
        column.addWidget(section(texts.SEND_FILES))
        column.addLayout(self._files)
        column.addWidget(Divider())
        ways = QGridLayout()
        ways.setHorizontalSpacing(tokens.MEDIUM)
        ways.setVerticalSpacing(tokens.SMALL)
        ways.setColumnStretch(1, 1)
        for at, (title, choice) in enumerate(((texts.PASSWORD, self.told), (texts.SENT, self.how))):
            ways.addWidget(PlainLabel(title, size=tokens.SECONDARY, weight=500, ink="text_2"), at, 0)
            ways.addWidget(choice, at, 1)
        column.addLayout(ways)
        column.addWidget(self.why_not)
        column.addSpacing(tokens.TIGHT)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)

    def show_file(self, file: RequestFile) -> None:
        """Show what would leave, and what stands against it."""
        first = self._file is None or self._file.card.reference != file.card.reference
        self._file = file
        self.to.setText("\n".join((file.recipient.name, file.recipient.email or texts.NO_ADDRESS)))
        self.post.setText("\n".join(file.recipient.postal) or texts.NO_POST)
        if first:
            self.how.choose("post" if file.recipient.postal else "e-mail")
        agreed = next((item.note for item in file.checklist if item.key == "password"), "")
        self.told.choose(next((key for key, words in texts.PASSWORD_AS.items() if words == agreed), "none"))
        lines = built_for(file)
        refill(self._files, [_line(*one) for one in lines])
        ready = file.next.key in {"send", "closed"} and not file.next.blocked
        self.why_not.setText("" if ready else file.next.blocked)
        self.why_not.setVisible(not ready and bool(file.next.blocked))
        is_open = file.card.state != "closed"
        self.go.setEnabled(is_open and ready and bool(lines) and all(fits for _, _, fits in lines))
        for widget in (self.change, self.how, self.told):
            widget.setEnabled(is_open and file.card.state != "released")

    def _change(self) -> None:
        if self._file is not None:
            self.change.hide()
            self.form.start(self._file.recipient)

    def _saved(self, recipient: Recipient) -> None:
        self._back()
        self.address.emit(recipient)

    def _back(self) -> None:
        self.form.hide()
        self.change.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)


def _choice(name: str, says: str, ways: Sequence[tuple[str, str]]) -> ChoiceField:
    made = ChoiceField(name, says)
    for key, title in ways:
        made.addItem(title, key)
    return made


def _line(name: str, person: str, fits: bool) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(file_line(name))
    below = QHBoxLayout()
    below.setContentsMargins(tokens.ICON_SMALL + tokens.SMALL, 0, 0, 0)
    below.setSpacing(tokens.SMALL)
    below.addWidget(quiet(texts.BUILT_FOR.format(name=person)), 1)
    below.addWidget(ChipLabel(Chip(texts.MATCHES, "ok", "check") if fits else Chip(texts.DOES_NOT_MATCH, "bad")))
    column.addLayout(below)
    return made
