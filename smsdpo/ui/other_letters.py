"""Letters beside the answer: which one is asked on a sheet, then it is made and shown among the request's letters."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.ui import case_work
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs


class OtherLetters(QObject):
    """Accompanies the acts of a request."""

    def __init__(self, acts: "CaseActs") -> None:
        super().__init__(acts)
        self._acts = acts
        acts.page.sheet.export.another.clicked.connect(lambda _checked: self.choose())

    def choose(self) -> None:
        """Ask which letter it shall be."""
        reference = self._acts.page.subject()
        self._acts.shell.tasks.store(
            lambda office: case_work.other_letters(office, reference), self._ask, turn="request.letters"
        )

    def _ask(self, offered: tuple[tuple[str, str], ...]) -> None:
        if not offered:
            self._acts.shell.toast(says.OTHER_LETTER_NONE)
            return
        sheet = FormSheet(
            "other_letter",
            says.OTHER_LETTER_TITLE,
            says.OTHER_LETTER_SAY,
            (Asked("code", says.OTHER_LETTER_WHICH, "choice", choices=offered, value=offered[0][0]),),
            says.OTHER_LETTER_DO,
        )

        def make(code: str) -> None:
            sheet.done()
            self._acts.make_letter(code, says.OTHER_LETTER_MADE.format(code=code), work=case_work.make_letter)

        sheet.taken.connect(lambda words: make(words["code"]))
        self._acts.shell.lay_over(sheet, sheet.first)
