"""The navigation at the left: places with their counts; icons only when the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import icons, style, texts, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import PressButton
from smsdpo.ui.widgets.labels import plain

_SIDE = 12
_GAP = 14
_GROUPS = (50, 80, 90)
"""The `place` with which each further group begins."""
_FOOT = len(_GROUPS)
_NUMBERED = 9


def _group(place: int) -> int:
    return sum(place >= begins for begins in _GROUPS)


class Entry(PressButton):
    """One place."""

    def __init__(self, key: str, title: str, icon: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.title = key, title
        self._icon, self._count = icon, 0
        self.setObjectName(f"place_{key}")
        self.setAccessibleName(title)
        self.lit = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(tokens.ENTRY)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain(f"{title}  {shortcut}".strip()))

    def show_count(self, count: int) -> None:
        """Put a number beside the name; none is not shown."""
        self._count = count
        self._describe()

    def light(self, lit: bool) -> None:
        """Whether this is the place that is shown. Not a checkable button: those have no press for screen readers."""
        self.lit = lit
        self._describe()

    def _describe(self) -> None:
        said = (texts.number(self._count) if self._count else "", texts.SHOWN_NOW if self.lit else "")
        self.setAccessibleDescription(", ".join(one for one in said if one))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tokens.RAIL - 2 * _SIDE, tokens.ENTRY)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.RAIL_NARROW - 2 * _SIDE, tokens.ENTRY)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        wide = self.width() > tokens.RAIL_NARROW
        if self.lit or self.underMouse():
            ground = style.colour("accent_soft" if self.lit else "line")
            painter.setOpacity(1.0 if self.lit else 0.5)
            line = style.colour("accent") if style.border() > 1 and self.lit else None
            paint.shape(painter, rect, tokens.ENTRY_RADIUS, ground, line)
            painter.setOpacity(1.0)
        ink = "accent_ink" if self.lit else "text"
        left = 10.0 if wide else (rect.width() - tokens.ICON) / 2
        glyph = style.colour(ink if self.lit else "text_2")
        icons.paint(painter, self._icon, left, (rect.height() - tokens.ICON) / 2, tokens.ICON, glyph)
        if wide:
            room = rect.adjusted(38, 0, -44, 0)
            paint.words(painter, room, self.title, tokens.BODY, 600 if self.lit else 500, ink)
            self._paint_count(painter, rect, "accent_ink" if self.lit else "text_2")
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens.ENTRY_RADIUS)
        painter.end()

    def _paint_count(self, painter: object, rect: QRectF, ink: str) -> None:
        if self._count:
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            room = rect.adjusted(rect.width() - 60, 0, -11, 0)
            paint.words(painter, room, texts.number(self._count), tokens.CAPTION, 600, ink, align)  # type: ignore[arg-type]


class Rail(QWidget):
    """All places in their groups, the last at the foot; up and down move between them.

    A place is (key, title, icon, its `place`): tens up to 40, from 50 and from 80 are groups, from 90 on the foot.
    """

    chosen = Signal(str)

    def __init__(self, places: Sequence[tuple[str, str, str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(texts.NAVIGATION)
        self.setFixedWidth(tokens.RAIL)
        self.entries: dict[str, Entry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 50, _SIDE, tokens.MEDIUM)
        column.setSpacing(2)
        group = 0
        for number, (key, title, icon, place) in enumerate(places, 1):
            if _group(place) == _FOOT and group != _FOOT:
                column.addStretch()
            elif _group(place) != group and number > 1:
                column.addSpacing(_GAP)
            group = _group(place)
            entry = Entry(key, title, icon, f"Ctrl+{number}" if number <= _NUMBERED else "", self)
            entry.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self.entries[key] = entry
            column.addWidget(entry)
        if group != _FOOT:
            column.addStretch()

    def light(self, key: str) -> None:
        """Mark the place that is shown."""
        for one, entry in self.entries.items():
            entry.light(one == key)

    def narrow(self, narrow: bool) -> None:
        """Icons only, or icons with names."""
        self.setFixedWidth(tokens.RAIL_NARROW if narrow else tokens.RAIL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if not step or not isinstance(focused, Entry):
            super().keyPressEvent(event)
            return
        keys = list(self.entries)
        self.entries[keys[(keys.index(focused.key) + step) % len(keys)]].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.fillRect(self.rect(), style.colour("rail"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.colour("line"))
        title = texts.PROGRAM if self.width() > tokens.RAIL_NARROW else texts.PROGRAM_SHORT
        left = 22 if self.width() > tokens.RAIL_NARROW else 14
        paint.words(painter, QRectF(left, 14, self.width() - left, 24), title, tokens.CARD_TITLE - 1, 600, "text")
        painter.end()
