"""Help beside the work: the page of the place on show, and every word of the law with its policy sentence. Offline."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from smsdpo.core import resources
from smsdpo.domain.terms import TERMS
from smsdpo.ui import style, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import help as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import QuietButton
from smsdpo.ui.widgets.help_text import HelpText
from smsdpo.ui.widgets.labels import card_title
from smsdpo.ui.widgets.sheet import Sheet, give_back

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

WIDTH = 360
Shown = tuple[str, str]
"""What is on show: `place` and its key, `term` and its key, or `terms`."""


def page_of(place: str) -> str:
    """The help page of a place, as it is written."""
    path = resources.resource_path(f"help/{place}.md")
    return path.read_text(encoding="utf-8") if path.exists() else f"# {says.HELP}\n{says.NO_PAGE}\n"


def term_page(key: str) -> str:
    """A term's page: what it means, and the sentence of the policy."""
    term = TERMS[key]
    return f"# {term.title}\n{term.means}\n## {term.source}\n{says.QUOTED.format(sentence=term.policy)}\n"


def all_terms() -> str:
    """The page that leads to every term."""
    listed = sorted(TERMS.values(), key=lambda term: term.title.casefold())
    links = "\n".join(f"- [{term.title}](term:{term.key})" for term in listed)
    return f"# {says.ALL_TERMS}\n{says.ALL_TERMS_SENTENCE}\n{links}\n"


class HelpPane(QWidget):
    """The panel at the right. Escape and F1 close it; the keyboard goes back where it was. `over` is the sheet that it
    was opened over, which lets it in beside its card."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_pane")
        self.setAccessibleName(says.HELP)
        self.setFixedWidth(WIDTH)
        self.shown: Shown = ("", "")
        self.over: Sheet | None = None
        self._way: list[Shown] = []
        self._before: QWidget | None = None
        self.text: HelpText | None = None
        self.back = QuietButton(says.BACK, "help_back", icon="chevron-left")
        self.terms = QuietButton(says.ALL_TERMS, "help_terms")
        self.close_button = QuietButton("", "help_close", icon="x", says=says.CLOSE)
        self.area = QScrollArea()
        self.area.setObjectName("help_text")
        self.area.setAccessibleName(says.HELP_SAYS)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self._lay_out()
        self.back.clicked.connect(lambda _checked: self.go_back())
        self.terms.clicked.connect(lambda _checked: self.show_page("terms", ""))
        self.close_button.clicked.connect(lambda _checked: self.dismiss())
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.TIGHT)
        self._name = card_title(says.HELP)
        head.addWidget(self._name)
        head.addWidget(self.back)
        head.addStretch()
        head.addWidget(self.terms)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PAGE, 14, tokens.MEDIUM, tokens.WIDE)
        column.setSpacing(tokens.MEDIUM)
        column.addLayout(head)
        column.addWidget(self.area, 1)

    def open_at(self, kind: str, key: str) -> None:
        """Open the panel at a page, with the keyboard in it."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
            self._way = []
        self.show_page(kind, key)
        self.show()
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_page(self, kind: str, key: str, *, back: bool = False) -> None:
        """Show another page in it."""
        if not back and self.isVisible() and self.shown not in {("", ""), (kind, key)}:
            self._way.append(self.shown)
        self.shown = (kind, key)
        words = term_page(key) if kind == "term" else all_terms() if kind == "terms" else page_of(key)
        self.text = HelpText(words)
        self.text.followed.connect(self.show_page)
        inside = self.isVisible() and self.area.isAncestorOf(QApplication.focusWidget() or self)
        self.area.setWidget(self.text)
        self.text.setAutoFillBackground(False)  # the scroll area has just switched it on
        self.back.setVisible(bool(self._way))
        self._name.setVisible(not self._way)
        if inside:
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """The page before."""
        if self._way:
            self.show_page(*self._way.pop(), back=True)
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close it; the keyboard goes back."""
        if self.isHidden():
            return
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self.shown = ("", "")
        if held:
            give_back(self._before)
        self.closed.emit()

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Over a sheet Tab goes on into it, not below it."""
        return self.over.focusNextPrevChild(onwards) if self.over is not None else super().focusNextPrevChild(onwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.fillRect(self.rect(), style.colour("surface"))
        painter.fillRect(0, 0, style.border(), self.height(), style.colour("line"))
        painter.end()


class Help(QObject):
    """Puts the panel beside the work, follows the place on show, and offers the terms as acts."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.pane = HelpPane()
        self._docked = False
        if window.work is not None:
            self.pane.setParent(window.work)
            self.pane.hide()
            window.work.installEventFilter(self)
        self.pane.closed.connect(self._closed)
        window.went.connect(self._follow)
        window.leaving.connect(self.pane.dismiss)
        window.book.add(
            Act("help", says.HELP, self.toggle, "F1", "Help", also="manual guide how", anywhere=True), *self._terms()
        )

    def toggle(self) -> None:
        """Open the page of the place on show, also over a sheet, or close the panel."""
        if self.pane.isVisible() and self.pane.over is self._sheet():
            self.pane.dismiss()
        elif self._window.at_work:
            self._open("place", self._window.at)

    def _sheet(self) -> Sheet | None:
        """The sheet that lies over the work, which is to be answered or closed first."""
        work = self._window.work
        sheets = work.findChildren(Sheet) if work is not None else []
        return next((one for one in reversed(sheets) if one.isVisible()), None)

    def explain(self, key: str) -> None:
        """What is this word of the law?"""
        self._open("term", key)

    def _open(self, kind: str, key: str) -> None:
        sheet = self._sheet()
        if sheet is not None and sheet is not self.pane.over:
            self.pane.dismiss()  # one that lay below the sheet: the keyboard is to come back to the sheet
            sheet.closed.connect(self.pane.dismiss)
        self.pane.over = sheet
        self.pane.open_at(kind, key)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window.work:
            self._place()
        return False

    def _closed(self) -> None:
        sheet, self.pane.over = self.pane.over, None
        if sheet is not None:
            sheet.let_beside(None)
        self._place()

    def _place(self) -> None:
        """Beside the work where that has room enough left, with the navigation narrowed for it; else over its right."""
        work = self._window.work
        if work is None:
            return
        wide, shown = work.width(), not self.pane.isHidden()
        docked = shown and wide - WIDTH >= tokens.WINDOW_LEAST[0]
        room = work.layout()
        if room is not None and docked != self._docked:
            if docked:
                room.addWidget(self.pane)
            else:
                room.removeWidget(self.pane)
            self._docked = docked
        self._window.rail.narrow(wide - (WIDTH if docked else 0) < tokens.NARROW_BELOW)
        if shown and not docked:
            self.pane.setGeometry(wide - WIDTH, 0, WIDTH, work.height())
            self.pane.raise_()
        if self.pane.over is not None:
            self.pane.raise_()
            self.pane.over.let_beside(self.pane)

    def _follow(self, place: str) -> None:
        if self.pane.isVisible() and self.pane.shown[0] == "place":
            self.pane.show_page("place", place, back=True)

    def _terms(self) -> list[Act]:
        return [
            Act(
                f"what_is_{term.key}",
                says.WHAT_IS.format(term=term.title),
                partial(self.explain, term.key),
                also=says.WHAT_IS_ALSO.format(also=term.also),
            )
            for term in TERMS.values()
        ]
