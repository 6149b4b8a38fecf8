"""The recovery key: shown this once, printed, and typed back in part."""

import secrets

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.gates.base import Gate, Pages
from smsdpo.ui.texts import first_run as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose

GROUPS = 9
_GROUP = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


class KeyField(LineField):
    """The key, in letters as small as it takes to see all of them: a sign that is cut off is not written down."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * tokens.WIDE
        for size in (tokens.BODY, tokens.SECONDARY, tokens.CAPTION, tokens.CAPTION - 1, tokens.CAPTION - 2):
            self.setFont(style.font(size, 600))
            if style.metrics(size, 600).horizontalAdvance(self.text()) <= room:
                return


class GroupField(LineField):
    """One group of the key, to be typed: what is pasted proves no paper."""

    pasted = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(f"recovery_group_{number}", says.GROUP.format(number=number))
        self.setMaxLength(_GROUP)
        self.setProperty("keeps", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Its menu would offer to paste."""
        event.accept()


class RecoveryKeyGate(Gate):
    """Shows the key; `kept` when two of its groups, chosen by chance, were typed from the paper."""

    kept = Signal()
    print_it = Signal()

    def __init__(self, key: str, asked: tuple[int, int] | None = None) -> None:
        super().__init__("recovery_key", says.KEY_TITLE, texts.KEY_SAY)
        self._key = key
        self.asked = asked or _two_by_chance()
        """The groups that are to be typed back, counted from 1."""
        self.pages = Pages([self._show_page(), self._type_page()])
        self.card.body.addWidget(self.pages)
        self.copy = Button(says.COPY_KEY, "recovery_key_copy", icon="copy")
        self.print = Button(says.PRINT_KEY, "recovery_key_print", icon="printer")
        self.noted = PrimaryButton(says.KEY_KEPT, "recovery_key_kept")
        self.back = Button(says.KEY_BACK, "recovery_key_back")
        self.done = PrimaryButton(says.FINISH, "recovery_key_done")
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(key))
        self.print.clicked.connect(self.print_it)
        self.noted.clicked.connect(lambda: self.turn_to(1))
        self.back.clicked.connect(lambda: self.turn_to(0))
        self.done.clicked.connect(self._finish)
        self.acts([self.copy, self.print, self.back], [self.noted, self.done])
        self.turn_to(0)

    def _show_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.shown = self.take(KeyField("recovery_key_shown", texts.RECOVERY_KEY), texts.RECOVERY_KEY, column)
        self.shown.setText(self._key)
        self.shown.setReadOnly(True)
        self.shown.setCursorPosition(0)
        self.printed = Prose(ink="ok_ink")
        self.printed.setObjectName("recovery_key_printed")
        column.addWidget(self.printed)
        column.addStretch()
        return page

    def _type_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.WIDE)
        self.fields, self.rights = [], []
        for number in self.asked:
            column = QVBoxLayout()
            field = self.take(GroupField(number), says.GROUP.format(number=number), column)
            right = PlainLabel("", size=tokens.SECONDARY, weight=600, ink="ok_ink")
            right.setObjectName(f"recovery_right_{number}")
            column.addWidget(right)
            column.addStretch()
            row.addLayout(column, 1)
            field.textChanged.connect(self._compare)
            field.pasted.connect(lambda: self._say(says.NO_PASTE))
            field.returnPressed.connect(self._finish)
            self.fields.append(field)
            self.rights.append(right)
        return page

    def turn_to(self, at: int) -> None:
        """The key itself, or the groups to be typed; never both at once."""
        typing = at == 1
        self.said.hide()
        self.pages.turn_to(at)
        self.title.setText(says.TYPE_BACK if typing else says.KEY_TITLE)
        self.sentence.setText(says.TYPE_BACK_SAY if typing else texts.KEY_SAY)
        for button in (self.copy, self.print, self.noted):
            button.setVisible(not typing)
        for button in (self.back, self.done):
            button.setVisible(typing)
        held = self.fields[0] if typing else self.noted
        self.setFocusProxy(held)
        held.setFocus(Qt.FocusReason.OtherFocusReason)
        self._compare()

    def _compare(self) -> None:
        groups = self._key.split("-")
        good = [_same(field.text(), groups[number - 1]) for field, number in zip(self.fields, self.asked, strict=True)]
        for right, fits in zip(self.rights, good, strict=True):
            right.setText(says.RIGHT if fits else "")
        self.done.setEnabled(all(good))
        whole = [len(field.text().strip()) == _GROUP for field in self.fields]
        wrong = [number for number, fits, ended in zip(self.asked, good, whole, strict=True) if ended and not fits]
        self.said.setText(says.NOT_RIGHT.format(number=wrong[0]) if wrong else "")
        self.said.setVisible(bool(wrong))
        if self.sender() in self.fields and good[self.fields.index(self.sender())]:  # type: ignore[arg-type]
            onwards = self.done if all(good) else self.fields[good.index(False)]
            onwards.setFocus(Qt.FocusReason.TabFocusReason)

    def say_printed(self, words: str) -> None:
        """What has become of the printing."""
        self.printed.setText(words)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _finish(self) -> None:
        if not self.done.isEnabled():
            return
        if QApplication.clipboard().text() == self._key:
            QApplication.clipboard().clear()
        self.shown.clear()
        self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pages.at == 1:
            self.turn_to(0)
        else:
            super().keyPressEvent(event)


class UnnotedGate(Gate):
    """The recovery key was never noted down: make another, or put it off where that was not done before."""

    make = Signal()
    later = Signal()

    def __init__(self, *, put_off: bool) -> None:
        say = says.UNNOTED_SAY if put_off else f"{says.UNNOTED_SAY} {says.UNNOTED_ONCE}"
        super().__init__("unnoted", says.UNNOTED, say)
        self.not_now = Button(says.UNNOTED_LATER, "unnoted_later")
        self.not_now.clicked.connect(lambda: self._go(self.later))
        self.new = PrimaryButton(says.UNNOTED_MAKE, "unnoted_make")
        self.new.clicked.connect(lambda: self._go(self.make))
        self.acts([] if put_off else [self.not_now], [self.new])
        self.setFocusProxy(self.new)

    def _go(self, wanted: SignalInstance) -> None:
        self.busy()
        wanted.emit()


def _two_by_chance() -> tuple[int, int]:
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def _same(typed: str, group: str) -> bool:
    return typed.strip().upper().translate(_MISREAD) == group
