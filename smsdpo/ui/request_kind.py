"""Another kind of request, a complaint born from one, and the same request come twice: asked on sheets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from smsdpo.core.clock import LONDON
from smsdpo.domain.records.clocks import Due
from smsdpo.domain.records.requests import RequestCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_work, texts
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet
from smsdpo.ui.widgets.triage_form import due_words

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs

Words = Mapping[str, str]


class Kinds:
    """Says what a request was instead, or what came of it."""

    def __init__(self, case: "CaseActs") -> None:
        self._case, self.page, self.shell = case, case.page, case.shell

    def change_type(self) -> None:
        """It was another kind of request; the new dates are shown before it is done."""
        file = self._case.file
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
        self._case.ask(
            sheet, lambda office, words: case_work.change_type(office, reference, words["type"], words["reason"])
        )

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
        file = self._case.file
        if file is not None:
            card = file.card
            self.shell.tasks.store(
                lambda office: case_work.came_before(office, card),
                lambda others: self._ask_survivor(card, others),
                turn="request.same",
            )

    def _ask_survivor(self, card: RequestCard, others: list[RequestCard]) -> None:
        """None is chosen beforehand but one of the same person: closing it as somebody else's would lose it."""
        if not others:
            self.shell.toast(says.DUPLICATE_NONE)
            return
        by_reference = {one.reference: one for one in others}
        sheet = FormSheet(
            "duplicate_of",
            says.DUPLICATE_TITLE.format(reference=card.reference),
            says.DUPLICATE_SAY,
            (
                Asked(
                    "survivor",
                    says.DUPLICATE_OF,
                    "choice",
                    hint=says.NOT_CHOSEN,
                    choices=tuple((one.reference, survivor_words(one)) for one in others),
                    value=others[0].reference if case_work.is_of(others[0], card) else "",
                ),
                Asked("reason", says.REASON, hint=says.DUPLICATE_HINT),
            ),
            says.DUPLICATE_DO,
            careful=True,
        )

        def warn(words: Words) -> None:
            one = by_reference.get(words["survivor"])
            sheet.foretell(
                says.DUPLICATE_TWO.format(name=one.person_name) if one and not case_work.is_of(one, card) else ""
            )

        sheet.changed.connect(warn)
        self._case.ask(
            sheet,
            lambda office, words: case_work.close_as_duplicate(
                office, card.reference, words["survivor"], words["reason"]
            ),
        )


def survivor_words(card: RequestCard) -> str:
    """Reference, and who asked when."""
    return says.SURVIVOR.format(reference=card.reference, name=card.person_name, day=card.received_on)


def channels() -> tuple[tuple[str, str], ...]:
    """Every way in which something reaches the office."""
    return (("email", says.BY_EMAIL), *says.NOTE_CHANNELS)


def due_change(before: Due, after: Due) -> str:
    """What becomes of the dates, in a sentence."""
    answer, behind = due_words(after)
    said = says.TYPE_AS_BEFORE if after.effective_due == before.effective_due else says.TYPE_PREVIEW
    return said.format(answer=answer, before=due_words(before)[0], behind=behind)
