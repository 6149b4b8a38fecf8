"""The line at the foot: what is saved, what can be undone, the backup, who works here; and beside it the toast."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.notices import Toast

_PARTS = ("saved", "undo", "backup", "encrypted", "who", "rehearsal", "sample")
_HEIGHT = 44


class StatusLine(QWidget):
    """Parts in a fixed order; the toast stands at its right end, where it covers nothing that can be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._parts = {"saved": texts.ALL_SAVED, "backup": says.NO_BACKUP, "encrypted": texts.ENCRYPTED}
        self.label = PlainLabel(size=tokens.CAPTION, weight=500, ink="text_2")
        self.label.setObjectName("status_line")
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.label.setMinimumWidth(200)
        self.toast = Toast()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(self.label, 1)
        row.addWidget(self.toast)
        self.note()

    def note(self, **parts: str) -> None:
        """Say other words for some of the parts (`saved`, `undo`, `backup`, `who` …); empty ones are left out."""
        self._parts.update(parts)
        told = [self._parts.get(part, "") for part in _PARTS]
        self.label.setText("     ·     ".join(one for one in told if one))
