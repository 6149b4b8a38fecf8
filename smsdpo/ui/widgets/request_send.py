"""The last look before an answer leaves: to whom, which files and whom they were built for, how it went (D6)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain import surname
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.people import LookAlike
from smsdpo.domain.records.requests import Recipient, RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.leaving import Leaving, answer_of, built_for, moved_since, sent_at, whence
from smsdpo.ui.texts import request as says
from smsdpo.ui.texts import send as send_says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.cards import Divider, IconLabel
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose, card_title, quiet
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.request_address import AddressForm
from smsdpo.ui.widgets.request_letters import file_line
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.rows import refill

_MOST_ALIKE = 3


class LettersField(LineField):
    """The end of the surname. Enter does nothing here: an answer never leaves by Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            event.accept()
            return
        super().keyPressEvent(event)


class _Line(QWidget):
    """Ways to choose from beside their name; below it where there is no room for all of them."""

    def __init__(self, name: str, ways: Pills) -> None:
        super().__init__()
        self._parts = (_name(name), ways)
        both = (_name(says.PASSWORD_BY), _name(says.SENT_BY))
        self._parts[0].setMinimumWidth(max(one.sizeHint().width() for one in both))  # their ways stand in columns
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SMALL)
        self._row.addWidget(self._parts[0])
        self._row.addWidget(ways, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        name, ways = self._parts
        wanted = name.minimumWidth() + tokens.SMALL + ways.sizeHint().width()
        beside = wanted <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(tokens.SMALL if beside else tokens.TIGHT)
        super().resizeEvent(event)


class SendPanel(QWidget):
    """`send` carries how the answer went, `password` the other channel of the password, `address` a new recipient."""

    send = Signal(str)
    password = Signal(str)
    address = Signal(object)
    draft = Signal()
    close_it = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: RequestFile | None = None
        self._ready = False
        self._agreed = ""
        self.title = card_title(send_says.SEND_TITLE)
        self.to, self.post = Prose(ink="text"), Prose(ink="text")
        self.whence = Prose()
        self.change = QuietButton("", "change_address", icon="pencil", says=send_says.CHANGE_ADDRESS)
        self.form = AddressForm()
        self._files, self._alike = QVBoxLayout(), QVBoxLayout()
        self.letters = LettersField("surname_letters", says.LETTERS)
        self.letters.setMaxLength(60)
        self._files_title = section(texts.SEND_FILES)
        self.told = _ways(says.PASSWORD_BY, says.PASSWORD_WAYS, "password_by")
        self.how = _ways(says.SENT_BY, says.SENT_WAYS, "sent_by")
        self._password, self._sent = _Line(says.PASSWORD_BY, self.told), _Line(says.SENT_BY, self.how)
        self.open_draft = Button(says.OPEN_DRAFT, "open_draft", icon="mail")
        self.go = Button(says.MARK["post"], "mark_sent")
        self.go.by_enter = False
        self.cancel = Button(says.NOT_YET, "send_cancel")
        self.why_not = Prose(ink="bad_ink")
        self.gone = _Gone()
        self._before = QWidget()
        self._build()
        self._wire()

    def _wire(self) -> None:
        self.change.clicked.connect(self._change)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._back)
        self.letters.textChanged.connect(self._weigh)
        self.told.chosen.connect(self._agree)
        self.how.chosen.connect(self._say_how)
        self.open_draft.clicked.connect(self.draft)
        self.go.clicked.connect(self._send)
        self.cancel.clicked.connect(self.left)
        self.gone.close_it.clicked.connect(self.close_it)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(1, 1)
        for at, (name, words) in enumerate(((send_says.SEND_TO, self.to), (send_says.SEND_POST, self.post))):
            grid.addWidget(_name(name), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, at, 1)
        grid.addWidget(self.change, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.whence, 2, 1, 1, 2)
        inside = QVBoxLayout(self._before)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SMALL)
        inside.addLayout(grid)
        inside.addWidget(self.form)
        inside.addWidget(Divider())
        inside.addWidget(self._files_title)
        for rows in (self._files, self._alike):
            rows.setSpacing(tokens.TIGHT)
            inside.addLayout(rows)
        inside.addWidget(Divider())
        inside.addLayout(self._asked())
        inside.addWidget(self.why_not)
        inside.addLayout(self._acts())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.title)
        column.addWidget(self._before)
        column.addWidget(self.gone)

    def _asked(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(tokens.TIGHT)
        self.letters_name = Prose(ink="text_2", weight=500)
        rows.addWidget(self.letters_name)
        rows.addWidget(self.letters)
        rows.addSpacing(tokens.TIGHT)
        for line in (self._password, self._sent):
            rows.addWidget(line)
        return rows

    def _acts(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addStretch()
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        rows = QVBoxLayout()
        rows.setSpacing(tokens.SMALL)
        rows.addWidget(self.open_draft, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addLayout(line)
        return rows

    # --- showing ------------------------------------------------------------------------------------------------------

    def show_file(self, file: RequestFile) -> None:
        """Show what would leave, and what stands against it; after that, what closing it means."""
        first = self._file is None or self._file.card.reference != file.card.reference
        moved = self._file is not None and self._file.recipient != file.recipient
        self._file = file
        if first:
            self._show_how("post" if file.recipient.postal else "email")
            self.show_alikes(())
        if first or moved:
            self.letters.clear()
        gone = file.card.state in ENDED
        how_it_left = says.LEFT if sent_at(file) else send_says.NONE_LEFT
        self.title.setText(how_it_left if gone else send_says.SEND_TITLE)
        self._before.setVisible(not gone)
        self.gone.setVisible(gone)
        self.gone.show_file(file)
        self._show_who(file)
        lines = built_for(file)
        alike = {one.person for one in lines} if all(one.fits for one in lines) else set[str]()
        said = send_says.FILES_FOR.format(name=alike.pop()) if len(alike) == 1 else texts.SEND_FILES
        self._files_title.setText(said)
        refill(self._files, [*(_line(one, by_name=said == texts.SEND_FILES) for one in lines), *_lateness(file)])
        self._password.setVisible(any(item.key == "password" for item in file.checklist))
        self._ready = file.next.key in {"send", "closed"} and not file.next.blocked and bool(lines)
        self._weigh()

    def _show_who(self, file: RequestFile) -> None:
        self.to.setText("\n".join((file.recipient.name, file.recipient.email or send_says.NO_ADDRESS)))
        self.post.setText("\n".join(file.recipient.postal) or send_says.NO_POST)
        self.whence.setText(whence(file))
        agreed = next((item.note for item in file.checklist if item.key == "password"), "")
        self._agreed = next((key for key, words in send_says.PASSWORD_AS.items() if words and words == agreed), "")
        self.told.light(self._agreed)
        count = len(surname.last_letters(file.recipient.name))
        asked = says.TYPE_LETTERS.format(count=count) if count else says.NO_NAME_TO_TYPE
        self.letters_name.setText(asked)
        self.letters.setAccessibleName(asked)

    def show_alikes(self, people: Sequence[LookAlike]) -> None:
        """Name the people of the register who might be taken for this one."""
        lines = [says.LOOK_ALIKE.format(name=one.name, because=one.because) for one in people[:_MOST_ALIKE]]
        if len(people) > _MOST_ALIKE:
            lines.append(says.MORE_ALIKE.format(count=texts.number(len(people) - _MOST_ALIKE)))
        refill(self._alike, [_warning(line) for line in lines])

    def _show_how(self, key: str) -> None:
        self.how.light(key)
        self._say_how(key)

    def _say_how(self, key: str) -> None:
        self.go.setText(says.MARK[key])
        self.go.setAccessibleName(says.MARK[key])
        self.go.updateGeometry()

    def _weigh(self) -> None:
        """What stands against it, in one sentence; the act is off until nothing does."""
        file = self._file
        if file is None:
            return
        typed = surname.fits(file.recipient.name, self.letters.text())
        against = self._against(file)
        why = against or (says.NOT_THESE if self.letters.text() and not typed else "")
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why))
        self.go.setEnabled(self._ready and not against and typed)
        self.open_draft.setEnabled(self._ready and not against and bool(file.recipient.email))

    def _against(self, file: RequestFile) -> str:
        wrong = next((one for one in built_for(file) if not one.fits), None)
        if wrong is not None:
            return says.WRONG_FILE.format(file=wrong.name, built=wrong.person, name=file.recipient.name)
        if not self._ready and moved_since(file):
            return says.ADDRESS_MOVED
        return "" if self._ready else file.next.blocked

    def first_open(self) -> QWidget | None:
        """Where the keyboard begins: nothing irreversible has it."""
        return None if self._file is None or self._file.card.state in ENDED else self.letters

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        self.letters.clear()
        self.send.emit(says.SENT_AS[self.how.current])

    def _agree(self, key: str) -> None:
        """By which other channel the password goes; the same once more takes it back."""
        self._agreed = "" if key == self._agreed else key
        self.told.light(self._agreed)
        self.password.emit(send_says.PASSWORD_AS.get(self._agreed, ""))

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


class _Gone(QWidget):
    """After it has left: how, when, and the act that ends the request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts, self.follows = Prose(ink="text"), Prose()
        self.close_it = Button(says.CLOSE, "close_request", icon="circle-check")
        self.close_it.by_enter = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.facts)
        column.addWidget(self.follows)
        column.addSpacing(tokens.TIGHT)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_file(self, file: RequestFile) -> None:
        """Say what has left and what closing means."""
        sent, answer = sent_at(file), answer_of(file)
        how = answer.sent if answer is not None else ""
        on = texts.short_instant(sent) if sent is not None else ""
        self.facts.setText(says.LEFT_FACTS.format(how=how, day=on) if sent is not None else send_says.NONE_LEFT_FACTS)
        ends = {one.key: one for one in REQUEST_TYPES[file.card.type].outcomes}
        ending = ends.get(file.settled)
        said = says.CLOSE_FOR_NOW if ending is not None and ending.unanswered else says.CLOSE_AS
        self.follows.setText(said.format(outcome=ending.label if ending is not None else file.settled))
        is_open = file.card.state == "released"
        self.follows.setVisible(is_open)
        self.close_it.setVisible(is_open)


def _lateness(file: RequestFile) -> list[QWidget]:
    """A date that has passed is said before the answer leaves: the person is owed the reason (N33)."""
    if file.card.days_left is None or file.card.days_left >= 0:
        return []
    if file.card.held_up:
        return [Prose(says.HELD_UP)]
    return [_warning(says.SENT_LATE.format(left=file.card.left))]


def _warning(words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    row.addWidget(IconLabel("triangle-alert", "warn_ink", tokens.ICON_SMALL), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(words, ink="warn_ink"), 1)
    return made


def _ways(what: str, ways: Sequence[tuple[str, str]], name: str) -> Pills:
    made = Pills(ways, name)
    if (row := made.layout()) is not None:
        row.setSpacing(2)  # four of them stand side by side in the narrowest card
    for pill in made.pills.values():
        pill.setAccessibleName(says.WAY_SAYS.format(what=what, way=pill.title.lower()))
    return made


def _name(words: str) -> PlainLabel:
    return PlainLabel(words, size=tokens.SECONDARY, weight=500, ink="text_2")


def _line(one: Leaving, *, by_name: bool) -> QWidget:
    """A file and whether it fits; `by_name` says whom it was built for where that is not the same for all of them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setSpacing(tokens.SMALL)
    row.addWidget(file_line(one.name), 1)
    good, bad = Chip(send_says.MATCHES, "ok", "check"), Chip(texts.DOES_NOT_MATCH, "bad")
    row.addWidget(ChipLabel(good if one.fits else bad))
    column.addLayout(row)
    for words in (send_says.BUILT_FOR.format(name=one.person) if by_name else "", one.counts):
        if words:
            below = QHBoxLayout()
            below.setContentsMargins(tokens.ICON_SMALL + tokens.SMALL, 0, 0, 0)
            below.addWidget(quiet(words))
            column.addLayout(below)
    return made
