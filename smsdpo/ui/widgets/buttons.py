"""Buttons painted from the tokens: the one primary of a place, secondary ones, quiet icon buttons, clickable chips."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.widgets import paint

_PAD = 14


class PressButton(QPushButton):
    """Enter presses it while it has the keyboard, as Space does; outside dialogs Qt's buttons take only Space by
    themselves. A key that is held down presses nothing: it was meant for what was there before."""

    by_enter = True
    """Not for what cannot be undone: nothing is sent or closed by Enter (screens.md, D10)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain and self.by_enter:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class Button(PressButton):
    """A secondary button; `name` is its stable snake_case objectName, `text` what it does in plain words."""

    _weight = 500
    _pad = _PAD
    _icon_size = tokens.ICON_SMALL

    def __init__(self, text: str, name: str, *, icon: str = "", says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(says or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(tokens.FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        # No other button than the one with the focus hears Enter: nothing by accident (screens.md, D10).
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._inside()) + 2 * self._pad + 2), tokens.FIELD)

    def _inside(self) -> tuple[float, int]:
        """How wide its words are, and its icon with the room behind it."""
        wide = style.metrics(tokens.BODY, self._weight).horizontalAdvance(self.text())
        return wide, self._icon_size + (6 if self.text() else 0) if self._icon else 0

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def allow(self, why_off: str = "") -> None:
        """Let it be pressed, or say to eye and ear why it cannot be."""
        self.setEnabled(not why_off)
        self.setToolTip(why_off)
        self.setAccessibleDescription(why_off)

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def _inks(self) -> tuple[str, str, str]:
        """Ground, line and ink; a ground or line without a name is not painted."""
        if not self.isEnabled():
            return "canvas", "line", "text_3"
        return "hover" if self.isDown() or self.underMouse() else "raised", "line_strong", "text"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        ground, line, ink = self._inks()
        if ground:
            line_ink = style.colour(line) if line else None
            paint.shape(painter, rect, tokens.FIELD_RADIUS, style.colour(ground), line_ink)
        self._label(painter, rect, ink)
        if self.hasFocus():
            self._ring(painter, rect)
        painter.end()

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        paint.focus_ring(painter, rect, tokens.FIELD_RADIUS)

    def _label(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        wide, with_icon = self._inside()
        left = max(rect.x() + (rect.width() - wide - with_icon) / 2, 3.0)
        if self._icon:
            size = self._icon_size
            icons.paint(painter, self._icon, left, rect.center().y() - size / 2, size, style.colour(ink))
        if self.text():
            room = QRectF(left + with_icon, rect.y(), rect.right() - left - with_icon - 4, rect.height())
            paint.words(painter, room, self.text(), tokens.BODY, self._weight, ink)


class PrimaryButton(Button):
    """The filled button: the next act of a place. There is one of them in a place."""

    _weight = 600

    def _inks(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "mute_soft", "line", "text_3"
        return "accent", "line_strong" if style.border() > 1 else "", "accent_text"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter = paint.painter_on(self)
            shade = style.colour("text" if not style.look().colours.dark else "accent_text")
            painter.setOpacity(0.16 if self.isDown() else 0.08)
            paint.shape(painter, QRectF(self.rect()), tokens.FIELD_RADIUS, shade)
            painter.end()

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        paint.focus_ring(painter, rect.adjusted(2, 2, -2, -2), tokens.FIELD_RADIUS - 2, "accent_text")


class QuietButton(Button):
    """A button without a frame, for icons and for acts beside the main ones. Text buttons show the link's ink.
    `INSET`: how far its word stands from its edge."""

    INSET = _pad = 6

    def __init__(self, text: str, name: str, *, icon: str = "", says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, name, icon=icon, says=says, parent=parent)
        if not text:
            self._icon_size = tokens.ICON
            self.setFixedWidth(tokens.FIELD)
            self.setToolTip(says)

    def _inks(self) -> tuple[str, str, str]:
        lit = self.isEnabled() and (self.isDown() or self.underMouse())
        ink = "text_3" if not self.isEnabled() else "accent_ink" if self.text() else "text_2"
        return "accent_soft" if lit else "", "", ink


class ChipButton(PressButton):
    """A chip that can be pressed: a state and the way to it."""

    def __init__(self, name: str, chip: Chip | None = None, *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = chip or Chip("")
        self._says = says
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(tokens.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(self._chip)

    def show_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._chip = chip
        self.setAccessibleName(f"{self._says}: {chip.text}" if self._says else chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.chip_width(self._chip)) + 1, tokens.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.paint_chip(painter, 0, self.height() / 2, self._chip, self.width())
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), tokens.CHIP_RADIUS)
        painter.end()


class ToastButton(Button):
    """The act on a toast, whose ground is the ink of everything else."""

    _pad = 10

    def __init__(self, text: str, name: str, *, icon: str = "", says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, name, icon=icon, says=says, parent=parent)
        self.setFixedHeight(tokens.FIELD - 6)

    def _inks(self) -> tuple[str, str, str]:
        return "text", "surface", "surface"

    def _ring(self, painter: QPainter, rect: QRectF) -> None:
        paint.focus_ring(painter, rect.adjusted(2, 2, -2, -2), tokens.FIELD_RADIUS - 2, "surface")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), tokens.FIELD - 6)
