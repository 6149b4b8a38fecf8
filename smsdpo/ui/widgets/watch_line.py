"""The line at the foot of the inbox: when somebody last looked after it, what waits, and *Checked*."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core.clock import london_date
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.labels import quiet

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import InboxWatch


class WatchLine(QWidget):
    """Quiet while the inbox is looked after; warns by a chip where nobody did for longer than the office allows."""

    shown = Signal()
    """It has come into sight: what it says may be some minutes old."""

    def __init__(self) -> None:
        super().__init__()
        self.alert = ChipLabel(parent=self)
        self.looked, self.waits = quiet(), quiet()
        self.looked.setObjectName("inbox_last_checked")
        self.waits.setObjectName("inbox_oldest")
        self.checked = QuietButton(says.CHECKED, "inbox_checked", icon="check", says=says.CHECKED_SAYS)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, tokens.TIGHT, tokens.SMALL, tokens.TIGHT)
        row.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self.looked, self.waits):
            words.addWidget(label)
        row.addLayout(words, 1)
        row.addWidget(self.alert)
        row.addWidget(self.checked)

    def show_watch(self, watch: "InboxWatch", today: date) -> None:
        """How it stands now."""
        self.alert.show_chip(Chip(says.CHECK_DUE if watch.alert else "", "warn", "eye-off"))
        self.alert.setToolTip(says.UNCHECKED.format(time=watch.idle))
        self.looked.setText(_looked(watch, today))
        self.waits.setText(_waits(watch, today))
        self.waits.setVisible(bool(self.waits.text()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.fillRect(0, 0, self.width(), 1, style.colour("line"))
        painter.end()


def _looked(watch: "InboxWatch", today: date) -> str:
    """Last checked today 09:12 by D. Pearce."""
    if watch.checked_at is None:
        return says.NEVER_CHECKED
    return says.LAST_CHECKED.format(when=_when(watch.checked_at, today), who=watch.by)


def _waits(watch: "InboxWatch", today: date) -> str:
    """Oldest unread: 2 working days."""
    if watch.waiting:
        return says.OLDEST.format(time=watch.oldest)
    return says.CLEAR_SINCE.format(when=_when(watch.clear_since, today)) if watch.clear_since else ""


def _when(at: datetime, today: date) -> str:
    """Inside a sentence: today 09:12, yesterday 16:40, Fri 20 Nov 11:05."""
    on = london_date(at)
    age = (today - on).days
    if age == 0:
        return texts.when(at, on, today).lower()
    near = texts.when(at, on, today)
    return f"{near.lower() if age == 1 else near} {texts.time_of(at)}"
