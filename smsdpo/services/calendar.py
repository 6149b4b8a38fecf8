"""The calendar of deadlines: what is due when, the holidays between, and the file that other calendars read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.paths import written_whole
from smsdpo.domain import deadlines, punctual, request_types
from smsdpo.domain.records.clocks import Due, DueDay, DueItem, HolidayItem
from smsdpo.model.queries import calendar as queries
from smsdpo.model.queries import cases
from smsdpo.model.session import Session
from smsdpo.services import clocks, woken
from smsdpo.services.office import Office

if TYPE_CHECKING:
    from icalendar import Event

SOON_DAYS = 14
_REMINDER = timedelta(days=-2)


def items(office: Office, first: date, last: date) -> list[DueItem]:
    """Answers due from `first` to `last`, the last working day before those that fall on a free day, and the days that
    come back by themselves: colleagues to remind, restrictions to look at, people who may be told, open questions."""
    with office.reading() as session:
        tell = _teller(office, session)
        rows = [*queries.answers(session, first, last), *queries.works(session, first, last)]
        also = woken.items(office, session, first, last)
    return _together([tell(row) for row in rows], also)


def days(office: Office, first: date, last: date, each: int) -> list[DueDay]:
    """The days from `first` to `last` on which something falls, each with its first `each` entries."""
    with office.reading() as session:
        tell = _teller(office, session)
        rows = queries.busy_days(session, first, last, each)
        also = woken.items(office, session, first, last)
    due_days = [
        DueDay(on, many - works, works, tuple(tell(row) for _, _, row in of_day))
        for (on, many, works), of_day in groupby(rows, key=lambda row: (row[2].on, row[0], row[1]))
    ]
    return woken.among(due_days, also, each)


def soon(office: Office, *, limit: int | None = None) -> list[DueItem]:
    """Everything overdue, however old, and what is due or comes back within the next fourteen days; at most `limit`."""
    last = office.clock.today() + timedelta(days=SOON_DAYS)
    with office.reading() as session:
        tell = _teller(office, session)
        answers = [tell(row) for row in queries.answers(session, date.min, last, limit=limit)]
        return _together(answers, woken.standing(office, session, last))[:limit]


def soon_count(office: Office) -> int:
    """How many those are."""
    last = office.clock.today() + timedelta(days=SOON_DAYS)
    with office.reading() as session:
        return queries.answer_count(session, last) + len(woken.standing(office, session, last))


def overdue(office: Office, *, limit: int | None = None) -> list[DueItem]:
    """What is late, and the complaints that owe their outcome since a date they met, the oldest first; at most
    `limit`."""
    yesterday = office.clock.today() - timedelta(days=1)
    with office.reading() as session:
        tell = _teller(office, session)
        answers = [tell(row) for row in queries.answers(session, date.min, yesterday, limit=limit)]
        late = [item for item in woken.standing(office, session, yesterday) if item.late]
        return _together(answers, late)[:limit]


def to_see_to(office: Office) -> tuple[int, int]:
    """How many colleagues are to be reminded by today, and how many requests may be closed for want of an answer."""
    with office.reading() as session:
        kinds = [item.kind for item in woken.standing(office, session, office.clock.today())]
    return kinds.count(woken.CHASE), kinds.count(woken.SILENCE)


def _together(one: Sequence[DueItem], other: Sequence[DueItem]) -> list[DueItem]:
    return sorted((*one, *other), key=lambda item: (item.on, item.request, item.kind))


def open_answers(office: Office, *, limit: int | None = None) -> list[DueItem]:
    """Every answer that is still owed and has a date, the earliest first; at most `limit`."""
    with office.reading() as session:
        tell = _teller(office, session)
        return [tell(row) for row in queries.answers(session, date.min, date.max, limit=limit)]


def notice(office: Office, until: date) -> str:
    """The warning that the days up to `until`, or an open request's date, lie beyond the published bank holidays."""
    with office.reading() as session:
        policy, law = queries.furthest(session)
    known = clocks.working_days(office)
    shown = Due(until, None, "none", until, None, "policy", ())
    furthest = Due(policy, law, "none", None, None, "none", ())
    return deadlines.banner(shown, known) or deadlines.banner(furthest, known)


def holidays(office: Office, first: date, last: date) -> list[HolidayItem]:
    """The bank holidays of the office's nation from `first` to `last`."""
    days = clocks.working_days(office)
    named = [(day, name) for year in range(first.year, last.year + 1) for day, name in days.holidays(year).items()]
    return [HolidayItem(day, name) for day, name in sorted(named) if first <= day <= last]


def write_ics(office: Office, target: Path, *, overwrite: bool = False) -> int:
    """Write the deadlines as RFC 5545 all-day events: stable UID, rising SEQUENCE, the reference only, no name."""
    entries = [*open_answers(office), *_owed(office)]
    content = _ics(entries, office.clock.now())
    with office.operation("calendar.export") as op:
        op.note(entries=len(entries))
        with written_whole(target, overwrite=overwrite) as draft:
            draft.write_bytes(content)
        if not overwrite:
            op.wrote(target)
    return len(entries)


def _owed(office: Office) -> list[DueItem]:
    """The days that come back by themselves, but for what is the desk's own matter."""
    with office.reading() as session:
        found = woken.items(office, session, date.min, date.max)
    return [item for item in found if item.kind not in woken.OF_THE_DESK]


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
    kind = "" if item.kind == "answer" else f".{item.kind}"
    event.add("uid", f"{item.request.lower()}{kind}@smsdpo.sms-tech.org")
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


def _teller(office: Office, session: Session) -> Callable[[queries.DueRow], DueItem]:
    """What makes an entry of a clock, as of today."""
    today, days = office.clock.today(), cases.working_days(session, str(office.setting("nation")))
    acknowledged = cases.complaints_acknowledged(session, today)

    def tell(row: queries.DueRow) -> DueItem:
        short = request_types.get(row.type).short
        label = f"{row.reference} {short}"
        due = Due(row.policy_due, row.statutory_due, row.statutory_state, row.effective_due, None, "", ())
        left = deadlines.left_in_words(due, today, row.type, days=days)
        known = acknowledged.get(row.reference, ())
        said, tone = punctual.owed_in_words(left, row.effective_due, known)
        return DueItem(
            request=row.reference,
            type=row.type,
            title=label if row.kind == "answer" else f"Work by: {label}",
            kind=row.kind,
            on=row.on,
            days_left=deadlines.days_left(due, today),
            late=row.effective_due < today and not punctual.is_met(row.effective_due, known),
            working=tuple(row.working),
            sequence=row.sequence,
            left=said,
            tone=tone,
            policy=row.policy_due,
            law=row.statutory_due,
        )

    return tell
