"""When a message reached us: the mail server's stamp, else the writer's date, else now, and in plain words which.

The clock of a request starts with its arrival (rules.md, 2, R0), and the writer controls the Date field: it is
believed only when it is a possible date with a zone and does not lie ahead of us (security.md, 4.15 and test 31).
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from smsdpo.core.clock import LONDON

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_CLOCKS_DIFFER = timedelta(hours=1)
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_ZONES = {"gmt": 0, "ut": 0, "utc": 0, "z": 0, "bst": 1, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7}
_ZONES |= {"mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "met": 1, "mest": 2, "wet": 0, "west": 1}
_DATE = re.compile(
    r"(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*[\s-]+(\d{2}|\d{4})\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?"
    r"\s*([+-]\d{4}|[A-Za-z]{1,5})?(?![\d])"
)


class NoDate(Exception):
    """Why a written date cannot be used, as the middle of a sentence: "it …"."""


def written_date(value: str, now: datetime) -> datetime:
    """The instant a date field names, in UTC; raises NoDate with the reason when it must not be believed."""
    instant = _instant(" ".join(value[:200].split()))
    if instant < _EARLIEST:
        raise NoDate("lies before 1995")
    if instant > now + _CLOCKS_DIFFER:
        raise NoDate("lies in the future")
    return min(instant, now)


def _instant(value: str) -> datetime:
    found = _DATE.search(value)
    if found is None:
        raise NoDate("is not a date that can be read" if value else "is empty")
    day, month, year, hour, minute, second, zone = found.groups()
    try:
        # A four-figure year means what it says: 0000 is not 2000. Two figures are those of the 1990s and 2000s.
        full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
        local = datetime(full_year, _MONTHS[month.lower()], int(day), int(hour), int(minute), min(int(second or 0), 59))  # noqa: DTZ001 - the zone is set in the next line
        return local.replace(tzinfo=_zone(zone)).astimezone(UTC)
    except (KeyError, ValueError, OverflowError) as error:
        raise NoDate("is not a possible date") from error


def _zone(zone: str | None) -> timezone:
    if zone is None:
        raise NoDate("has no time zone")
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), int(zone[3:5])
        if hours > 14 or minutes > 59:
            raise NoDate("has an impossible time zone")
        return timezone((1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    if zone.lower() not in _ZONES:
        raise NoDate("has a time zone that is not known")
    return timezone(timedelta(hours=_ZONES[zone.lower()]))


def arrival(
    stamps: list[str], header_date: str, now: datetime, delivered: datetime | None = None
) -> tuple[datetime, str]:
    """The instant of arrival and the sentence that says which was used.

    `stamps` are the Received fields, topmost (our own server's) first; `delivered` is the time a Maildir or Outlook
    itself keeps for the delivery.
    """
    for stamp in stamps[:20]:
        try:
            return written_date(stamp.rpartition(";")[2] if ";" in stamp else stamp, now), (
                "Received as stamped by the mail server." + _doubt_about(header_date, now)
            )
        except NoDate:
            continue
    if delivered is not None and _EARLIEST <= delivered <= now + _CLOCKS_DIFFER:
        return min(delivered, now), "Received as noted by the mailbox." + _doubt_about(header_date, now)
    try:
        return written_date(header_date, now), "Received as dated by the sender: there is no mail server's stamp."
    except NoDate as why:
        reason = "it has no date" if not header_date.strip() else f"its date {why}"
        return now, f"Received when it was added here, {_day(now)}: {reason}, and there is no mail server's stamp."


def _doubt_about(header_date: str, now: datetime) -> str:
    if not header_date.strip():
        return ""
    try:
        written_date(header_date, now)
    except NoDate as why:
        return f" The date the sender wrote was not used: it {why}."
    return ""


def _day(instant: datetime) -> str:
    return f"{instant.astimezone(LONDON):%d/%m/%Y}"
