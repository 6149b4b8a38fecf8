"""Offices and invented people for tests: `a_...` makes one, with whatever the test does not care about filled in."""

from datetime import date
from pathlib import Path

from smsdpo.core.clock import FixedClock
from smsdpo.core.paths import StorePaths
from smsdpo.services.office import Office

TODAY = date(2026, 11, 22)
ACTOR = "D. Pearce"
PASSPHRASE = "four invented words together"


def a_clock(day: date = TODAY) -> FixedClock:
    return FixedClock(day)


def an_office(*, today: date = TODAY, actor: str = ACTOR) -> Office:
    """In memory."""
    return Office.in_memory(a_clock(today), actor)


def paths_in(folder: Path) -> StorePaths:
    return StorePaths(folder / "data" / "office.smsdpo")


def a_file_office(folder: Path) -> Office:
    """A new one on the disk, opened by `PASSPHRASE`; see `office_folder` in conftest for a quick ready-made one."""
    office, _ = Office.create(paths_in(folder), a_clock(), ACTOR, passphrase=PASSPHRASE, state_dir=folder / "state")
    return office


def open_office(folder: Path, *, today: date = TODAY) -> Office:
    return Office.open(paths_in(folder), a_clock(today), ACTOR, passphrase=PASSPHRASE, state_dir=folder / "state")
