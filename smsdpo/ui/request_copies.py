"""Copies of identity papers: offered for deletion right after the check, one at a time, for good (row 24)."""

from typing import TYPE_CHECKING

from smsdpo.domain.records.mail import AttachmentCard
from smsdpo.ui import case_work, texts
from smsdpo.ui.texts import request as says
from smsdpo.ui.texts.cases import NOT_CHOSEN
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs


class IdentityCopies:
    """Asks on a sheet which attachment goes, and why."""

    def __init__(self, case: "CaseActs") -> None:
        self._case = case
        case.page.sheet.identity.copy_wanted.connect(self.ask)

    @property
    def _copies(self) -> tuple[AttachmentCard, ...]:
        opened = self._case.page.sheet.opened
        return opened.file.copies if opened is not None else ()

    def why_not(self) -> str:
        """Why there is nothing to delete; empty where there is."""
        return "" if self._copies else says.NO_COPY

    def ask(self) -> None:
        """Nothing goes that was not named; Enter deletes nothing."""
        named = tuple(
            (str(one.id), says.COPY_NAMED.format(name=one.name, size=texts.size(one.size))) for one in self._copies
        )
        only = named[0][0] if len(named) == 1 else ""
        sheet = FormSheet(
            "delete_copy",
            says.COPY_TITLE,
            says.COPY_SAY,
            (
                Asked("which", says.COPY_WHICH, "choice", hint=NOT_CHOSEN, choices=named, value=only),
                Asked("reason", says.COPY_REASON, value=says.COPY_BECAUSE),
            ),
            says.COPY_DO,
            careful=True,
        )
        self._case.ask(
            sheet,
            lambda office, words: case_work.delete_copy(office, int(words["which"]), words["reason"]),
            says.COPY_TOAST,
        )
