"""What the desk keeps and shows for itself: views, recents, the palette, settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from smsdpo.domain.records.trail import TrailLine


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Rows as tab-separated text for a spreadsheet, heading line included; `left_out` rows were too many."""

    text: str
    rows: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class RecentItem:
    """What was opened lately: `what` is `person` or `request`, `key` the id or the reference."""

    what: str
    key: str
    title: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class ViewCard:
    """A view of a list under a name of the user's own; `spec` is the screen's: filter, order, grouping, columns."""

    id: int
    place: str
    name: str
    spec: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PaletteHit:
    """What the palette found: `what` is `person` or `request`, `key` the id or the reference."""

    what: str
    key: str
    title: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class SettingCard:
    """A setting's present value; `at` and `who` tell its last change, `at` is None while the default is in force."""

    key: str
    value: Any
    at: datetime | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What the store is and holds; `size` in bytes with its sealed files, `ways` by what it can be opened."""

    path: str
    size: int
    people: int
    records: int
    requests: int
    messages: int
    last: TrailLine | None
    sample: bool
    ways: frozenset[str]


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and how many of the rows meant bear it."""

    word: str
    count: int
