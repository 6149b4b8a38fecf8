"""How we know who is asking: the ladder of checks, least intrusive first, one press each; only words are kept (N20)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.domain import identity
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.requests import IdentityCheck, IdentityMethod, RequestFile
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Divider, IconLabel, Scrolled
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title, quiet
from smsdpo.ui.widgets.request_head import AskLine

_WIDE = 300  # px of a rung's button


def can_ask_proof(file: RequestFile) -> bool:
    """Whether proof may be asked for now: identity is open, nobody is asked for anything, nothing has left."""
    return file.identity is None and not file.card.waiting_for and file.card.state not in ENDED


class IdentityPane(QWidget):
    """`checked` carries the method and what was seen or asked, `doubted` why proof is asked for. `copy_wanted`: a copy
    of an identity paper is to go, asked for by hand or because a document has just been seen."""

    checked = Signal(str, str)
    copy_wanted = Signal()
    doubted = Signal(str)
    person_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self._helps: dict[str, Prose] = {}
        self._method = ""
        self.done = Prose(size=tokens.BODY, weight=600, ink="ok_ink")
        self.by = quiet()
        self._done_row = QWidget()
        self._reference = self._seen_for = ""
        self.copies = Prose()
        self.delete_copy = Button(says.DELETE_COPY, "delete_identity_copy", icon="trash-2")
        self.delete_copy.clicked.connect(self.copy_wanted)
        self._copies_row = QWidget()
        self.ask = AskLine("identity_note", texts.RECORD_CHECK)
        self.ask.answered.connect(self._answered)
        self.ask.left.connect(self._back)
        self.whose = PlainLabel(weight=600)
        self.person = QuietButton(says.CHOOSE_PERSON, "choose_person", icon="user")
        self.person.clicked.connect(self.person_wanted)
        self.proof = Button(says.ASK_PROOF, "ask_for_proof", icon="mail")
        self.doubt = AskLine("proof_reason", says.ASK_PROOF_DO)
        self.doubt.answered.connect(self.doubted)
        self.doubt.left.connect(self.proof.setFocus)
        self.proof.clicked.connect(lambda _checked: self.ask_doubt())
        self._grid = QGridLayout()
        self._build()

    def _build(self) -> None:
        paper = QWidget()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Scrolled("identity_scroll", paper))
        column = QVBoxLayout(paper)
        column.setContentsMargins(tokens.PAGE, tokens.WIDE, tokens.PAGE, tokens.WIDE)
        column.setSpacing(tokens.MEDIUM)
        self._put_whose(column)
        column.addWidget(Divider())
        column.addWidget(card_title(texts.IDENTITY_TITLE))
        column.addWidget(Prose(texts.IDENTITY_LEAD))
        self._put_checked(column)
        self._grid.setHorizontalSpacing(tokens.WIDE)
        self._grid.setVerticalSpacing(tokens.MEDIUM)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addWidget(self.ask)
        self._put_proof(column)
        column.addWidget(self.doubt)
        column.addStretch()

    def _put_whose(self, column: QVBoxLayout) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(tokens.SMALL)
        whose.addWidget(PlainLabel(says.WHOSE, ink="text_2"))
        whose.addWidget(self.whose, 1)
        whose.addWidget(self.person)
        column.addLayout(whose)

    def _put_checked(self, column: QVBoxLayout) -> None:
        """By what it was checked, and the copy of a paper that is not needed any more."""
        done, copies = QHBoxLayout(self._done_row), QHBoxLayout(self._copies_row)
        for row in (done, copies):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.SMALL)
        done.addWidget(IconLabel("shield-check", "ok_ink"))
        done.addWidget(self.done, 1)
        done.addWidget(self.by)
        copies.addWidget(self.copies, 1)
        copies.addWidget(self.delete_copy, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._done_row)
        column.addWidget(self._copies_row)

    def _put_proof(self, column: QVBoxLayout) -> None:
        self._line, self._proof = Divider(), QWidget()
        proof = QGridLayout(self._proof)
        proof.setContentsMargins(0, 0, 0, 0)
        proof.setHorizontalSpacing(tokens.WIDE)
        proof.setColumnStretch(1, 1)
        self.proof.setFixedWidth(_WIDE)
        proof.addWidget(self.proof, 0, 0)
        proof.addWidget(Prose(says.ASK_PROOF_LEAD), 0, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._line)
        column.addWidget(self._proof)

    def ask_doubt(self, usual: str = "") -> None:
        """Why there is doubt about who asks; the `usual` words stand there to be put right."""
        self.doubt.ask(says.ASK_PROOF_WHY, says.ASK_PROOF_HINT, text=usual)

    def show_file(self, file: RequestFile) -> None:
        """Show the ladder and what was checked."""
        self._reference = file.card.reference
        for at, method in enumerate(file.identity_methods):
            self._show_rung(at, method, usable=file.card.state not in ENDED)
        self._show_done(file.identity)
        self._show_copies(file)
        self._show_person(file)
        for widget in (self._line, self._proof):
            widget.setVisible(can_ask_proof(file))
        if not can_ask_proof(file):
            self.doubt.hide()

    def _show_person(self, file: RequestFile) -> None:
        """The person can be chosen until data was found for somebody."""
        nobody = file.card.person is None
        self.whose.setText(says.NOBODY_YET if nobody else file.card.person_name or texts.NO_NAME)
        said = says.CHOOSE_PERSON if nobody else says.CHANGE_PERSON
        self.person.setText(said)
        self.person.setAccessibleName(said)
        self.person.updateGeometry()
        self.person.setVisible(not file.findings and file.card.state not in ENDED)

    def _show_rung(self, at: int, method: IdentityMethod, *, usable: bool) -> None:
        if method.key not in self.buttons:
            button = Button(method.label, f"identity_{method.key}")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setFixedWidth(_WIDE)
            button.clicked.connect(lambda _=False, key=method.key, label=method.label: self._press(key, label))
            self.buttons[method.key], self._helps[method.key] = button, Prose()
            self._grid.addWidget(button, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._helps[method.key], at, 1, Qt.AlignmentFlag.AlignVCenter)
        self.buttons[method.key].setEnabled(method.offered and usable)
        self._helps[method.key].setText(method.help if method.offered else method.why_not)
        self._helps[method.key].set_ink("text_2" if method.offered else "text_3")

    def _show_done(self, check: IdentityCheck | None) -> None:
        self._done_row.setVisible(check is not None)
        if check is not None:
            self.done.setText(texts.IDENTITY_DONE.format(what=identity.in_words(check.method, check.seen)))
            self.by.setText(texts.IDENTITY_BY.format(by=check.by, at=texts.instant(check.at)))

    def _show_copies(self, file: RequestFile) -> None:
        """A copy of an identity paper has served once the check is done; it is offered for deletion right then."""
        self._copies_row.setVisible(bool(file.copies))
        self.copies.setText(says.COPIES_SERVED.format(things=texts.counted(len(file.copies), "attachment")))
        seen_for, checked = self._seen_for, file.identity is not None
        if checked or seen_for != self._reference:
            self._seen_for = ""
        if checked and seen_for == self._reference and file.copies and self.isVisible():
            self.copy_wanted.emit()

    def first_offered(self) -> Button | None:
        """The least intrusive check that can be made."""
        return next((button for button in self.buttons.values() if button.isEnabled()), None)

    def _press(self, key: str, label: str) -> None:
        if identity.needs_words(key):
            self._method = key
            self.ask.ask(f"{label}: {texts.IDENTITY_NOTE.lower()}", texts.IDENTITY_NOTE_HINT)
        else:
            self.ask.hide()
            self.checked.emit(key, "")

    def _answered(self, seen: str) -> None:
        self._seen_for = self._reference if self._method == identity.DOCUMENT_SEEN else ""
        self.checked.emit(self._method, seen)

    def _back(self) -> None:
        if self._method in self.buttons:
            self.buttons[self._method].setFocus(Qt.FocusReason.OtherFocusReason)
