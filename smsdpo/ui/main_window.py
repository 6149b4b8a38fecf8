"""The frame: navigation built from the screens, top bar, the place being shown, what runs, and the status line."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.frame.standing import Standing
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import acts as says

if TYPE_CHECKING:  # what is not there before the first paint
    from smsdpo.core.clock import Clock
    from smsdpo.ui.screens.base import Screen, ScreenPage
    from smsdpo.ui.widgets.sheet import Sheet


class MainWindow(QMainWindow):
    """The program's one window. It is the `Shell` of the screens."""

    began = Signal()
    """The office is open and the work is on show: after the start and after each unlocking."""
    leaving = Signal()
    """The office is about to be closed, by locking or for good: keep what must not be lost."""
    went = Signal(str)
    """Another place, or another thing in it, is shown; the place's key."""
    day_turned = Signal()
    """Another day has begun, or the clock was set: everything that counts days is stale."""
    first_painted = Signal()
    """The window is on the screen: only now is anything heavy imported."""

    def __init__(
        self,
        tasks: Tasks,
        clock: "Clock",
        screens: "Sequence[Screen]",
        settings: QSettings,
        *,
        rehearsal: bool = False,
        native_dialogs: bool = True,
        print_to: Path | None = None,
    ) -> None:
        super().__init__()
        self.tasks, self.clock, self.print_to = tasks, clock, print_to
        self.settings, self._native = settings, native_dialogs
        self._rehearsal = rehearsal
        self._screens: dict[str, Screen] = {}
        self._pages: dict[str, ScreenPage] = {}
        self._at = ""
        self.sample = False
        self._painted = False
        self.companions: list[QObject] = []
        self.setObjectName("main_window")
        style.dress(self)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.work: QWidget | None = None
        self.standing = Standing(self)
        self.say_title()
        self.standing.restore()
        if screens:
            self.furnish(screens)

    def furnish(self, screens: "Sequence[Screen]") -> None:
        """Build the frame around these places, and all that accompanies the window."""
        self.frame(screens)
        self.equip()
        self.accompany()

    def frame(self, screens: "Sequence[Screen]") -> None:
        """What must be there before any work is shown; the program builds it after the first paint."""
        from smsdpo.ui.act_book import ActBook
        from smsdpo.ui.frame.coming_in import ComingIn
        from smsdpo.ui.frame.following import Following
        from smsdpo.ui.frame.menu import ActMenu

        self._screens = {screen.key: screen for screen in screens}
        self.book = ActBook(self)
        self.book.refused.connect(self.toast)
        self.coming_in = ComingIn(self)
        self.menu = ActMenu(self)
        self.following = Following(self, self._screens)
        self._build()
        self._wire()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        from smsdpo.ui.frame.status_line import StatusLine
        from smsdpo.ui.widgets.complaint import ComplaintPanel
        from smsdpo.ui.widgets.drop_overlay import DropOverlay
        from smsdpo.ui.widgets.notices import ActivityStrip
        from smsdpo.ui.widgets.rail import Rail
        from smsdpo.ui.widgets.top_bar import TopBar

        work = QWidget()
        places = sorted((one for one in self._screens.values() if one.place), key=lambda one: one.place)
        self.places = [one.key for one in places]
        self.rail = Rail([(one.key, one.title, one.icon, one.place) for one in places])
        self.top = TopBar()
        self.complaint = ComplaintPanel()
        self.desk = QStackedWidget()
        self.activity = ActivityStrip()
        self.status_line = StatusLine()
        self.status, self.toaster = self.status_line.label, self.status_line.toast
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(tokens.PAGE, 14, tokens.PAGE, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addSpacing(14)
        column.addWidget(self.complaint)
        column.addWidget(self.desk, 1)
        column.addWidget(self.activity)
        column.addWidget(self.status_line)
        row.addLayout(column, 1)
        self.work = work
        self.stack.addWidget(work)
        self.rail.narrow(self.width() < tokens.NARROW_BELOW)
        self.overlay = DropOverlay(work)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top.add.clicked.connect(self.add_messages)
        self.top.new.clicked.connect(lambda: self.book.run_key("new_request"))
        self.top.lock.clicked.connect(lambda: self.book.run_key("lock"))
        self.top.menu.clicked.connect(self.open_menu)
        self.top.overdue.clicked.connect(lambda: self.go("requests", "overdue"))
        self.top.due.clicked.connect(lambda: self.go("requests", "week"))
        self.tasks.failed.connect(self.complain)
        self.tasks.started.connect(self.activity.follow)
        self.leaving.connect(self.toaster.dismiss)
        self.standing.follow(self.complaint)

    def equip(self) -> None:
        """Search, the way back and the window's own acts: the first rows wait for none of it."""
        from smsdpo.ui.frame.menu import AltOpens
        from smsdpo.ui.frame.search import Search
        from smsdpo.ui.frame.way import Way
        from smsdpo.ui.frame.window_acts import window_acts
        from smsdpo.ui.widgets.palette import PaletteBox

        if self.work is None:
            return
        self.book.work_in(self.work)
        self.way = Way(self)
        self.alt = AltOpens(self)
        self.palette_box = PaletteBox(self.top.search, self.work)
        self.search = Search(self, self.palette_box)
        self.book.add(*window_acts(self))

    def accompany(self, most: int = 100) -> bool:
        """Make what lives beside the window, at most so many of them; whether there are more to come."""
        from smsdpo.ui.companions import COMPANIONS, accompany

        for name in COMPANIONS[len(self.companions) :][:most]:
            self.companions.append(accompany(self, name))
        if len(self.companions) < len(COMPANIONS):
            return True
        self.book.changed.connect(self._offer)
        self._offer()
        if self._at:  # shown before they came
            self.went.emit(self._at)
        return False

    def _offer(self) -> None:
        self.top.new.setVisible(self.book.has("new_request"))
        self.top.lock.setVisible(self.book.has("lock"))

    # --- beginning ----------------------------------------------------------------------------------------------------

    def show_gate(self, gate: QWidget) -> None:
        """Show a panel in place of the work (unlock, first run); an earlier one goes."""
        self._drop_gates()
        self.stack.addWidget(gate)
        self.stack.setCurrentWidget(gate)

    def _drop_gates(self) -> None:
        for at in reversed(range(self.stack.count())):
            old = self.stack.widget(at)
            if old is not None and old is not self.work:
                self.stack.removeWidget(old)
                old.deleteLater()

    def begin(self, who: str = "", *, sample: bool = False) -> None:
        """The office is open: show the work, unless it is on show already, and let everything begin."""
        if self.at_work and self._at:
            self._introduce(who, sample)
        else:
            self.present(who, sample=sample)
        self.following.count()
        self.began.emit()

    def present(self, who: str, *, sample: bool) -> None:
        """Show the work. Until the office is open, what is asked waits for it."""
        self._introduce(who, sample)
        if self.work is not None:
            self.stack.setCurrentWidget(self.work)
        self._drop_gates()
        self.go(self.places[0])

    def _introduce(self, who: str, sample: bool) -> None:
        """Whose desk it is, and whether its people are invented: known for certain only once the office is open."""
        self.sample = sample
        self.say_title()
        day = texts.REHEARSAL.format(day=texts.day(self.clock.today())) if self._rehearsal else ""
        self.status_line.note(who=who, rehearsal=day, sample=texts.SAMPLE if sample else "")

    def say_title(self) -> None:
        """The title holds no personal data; a sample store and a rehearsed day are named in it."""
        parts = [texts.PROGRAM]
        if self.sample:
            parts.append(texts.SAMPLE)
        if self._rehearsal:
            parts.append(texts.REHEARSAL.format(day=texts.day(self.clock.today())))
        self.setWindowTitle("  ·  ".join(parts))

    def say_saved(self) -> None:
        """Say when something was last written into the store."""
        self.status_line.note(saved=texts.SAVED.format(time=texts.time_of(self.clock.now())))

    # --- places -------------------------------------------------------------------------------------------------------

    @property
    def at(self) -> str:
        """The key of the place being shown."""
        return self._at

    @property
    def at_work(self) -> bool:
        """Whether the work is on show, not a gate before it."""
        return self.work is not None and self.stack.currentWidget() is self.work

    def subject(self) -> str:
        """What the place on show shows (see `ScreenPage.subject`)."""
        return self._pages[self._at].subject() if self._at in self._pages else ""

    def has_place(self, key: str) -> bool:
        """Whether there is such a screen."""
        return key in self._screens

    def title_of(self, key: str) -> str:
        """What a place is called."""
        return self._screens[key].title

    def is_built(self, key: str) -> bool:
        """Whether the page of a place is there already."""
        return key in self._pages

    def page(self, key: str) -> "ScreenPage":
        """The page of a place, built when it is first wanted."""
        if key not in self._pages:
            self.begin_page(key).complete()
        return self._pages[key]

    def begin_page(self, key: str) -> "ScreenPage":
        """The same, with no more than its first rows need: whoever shows them has it completed afterwards."""
        if key not in self._pages:
            page = self._screens[key].build(self)
            page.setObjectName(f"page_{key}")
            page.setAccessibleName(self._screens[key].title)
            self._pages[key] = page
            self.following.mark(key)
            self.desk.addWidget(page)
            self.standing.take_up(key, page)
        return self._pages[key]

    def go(self, key: str, argument: object = None) -> None:
        if key not in self._screens:
            return
        page = self.page(key)
        self._at = key
        self.desk.setCurrentWidget(page)
        screen = self._screens[key]
        self.rail.light(screen.belongs_to or key)
        self.book.turn_to(page, page.acts)
        if argument is not None:
            page.open(argument)
        if self.following.take(key):
            page.refresh()
        if not self.top.search.hasFocus():
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.went.emit(key)

    def forget_pages(self) -> None:
        """Take every page away with all that it shows; each is built anew when it is next wanted (locking)."""
        self.following.forget()
        self.standing.let_go()
        self.book.let_go()
        for page in self._pages.values():
            page.hide()
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
        self._at = ""

    def open_menu(self) -> None:
        """Open the menu of all acts."""
        if self.at_work:
            self.menu.open_at(self.top.menu)

    def reset_layout(self) -> None:
        """Window, panes and columns as they are at first."""
        self.standing.reset()
        self.toast(says.LAYOUT_RESET)

    # --- what screens may ask -----------------------------------------------------------------------------------------

    def toast(self, text: str) -> None:
        if self.work is not None:
            self.toaster.say(text)

    def complain(self, error: BaseException) -> None:
        from smsdpo.ui.complain import complaint_of

        self.complaint.show_complaint(complaint_of(error))

    def lay_over(self, sheet: "Sheet", first: QWidget) -> None:
        if self.work is not None:
            sheet.reopened_by = sheet.reopened_by or self.book.running
            sheet.lay_over(self.work, first)

    def choose_files(self, title: str, kinds: str) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(self, title, "", kinds, options=self._options())
        return [Path(name) for name in names]

    def choose_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self, title, "", self._options() | QFileDialog.Option.ShowDirsOnly)
        return Path(name) if name else None

    def choose_target(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, kinds, options=self._options())
        return Path(chosen) if chosen else None

    def _options(self) -> QFileDialog.Option:
        return QFileDialog.Option(0) if self._native else QFileDialog.Option.DontUseNativeDialog

    # --- messages in --------------------------------------------------------------------------------------------------

    def add_messages(self) -> None:
        self.coming_in.choose()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.at_work:
            self.overlay.cover()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        event.acceptProposedAction()
        self.coming_in.dropped(event.mimeData())

    # --- the window itself --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.work is not None:
            self.rail.narrow(self.width() < tokens.NARROW_BELOW)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.standing.keep()
        self.leaving.emit()
        self.hide()
        self.tasks.close()
        super().closeEvent(event)
