"""How the request ends: the outcomes of its kind, one press each, with reasons where law or policy wants them."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smsdpo.domain import case_fields
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import DUPLICATE, REQUEST_TYPES, Outcome, RequestType
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import request as usual
from smsdpo.ui.widgets.buttons import Button, QuietButton
from smsdpo.ui.widgets.labels import Prose, card_title
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.request_lists import section
from smsdpo.ui.widgets.rows import refill

_NAMED = 2


def ends_at_once(outcome: Outcome) -> bool:
    """Whether the outcome closes the request by itself, with a note: no letter answers it, or a note will do."""
    return not outcome.letter or outcome.note_will_do


def act_of(outcome: Outcome) -> str:
    """What its button says: short enough to stand whole in the card, also beside the narrowest window."""
    return texts.OUTCOME_ACTS.get(outcome.key, outcome.label)


def needs_words(outcome: Outcome, told: Collection[str]) -> bool:
    """Whether the outcome asks for reasons that no record carries of which the person may be told."""
    return outcome.needs_reasons and not ends_at_once(outcome) and not outcome.told_by_record(told)


def why_not_by_hand(file: RequestFile) -> str:
    """Why a request cannot be closed as answered outside this program; empty where it can (R13)."""
    settled = next((one for one in REQUEST_TYPES[file.card.type].outcomes if one.key == file.settled), None)
    if settled is None:
        return usual.NOT_SETTLED
    if settled.gives_data:
        return says.HAND_GIVES
    return "" if settled.letter else says.HAND_NO_LETTER


def lacking(kind: RequestType, outcome: Outcome, values: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of what must be written down before a request ends so."""
    left = case_fields.missing(kind.fields, values, outcome.key, early=outcome.early)
    return tuple(field.label for field in left)


def needs_in_words(left: Sequence[str]) -> str:
    """What an ending still needs: by name where that is short, else how much."""
    if len(left) > _NAMED:
        return says.OUTCOME_NEEDS_MANY.format(count=len(left))
    return says.OUTCOME_NEEDS.format(fields=", ".join(left))


class DecidePanel(QWidget):
    """`settled` carries outcome and reasons, `ending` the outcome of a request that would close at once, `lacks` one
    for which details are to be written down first, `let_go` that the keyboard has no outcome to stay with."""

    settled = Signal(str, str)
    ending = Signal(str)
    lacks = Signal(str)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = card_title(texts.DECIDE_TITLE)
        self.counts, self.state = Prose(), Prose(weight=600, ink="ok_ink")
        self.named = Prose(ink="warn_ink")
        self.ask = AskLine("outcome_reasons", texts.SETTLE_DO)
        self.ask.answered.connect(self._answered)
        self.buttons: dict[str, Button] = {}
        self._values: Mapping[str, str] = {}
        self._against: Mapping[str, str] = {}
        self.hand = QuietButton(says.BY_HAND, "answered_by_hand", icon="hand-helping")
        self.hand.hide()
        self._asked = ""
        self._shown: object = None
        self._rows, self._others = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addWidget(self.named)
        column.addWidget(self.state)
        column.addWidget(self.hand, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens.TIGHT)
        self._more = section(texts.OTHER_ENDINGS)
        for rows in (self._rows, self._others):
            rows.setSpacing(tokens.SMALL)
        column.addLayout(self._rows)
        column.addWidget(self.ask)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._more)
        column.addLayout(self._others)

    def show_file(self, file: RequestFile, values: Mapping[str, str], against: Mapping[str, str], naming: int) -> None:
        """Show the outcomes that this request may have; `values` is what is written down for it, `against` why one does
        not fit what was decided, `naming` in how many records other people can be read."""
        self._values, self._against = values, against
        said = [texts.DECISION_COUNTS[key].format(n=number) for key, number in _counted(file.decisions)]
        if file.undecided:
            said.append(texts.DECISION_OPEN.format(n=file.undecided))
        self.counts.setText("  ·  ".join(said))
        self.counts.setVisible(bool(said) and file.card.state not in ENDED)  # they say what is still to be done
        kind = REQUEST_TYPES[file.card.type]
        self.named.setText(texts.NAMED_STILL.format(records=texts.counted(naming, "record")))
        self.named.setVisible(naming > 0 and "include" in kind.decisions and file.card.state not in ENDED)
        self._say_end(file, kind)
        self.hand.setVisible(not why_not_by_hand(file) and file.card.state not in ENDED)
        shown = (
            file.card.type,
            tuple(against.items()),
            tuple(file.decisions.items()),
            file.told,
            file.card.state,
            tuple(self._values.items()),
        )
        if shown != self._shown:
            self._shown = shown
            held = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
            self._fill(file)
            if held:
                self._hold_on(held)

    def _say_end(self, file: RequestFile, kind: RequestType) -> None:
        """How it will end, or how it did: then nothing is asked any more."""
        closed = file.card.state == "closed"
        ended = file.card.outcome if closed else file.settled
        label = next((one.label for one in (*kind.outcomes, DUPLICATE) if one.key == ended), "")
        self.title.setText(says.ENDED_TITLE if closed else texts.DECIDE_TITLE)
        self.state.setText(label if closed else texts.SETTLED.format(outcome=label))
        self.state.setVisible(bool(label))

    def _fill(self, file: RequestFile) -> None:
        self.ask.hide()
        self.buttons = {}
        kind = REQUEST_TYPES[file.card.type]
        answers = [one for one in kind.outcomes if not ends_at_once(one)]
        others = [one for one in kind.outcomes if ends_at_once(one)]
        if file.card.state in ENDED:
            answers = others = []
        rows: list[QWidget] = []
        for one in answers:
            why_off = self._against.get(one.key, "")
            rows.append(self._button(file, one, why_off))
            left = lacking(kind, one, self._values)
            if left and not why_off:
                rows.append(Prose(needs_in_words(left), size=tokens.CAPTION))
        refill(self._rows, rows)
        refill(self._others, [self._button(file, one, "") for one in others])
        self._more.setVisible(bool(answers) and bool(others))

    def _button(self, file: RequestFile, outcome: Outcome, why_off: str) -> Button:
        button = Button(act_of(outcome), f"outcome_{outcome.key}")
        button.allow(why_off)
        button.clicked.connect(lambda _=False: self._press(file, outcome))
        self.buttons[outcome.key] = button
        return button

    def _hold_on(self, held: str) -> None:
        """The keyboard stays with the outcome it was on; where that does not fit any more, nobody takes its place."""
        if held in self.buttons and self.buttons[held].isEnabled():
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.let_go.emit()

    def first_fitting(self) -> Button | None:
        """The first outcome that can be chosen."""
        return next((button for button in self.buttons.values() if button.isEnabled()), None)

    def _press(self, file: RequestFile, outcome: Outcome) -> None:
        self.ask.hide()
        if lacking(REQUEST_TYPES[file.card.type], outcome, self._values):
            self.lacks.emit(outcome.key)
        elif ends_at_once(outcome):
            self.ending.emit(outcome.key)
        elif needs_words(outcome, file.told):
            self._asked = outcome.key
            self.ask.ask(texts.OUTCOME_REASONS.format(outcome=outcome.label), texts.OUTCOME_REASONS_HINT)
        else:
            self.settled.emit(outcome.key, "")

    def _answered(self, words: str) -> None:
        self.settled.emit(self._asked, words)


def _counted(decisions: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(key, decisions[key]) for key in texts.DECISION_COUNTS if decisions.get(key)]
