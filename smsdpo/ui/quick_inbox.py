"""The quick steps in the inbox: with the message on show, or with all that are chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.domain.quick_steps import NOTHING_ASKED, QuickSetup
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_work, inbox_work, mail_program, output_folder, texts
from smsdpo.ui.quick_place import Onward
from smsdpo.ui.texts import quick as says

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.inbox import InboxPage


class QuickInbox:
    """A `QuickPlace`."""

    def __init__(self, page: "InboxPage") -> None:
        self._page, self._shell = page, page.shell

    def why_not(self, step: str, setup: QuickSetup) -> str:
        against = {
            "forward": says.NO_DESK if not setup.desk else self._asks(),
            "acknowledge": says.NO_TYPE if self._page.shown and not self._page.sheet.form.type.key else "",
        }
        triage = self._page.triage
        alone = {"acknowledge": triage.why_not_one, "forward": triage.why_not_one, "not_request": triage.why_not_new}
        return alone.get(step, triage.why_none)() or against.get(step, "")

    def _asks(self) -> str:
        """What is asked for is not passed on to the support desk."""
        shown = self._page.shown
        asked = shown.card.suggested if shown is not None else ""
        return says.ASKS.format(kind=REQUEST_TYPES[asked].short) if {asked} - NOTHING_ASKED - {""} else ""

    def take(self, step: str, setup: QuickSetup) -> None:
        if step == "assign_me":
            self._page.triage.assign(setup.me)
        elif step == "not_request":
            self._page.triage.put_aside_unasked(setup.reason)
        elif step == "forward":
            self._forward()
        else:
            self._acknowledge(setup)

    def _acknowledge(self, setup: QuickSetup) -> None:
        """Accepted as by hand, then the letter: the clock does not wait for what a letter may lack."""
        sheet = self._page.sheet
        decided, shown = sheet.form.decided(), sheet.shown
        if decided is None or shown is None:
            return

        def accepted(reference: str) -> None:
            self._shell.toast(texts.OPENED_TOAST.format(reference=reference))
            self._shell.go("request", Onward(reference, "acknowledge", setup))

        self._page.list.advance()
        self._shell.tasks.store(lambda office: inbox_work.accept(office, shown.card.id, decided), accepted)

    def _forward(self) -> None:
        shown = self._page.sheet.shown
        if shown is None:
            return
        number, folder = shown.card.id, output_folder.usual(self._shell.settings) / output_folder.LETTERS
        self._page.list.advance()
        self._shell.tasks.store(lambda office: _forward(office, number, folder), self._forwarded)

    def _forwarded(self, made: Path) -> None:
        self._page.triage.let_go(says.FORWARDED.format(name=made.name))
        mail_program.open_draft(self._shell, made)


def _forward(office: "Office", number: int, folder: Path) -> Path:
    from smsdpo.services import quick_steps

    folder.mkdir(parents=True, exist_ok=True)
    return quick_steps.forward(office, number, case_work.free_name(folder, f"message-{number}", ".eml"))
