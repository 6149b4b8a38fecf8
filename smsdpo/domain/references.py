"""The reference of a request: `DSR-2026-0001`. It never holds personal data."""

import re

_REFERENCE = re.compile(r"\bDSR-(?:19|20)\d{2}-\d{4,6}\b", re.IGNORECASE)
_SCANNED = 200_000


def make(year: int, number: int) -> str:
    """The reference of the request `number` of a year."""
    return f"DSR-{year}-{number:04d}"


def find(text: str) -> list[str]:
    """The references that a text names, each once, in its order."""
    return list(dict.fromkeys(match.group().upper() for match in _REFERENCE.finditer(text[:_SCANNED])))
