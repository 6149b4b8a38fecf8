"""What is kept although its erasure was asked for: a ground for each record, and a day until which (rules.md, R20)."""

import re
from dataclasses import dataclass
from datetime import date

from smsdpo.core.errors import Refusal

_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HOW = "Write “ground | 31/03/2033”, for example “the law on accounts asks for it | 31/03/2033”."


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a record is kept, and until when."""

    ground: str
    until: date

    @property
    def reason(self) -> str:
        """As it stands with the decision."""
        return f"{self.ground} | {self.until:%d/%m/%Y}"


def read_kept(reason: str, today: date) -> Kept:
    """`ground | until` as the desk writes it; refuses a record kept without a ground or without an end."""
    ground, _, until = (part.strip() for part in reason.partition("|"))
    if not ground:
        raise Refusal("Every record that is kept needs its ground.", hint=_HOW)
    day = day_of(until)
    if day is None:
        raise Refusal("Every record that is kept needs the day until which it is kept.", hint=_HOW)
    if day <= today:
        raise Refusal("The day until which it is kept has come already.", hint="Erase the record, or give a later day.")
    return Kept(ground, day)


def kept_outside(line: str) -> tuple[str, str, date] | None:
    """What is kept though no record of the program is: `what | ground | until`, if the line says all three."""
    what, ground, until = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
    day = day_of(until)
    return (what, ground, day) if what and ground and day is not None else None


def check_kept_outside(note: str, today: date) -> None:
    """Refuses to keep anything on paper, or in a place that was not searched, without its ground and its end."""
    for line in filter(str.strip, note.splitlines()):
        kept = kept_outside(line)
        if kept is None:
            raise Refusal(
                "What is kept outside the program needs its ground, and the day until which it is kept, too.",
                hint="Write one a line, such as “Paper invoices | the law on accounts asks for them | 31/03/2033”.",
            )
        read_kept(f"{kept[1]} | {kept[2].isoformat()}", today)


def day_of(text: str) -> date | None:
    """A day written as 31/03/2033 or 2033-03-31, if it is one."""
    british = _BRITISH.fullmatch(text)
    try:
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None
