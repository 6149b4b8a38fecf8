"""The one way in which a failure is told: what failed, what is safe, what to do. Beside the work, never in front."""

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smsdpo.core import paths
from smsdpo.ui import style, tokens
from smsdpo.ui.complain import Complaint
from smsdpo.ui.texts import errors as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.aloud import alert
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.cards import IconLabel
from smsdpo.ui.widgets.labels import Prose
from smsdpo.ui.widgets.sheet import Sheet

_BELOW = tokens.MEDIUM  # room between a complaint and the place below it
_MOST = 20  # complaints that wait; a failure that repeats itself without end is not told without end


class ComplaintPanel(QFrame):
    """Stays until it is closed (Esc, or its button) and never stops the window. The newest is shown first; others wait
    behind it as “1 of 3”."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("complaint")
        self._waiting: list[Complaint] = []
        self._at = 0
        self.title = Prose(size=tokens.BODY, weight=600, ink="bad_ink")
        self.safe = Prose(size=tokens.SECONDARY, ink="text")
        self.hint = Prose(size=tokens.SECONDARY, ink="text")
        self.details = Prose(size=tokens.SECONDARY, ink="text_2")
        self.details.setObjectName("complaint_details_line")
        self.place = QuietButton("", "complaint_next", icon="chevron-right", says=says.NEXT)
        self.more = QuietButton(says.DETAILS, "complaint_details")
        self.log = QuietButton(says.OPEN_LOG, "complaint_open_log", icon="folder-open")
        self.copy = QuietButton("", "complaint_copy", icon="copy", says=says.COPY)
        self.close_button = QuietButton("", "complaint_close", icon="x", says=says.CLOSE)
        self._build()
        self._wire()
        self.hide()

    def _build(self) -> None:
        self.count = Prose(size=tokens.SECONDARY, weight=600, ink="text")
        column = QVBoxLayout()
        column.setSpacing(2)
        for words in (self.title, self.safe, self.hint):
            column.addWidget(words)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(tokens.SMALL)
        foot.addWidget(self.more)
        foot.addWidget(self.log)
        foot.addStretch()
        column.addWidget(self.details)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.WIDE, tokens.MEDIUM, tokens.SMALL, tokens.SMALL + _BELOW)
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(IconLabel("circle-alert", "bad_ink"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addLayout(self._corner(), 0)

    def _corner(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.TIGHT)
        for widget in (self.count, self.place, self.copy, self.close_button):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        corner = QVBoxLayout()
        corner.addLayout(line)
        corner.addStretch()
        return corner

    def _wire(self) -> None:
        self.more.clicked.connect(self._turn_details)
        self.log.clicked.connect(self._open_log)
        self.place.clicked.connect(self._next)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.dismiss)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setObjectName("key_complaint_escape")
        self._escape.setEnabled(False)
        self._escape.activated.connect(self._leave)

    # --- showing ------------------------------------------------------------------------------------------------------

    def show_complaint(self, complaint: Complaint) -> None:
        """Say it before those that still wait; the same twice is said once."""
        self._waiting = [complaint, *(one for one in self._waiting if not _same(one, complaint))][:_MOST]
        self._at = 0
        self._say()
        self._escape.setEnabled(True)
        self.show()
        if not self.isWindow():
            self.raise_()
        self._lie_over()
        # Read aloud at once: the keyboard stays where the user is typing.
        alert(self)

    def _say(self) -> None:
        now, several = self._waiting[self._at], len(self._waiting) > 1
        self.title.setText(now.title)
        for words, said in ((self.safe, now.safe), (self.hint, now.to_do)):
            words.setText(said)
            words.setVisible(bool(said))
        self.details.setText(now.details)
        self._show_details(shown=False)
        self.more.setVisible(bool(now.details))
        self.count.setText(says.PLACE.format(number=self._at + 1, total=len(self._waiting)))
        self.count.setVisible(several)
        self.place.setVisible(several)
        self.setAccessibleName(" ".join(part for part in (now.title, now.safe, now.to_do) if part))

    def dismiss(self) -> None:
        """Close what is shown; the next one comes, if any waits."""
        if self._waiting:
            del self._waiting[self._at]
            self._at = 0
        if self._waiting:
            self._say()
            return
        self._escape.setEnabled(False)
        sheet, held = self._sheet_below(), self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if sheet is not None:
            sheet.let_in(None)
            if held:
                sheet.focusNextPrevChild(True)
        self.closed.emit()

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._waiting)
        self._say()

    # --- over a sheet -------------------------------------------------------------------------------------------------

    def _sheet_below(self) -> Sheet | None:
        """The open sheet over which this lies: one that was opened later covers it."""
        owner = self.parentWidget()
        stacked = owner.children() if owner is not None else []
        below = stacked[: stacked.index(self)] if self in stacked else []
        return next((one for one in reversed(below) if isinstance(one, Sheet) and one.isVisible()), None)

    def _lie_over(self) -> None:
        sheet = self._sheet_below()
        if sheet is not None and self.isVisible():
            sheet.let_in(self)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Over a sheet Tab goes on into it, not below it."""
        sheet = self._sheet_below()
        return sheet.focusNextPrevChild(onwards) if sheet is not None else super().focusNextPrevChild(onwards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lie_over()

    # --- details ------------------------------------------------------------------------------------------------------

    def _turn_details(self) -> None:
        self._show_details(shown=self.details.isHidden())

    def _show_details(self, *, shown: bool) -> None:
        self.details.setVisible(shown)
        self.log.setVisible(shown)
        said = says.HIDE_DETAILS if shown else says.DETAILS
        self.more.setText(said)
        self.more.setAccessibleName(said)
        self.more.updateGeometry()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._waiting[self._at].in_words())

    def _open_log(self) -> None:
        folder = paths.default_state()
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.details.setText(says.NO_LOG.format(folder=folder))

    # --- keys ---------------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        """Esc leaves what lies on top: this, or a sheet that was opened since."""
        below = self._sheet_below()
        sheets = [one for one in self.window().findChildren(Sheet) if one.isVisible() and one is not below]
        if sheets:
            sheets[-1].close_sheet()
        else:
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -_BELOW)
        paint.shape(painter, rect, tokens.CARD_RADIUS, style.colour("bad_soft"), style.colour("bad_ink"))
        painter.end()


def _same(one: Complaint, other: Complaint) -> bool:
    return (one.title, one.hint) == (other.title, other.hint)
