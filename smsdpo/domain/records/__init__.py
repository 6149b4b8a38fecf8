"""Frozen records that travel between rooms, never a row of the store. Here are those that every room shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class StepCard:
    """An act that can be taken back: its operation's tag, what it was about, and how many things it touched. Once it
    was taken back, `message` is the first message that stands again as it stood before."""

    id: int
    tag: str
    about: str
    count: int
    at: datetime
    message: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation changed: the families of rows (`request`, `message`, `person` …) that screens follow."""

    kinds: frozenset[str] = frozenset()
    step: StepCard | None = None
    """How it can be taken back, where it can."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A window on a longer list: `items` begin at `offset` of `total`."""

    items: tuple[Item, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Selected:
    """Rows chosen in a list: these `ids`, or, where there are none, all that `view` and `text` show except `but`."""

    ids: tuple[int, ...] = ()
    view: str = ""
    text: str = ""
    but: tuple[int, ...] = ()

    @property
    def is_query(self) -> bool:
        """Whether the whole list is meant, so that it never has to be loaded."""
        return bool(self.view) and not self.ids
