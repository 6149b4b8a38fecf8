"""The line under a request's head: what it is linked with, what holds its data, and further acts in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smsdpo.domain import links
from smsdpo.domain.records import HoldCard, LinkCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Chip
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import ChipButton


class CaseLine(QWidget):
    """`opened` carries the reference of a linked request; `holds_wanted` asks for the holds. Hidden while empty."""

    opened = Signal(str)
    holds_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_line")
        self.hold = ChipButton("request_hold", says=says.HOLD_SAYS)
        self.hold.clicked.connect(lambda _checked: self.holds_wanted.emit())
        self.linked: list[ChipButton] = []
        self._shown: object = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SMALL)
        self._row.addWidget(self.hold)
        self._row.addStretch()
        self.hide()

    def show_case(self, cards: Sequence[LinkCard], holds: Sequence[HoldCard]) -> None:
        """Show what belongs to a request."""
        self.hold.setVisible(bool(holds))
        self.hold.show_chip(hold_chip(holds))
        self.setVisible(bool(holds) or bool(cards))
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        for old in self.linked:
            old.hide()
            old.deleteLater()
        self.linked = [self._chip(at, card) for at, card in enumerate(cards, 1)]

    def _chip(self, at: int, card: LinkCard) -> ChipButton:
        what = f"{links.in_words(card.kind, back=card.back)} {REQUEST_TYPES[card.type].short}"
        short = links.in_words(card.kind, back=card.back)
        state = f"  ·  {texts.CLOSED}" if card.state == "closed" else ""
        made = ChipButton(f"linked_{at}", Chip(f"{short}: {card.reference}{state}", "accent", "link"))
        made.setAccessibleName(says.LINKED_SAYS.format(reference=card.reference, what=what))
        made.clicked.connect(lambda _checked, reference=card.reference: self.opened.emit(reference))
        self._row.insertWidget(at, made)
        return made


def hold_chip(holds: Sequence[HoldCard]) -> Chip:
    """How many holds stand, in a word."""
    if not holds:
        return Chip("")
    return Chip(says.HOLD if len(holds) == 1 else says.HOLDS.format(count=len(holds)), "warn", "lock")
