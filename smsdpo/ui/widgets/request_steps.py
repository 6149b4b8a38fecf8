"""The steps of a request: done, now, to come. Pressing one shows where its work is done."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.domain.lifecycle import STEP_LABELS
from smsdpo.ui import icons, style, tokens
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import PressButton

_CIRCLE = 24
_GAP = 8
_BETWEEN, _LEAST_BETWEEN = 20, 10
_HEIGHT = 32


class StepButton(PressButton):
    """One step: a circle with its number or a tick, and its name where there is room."""

    def __init__(self, key: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.number, self.title = key, number, STEP_LABELS[key]
        self.state, self.short = "ahead", False
        self.setObjectName(f"step_{key}")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str) -> None:
        """`done`, `now`, `ahead`, or `left` where the request ends without it."""
        self.state = state
        said = says.STEP_SAYS.format(number=self.number, title=self.title, state=says.STEP_STATES[state])
        self.setAccessibleName(said)
        self.setToolTip(self.title)
        self.updateGeometry()
        self.update()

    def shorten(self, *, short: bool) -> None:
        """Without its name, unless it is the present one."""
        self.short = short
        self.updateGeometry()
        self.update()

    @property
    def _named(self) -> bool:
        return not self.short or self.state == "now"

    def full_width(self, *, named: bool) -> int:
        """How wide it is with or without its name."""
        wide = style.metrics(tokens.SECONDARY, 600).horizontalAdvance(self.title)
        return round(_CIRCLE + (_GAP + wide + 3 if named else 0))

    def sizeHint(self) -> QSize:
        return QSize(self.full_width(named=self._named), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        top = (self.height() - _CIRCLE) / 2
        circle = QRectF(0, top, _CIRCLE, _CIRCLE)
        ground, ink = {
            "done": ("ok_soft", "ok_ink"),
            "now": ("accent", "accent_text"),
            "ahead": ("mute_soft", "mute_ink"),
            "left": ("mute_soft", "mute_ink"),
        }[self.state]
        line = style.colour(ink) if style.border() > 1 else None
        paint.shape(painter, circle, _CIRCLE / 2, style.colour(ground), line)
        if self.state == "done":
            icons.paint(painter, "check", 5, top + 5, 14, style.colour(ink))
        else:
            middle = Qt.AlignmentFlag.AlignCenter
            said = str(self.number) if self.state != "left" else "–"
            paint.words(painter, circle, said, tokens.CAPTION, 700, ink, middle)
        if self._named:
            weight, tone = (600, "text") if self.state == "now" or self.underMouse() else (500, "text_2")
            room = QRectF(_CIRCLE + _GAP, 0, self.width() - _CIRCLE - _GAP, self.height())
            paint.words(painter, room, self.title, tokens.SECONDARY, weight, tone)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(-1, 1, 1, -1), tokens.CHIP_RADIUS)
        painter.end()


class Stepper(QWidget):
    """The steps of one kind of request; `chosen` carries the key of the step pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("request_steps")
        self.steps: list[StepButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(320)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._row.addStretch()

    def show_steps(self, keys: Sequence[str], now: str, done: Collection[str], *, ended: bool = False) -> None:
        """Show where a request stands; what lies behind it and is not `done` was left out."""
        if [step.key for step in self.steps] != list(keys):
            self._make(keys)
        at = len(keys) if ended else list(keys).index(now) if now in keys else 0
        for number, step in enumerate(self.steps):
            behind = "done" if step.key in done else "left"
            step.show_state(behind if number < at else "now" if number == at else "ahead")
        self._fit()

    def _make(self, keys: Sequence[str]) -> None:
        for old in self.steps:
            old.hide()
            old.deleteLater()
        self.steps = [StepButton(key, number, self) for number, key in enumerate(keys, 1)]
        for at, step in enumerate(self.steps):
            self._row.insertWidget(at, step)
            step.clicked.connect(lambda _=False, key=step.key: self.chosen.emit(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        gaps = max(len(self.steps) - 1, 1)
        room = (self.width() - sum(step.full_width(named=True) for step in self.steps)) // gaps
        for step in self.steps:
            step.shorten(short=room < _LEAST_BETWEEN)
        self._row.setSpacing(min(max(room, _LEAST_BETWEEN), _BETWEEN))
