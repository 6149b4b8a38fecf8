"""The diagnostics file: every byte of it is shown before it is kept, so that nothing leaves unread."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.ui.about import ReadOnlyText
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import help as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.tasks import Job

_WIDTH = 760


def _made(office: "Office", _job: "Job") -> Mapping[str, str]:
    from smsdpo.services import diagnostics

    return diagnostics.files(office, office.clock)


class DiagnosticsSheet(Sheet):
    """The files one by one, and *Save file*."""

    def __init__(self, made: Mapping[str, str]) -> None:
        super().__init__("diagnostics", says.DIAGNOSTICS_TITLE, says.DIAGNOSTICS_SENTENCE, width=_WIDTH)
        self.made = made
        self.files = Pills([(name, name) for name in made], "diagnostics_file")
        self.text = ReadOnlyText("diagnostics_text", says.DIAGNOSTICS_TEXT)
        self.card.body.addWidget(self.files)
        self.card.body.addWidget(self.text)
        cancel = Button(says.CANCEL, "diagnostics_cancel")
        cancel.clicked.connect(lambda _checked: self.close_sheet())
        self.save = PrimaryButton(says.DIAGNOSTICS_SAVE, "diagnostics_save")
        self.acts(cancel, self.save)
        self.files.chosen.connect(self._show)
        self.first = next(iter(self.files.pills.values()))
        self._show(next(iter(made)))

    def _show(self, name: str) -> None:
        self.text.setPlainText(self.made[name])


class Diagnostics(QObject):
    """The act *Save diagnostics*."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.book.add(Act("save_diagnostics", says.DIAGNOSTICS, self.make, "", "Help", also=says.ALSO_DIAGNOSTICS))

    def make(self) -> None:
        self._window.tasks.job(says.DIAGNOSTICS_MAKING, _made, self._show)

    def _show(self, made: Mapping[str, str]) -> None:
        sheet = DiagnosticsSheet(made)
        sheet.save.clicked.connect(lambda _checked: self._save(sheet))
        self._window.lay_over(sheet, sheet.first)

    def _save(self, sheet: DiagnosticsSheet) -> None:
        name = f"smsdpo-diagnostics-{self._window.clock.today():%Y-%m-%d}.zip"
        target = self._window.choose_target(says.DIAGNOSTICS_WHERE, name, says.DIAGNOSTICS_KINDS)
        if target is None:
            return
        made = sheet.made

        def work() -> None:
            from smsdpo.services import diagnostics

            diagnostics.write(target, made)

        def saved(_nothing: None) -> None:
            sheet.close_sheet()
            self._window.toast(says.DIAGNOSTICS_SAVED.format(name=target.name))

        self._window.tasks.pool(work, saved)
