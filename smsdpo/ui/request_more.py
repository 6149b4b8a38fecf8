"""What can be done with a request beyond its steps: details, kind, links, holds, clock events, lateness, colleagues."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.core.clock import LONDON
from smsdpo.domain import clock_events
from smsdpo.domain.records import ClockEvent, Due, RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.case_work import EVENT_LETTERS
from smsdpo.ui.other_letters import OtherLetters
from smsdpo.ui.request_colleagues import Colleagues
from smsdpo.ui.request_copies import IdentityCopies
from smsdpo.ui.request_silence import Silence
from smsdpo.ui.request_work import Opened
from smsdpo.ui.texts import cases as says
from smsdpo.ui.texts import request as usual
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.holds_sheet import HoldsSheet, hold_form
from smsdpo.ui.widgets.request_end import EndSheet
from smsdpo.ui.widgets.triage_form import due_words

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.request import RequestPage

Words = Mapping[str, str]
_MENU = "Request"
_LETTERS = "Correspondence"
"""The folder of letters on the way and of drafts, beside the answer, which wants a folder of its own."""


class CaseActs(QObject):
    """Accompanies the page of a request: asks on sheets, does what was asked, shows what has become of it."""

    def __init__(self, page: "RequestPage") -> None:
        super().__init__(page)
        self.page, self.shell = page, page.shell
        self.colleagues, self.silence, self.letters = Colleagues(self), Silence(self), OtherLetters(self)
        self.copies = IdentityCopies(self)
        sheet = page.sheet
        sheet.details.changed.connect(self._change_detail)
        sheet.decision.lacks.connect(self.show_lacking)
        sheet.decision.hand.clicked.connect(lambda _checked: self._hand())
        sheet.line.opened.connect(lambda reference: self.shell.go("request", reference))
        sheet.line.holds_wanted.connect(self.show_holds)
        sheet.line.silence_wanted.connect(self.silence.follow)
        sheet.head.moved.connect(self.move_clock)

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def _opened(self) -> Opened | None:
        return self.page.sheet.opened

    @property
    def _file(self) -> RequestFile | None:
        return self._opened.file if self._opened is not None else None

    def _today(self) -> date:
        return self.shell.clock.today()

    def side(self) -> Path:
        """Where letters on the way and drafts go."""
        return self.page.folder() / _LETTERS

    def do(self, sheet: FormSheet | None, work: "Callable[[Office], object]", said: str = "") -> None:
        """Do something; a sheet stays with what was typed until it was done."""

        def done(_result: object) -> None:
            if sheet is not None:
                sheet.done()
            if said:
                self.shell.toast(said)
            self.page.reload()

        self.shell.tasks.store(work, done, sheet.refused if sheet is not None else None)

    def ask(self, sheet: FormSheet, work: "Callable[[Office, Words], object]", said: str = "") -> None:
        """Lay a form over the request and do with it what is taken."""
        sheet.taken.connect(lambda words: self.do(sheet, lambda office: work(office, words), said))
        self.shell.lay_over(sheet, sheet.first)

    # --- details ------------------------------------------------------------------------------------------------------

    def _change_detail(self, key: str, value: str) -> None:
        reference, field = self.page.subject(), self.page.sheet.details.fields[key]

        def kept(_none: object) -> None:
            if self.page.sheet.details.fields.get(key) is field:
                field.was_kept()
            self.page.reload()

        def refused(error: Exception) -> None:
            if self.page.sheet.details.fields.get(key) is field:
                field.refuse(error)

        self.shell.tasks.store(lambda office: case_work.change_detail(office, reference, key, value), kept, refused)

    def show_lacking(self, outcome: str) -> None:
        """Show the details that an ending needs."""
        file = self._file
        if file is None:
            return
        label = REQUEST_TYPES[file.card.type].outcome(outcome).label
        self.shell.toast(says.FIRST_DETAILS.format(outcome=label))
        self.page.sheet.details.ask(outcome)
        self.page.to_tab("details")

    def _hand(self) -> None:
        if self._file is not None:
            self.end_by_hand(self._file.settled)

    def end_by_hand(self, outcome: str) -> None:
        """The answer was given outside this program: close with a note."""
        if self._file is None or not outcome:
            return
        reference = self.page.subject()
        sheet = EndSheet(self._file, outcome, texts.day(self._today()), by_hand=True)
        sheet.ended.connect(
            lambda note: self.do(
                None,
                lambda office: case_work.close_by_hand(office, reference, outcome, note),
                texts.CLOSED_TOAST.format(reference=reference),
            )
        )
        self.shell.lay_over(sheet, sheet.note)

    # --- the kind of request ------------------------------------------------------------------------------------------

    def change_type(self) -> None:
        """It was another kind of request; the new dates are shown before it is done."""
        file = self._file
        if file is None:
            return
        reference = file.card.reference
        kinds = tuple((one.key, one.title) for one in REQUEST_TYPES.values() if one.key != file.card.type)
        sheet = FormSheet(
            "change_type",
            says.CHANGE_TYPE_TITLE,
            says.CHANGE_TYPE_SAY,
            (
                Asked("type", says.TYPE, "choice", hint=texts.TYPE_OPEN, choices=kinds),
                Asked("reason", says.REASON, hint=says.TYPE_WHY_HINT),
            ),
            says.CHANGE_TYPE_DO,
        )
        before = file.card.due
        shown: list[str] = []

        def preview(words: Words) -> None:
            if words["type"] and shown[-1:] != [words["type"]]:
                shown.append(words["type"])
                self.shell.tasks.store(
                    lambda office: case_work.due_as(office, reference, words["type"]),
                    lambda due: sheet.foretell(due_change(before, due)),
                    sheet.refused,
                    turn="request.type",
                )

        sheet.changed.connect(preview)
        self.ask(sheet, lambda office, words: case_work.change_type(office, reference, words["type"], words["reason"]))

    def complain(self) -> None:
        """A complaint born from this request."""
        reference, now = self.page.subject(), self.shell.clock.now().astimezone(LONDON)
        sheet = FormSheet(
            "complain_about",
            says.COMPLAIN_TITLE.format(reference=reference),
            says.COMPLAIN_SAY,
            (
                Asked("words", says.COMPLAIN_WORDS, "lines", hint=says.COMPLAIN_HINT),
                Asked("channel", says.NOTE_CHANNEL, "choice", choices=channels(), value="email"),
                Asked("day", says.NOTE_DAY, "day", value=f"{now:%Y-%m-%d}", latest=f"{now:%Y-%m-%d}"),
            ),
            says.COMPLAIN_DO,
        )

        def opened(made: str) -> None:
            sheet.done()
            self.shell.toast(says.COMPLAIN_TOAST.format(reference=made, about=reference))
            self.shell.go("request", made)

        def take(words: Words) -> None:
            at = datetime.combine(date.fromisoformat(words["day"]), now.time(), tzinfo=LONDON)
            self.shell.tasks.store(
                lambda office: case_work.complain_about(office, reference, words["words"], at, words["channel"]),
                opened,
                sheet.refused,
            )

        sheet.taken.connect(take)
        self.shell.lay_over(sheet, sheet.first)

    def duplicate(self) -> None:
        """The same request came twice."""
        file = self._file
        if file is not None:
            reference, kind = file.card.reference, file.card.type
            self.shell.tasks.store(
                lambda office: case_work.same_kind(office, reference, kind), self._ask_survivor, turn="request.same"
            )

    def _ask_survivor(self, others: list[tuple[str, str]]) -> None:
        reference = self.page.subject()
        if not others:
            self.shell.toast(says.DUPLICATE_NONE)
            return
        sheet = FormSheet(
            "duplicate_of",
            says.DUPLICATE_TITLE.format(reference=reference),
            says.DUPLICATE_SAY,
            (
                Asked("survivor", says.DUPLICATE_OF, "choice", choices=tuple(others), value=others[0][0]),
                Asked("reason", says.REASON, hint=says.DUPLICATE_HINT),
            ),
            says.DUPLICATE_DO,
            careful=True,
        )
        self.ask(
            sheet,
            lambda office, words: case_work.close_as_duplicate(office, reference, words["survivor"], words["reason"]),
        )

    # --- holds --------------------------------------------------------------------------------------------------------

    def raise_hold(self) -> None:
        """Stop every deletion of this person's data."""
        file = self._file
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

    # --- the clock ----------------------------------------------------------------------------------------------------

    def move_clock(self, kind: str, reason: str) -> None:
        """An event of today, with its letter where it goes out with one."""
        self._record(None, ClockEvent(kind, self._today(), reason))

    def _record(self, sheet: FormSheet | None, event: ClockEvent) -> None:
        reference, code = self.page.subject(), EVENT_LETTERS.get(event.kind, "")
        label = clock_events.LABELS[event.kind]

        def recorded(_none: object) -> None:
            if sheet is not None:
                sheet.done()
            self.shell.toast(says.EVENT_TOAST.format(event=label))
            self.page.reload()
            if code:
                self.make_letter(code, says.EVENT_MADE.format(event=label, code=code))

        self.shell.tasks.store(
            lambda office: case_work.record_event(office, reference, event),
            recorded,
            sheet.refused if sheet is not None else None,
        )

    def make_letter(
        self,
        code: str,
        said: str,
        fields: "dict[str, str] | None" = None,
        instead: "dict[str, str] | None" = None,
        *,
        work: Callable[..., Path] = case_work.event_letter,
    ) -> None:
        """A letter on the way; what it lacks is asked for beside the letters."""
        reference, folder = self.page.subject(), self.side()
        self.page.try_again(lambda more, other: self.make_letter(code, said, more, other, work=work))

        def made(_path: object) -> None:
            self.page.sheet.lacks.forget()
            self.shell.toast(said)
            self.page.sheet.work.tabs.choose("letters")
            self.page.reload()

        self.shell.tasks.job(
            says.MAKING,
            lambda office, _job: work(office, reference, code, folder, fields, instead),
            made,
            self.page.letter_failed,
        )

    def ask_event(self) -> None:
        """Any event that the clock of this kind knows, on the day on which it happened."""
        file = self._file
        if file is None:
            return
        kinds = tuple((kind, clock_events.LABELS[kind]) for kind in clock_events.kinds_for(file.card.type))
        today = self._today().isoformat()
        sheet = FormSheet(
            "clock_event",
            says.EVENT_TITLE,
            says.EVENT_SAY,
            (
                Asked("kind", says.EVENT_KIND, "choice", hint=says.NOT_CHOSEN, choices=kinds),
                Asked("day", says.EVENT_DAY, "day", value=today),
                Asked("reason", says.REASON, "lines", needed=False),
            ),
            says.EVENT_DO,
        )
        sheet.changed.connect(lambda words: sheet.foretell(event_words(words["kind"])))
        sheet.taken.connect(
            lambda words: self._record(
                sheet, ClockEvent(words["kind"], date.fromisoformat(words["day"]), words["reason"])
            )
        )
        self.shell.lay_over(sheet, sheet.first)

    # --- late ---------------------------------------------------------------------------------------------------------

    def apologise(self) -> None:
        """Write the cause down and make the letter that says it."""
        opened = self._opened
        if opened is None:
            return
        reference, held = opened.reference, {one.key: one for one in opened.beside.details}
        cause, new_date = held.get("late_cause"), held.get("late_new_date")
        sheet = FormSheet(
            "apology",
            says.APOLOGY_TITLE.format(reference=reference),
            says.APOLOGY_SAY,
            (
                Asked("cause", says.APOLOGY_CAUSE, hint=says.APOLOGY_CAUSE_HINT, value=cause.value if cause else ""),
                Asked("date", says.APOLOGY_DATE, hint=says.DAY_HINT, value=new_date.shown if new_date else ""),
            ),
            says.APOLOGY_DO,
        )

        def written(_none: object) -> None:
            sheet.done()
            self.page.reload()
            self.make_letter("L28", says.APOLOGY_TOAST)

        sheet.taken.connect(
            lambda words: self.shell.tasks.store(
                lambda office: case_work.write_cause(office, reference, words["cause"], words["date"]),
                written,
                sheet.refused,
            )
        )
        self.shell.lay_over(sheet, sheet.first)

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _why_shown(self) -> str:
        return "" if self._file is not None else usual.NOT_OPEN

    def _why_open(self) -> str:
        file = self._file
        return self._why_shown() or (usual.IS_CLOSED if file is not None and file.card.state == "closed" else "")

    def _why_unsent(self) -> str:
        file = self._file
        return self._why_open() or (usual.HAS_LEFT if file is not None and file.card.state == "released" else "")

    def _why_closed(self) -> str:
        file = self._file
        return self._why_shown() or ("" if file is not None and file.card.state == "closed" else says.NOT_CLOSED)

    def _why_person(self) -> str:
        file = self._file
        return self._why_shown() or ("" if file is not None and file.card.person is not None else says.NO_PERSON)

    def _why_late(self) -> str:
        file = self._file
        late = file is not None and case_work.is_late(file.card.due.effective_due, self._today())
        return self._why_open() or ("" if late else says.NOT_LATE)

    def _why_event(self) -> str:
        file = self._file
        known = file is not None and bool(clock_events.kinds_for(file.card.type))
        return self._why_open() or ("" if known else says.EVENT_NONE)

    def _why_hand(self) -> str:
        return self._why_open() or ("" if self.page.sheet.decision.hand.isVisibleTo(self.page) else usual.NOT_SETTLED)

    def acts(self) -> tuple[Act, ...]:
        """In the order of the menu."""
        return (
            Act("change_type", says.CHANGE_TYPE, self.change_type, "", _MENU, self._why_unsent, "wrong kind"),
            Act("complain_about", says.COMPLAIN, self.complain, "", _MENU, self._why_person, "complaint ico unhappy"),
            Act("duplicate_of", says.DUPLICATE, self.duplicate, "", _MENU, self._why_unsent, "same twice merge"),
            Act("reopen_request", says.REOPEN, self.silence.reopen, "", _MENU, self._why_closed, "open again"),
            Act(
                "close_unanswered",
                says.UNANSWERED_ACT,
                self.silence.close,
                "",
                _MENU,
                lambda: self._why_open() or self.silence.why_not(),
                "silence no reply",
            ),
            Act("legal_hold", says.HOLD_RAISE, self.raise_hold, "", _MENU, self._why_person, "keep delete"),
            Act("show_holds", says.HOLD_LIST, self.show_holds, "", _MENU, self._why_person, "release hold"),
            Act("clock_event", says.EVENT, self.ask_event, "", _MENU, self._why_event, "fee holding letter authority"),
            Act(
                "other_letter",
                says.OTHER_LETTER,
                self.letters.choose,
                "",
                _MENU,
                self._why_shown,
                "acknowledge progress",
            ),
            Act("apology_letter", says.APOLOGY, self.apologise, "", _MENU, self._why_late, "late overdue L28 sorry"),
            Act("ask_colleague", says.COLLEAGUE, self.colleagues.ask, "", _MENU, self._why_unsent, "holder part"),
            Act("delete_copy", usual.DELETE_COPY, self.copies.ask, "", _MENU, self.copies.why_not, "passport id paper"),
            Act("answered_by_hand", says.BY_HAND, self._hand, "", _MENU, self._why_hand, "telephone note"),
        )


def channels() -> tuple[tuple[str, str], ...]:
    """Every way in which something reaches the office."""
    return (("email", says.BY_EMAIL), *says.NOTE_CHANNELS)


def due_change(before: Due, after: Due) -> str:
    """What becomes of the dates, in a sentence."""
    answer, behind = due_words(after)
    return says.TYPE_PREVIEW.format(answer=answer, before=due_words(before)[0], behind=behind)


def event_words(kind: str) -> str:
    """What an event asks for, and the letter that goes with it."""
    said = []
    if kind in clock_events.NEEDS_REASON:
        said.append(says.EVENT_WHY.format(what=clock_events.NEEDS_REASON[kind]))
    if kind in EVENT_LETTERS:
        said.append(says.EVENT_LETTER.format(code=EVENT_LETTERS[kind]))
    return " ".join(said)
