"""A list, and what stands in its place: a sentence while it is empty or on its way, and why it could not be read."""

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.ui import texts
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from smsdpo.ui.widgets.lists import RecordList

Record = TypeVar("Record")
_PATIENCE = 300  # ms after which a list that is not there yet says that it is coming


class RecordPane(QStackedWidget, Generic[Record]):
    """Shows the list, `empty`, or `trouble` with *Try again*. With `quiet_refusals` somebody else says what is wrong
    with the question, and the list stays as it was. The keyboard stays in here, whichever of them is shown."""

    def __init__(
        self,
        records: "RecordList[Record]",
        empty: EmptyState,
        parent: QWidget | None = None,
        *,
        quiet_refusals: bool = False,
    ) -> None:
        super().__init__(parent)
        self.records, self.empty = records, empty
        self._quiet = quiet_refusals
        name = records.objectName()
        self.coming = EmptyState(says.COMING, icon="loader-circle")
        self.trouble = EmptyState(
            says.TROUBLE, icon="circle-alert", act=texts.TRY_AGAIN, name=f"{name}_again", on_act=records.refresh
        )
        self.trouble.button.setAccessibleName(says.AGAIN.format(list=records.accessibleName()))
        for widget in (records, empty, self.coming, self.trouble):
            self.addWidget(widget)
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waiting.timeout.connect(self._wait)
        records.rows.asked.connect(self._waiting.start)
        records.rows.arrived.connect(self._show)
        records.rows.failed.connect(self._fail)

    def take_keyboard(self) -> None:
        """From the filter above, unless nothing was found by it: then it is to be changed."""
        shown = self.currentWidget()
        if shown is not None and (shown is self.records or self.records.coming):
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.currentWidget() is not self.records and event.key() == Qt.Key.Key_Escape:
            self.records.escaped.emit()
        elif self.currentWidget() is not self.records and self.records.coming:
            self.records.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _turn(self, shown: QWidget) -> None:
        """Qt would send the keyboard of what is hidden on to whatever comes next in the window."""
        holder = self.window().focusWidget()
        held = holder is not None and self.isAncestorOf(holder) and shown is not self.currentWidget()
        if held:
            self.setFocus()
        self.setCurrentWidget(shown)
        if held:
            shown.setFocus()

    def _show(self) -> None:
        self._waiting.stop()
        self._turn(self.records if self.records.rows.rowCount() else self.empty)

    def _wait(self) -> None:
        if not self.records.rows.loaded and not self.records.rows.rowCount():
            self._turn(self.coming)

    def _fail(self, error: Exception) -> None:
        self._waiting.stop()
        if isinstance(error, Refusal) and self._quiet:
            return
        self.trouble.say(f"{says.TROUBLE} {complaint_of(error).sentence}")
        self._turn(self.trouble)
