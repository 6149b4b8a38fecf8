"""What a support needs to see, and nothing about anybody: versions, licences, checks, names of settings, the log."""

import platform
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import smsdpo
from smsdpo.core.clock import Clock
from smsdpo.core.paths import default_state, written_whole
from smsdpo.core.settings import SETTINGS
from smsdpo.domain.records.trail import CheckItem
from smsdpo.model.store import SQLITE_VERSION
from smsdpo.services import doctor
from smsdpo.services.office import Office

CARRIED = (
    ("Inter", "SIL Open Font License 1.1", "fonts/LICENCE-Inter.txt"),
    ("Noto Sans", "SIL Open Font License 1.1", "fonts/LICENCE-Noto.txt"),
    ("Droid Sans Fallback", "Apache License 2.0", "fonts/LICENCE-DroidSansFallback.txt"),
    ("Lucide icons", "ISC", "icons/LICENCE-Lucide.txt"),
)
"""Name, licence, and the file of `resources/` with its text."""
LOG_BYTES = 512 * 1024
_UNNAMED = {"sqlcipher3": "Zlib"}
"""Libraries that carry the text of their licence but do not name it."""
_EXTRA = re.compile(r"\bextra\s*==")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that the program stands on: its name, version and licence."""

    name: str
    version: str
    licence: str


def versions() -> list[tuple[str, str]]:
    """The program and what runs it, by name."""
    return [
        ("Program", smsdpo.__version__),
        ("Python", platform.python_version()),
        ("Qt for Python", _version("PySide6_Essentials")),
        ("SQLCipher (SQLite)", SQLITE_VERSION),
        ("System", f"{platform.system()} {platform.machine()}"),
    ]


@cache
def parts() -> tuple[Part, ...]:
    """Every library that the program needs, and those they need, from what is installed."""
    found: dict[str, Part] = {}
    waiting = ["smsdpo"]
    while waiting:
        name = waiting.pop()
        try:
            told = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # wanted on other systems only
        key = told.metadata["Name"].casefold().replace("_", "-")
        if key not in found:
            found[key] = Part(told.metadata["Name"], told.version, _licence(told))
            waiting += _needed(told.requires or ())
    found.pop("smsdpo", None)
    return tuple(found[key] for key in sorted(found))


def files(office: Office, clock: Clock, *, state: Path | None = None) -> Mapping[str, str]:
    """Name and content of each file of the diagnostics: all of it, to be read before it is kept."""
    return {
        "versions.txt": _lines(f"{name}: {said}" for name, said in versions()),
        "libraries.txt": _lines(f"{part.name} {part.version}: {part.licence}" for part in parts()),
        "checks.txt": _lines(_check(item) for item in doctor.checks_inside(office, clock)),
        "settings.txt": _lines(_settings(office)),
        "log.txt": _log(state or default_state()),
    }


def write(target: Path, made: Mapping[str, str]) -> None:
    """Keep what was shown, as it was shown; the user has chosen the name, also over an older file."""
    with written_whole(target, overwrite=True) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)


def _check(item: CheckItem) -> str:
    return f"{'ok ' if item.ok else 'NOT'} {item.check}: {item.say}"


def _settings(office: Office) -> Iterable[str]:
    """Which settings differ from their default. A value is given only where it is one of our own words or a number."""
    now = office.settings()
    for key, declared in SETTINGS.items():
        if now[key] != declared.default:
            closed = declared.kind in {"choice", "number"}
            yield f"{key}: {now[key]}" if closed else f"{key}: changed"


def _log(state: Path) -> str:
    """The end of the log, which holds codes, counts and places in the program, never a name (core/log.py)."""
    path = state / "smsdpo.log"
    if not path.exists():
        return "There is no log yet.\n"
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LOG_BYTES, 0))
        return file.read().decode("utf-8", errors="replace")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _needed(requires: Iterable[str]) -> list[str]:
    names = (_NAME.match(one) for one in requires if not _EXTRA.search(one))
    return [name[0] for name in names if name]


def _licence(told: metadata.Distribution) -> str:
    """As the library itself names it; of a licence's whole text, which some put there, the first line."""
    classed = [one.rpartition(" :: ")[2] for one in told.metadata.get_all("Classifier") or () if "License ::" in one]
    given = [
        _UNNAMED.get(told.metadata["Name"], ""),
        *(told.metadata.get_all("License-Expression") or ()),
        ", ".join(classed),
    ]
    said = next((one for one in [*given, *(told.metadata.get_all("License") or ())] if one.strip()), "")
    return said.strip().split("\n", 1)[0][:80]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"not installed for Python {sys.version_info[0]}.{sys.version_info[1]}"
