"""The inbox is actively monitored (P12): when somebody last looked after it, what waits, and how a week went.

Nothing of it is kept twice: whoever takes messages in, decides about one or says *Checked* stands in the trail anyway.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from smsdpo.core.clock import LONDON, london_date
from smsdpo.domain.holidays import is_weekend
from smsdpo.domain.office_hours import OfficeHours
from smsdpo.domain.records.mail import InboxWatch, WatchDay
from smsdpo.model.queries import watch as queries
from smsdpo.model.session import Session
from smsdpo.services import clocks, staff
from smsdpo.services.office import Office

DECISIONS = ("message.not_request", "message.forward", "message.link", "request.open", "request.open_several")
"""Acts by which a message is sorted."""
LOOKS = ("inbox.check", "message.add", "message.reopen", "message.assign", *DECISIONS)
"""Acts that show that somebody looked after the inbox."""
_DAYS = 7


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
        sorted=max(0, sum(look.count for look in looks if look.action in DECISIONS)),
        oldest=hours.in_words(max(waits)) if waits else "",
        unchecked=hours.in_words(idle) if counts else "",
        in_time=idle <= _limit(office) if counts else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _hours(office: Office) -> OfficeHours:
    return OfficeHours(
        clocks.working_days(office), int(office.setting("hours.opens")), int(office.setting("hours.closes"))
    )


def _limit(office: Office) -> timedelta:
    return timedelta(hours=int(office.setting("inbox.hours")))
