"""The inbox is actively monitored (P12): when somebody last looked after it, what waits, and the proof of a week.

Nothing of it is kept twice: whoever takes messages in, decides about one or says *Checked* stands in the trail anyway.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.paths import written_whole
from smsdpo.domain.holidays import is_weekend
from smsdpo.domain.log_columns import WATCH_COLUMNS
from smsdpo.domain.office_hours import OfficeHours
from smsdpo.domain.records import InboxWatch, WatchDay
from smsdpo.export.log_book import LogRow, write_log
from smsdpo.model.queries import watch as queries
from smsdpo.model.session import Session
from smsdpo.services import clocks, request_log, staff
from smsdpo.services.office import Office

DECISIONS = ("message.not_request", "message.link", "request.open", "request.open_several")
"""Acts by which a message is sorted."""
LOOKS = ("inbox.check", "message.add", "message.reopen", "message.assign", *DECISIONS)
"""Acts that show that somebody looked after the inbox."""
_DAYS = 7
_HOW = (
    "A check is whatever shows in the trail that somebody looked after the inbox: messages taken in, sorted or given "
    "to somebody, or the word “Checked”. Waits are counted in working hours."
)


def checked(office: Office) -> None:
    """Somebody has looked into the mailbox; whatever was there has been added."""
    with office.operation("inbox.check") as op:
        op.note(waiting=queries.unsorted(op.session)[0])


def state(office: Office) -> InboxWatch:
    """When somebody last looked, and what waits."""
    now, hours = office.clock.now(), _hours(office)
    with office.reading() as session:
        last = queries.last_look(session, LOOKS)
        since = last.at if last else queries.began(session) or now
        waiting, oldest = queries.unsorted(session)
        clear = None if waiting else queries.last_look(session, DECISIONS)
    idle = hours.between(since, now)
    return InboxWatch(
        checked_at=last.at if last else None,
        by=staff.name_of(office, last.actor) if last else "",
        idle=hours.in_words(idle),
        alert=idle > _limit(office),
        waiting=waiting,
        oldest=hours.in_words(hours.between(oldest, now)) if oldest else "",
        clear_since=clear.at if clear else None,
    )


def week(office: Office, of: date) -> list[WatchDay]:
    """Monday to Sunday of the week in which a day lies."""
    monday = of - timedelta(days=of.weekday())
    hours, days = _hours(office), []
    with office.reading() as session:
        before = queries.last_look(session, LOOKS, _midnight(monday))
        since = before.at if before else queries.began(session) or office.clock.now()
        looks = queries.looks_between(session, LOOKS, _midnight(monday), _midnight(monday + timedelta(days=_DAYS)))
        for day in (monday + timedelta(days=ahead) for ahead in range(_DAYS)):
            seen = [look for look in looks if london_date(look.at) == day]
            days.append(_day(office, session, hours, day, seen, since))
            since = seen[-1].at if seen else since
    return days


def write_week(office: Office, target: Path, of: date, *, overwrite: bool = False) -> list[WatchDay]:
    """Write the proof of a week as a workbook; answers its days."""
    with office.operation("inbox.proof") as op:
        days = week(office, of)
        with written_whole(target, overwrite=overwrite) as draft:
            about = _about(office, days)
            write_log("Inbox checks", WATCH_COLUMNS, map(_row, days), draft, about=about, counted="Days")
        if not overwrite:
            op.wrote(target)
        op.note(week=days[0].on)
    return days


def _day(
    office: Office, session: Session, hours: OfficeHours, day: date, looks: Sequence[queries.Look], since: datetime
) -> WatchDay:
    """One day; `since` is the last look before it."""
    now, ends = office.clock.now(), _midnight(day + timedelta(days=1))
    seen = [since, *(look.at for look in looks), *([min(ends, now)] if now > _midnight(day) else [])]
    idle = max((hours.between(one, other) for one, other in pairwise(seen)), default=timedelta())
    counts = hours.days.is_working(day) and since < ends and day <= london_date(now)
    taken = queries.taken_in(session, [number for look in looks for number in look.added])
    waits = [hours.between(received, added) for received, added in taken]
    return WatchDay(
        on=day,
        free=hours.days.name(day) or ("weekend" if is_weekend(day) else ""),
        checks=len(looks),
        first=looks[0].at if looks else None,
        last=looks[-1].at if looks else None,
        by=tuple(dict.fromkeys(staff.name_of(office, look.actor) for look in looks)),
        added=len(taken),
        sorted=sum(look.count for look in looks if look.action in DECISIONS),
        oldest=hours.in_words(max(waits)) if waits else "",
        unchecked=hours.in_words(idle) if counts else "",
        in_time=idle <= _limit(office) if counts else None,
    )


def _row(day: WatchDay) -> LogRow:
    return {
        "on": day.on,
        "weekday": f"{day.on:%A}",
        "free": day.free,
        "checks": day.checks,
        "first": _time(day.first),
        "last": _time(day.last),
        "by": ", ".join(day.by),
        "added": day.added,
        "sorted": day.sorted,
        "oldest": day.oldest,
        "unchecked": day.unchecked,
        "in_time": "" if day.in_time is None else "yes" if day.in_time else "no",
    }


def _about(office: Office, days: Sequence[WatchDay]) -> list[tuple[str, str]]:
    now, counted = state(office), [day for day in days if day.in_time is not None]
    kept = sum(day.in_time is True for day in counted)
    return [
        *request_log.about(office),
        ("Week", f"{days[0].on:%d/%m/%Y} to {days[-1].on:%d/%m/%Y}"),
        ("Office hours", f"{office.setting('hours.opens')}:00 to {office.setting('hours.closes')}:00 on working days"),
        ("To be checked every", f"{office.setting('inbox.hours')} working hours"),
        ("Checked in time", f"{kept} of {len(counted)} working days"),
        ("Waiting now", f"{now.waiting}, the oldest for {now.oldest}" if now.waiting else "none"),
        ("How it is reckoned", _HOW),
    ]


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%H:%M}" if at else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _hours(office: Office) -> OfficeHours:
    return OfficeHours(
        clocks.working_days(office), int(office.setting("hours.opens")), int(office.setting("hours.closes"))
    )


def _limit(office: Office) -> timedelta:
    return timedelta(hours=int(office.setting("inbox.hours")))
