"""The privacy policy as the office keeps it: which version is in force, and its text."""

from datetime import date
from functools import cache

from smsdpo.core.resources import read_json, read_text


@cache
def _versions() -> tuple[tuple[date, str, str], ...]:
    listed = read_json("policy/versions.json")
    return tuple(
        sorted((date.fromisoformat(entry["from"]), str(entry["version"]), str(entry["file"])) for entry in listed)
    )


def version_on(day: date) -> str:
    """The version in force on a day; before the first known one, the first."""
    return _entry_on(day)[1]


def lines_on(day: date) -> tuple[str, ...]:
    """The text in force on a day, as its lines that are not empty: promises and terms name them by number from 1."""
    return tuple(line for line in read_text(_entry_on(day)[2]).splitlines() if line.strip())


def _entry_on(day: date) -> tuple[date, str, str]:
    versions = _versions()
    known = [entry for entry in versions if entry[0] <= day]
    return known[-1] if known else versions[0]
