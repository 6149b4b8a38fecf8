"""What moves the clock of a request, on the day on which it happened, and the apology for a late answer."""

from datetime import date
from typing import TYPE_CHECKING

from smsdpo.domain import clock_events
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.ui import case_work
from smsdpo.ui.case_work import EVENT_LETTERS
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs


class ClockActs:
    """Writes events down; the letter that goes out with one is made at once."""

    def __init__(self, case: "CaseActs") -> None:
        self._case, self.page, self.shell = case, case.page, case.shell

    def move_clock(self, kind: str, reason: str) -> None:
        """An event of today, with its letter where it goes out with one."""
        self._record(None, ClockEvent(kind, self._case.today(), reason))

    def _record(self, sheet: FormSheet | None, event: ClockEvent) -> None:
        reference, code = self.page.subject(), EVENT_LETTERS.get(event.kind, "")
        label = clock_events.LABELS[event.kind]

        def recorded(_none: object) -> None:
            if sheet is not None:
                sheet.done()
            self.shell.toast(says.EVENT_TOAST.format(event=label))
            self.page.reload()
            if code:
                self._case.make_letter(code, says.EVENT_MADE.format(event=label, code=code), about=reference)

        self.shell.tasks.store(
            lambda office: case_work.record_event(office, reference, event),
            recorded,
            sheet.refused if sheet is not None else None,
        )

    def ask_event(self) -> None:
        """Any event that the clock of this kind knows, on the day on which it happened."""
        file = self._case.file
        if file is None:
            return
        kinds = tuple((kind, clock_events.LABELS[kind]) for kind in clock_events.kinds_for(file.card.type))
        today = self._case.today().isoformat()
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

    def apologise(self) -> None:
        """Write the cause down and make the letter that says it."""
        opened = self.page.sheet.opened
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
            self._case.make_letter("L28", says.APOLOGY_TOAST)

        sheet.taken.connect(
            lambda words: self.shell.tasks.store(
                lambda office: case_work.write_cause(office, reference, words["cause"], words["date"]),
                written,
                sheet.refused,
            )
        )
        self.shell.lay_over(sheet, sheet.first)


def event_words(kind: str) -> str:
    """What an event asks for, and the letter that goes with it."""
    said = []
    if kind in clock_events.NEEDS_REASON:
        said.append(says.EVENT_WHY.format(what=clock_events.NEEDS_REASON[kind]))
    if kind in EVENT_LETTERS:
        said.append(says.EVENT_LETTER.format(code=EVENT_LETTERS[kind]))
    return " ".join(said)
