"""View pills and tabs: one of several is active, each may carry a count."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from smsdpo.ui import icons, style, texts, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import PressButton

_ARROW = 14
_SPACE = 6
_AROUND = 25  # px left and right of a title
_USUAL = 88  # a count for which there is always room


class Pill(PressButton):
    """One view; where it is to be `counted` it keeps room for a count that comes later, so that nothing moves."""

    def __init__(
        self, key: str, title: str, name: str, parent: QWidget | None = None, *, counted: bool = False
    ) -> None:
        super().__init__(parent)
        self.key, self.title, self._counted = key, title, counted
        self.setObjectName(re.sub(r"[^a-z0-9_]+", "_", name.casefold()))
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
        wide = _wide(self.text())
        if self._counted:
            wide = max(wide, _wide(f"{self.title} {_USUAL}"))
        return QSize(round(wide) + _AROUND, tokens.PILL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        if self.lit or self.underMouse():
            line = style.colour("accent") if style.border() > 1 and self.lit else None
            ground = style.colour("accent_soft" if self.lit else "hover")
            paint.shape(painter, rect, tokens.PILL_RADIUS, ground, line)
        self._label(painter, rect, "accent_ink" if self.lit else "text_2")
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens.PILL_RADIUS - 1)
        painter.end()

    def _label(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        awaited = _wide(f"{self.title} 0") - _wide(self.text()) if self._counted else 0.0
        inside = rect.adjusted(0, 0, -max(awaited, 0.0), 0)  # as if the count already stood behind the title
        paint.words(painter, inside, self.text(), tokens.SECONDARY, 600, ink, Qt.AlignmentFlag.AlignCenter)


def _wide(words: str) -> float:
    return style.metrics(tokens.SECONDARY, 600).horizontalAdvance(words)


class MorePill(Pill):
    """A pill that opens a menu, for views that do not stand in the row; it takes the name of the one that is active."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_ARROW, 0)

    def _label(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        paint.words(painter, rect.adjusted(12, 0, -_ARROW - 8, 0), self.text(), tokens.SECONDARY, 600, ink)
        top = rect.center().y() - _ARROW / 2
        icons.paint(painter, "chevron-down", rect.right() - _ARROW - 8, top, _ARROW, style.colour(ink))


class Pills(QWidget):
    """A row of views. Left and right move between them; `chosen` says which one was picked. `more` wait in a menu, and
    so do the last of the row where there is no room for them. `counted` ones keep room for the counts to come."""

    chosen = Signal(str)

    def __init__(
        self,
        views: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        *,
        more: Sequence[tuple[str, str]] = (),
        counted: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.pills: dict[str, Pill] = {}
        self._more, self._counts = dict(more), dict[str, int]()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        for key, title in views:
            pill = Pill(key, title, f"{name}_{key}", self, counted=counted)
            self.pills[key] = pill
            row.addWidget(pill)
            pill.clicked.connect(lambda _=False, key=key: self.choose(key))
        # Made last: Tab follows the order in which they were made.
        self.more = MorePill("", says.MORE, f"{name}_more", self)
        row.addWidget(self.more)
        row.addStretch()
        self.more.clicked.connect(lambda _checked: self.open_more())
        self._light(next(iter(self.pills)))
        self._fold(len(self.pills))

    @property
    def current(self) -> str:
        """The key of the active view."""
        return self._current

    def all(self) -> list[tuple[str, str]]:
        """Every view, in the row or in the menu: key and title."""
        return [*((key, pill.title) for key, pill in self.pills.items()), *self._more.items()]

    def has(self, key: str) -> bool:
        """Whether there is such a view."""
        return key in self.pills or key in self._more

    # --- room ---------------------------------------------------------------------------------------------------------

    def behind(self) -> dict[str, str]:
        """The views in the menu: those that always are, after those for which there is no room."""
        folded = {key: pill.title for key, pill in self.pills.items() if pill.isHidden()}
        return folded | self._more

    def _wide(self, count: int) -> int:
        """The width of the first so many, and of the menu's pill where the others stand in it."""
        shown: list[Pill] = list(self.pills.values())[:count]
        if count < len(self.pills) or self._more:
            shown.append(self.more)
        return sum(pill.sizeHint().width() + _SPACE for pill in shown) - _SPACE

    def _fold(self, count: int) -> None:
        for at, pill in enumerate(self.pills.values()):
            if pill.isHidden() != (at >= count):
                pill.setHidden(at >= count)
        self.more.setHidden(count == len(self.pills) and not self._more)
        self._light(self._current)

    def _fit(self) -> None:
        """Show as many as there is room for; the name that the menu's pill takes may need room in its turn."""
        for count in range(len(self.pills), 0, -1):
            self._fold(count)
            if self._wide(count) <= self.width():
                return

    def sizeHint(self) -> QSize:
        return QSize(self._wide(len(self.pills)), tokens.PILL)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._wide(1), self._wide(len(self.pills))), tokens.PILL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    # --- choosing -----------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Make a view active and say so."""
        self.light(key)
        self.chosen.emit(key)

    def light(self, key: str) -> None:
        """Make a view active without saying so, for whoever asks anyway; with an empty key none is."""
        if not key or self.has(key):
            self._light(key)
            self._fit()

    def _light(self, key: str) -> None:
        self._current = key
        for one, pill in self.pills.items():
            pill.light(one == key)
        behind = self.behind()
        self.more.light(key in behind)
        self.more.title = behind.get(key, says.MORE)
        self.more.show_count(self._counts.get(key) if key in behind else None)
        self.more.setAccessibleName(f"{says.MORE_SAYS}: {self.more.text()}" if key in behind else says.MORE_SAYS)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Put the counts behind the titles; views without one show none."""
        self._counts = counts
        for key, pill in self.pills.items():
            pill.show_count(counts.get(key))
        self._light(self._current)
        self.updateGeometry()
        self._fit()

    def open_more(self) -> QMenu:
        """The menu of the views that do not stand in the row."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}_more_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, title in self.behind().items():
            count = self._counts.get(key)
            said = title if count is None else f"{title}   {texts.number(count)}"
            action = menu.addAction(said, partial(self.choose, key))
            action.setCheckable(True)
            action.setChecked(key == self._current)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + tokens.TIGHT)))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        keys = [key for key, pill in self.pills.items() if not pill.isHidden()]
        at = keys.index(self.current) if self.current in keys else -1 if step > 0 else 0
        key = keys[(at + step) % len(keys)]
        self.pills[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(key)
