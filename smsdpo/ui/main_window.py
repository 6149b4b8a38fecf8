"""The frame: navigation built from the screens, top bar, the place being shown, what runs, and the status line."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.ui import intake_work, style, texts, tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.complaint import ComplaintPanel
from smsdpo.ui.widgets.drop_overlay import DropOverlay
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.notices import ActivityStrip, Toast
from smsdpo.ui.widgets.rail import Rail
from smsdpo.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:  # these bring the records and the screens, which wait until after the first paint
    from smsdpo.core.clock import Clock
    from smsdpo.domain.records import Changes, IntakeReport
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Screen, ScreenPage
    from smsdpo.ui.widgets.sheet import Sheet

_SETTLE = 120  # ms: one refresh for a burst of changes
_FRAME = 32  # px that a title bar may take of the screen


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
        self._stale: set[str] = set()
        self._pending: set[str] = set()
        self._at = ""
        self.sample = False
        self._painted = False
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.work: QWidget | None = None
        self.say_title()
        self._restore_geometry()
        if screens:
            self.furnish(screens)

    def furnish(self, screens: "Sequence[Screen]") -> None:
        """Build the frame around these places; the program does it after the first paint."""
        self._screens = {screen.key: screen for screen in screens}
        self._build()
        self._wire()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        work = QWidget()
        places = sorted((one for one in self._screens.values() if one.place), key=lambda one: one.place)
        self.places = [one.key for one in places]
        self.rail = Rail([(one.key, one.title, one.icon) for one in places])
        self.top = TopBar()
        self.top.search.setVisible("people" in self._screens)
        self.complaint = ComplaintPanel()
        self.desk = QStackedWidget()
        self.activity = ActivityStrip()
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
        column.addLayout(self._status_line())
        row.addLayout(column, 1)
        self.work = work
        self.stack.addWidget(work)
        self.rail.narrow(self.width() < tokens.NARROW_BELOW)
        self.toaster = Toast(work)
        from smsdpo.ui.companions import companions

        self.companions = [made(self) for made in companions()]
        self.overlay = DropOverlay(work)

    def _status_line(self) -> QHBoxLayout:
        self.status = PlainLabel(size=tokens.CAPTION, weight=500, ink="text_2")
        self.status.setObjectName("status_line")
        self.status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.status.setFixedHeight(44)
        self._saved, self._who = texts.ALL_SAVED, ""
        row = QHBoxLayout()
        row.addWidget(self.status)
        self._say_status()
        return row

    def _wire(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top.searched.connect(self._search)
        self.top.search_entered.connect(self._search_entered)
        self.top.add.clicked.connect(self.add_messages)
        self.top.look.clicked.connect(self.switch_look)
        self.top.overdue.clicked.connect(lambda: self.go("requests", "overdue"))
        self.top.due.clicked.connect(lambda: self.go("requests", "week"))
        self.tasks.changed.connect(self._changed)
        self.tasks.failed.connect(self.complain)
        self.tasks.started.connect(self.activity.follow)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._follow_changes)
        for number, key in enumerate(self.places, 1):
            self._key(f"Ctrl+{number}", lambda key=key: self._to_place(key))
        self._key("Ctrl+K", self._to_search)
        self._key("Ctrl+O", self.add_messages)
        self._key("Ctrl+Q", self.close)
        self._key("F5", self._refresh_all)
        self._key("F6", self._next_pane)

    def _key(self, chord: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(chord), self)
        shortcut.setObjectName(f"key_{chord.lower().replace('+', '_')}")
        shortcut.activated.connect(act)

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
        """The office is open: show the work."""
        self._who, self.sample = who, sample
        self.say_title()
        self._say_status()
        if self.work is not None:
            self.stack.setCurrentWidget(self.work)
        self._drop_gates()
        self.go(self.places[0])
        self._count()
        self.began.emit()

    def say_title(self) -> None:
        """The title holds no personal data; a sample store and a rehearsed day are named in it."""
        parts = [texts.PROGRAM]
        if self.sample:
            parts.append(texts.SAMPLE)
        if self._rehearsal:
            parts.append(texts.REHEARSAL.format(day=texts.day(self.clock.today())))
        self.setWindowTitle("  ·  ".join(parts))

    def _say_status(self) -> None:
        parts = [self._saved, texts.ENCRYPTED, self._who]
        if self._rehearsal:
            parts.append(texts.REHEARSAL.format(day=texts.day(self.clock.today())))
        if self.sample:
            parts.append(texts.SAMPLE)
        self.status.setText("     ·     ".join(part for part in parts if part))

    # --- places -------------------------------------------------------------------------------------------------------

    @property
    def at(self) -> str:
        """The key of the place being shown."""
        return self._at

    def page(self, key: str) -> "ScreenPage":
        """The page of a place, built when it is first wanted."""
        if key not in self._pages:
            page = self._screens[key].build(self)
            page.setObjectName(f"page_{key}")
            page.setAccessibleName(self._screens[key].title)
            self._pages[key] = page
            self._stale.add(key)
            self.desk.addWidget(page)
        return self._pages[key]

    def forget_pages(self) -> None:
        """Take every page away with all that it shows; each is built anew when it is next wanted (locking)."""
        self._settle.stop()
        for page in self._pages.values():
            page.hide()
            page.setParent(None)
            page.deleteLater()
        for kept in (self._pages, self._stale, self._pending):
            kept.clear()
        self._at = ""

    def go(self, key: str, argument: object = None) -> None:
        if key not in self._screens:
            return
        page = self.page(key)
        self._at = key
        self.desk.setCurrentWidget(page)
        screen = self._screens[key]
        self.rail.light(screen.belongs_to or key)
        if argument is not None:
            page.open(argument)
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        if not self.top.search.hasFocus():
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.went.emit(key)

    def _to_place(self, key: str) -> None:
        self.go(key)
        self.page(key).first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_pane(self) -> None:
        """Rail, search, then the panes of the place (F6)."""
        panes = [self.rail.entries[self.places[0]], self.top.search, *self.page(self._at).panes()]
        lit = self.rail.entries.get(self._screens[self._at].belongs_to or self._at)
        panes[0] = lit or panes[0]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        now = QGuiApplication.focusObject()
        held = [pane for pane in panes if isinstance(now, QWidget) and (pane is now or pane.isAncestorOf(now))]
        at = panes.index(held[-1]) if held else -1
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _search(self, text: str) -> None:
        if text.strip():
            self.go("people", text)

    def _search_entered(self, text: str) -> None:
        self._search(text)
        if text.strip():
            self.page("people").first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- changes ------------------------------------------------------------------------------------------------------

    def _changed(self, changes: "Changes") -> None:
        self._pending |= changes.kinds
        self._saved = texts.SAVED.format(time=texts.time_of(self.clock.now()))
        self._say_status()
        self._settle.start()

    def _follow_changes(self) -> None:
        self._stale |= {key for key in self._pages if self._screens[key].follows & self._pending}
        self._pending = set()
        if self._at in self._stale:
            self._stale.discard(self._at)
            self._pages[self._at].refresh()
        self._count()

    def _refresh_all(self) -> None:
        self._stale = set(self._pages) - {self._at}
        if self._at:
            self._pages[self._at].refresh()
        self._count()

    def _count(self) -> None:
        counters = {key: screen.count for key, screen in self._screens.items() if screen.count is not None}

        def work(office: "Office") -> tuple[dict[str, int], dict[str, int]]:
            from smsdpo.services import requests

            return {key: count(office) for key, count in counters.items()}, requests.counts(office)

        self.tasks.store(work, self._show_counts, turn="counts")

    def _show_counts(self, counts: tuple[dict[str, int], dict[str, int]]) -> None:
        for key, count in counts[0].items():
            if key in self.rail.entries:
                self.rail.entries[key].show_count(count)
        self.top.show_due(counts[1])

    # --- what screens may ask -----------------------------------------------------------------------------------------

    def toast(self, text: str) -> None:
        self.toaster.say(text)

    def complain(self, error: BaseException) -> None:
        self.complaint.show_complaint(complaint_of(error))

    def lay_over(self, sheet: "Sheet", first: QWidget) -> None:
        if self.work is not None:
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

    def switch_look(self) -> None:
        """Light or dark, whichever is not in force; kept for the next start."""
        choice = "light" if style.look().colours.dark else "dark"
        style.choose(choice)
        self.settings.setValue("look", choice)

    # --- messages in --------------------------------------------------------------------------------------------------

    def add_messages(self) -> None:
        if self.stack.currentWidget() is self.work:
            self.take_in(self.choose_files(texts.CHOOSE_MESSAGES, texts.MESSAGE_FILES))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Add files or folders to the inbox, off the window's thread."""
        if paths:
            work = intake_work.adding(self.tasks, list(paths))
            self.tasks.beside(texts.ADDING, work, self._taken_in)

    def _taken_in(self, report: "IntakeReport") -> None:
        self.toast(intake_work.in_words(report))
        if report.refused:
            self.complain(intake_work.refusal(report))
        if report.added and "inbox" in self._screens:
            self.go("inbox", report.added[0].message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentWidget() is self.work:
            self.overlay.cover()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.take_in(paths)
        else:
            self.complain(Refusal(texts.DROP_NO_FILES, hint=texts.DROP_NO_FILES_HINT))

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

    def _restore_geometry(self) -> None:
        self.resize(*tokens.WINDOW_USUAL)
        kept = self.settings.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._clamp()

    def _clamp(self) -> None:
        """A screen may have been unplugged since: the window must stand on one that is there."""
        screen = QGuiApplication.screenAt(self.geometry().center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().adjusted(0, 0, 0, -_FRAME)
        size = self.size().boundedTo(room.size()).expandedTo(self.minimumSize())
        left = max(room.left(), min(self.x(), room.right() - size.width()))
        top = max(room.top(), min(self.y(), room.bottom() - size.height()))
        self.resize(size)
        self.move(left, top)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.sync()
        self.leaving.emit()
        self.hide()
        self.tasks.close()
        super().closeEvent(event)
