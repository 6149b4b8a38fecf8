"""The calendar of deadlines: what is due when, the holidays between, and the file that other calendars read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.paths import written_whole
from smsdpo.domain import deadlines, request_types
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records import Due, DueItem, HolidayItem
from smsdpo.model.queries import cases
from smsdpo.model.requests import Request
from smsdpo.services import clocks
from smsdpo.services.office import Office

if TYPE_CHECKING:
    from icalendar import Event

SOON_DAYS = 14
_REMINDER = timedelta(days=-2)


def items(office: Office, first: date, last: date) -> list[DueItem]:
    """Answers due from `first` to `last`, and the last working day before those that fall on a free day."""
    today, days = office.clock.today(), clocks.working_days(office)
    with office.reading() as session:
        answers = [_item(row, "answer", today, days) for row in cases.due_between(session, first, last)]
        works = [_item(row, "work", today, days) for row in cases.act_by_between(session, first, last)]
    return sorted(answers + works, key=lambda item: (item.on, item.request, item.kind))


def soon(office: Office) -> list[DueItem]:
    """Everything overdue, however old, and what is due within the next fourteen days."""
    today, days = office.clock.today(), clocks.working_days(office)
    with office.reading() as session:
        rows = cases.due_between(session, date.min, today + timedelta(days=SOON_DAYS))
        return [_item(row, "answer", today, days) for row in rows]


def open_answers(office: Office) -> list[DueItem]:
    """Every answer that is still owed and has a date, the earliest first."""
    today, days = office.clock.today(), clocks.working_days(office)
    with office.reading() as session:
        rows = [row for row in cases.open_requests(session) if row.effective_due is not None]
        return [_item(row, "answer", today, days) for row in rows]


def notice(office: Office, until: date) -> str:
    """The warning that the days up to `until`, or an open request's date, lie beyond the published bank holidays."""
    days = clocks.working_days(office)
    shown = Due(until, None, "none", until, None, "policy", ())
    with office.reading() as session:
        dues = [shown, *(cases.due_of(row) for row in cases.open_requests(session))]
    return next((said for due in dues if (said := deadlines.banner(due, days))), "")


def holidays(office: Office, first: date, last: date) -> list[HolidayItem]:
    """The bank holidays of the office's nation from `first` to `last`."""
    days = clocks.working_days(office)
    named = [(day, name) for year in range(first.year, last.year + 1) for day, name in days.holidays(year).items()]
    return [HolidayItem(day, name) for day, name in sorted(named) if first <= day <= last]


def write_ics(office: Office, target: Path, *, overwrite: bool = False) -> int:
    """Write the deadlines as RFC 5545 all-day events: stable UID, rising SEQUENCE, the reference only, no name."""
    entries = open_answers(office)
    content = _ics(entries, office.clock.now())
    with office.operation("calendar.export") as op:
        op.note(entries=len(entries))
        with written_whole(target, overwrite=overwrite) as draft:
            draft.write_bytes(content)
        if not overwrite:
            op.wrote(target)
    return len(entries)


def _ics(entries: Sequence[DueItem], now: datetime) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//SMS Tech//smsdpo//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for item in entries:
        calendar.add_component(_event(item, now))
    return bytes(calendar.to_ical())


def _event(item: DueItem, now: datetime) -> "Event":
    """One all-day entry with one reminder: Outlook keeps at most one and knows events by UID (screens.md, row 19)."""
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{item.request.lower()}@smsdpo.sms-tech.org")
    event.add("sequence", item.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", item.on)
    event.add("dtend", item.on + timedelta(days=1))
    event.add("summary", item.title)
    event.add("description", "\n".join(item.working))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", item.title)
    alarm.add("trigger", _REMINDER)
    event.add_component(alarm)
    return event


def _item(row: Request, kind: str, today: date, days: WorkingDays) -> DueItem:
    short = request_types.get(row.type).short
    on = row.effective_due if kind == "answer" else row.act_by
    assert on is not None  # noqa: S101 - only requests that have this date are looked up
    label = f"{row.reference} {short}"
    due = cases.due_of(row)
    left, tone = deadlines.left_in_words(due, today, row.type, days=days)
    return DueItem(
        request=row.reference,
        type=row.type,
        title=label if kind == "answer" else f"Work by: {label}",
        kind=kind,
        on=on,
        days_left=deadlines.days_left(due, today),
        late=row.effective_due is not None and row.effective_due < today,
        working=due.working,
        sequence=row.sequence,
        left=left,
        tone=tone,
        policy=due.policy_due,
        law=due.statutory_due,
    )
