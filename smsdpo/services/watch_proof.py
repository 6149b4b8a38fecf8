"""The proof that the inbox was watched in a week, as a workbook: day by day who looked, what came, how long it lay."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from smsdpo.core.clock import LONDON
from smsdpo.core.days import weekday
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import written_whole
from smsdpo.domain.log_columns import WATCH_COLUMNS
from smsdpo.domain.records.mail import WatchDay
from smsdpo.export.log_book import LogRow, write_log
from smsdpo.services import inbox_watch, request_log
from smsdpo.services.office import Office

_HOW = (
    "A check is whatever shows in the trail that somebody looked after the inbox: messages taken in, sorted or given "
    "to somebody, or the word “Checked”. Waits are counted in working hours."
)


def write(office: Office, target: Path, of: date, *, overwrite: bool = False) -> list[WatchDay]:
    """Write the proof of a week as a workbook; answers its days."""
    with office.operation("inbox.proof") as op:
        days = inbox_watch.week(office, of)
        if days[0].on > office.clock.today():
            raise Refusal("That week has not begun.", hint="Give a day of a week that can be proved.")
        with written_whole(target, overwrite=overwrite) as draft:
            about = _about(office, days)
            write_log("Inbox checks", WATCH_COLUMNS, map(_row, days), draft, about=about, counted="Days")
        if not overwrite:
            op.wrote(target)
        op.note(week=days[0].on)
    return days


def _row(day: WatchDay) -> LogRow:
    return {
        "on": day.on,
        "weekday": weekday(day.on),
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
    now, counted = inbox_watch.state(office), [day for day in days if day.in_time is not None]
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
