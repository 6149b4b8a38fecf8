"""The sources in the settings: what a letter says of each, and the sheet that says it anew."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.domain.records.holdings import SourceCard
from smsdpo.ui import tokens
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets import rows
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.labels import PlainLabel, Prose
from smsdpo.ui.widgets.setting_rows import Row


class SourcesRow(Row):
    """`change_wanted` carries the source whose words are to change."""

    change_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(says.SOURCES, says.SOURCES_HELP, also=says.ALSO_SOURCES, wide=True)
        self._shown: tuple[SourceCard, ...] | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.MEDIUM)
        self.side.addLayout(self._column)

    def show_sources(self, cards: Sequence[SourceCard]) -> None:
        """The register as it is now; where nothing changed the buttons stay, and the keyboard with them."""
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        at = self.window().focusWidget()
        held = at.objectName() if at is not None and self.isAncestorOf(at) else ""
        lines = [self._line(one) for one in cards] or [Prose(says.NO_SOURCES)]
        rows.refill(self._column, lines)
        again = self.findChild(QWidget, held) if held else None
        if again is not None:
            again.setFocus()

    def _line(self, one: SourceCard) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(one.name, weight=600))
        words.addWidget(Prose(_told(one), size=tokens.CAPTION))
        row.addLayout(words, 1)
        button = QuietButton(
            says.SOURCE_CHANGE, f"source_change_{one.id}", says=says.SOURCE_CHANGE_SAYS.format(source=one.name)
        )
        button.clicked.connect(lambda _checked: self.change_wanted.emit(one))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


def _told(one: SourceCard) -> str:
    said = ((label, getattr(one, key)) for key, label in says.SOURCE_FIELDS)
    return "\n".join(f"{label}: {words or says.SOURCE_OPEN}" for label, words in said)


def source_form(one: SourceCard) -> FormSheet:
    """The form that says of a source anew what a letter tells."""
    return FormSheet(
        "change_source",
        says.SOURCE_TITLE.format(source=one.name),
        says.SOURCE_SENTENCE,
        [
            Asked(key, label, hint=says.SOURCE_HINT, value=getattr(one, key), needed=False)
            for key, label in says.SOURCE_FIELDS
        ],
        says.SOURCE_DO,
    )
