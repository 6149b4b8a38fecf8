"""What can be done with a request beyond its steps: details, kind, links, holds, clock events, lateness, colleagues."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.core.errors import Refusal
from smsdpo.domain import clock_events
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_work, output_folder, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.other_letters import OtherLetters
from smsdpo.ui.request_acts import Reasons, on_request
from smsdpo.ui.request_clock import ClockActs
from smsdpo.ui.request_colleagues import Colleagues
from smsdpo.ui.request_copies import IdentityCopies
from smsdpo.ui.request_kind import Kinds
from smsdpo.ui.request_silence import Silence
from smsdpo.ui.request_telling import Telling
from smsdpo.ui.request_work import Opened
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import request as usual
from smsdpo.ui.widgets.form_sheet import FormSheet
from smsdpo.ui.widgets.holds_sheet import HoldsSheet, hold_form
from smsdpo.ui.widgets.request_decide import why_not_by_hand
from smsdpo.ui.widgets.request_end import EndSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.request import RequestPage

Words = Mapping[str, str]


class CaseActs(QObject):
    """Accompanies the page of a request: asks on sheets, does what was asked, shows what has become of it."""

    def __init__(self, page: "RequestPage") -> None:
        super().__init__(page)
        self.page, self.shell, self._why = page, page.shell, Reasons(page)
        self.kinds, self.clock = Kinds(self), ClockActs(self)
        self.colleagues, self.silence, self.letters = Colleagues(self), Silence(self), OtherLetters(self)
        self.copies, self.telling = IdentityCopies(self), Telling(self)
        sheet = page.sheet
        sheet.details.changed.connect(self._change_detail)
        sheet.details.file_wanted.connect(self._hash_file)
        sheet.decision.lacks.connect(self.show_lacking)
        sheet.decision.hand.clicked.connect(lambda _checked: self._hand())
        sheet.line.opened.connect(lambda reference: self.shell.go("request", reference))
        sheet.line.holds_wanted.connect(self.show_holds)
        sheet.line.silence_wanted.connect(self.silence.follow)
        sheet.line.telling_wanted.connect(self.telling.follow)
        sheet.line.apology_wanted.connect(self.clock.apologise)
        sheet.head.moved.connect(self.clock.move_clock)

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def _opened(self) -> Opened | None:
        return self.page.sheet.opened

    @property
    def file(self) -> RequestFile | None:
        """The request on show."""
        return self._opened.file if self._opened is not None else None

    def today(self) -> date:
        """The day it is."""
        return self.shell.clock.today()

    def side(self, reference: str = "") -> Path:
        """Where letters on the way and drafts go."""
        return self.page.answer.folder(reference) / output_folder.LETTERS

    def do(
        self,
        sheet: FormSheet | None,
        work: "Callable[[Office], object]",
        said: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Do something; a sheet stays with what was typed until it was done. Then show what has become of it."""

        def done(_result: object) -> None:
            if sheet is not None:
                sheet.done()
            if said:
                self.shell.toast(said)
            (then or self.page.reload)()

        self.shell.tasks.store(work, done, sheet.refused if sheet is not None else None)

    def ask(
        self,
        sheet: FormSheet,
        work: "Callable[[Office, Words], object]",
        said: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Lay a form over the request and do with it what is taken."""
        sheet.taken.connect(lambda words: self.do(sheet, lambda office: work(office, words), said, then))
        self.shell.lay_over(sheet, sheet.first)

    # --- details ------------------------------------------------------------------------------------------------------

    def _change_detail(self, key: str, value: str) -> None:
        self._keep_detail(self.page.subject(), key, value)

    def _keep_detail(self, reference: str, key: str, value: str) -> None:
        field = self.page.sheet.details.fields.get(key)

        def kept(_none: object) -> None:
            if field is not None and self.page.sheet.details.fields.get(key) is field:
                field.was_kept()
            self.page.reload()

        self.shell.tasks.store(
            lambda office: case_work.change_detail(office, reference, key, value),
            kept,
            lambda error: self._refuse_detail(reference, key, error),
        )

    def _refuse_detail(self, reference: str, key: str, error: Exception) -> None:
        """Beside the field, as long as it is there to be seen."""
        field = self.page.sheet.details.fields.get(key)
        if field is not None and self.page.subject() == reference:
            field.refuse(error)
        else:
            self.shell.complain(error)

    def _hash_file(self, key: str) -> None:
        """Write down the sum of a file; it is not kept."""
        from smsdpo.ui.file_hash import sum_of

        reference = self.page.subject()
        chosen = self.shell.choose_files(self.page.sheet.details.fields[key].item.label, says.FROM_FILE_KINDS)
        if len(chosen) > 1:
            self._refuse_detail(reference, key, Refusal(says.FROM_FILE_ONE, hint=says.FROM_FILE_ONE_HINT))
        elif chosen:
            self.shell.tasks.beside(
                says.FROM_FILE_READING,
                lambda job: sum_of(chosen[0], job),
                lambda digits: self._keep_sum(reference, key, digits),
                lambda error: self._refuse_detail(reference, key, error),
            )

    def _keep_sum(self, reference: str, key: str, digits: str) -> None:
        self._keep_detail(reference, key, digits)
        if self.page.subject() == reference and self.page.sheet.details.isVisible():
            self.page.sheet.details.enter(key)  # so that the sum comes where it can be seen

    def show_lacking(self, outcome: str) -> None:
        """Show the details that an ending needs."""
        file = self.file
        if file is None:
            return
        label = REQUEST_TYPES[file.card.type].outcome(outcome).label
        self.shell.toast(says.FIRST_DETAILS.format(outcome=label))
        self.page.sheet.details.ask(outcome)
        self.page.to_tab("details")

    def _hand(self) -> None:
        if self.file is not None:
            self.end_by_hand(self.file.settled)

    def end_by_hand(self, outcome: str) -> None:
        """The answer was given outside this program: close with a note."""
        if self.file is None or not outcome:
            return
        reference = self.page.subject()
        sheet = EndSheet(self.file, outcome, texts.day(self.today()), by_hand=True)
        sheet.ended.connect(
            lambda note: self.do(
                None,
                lambda office: case_work.close_by_hand(office, reference, outcome, note),
                texts.CLOSED_TOAST.format(reference=reference),
            )
        )
        self.shell.lay_over(sheet, sheet.note)

    # --- letters on the way ------------------------------------------------------------------------------------------

    def make_letter(
        self,
        code: str,
        said: str,
        fields: "dict[str, str] | None" = None,
        instead: "dict[str, str] | None" = None,
        *,
        about: str = "",
        work: Callable[..., None] = case_work.event_letter,
    ) -> None:
        """A letter on the way, of the request on show or the one it is `about`; what it lacks is asked for there."""
        reference = about or self.page.subject()
        folder = self.side(reference)

        def made(_path: object) -> None:
            self.page.sheet.lacks.forget()
            self.shell.toast(said)
            self.page.to_tab("letters")  # with the keyboard: what was pressed may be off now
            self.page.reload()

        def not_made(error: Exception) -> None:
            self.page.answer.again = lambda more, other: self.make_letter(code, said, more, other, work=work)
            self.page.answer.not_made(error)

        self.page.job(
            says.MAKING,
            lambda office, _job: work(office, reference, code, folder, fields, instead),
            made,
            not_made,
            about=reference,
        )

    # --- holds --------------------------------------------------------------------------------------------------------

    def raise_hold(self) -> None:
        """Stop every deletion of this person's data."""
        file = self.file
        if file is None or file.card.person is None:
            return
        person, reference = file.card.person, file.card.reference
        self.shell.tasks.store(
            lambda _office: case_work.hold_grounds(),
            lambda grounds: self.ask(
                hold_form(grounds),
                lambda office, words: case_work.raise_hold(office, person, words["ground"], words["reason"], reference),
                says.HOLD_TOAST,
            ),
        )

    def show_holds(self) -> None:
        """What stands in the way of deletion, and the way to release it."""
        if self._opened is None:
            return
        sheet = HoldsSheet(self._opened.beside.holds)
        sheet.released.connect(
            lambda hold, reason: self.do(
                None, lambda office: case_work.release_hold(office, hold, reason), says.HOLD_RELEASED
            )
        )
        self.shell.lay_over(sheet, sheet.first())

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _why_closed(self) -> str:
        file = self.file
        return self._why.shown() or ("" if file is not None and file.card.state == "closed" else says.NOT_CLOSED)

    def _why_silent(self) -> str:
        return self._why.open() or self.silence.why_not()

    def _why_again(self) -> str:
        return self._why.unsent() or self.silence.why_not_again()

    def _why_person(self) -> str:
        file = self.file
        return self._why.shown() or ("" if file is not None and file.card.person is not None else says.NO_PERSON)

    def _why_late(self) -> str:
        file = self.file
        late = file is not None and case_work.is_late(file.card.due.effective_due, self.today())
        return self._why.open() or ("" if late else says.NOT_LATE)

    def _why_event(self) -> str:
        file = self.file
        known = file is not None and bool(clock_events.kinds_for(file.card.type))
        return self._why.open() or ("" if known else says.EVENT_NONE)

    def _why_unmarked(self) -> str:
        return self._why.shown() or self.letters.why_none_to_mark()

    def _why_hand(self) -> str:
        return self._why.unsent() or (why_not_by_hand(self.file) if self.file is not None else "")

    def acts(self) -> tuple[Act, ...]:
        """In the order of the menu."""
        why, kinds, silence, clock = self._why, self.kinds, self.silence, self.clock
        return (
            on_request("change_type", says.CHANGE_TYPE, kinds.change_type, why.unsent, "wrong kind"),
            on_request("complain_about", says.COMPLAIN, kinds.complain, self._why_person, "complaint ico unhappy"),
            on_request("duplicate_of", says.DUPLICATE, kinds.duplicate, why.unsent, "same twice merge"),
            on_request("reopen_request", says.REOPEN, silence.reopen, self._why_closed, "open again"),
            on_request("close_unanswered", says.UNANSWERED_ACT, silence.close, self._why_silent, "silence no reply"),
            on_request("ask_again", says.AGAIN, silence.ask_again, self._why_again, "remind chase reminder silence"),
            on_request("legal_hold", says.HOLD_RAISE, self.raise_hold, self._why_person, "keep delete"),
            on_request("show_holds", says.HOLD_LIST, self.show_holds, self._why_person, "release hold"),
            on_request("clock_event", says.EVENT, clock.ask_event, self._why_event, "fee holding letter authority"),
            on_request("other_letter", says.OTHER_LETTER, self.letters.choose, why.shown, "acknowledge progress"),
            on_request(
                "mark_letter_sent", says.LETTER_SENT_ACT, self.letters.mark_one, self._why_unmarked, "posted e-mailed"
            ),
            on_request("apology_letter", says.APOLOGY, clock.apologise, self._why_late, "late overdue L28 sorry"),
            on_request("ask_colleague", says.COLLEAGUE, self.colleagues.ask, why.unsent, "holder part"),
            on_request("delete_copy", usual.DELETE_COPY, self.copies.ask, self.copies.why_not, "passport id paper"),
            on_request("answered_by_hand", says.BY_HAND, self._hand, self._why_hand, "telephone note"),
        )
