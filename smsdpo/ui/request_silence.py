"""What nobody answered: closed for want of an answer after the set time, and taken up again when it comes (R7)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from smsdpo.domain import clock_events
from smsdpo.domain.month_clock import ANSWERS, ASKED_BY
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import CameLate, Unanswered
from smsdpo.domain.request_type import DONE_WITHOUT_REPLY, NO_REPLY
from smsdpo.ui import case_work, texts
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.request_end import EndSheet
from smsdpo.ui.widgets.request_head import answer_awaited

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs

Words = Mapping[str, str]
_ELSE = "else"
AGAIN: Words = {ANSWERS[kind]: code for kind, code in ASKED_BY.items()}
"""The letter that asks for what is awaited, by the event that it would be."""


class Silence:
    """Asks on sheets; the letter that says it is offered, never sent."""

    def __init__(self, case: "CaseActs") -> None:
        self._case = case

    @property
    def _unanswered(self) -> Unanswered | None:
        opened = self._case.page.sheet.opened
        return opened.beside.unanswered if opened is not None else None

    @property
    def _came_late(self) -> CameLate | None:
        opened = self._case.page.sheet.opened
        return opened.beside.came_late if opened is not None else None

    def _today(self) -> date:
        return self._case.shell.clock.today()

    def why_not(self) -> str:
        """Why the request may not be closed for want of an answer; empty where it may."""
        one = self._unanswered
        if one is None:
            return says.UNANSWERED_NOT
        if one.may_close > self._today():
            return says.UNANSWERED_EARLY.format(day=texts.short_day(one.may_close))
        if one.outcome != NO_REPLY.key:
            return says.UNANSWERED_GO_ON.format(outcome=DONE_WITHOUT_REPLY.label)
        return ""

    def why_not_again(self) -> str:
        """Why nobody can be asked once more; empty where somebody can."""
        return "" if self._unanswered is not None else says.UNANSWERED_NOT

    def ask_again(self) -> None:
        """The letter that asked, once more; the day from which the request may be closed stays."""
        one, opened = self._unanswered, self._case.page.sheet.opened
        code = AGAIN.get(answer_awaited(opened.file.events), "") if opened is not None else ""
        if one is None or not code:
            return
        day = texts.short_day(one.may_close)
        sheet = FormSheet(
            "ask_again",
            says.AGAIN_TITLE.format(reference=one.reference),
            says.AGAIN_SAY.format(code=code, asked=one.asked, day=day), (), says.AGAIN_DO,
        )  # fmt: skip

        def make(_words: Words) -> None:
            sheet.done()
            self._case.make_letter(code, says.AGAIN_TOAST.format(code=code), work=case_work.make_letter)

        sheet.taken.connect(make)
        self._case.shell.lay_over(sheet, sheet.first)

    def follow(self) -> None:
        """What the line under the head says was pressed."""
        if self._came_late is not None:
            self.reopen()
        elif self._unanswered is not None and self._unanswered.may_close > self._today():
            self.ask_again()
        elif why := self.why_not():
            self._case.shell.toast(why)
        else:
            self.close()

    def close(self) -> None:
        """Close it, with the reason that is known; its letter is offered instead of the note."""
        page, one = self._case.page, self._unanswered
        opened, outcome = page.sheet.opened, NO_REPLY.key
        if opened is None or one is None:
            return
        if opened.file.settled == outcome and "letter" in opened.file.done:
            page.show_step("send")  # the letter that says it is made: it leaves before the request is closed
            return
        sheet = EndSheet(opened.file, outcome, texts.day(self._today()), note=one.because)
        sheet.ended.connect(lambda note: page.answer.end(outcome, note))
        sheet.letter.connect(lambda: page.answer.settle_by_letter(outcome, one.because))
        self._case.shell.lay_over(sheet, sheet.note)

    def reopen(self) -> None:
        """Take a closed request up again; what came for it is recorded in the same act."""
        reference, late = self._case.page.subject(), self._came_late
        sheet = FormSheet(
            "reopen_request", says.REOPEN_TITLE.format(reference=reference), says.REOPEN_SAY, _asked(late),
            says.REOPEN_DO,
        )  # fmt: skip
        self._case.ask(
            sheet,
            lambda office, words: case_work.reopen(office, reference, words["reason"], _event(late, words)),
            says.REOPEN_TOAST.format(reference=reference),
            self._case.page.go_where_it_stands,
        )


def _asked(late: CameLate | None) -> tuple[Asked, ...]:
    if late is None:
        return (Asked("reason", says.REASON, hint=says.REOPEN_HINT),)
    events = tuple((kind, clock_events.LABELS[kind]) for kind in late.events)
    came = says.REOPEN_CAME.format(day=texts.short_day(late.on))
    return (
        Asked("what", says.REOPEN_WHAT, "choice", choices=(*events, (_ELSE, says.REOPEN_ELSE)), value=late.events[0]),
        Asked("reason", says.REASON, hint=says.REOPEN_HINT, value=came),
    )


def _event(late: CameLate | None, words: Words) -> ClockEvent | None:
    if late is None or words["what"] == _ELSE:
        return None
    return ClockEvent(words["what"], late.on, words["reason"])
