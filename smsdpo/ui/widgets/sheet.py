"""A sheet laid over the work: a question or a small form that waits without stopping anything else."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget
from shiboken6 import isValid

from smsdpo.ui import style, tokens
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.cards import Card, put_in_middle
from smsdpo.ui.widgets.fields import is_ctrl_enter
from smsdpo.ui.widgets.labels import Prose

_WIDTH = 560
_MARGIN = 9  # px kept free around the card


class Sheet(QWidget):
    """A card in the middle of its window over dimmed ground. Fill `card.body`, end with `acts`, then `lay_over`.

    Escape closes it; the focus stays inside until then and goes back where it was.
    """

    closed = Signal()
    reopened_by = ""
    """The key of the act that lays it over again after an unlocking: the one that has laid it over, if any."""

    def __init__(self, name: str, title: str, sentence: str = "", *, width: int = _WIDTH) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._before: QWidget | None = None
        self._above: QWidget | None = None
        self._beside: QWidget | None = None
        self.card = Card(f"{name}_card", says=title, pad=tokens.PAGE)
        self.card.setFixedWidth(width)
        self.title = Prose(title, size=tokens.PAGE_TITLE, weight=600, ink="text")
        self.sentence = Prose(sentence)
        self.card.body.addWidget(self.title)
        self.card.body.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))  # after it has its parent: before, it would flash up as a window
        put_in_middle(self, self.card)

    def acts(self, *widgets: QWidget) -> None:
        """The bar of buttons at the foot of the card; the last one stands at its right end."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addStretch()
        for widget in widgets:
            row.addWidget(widget)
        self.card.body.addSpacing(tokens.SMALL)
        self.card.body.addLayout(row)

    def grow(self) -> None:
        """For what comes and goes on the card: it is always as high as what stands on it."""
        self.card.installEventFilter(self)

    def lay_over(self, owner: QWidget, first: QWidget) -> None:
        """Show it over `owner`, with the keyboard in `first`."""
        self._before = QApplication.focusWidget()
        self.setParent(owner)
        self._cover()
        owner.installEventFilter(self)
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def let_in(self, panel: QWidget | None) -> None:
        """Something that must be seen lies over this: the card makes room for it, and Tab reaches it."""
        self._above = panel
        self._make_room()

    def let_beside(self, panel: QWidget | None) -> None:
        """The same for something that covers the right side from top to foot."""
        self._beside = panel
        self._make_room()

    def _make_room(self) -> None:
        top = self._above.geometry().bottom() if self._above else _MARGIN
        right = self._beside.width() + _MARGIN if self._beside else _MARGIN
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(_MARGIN, top, right, _MARGIN)

    def close_sheet(self) -> None:
        """Take it away; nothing is done."""
        if self.isHidden():
            return
        self.hide()
        give_back(self._before)
        self.closed.emit()
        self.deleteLater()

    def _cover(self) -> None:
        owner = self.parentWidget()
        if owner is not None:
            self.setGeometry(QRect(0, 0, owner.width(), owner.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._cover()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self.card:
            self.card.setMinimumHeight(max(self.card.body.totalHeightForWidth(self.card.width()), 0))
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is for what lies on top; the place below, which may have an act for it, never gets it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_ctrl_enter(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Tab goes round inside the sheet."""
        round_trip = [one for one in (self, self._above, self._beside) if one is not None]
        stops = [one for whole in round_trip for one in whole.findChildren(QWidget) if takes_tab(one)]
        now = QApplication.focusWidget()
        if not stops:
            return True
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if onwards else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if onwards else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        paper = self.findChild(QScrollArea)
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} and paper is not None:
            paper.keyPressEvent(event)  # also from a button below what is longer than the sheet
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.setOpacity(0.55)
        painter.fillRect(self.rect(), style.colour("canvas" if style.look().colours.dark else "text_2"))
        painter.end()


def give_back(before: QWidget | None) -> bool:
    """The keyboard to what had it, unless that is gone or hidden by now: its place may have been filled anew."""
    if before is None or not isValid(before) or not before.isVisible():
        return False
    before.setFocus(Qt.FocusReason.PopupFocusReason)
    return True


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here. What hands the keyboard on, as the line inside a day does, is no stop: Tab would come
    back to the same place."""
    stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return stop and widget.isVisible() and widget.isEnabled()
