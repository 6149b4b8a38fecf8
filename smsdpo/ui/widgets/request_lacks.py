"""What a letter still needs before it can be set: its empty fields by name, and characters that no font of ours has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.errors import LetterLacks
from smsdpo.ui import tokens
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import FieldName, Prose, card_title
from smsdpo.ui.widgets.rows import refill


class LacksPanel(QWidget):
    """`filled` carries the fields by key and what stands for each character; `left` asks no more."""

    filled = Signal(dict, dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Prose(ink="text")
        self.fields: dict[str, LineField] = {}
        self.instead: dict[str, LineField] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.TIGHT)
        self.make = Button(says.LACKS_MAKE, "lacks_make", icon="file-text")
        self.leave = Button(says.LACKS_LEAVE, "lacks_leave")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(card_title(says.LACKS_TITLE))
        column.addWidget(self.said)
        column.addWidget(Prose(says.LACKS_LEAD))
        column.addLayout(self._rows)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addStretch()
        line.addWidget(self.leave)
        line.addWidget(self.make)
        column.addLayout(line)
        self.make.clicked.connect(self._make)
        self.leave.clicked.connect(self.left)

    def show_lacks(self, lacks: LetterLacks) -> None:
        """Ask for what is missing; what was typed for an earlier round is kept."""
        self.said.setText(lacks.message)
        kept_fields = {key: field.text() for key, field in self.fields.items()}
        kept_instead = {key: field.text() for key, field in self.instead.items()}
        self.fields = {
            key: _field(f"lacks_{key}", label, says.LACKS_FIELD_HINT, kept_fields.get(key, ""))
            for key, label in _all(kept_fields, self.fields, lacks.fields)
        }
        wanted = dict.fromkeys((*kept_instead, *lacks.characters))
        self.instead = {
            letter: _field(
                f"lacks_u{ord(letter):04x}",
                says.LACKS_CHARACTER.format(character=_shown(letter), code=f"U+{ord(letter):04X}"),
                says.LACKS_CHARACTER_HINT,
                kept_instead.get(letter, ""),
            )
            for letter in wanted
        }
        rows: list[QWidget] = []
        for field in (*self.fields.values(), *self.instead.values()):
            rows += [FieldName(field.accessibleName()), field]
            field.textChanged.connect(self._weigh)
        refill(self._rows, rows)
        self._weigh()
        first = next((field for field in (*self.fields.values(), *self.instead.values()) if not field.text()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The letter was made: nothing of it is kept for the next."""
        self.fields, self.instead = {}, {}
        refill(self._rows, [])

    def _weigh(self) -> None:
        self.make.setEnabled(all(field.text().strip() for field in self.fields.values()))

    def _make(self) -> None:
        self.filled.emit(
            {key: field.text().strip() for key, field in self.fields.items()},
            {letter: field.text() for letter, field in self.instead.items()},
        )


def _all(kept: dict[str, str], before: dict[str, LineField], fresh: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    names = {key: before[key].accessibleName() for key in kept}
    return list({**names, **dict(fresh)}.items())


def _shown(letter: str) -> str:
    return letter if letter.isprintable() and not letter.isspace() else "a sign that cannot be shown"


def _field(name: str, says_it: str, hint: str, text: str) -> LineField:
    made = LineField(name, says_it, hint=hint)
    made.setMaxLength(2000)
    made.setText(text)
    return made
