"""Days as other systems write them: ISO, 03/04/2026 by a stated or proven order, 3 Apr 2026, with or without a time."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from smsdpo.core.clock import london_date

ORDERS = ("dmy", "mdy", "ymd")
DAY_FIRST = "dmy"
"""British custom, where neither the mapping nor the file says otherwise."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.DOTALL)
_NUMBERS = re.compile(r"(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})(?:[T ,]+\d{1,2}[:.]\d{2}.*)?")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_DAY_NAME = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+", re.IGNORECASE)
_SPOKEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-/]+([a-z]{3,9})\.?[ ,.\-/]+(\d{2,4})(?:[ ,T].*)?", re.IGNORECASE)
_SPOKEN_US = re.compile(r"([a-z]{3,9})\.?[ .\-]+(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})(?:[ ,T].*)?", re.IGNORECASE)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@lru_cache(maxsize=50_000)
def read_day(text: str, order: str) -> str | None:
    """The day as `2026-04-03`, or None where the text is no day in that order."""
    day = _parse(_DAY_NAME.sub("", text.strip()), order)
    return day.isoformat() if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _parse(text: str, order: str) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return _instant_day(text) or date(int(found[1]), int(found[2]), int(found[3]))
        if found := _COMPACT.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.fullmatch(text):
            return _ordered(found[1], found[2], found[3], order)
        if found := _SPOKEN.fullmatch(text):
            return date(_year(found[3]), _month(found[2]), int(found[1]))
        if found := _SPOKEN_US.fullmatch(text):
            return date(_year(found[3]), _month(found[1]), int(found[2]))
        if _SERIAL.fullmatch(text):  # the number Excel keeps for a day, exported without its format
            return date(1899, 12, 30) + timedelta(days=int(float(text)))
    except (ValueError, OverflowError):
        return None
    return None


def _instant_day(text: str) -> date | None:
    """An instant with its offset falls on a day in London; a time without one is taken as local."""
    if "T" not in text or not (text.endswith("Z") or re.search(r"[+-]\d{2}:?\d{2}$", text)):
        return None
    instant = datetime.fromisoformat(text)
    return london_date(instant if instant.tzinfo else instant.replace(tzinfo=UTC))


def _ordered(first: str, second: str, third: str, order: str) -> date:
    if len(first) == 4 or order == "ymd":
        return date(_year(first), int(second), int(third))
    day, month = (second, first) if order == "mdy" else (first, second)
    return date(_year(third), int(month), int(day))


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        raise ValueError("neither two nor four digits")
    return 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def find_order(column: str, cells: Iterable[tuple[int, str]]) -> tuple[str, str]:
    """The order a column is written in and the evidence for it in plain words; day first where nothing proves it.

    The sentence names row and column, never the value.
    """
    ambiguous = False
    for row, text in cells:
        found = _NUMBERS.fullmatch(text.strip())
        if found is None or len(found[1]) == 4:
            continue
        ambiguous = True
        if int(found[1]) > 12 and len(found[3]) == 4:
            return "dmy", f"{column}: the day comes first (row {row} proves it)."
        if int(found[2]) > 12:
            return "mdy", f"{column}: the month comes first (row {row} proves it)."
    return DAY_FIRST, f"{column}: nothing proves the order of day and month; read day first." if ambiguous else ""
