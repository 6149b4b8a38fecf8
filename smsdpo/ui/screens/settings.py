"""The settings: groups at the left, each row changed where it stands, at once, and searched over all groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.settings import SETTINGS
from smsdpo.domain.quick_steps import slots_of
from smsdpo.domain.records.clocks import HolidayItem, Moved
from smsdpo.domain.records.desk import SettingCard, StoreFacts
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.domain.records.trail import AuditReport
from smsdpo.ui import tokens
from smsdpo.ui.screens.base import ScreenPage, Shell
from smsdpo.ui.store_keys import StoreKeys
from smsdpo.ui.tasks import Job
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.cards import EmptyState, Scrolled
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.holiday_editor import HolidayEditor, MovesPanel
from smsdpo.ui.widgets.labels import Prose, page_title, quiet
from smsdpo.ui.widgets.quick_editor import QuickEditor
from smsdpo.ui.widgets.setting_rows import Row, SettingRow
from smsdpo.ui.widgets.setting_sections import FactsRow, GroupList, KeysRow, Section
from smsdpo.ui.widgets.sheet import takes_tab
from smsdpo.ui.widgets.source_rows import SourcesRow, source_form
from smsdpo.ui.widgets.staff_editor import StaffEditor
from smsdpo.ui.widgets.trail_list import TrailList

if TYPE_CHECKING:
    from smsdpo.services.office import Office

Look = Callable[["Office"], list[Moved]]
_GROUP_OF = {"Dates": "dates"}
_ELSEWHERE = {"sample", "staff", "quick.steps"}
"""Settings that have an editor of their own or are not to be changed by hand."""
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
    """Title and search, the groups, and the rows of the group on show or of all that the search finds."""

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
        self.shown: Shown | None = None
        self._scale: object = None
        self._build()
        self._wire()
        self._show_group(self.group)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.WIDE)
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(tokens.PAGE)
        self.groups = GroupList(says.GROUPS)
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
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(page_title(says.TITLE))
        words.addWidget(quiet(says.SENTENCE))
        self.search = LineField("settings_search", says.SEARCH, hint=says.SEARCH_HINT, icon="search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _scrolled(self) -> Scrolled:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, tokens.SMALL, tokens.WIDE)
        column.setSpacing(tokens.WIDE)
        for key, title, _icon in says.GROUPS:
            if key != "trail":
                section = self.sections[key] = Section(key, title)
                section.setMaximumWidth(_READABLE)
                section.put(*self._rows_of(key))
                column.addWidget(section)
        column.addStretch()
        self.area = Scrolled("settings_area", holder)
        return self.area

    def _rows_of(self, group: str) -> Sequence[Row]:
        """The declared settings of a group, and what else belongs there."""
        declared: list[Row] = []
        for setting in SETTINGS.values():
            if _GROUP_OF.get(setting.group, setting.group.casefold()) == group and setting.key not in _ELSEWHERE:
                self.rows[setting.key] = SettingRow(setting, self.shell.clock.today)
                declared.append(self.rows[setting.key])
        more = {
            "sources": self._sources, "staff": self._staff, "dates": self._dates, "look": self._look,
            "keyboard": self._keyboard, "quick": self._quick, "safety": self._safety, "store": self._store,
        }.get(group)  # fmt: skip
        beside = more() if more else []
        return [*beside, *declared] if group == "quick" else [*declared, *beside]

    def _sources(self) -> list[Row]:
        self.sources = SourcesRow()
        return [self.sources]

    def _staff(self) -> list[Row]:
        self.staff = StaffEditor(SETTINGS["staff"])
        return [self.staff]

    def _dates(self) -> list[Row]:
        self.nation_moves = MovesPanel("nation_moves")
        self.rows["nation"].put(self.nation_moves)
        self.holidays = HolidayEditor(self.shell.clock.today())
        return [self.holidays]

    def _look(self) -> list[Row]:
        row = self.rows["look.scale"]
        self.again = Button(says.START_AGAIN, "start_again", icon="refresh-cw")
        self.again_words = Prose(says.START_AGAIN_SENTENCE)
        row.put_beside(self.again)
        row.put(self.again_words)
        self.again.hide()
        self.again_words.hide()
        return []

    def _keyboard(self) -> list[Row]:
        self.keys = KeysRow()
        return [self.keys]

    def _quick(self) -> list[Row]:
        self.quick_keys = QuickEditor(SETTINGS["quick.steps"])
        return [self.quick_keys]

    def _safety(self) -> list[Row]:
        choose = Button(says.CHOOSE_FOLDER, "backup_folder_choose", icon="folder-open")
        choose.clicked.connect(lambda _checked: self._choose_folder())
        self.rows["backup.folder"].put_beside(choose)
        self.store_keys = StoreKeys(self.shell, self, self.refresh)
        return self.store_keys.rows

    def _store(self) -> list[Row]:
        self.facts = FactsRow()
        verify = Row(says.VERIFY_TITLE, says.VERIFY_HELP, also="audit verify intact seal")
        self.verify = Button(says.VERIFY, "trail_verify", icon="shield-check")
        self.verdict = Prose(ink="text", weight=500)
        self.verdict.setObjectName("trail_verdict")
        self.verdict.hide()
        verify.put_beside(self.verify)
        verify.put(self.verdict)
        self.sample = Row(says.SAMPLE, says.SAMPLE_HELP, also="discard invented", wide=True)
        return [self.facts, verify, self.sample]

    def _wire(self) -> None:
        self.groups.chosen.connect(self._choose_group)
        self.search.textChanged.connect(lambda _text: self._narrow())
        for row in self.rows.values():
            row.given.connect(self._give)
        self.sources.change_wanted.connect(self._ask_source)
        self.staff.given.connect(self._give)
        self.quick_keys.given.connect(self._give)
        self.holidays.year_wanted.connect(lambda _year: self.refresh())
        self.holidays.changed_day.connect(self._ask_holiday)
        self.again.clicked.connect(lambda _checked: self.restart_wanted.emit())
        self.verify.clicked.connect(lambda _checked: self._verify())

    # --- what is shown ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        year = self.holidays.year
        self.shell.tasks.store(lambda office: _load(office, year), self._show, turn="settings")
        if self.stack.currentWidget() is self.trail:
            self.trail.show_lines()

    def open(self, argument: object) -> None:
        """A group's key, or words to search for."""
        if argument in self.groups.entries:
            self._choose_group(str(argument))
        elif isinstance(argument, str):
            self.search.setText(argument)

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
        for key, row in self.rows.items():
            row.show_card(shown.cards[key])
        self.staff.show_staff(shown.cards["staff"].value, shown.actor)
        self.quick_keys.show_slots(slots_of(shown.cards["quick.steps"].value))
        self.holidays.show_year(shown.holidays)
        self.sources.show_sources(shown.sources)
        self.facts.show_facts(shown.facts)
        self.store_keys.show_ways(shown.facts.ways)
        self._show_scale(shown.cards["look.scale"].value)
        self._narrow()

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
        self._narrow()
        self.area.verticalScrollBar().setValue(0)

    def _narrow(self) -> None:
        """The group on show, or the rows of all groups that speak of what is searched."""
        words = self.search.text().casefold().split()
        self.groups.light("" if words else self.group)
        found = [section.narrow(words) and (bool(words) or key == self.group) for key, section in self.sections.items()]
        for section, shown in zip(self.sections.values(), found, strict=True):
            section.setVisible(shown)
        self.sample.setVisible(not self.sample.isHidden() and bool(self.shown and self.shown.facts.sample))
        self._turn_to(words, any(found))
        if not self.sections["keyboard"].isHidden():
            self.keys_wanted.emit()

    def _turn_to(self, words: list[str], found: bool) -> None:
        if words and not found:
            self.nothing.say(says.NOTHING_FOUND.format(words=self.search.text()))
        at: QWidget = self.area if found else self.nothing if words else self.trail
        if at is self.trail and self.stack.currentWidget() is not self.trail:
            self.trail.show_lines()
        self.stack.setCurrentWidget(at)

    # --- changes ------------------------------------------------------------------------------------------------------

    def _give(self, key: str, value: object) -> None:
        if key == "nation":
            self._ask_nation(str(value))
            return

        def work(office: "Office") -> None:
            office.change_settings({key: value})

        self.shell.tasks.store(work, None, lambda error: self._refused(key, error))

    def _refused(self, key: str, error: Exception) -> None:
        editors: dict[str, Row] = {"staff": self.staff, "quick.steps": self.quick_keys}
        row = editors.get(key) or self.rows[key]
        if isinstance(error, Refusal):
            row.complain(error)
        else:
            self.shell.complain(error)

    def _choose_folder(self) -> None:
        folder = self.shell.choose_folder(self.rows["backup.folder"].setting.label)
        if folder is not None:
            self._give("backup.folder", str(folder))

    def _ask_source(self, one: SourceCard) -> None:
        sheet = source_form(one)

        def give(told: dict[str, str]) -> None:
            def work(office: "Office") -> SourceCard:
                from smsdpo.services import sources

                return sources.change_source(office, one.name, **told)

            self.shell.tasks.store(work, sheet.done, sheet.refused)

        sheet.taken.connect(give)
        self.shell.lay_over(sheet, sheet.first)

    # --- holidays and nation: what moves is shown before --------------------------------------------------------------

    def _ask_nation(self, nation: str) -> None:
        def look(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.preview_nation(office, nation)

        def change(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.change_nation(office, nation)

        self._ask(self.nation_moves, look, change, self.rows["nation"])

    def _ask_holiday(self, on: date, name: str | None) -> None:
        def look(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.preview(office, str(office.setting("nation")), on, name)

        def change(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.change(office, str(office.setting("nation")), on, name)

        self._ask(self.holidays.moves, look, change, self.holidays)

    def _ask(self, panel: MovesPanel, look: Look, change: Look, row: Row) -> None:
        """Preview; where nothing moves the change is made at once, else as soon as the user says so."""

        def apply() -> None:
            self.shell.tasks.store(change, lambda moved: self._moved(panel, moved), row.complain)

        def looked(moves: list[Moved]) -> None:
            row.complain(None)
            panel.decide(moves, apply, self.refresh)

        self.shell.tasks.store(look, looked, lambda error: self._not_moved(row, error))

    def _not_moved(self, row: Row, error: Exception) -> None:
        row.complain(error)
        self.refresh()

    def _moved(self, panel: MovesPanel, moves: list[Moved]) -> None:
        panel.tell(moves)
        self.holidays.name.clear()
        self.refresh()

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
