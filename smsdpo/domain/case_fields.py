"""What a kind of request asks the desk to write down: the fields of its dialog, checklist, letters and register.

A field says for which ends it is needed; a request cannot reach such an end while the field is empty.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from smsdpo.core.errors import Refusal

MAX_TEXT = 20_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
KINDS = ("text", "lines", "day", "choice", "flag", "number", "hash")
ANY_END = "*"
"""In `needed_for`: every outcome that gives an answer (the early ones excepted)."""
RELEASE = "release"
"""In `needed_for`: before anything leaves the office."""


@dataclass(frozen=True, slots=True)
class CaseField:
    """One field. `needed_for` holds outcome keys, `ANY_END` or `RELEASE`; `choices` are (key, label) pairs."""

    key: str
    label: str
    kind: str = "text"
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed_for: tuple[str, ...] = ()
    needed_if: tuple[str, ...] = ()
    """Another field and those of its values with which alone this one is needed."""
    promises: tuple[str, ...] = ()

    def is_needed(self, ends: Collection[str], values: Mapping[str, str]) -> bool:
        """Whether one of these ends asks for it, as the other fields stand."""
        asked = not self.needed_if or values.get(self.needed_if[0], "") in self.needed_if[1:]
        return asked and not set(ends).isdisjoint(self.needed_for)

    def checked(self, value: str) -> str:
        """The value as it is kept (a day as ISO, a flag as `yes`), or a refusal that names the field; empty clears."""
        kept = value.strip()
        return _CHECKS[self.kind](self, kept) if kept else ""

    def day(self, value: str) -> date | None:
        """The day that is kept, if any."""
        return date.fromisoformat(value) if value else None

    def shown(self, value: str) -> str:
        """The value in words."""
        if self.kind == "choice":
            return dict(self.choices).get(value, value)
        return date.fromisoformat(value).strftime("%d/%m/%Y") if self.kind == "day" and value else value


def missing(
    fields: tuple[CaseField, ...], values: Mapping[str, str], end: str, *, early: bool
) -> tuple[CaseField, ...]:
    """The fields that are still empty and needed for this end (an outcome's key or `RELEASE`)."""
    wanted = {end} if early or end == RELEASE else {end, ANY_END}
    return tuple(one for one in fields if one.is_needed(wanted, values) and not values.get(one.key))


def _text(field: CaseField, value: str) -> str:
    if len(value) > MAX_TEXT:
        raise _no(field, f"it takes up to {MAX_TEXT:,} characters")
    return " ".join(value.split()) if field.kind == "text" else value.replace("\r\n", "\n")


def _day(field: CaseField, value: str) -> str:
    british = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value)
    try:
        day = date(int(british[3]), int(british[2]), int(british[1])) if british else date.fromisoformat(value)
    except ValueError:
        raise _no(field, "it takes a day such as 22/11/2026") from None
    # 31/12/9999 for "never" would come back as an entry of the calendar that has no day after it.
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise _no(field, f"the year {day.year} cannot be right")
    return day.isoformat()


def _choice(field: CaseField, value: str) -> str:
    if value not in dict(field.choices):
        raise _no(field, f"it takes one of: {', '.join(key for key, _ in field.choices)}")
    return value


def _flag(field: CaseField, value: str) -> str:
    if value not in ("yes", "no"):
        raise _no(field, "it takes yes or no")
    return value if value == "yes" else ""


def _number(field: CaseField, value: str) -> str:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise _no(field, "it takes a whole number")
    return str(int(value))


def _hash(field: CaseField, value: str) -> str:
    digits = value.replace(" ", "").casefold()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise _no(field, "it takes the 64 digits of a SHA-256 sum")
    return digits


def _no(field: CaseField, why: str) -> Refusal:
    return Refusal(f"“{field.label}” was not changed: {why}.", hint=field.help or "What was there before is kept.")


_CHECKS = {
    "text": _text,
    "lines": _text,
    "day": _day,
    "choice": _choice,
    "flag": _flag,
    "number": _number,
    "hash": _hash,
}
