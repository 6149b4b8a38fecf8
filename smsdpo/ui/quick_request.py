"""The quick steps in the workspace of a request; what they still lack is shown where it is given."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from smsdpo.domain.quick_steps import QuickSetup
from smsdpo.domain.records import Selected
from smsdpo.ui import case_work, texts
from smsdpo.ui.quick_place import Onward
from smsdpo.ui.request_acts import Reasons
from smsdpo.ui.texts import lists
from smsdpo.ui.texts import quick as says
from smsdpo.ui.widgets.request_identity import can_ask_proof

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.request import RequestPage

_LETTER = "L01"


class QuickRequest:
    """A `QuickPlace`: with the request on show."""

    def __init__(self, page: "RequestPage") -> None:
        self._page, self._why = page, Reasons(page)

    def why_not(self, step: str, _setup: QuickSetup) -> str:
        opened = self._page.sheet.opened
        if step != "ask_identity" or opened is None:
            return self._why.open()
        return self._why.unsent() or ("" if can_ask_proof(opened.file) else says.NO_PROOF)

    def take(self, step: str, setup: QuickSetup) -> None:
        if step == "acknowledge":
            self._page.more.make_letter(_LETTER, says.ACKNOWLEDGED, work=case_work.make_letter)
        elif step == "ask_identity":
            self._page.to_tab("identity")
            self._page.sheet.identity.ask_doubt(setup.doubt)
        elif step == "assign_me":
            self._assign(setup.me)
        else:
            self._close()

    def go_on(self, onward: Onward) -> None:
        """Take the step with which the request was opened, or say why that cannot be."""
        if self._page.reference != onward.reference:
            return
        why = self.why_not(onward.step, onward.setup)
        if why:
            self._page.shell.toast(why)
        else:
            self.take(onward.step, onward.setup)

    def _assign(self, me: str) -> None:
        opened = self._page.sheet.opened
        if opened is not None:
            one = Selected((opened.file.card.id,))
            said = lists.ASSIGNED.format(what=texts.counted(1, "request"), who=me)
            self._page.act(lambda office: _assign(office, one, me), said)

    def _close(self) -> None:
        """To the button that closes; before the answer has left, to what is still missing."""
        opened = self._page.sheet.opened
        if opened is None:
            return
        file, gone = opened.file, self._page.sheet.sending.gone.close_it
        self._page.show_step("send" if file.card.state == "released" else file.step)
        if gone.isVisible():
            gone.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._page.shell.toast(says.NOT_CLOSED.format(why=file.next.blocked or says.NOT_ANSWERED))


def _assign(office: "Office", one: Selected, who: str) -> None:
    from smsdpo.services import requests

    requests.assign(office, one, who)
