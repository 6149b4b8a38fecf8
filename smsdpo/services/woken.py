"""Days that come back by themselves: a colleague to remind, a restriction to look at, a person who may be told, a
request that may be closed because nobody answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from smsdpo.domain import request_types
from smsdpo.domain.detail_rules import ENDS_WITH_THE_REQUEST, WAKES, Wake
from smsdpo.domain.records.clocks import DueDay, DueItem
from smsdpo.model.queries import casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import silence
from smsdpo.services.office import Office

CHASE = "chase"
SILENCE = "silence"
OF_THE_DESK = frozenset({CHASE, SILENCE})
"""What is nobody's deadline: it stays out of the file for other calendars."""
_SILENT = "The request may be closed for want of an answer; when one comes it is taken up again."
_UNANSWERED = Wake(SILENCE, "No reply, may be closed", duty=False)
_NEVER_LAPSES = "Nobody answered. Do what can be done without it, say what that was, and end it with that."
_GO_ON = Wake(SILENCE, "No reply, go on without it", duty=False)


def items(office: Office, session: Session, first: date, last: date) -> list[DueItem]:
    """What wakes from `first` to `last` and is not done yet, the earliest first."""
    today = office.clock.today()
    found = [
        *(_item(row, WAKES[key], on, today) for row, key, on in _written(session, first, last)),
        *(
            _item(row, Wake(CHASE, f"Remind {task.source}"), task.next_chase, today)
            for row, task in casework.tasks_to_chase(session, first, last)
            if task.next_chase is not None
        ),
        *(
            _item(row, wake, one.may_close, today, one.because, says)
            for row, one in silence.waiting(office, session)
            if first <= one.may_close <= last
            for wake, says in ((_UNANSWERED, _SILENT) if one.outcome == silence.OUTCOME else (_GO_ON, _NEVER_LAPSES),)
        ),
    ]
    return sorted(found, key=lambda item: (item.on, item.request, item.kind))


def standing(office: Office, session: Session, last: date) -> list[DueItem]:
    """What has woken, however long ago, or wakes up to `last`, but for what was over when its day was."""
    passing = {wake.kind for wake in WAKES.values() if wake.passes}
    found, today = items(office, session, date.min, last), office.clock.today()
    return [item for item in found if item.on >= today or item.kind not in passing]


def among(days: Sequence[DueDay], woken: Sequence[DueItem], each: int) -> list[DueDay]:
    """The calendar's days with what wakes on them; of each day at most `each` entries are shown, all are counted."""
    by_day = {day.on: day for day in days}
    for item in woken:
        day = by_day.get(item.on, DueDay(item.on, 0, 0, ()))
        by_day[item.on] = replace(day, answers=day.answers + 1, items=(*day.items, item)[:each])
    return [by_day[on] for on in sorted(by_day)]


def _written(session: Session, first: date, last: date) -> Iterator[tuple[Request, str, date]]:
    """Days that stand in the fields of requests, but for those that are done or ended with their request."""
    written = casework.details_by_day(session, WAKES, first, last)
    done = casework.filled(session, {WAKES[key].done_by for _, key, _ in written} - {""}) if written else set()
    for row, key, on in written:
        ended = row.state == "closed" and key in ENDS_WITH_THE_REQUEST
        if not ended and (row.id, WAKES[key].done_by) not in done:
            yield row, key, on


def _item(row: Request | casework.Question, wake: Wake, on: date, today: date, *working: str) -> DueItem:
    left = (on - today).days
    return DueItem(
        request=row.reference,
        type=row.type,
        title=f"{wake.label}: {row.reference} {request_types.get(row.type).short}",
        kind=wake.kind,
        on=on,
        days_left=left,
        late=left < 0 and wake.duty,
        working=working,
        sequence=row.sequence,
        left=_left(left, duty=wake.duty),
        tone=_tone(left, duty=wake.duty),
    )


def _left(days: int, *, duty: bool) -> str:
    if days == 0:
        return "today"
    said = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return said if days > 0 else f"{said} {'late' if duty else 'ago'}"


def _tone(days: int, *, duty: bool) -> str:
    if days < 0 and duty:
        return "bad"
    return "warn" if days <= 2 else "ok"
