"""Rows as they were: which tables can be put back, and the SQL that writes a row as JSON and reads it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table

from smsdpo.core.errors import Fault
from smsdpo.model import tables
from smsdpo.model.base import Base, Versioned, json_text

Key = tuple[Any, ...]

# Everything an operation that can be undone may touch. Not here, because it is never put back: the trail, sealed
# contents, counters, drafts, what was opened last, and the steps themselves.
RESTORED = (
    "person",
    "identifier",
    "person_prefix",
    "source",
    "record",
    "message",
    "request",
    "request_message",
    "request_event",
    "identity_check",
    "source_search",
    "finding",
    "letter",
    "setting",
    "holiday_override",
    "saved_view",
    "case_detail",
    "request_link",
    "hold",
    "holder_task",
)

# Of rows that such an operation never adds nor removes, only what it may change: the words of a message would
# otherwise lie in the store twice more for every time it is put aside.
_PARTS = {
    "message": (
        *("state", "reason", "assignee", "tags", "suggested", "kind", "note"),
        *("received_at", "received_on", "received_note", "answer_by", "version"),
    ),
    "letter": ("approved_at", "sent_at", "sent_how"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table are written down."""

    name: str
    kind: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    versioned: bool
    whole: bool
    """Whether the image holds the whole row, so that one which is gone can be made again."""

    @property
    def numbered(self) -> bool:
        """Whether its key is a number that the store gives."""
        return self.keys == ("id",)

    def image(self, alias: str) -> str:
        """The row as JSON; equal rows are equal text."""
        return "json_object(" + ", ".join(f"'{name}', {alias}.\"{name}\"" for name in self.columns) + ")"

    def key(self, alias: str) -> str:
        """Its key as a JSON list."""
        return "json_array(" + ", ".join(f'{alias}."{name}"' for name in self.keys) + ")"

    def at(self, alias: str, key: str) -> str:
        """The condition that finds the row of a written key."""
        return " AND ".join(f"{alias}.\"{name}\" = {key} ->> '$[{at}]'" for at, name in enumerate(self.keys))


@cache
def shapes() -> dict[str, Shape]:
    """Parents before children, so that rows can be added in this order and removed in the other."""
    mapped: dict[Any, type[Base]] = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    wanted = [table for table in tables.metadata.sorted_tables if table.name in RESTORED]
    return {table.name: _shape(table, mapped[table]) for table in wanted}


def _shape(table: Table, family: type[Base]) -> Shape:
    keys = tuple(column.name for column in table.primary_key)
    parts = _PARTS.get(table.name)
    return Shape(
        name=table.name,
        kind=family.__kind__,
        keys=keys,
        columns=(*keys, *parts) if parts else tuple(column.name for column in table.columns),
        versioned=issubclass(family, Versioned),
        whole=parts is None,
    )


def shape_of(family: type[Base]) -> Shape:
    """A family that is not here cannot be put back: an operation that writes it must not promise to."""
    found = shapes().get(family.__tablename__)
    if found is None:
        raise Fault(f"rows of {family.__tablename__} cannot be put back")
    return found


def keys_text(keys: Iterable[Key | int | str]) -> str:
    """Many keys in one value for `json_each`."""
    return json_text([[_plain(part) for part in (key if isinstance(key, tuple) else (key,))] for key in keys])


def _plain(part: Any) -> Any:
    return part.isoformat() if isinstance(part, date) else part
