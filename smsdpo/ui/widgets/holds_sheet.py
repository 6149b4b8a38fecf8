"""The holds that stand, each with its ground, reason and the way to release it; and the form that raises one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.clock import london_date
from smsdpo.domain.records.casework import HoldCard
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.sheet import Sheet

GROUNDS = {
    "open_request": "Open request",
    "dispute": "Dispute or legal claim",
    "disclosure": "Disclosure by legal process",
    "other": "Another ground",
}


class HoldsSheet(Sheet):
    """`released` carries the number of a hold and why it ends."""

    released = Signal(int, str)

    def __init__(self, holds: Sequence[HoldCard]) -> None:
        super().__init__("holds_sheet", says.HOLD_LIST, says.HOLD_SAY if holds else says.HOLD_NONE)
        self._hold = 0
        self.buttons: list[QuietButton] = []
        for number, one in enumerate(holds, 1):
            self.card.body.addWidget(self._row(number, one))
        self.ask = AskLine("hold_release_why", says.HOLD_RELEASE_DO)
        self.ask.answered.connect(self._answered)
        self.card.body.addWidget(self.ask)
        self.close_it = Button(says.CLOSE, "holds_close")
        self.close_it.clicked.connect(self.close_sheet)
        self.acts(self.close_it)

    def first(self) -> QWidget:
        """Where the keyboard begins: on the way out, because nothing here is in a hurry."""
        return self.close_it

    def _row(self, number: int, one: HoldCard) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(GROUNDS.get(one.ground, one.ground), weight=600))
        words.addWidget(Prose(one.reason))
        words.addWidget(Prose(_since(one), size=tokens.CAPTION))
        row.addLayout(words, 1)
        button = QuietButton(
            says.HOLD_RELEASE, f"hold_release_{number}", says=says.HOLD_RELEASE_SAYS.format(number=number)
        )
        button.clicked.connect(lambda _checked: self._ask(one))
        self.buttons.append(button)
        row.addWidget(button)
        return made

    def _ask(self, hold: HoldCard) -> None:
        self._hold = hold.id
        said = says.HOLD_RELEASE_WHY.format(ground=GROUNDS.get(hold.ground, hold.ground).lower())
        self.ask.ask(said, says.HOLD_RELEASE_HINT)

    def _answered(self, reason: str) -> None:
        self.close_sheet()
        self.released.emit(self._hold, reason)


def _since(one: HoldCard) -> str:
    of = says.HOLD_OF.format(reference=one.request) if one.request else ""
    return says.HOLD_BY.format(day=texts.day(london_date(one.raised_at)), who=one.raised_by, request=of)


def hold_form(grounds: tuple[tuple[str, str], ...]) -> FormSheet:
    """The form of a hold."""
    return FormSheet(
        "raise_hold",
        says.HOLD_TITLE,
        says.HOLD_SAY,
        (
            Asked("ground", says.HOLD_GROUND, "choice", choices=grounds, value=grounds[0][0]),
            Asked("reason", says.REASON, hint=says.HOLD_HINT),
        ),
        says.HOLD_DO,
    )
