"""Whether this machine and this store are fit for work: one line for each thing that has ever been the reason."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path

from smsdpo.core import resources
from smsdpo.core.clock import Clock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.domain.records.trail import CheckItem
from smsdpo.services.office import Office

OpenOffice = Callable[[], AbstractContextManager[Office]]
PYTHON = (3, 11)
QT = "6.11.3"
"""The only version that was proven here: 6.12.0 aborts on Python 3.11 (tests/house/test_qt_pair.py)."""
FREE_BYTES = 500 * 1024 * 1024
NEEDED = ("letters", "triage", "sample/mail", "sample/sources.json", "sample/plan.json")
FONT_STARTS = (b"OTTO", b"\0\1\0\0", b"true", b"ttcf")
HOLIDAYS_AHEAD = timedelta(days=366)


def checks(paths: StorePaths, *, open_office: OpenOffice, clock: Clock) -> list[CheckItem]:
    """Everything in one go; nothing here changes anything."""
    return [*_machine(paths.store.parent, clock.today()), *_store(paths, open_office)]


def checks_inside(office: Office, clock: Clock) -> list[CheckItem]:
    """The same from within an open office, whose store nobody else can open meanwhile."""
    folder = office.paths.store.parent if office.paths else Path()
    return [*_machine(folder, clock.today()), *_store_health(office)]


def _machine(folder: Path, today: date) -> list[CheckItem]:
    return [_python(), _qt(), _keyring(), _fonts(), _resources(), _holidays(today), _space(folder)]


def _python() -> CheckItem:
    ok = sys.version_info[:2] >= PYTHON
    return CheckItem("python", ok, f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.")


def _qt() -> CheckItem:
    try:
        found = metadata.version("PySide6_Essentials")
    except metadata.PackageNotFoundError:
        return CheckItem("qt", ok=False, say="Qt is not installed: the commands work, the window does not.")
    if found != QT:
        return CheckItem(
            "qt", ok=False, say=f"Qt {found} is installed; {QT} is the version this program was tried with."
        )
    return CheckItem("qt", ok=True, say=f"Qt {found}.")


def _keyring() -> CheckItem:
    from smsdpo.core.secrets import Keychain

    try:
        return CheckItem("keyring", ok=True, say=f"The keyring is {Keychain.of_this_user().name}.")
    except Refusal as refusal:
        return CheckItem("keyring", ok=False, say=refusal.sentence())


def _fonts() -> CheckItem:
    folder = resources.resource_path("fonts")
    files = [path for path in sorted(folder.glob("*")) if path.suffix in {".ttf", ".otf"}]
    broken = [path.name for path in files if not _begins_as_font(path)]
    if not files or broken:
        return CheckItem("fonts", ok=False, say=f"Fonts are missing or damaged: {', '.join(broken) or 'all of them'}.")
    return CheckItem("fonts", ok=True, say=f"{len(files)} fonts for screen and letters.")


def _begins_as_font(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in FONT_STARTS


def _resources() -> CheckItem:
    missing = [name for name in NEEDED if not _holds_something(resources.resource_path(name))]
    if missing:
        say = f"Files of the program are missing: {', '.join(missing)}. Install it again."
        return CheckItem("resources", ok=False, say=say)
    return CheckItem("resources", ok=True, say="All files of the program are there.")


def _holds_something(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and any(path.iterdir()))


def _holidays(today: date) -> CheckItem:
    from smsdpo.domain.holidays import WorkingDays

    until = WorkingDays().known_until
    ok = until >= today + HOLIDAYS_AHEAD
    more = "" if ok else " Update the program: dates after that may fall on a bank holiday."
    return CheckItem("holidays", ok, f"Bank holidays are known until {until:%d/%m/%Y}.{more}")


def _space(folder: Path) -> CheckItem:
    """In the nearest folder that exists: a store that is not there yet will lie there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    ok = free >= FREE_BYTES
    return CheckItem("space", ok, f"{free // 1024**2:,} MB free where the store lies.")


def _store(paths: StorePaths, open_office: OpenOffice) -> Iterable[CheckItem]:
    if not paths.store.exists():
        return [CheckItem("store", ok=True, say="There is no store yet; make one with `smsdpo init`.")]
    try:
        with open_office() as office:
            return list(_store_health(office))
    except Refusal as refusal:
        return [CheckItem("store", ok=False, say=refusal.sentence())]


def _store_health(office: Office) -> Iterator[CheckItem]:
    from smsdpo.services import audit

    damage = office.store.damage()
    yield CheckItem("store", not damage, f"The store is damaged: {damage}." if damage else "The store is whole.")
    gone = len(office.missing_files)
    yield CheckItem("sealed files", not gone, f"Sealed files that are missing: {gone or 'none'}.")
    report = audit.verify(office)
    yield CheckItem("trail", report.intact, report.say)
    if office.read_only_because:
        yield CheckItem("changes", ok=False, say=office.read_only_because)
