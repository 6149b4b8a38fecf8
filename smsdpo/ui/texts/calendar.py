"""The words of the calendar, of the day sheet's button and of the morning's digest."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from smsdpo.core.days import month
from smsdpo.ui import texts

VIEWS: Final = (("month", "Month"), ("week", "Week"), ("agenda", "Agenda"))
WEEK: Final = "Week of deadlines"
ANSWER_ON: Final = "answer {day}"
OVERDUE: Final = "Overdue"
OWED: Final = "Outcome due"
MORE_IN_REQUESTS: Final = "{count} more: see Requests"
WEEK_BEFORE: Final = "Previous week"
WEEK_AFTER: Final = "Next week"
DAY_SHEET: Final = "Print day sheet"
DAY_SHEET_NAME: Final = "Day sheet"
ACT_TODAY: Final = "Go to today in the calendar"
ACT_EXPORT: Final = "Export deadlines as a calendar file…"
ACT_DAY_SHEET: Final = "Print the day sheet…"
ACT_BEFORE: Final = "Previous month or week"
ACT_AFTER: Final = "Next month or week"
ACT_OPEN: Final = "Open the request of the chosen deadline"
ACT_VIEW: Final = "Show the calendar as {view}"
NOTHING_CHOSEN: Final = "No deadline is chosen."

DIGEST_TITLE: Final = "Today at the desk"
CLOCK_MOVED: Final = "The computer's clock was set back. Check its day and time: every deadline is counted from it."
CLOCK_HINT: Final = "The store itself is as it was; nothing was done by itself because of it."
CALENDAR: Final = "Calendar"
MONTH: Final = "Month of deadlines"
TODAY: Final = "Today"
GO_TODAY: Final = "Go to today"
MONTH_BEFORE: Final = "Previous month"
MONTH_AFTER: Final = "Next month"
EXPORT_ICS: Final = "Export .ics"
EXPORT_ICS_TITLE: Final = "Write the deadlines as a calendar file"
ICS_NAME: Final = "smsdpo-deadlines.ics"
ICS_FILES: Final = "Calendar files (*.ics)"
ICS_WRITTEN: Final = "{deadlines} written to {name}: references only, no names"
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHOW_SOON: Final = "Show the next 14 days"
SHOW_MONTH: Final = "Show the month"
MONTH_SHORT: Final = "Back to the month"
NOTHING_ON_DAY: Final = "no deadline"
DAY_OFF: Final = "not a working day"


def week(on: date) -> str:
    """14 – 20 Dec 2026, 28 Dec 2026 – 3 Jan 2027."""
    first = on - timedelta(days=on.weekday())
    last = first + timedelta(days=6)
    if first.year != last.year:
        return f"{texts.short_day(first)} – {texts.short_day(last)}"
    opening = f"{first.day} {month(first)[:3]}" if first.month != last.month else f"{first.day}"
    return f"{opening} – {texts.short_day(last)}"


def tally(answers: int, works: int) -> str:
    """2 answers due, 1 to work by; empty for a day without any."""
    said = [texts.counted(answers, "answer") + " due"] if answers else []
    said += [f"{texts.number(works)} to work by"] if works else []
    return ", ".join(said)


def digest(overdue: int, week: int, remind: int = 0, close: int = 0) -> str:
    """2 overdue, 3 due this week, 1 to remind, 1 unanswered that may be closed: numbers only, for anybody may see it
    pass; empty where there is nothing to say."""
    counts = (
        (overdue, "overdue"),
        (week, "due this week"),
        (remind, "to remind"),
        (close, "unanswered that may be closed"),
    )
    return ", ".join(f"{texts.number(count)} {what}" for count, what in counts if count)


def agenda_head(on: date, holiday: str, today: date) -> str:
    """Friday 25 December 2026 · Christmas Day."""
    parts: Sequence[str] = [texts.weekday(on), texts.IS_TODAY if on == today else "", holiday]
    return "  ·  ".join(part for part in parts if part)
