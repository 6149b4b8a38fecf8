"""Days that come back by themselves: a colleague to remind, a restriction to look at, a person who may be told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from smsdpo.domain import request_types
from smsdpo.domain.detail_rules import ENDS_WITH_THE_REQUEST, WAKES
from smsdpo.domain.records import DueDay, DueItem, TaskCard
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session

CHASE = "chase"


def items(session: Session, first: date, last: date, today: date) -> list[DueItem]:
    """What wakes from `first` to `last` and is not done yet, the earliest first."""
    found = [
        _item(row, WAKES[key].kind, WAKES[key].label, on, today)
        for row, key, on in casework.details_by_day(session, WAKES, first, last)
        if not _is_done(session, row, key)
    ]
    chased = [
        _chase(task, row, today)
        for reference, task in casework.tasks_to_chase(session, first, last)
        if (row := cases.find(session, reference)) is not None
    ]
    return sorted([*found, *chased], key=lambda item: (item.on, item.request, item.kind))


def among(days: Sequence[DueDay], woken: Sequence[DueItem], each: int) -> list[DueDay]:
    """The calendar's days with what wakes on them; of each day at most `each` entries are shown, all are counted."""
    by_day = {day.on: day for day in days}
    for item in woken:
        day = by_day.get(item.on, DueDay(item.on, 0, 0, ()))
        by_day[item.on] = replace(day, answers=day.answers + 1, items=(*day.items, item)[:each])
    return [by_day[on] for on in sorted(by_day)]


def _is_done(session: Session, row: Request, key: str) -> bool:
    if row.state == "closed" and key in ENDS_WITH_THE_REQUEST:
        return True
    done_by = WAKES[key].done_by
    return bool(done_by and casework.details_of(session, row.id).get(done_by))


def _chase(task: TaskCard, row: Request, today: date) -> DueItem:
    assert task.next_chase is not None  # noqa: S101 - asked for by that day
    return _item(row, CHASE, f"Remind {task.source}", task.next_chase, today)


def _item(row: Request, kind: str, label: str, on: date, today: date) -> DueItem:
    left = (on - today).days
    words = "today" if left == 0 else f"{abs(left)} day{'' if abs(left) == 1 else 's'}{' late' if left < 0 else ''}"
    return DueItem(
        request=row.reference,
        type=row.type,
        title=f"{label}: {row.reference} {request_types.get(row.type).short}",
        kind=kind,
        on=on,
        days_left=left,
        late=left < 0,
        working=(),
        sequence=row.sequence,
        left=words,
        tone="bad" if left < 0 else "warn" if left <= 2 else "ok",
    )
