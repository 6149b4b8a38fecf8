"""Offices filled once a session: each later one that is to be filled the same way receives a copy, page by page."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from smsdpo.core.clock import Clock
from smsdpo.model import opener
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store
from smsdpo.services import list_reading
from smsdpo.services.office import Office

KEYS = KeySet.fresh()
"""Of every office in memory: a copy only fits under the same keys."""

Made = TypeVar("Made")
_moulds: dict[tuple[object, ...], "_Mould"] = {}


def empty_office(clock: Clock, actor: str) -> Office:
    """In memory, its tables made once."""
    if () not in _moulds:
        with closing(Office(Store.in_memory(KEYS), KEYS, clock, actor)) as first:
            _moulds[()] = _Mould(_pages(first), {}, {}, None)
    office = Office(Store(opener.connect(None, KEYS.db), None), KEYS, clock, actor)
    _moulds[()].pour(office)
    return office


def once(fill: Callable[[Office, Path], Made]) -> Callable[[Office, Path], Made]:
    """`fill` works in the first empty office; those after it get what it made there, also the files in the folder.

    In an office with something in it, or on the disk, `fill` does its work as if this were not here.
    """

    @wraps(fill)
    def filled(office: Office, folder: Path) -> Made:
        if office.keys is not KEYS or _is_used(office):
            return fill(office, folder)
        key = (fill, office.clock.now(), office.actor)
        there = _files(folder)
        if key not in _moulds:
            result = fill(office, folder)
            if not there:
                _moulds[key] = _Mould(_pages(office), dict(_sealed(office)), _files(folder), result)
            return result
        mould = _moulds[key]
        if there.keys() & mould.files.keys():
            return fill(office, folder)
        mould.pour(office)
        for name, content in mould.files.items():
            (folder / name).write_bytes(content)
        made: Made = mould.result
        return made

    return filled


@dataclass(frozen=True)
class _Mould:
    pages: Any
    sealed: dict[str, bytes]
    files: dict[str, bytes]
    result: Any

    def pour(self, office: Office) -> None:
        self.pages.backup(office.store._connection)
        _sealed(office).update(self.sealed)
        list_reading._TOTALS.pop(office, None)  # counted when the lists were empty


def _pages(office: Office) -> Any:
    copy = opener.connect(None, KEYS.db)
    office.store._connection.backup(copy)
    return copy


def _sealed(office: Office) -> dict[str, bytes]:
    shelf: Any = office.blobs._shelf
    files: dict[str, bytes] = shelf._files
    return files


def _is_used(office: Office) -> bool:
    return bool(office.store._connection.execute("SELECT EXISTS (SELECT 1 FROM event)").fetchone()[0])


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
