"""Days in English words, written out here: `%A` and `%B` follow the machine's language once a window is open."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def weekday(day: date) -> str:
    """`Sunday`; its first three letters are its short name, as a month's are."""
    return _WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """`November`."""
    return _MONTHS[day.month - 1]


def long_day(day: date) -> str:
    """`22 November 2026`."""
    return f"{day.day} {month(day)} {day.year}"
