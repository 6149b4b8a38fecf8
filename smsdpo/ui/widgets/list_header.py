"""The heads of a list's columns: a press sorts, a drag moves or widens; a list without room shows fewer columns."""

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.table_model import Column
from smsdpo.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smsdpo.ui.widgets.row_delegate import RowView

_PAD = 14
_LEAST = 60  # px of a column that the user makes narrow
_ARROW = 13
_ROOM = 190  # px that the column which takes what is left keeps before others give way
_AMPLE = 420  # px of it from which on others may grow


class HeaderEnd(QWidget):
    """The end of the header row above the scroll bar, which begins where the rows do."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        line = style.border()
        painter.fillRect(QRectF(self.rect()), style.colour("surface"))
        painter.fillRect(QRectF(0, self.height() - line, self.width(), line), style.colour("line"))
        painter.end()


class ListHeader(QHeaderView):
    """`sorted` carries the order that a pressed column stands for, `menu_wanted` where the chooser should open."""

    sorted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, columns: "Sequence[Column[Any]]", view: "RowView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.columns = tuple(columns)
        self.managed = any(column.key for column in self.columns)
        self.order, self.descending = "", False
        self._view = view
        self._hidden = {column.key for column in self.columns if column.key and column.hidden}
        self._widths = {column.key: column.width for column in self.columns if column.key and column.width}
        self._settings: QSettings | None = None
        self._held = self._fitting = False
        self.setFixedHeight(tokens.HEADER)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSectionsClickable(any(column.sort for column in self.columns))
        self.setMinimumSectionSize(40)
        self.setSectionsMovable(self.managed)
        self.setFirstSectionMovable(self.managed)

    def dress(self) -> None:
        """Widths and ways of resizing, once the sections are there."""
        mode = QHeaderView.ResizeMode
        fixed = mode.Interactive if self.managed else mode.Fixed
        for at, column in enumerate(self.columns):
            self.setSectionResizeMode(at, fixed if column.width else mode.Stretch)
            if column.width:
                self.resizeSection(at, column.width)
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(lambda *_: self._write())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.mapToGlobal(at)))

    # --- sorting ------------------------------------------------------------------------------------------------------

    def show_order(self, order: str, *, descending: bool) -> None:
        """Show by which column the list is sorted."""
        self.order, self.descending = order, descending
        self.headerDataChanged(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _clicked(self, at: int) -> None:
        if self.columns[at].sort:
            self.sorted.emit(self.columns[at].sort)

    # --- which columns, how wide, in which order ----------------------------------------------------------------------

    def shown(self) -> list[str]:
        """The keys of the wanted columns, from left to right."""
        return [key for key in self.arranged() if key not in self._hidden]

    def arranged(self) -> list[str]:
        """The keys of all columns, from left to right."""
        return [self.columns[self.logicalIndex(at)].key for at in range(self.count())]

    def arrange(self, keys: "Sequence[str]", shown: "Sequence[str]") -> None:
        """Put the columns in this order and show these; unknown keys are passed over, at least one stays."""
        known = [column.key for column in self.columns]
        order = [key for key in dict.fromkeys(keys) if key in known]
        order += [key for key in known if key not in order]
        wanted = [key for key in order if key in shown] or order[:1]
        self._fitting = True
        for to, key in enumerate(order):
            self.moveSection(self.visualIndex(known.index(key)), to)
        self._fitting = False
        self._hidden = set(order) - set(wanted)
        self.fit()
        self._write()

    def usual(self) -> None:
        """Back to how the list came."""
        self._widths = {column.key: column.width for column in self.columns if column.width}
        self.arrange([one.key for one in self.columns], [one.key for one in self.columns if not one.hidden])

    def remember(self, settings: QSettings) -> None:
        """Keep order, choice and widths under the list's name: sizes and keys, nothing about a person."""
        self._settings = settings
        try:
            kept = json.loads(str(settings.value(self._place(), "{}")))
            widths = {key: int(wide) for key, wide in dict(kept.get("widths", {})).items()}
            order, shown = list(kept.get("order", [])), list(kept.get("shown", []))
        except (ValueError, TypeError, AttributeError):
            return
        self._widths |= {key: max(_LEAST, min(wide, 900)) for key, wide in widths.items() if key in self._widths}
        if order:
            self.arrange(order, shown)

    def _write(self) -> None:
        if self._settings is not None and not self._fitting:
            kept = {"order": self.arranged(), "shown": self.shown(), "widths": self._widths}
            self._settings.setValue(self._place(), json.dumps(kept))

    def _place(self) -> str:
        return f"columns/{self._view.objectName()}"

    def fit(self) -> None:
        """Show what there is room for: columns shrink, then those that give way first go; nothing scrolls sideways."""
        if not self.managed or not self.count():
            return
        room = self._view.viewport().width()
        wanted = [column for column in self.columns if column.key not in self._hidden]
        shown, shrunk = list(wanted), False
        while len(shown) > 1 and self._needed(shown, shrunk=shrunk) > room:
            if not shrunk:
                shrunk = True
                continue
            going = max(shown, key=lambda one: one.gives)
            if not going.gives:
                break
            shown.remove(going)
        if len(shown) < len(wanted) and self._needed(shown, shrunk=False) <= room:
            shrunk = False
        spare = room - self._needed(shown, shrunk=shrunk) - (_AMPLE - _ROOM)
        self._fitting = True
        for at, column in enumerate(self.columns):
            self.setSectionHidden(at, column not in shown)
            if column.width and column in shown:
                wide = self._wide(column, shrunk=shrunk)
                grown = max(wide, min(column.most, wide + spare)) if wide == column.width else wide
                self.resizeSection(at, grown)
                spare -= grown - wide
        self._fitting = False

    def _wide(self, column: Column[Any], *, shrunk: bool) -> int:
        wide = self._widths.get(column.key, column.width)
        return min(wide, column.short) if shrunk and column.short else wide

    def _needed(self, shown: "Sequence[Column[Any]]", *, shrunk: bool) -> int:
        return sum(self._wide(column, shrunk=shrunk) if column.width else _ROOM for column in shown)

    def _resized(self, at: int, before: int, now: int) -> None:
        column = self.columns[at]
        if self._fitting or not self._held or not column.width or not column.key:
            return
        spare = self._view.viewport().width() - (self.length() - now)
        stretched = any(not one.width and not self.isSectionHidden(n) for n, one in enumerate(self.columns))
        most = before + self._spare() if stretched else spare
        wide = max(_LEAST, min(now, max(most, _LEAST)))
        if wide != now:
            self._fitting = True
            self.resizeSection(at, wide)
            self._fitting = False
        self._widths[column.key] = wide

    def _spare(self) -> int:
        """What the columns that take the rest could still give."""
        wide = [self.sectionSize(n) for n, one in enumerate(self.columns) if not one.width]
        return max(0, sum(wide) - _ROOM // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._held = False
        self._write()

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        if not 0 <= at < len(self.columns):
            return
        column, area = self.columns[at], QRectF(rect)
        line = style.border()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, style.colour("surface"))
        painter.fillRect(QRectF(area.x(), area.bottom() - line, area.width(), line), style.colour("line"))
        inner = area.adjusted(_PAD, 0, -4, 0)
        sorts = bool(column.sort) and column.sort == self.order
        ink = "text" if sorts else "text_2"
        if sorts:
            inner.setRight(inner.right() - _ARROW - 2)
        paint.words(painter, inner, column.title, tokens.CAPTION, 600, ink)
        if sorts:
            wide = style.metrics(tokens.CAPTION, 600).horizontalAdvance(column.title)
            left = inner.x() + min(wide, inner.width()) + 3
            picture = "arrow-down" if self.descending else "arrow-up"
            icons.paint(painter, picture, left, area.center().y() - _ARROW / 2, _ARROW, style.colour(ink))
        painter.restore()
