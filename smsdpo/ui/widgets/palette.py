"""The palette: the search box of the top bar and, below it while it is in use, a list of all that answers to it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.finding import Found
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.aloud import announce
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.sheet import give_back

_ROW = 48
_HEADED = 74  # a row that begins a section bears its name above
_PAD = 18  # px between the edge and the words
_WIDTH = 620
_MOST = 520
_KEYS_WIDE = 120
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class FoundModel(QAbstractListModel):
    """The lines, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Found] = []

    def show(self, lines: Sequence[Found]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def headed(self, row: int) -> bool:
        """Whether this line begins a section."""
        return row == 0 or self.lines[row - 1].section != self.lines[row].section

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.words
        return line if role == Role.RECORD else None


class FoundDelegate(QStyledItemDelegate):
    """A line: icon, two rows of words, the keys at the right; the first of a section bears its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        headed = isinstance(model, FoundModel) and model.headed(index.row())
        return QSize(200, _HEADED if headed else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Role.RECORD)
        if not isinstance(line, Found):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if rect.height() > _ROW:
            room = QRectF(rect.x() + _PAD, rect.y() + 6, rect.width() - 2 * _PAD, _HEADED - _ROW - 6)
            if index.row():
                line_at = QRectF(rect.x() + _PAD, rect.y() + 3, rect.width() - 2 * _PAD, style.border())
                painter.fillRect(line_at, style.colour("line"))
            paint.words(painter, room, line.section, tokens.CAPTION, 600, "text_2")
            rect.setTop(rect.top() + _HEADED - _ROW)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            ground = rect.adjusted(6, 1, -6, -1)
            edge = style.colour("accent") if style.border() > 1 else None
            paint.shape(painter, ground, tokens.ENTRY_RADIUS, style.colour("accent_soft"), edge)
        self._words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), line, selected=selected)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, line: Found, *, selected: bool) -> None:
        ink = "text_3" if line.why_off else "accent_ink" if selected else "text"
        middle = rect.center().y()
        if line.icon:
            glyph = style.colour("accent_ink" if selected else "text_2")
            icons.paint(painter, line.icon, rect.x(), middle - tokens.ICON / 2, tokens.ICON, glyph)
        room = rect.adjusted(30, 0, -_KEYS_WIDE if line.keys else 0, 0)
        if line.second:
            top, below = QRectF(room), QRectF(room)
            top.setRect(room.x(), middle - 20, room.width(), 20)
            below.setRect(room.x(), middle, room.width(), 19)
            paint.words(painter, top, line.title, tokens.BODY, 600, ink)
            paint.words(painter, below, line.second, tokens.SECONDARY, 400, "text_2")
        else:
            paint.words(painter, room, line.title, tokens.BODY, 500, ink)
        if line.keys:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint.words(painter, rect, line.keys, tokens.CAPTION, 600, "text_2", right)


class PaletteList(QFrame):
    """The list below the box; a child of the work, not a window: the keyboard stays in the box all the time."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setObjectName("palette")
        self.setAccessibleName(says.PALETTE)
        self.model = FoundModel(self)
        self.view = QListView()
        self.view.setObjectName("palette_results")
        self.view.setAccessibleName(says.RESULTS)
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = PlainLabel(says.NOTHING_TYPED, size=tokens.SECONDARY, ink="text_2")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 6)
        column.setSpacing(0)
        self.hint.setContentsMargins(_PAD, tokens.SMALL, _PAD, tokens.SMALL)
        column.addWidget(self.hint)
        column.addWidget(self.view, 1)
        self.hide()

    def show_lines(self, lines: Sequence[Found], below: QWidget, *, keep: bool) -> None:
        """Show these, hanging from `below`; the first is chosen, or with `keep` the one that was, if it is here."""
        was = self.current()
        self.model.show(lines)
        self.hint.setVisible(not lines)
        self.view.setVisible(bool(lines))
        titles = [(one.section, one.title, one.go) for one in lines]
        same = (was.section, was.title, was.go) if was is not None else None
        self.choose(titles.index(same) if keep and same in titles else 0)
        self.place(below)
        self.show()
        self.raise_()

    def place(self, below: QWidget) -> None:
        """Hang it from the box, as tall as its lines want and the window lets."""
        owner = self.parentWidget()
        if owner is None:
            return
        corner = below.mapTo(owner, QPoint(0, below.height() + 6))
        tall = sum(_HEADED if self.model.headed(row) else _ROW for row in range(len(self.model.lines))) + 14
        tall = min(max(tall, 52), _MOST, owner.height() - corner.y() - 60)
        wide = min(max(below.width(), _WIDTH), owner.width() - corner.x() - 12)
        self.setGeometry(QRect(corner.x(), corner.y(), wide, tall))

    def current(self) -> Found | None:
        """The chosen line."""
        row = self.view.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def choose(self, row: int) -> None:
        """Make a line the chosen one."""
        if self.model.lines:
            row = max(0, min(row, len(self.model.lines) - 1))
            self.view.setCurrentIndex(self.model.index(row))
            if row == 0:
                self.view.scrollToTop()

    def move_by(self, by: int) -> None:
        """Up and down; from the last on to the first."""
        count = len(self.model.lines)
        if count:
            row = self.view.currentIndex().row() + by
            self.choose(row % count if abs(by) == 1 else row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        paint.shape(painter, rect, tokens.CARD_RADIUS, style.colour("raised"), style.colour("line_strong"))
        painter.end()


class PaletteBox(QObject):
    """Makes a line field the palette's: keys, the list below it, and where the keyboard goes afterwards."""

    asked = Signal(str)
    """What is in the box now, the palette being open."""
    chosen = Signal(object)
    """A `Found` was chosen."""

    def __init__(self, field: LineField, owner: QWidget) -> None:
        super().__init__(owner)
        self.field = field
        self.list = PaletteList(owner)
        self._owner = owner
        self._before: QWidget | None = None
        self._wants = False
        self._waiting = False
        self._moved = False
        field.installEventFilter(self)
        owner.installEventFilter(self)
        field.textEdited.connect(self._typed)
        self.list.view.clicked.connect(self._clicked)

    @property
    def open(self) -> bool:
        """Whether the list hangs below the box."""
        return self.list.isVisible()

    def begin(self) -> None:
        """The keyboard goes into the box, and the list shows what is offered."""
        focus = self._owner.window().focusWidget()
        if focus is not None and focus is not self.field:
            self._before = focus
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._moved = False
        self._ask()

    def show_lines(self, lines: Sequence[Found], *, waiting: bool) -> None:
        """What answers to the box; `waiting` while the store has not answered yet."""
        if not self.field.hasFocus():
            return
        self.list.show_lines(lines, self.field, keep=self._moved)
        self._waiting = waiting
        self._say()
        if self._wants and not waiting:
            self._wants = False
            self._choose()

    def close(self, *, back: bool) -> None:
        """Put the list away; `back` gives the keyboard to what had it before."""
        self._wants = self._waiting = False
        self.list.hide()
        self.list.model.show([])
        self.field.setAccessibleDescription("")
        before, self._before = self._before, None
        if back and not give_back(before):
            self.field.clearFocus()

    def forget(self) -> None:
        """Empty and closed: the office is being locked."""
        self.field.clear()
        self.close(back=False)

    # --- keys and mouse -----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._owner:
            if kind == QEvent.Type.Resize and self.open:
                self.list.place(self.field)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        elif kind == QEvent.Type.FocusOut and self.open and self._owner.window().isActiveWindow():
            self.close(back=False)
        elif kind == QEvent.Type.MouseButtonPress and not self.open:
            self._ask()
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.close(back=True)
            self.field.clear()  # a word left there would look like a filter on what is shown
        elif key in _MOVES and self.open:
            self._moved = True
            self.list.move_by(_MOVES[key])
            self._say()
        elif key == Qt.Key.Key_Down:
            self._ask()
        else:
            return False
        return True

    def _typed(self, _text: str) -> None:
        self._wants, self._waiting, self._moved = False, True, False  # what is chosen now answers to an earlier text
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.field.text())

    def _enter(self) -> None:
        if self._waiting:
            self._wants = True  # as soon as the answer is here
        elif self.open:
            self._choose()
        else:
            self._ask()

    def _clicked(self, index: QModelIndex) -> None:
        self.list.choose(index.row())
        self._choose()

    def _choose(self) -> None:
        found = self.list.current()
        if found is not None:
            self.chosen.emit(found)

    def _say(self) -> None:
        """For those who listen: the keyboard stays in the box, so the chosen line is announced from there."""
        found = self.list.current()
        said = ""
        if found is not None:
            at, count = self.list.view.currentIndex().row() + 1, len(self.list.model.lines)
            said = says.OF.format(row=found.words, at=at, all=count)
        if said != self.field.accessibleDescription():
            self.field.setAccessibleDescription(said)
            if said:
                announce(self.field, said)
