"""The panel that stands before the work, and the two simplest: opening, and what to do when that fails."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.cards import Card, put_in_middle
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import FieldName, Prose, page_title

_WIDTH = 480
Made = TypeVar("Made", bound=QWidget)


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
        self.card.body.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))  # with its parent: before, it would flash up as a window
        self.card.body.addSpacing(tokens.SMALL)
        self.said = Prose(ink="bad_ink", weight=500)
        self.said.setObjectName(f"{name}_said")
        self.said.hide()
        put_in_middle(self, self.card)

    def field(self, name: str, label: str, *, text: str = "") -> LineField:
        """A field under its name."""
        made = LineField(name, label)
        made.setText(text)
        made.setMaxLength(1000)
        return self.take(made, label)

    def take(self, made: Made, label: str, into: QVBoxLayout | None = None) -> Made:
        """Put a field under its name."""
        column = self.card.body if into is None else into
        column.addWidget(FieldName(label, size=tokens.CAPTION))
        column.addWidget(made)
        column.addSpacing(tokens.TIGHT)
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
        self.said.setText(complaint_of(error).sentence)
        self.said.show()
        self.setEnabled(True)

    def busy(self) -> None:
        """Wait for the answer."""
        self.said.hide()
        self.setEnabled(False)


class Pages(QWidget):
    """Pages of one card, of which it shows one and is as high as that (a QStackedWidget is as high as its highest)."""

    def __init__(self, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self.pages, self.at = tuple(pages), 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            column.addWidget(page)
        self.turn_to(0)

    def turn_to(self, at: int) -> None:
        """Show one page and hide the others."""
        self.at = at
        for number, page in enumerate(self.pages):
            page.setVisible(number == at)


class OpeningGate(Gate):
    """Shown while the store is being opened."""

    def __init__(self, say: str = texts.OPENING) -> None:
        super().__init__("opening", say)


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
