"""Who asks: found in the office as one types, or somebody new with a name and an e-mail address."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import quiet
from smsdpo.ui.widgets.paint import one_line

if TYPE_CHECKING:
    from smsdpo.domain.records.people import PersonHit
    from smsdpo.ui.table_model import Index

MOST = 5
_DEBOUNCE = 150  # ms
_ID, _NAME, _FIRST, _SECOND = (Qt.ItemDataRole.UserRole + at for at in range(4))


class _Box(LineField):
    """The arrow down leads to the offers, the arrow up to the last of them, Enter takes the first."""

    down = Signal()
    up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers():
            event.ignore()  # Ctrl+Enter belongs to the whole form
        else:
            super().keyPressEvent(event)


class _OfferDelegate(QStyledItemDelegate):
    """A name, and beside it what tells the person from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        return QSize(80, tokens.ROW_COMPACT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint.shape(painter, rect, tokens.FIELD_RADIUS, style.colour("accent_soft" if chosen else "hover"))
        inner = rect.adjusted(tokens.MEDIUM, 0, -tokens.SMALL, 0)
        first, second = str(index.data(_FIRST)), str(index.data(_SECOND))
        paint.words(painter, inner, first, tokens.BODY, 600, "text")
        wide = style.metrics(tokens.BODY, 600).horizontalAdvance(first) + tokens.MEDIUM
        paint.words(painter, inner.adjusted(wide, 0, 0, 0), second, tokens.SECONDARY, 400, "text_2")
        painter.restore()


class _Offers(QListWidget):
    """Enter takes the current one, Esc and the topmost arrow go back to the box."""

    taken = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentRow() == 0):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PersonPick(QWidget):
    """`asked` wants people for a text, `changed` says that somebody else is chosen, `picked` that it is settled."""

    asked = Signal(str)
    changed = Signal()
    picked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: int | None = None
        self._found: Sequence[PersonHit] | None = None
        self._sure = self._taking = False
        self.box = _Box(f"{name}_person", says.PERSON_SAYS, hint=says.PERSON_HINT)
        self.box.setMaxLength(200)
        self.offers = _Offers()
        self.offers.setObjectName(f"{name}_people")
        self.offers.setAccessibleName(says.PEOPLE_OFFERED)
        self.offers.setItemDelegate(_OfferDelegate(self.offers))
        self.offers.setMouseTracking(True)
        self.offers.hide()
        self.said = quiet()
        self.said.hide()
        self.email = LineField(f"{name}_email", says.EMAIL_SAYS, hint=says.EMAIL_HINT)
        self.email.setMaxLength(200)
        self.email.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        for widget in (self.box, self.offers, self.said, self.email):
            column.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._timer.timeout.connect(lambda: self.asked.emit(self.name))
        self.box.textEdited.connect(self._typed)
        self.box.returnPressed.connect(self._take_first)
        self.box.down.connect(lambda: self._to_offers(0))
        self.box.up.connect(lambda: self._to_offers(self.offers.count() - 1))
        self.offers.taken.connect(self._take_current)
        self.offers.itemClicked.connect(lambda _item: self._take_current())
        self.offers.left.connect(lambda: self.box.setFocus(Qt.FocusReason.OtherFocusReason))

    @property
    def name(self) -> str:
        """What stands in the box."""
        return self.box.text().strip()

    @property
    def sure(self) -> bool:
        """Whether it is known who asks: picked, or a name that nobody in the office has."""
        return bool(self.name) and (self._sure or (self._found is not None and not self._found))

    def clear(self) -> None:
        """Nobody."""
        self.put(None, "")

    def put(self, person: int | None, name: str, email: str = "") -> None:
        """Show a choice that was made elsewhere."""
        self._timer.stop()
        self.person, self._sure, self._found = person, bool(name), None
        self.box.setText(name)
        self.email.setText(email)
        self._show()

    def _typed(self, _text: str) -> None:
        self.person, self._sure, self._found, self._taking = None, False, None, False
        self._show()
        if self.name:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def offer(self, text: str, hits: "Sequence[PersonHit]") -> None:
        """The people found for a text; out of date answers are passed over."""
        if text != self.name or self._sure:
            return
        self._found = tuple(hits[:MOST])
        self.offers.clear()
        for hit in self._found:
            beside = "   ".join(one for one in (hit.email, hit.account) if one)
            self._add(hit.person, hit.name, one_line(hit.name) or texts.NO_NAME, beside)
        self._add(None, text, says.NEW_PERSON.format(name=one_line(text)), says.NEW_PERSON_SECOND)
        self.offers.setCurrentRow(0)
        self._show()
        self.changed.emit()
        if self._taking and self.sure and self.box.hasFocus():
            self.picked.emit()  # Enter was faster than the answer, and the answer is that nobody has this name
        self._taking = False

    def _add(self, person: int | None, name: str, first: str, second: str) -> None:
        item = QListWidgetItem(f"{first}   {second}".strip())
        for role, value in ((_ID, person), (_NAME, name), (_FIRST, first), (_SECOND, second)):
            item.setData(role, value)
        self.offers.addItem(item)

    def _show(self) -> None:
        offering = bool(self._found) and not self._sure
        self.offers.setVisible(offering)
        self.offers.setFixedHeight(tokens.ROW_COMPACT * self.offers.count() + 2)
        fresh = self.sure and self.person is None
        self.email.setVisible(fresh)
        self.said.setText(says.NEW_PERSON_SECOND)
        self.said.setVisible(fresh)

    def _to_offers(self, row: int) -> None:
        """Into the list: up from the box is at once where somebody new is."""
        if self.offers.isVisible():
            self.offers.setCurrentRow(row)
            self.offers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> None:
        if self.offers.isVisible():
            self.offers.setCurrentRow(0)
            self._take_current()
        elif self.sure:
            self.picked.emit()
        elif self.name:
            self._timer.stop()
            self._taking = True
            self.asked.emit(self.name)

    def _take_current(self) -> None:
        if self.offers.currentRow() < 0:
            return
        item = self.offers.currentItem()
        person = item.data(_ID)
        self.put(int(person) if person is not None else None, str(item.data(_NAME)))
        self.changed.emit()
        self.picked.emit()
