"""Records as the JSON that `contracts.md`, 2 promises, and text that is safe to show in a terminal."""

import dataclasses
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smsdpo.domain.records.clocks import Due
    from smsdpo.domain.records.mail import AddedMessage, Suggestion, TriageReading
    from smsdpo.domain.records.requests import RequestFile

# Letters of a message may not steer the terminal, nor turn the reading order of what stands beside them.
_STEERING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def plain(value: object) -> Any:
    """A record as JSON can carry it: fields by name, days and instants in ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def shown(text: str) -> str:
    """One line of text without control characters."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cc" or char in _STEERING else char


def suggestion(item: "Suggestion") -> dict[str, Any]:
    return {
        "type": item.type,
        "score": round(item.score, 3),
        "asks": item.asks,
        "because": [plain(part) for part in item.because],
    }


def added(item: "AddedMessage") -> dict[str, Any]:
    return {
        "file": item.file,
        "message": item.message,
        "received": plain(item.received),
        "from": item.from_address,
        "subject": item.subject,
        "suggestions": [suggestion(part) for part in item.suggestions],
    }


def reading(item: "TriageReading") -> dict[str, Any]:
    return {
        "language": item.language,
        "suggestions": [suggestion(part) for part in item.suggestions],
        "reply_to_known": item.kind in {"reply", "reminder"},
        "kind": item.kind,
        "note": item.note,
    }


def clock(due: "Due") -> dict[str, Any]:
    from smsdpo.domain.dated_cases import as_texts

    return as_texts(due)


def request(file: "RequestFile") -> dict[str, Any]:
    card = file.card
    return {
        "reference": card.reference,
        "type": card.type,
        "state": card.state,
        "waiting_for": card.waiting_for,
        "tags": plain(card.tags),
        "person": card.person,
        "received": plain(card.received_on),
        "clocks": [clock(card.due) | {"days_left": card.days_left}],
        "checklist": [plain(item) for item in file.checklist],
        "events": [plain(item) for item in file.events],
        "step": file.step,
        "next": plain(file.next),
        "identity": plain(file.identity),
        "identity_methods": [plain(item) for item in file.identity_methods],
        "searches": [plain(item) for item in file.searches],
        "findings": file.findings,
        "undecided": file.undecided,
        "settled": file.settled,
        "outcomes": [key for key, _label in file.outcomes],
        "letters": [plain(item) for item in file.letters],
        "exports": [plain(item) for item in file.exports],
        "recipient": plain(file.recipient),
        "outcome": card.outcome,
        "timeline": [plain(item) for item in file.timeline],
    }
