"""What opens the store: its passphrase and its recovery key are changed here, the keys themselves never."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.model import keys
from smsdpo.model.keys import KeyFile
from smsdpo.services.office import Office

Wraps = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class NewRecoveryKey:
    """A recovery key that opens nothing yet: the old one serves until this one has been noted down."""

    shown: str = field(repr=False)
    wrap: dict[str, Any] = field(repr=False)

    @property
    def last_group(self) -> str:
        """What is typed back to prove that it was noted down."""
        return self.shown.rpartition("-")[2]


def ways(office: Office) -> frozenset[str]:
    """By what this store can be opened: `keyring`, `passphrase`, `recovery`."""
    return keys.read_file(_paths(office).keys).ways


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Give the store another passphrase, its first one (`old` is not asked then), or none (`new` is empty).

    Refused without the present one, so that nobody changes it at a desk that was left open.
    """
    file = keys.read_file(_paths(office).keys)
    had = "passphrase" in file.wraps
    if had:
        keys.unwrap_with_passphrase(file, old)
    if not new:
        _remove_passphrase(office, file)
        return
    wrap = keys.wrap_with_passphrase(office.keys, new)
    with _rewrapped(office, lambda wraps: {**wraps, "passphrase": wrap}):
        _note(office, "key.passphrase", "changed" if had else "added")


def new_recovery_key(office: Office) -> NewRecoveryKey:
    """A key to show; nothing is changed before `use_recovery_key`."""
    wrap, shown = keys.wrap_with_recovery_key(office.keys)
    return NewRecoveryKey(shown, wrap)


def use_recovery_key(office: Office, new: NewRecoveryKey, typed: str) -> None:
    """From now on the new recovery key opens the store, and the one before it no longer does."""
    if typed.strip().upper() != new.last_group:
        raise Refusal(
            "That is not the last group of the new recovery key.",
            hint="Note the whole key down first; until then the one before it still opens the store.",
        )
    with _rewrapped(office, lambda wraps: {**wraps, "recovery": new.wrap}):
        _note(office, "key.recovery", "changed")


def unnoted(office: Office) -> str:
    """Whether the recovery key was never proved to be noted down: `no`, or `later` where that was put off; else empty.

    Empty as well where nothing may be changed.
    """
    if office.paths is None or office.read_only_because:
        return ""
    return str(keys.read_file(office.paths.keys).wraps.get("recovery", {}).get("noted", ""))


def mark_noted(office: Office, noted: str = "") -> None:
    """The recovery key was noted down; or that is put off (`later`)."""
    path = _paths(office).keys
    file = keys.read_file(path)
    recovery = {name: value for name, value in file.wraps["recovery"].items() if name != "noted"}
    if noted:
        recovery["noted"] = noted
    if recovery != file.wraps["recovery"]:
        keys.write_file(path, KeyFile(file.store_id, {**file.wraps, "recovery": recovery}), overwrite=True)


def _remove_passphrase(office: Office, file: KeyFile) -> None:
    if "passphrase" not in file.wraps:
        raise Refusal("This store has no passphrase.", hint="Nothing needs to be changed.")
    if "keyring" not in file.wraps:
        raise Refusal(
            "The passphrase cannot be taken away: this computer's keyring does not open the store.",
            hint="Change it instead, or make the store on a computer whose keyring can keep its key.",
        )
    with _rewrapped(office, lambda wraps: {way: wrap for way, wrap in wraps.items() if way != "passphrase"}):
        _note(office, "key.passphrase", "removed")


@contextmanager
def _rewrapped(office: Office, change: Callable[[Wraps], Wraps]) -> Iterator[None]:
    """The key file with other wraps, and in the block the trail's line about it.

    The file comes first and is replaced whole: after a crash one of the two opens the store, and what was asked for
    has at worst been done without its line. A line that cannot be written brings the old file back.
    """
    path = _paths(office).keys
    before = keys.read_file(path)
    keys.write_file(path, KeyFile(before.store_id, change(dict(before.wraps))), overwrite=True)
    try:
        yield
    except BaseException:
        keys.write_file(path, before, overwrite=True)
        raise


def _note(office: Office, tag: str, change: str) -> None:
    with office.operation(tag) as operation:
        operation.note(change=change)


def _paths(office: Office) -> StorePaths:
    if office.paths is None:
        raise Refusal("This office has no key file: it lies in memory only.", hint="Make a store on the disk.")
    return office.paths
