"""When a request met its clock and whether that was in time (N33): the same for lists, page, log and refusals."""

from collections.abc import Sequence
from datetime import date

ACKNOWLEDGED_BY = frozenset({"L01", "L17a"})
"""The letters that acknowledge a complaint."""

_OUTCOME_OWED = "outcome due"

NEVER_LATE = frozenset({"duplicate", "withdrawn", "converted"})
"""Ends at which nobody was kept waiting for an answer."""


def met_on(type_key: str, answered: date, acknowledged: Sequence[date]) -> date:
    """The day that counts: of a complaint that of its acknowledgement (DPA 2018 s.164A), else that of the answer."""
    return min((answered, *acknowledged)) if type_key == "complaint" else answered


def in_words(due: date | None, met: date, outcome: str) -> tuple[str, str]:
    """What a chip says of a request that was answered, and its tone; nothing where no date was to be kept."""
    if due is None or outcome in NEVER_LATE:
        return "", "mute"
    late = (met - due).days
    if late <= 0:
        return "in time", "ok"
    return f"{late} day{'' if late == 1 else 's'} late", "warn"


def is_met(due: date | None, acknowledged: Sequence[date]) -> bool:
    """Whether all that the law dates of an open complaint was done in time: what it still owes is the outcome."""
    return due is not None and bool(acknowledged) and min(acknowledged) <= due


def owed_in_words(left: tuple[str, str], due: date | None, acknowledged: Sequence[date]) -> tuple[str, str]:
    """What a chip says of an open request. The law dates only the acknowledgement of a complaint: once that was in
    time, nothing is late, but the outcome is owed without undue delay (DPA 2018 s.164A)."""
    return (_OUTCOME_OWED, "warn") if left[1] == "bad" and is_met(due, acknowledged) else left
