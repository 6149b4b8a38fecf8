"""Locks the office: hides everything at once, loses nothing, closes the store, and comes back to the same field."""

import gc
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from smsdpo.ui import bookmark, texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.drafts import DraftKeeper
from smsdpo.ui.idle_watch import IdleWatch
from smsdpo.ui.session_watch import SessionWatch
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import lock as says
from smsdpo.ui.widgets.notice_line import NoticeLine
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.domain.records import Changes
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

_AGAIN = 20  # ms until pages are looked at again that a dialog was still using


class Locker(QObject):
    """Watches over the desk. Who shows how to unlock is told by `unlock_with`; without it there is no locking."""

    locked = Signal()
    """The store is closed and nothing of it is left in the window."""
    returned = Signal()
    """After unlocking: the user is back where they were."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._gate: Callable[[], QWidget] | None = None
        self._mark = bookmark.Bookmark()
        self._with_session = True
        self._jobs: list[Job] = []
        self.is_locked = False
        self.copies = Copies(self)
        self.idle = IdleWatch(self)
        self.session = SessionWatch(window)
        self.notice = NoticeLine("locking_soon", window.work)
        self.idle.warned.connect(self._warn)
        self.idle.reached.connect(self.lock)
        self.session.away.connect(self._away)
        window.began.connect(self._begun)
        window.tasks.changed.connect(self._follow)
        window.book.add(
            Act("lock", says.LOCK, self.lock, "Ctrl+L", "File", self._why_not, says.LOCK_ALSO, anywhere=True)
        )

    def unlock_with(self, gate: Callable[[], QWidget]) -> None:
        """`gate` makes the panel that stands in place of the work until the office is unlocked."""
        self._gate = gate

    def _why_not(self) -> str:
        if self._gate is None:
            return says.NO_LOCK
        return "" if self._window.at_work and not self.is_locked else says.NOT_OPEN

    # --- when ---------------------------------------------------------------------------------------------------------

    def _begun(self) -> None:
        self._ask_settings()
        if self.is_locked:
            self.is_locked = False
            self._come_back()

    def _follow(self, changes: "Changes") -> None:
        if "setting" in changes.kinds:
            self._ask_settings()

    def _ask_settings(self) -> None:
        def work(office: "Office") -> tuple[int, bool]:
            return int(office.setting("lock.minutes")), office.setting("lock.session") == "yes"

        if self._gate is not None:
            self._window.tasks.store(work, self._set)

    def _set(self, told: tuple[int, bool]) -> None:
        minutes, self._with_session = told
        if not self.is_locked:
            self.idle.begin(minutes)

    def _warn(self, seconds: int) -> None:
        self.notice.say(says.LOCKING_IN.format(seconds=seconds) if seconds else "")
        owner = self._window.work
        if seconds and owner is not None:
            self.notice.adjustSize()
            at = QPoint((owner.width() - self.notice.width()) // 2, tokens.SMALL)
            self.notice.move(at)
            self.notice.raise_()

    def _away(self) -> None:
        if self._with_session:
            self.lock()

    # --- locking ------------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide first; whatever takes its time comes after."""
        window = self._window
        if self._gate is None or self._why_not():
            return
        self.is_locked = True
        self._mark = bookmark.taken(window)
        window.show_gate(self._gate())
        window.setWindowTitle(texts.PROGRAM)
        window.repaint()
        self.idle.end()
        _close_what_lies_over(window)
        self.copies.clear()
        keeper = window.findChild(DraftKeeper)
        if keeper is not None:
            keeper.comes_back = True
        window.leaving.emit()
        self._jobs = list(window.tasks.jobs)
        window.tasks.lock(self._closed)
        self._sweep()

    def _sweep(self) -> None:
        """Take the pages away. A dialog just closed may still have to return into one of them."""
        if QThread.currentThread().loopLevel() > 1:
            QTimer.singleShot(_AGAIN, self, self._sweep)
            return
        self._window.forget_pages()

    def _closed(self, _nothing: None) -> None:
        QTimer.singleShot(0, self, self._forget)

    def _forget(self) -> None:
        """Pages hang together with what they show in circles that only the collector undoes."""
        if self._window.at:
            QTimer.singleShot(_AGAIN, self, self._forget)
            return
        gc.collect()
        self.locked.emit()

    # --- coming back --------------------------------------------------------------------------------------------------

    def _come_back(self) -> None:
        way = bookmark.Return(self._window, self._mark, self._window.findChild(DraftKeeper))
        way.ended.connect(self.returned)
        self._mark = bookmark.Bookmark()
        self._say_jobs()

    def _say_jobs(self) -> None:
        """What was running when the office was locked, and what has become of it."""
        jobs, self._jobs = self._jobs, []
        for outcome, sentence in (("done", says.KEPT_ON), ("failed", says.BROKE_OFF), ("stopped", says.STOPPED)):
            titles = ", ".join(job.title for job in jobs if job.outcome == outcome)
            if titles:
                self._window.toast(sentence.format(jobs=titles))


class Copies(QObject):
    """Remembers whether what lies on the clipboard was put there by this program; of the text itself a hash only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = b""
        QApplication.clipboard().dataChanged.connect(self._look)

    def _look(self) -> None:
        # Not every platform says who owns it; what comes while one of our windows is active comes from us.
        self.came_from(ours=QApplication.clipboard().ownsClipboard() or QApplication.activeWindow() is not None)

    def came_from(self, *, ours: bool) -> None:
        """Whether what lies there now was copied here."""
        text = QApplication.clipboard().text()
        self._ours = _digest(text) if ours and text else b""

    def clear(self) -> None:
        """Take our own text off the clipboard; another program's stays."""
        if self._ours and self._ours == _digest(QApplication.clipboard().text()):
            QApplication.clipboard().clear()
        self._ours = b""


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _close_what_lies_over(window: "MainWindow") -> None:
    """Menus, calendars, tool tips, sheets, and dialogs that wait for an answer: unanswered, as with Escape."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
        popup.close()
    for sheet in window.work.findChildren(Sheet) if window.work is not None else ():
        sheet.close_sheet()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.parentWidget() is not None:
            other.close()
