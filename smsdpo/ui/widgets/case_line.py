"""The line under a request's head: what it is linked with, what holds its data, and further acts in a menu."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smsdpo.domain import links
from smsdpo.domain.records.casework import HoldCard, LinkCard
from smsdpo.domain.records.requests import CameLate, Unanswered
from smsdpo.domain.request_types import NO_REPLY, REQUEST_TYPES
from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import ChipButton


class CaseLine(QWidget):
    """`opened` carries the reference of a linked request; `holds_wanted` asks for the holds, `silence_wanted` for what
    is to be done where nobody answered, or answered late, `telling_wanted` for the notice that a disclosure owes,
    `apology_wanted` for the letter that a late answer owes. Hidden while empty."""

    opened = Signal(str)
    holds_wanted = Signal()
    silence_wanted = Signal()
    telling_wanted = Signal()
    apology_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_line")
        self.hold = ChipButton("request_hold", says=says.HOLD_SAYS)
        self.hold.clicked.connect(lambda _checked: self.holds_wanted.emit())
        self.silence = ChipButton("request_silence")
        self.silence.clicked.connect(lambda _checked: self.silence_wanted.emit())
        self.telling = ChipButton("request_telling")
        self.telling.clicked.connect(lambda _checked: self.telling_wanted.emit())
        self.late = ChipButton("request_late", Chip(says.LATE_CHIP, "bad", "triangle-alert"))
        self.late.clicked.connect(lambda _checked: self.apology_wanted.emit())
        self.linked: list[ChipButton] = []
        self._shown: object = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SMALL)
        self._row.addWidget(self.hold)
        self._row.addWidget(self.silence)
        self._row.addWidget(self.telling)
        self._row.addWidget(self.late)
        self._row.addStretch()
        self.hide()

    def show_case(
        self,
        cards: Sequence[LinkCard],
        holds: Sequence[HoldCard],
        silence: Chip | None,
        telling: Chip | None,
        *,
        late: bool,
    ) -> None:
        """Show what belongs to a request; `late` where an apology is owed and not yet written."""
        self.hold.setVisible(bool(holds))
        self.hold.show_chip(hold_chip(holds))
        for button, chip in ((self.silence, silence), (self.telling, telling)):
            button.setVisible(chip is not None)
            button.show_chip(chip or Chip(""))
        self.late.setVisible(late)
        self.setVisible(late or any((cards, holds, silence, telling)))
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        for old in self.linked:
            old.hide()
            old.deleteLater()
        self.linked = [self._chip(at, card) for at, card in enumerate(cards, 1)]

    def widths(self) -> tuple[int, int]:
        """What it takes beside something, whole and without the hold."""
        shown = [one for one in self.stops()[1:] if not one.isHidden()]
        rest = sum(one.sizeHint().width() + tokens.SMALL for one in shown)
        hold = 0 if self.hold.isHidden() else self.hold.sizeHint().width() + tokens.SMALL
        return rest + hold, rest

    def take_hold(self) -> None:
        """The hold stands in this line again, as the first."""
        self._row.insertWidget(0, self.hold)

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from left to right."""
        return (self.hold, *self.linked, self.silence, self.telling, self.late)

    def _chip(self, at: int, card: LinkCard) -> ChipButton:
        what = f"{links.in_words(card.kind, back=card.back)} {REQUEST_TYPES[card.type].short}"
        short = links.in_words(card.kind, back=card.back)
        state = f"  ·  {texts.CLOSED}" if card.state == "closed" else ""
        made = ChipButton(f"linked_{at}", Chip(f"{short}: {card.reference}{state}", "accent", "link"))
        made.setAccessibleName(says.LINKED_SAYS.format(reference=card.reference, what=what))
        made.clicked.connect(lambda _checked, reference=card.reference: self.opened.emit(reference))
        self._row.insertWidget(self._row.indexOf(self.silence), made)
        return made


def hold_chip(holds: Sequence[HoldCard]) -> Chip:
    """How many holds stand, in a word."""
    if not holds:
        return Chip("")
    return Chip(says.HOLD if len(holds) == 1 else says.HOLDS.format(count=len(holds)), "warn", "lock")


def silence_chip(unanswered: Unanswered | None, came_late: CameLate | None, today: date) -> Chip | None:
    """What waits for an answer, and what came after all; nothing where neither is so."""
    if came_late is not None:
        return Chip(says.CAME_LATE.format(day=texts.short_day(came_late.on)), "warn", "corner-up-left")
    if unanswered is None:
        return None
    lapses = unanswered.outcome == NO_REPLY.key
    if unanswered.may_close > today:
        said = says.UNANSWERED if lapses else says.UNANSWERED_UNTIL
        return Chip(said.format(day=texts.short_day(unanswered.may_close)), "mute", "clock")
    said = says.UNANSWERED_CLOSE if lapses else says.UNANSWERED_SINCE
    return Chip(said.format(day=texts.short_day(unanswered.on)), "warn", "clock")
