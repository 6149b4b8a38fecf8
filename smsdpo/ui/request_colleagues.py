"""Colleagues who hold a part of what is searched: asked, reminded, their answers noted (N32)."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.domain.records.casework import TaskCard
from smsdpo.domain.records.requests import Recipient
from smsdpo.ui import case_work, mail_program
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import request as request_says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.request_more import CaseActs

Words = Mapping[str, str]


class Colleagues:
    """Asks on sheets, writes the draft mails and opens them in the mail program; nothing is sent."""

    def __init__(self, case: "CaseActs") -> None:
        self._case = case

    def ask(self) -> None:
        """Ask a colleague for a source."""
        self._case.shell.tasks.store(case_work.source_names, self._ask_colleague, turn="request.sources")

    def _ask_colleague(self, sources: list[str]) -> None:
        reference, folder = self._case.page.subject(), self._case.side()
        names = tuple((name, name) for name in sources)
        sheet = FormSheet(
            "ask_colleague",
            says.COLLEAGUE_TITLE,
            says.COLLEAGUE_SAY,
            (
                Asked("source", says.COLLEAGUE_SOURCE, "choice", hint=says.NOT_CHOSEN, choices=names),
                Asked("name", says.COLLEAGUE_NAME),
                Asked("email", says.COLLEAGUE_EMAIL),
            ),
            says.COLLEAGUE_DO,
        )
        self._draft(
            sheet,
            lambda office, words: case_work.ask_colleague(
                office, reference, words["source"], Recipient(words["name"], words["email"]), folder
            ),
        )

    def _draft(self, sheet: FormSheet, work: "Callable[[Office, Words], Path]") -> None:
        def drafted(path: Path) -> None:
            sheet.done()
            self._written(path)

        sheet.taken.connect(
            lambda words: self._case.shell.tasks.store(lambda office: work(office, words), drafted, sheet.refused)
        )
        self._case.shell.lay_over(sheet, sheet.first)

    def remind(self, task: TaskCard) -> None:
        """The next reminder; after two of them it goes further up."""
        reference, folder = self._case.page.subject(), self._case.side()
        if not task.goes_up:
            self._case.shell.tasks.store(
                lambda office: case_work.chase_colleague(office, reference, task.id, None, folder), self._written
            )
            return
        sheet = FormSheet(
            "escalate",
            says.ESCALATE_TITLE,
            says.ESCALATE_SAY.format(colleague=task.colleague),
            (Asked("name", says.COLLEAGUE_NAME), Asked("email", says.COLLEAGUE_EMAIL)),
            says.ESCALATE_DO,
        )
        self._draft(
            sheet,
            lambda office, words: case_work.chase_colleague(
                office, reference, task.id, Recipient(words["name"], words["email"]), folder
            ),
        )

    def _written(self, path: Path) -> None:
        mail_program.open_draft(self._case.shell, path, request_says.DRAFT_OPENED.format(name=path.name))
        self._case.page.reload()

    def take_answer(self, task: TaskCard) -> None:
        """Note what a colleague answered."""
        sheet = FormSheet(
            "colleague_answer",
            says.TASK_ANSWER_TITLE.format(colleague=task.colleague),
            "",
            (Asked("answer", says.TASK_ANSWER_WHAT, hint=says.TASK_ANSWER_HINT),),
            says.TASK_ANSWER_DO,
        )
        self._case.ask(
            sheet,
            lambda office, words: case_work.colleague_answered(office, task.id, words["answer"]),
            says.TASK_ANSWERED,
        )
