"""After a disclosure: the notice to the person whose data was given, once nothing bars it, and the day of telling."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.casework import DetailItem
from smsdpo.domain.records.requests import RequestFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import case_work, texts
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import cases as says

if TYPE_CHECKING:
    from smsdpo.ui.request_more import CaseActs

NOTICE = "L24"
TOLD = "told"
_TELL, _NOT_UNTIL = "tell_person", "not_until"


def is_owed(file: RequestFile, details: Sequence[DetailItem], today: date) -> bool:
    """Whether data was given, nothing bars telling the person, and no day of telling is written down (P73, P74)."""
    values = {one.key: one.value for one in details}
    if file.card.state not in ENDED or values.get(TOLD, "told") or not values[_TELL]:
        return False
    if (file.card.outcome or file.settled) not in REQUEST_TYPES[file.card.type].field(_TELL).needed_for:
        return False
    until = values[_NOT_UNTIL]
    return date.fromisoformat(until) <= today if until else values[_TELL] == "yes"


def telling_chip(file: RequestFile, details: Sequence[DetailItem], today: date) -> Chip | None:
    """What is to be done next about it."""
    if not is_owed(file, details, today):
        return None
    if _is_written(file):
        return Chip(says.TELL_NOTE, "warn", "calendar-days")
    until = next(one.value for one in details if one.key == _NOT_UNTIL)
    since = says.TELL_SINCE.format(day=texts.short_day(date.fromisoformat(until))) if until else says.TELL_NOW
    return Chip(since, "warn", "mail")


def _is_written(file: RequestFile) -> bool:
    return any(letter.code == NOTICE for letter in file.letters)


class Telling:
    """Follows the line under the head: first the letter, then the field for the day."""

    def __init__(self, case: "CaseActs") -> None:
        self._case = case

    def follow(self) -> None:
        """Do what comes next."""
        file = self._case.file
        if file is None:
            return
        if _is_written(file):
            self._case.page.to_tab("details")
            self._case.page.sheet.details.enter(TOLD)
        else:
            made = says.OTHER_LETTER_MADE.format(code=NOTICE)
            self._case.make_letter(NOTICE, made, work=case_work.make_letter)
