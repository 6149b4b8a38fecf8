"""View pills and tabs: one of several is active, each may carry a count."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.widgets import paint


class Pill(QPushButton):
    """One view."""

    def __init__(self, key: str, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.title = key, title
        self.setObjectName(name)
        self.lit = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(tokens.PILL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """Put a count behind the title."""
        self.setText(self.title if count is None else f"{self.title} {texts.number(count)}")
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def light(self, lit: bool) -> None:
        """Whether this view is the active one. Not a checkable button: those have no press for screen readers."""
        self.lit = lit
        self.setAccessibleDescription(texts.SHOWN_NOW if lit else "")
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(style.font(tokens.SECONDARY, 600)).horizontalAdvance(self.text())
        return QSize(round(wide) + 25, tokens.PILL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        if self.lit or self.underMouse():
            line = style.colour("accent") if style.border() > 1 and self.lit else None
            ground = style.colour("accent_soft" if self.lit else "hover")
            paint.shape(painter, rect, tokens.PILL_RADIUS, ground, line)
        ink = "accent_ink" if self.lit else "text_2"
        paint.words(painter, rect, self.text(), tokens.SECONDARY, 600, ink, Qt.AlignmentFlag.AlignCenter)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens.PILL_RADIUS - 1)
        painter.end()


class Pills(QWidget):
    """A row of views. Left and right move between them; `chosen` says which one was picked."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.pills: dict[str, Pill] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, title in views:
            pill = Pill(key, title, f"{name}_{key}", self)
            self.pills[key] = pill
            row.addWidget(pill)
            pill.clicked.connect(lambda _=False, key=key: self.choose(key))
        row.addStretch()
        self._light(next(iter(self.pills)))

    @property
    def current(self) -> str:
        """The key of the active view."""
        return next(key for key, pill in self.pills.items() if pill.lit)

    def choose(self, key: str) -> None:
        """Make a view active and say so."""
        self._light(key)
        self.chosen.emit(key)

    def _light(self, key: str) -> None:
        for one, pill in self.pills.items():
            pill.light(one == key)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Put the counts behind the titles; views without one show none."""
        for key, pill in self.pills.items():
            pill.show_count(counts.get(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        keys = list(self.pills)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self.pills[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(key)
