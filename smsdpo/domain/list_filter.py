"""The text above a list, read as conditions: `okafor -closed type:erasure due:<2026-12-01 for:me tag:board "access"`.

Any text can be typed: an unknown key is a plain word, a key without its value is not yet a condition. Only a value that
cannot be meant is refused, by its word, so that what was typed stays visible and can be put right.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from smsdpo.core.errors import Refusal
from smsdpo.domain import lifecycle, request_types
from smsdpo.domain.identifiers import fold

LONGEST = 500
"""Characters of a filter that are read."""
ME, NOBODY = "me", "nobody"
_WORD = re.compile(r'(?P<without>-?)(?:(?P<key>[a-z]+):)?(?P<value>"[^"]*"?|\S*)', re.IGNORECASE)
_BOUND = re.compile(r"(?P<sign><=|>=|<|>|)(?P<day>.+)")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
MESSAGE_STATES: Mapping[str, str] = {"new": "Untriaged", "accepted": "Accepted", "not_request": "Put aside"}
_NAMED_SPANS: Mapping[str, tuple[int | None, int | None]] = {
    "today": (0, 0),
    "yesterday": (-1, -1),
    "tomorrow": (1, 1),
    "late": (None, -1),
    "overdue": (None, -1),
}
"""Days from today, both included; nothing is no end."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `key` is `text`, `type`, `state`, `for`, `tag`, `due` or `received`.

    `values` are alternatives: a folded phrase, keys of types or states, the beginning of a tag, or a name as it was
    typed (`me`, `nobody` for what they say). Days run from `first` to `last`, both included; none is no end.
    """

    key: str
    values: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    without: bool = False


def parse(text: str, today: date, states: Mapping[str, str] = lifecycle.STATE_LABELS) -> tuple[Condition, ...]:
    """The conditions, all of which must hold. A value that cannot be meant is refused by its word."""
    found = (_condition(match, today, states) for match in _WORD.finditer(text[:LONGEST]) if match.group())
    return tuple(condition for condition in found if condition is not None)


def _condition(match: re.Match[str], today: date, states: Mapping[str, str]) -> Condition | None:
    without, key = bool(match["without"]), (match["key"] or "").lower()
    value = match["value"].strip('"').strip()
    read = _KEYS.get(key)
    if read is not None:
        return read(value, without, today, states) if value else None
    words = fold(f"{key} {value}" if key else value)
    return Condition("text", (words,), without=without) if words else None


def _type(value: str, without: bool, _today: date, _states: Mapping[str, str]) -> Condition:
    labels = {key: f"{kind.short} {kind.title}" for key, kind in request_types.REQUEST_TYPES.items()}
    return Condition("type", _chosen("type", value, labels), without=without)


def _state(value: str, without: bool, _today: date, states: Mapping[str, str]) -> Condition:
    return Condition("state", _chosen("state", value, states), without=without)


def _chosen(key: str, value: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The keys meant: the very key, or all that have a word beginning so."""
    wanted = fold(value)
    exact = tuple(one for one in labels if fold(one) == wanted)
    begun = exact or tuple(
        one for one, label in labels.items() if wanted and f" {wanted}" in f" {fold(one)} {fold(label)}"
    )
    if not begun:
        raise Refusal(f"“{key}:{value}” is not a {key} the list knows.", hint=f"There are: {', '.join(labels)}.")
    return begun


def _for(value: str, without: bool, _today: date, _states: Mapping[str, str]) -> Condition:
    wanted = value.lower() if value.lower() in {ME, NOBODY} else value
    return Condition("for", (wanted,), without=without)


def _tag(value: str, without: bool, _today: date, _states: Mapping[str, str]) -> Condition:
    return Condition("tag", (value.casefold(),), without=without)


def _due(value: str, without: bool, today: date, _states: Mapping[str, str]) -> Condition:
    first, last = (today, today + timedelta(days=6)) if value.lower() == "week" else _span("due", value, today)
    return Condition("due", first=first, last=last, without=without)


def _received(value: str, without: bool, today: date, _states: Mapping[str, str]) -> Condition:
    first, last = (today - timedelta(days=6), today) if value.lower() == "week" else _span("received", value, today)
    return Condition("received", first=first, last=last, without=without)


def _span(key: str, value: str, today: date) -> tuple[date | None, date | None]:
    """The days meant: a named one, a day, month or year, or all before or after one."""
    bound = _BOUND.fullmatch(value)
    sign, day = (bound["sign"], bound["day"].lower()) if bound else ("", "")
    first, last = _named(day, today) if day in _NAMED_SPANS else _period(key, value, day)
    try:
        before = first - timedelta(days=1) if first and sign == "<" else last
        after = last + timedelta(days=1) if last and sign == ">" else first
    except OverflowError:
        raise _no_day(key, value) from None
    after, before = (None if sign.startswith("<") else after), (None if sign.startswith(">") else before)
    # Such as “before whatever is late”, which has no beginning.
    if (sign == "<" and first is None) or (sign == ">" and last is None) or after is before is None:
        raise _no_day(key, value)
    return after, before


def _named(day: str, today: date) -> tuple[date | None, date | None]:
    first, last = _NAMED_SPANS[day]
    return (
        None if first is None else today + timedelta(days=first),
        None if last is None else today + timedelta(days=last),
    )


def _period(key: str, value: str, day: str) -> tuple[date, date]:
    """A day, a month or a year, from its first day to its last."""
    match = _DAY.fullmatch(day)
    try:
        year, month, number = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
        if not match or not 1 <= year <= MAXYEAR:
            raise _no_day(key, value)
        first = date(year, month if match[2] else 1, number if match[3] else 1)
        last = date(year, month if match[2] else 12, number if match[3] else monthrange(year, month or 12)[1])
    except ValueError:
        raise _no_day(key, value) from None
    return first, last


def _no_day(key: str, value: str) -> Refusal:
    return Refusal(
        f"“{key}:{value}” is not a day.",
        hint=f"For example {key}:2026-11-30, {key}:2026-11, {key}:<2026-12-01, {key}:week, {key}:today.",
    )


_Reader = Callable[[str, bool, date, Mapping[str, str]], Condition]
_KEYS: Mapping[str, _Reader] = {
    "type": _type, "state": _state, "for": _for, "tag": _tag, "due": _due, "received": _received,
}  # fmt: skip
