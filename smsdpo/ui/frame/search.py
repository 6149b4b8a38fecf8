"""The palette at work: acts at once, people and requests as soon as the store answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smsdpo.ui import finding
from smsdpo.ui.finding import Found
from smsdpo.ui.widgets.palette import PaletteBox

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

_DEBOUNCE = 90  # ms


class Search(QObject):
    """Answers what is typed into the palette, and does what is chosen."""

    def __init__(self, window: "MainWindow", box: PaletteBox) -> None:
        super().__init__(window)
        self._window, self._box = window, box
        self._acts: list[Found] = []
        self._typing = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._typing.timeout.connect(self._look)
        self._text = ""
        box.asked.connect(self._asked)
        box.chosen.connect(self._chosen)
        window.leaving.connect(self._forget)

    def _asked(self, text: str) -> None:
        self._text = text.strip()
        book = self._window.book
        self._acts = (
            finding.among_acts(self._text, book.acts(), book.keys_of)
            if self._text
            else finding.offered(book.acts(), book.keys_of)
        )
        self._box.show_lines(self._lines([]), waiting=True)
        self._typing.start() if self._text else self._look()

    def _look(self) -> None:
        text = self._text

        def work(office: "Office") -> list[Found]:
            return finding.in_store(office, text) if text else finding.recent(office)

        self._window.tasks.store(work, lambda found: self._answered(text, found), turn="palette")

    def _forget(self) -> None:
        """What was typed may be somebody's name: nothing is asked any more, and nothing kept."""
        self._typing.stop()
        self._text = ""
        self._box.forget()

    def _answered(self, text: str, found: list[Found]) -> None:
        if text == self._text:  # else it answers to what has been typed over since
            self._box.show_lines(self._lines(found), waiting=False)

    def _lines(self, found: list[Found]) -> list[Found]:
        last = [finding.search_people(self._text)] if self._text and self._window.has_place("people") else []
        return [*self._acts, *found, *last] if self._text else [*found, *self._acts]

    def _chosen(self, found: Found) -> None:
        if found.why_off:
            self._window.book.refused.emit(found.why_off)
            return
        self._box.close(back=found.act is not None)
        self._box.field.clear()
        if found.act is not None:
            self._window.book.run(found.act)
        elif found.go is not None:
            self._window.go(*found.go)
            self._window.page(found.go[0]).first_focus().setFocus()
