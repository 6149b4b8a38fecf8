"""The field for what is asked for: every type under its group, found by typing any word of it."""

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QWidget

from smsdpo.domain.identifiers import fold
from smsdpo.domain.request_types import REQUEST_TYPES, RequestType
from smsdpo.ui import texts
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.fields import ChoiceField

_REST = 1.5  # seconds after which typing begins a new word
_CUSTOMERS = frozenset({"customer_data_return", "termination_deletion"})
_QUESTIONS = frozenset({"complaint", "general_inquiry", "under_18_report"})
_AUTHORITIES = frozenset({"authority_request"})


def group_of(kind: RequestType) -> str:
    """Under which heading a type stands; one that nobody has placed is a right of people."""
    if kind.internal:
        return "office"
    groups = {"customers": _CUSTOMERS, "questions": _QUESTIONS, "authorities": _AUTHORITIES}
    return next((group for group, keys in groups.items() if kind.key in keys), "rights")


class TypeField(ChoiceField):
    """`internal` adds what the office begins by itself, such as a breach."""

    def __init__(self, name: str, title: str, *, internal: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._typed, self._last = "", 0.0
        self._offered: list[RequestType] = []
        self.setPlaceholderText(texts.TYPE_OPEN)
        kinds = [kind for kind in REQUEST_TYPES.values() if kind.key != "other" and (internal or not kind.internal)]
        for group, title_of_group in says.TYPE_GROUPS.items():
            self._add_group(title_of_group, [kind for kind in kinds if group_of(kind) == group])
        self.setCurrentIndex(-1)

    def _add_group(self, title: str, kinds: list[RequestType]) -> None:
        if not kinds:
            return
        self.addItem(title)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
        for kind in kinds:
            self.addItem(kind.title, kind.key)
            self._offered.append(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        now = time.monotonic()
        if now - self._last > _REST:
            self._typed = ""
        if plain and letter.isprintable() and (letter.strip() or (letter == " " and self._typed)):
            self._typed, self._last = self._typed + letter, now
            self.find_words(self._typed)
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def find_words(self, typed: str) -> None:
        """Choose the first type of which every word typed begins a word."""
        asked = fold(typed).split()
        for kind in self._offered:
            held = fold(f"{kind.short} {kind.title}").split()
            if asked and all(any(word.startswith(one) for word in held) for one in asked):
                self.choose(kind.key)
                return
