"""Readers that stay: a worker that has answered everything serves the next test too. Starting one costs 0.3 s.

It is the same worker in the same cage. That a cage ends its worker, and what happens when one breaks or is abandoned,
is proved in `tests/core/test_cage.py`, whose workers are not kept; nor are those with limits of a test's own.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from smsdpo.connectors import tabular
from smsdpo.core import cage
from smsdpo.core.cage import Cage, Limits
from smsdpo.mail import incoming


class _Reader(cage._Worker):
    """Knows how many answers it still owes: only one that owes none may serve another cage."""

    def __init__(self, limits: Limits, home: str) -> None:
        super().__init__(limits, home)
        self._owes: list[bool] = []

    def send(self, frame: list[bytes]) -> None:
        self._owes.append(bool(json.loads(frame[0][4:])["stream"]))
        super().send(frame)

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        head, blobs = super().receive()
        if head.get("broken") != "memory" and (not self._owes[0] or head.keys() & {"end", "refused", "broken"}):
            self._owes.pop(0)
        return head, blobs

    @property
    def is_free(self) -> bool:
        return not self._owes and self.alive()


@contextmanager
def kept() -> Iterator[None]:
    """Within the block, readers of the program's own parsers wait for the next cage instead of being ended."""
    waiting: dict[Limits, list[_Reader]] = {incoming.LIMITS: [], tabular.LIMITS: []}

    def taken(limits: Limits, home: str) -> _Reader:
        while home == "smsdpo" and waiting.get(limits):
            reader = waiting[limits].pop()
            if reader.is_free:
                return reader
            reader.end()
        return _Reader(limits, home)

    def put_away(self: Cage) -> None:
        reader, self._worker = self._worker, None
        if isinstance(reader, _Reader) and self._home == "smsdpo" and self.limits in waiting and reader.is_free:
            waiting[self.limits].append(reader)
        elif reader is not None:
            reader.end()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cage, "_Worker", taken)
        patch.setattr(Cage, "close", put_away)
        yield
    for reader in (reader for readers in waiting.values() for reader in readers):
        reader.end()
