"""Which days are working days, in the settings: nation and bank holidays, and what a change moves, shown before it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smsdpo.domain.records.clocks import Moved
from smsdpo.ui.widgets.holiday_editor import HolidayEditor, MovesPanel

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import ScreenPage, Shell
    from smsdpo.ui.widgets.setting_rows import Row

Look = Callable[["Office"], list[Moved]]


class WorkingDays(QObject):
    """The editor of holidays, and a panel that is put below the nation's pills."""

    stale = Signal()
    """Another year is wanted, or what is shown is no longer so."""

    def __init__(self, shell: "Shell", page: "ScreenPage", nation: "Row") -> None:
        super().__init__(page)
        self._shell, self._nation = shell, nation
        self.moves = MovesPanel("nation_moves")
        nation.put(self.moves)
        self.editor = HolidayEditor(shell.clock.today())
        self.editor.year_wanted.connect(lambda _year: self.stale.emit())
        self.editor.changed_day.connect(self._ask_holiday)

    def ask_nation(self, nation: str) -> None:
        """Let the office run by another nation's holidays, once what moves has been seen."""

        def look(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.preview_nation(office, nation)

        def change(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.change_nation(office, nation)

        self._ask(self.moves, look, change, self._nation)

    def _ask_holiday(self, on: date, name: str | None) -> None:
        def look(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.preview(office, str(office.setting("nation")), on, name)

        def change(office: "Office") -> list[Moved]:
            from smsdpo.services import holidays

            return holidays.change(office, str(office.setting("nation")), on, name)

        self._ask(self.editor.moves, look, change, self.editor)

    def _ask(self, panel: MovesPanel, look: Look, change: Look, row: "Row") -> None:
        """Preview; where nothing moves the change is made at once, else as soon as the user says so."""

        def apply() -> None:
            self._shell.tasks.store(change, lambda moved: self._moved(panel, moved), row.complain)

        def looked(moves: list[Moved]) -> None:
            row.complain(None)
            panel.decide(moves, apply, self.stale.emit)

        self._shell.tasks.store(look, looked, lambda error: self._not_moved(row, error))

    def _not_moved(self, row: "Row", error: Exception) -> None:
        row.complain(error)
        self.stale.emit()

    def _moved(self, panel: MovesPanel, moves: list[Moved]) -> None:
        panel.tell(moves)
        self.editor.name.clear()
        self.stale.emit()
