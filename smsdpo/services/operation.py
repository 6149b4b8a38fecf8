"""The doorway: every change is one operation, all or nothing, with its line in the trail and a note of what changed."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from smsdpo.core.errors import Fault
from smsdpo.domain import undo_scopes
from smsdpo.domain.records import Changes, StepCard
from smsdpo.model import undo
from smsdpo.model.base import Base
from smsdpo.model.changes import watch
from smsdpo.model.images import Key
from smsdpo.model.numbers import FreshIds
from smsdpo.model.session import Session

_TAG = re.compile(r"[a-z_]+(\.[a-z_]+)+")
# What may stand in the trail, which is never edited: keys, ids, days, counts and hashes; no names and no addresses.
_WORD = re.compile(r"[A-Za-z0-9_.:/+#-]{0,128}")


class Operation:
    """An operation under way. `changes` is known once it has ended well."""

    def __init__(
        self, session: Session, tag: str, *, about: str, reason: str, at: datetime, undoable: bool = False
    ) -> None:
        if not _TAG.fullmatch(tag):
            raise Fault(f"an operation's tag is dotted words, not {tag!r}")
        self.session = session
        self.tag = tag
        self.about = about
        """The reference or id it is about; may be set while it runs, when that is only known then."""
        self.reason = reason
        self.count: int | None = None
        """How many things it touched, where that is neither one nor the number of rows remembered."""
        self.changes = Changes()
        self._payload: dict[str, Any] = {}
        self._files: list[Path] = []
        self._kinds = watch(session)
        self._kinds.add("audit")
        self._step: StepCard | None = None
        FreshIds.for_new_rows_of(session)
        self._capture = undo.Capture(session, tag, at) if undoable else None

    def note(self, *, reason: str = "", **payload: object) -> None:
        """Add to the trail's line: ids, days, counts, keys and hashes only. A name or address is our bug.

        Words given as `reason` are kept apart from the line, so that they can be erased.
        """
        self.reason = reason or self.reason
        self._payload.update({key: _plain(value) for key, value in payload.items()})

    def wrote(self, *files: Path) -> None:
        """Name files written to the outside: where the operation fails in the end, they do not stay behind without
        a line in the trail that speaks of them."""
        self._files += files

    def withdraw(self) -> None:
        """After a rollback. A file that another program holds stays; why the operation failed is told all the same."""
        for file in self._files:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def changed(self, *kinds: str) -> None:
        """Name families changed by statements that the session does not see (Core bulk work)."""
        self._kinds.update(kinds)

    def remember(self, family: type[Base], ids: Iterable[Key | int | str]) -> None:
        """Before statements that the session does not see change or remove these rows: keep how they are, so that it
        can be taken back. Ids of rows with several keys are tuples."""
        if self._capture:
            self._capture.remember(family, ids)

    def added(self, family: type[Base], ids: Iterable[Key | int | str]) -> None:
        """After statements that the session does not see added these rows."""
        if self._capture:
            self._capture.added(family, ids)

    @property
    def payload(self) -> Mapping[str, Any]:
        return self._payload

    def seal(self) -> str:
        """What the trail says it is about, once everything has been flushed."""
        self.session.flush()
        _check_word(self.about)
        if self._capture:
            self._step = self._capture.finish(self.about, self.count)
        elif self.tag in undo_scopes.CLOSED_BY:
            undo.forget_case(self.session, self.about)
        return self.about

    def finish(self) -> Changes:
        """After the commit."""
        self.changes = Changes(frozenset(self._kinds), self._step)
        return self.changes


def _plain(value: object) -> object:
    """The value as it stands in the trail."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        _check_word(value)
    elif not isinstance(value, int | float | None):
        raise Fault(f"the trail cannot hold a {type(value).__name__}")
    return value


def _check_word(value: str) -> None:
    if not _WORD.fullmatch(value):
        raise Fault("the trail holds keys, ids, days, counts and hashes only")
