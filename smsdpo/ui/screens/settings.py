"""The settings: groups at the left, each row changed where it stands, at once, and searched over all groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import SETTINGS
from smsdpo.domain.quick_steps import slots_of
from smsdpo.domain.records.clocks import HolidayItem
from smsdpo.domain.records.desk import SettingCard, StoreFacts
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.domain.records.trail import AuditReport
from smsdpo.ui import tokens
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.cards import EmptyState, Scrolled
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import Prose, page_title, quiet
from smsdpo.ui.widgets.setting_rows import Row, SettingRow
from smsdpo.ui.widgets.setting_sections import GROUPS_WIDTH, FactsRow, GroupList, KeysRow, Section
from smsdpo.ui.widgets.sheet import takes_tab
from smsdpo.ui.widgets.trail_list import TrailList

if TYPE_CHECKING:
    from smsdpo.services.office import Office

_GROUP_OF = {"Dates": "dates"}
_ELSEWHERE = {"sample", "staff", "quick.steps"}
"""Settings that have an editor of their own or are not to be changed by hand."""
_SUBJECT = "group:"
_READABLE = 940  # px: rows wider than that are hard to follow from words to field


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows."""

    cards: dict[str, SettingCard]
    facts: StoreFacts
    holidays: tuple[HolidayItem, ...]
    sources: list[SourceCard]
    actor: str


def _load(office: "Office", year: int) -> Shown:
    from smsdpo.services import holidays, settings, sources

    days = tuple(holidays.of_year(office, year))
    return Shown(settings.cards(office), settings.facts(office), days, sources.list_sources(office), office.actor)


class SettingsPage(ScreenPage):
    """Title and search, the groups, and the rows of the group on show or of all that the search finds.

    Built one group after the other: the first with the page, the others while the window lives on, in the order in
    which they stand, because it is that of the Tab key. Whoever wants one sooner has all before it built at once.
    """

    restart_wanted = Signal()
    """The user wants the new size now: the program is to start again."""
    keys_wanted = Signal()
    """The table of keys is on show: whoever knows all acts fills it."""
    keeps_drafts = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.group = says.GROUPS[0][0]
        self.rows: dict[str, SettingRow] = {}
        self.sections: dict[str, Section] = {}
        self.editors: dict[str, Row] = {}
        self.shown: Shown | None = None
        self._shows: list[Callable[[Shown], None]] = []
        self._scale: object = None
        self._build()
        self._left = [key for key, _title, _icon in says.GROUPS if key != "trail"]
        self._show_group(self.group)
        QTimer.singleShot(0, self, self._go_on)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.WIDE)
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(tokens.PAGE)
        self.groups = GroupList(says.GROUPS)
        self.groups.chosen.connect(self._choose_group)
        row.addWidget(self.groups)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._scrolled())
        self.trail = TrailList(self.shell.tasks)
        self.stack.addWidget(self.trail)
        self.nothing = EmptyState("", icon="search")
        self.stack.addWidget(self.nothing)
        row.addWidget(self.stack, 1)
        column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        """The search stands above the rows it searches, whatever their width, as the title above the groups."""
        title = page_title(says.TITLE)
        title.setFixedWidth(GROUPS_WIDTH)
        self.search = LineField("settings_search", says.SEARCH, hint=says.SEARCH_HINT, icon="search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        self.search.textChanged.connect(lambda _text: self._narrow())
        head = QHBoxLayout()
        head.setSpacing(tokens.PAGE)
        head.addWidget(title)
        head.addWidget(self.search)
        head.addWidget(quiet(says.SENTENCE), 1)
        return head

    def _scrolled(self) -> Scrolled:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, tokens.SMALL, tokens.WIDE)
        self._column.setSpacing(tokens.WIDE)
        self._column.addStretch()
        self.area = Scrolled("settings_area", holder)
        return self.area

    def _go_on(self) -> None:
        """One more group, then the window's turn: all at once would be a pause that is felt."""
        if self._left:
            self._build_group()
            if self.search.text():
                self._narrow()
            QTimer.singleShot(0, self, self._go_on)

    def _build_group(self) -> None:
        key, already = self._left.pop(0), len(self._shows)
        section = self.sections[key] = Section(key, self.groups.entries[key].title)
        section.setMaximumWidth(_READABLE)
        section.put(*self._rows_of(key))
        section.hide()
        self._column.insertWidget(self._column.count() - 1, section)
        if self.shown is not None:
            for show in self._shows[already:]:
                show(self.shown)

    def _rows_of(self, group: str) -> Sequence[Row]:
        """The declared settings of a group, and what else belongs there."""
        declared: list[SettingRow] = []
        for setting in SETTINGS.values():
            if _GROUP_OF.get(setting.group, setting.group.casefold()) == group and setting.key not in _ELSEWHERE:
                row = self.rows[setting.key] = SettingRow(setting, self.shell.clock.today)
                row.given.connect(self._give)
                declared.append(row)
        self._shows.append(lambda shown: _show_cards(declared, shown))
        more = {
            "sources": self._sources, "staff": self._staff, "dates": self._dates, "look": self._look,
            "keyboard": self._keyboard, "quick": self._quick, "safety": self._safety, "store": self._store,
        }.get(group)  # fmt: skip
        beside = more() if more else []
        return [*beside, *declared] if group == "quick" else [*declared, *beside]

    def _sources(self) -> list[Row]:
        from smsdpo.ui.widgets.source_rows import SourcesRow

        self.sources = SourcesRow()
        self.sources.change_wanted.connect(self._ask_source)
        self._shows.append(lambda shown: self.sources.show_sources(shown.sources))
        return [self.sources]

    def _staff(self) -> list[Row]:
        from smsdpo.ui.widgets.staff_editor import StaffEditor

        self.staff = self.editors["staff"] = StaffEditor(SETTINGS["staff"])
        self.staff.given.connect(self._give)
        self._shows.append(lambda shown: self.staff.show_staff(shown.cards["staff"].value, shown.actor))
        return [self.staff]

    def _dates(self) -> list[Row]:
        from smsdpo.ui.working_days import WorkingDays

        self.days = WorkingDays(self.shell, self, self.rows["nation"])
        self.days.stale.connect(self.refresh)
        self._shows.append(lambda shown: self.days.editor.show_year(shown.holidays))
        return [self.days.editor]

    def _look(self) -> list[Row]:
        row = self.rows["look.scale"]
        self.again = Button(says.START_AGAIN, "start_again", icon="refresh-cw")
        self.again_words = Prose(says.START_AGAIN_SENTENCE)
        row.put_beside(self.again)
        row.put(self.again_words)
        self.again.hide()
        self.again_words.hide()
        self.again.clicked.connect(lambda _checked: self.restart_wanted.emit())
        self._shows.append(lambda shown: self._show_scale(shown.cards["look.scale"].value))
        return []

    def _keyboard(self) -> list[Row]:
        self.keys = KeysRow()
        return [self.keys]

    def _quick(self) -> list[Row]:
        from smsdpo.ui.widgets.quick_editor import QuickEditor

        self.quick_keys = self.editors["quick.steps"] = QuickEditor(SETTINGS["quick.steps"])
        self.quick_keys.given.connect(self._give)
        self._shows.append(lambda shown: self.quick_keys.show_slots(slots_of(shown.cards["quick.steps"].value)))
        return [self.quick_keys]

    def _safety(self) -> list[Row]:
        from smsdpo.ui.store_keys import StoreKeys

        choose = Button(says.CHOOSE_FOLDER, "backup_folder_choose", icon="folder-open")
        choose.clicked.connect(lambda _checked: self._choose_folder())
        self.rows["backup.folder"].put_beside(choose)
        self.store_keys = StoreKeys(self.shell, self, self.refresh)
        self._shows.append(lambda shown: self.store_keys.show_ways(shown.facts.ways))
        return self.store_keys.rows

    def _store(self) -> list[Row]:
        self.facts = FactsRow()
        verify = Row(says.VERIFY_TITLE, says.VERIFY_HELP, also="audit verify intact seal")
        self.verify = Button(says.VERIFY, "trail_verify", icon="shield-check")
        self.verify.clicked.connect(lambda _checked: self._verify())
        self.verdict = Prose(ink="text", weight=500)
        self.verdict.setObjectName("trail_verdict")
        self.verdict.hide()
        verify.put_beside(self.verify)
        verify.put(self.verdict)
        self.sample = Row(says.SAMPLE, says.SAMPLE_HELP, also="discard invented", wide=True)
        self.sample.stands = False
        self._shows.append(self._show_store)
        return [self.facts, verify, self.sample]

    # --- what is shown ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        year = self.days.editor.year if "dates" in self.sections else self.shell.clock.today().year
        self.shell.tasks.store(lambda office: _load(office, year), self._show, turn="settings")
        if self.stack.currentWidget() is self.trail:
            self.trail.show_lines()

    def subject(self) -> str:
        """The group on show, or that on show before the search."""
        return f"{_SUBJECT}{self.group}"

    def open(self, argument: object) -> None:
        """A group's key, or words to search for; whoever comes back to a group finds the search in it still there."""
        if argument == self.subject():
            return
        key = str(argument).removeprefix(_SUBJECT)
        if key in self.groups.entries:
            self._choose_group(key)
        elif isinstance(argument, str):
            self.search.setText(argument)
            while not self._narrow() and self._left:
                self._build_group()

    def first_focus(self) -> QWidget:
        """Where somebody was sent to a setting by a search, the setting itself."""
        found = self._first_stop() if self.search.text() else None
        return found or self.groups.entries[self.group]

    def panes(self) -> list[QWidget]:
        first = self._first_stop()
        return [self.search, self.groups.entries[self.group], *([first] if first else [])]

    def _first_stop(self) -> QWidget | None:
        at: QWidget = self.stack.currentWidget() or self
        return next((one for one in at.findChildren(QWidget) if takes_tab(one)), None)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        for show in self._shows:
            show(shown)
        self._narrow()

    def _show_store(self, shown: Shown) -> None:
        self.facts.show_facts(shown.facts)
        self.sample.stands = shown.facts.sample

    def _show_scale(self, scale: object) -> None:
        self._scale = scale if self._scale is None else self._scale
        self.again.setVisible(scale != self._scale)
        self.again_words.setVisible(scale != self._scale)

    def _choose_group(self, key: str) -> None:
        self.search.clear()
        self._show_group(key)
        self.groups.entries[key].setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keyboard may be gone

    def _show_group(self, key: str) -> None:
        self.group = key
        while key not in self.sections and self._left:
            self._build_group()
        self._narrow()
        self.area.verticalScrollBar().setValue(0)

    def _narrow(self) -> bool:
        """The group on show, or the rows of all groups that speak of what is searched; whether there are any."""
        words = self.search.text().casefold().split()
        self.groups.light("" if words else self.group)
        found = [section.narrow(words) and (bool(words) or key == self.group) for key, section in self.sections.items()]
        for section, shown in zip(self.sections.values(), found, strict=True):
            section.setVisible(shown)
        self._turn_to(words, any(found))
        if "keyboard" in self.sections and not self.sections["keyboard"].isHidden():
            self.keys_wanted.emit()
        return any(found)

    def _turn_to(self, words: list[str], found: bool) -> None:
        if words and not found:
            self.nothing.say(says.NOTHING_FOUND.format(words=self.search.text()))
        waits = bool(words and self._left)  # what is still being built may speak of it
        at: QWidget = self.area if found or waits else self.nothing if words else self.trail
        if at is self.trail and self.stack.currentWidget() is not self.trail:
            self.trail.show_lines()
        self.stack.setCurrentWidget(at)

    # --- changes ------------------------------------------------------------------------------------------------------

    def _give(self, key: str, value: object) -> None:
        if key == "nation":
            self.days.ask_nation(str(value))
            return

        def work(office: "Office") -> None:
            office.change_settings({key: value})

        self.shell.tasks.store(work, None, lambda error: self._refused(key, error))

    def _refused(self, key: str, error: Exception) -> None:
        row = self.editors.get(key) or self.rows[key]
        if isinstance(error, Refusal):
            row.complain(error)
        else:
            self.shell.complain(error)

    def _choose_folder(self) -> None:
        folder = self.shell.choose_folder(self.rows["backup.folder"].setting.label)
        if folder is not None:
            self._give("backup.folder", str(folder))

    def _ask_source(self, one: SourceCard) -> None:
        from smsdpo.ui.widgets.source_rows import source_form

        sheet = source_form(one)

        def give(told: dict[str, str]) -> None:
            def work(office: "Office") -> SourceCard:
                from smsdpo.services import sources

                return sources.change_source(office, one.name, **told)

            self.shell.tasks.store(work, sheet.done, sheet.refused)

        sheet.taken.connect(give)
        self.shell.lay_over(sheet, sheet.first)

    # --- the trail ----------------------------------------------------------------------------------------------------

    def _verify(self) -> None:
        def work(office: "Office", job: Job) -> AuditReport:
            from smsdpo.services import audit

            return audit.verify(office, job)

        self.verify.setEnabled(False)
        job = self.shell.tasks.job(says.VERIFYING, work, self._verified)
        job.ended.connect(self._allow_verify)  # not held in a lambda: locking takes the page before the job ends

    def _allow_verify(self) -> None:
        self.verify.setEnabled(True)

    def _verified(self, report: AuditReport) -> None:
        self.verdict.set_ink("ok_ink" if report.intact else "bad_ink")
        self.verdict.setText(report.say)
        self.verdict.show()


def _show_cards(rows: Sequence[SettingRow], shown: Shown) -> None:
    for row in rows:
        row.show_card(shown.cards[row.key])
