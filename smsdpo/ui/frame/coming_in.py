"""Messages come in: files chosen, dropped or pasted, and pasted text."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from smsdpo.core.errors import Refusal
from smsdpo.ui import intake_work, texts
from smsdpo.ui.texts import acts as says
from smsdpo.ui.texts import inbox as inbox_says

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import IntakeReport
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.tasks import Job

_LONGEST_PASTE = 2_000_000  # characters


class ComingIn(QObject):
    """Takes messages in, off the window's thread, and says what became of them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def choose(self) -> None:
        """Ask for files."""
        if self._window.at_work:
            self.take(self._window.choose_files(inbox_says.CHOOSE_MESSAGES, inbox_says.MESSAGE_FILES))

    def take(self, paths: Sequence[Path]) -> None:
        """Add files or folders to the inbox."""
        if paths:
            self._work(intake_work.adding(self._window.tasks, list(paths)))

    def dropped(self, data: QMimeData) -> None:
        """What was let go over the window."""
        paths = _files_of(data)
        if paths:
            self.take(paths)
        else:
            self._window.complain(Refusal(texts.DROP_NO_FILES, hint=texts.DROP_NO_FILES_HINT))

    def paste(self) -> None:
        """Copied files, or the copied text of a message; a picture is refused calmly."""
        data = QGuiApplication.clipboard().mimeData()
        paths = _files_of(data) if data is not None else []
        if paths:
            self.take(paths)
        elif data is not None and data.hasImage():
            self._window.complain(Refusal(says.PASTE_PICTURE, hint=says.PASTE_PICTURE_HINT))
        else:
            self._paste_text(data.text() if data is not None and data.hasText() else "")

    def _paste_text(self, text: str) -> None:
        if len(text) > _LONGEST_PASTE:
            self._window.complain(Refusal(says.PASTE_TOO_LONG, hint=says.PASTE_TOO_LONG_HINT))
        elif text.strip():
            self._work(intake_work.adding_text(self._window.tasks, says.PASTED, text))
        else:
            self._window.complain(Refusal(says.PASTE_NOTHING, hint=says.PASTE_NOTHING_HINT))

    def _work(self, work: "Callable[[Job], IntakeReport]") -> None:
        self._window.tasks.beside(inbox_says.ADDING, work, self._taken_in)

    def _taken_in(self, report: "IntakeReport") -> None:
        self._window.toast(intake_work.in_words(report))
        if report.refused:
            self._window.complain(intake_work.refusal(report))
        if report.added:
            self._window.go("inbox", report.added[0].message)


def _files_of(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
