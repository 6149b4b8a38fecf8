"""A store that is damaged: read what is left of it, put a copy in its place, try again, or leave."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from smsdpo.ui import texts, tokens
from smsdpo.ui.gates.base import Gate
from smsdpo.ui.texts import damaged as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.labels import PlainLabel, Prose, caption, card_title

if TYPE_CHECKING:
    from smsdpo.core.errors import Damaged
    from smsdpo.services.damaged import CopyCard

_WIDTH = 600
_SHOWN = 5
"""Copies; one is made at each step of the schema, so there are few."""


class DamagedGate(Gate):
    """`read` asks for what is left; `put` carries the name of the copy that is to take its place."""

    read = Signal()
    put = Signal(str)
    again = Signal()

    def __init__(self, error: "Damaged", copies: Sequence["CopyCard"]) -> None:
        super().__init__("damaged", texts.CANNOT_OPEN, error.sentence())
        self.sentence.set_ink("bad_ink")
        self.card.setFixedWidth(_WIDTH)
        leave = Button(texts.QUIT, "damaged_quit")
        leave.clicked.connect(QApplication.closeAllWindows)
        self.retry: Button = (Button if error.readable else PrimaryButton)(texts.TRY_AGAIN, "damaged_again")
        self.retry.clicked.connect(self.again)
        main = [self.retry]
        if error.readable:
            self.card.body.addWidget(Prose(says.READ_SAY))
            main.append(PrimaryButton(says.READ, "damaged_read"))
            main[-1].clicked.connect(self._read)
        self._list(copies)
        self.acts([leave], main)
        self.setFocusProxy(main[-1])

    def _list(self, copies: Sequence["CopyCard"]) -> None:
        self.card.body.addSpacing(tokens.SMALL)
        self.card.body.addWidget(card_title(says.COPIES))
        self.card.body.addWidget(Prose(says.COPIES_SAY if copies else says.NO_COPIES))
        for at, copy in enumerate(copies[:_SHOWN]):
            day = texts.day(copy.day)
            row, words = QHBoxLayout(), QVBoxLayout()
            words.addWidget(PlainLabel(says.COPY.format(day=day, size=texts.size(copy.size)), weight=600))
            words.addWidget(caption(copy.name))
            button = Button(says.PUT, f"damaged_put_{at}", says=says.PUT_SAYS.format(day=day, name=copy.name))
            button.clicked.connect(lambda _on=False, name=copy.name: self._put(name))
            row.addLayout(words, 1)
            row.addWidget(button)
            self.card.body.addLayout(row)

    def _read(self) -> None:
        self.busy()
        self.read.emit()

    def _put(self, name: str) -> None:
        self.busy()
        self.put.emit(name)


class PutBackGate(Gate):
    """The copy is in place: under which name the damaged file is kept, and on to the office."""

    open_it = Signal()

    def __init__(self, kept: str) -> None:
        super().__init__("put_back", says.WAS_PUT, says.KEPT.format(kept=kept) if kept else says.NONE_KEPT)
        onwards = PrimaryButton(says.OPEN, "put_back_open")
        onwards.clicked.connect(self.open_it)
        self.acts([], [onwards])
        self.setFocusProxy(onwards)
