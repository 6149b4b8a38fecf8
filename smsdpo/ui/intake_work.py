"""Taking messages in from the window: read beside the store's thread, kept batch by batch on it, and told in words."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.errors import PartRefusal, Refusal
from smsdpo.ui import texts
from smsdpo.ui.tasks import Job, Tasks
from smsdpo.ui.texts import inbox as says

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import IntakeReport, RefusedInput
    from smsdpo.services.intake import ReadInput
    from smsdpo.services.office import Office

_NAMED = 3  # refused files named in the window; the rest are counted


def adding(tasks: Tasks, paths: list[Path]) -> "Callable[[Job], IntakeReport]":
    """The work of adding files and folders to the inbox; what was kept before *Cancel* stays."""

    def work(job: Job) -> "IntakeReport":
        from smsdpo.services import intake

        parts: list[IntakeReport] = []
        now = tasks.inside(lambda office: office.clock.now())
        for batch in intake.batches(intake.read_inputs(paths, now)):
            parts.append(tasks.inside(_keeping(batch)))
            job(sum(len(part.added) + len(part.duplicates) + len(part.refused) for part in parts))
        return intake.joined(parts)

    return work


def adding_text(tasks: Tasks, name: str, text: str) -> "Callable[[Job], IntakeReport]":
    """The work of adding a pasted message; it is named `name` in the report and never lies in a file of its own."""

    def work(_job: Job) -> "IntakeReport":
        from smsdpo.services import intake, triage

        now = tasks.inside(lambda office: office.clock.now())
        parts = [tasks.inside(_keeping(batch)) for batch in intake.batches(triage.read_pasted(name, text, now))]
        return intake.joined(parts)

    return work


def _keeping(batch: "list[ReadInput | RefusedInput]") -> "Callable[[Office], IntakeReport]":
    from smsdpo.services import intake

    return lambda office: intake.keep(office, batch)


def in_words(report: "IntakeReport") -> str:
    """What became of the files, in one line."""
    said = [says.ADDED.format(count=texts.counted(len(report.added), "message"))]
    if report.duplicates:
        said.append(says.ALREADY_HERE.format(count=texts.number(len(report.duplicates))))
    if report.refused:
        said.append(says.NOT_ADDED.format(count=texts.number(len(report.refused))))
    return ", ".join(said)


def refusal(report: "IntakeReport") -> Refusal:
    """The files that were not taken in, each with its reason."""
    shown = [f"{Path(one.file).name}: {one.reason}" for one in report.refused[:_NAMED]]
    more = len(report.refused) - len(shown)
    if more:
        shown.append(says.AND_MORE.format(count=texts.number(more)))
    return PartRefusal(
        says.NOT_ADDED_TITLE.format(count=texts.counted(len(report.refused), "file")), hint="\n".join(shown)
    )
