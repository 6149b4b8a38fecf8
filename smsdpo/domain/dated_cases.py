"""Worked date cases from a table, and a clock as plain texts for a table or JSON: what `due` prints."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import deadlines
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent, Due


def work_out(row: Mapping[str, str]) -> dict[str, object]:
    """The dates of one row with the columns `case_id, rule, received_at, events (JSON), jurisdiction`."""
    days = WorkingDays(row.get("jurisdiction") or "england-and-wales")
    made = deadlines.due(row["rule"], instant(row["received_at"]), tuple(_events(row.get("events") or "[]")), days)
    return {"case_id": row.get("case_id", "")} | as_texts(made)


def as_texts(due: Due) -> dict[str, object]:
    """ISO dates; `NOT_STARTED` or `PAUSED` where the law's date is not there yet; empty where there is no such clock.

    A clock counted in hours gives London timestamps with their offset.
    """
    waiting = due.statutory_state if due.statutory_state in {"NOT_STARTED", "PAUSED"} else ""
    by_hours = due.instant.astimezone(LONDON).isoformat() if due.instant else ""
    return {
        "policy_due": _text(due.policy_due),
        "statutory_due": by_hours or waiting or _text(due.statutory_due),
        # With the promise kept the law's clock decides, and while it waits so does the answer (step 8).
        "effective_due": by_hours or _text(due.effective_due) or waiting,
        "act_by": _text(due.act_by),
        "decided_by": due.decided_by,
        "working": list(due.working),
    }


def instant(text: str) -> datetime:
    """An ISO timestamp with its offset, or a bare day, which is taken at noon in London."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal(
            f"“{text}” is not a date or time.", hint="Write it as 2026-11-22 or 2026-11-22T09:12:00+00:00."
        ) from error
    if at.tzinfo is None and _is_day(text):
        return datetime.combine(at.date(), time(12), tzinfo=LONDON)
    london_date(at)
    return at


def _is_day(text: str) -> bool:
    return "T" not in text and ":" not in text


def _events(text: str) -> Iterator[ClockEvent]:
    try:
        entries = [(entry["type"], entry["at"]) for entry in json.loads(text)]
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(
            "The events of a case cannot be read.", hint='Write them as [{"type": "id_requested", "at": "2026-11-22"}].'
        ) from error
    for kind, at in entries:
        if kind not in deadlines.EVENT_KINDS:
            raise Refusal(f"There is no event “{kind}”.", hint=f"Choose one of {', '.join(deadlines.EVENT_KINDS)}.")
        yield ClockEvent(kind, london_date(instant(at)))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
