"""The calendar of deadlines: what is due when, the holidays between, and the file that other calendars read."""

from datetime import date, timedelta
from pathlib import Path

from smsdpo.core.paths import written_whole
from smsdpo.domain import deadlines, request_types
from smsdpo.domain.records import DueItem, HolidayItem
from smsdpo.model.queries import cases
from smsdpo.model.requests import Request
from smsdpo.services import clocks
from smsdpo.services.office import Office

SOON_DAYS = 14


def items(office: Office, first: date, last: date) -> list[DueItem]:
    """Answers due from `first` to `last`, and the last working day before those that fall on a free day."""
    today = office.clock.today()
    with office.reading() as session:
        answers = [_item(row, "answer", today) for row in cases.due_between(session, first, last)]
        works = [_item(row, "work", today) for row in cases.act_by_between(session, first, last)]
    return sorted(answers + works, key=lambda item: (item.on, item.request, item.kind))


def soon(office: Office) -> list[DueItem]:
    """Everything overdue, however old, and what is due within the next fourteen days."""
    today = office.clock.today()
    with office.reading() as session:
        rows = cases.due_between(session, date.min, today + timedelta(days=SOON_DAYS))
        return [_item(row, "answer", today) for row in rows]


def holidays(office: Office, first: date, last: date) -> list[HolidayItem]:
    """The bank holidays of the office's nation from `first` to `last`."""
    days = clocks.working_days(office)
    named = [(day, name) for year in range(first.year, last.year + 1) for day, name in days.holidays(year).items()]
    return [HolidayItem(day, name) for day, name in sorted(named) if first <= day <= last]


def write_ics(office: Office, target: Path, *, overwrite: bool = False) -> int:
    """Write the deadlines as RFC 5545 all-day events: stable UID, rising SEQUENCE, the reference only, no name."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//SMS Tech//smsdpo//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    with office.reading() as session:
        rows = [row for row in cases.open_requests(session) if row.effective_due is not None]
        entries = [_item(row, "answer", office.clock.today()) for row in rows]
        for item in entries:
            event = Event()
            event.add("uid", f"{item.request.lower()}@smsdpo.sms-tech.org")
            event.add("sequence", item.sequence)
            event.add("dtstamp", office.clock.now())
            event.add("dtstart", item.on)
            event.add("dtend", item.on + timedelta(days=1))
            event.add("summary", item.title)
            event.add("description", "\n".join(item.working))
            event.add("transp", "TRANSPARENT")
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", item.title)
            alarm.add("trigger", timedelta(days=-2))
            event.add_component(alarm)
            calendar.add_component(event)
    with written_whole(target, overwrite=overwrite) as draft:
        draft.write_bytes(calendar.to_ical())
    with office.operation("calendar.export") as op:
        op.note(entries=len(entries))
    return len(entries)


def _item(row: Request, kind: str, today: date) -> DueItem:
    short = request_types.get(row.type).short
    on = row.effective_due if kind == "answer" else row.act_by
    if on is None:
        raise ValueError("a request without this date is not an entry of the calendar")
    label = f"{row.reference} {short}"
    return DueItem(
        request=row.reference,
        type=row.type,
        title=label if kind == "answer" else f"Work by: {label}",
        kind=kind,
        on=on,
        days_left=deadlines.days_left(cases.due_of(row), today),
        late=row.effective_due is not None and row.effective_due < today,
        working=tuple(row.working),
        sequence=row.sequence,
    )
