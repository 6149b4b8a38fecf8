"""Fields in which the user types or picks, none of which the mouse wheel changes unseen."""

from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QStyleOptionComboBox, QWidget

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.widgets import paint

BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Whether these keys do the act of what lies on top, wherever in it the keyboard is."""
    held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class StillField:
    """The wheel turns a field only while it has the keyboard, else it scrolls what is below: over any other field it
    would change a type or a date silently (screens.md, D10)."""

    def wheelEvent(self: Any, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[misc]
        else:
            event.ignore()


class LineField(QLineEdit):
    """A line of text; `says` is its name for those who cannot see the label beside it.

    What is typed is kept as a draft (`ui/drafts.py`), by the field's property `keeps`: `subject` for what the place
    shows, `place` for searches and filters, empty where nothing is kept.
    """

    def __init__(self, name: str, says: str, *, hint: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setFont(style.font())
        self.setAcceptDrops(False)  # a dropped file would become text here; the window takes drops (screens.md, 3.2)
        self.setProperty("keeps", "place" if icon == "search" else "subject")
        if icon:
            self.addAction(icons.icon(icon), QLineEdit.ActionPosition.LeadingPosition)


class SecretField(LineField):
    """A field for a passphrase: hidden, pasted into if the user likes, and nothing typed comes back by undo."""

    caps = Signal(bool)
    """Whether Caps Lock seems to be on: Qt does not say, but a capital letter without Shift does."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(name, says)
        self.setMaxLength(1000)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("keeps", "")  # never a draft

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            self.caps.emit(typed.isupper() is not shift)
        # The field's own undo would bring back a passphrase that was cleared (screens.md, row 20).
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.accept()
            return
        super().keyPressEvent(event)


class ChoiceField(StillField, QComboBox):
    """One of several; keys are kept as data and looked up again on the other side."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFont(style.font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setProperty("keeps", "subject")

    @property
    def key(self) -> str:
        """The key of what is chosen."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose by key; an unknown one leaves the choice open."""
        self.setCurrentIndex(self.findData(key))

    def show_whole(self) -> None:
        """As wide as its longest choice: where a ground is chosen it is read whole."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """Qt forgets the room that the style sheet keeps free beside the words."""
        whole = self.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToContents
        return super().sizeHint() + QSize(tokens.WIDE if whole else 0, 0)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is too long for the closed field ends in dots; the open list gives it whole."""
        from PySide6.QtWidgets import QStyle  # five milliseconds, and most windows open without such a field

        super().initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, QStyle.SubControl.SC_ComboBoxEditField, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_sign(self, "chevron-down")


def _paint_sign(field: QWidget, icon: str) -> None:
    """The picture at the right end that says what opens there."""
    painter, size = paint.painter_on(field), tokens.ICON_SMALL
    ink = style.colour("text_2" if field.isEnabled() else "text_3")
    icons.paint(painter, icon, field.width() - size - 10, (field.height() - size) / 2, size, ink)
    painter.end()


def leaves_by_tab(field: QWidget, event: QEvent) -> bool:
    """Tab leaves a day or a time at once and not by way of each of its numbers; arrows and typing go through them."""
    around, tab, back = field.parentWidget(), Qt.Key.Key_Tab, Qt.Key.Key_Backtab
    if around is None or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in {tab, back} and around.focusNextPrevChild(event.key() == tab)


class DayField(StillField, QDateEdit):
    """A day, written 22/11/2026, with a calendar to pick from."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setFont(style.font())
        self.setLocale(BRITISH)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumDate(QDate(2000, 1, 1))
        self.setMaximumDate(QDate(2099, 12, 31))
        self.setProperty("keeps", "subject")
        calendar = self.calendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, QTextCharFormat())

    def event(self, event: QEvent) -> bool:
        return leaves_by_tab(self, event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_sign(self, "calendar-days")
