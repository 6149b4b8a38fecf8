"""The privacy policy as the office keeps it: which version is in force."""

from datetime import date
from functools import cache

from smsdpo.core.resources import read_json


@cache
def _versions() -> tuple[tuple[date, str], ...]:
    listed = read_json("policy/versions.json")
    return tuple(sorted((date.fromisoformat(entry["from"]), str(entry["version"])) for entry in listed))


def version_on(day: date) -> str:
    """The version in force on a day; before the first known one, the first."""
    versions = _versions()
    known = [version for start, version in versions if start <= day]
    return known[-1] if known else versions[0][1]
