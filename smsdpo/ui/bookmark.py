"""Where the user was: place, subject, views, rows and field, by their names only, and the way back there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from smsdpo.ui.frame.way import argument_of
from smsdpo.ui.widgets.lists import RecordList
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.ui.drafts import DraftKeeper
    from smsdpo.ui.main_window import MainWindow

_PATIENCE = 12  # answers of the store that are waited for before the rest is left as it is


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Nothing of a record stands in it but ids and references."""

    place: str = ""
    subject: str = ""
    pills: dict[str, str] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)
    scrolled: dict[str, int] = field(default_factory=dict)
    focus: str = ""
    cursor: int = -1
    anchor: int = -1
    sheet: str = ""
    """The act that lays the sheet over again that lay there, or opens the panel again in which the keyboard was."""


def taken(window: "MainWindow") -> Bookmark:
    """Where the window stands now."""
    page = window.page(window.at)
    held = window.focusWidget()  # the application has none while the session is locked
    cursor, anchor = _cursor_of(held)
    return Bookmark(
        place=window.at,
        subject=page.subject(),
        pills={one.objectName(): one.current for one in page.findChildren(Pills) if one.isVisibleTo(page)},
        rows={one.objectName(): one.rows.key_at(one.currentIndex().row()) for one in _lists(page)},
        scrolled={
            one.objectName(): one.verticalScrollBar().value()
            for one in page.findChildren(QAbstractScrollArea)
            if one.objectName() and one.isVisibleTo(page)
        },
        focus=held.objectName() if held is not None and window.isAncestorOf(held) else "",
        cursor=cursor,
        anchor=anchor,
        sheet=_reopened_by(window, held),
    )


def _reopened_by(window: "MainWindow", held: QWidget | None) -> str:
    over = next((one for one in window.findChildren(Sheet) if one.isVisible()), None)
    if over is not None:
        return over.reopened_by
    while held is not None and not hasattr(held, "reopened_by"):
        held = held.parentWidget()
    return str(getattr(held, "reopened_by", ""))


def _lists(page: QWidget) -> "list[RecordList[Any]]":
    return [one for one in page.findChildren(RecordList) if one.isVisibleTo(page) and one.currentIndex().isValid()]


def _cursor_of(held: QWidget | None) -> tuple[int, int]:
    if isinstance(held, QLineEdit):
        start = held.selectionStart()
        anchor = (
            held.cursorPosition() if start < 0 else start + held.selectionLength() - (held.cursorPosition() - start)
        )
        return held.cursorPosition(), anchor
    if isinstance(held, QPlainTextEdit | QTextEdit):
        return held.textCursor().position(), held.textCursor().anchor()
    return -1, -1


class Return(QObject):
    """Goes back to a bookmark. The store's answers come one after the other, so after each what can be put back is;
    whoever presses a key or a button meanwhile is left alone."""

    ended = Signal()

    def __init__(self, window: "MainWindow", to: Bookmark, drafts: "DraftKeeper | None") -> None:
        super().__init__(window)
        self._window, self._to, self._drafts = window, to, drafts
        self._left = _PATIENCE
        self._chosen = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        window.tasks.idle.connect(self._go_on)
        window.go(to.place, argument_of(to.subject))

    def _go_on(self) -> None:
        if not self._left:
            return
        self._left -= 1
        if self._window.at != self._to.place:
            self._end()  # gone on, or locked again: then no page may be built behind the gate
            return
        page = self._window.page(self._to.place)
        waits = self._choose_views(page) or self._choose_rows(page) or page.subject() != self._to.subject
        if not self._left or not (waits or (self._drafts and self._drafts.waits)):
            self._arrive(page)

    def _choose_views(self, page: QWidget) -> bool:
        """Once: choosing a view again would undo what the page has made of it."""
        if self._chosen:
            return False
        self._chosen = True
        asked = False
        for pills in page.findChildren(Pills):
            wanted = self._to.pills.get(pills.objectName(), pills.current)
            if wanted != pills.current and wanted in pills.pills and pills.isVisibleTo(page):
                pills.choose(wanted)
                asked = True
        return asked

    def _choose_rows(self, page: QWidget) -> bool:
        asked = False
        for shown in page.findChildren(RecordList):
            wanted = self._to.rows.get(shown.objectName())
            now = shown.rows.key_at(shown.currentIndex().row())
            if wanted is not None and now != wanted and shown.isVisibleTo(page):
                shown.select_key(wanted)
                asked = True
        return asked

    def _arrive(self, page: QWidget) -> None:
        for area in page.findChildren(QAbstractScrollArea):
            if area.objectName() in self._to.scrolled:
                area.verticalScrollBar().setValue(self._to.scrolled[area.objectName()])
        if self._to.sheet:
            self._window.book.run_key(self._to.sheet)
        held = self._field(page)
        if held is not None:
            held.setFocus()
            self._put_cursor(held)
        self._end()

    def _field(self, page: QWidget) -> QWidget | None:
        work = self._window.work
        for place in (page, work):
            for one in place.findChildren(QWidget, self._to.focus) if place and self._to.focus else ():
                if one.isVisible() and one.isEnabled():
                    return one
        return None

    def _put_cursor(self, held: QWidget) -> None:
        if self._to.cursor < 0:
            return
        if isinstance(held, QLineEdit):
            held.setCursorPosition(self._to.anchor)
            held.cursorForward(True, self._to.cursor - self._to.anchor)
        elif isinstance(held, QPlainTextEdit | QTextEdit):
            cursor = held.textCursor()
            cursor.setPosition(min(self._to.anchor, len(held.toPlainText())))
            cursor.setPosition(min(self._to.cursor, len(held.toPlainText())), cursor.MoveMode.KeepAnchor)
            held.setTextCursor(cursor)

    def _end(self) -> None:
        self._left = 0
        self._window.tasks.idle.disconnect(self._go_on)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._left and event.type() in {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress} and event.spontaneous():
            self._end()
        return False
