"""The line at the foot: what is saved, what can be undone, the backup, who works here; and beside it the toast."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.notices import Toast

_PARTS = ("saved", "undo", "backup", "encrypted", "who", "rehearsal", "sample")
_FIRST_TO_GO = ("encrypted", "rehearsal", "backup", "who", "sample")
_BETWEEN = "     ·     "
_HEIGHT = 44


class Parts(PlainLabel):
    """What is said in parts: where there is no room for all, whole ones are left out; all stand in the tooltip."""

    def __init__(self) -> None:
        super().__init__(size=tokens.CAPTION, weight=500, ink="text_2")
        self._parts: Mapping[str, str] = {}

    def show_parts(self, parts: Mapping[str, str]) -> None:
        """Say these, in this order."""
        self._parts = parts
        self.setText(_BETWEEN.join(parts.values()))

    def fitting(self) -> str:
        """What there is room for now."""
        left = dict(self._parts)
        for part in _FIRST_TO_GO:
            if self._wide(left) <= self.width():
                break
            left.pop(part, None)
        return _BETWEEN.join(left.values())

    def _wide(self, parts: Mapping[str, str]) -> int:
        return self.fontMetrics().horizontalAdvance(paint.one_line(_BETWEEN.join(parts.values())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        paint.words(painter, QRectF(self.rect()), self.fitting(), tokens.CAPTION, 500, "text_2", align)
        painter.end()


class StatusLine(QWidget):
    """Parts in a fixed order; the toast stands at its right end, where it covers nothing that can be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self._parts = {"saved": texts.ALL_SAVED, "backup": says.NO_BACKUP, "encrypted": texts.ENCRYPTED}
        self.label = Parts()
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
        self.label.show_parts({part: self._parts[part] for part in _PARTS if self._parts.get(part)})
