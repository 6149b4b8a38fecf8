"""Letters beside the answer: asked for on a sheet, made, shown among the request's letters, and marked as sent."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.domain.records.requests import LetterCard
from smsdpo.ui import case_work
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import request as usual
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.request_letters import is_to_send

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs


class OtherLetters(QObject):
    """Accompanies the acts of a request."""

    def __init__(self, acts: "CaseActs") -> None:
        super().__init__(acts)
        self._acts = acts
        acts.page.sheet.export.another.clicked.connect(lambda _checked: self.choose())
        self._pane = acts.page.sheet.letters
        self._pane.sent.connect(self.mark_sent)

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

    def _unsent(self) -> LetterCard | None:
        """The letter to be marked as sent: the one chosen in the list, else the newest."""
        file = self._acts.file
        if file is None:
            return None
        in_turn = (self._pane.list.current(), *reversed(file.letters))
        return next((card for card in in_turn if is_to_send(file, card)), None)

    def why_none_to_mark(self) -> str:
        """Why none can be marked as sent now; empty where one can."""
        return "" if self._unsent() is not None else says.LETTER_SENT_NONE

    def mark_one(self) -> None:
        """The same from the menu or the palette, where no letter is pointed at."""
        card = self._unsent()
        if card is not None:
            self.mark_sent(card)

    def mark_sent(self, card: LetterCard) -> None:
        """Ask how and when a letter beside the answer left."""
        today = self._acts.today().isoformat()
        way = "post" if self._acts.file is not None and self._acts.file.recipient.postal else "email"
        sheet = FormSheet(
            "letter_sent",
            says.LETTER_SENT_TITLE.format(code=card.code),
            says.LETTER_SENT_SAY.format(title=card.title),
            (
                Asked("how", says.LETTER_SENT_HOW, "choice", choices=usual.SENT_WAYS, value=way),
                Asked("on", says.LETTER_SENT_ON, "day", value=today, latest=today),
            ),
            says.LETTER_SENT_DO,
        )

        def mark(words: Mapping[str, str]) -> None:
            how, on = usual.SENT_AS[words["how"]], date.fromisoformat(words["on"])
            said = says.LETTER_SENT_TOAST.format(code=card.code, how=how)
            self._acts.do(sheet, lambda office: case_work.mark_letter_sent(office, card.id, how, on), said)

        sheet.taken.connect(mark)
        self._acts.shell.lay_over(sheet, sheet.first)
