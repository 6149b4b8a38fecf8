"""How the request ends: the outcomes of its kind, one press each, with reasons where law or policy wants them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smsdpo.domain.records import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES, Outcome
from smsdpo.ui import texts, tokens
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.labels import Prose, card_title
from smsdpo.ui.widgets.request_head import AskLine
from smsdpo.ui.widgets.request_lists import refill, section

_ANSWERED_HERE = "access"
"""The one type whose answer this program makes so far; any other is closed with a note on how it was answered."""


def ends_at_once(type_key: str, outcome: Outcome) -> bool:
    """Whether the outcome closes the request by itself, with a note, because no answer is made here."""
    return type_key != _ANSWERED_HERE or (outcome.early and not outcome.needs_reasons)


def needs_words(type_key: str, outcome: Outcome, decisions: Mapping[str, int]) -> bool:
    """Whether the outcome asks for reasons that no record carries."""
    if ends_at_once(type_key, outcome):
        return False
    return outcome.needs_reasons and not (decisions.get("redact") or decisions.get("withhold"))


def fits(outcome: Outcome, decisions: Mapping[str, int]) -> bool:
    """Whether what was decided record by record allows the outcome."""
    held_back = decisions.get("redact", 0) + decisions.get("withhold", 0)
    given = decisions.get("include", 0) + decisions.get("redact", 0)
    if outcome.key == "provided_in_full":
        return not held_back and given > 0
    if outcome.key == "provided_in_part":
        return held_back > 0
    return outcome.key != "no_data_held" or not given


class DecidePanel(QWidget):
    """`settled` carries outcome and reasons, `ending` the outcome of a request that would close at once."""

    settled = Signal(str, str)
    ending = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts, self.state = Prose(), Prose(weight=600, ink="ok_ink")
        self.ask = AskLine("outcome_reasons", texts.SETTLE_DO)
        self.ask.answered.connect(self._answered)
        self.buttons: dict[str, Button] = {}
        self._asked = ""
        self._shown: object = None
        self._rows, self._others = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(card_title(texts.DECIDE_TITLE))
        column.addWidget(self.counts)
        column.addWidget(self.state)
        column.addSpacing(tokens.TIGHT)
        self._more = section(texts.OTHER_ENDINGS)
        for rows in (self._rows, self._others):
            rows.setSpacing(tokens.SMALL)
        column.addLayout(self._rows)
        column.addWidget(self.ask)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._more)
        column.addLayout(self._others)

    def show_file(self, file: RequestFile) -> None:
        """Show the outcomes that this request may have."""
        said = [texts.DECISION_COUNTS[key].format(n=number) for key, number in _counted(file.decisions)]
        if file.undecided:
            said.append(texts.DECISION_OPEN.format(n=file.undecided))
        self.counts.setText("  ·  ".join(said))
        self.counts.setVisible(bool(said))
        kind = REQUEST_TYPES[file.card.type]
        label = next((one.label for one in kind.outcomes if one.key == file.settled), "")
        self.state.setText(texts.SETTLED.format(outcome=label))
        self.state.setVisible(bool(label))
        shown = (file.card.type, tuple(file.decisions.items()), file.card.state)
        if shown != self._shown:
            self._shown = shown
            self._fill(file)

    def _fill(self, file: RequestFile) -> None:
        self.ask.hide()
        self.buttons = {}
        kind = REQUEST_TYPES[file.card.type]
        answers = [one for one in kind.outcomes if not ends_at_once(kind.key, one)]
        others = [one for one in kind.outcomes if ends_at_once(kind.key, one)]
        is_open = file.card.state not in {"closed", "released"}
        refill(self._rows, [self._button(file, one, usable=is_open and fits(one, file.decisions)) for one in answers])
        refill(self._others, [self._button(file, one, usable=is_open) for one in others])
        self._more.setVisible(bool(answers) and bool(others))

    def _button(self, file: RequestFile, outcome: Outcome, *, usable: bool) -> Button:
        button = Button(texts.OUTCOME_ACTS.get(outcome.key, outcome.label), f"outcome_{outcome.key}")
        button.setEnabled(usable)
        button.clicked.connect(lambda _=False: self._press(file, outcome))
        self.buttons[outcome.key] = button
        return button

    def first_fitting(self) -> Button | None:
        """The first outcome that can be chosen."""
        return next((button for button in self.buttons.values() if button.isEnabled()), None)

    def _press(self, file: RequestFile, outcome: Outcome) -> None:
        self.ask.hide()
        if ends_at_once(file.card.type, outcome):
            self.ending.emit(outcome.key)
        elif needs_words(file.card.type, outcome, file.decisions):
            self._asked = outcome.key
            self.ask.ask(texts.OUTCOME_REASONS.format(outcome=outcome.label), texts.OUTCOME_REASONS_HINT)
        else:
            self.settled.emit(outcome.key, "")

    def _answered(self, words: str) -> None:
        self.settled.emit(self._asked, words)


def _counted(decisions: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(key, decisions[key]) for key in texts.DECISION_COUNTS if decisions.get(key)]
