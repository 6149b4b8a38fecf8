"""Cards, dividers and the sentence that stands where a list is empty."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.labels import Prose


class Card(QFrame):
    """A white sheet with rounded corners; `body` is its layout. `pad` 0 leaves room for the line only (lists)."""

    def __init__(
        self, name: str = "", *, says: str = "", pad: int = tokens.PAGE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.body = QVBoxLayout(self)
        if pad:
            self.body.setContentsMargins(pad, pad - 4, pad, pad - 4)
        else:
            self.body.setContentsMargins(2, 0, 2, tokens.CARD_RADIUS)
        self.body.setSpacing(tokens.SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        paint.shape(painter, QRectF(self.rect()), tokens.CARD_RADIUS, style.colour("surface"), style.colour("line"))
        painter.end()


def put_in_middle(owner: QWidget, card: Card) -> None:
    """A card alone in its owner, a little above the middle."""
    column = QVBoxLayout(owner)
    column.addStretch(2)
    row = QHBoxLayout()  # an aligned item would be as high as its words need in the owner's width, not in its own
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    column.addLayout(row)
    column.addStretch(3)


class Divider(QWidget):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.fillRect(self.rect(), style.colour("line"))
        painter.end()


class Scrolled(QScrollArea):
    """What may be longer than its place scrolls down, never sideways, on the ground of what lies behind; what is given
    the keyboard comes into sight."""

    def __init__(self, name: str, inside: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # which `setWidget` had switched on
        self.viewport().setAutoFillBackground(False)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt does so for Tab alone. Not at once: what has just been laid out has no place yet."""
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: self._bring(now))

    def _bring(self, widget: QWidget) -> None:
        if widget.hasFocus() and widget.height() < self.viewport().height():
            self.ensureWidgetVisible(widget, 0, tokens.WIDE)


class IconLabel(QWidget):
    """A picture beside words; decoration, so it has no name."""

    def __init__(self, icon: str, ink: str = "text_2", size: int = tokens.ICON, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._size = icon, ink, size
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        icons.paint(painter, self._icon, 0, 0, self._size, style.colour(self._ink))
        painter.end()


class EmptyState(QWidget):
    """One sentence and at most one button, in the middle of an empty place."""

    def __init__(
        self,
        sentence: str,
        *,
        icon: str = "inbox",
        act: str = "",
        name: str = "",
        on_act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.WIDE)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, "text_3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Prose(sentence, size=tokens.BODY)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sentence.setMinimumWidth(240)
        self.sentence.setMaximumWidth(420)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self.sentence, 4)
        middle.addStretch()
        column.addLayout(middle)
        if act and on_act is not None:
            self.button = Button(act, name or "empty_act")
            self.button.clicked.connect(lambda _checked: on_act())
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """Another sentence."""
        self.setAccessibleName(sentence)
        self.sentence.setText(sentence)
