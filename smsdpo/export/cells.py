"""The one encoder per sink: what a stranger typed becomes an inert workbook cell, CSV field or sheet title."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from smsdpo.core.clock import LONDON
from smsdpo.export.subject import Value

# Excel counts UTF-16 units, openpyxl counts characters and cuts silently (stack.md 5.4): we split before either does.
CELL_LIMIT = 32_767
_CHUNK = 30_000
SHEET_TITLE_LIMIT = 31
# Excel's serial day numbers are only unambiguous after the leap day of 1900 that never was.
_FIRST_EXCEL_DAY = date(1900, 3, 1)
_EXACT_DIGITS = 15

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END = re.compile("\r\n?")
_FORMULA_START = frozenset("=+-@\t\r\n＝＋－＠")
_TITLE_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
# Excel keeps "History" for itself.
_RESERVED_TITLES = frozenset({"history"})

CellValue = str | date | datetime | int | float | Decimal | None


class Tally:
    """What had to be changed on the way out, so that the notes can say so."""

    def __init__(self) -> None:
        self.replaced = 0
        self.prefixed = 0
        self.continued = 0


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def clean_text(text: str, tally: Tally) -> str:
    """The text with every character that no file can carry shown by a visible mark, and counted."""
    if text.isprintable():
        return text
    cleaned, count = _ILLEGAL.subn(_visible, text)
    tally.replaced += count
    return cleaned


def cell_parts(text: str) -> list[str]:
    """A cleaned text as workbook cells: one, or several continuation cells of at most 32,767 UTF-16 units each."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    # Excel reads _x000D_ as a carriage return; the escaped underscore is read back as the underscore it is.
    escaped = _ESCAPE_LOOKALIKE.sub("_x005F_", text) if "_x" in text else text
    if len(escaped) <= CELL_LIMIT // 2 or _units(escaped) <= CELL_LIMIT:
        return [escaped]
    return [part for piece in _pieces(text, _CHUNK // 2) for part in cell_parts(piece)]


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")


def _pieces(text: str, most: int) -> Iterable[str]:
    return (text[start : start + most] for start in range(0, len(text), most))


def typed(value: Value, kind: str) -> CellValue:
    """The value as Excel may hold it: real dates and numbers where exact, else text. Phones and accounts stay text."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return _day(value)
    if kind in {"number", "money"} and _exact(value):
        return value
    return str(value)


def _day(value: date) -> date | str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(LONDON).replace(tzinfo=None)
    day = value.date() if isinstance(value, datetime) else value
    return value if day >= _FIRST_EXCEL_DAY else value.isoformat()


def _exact(value: int | float | Decimal) -> bool:
    """Excel keeps 15 significant digits; anything longer would be given wrongly as a number."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS


def plain(value: Value) -> str | int | float | bool | None:
    """The value for machines: ISO dates, exact numbers as text where a float would lose digits."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - the one portable test for "not a number"
        return None
    return value


def csv_field(value: Value, tally: Tally) -> str:
    """One CSV field. Text that a spreadsheet would run gets a leading apostrophe, and is counted (CWE-1236)."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(plain(value))
    text = clean_text(value, tally)
    if text and text.lstrip(" ")[:1] in _FORMULA_START:
        tally.prefixed += 1
        return "'" + text
    return text


def sheet_title(wanted: str, taken: Iterable[str] = ()) -> str:
    """A title Excel accepts: at most 31 UTF-16 units, none of / \\ ? * : [ ], unlike those already taken."""
    base = _TITLE_FORBIDDEN.sub(" ", clean_text(wanted, Tally()))
    base = " ".join(base.split()).strip("'") or "Sheet"
    if base.lower() in _RESERVED_TITLES:
        base += " of the person"
    used = {title.lower() for title in taken}
    title, number = _cut(base, SHEET_TITLE_LIMIT), 2
    while title.lower() in used:
        ending = f" ({number})"
        title, number = _cut(base, SHEET_TITLE_LIMIT - len(ending)) + ending, number + 1
    return title


def _cut(text: str, units: int) -> str:
    while _units(text) > units:
        text = text[:-1]
    return text.rstrip(" '")
