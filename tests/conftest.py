"""What every test stands on: no display needed, no network, no unexpected warning in the log, offices to work in."""

import os

from benchmarks.screen import PLATFORM

# Before anything of Qt is imported: without a display it would end the whole run (stack.md, 3).
if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)

import ipaddress
import logging
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smsdpo.core.clock import FixedClock
from smsdpo.core.paths import StorePaths
from smsdpo.model import keys
from smsdpo.services.office import Office
from tests import builders, readers

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _quick_to_begin() -> Iterator[None]:
    """What is slow on purpose or by nature is paid once: new passphrases cost little, and readers stay for the next."""
    with readers.kept(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ARGON", builders.LITTLE_EFFORT)
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Noon on 22 November 2026 in London."""
    return builders.a_clock()


@pytest.fixture
def office() -> Iterator[Office]:
    """An empty office in memory: encrypted like any other, gone afterwards."""
    with builders.an_office() as office:
        yield office


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file office made once: making one takes the slow way on purpose (passphrase, all steps of the schema)."""
    folder = tmp_path_factory.mktemp("template")
    builders.a_file_office(folder).close()
    return folder


@pytest.fixture
def office_folder(_template: Path, tmp_path: Path) -> Path:
    """A folder with a closed, empty file office in it: `data/office.smsdpo` and `state/`."""
    folder = tmp_path / "profile"
    shutil.copytree(_template, folder)
    return folder


@pytest.fixture
def store_paths(office_folder: Path) -> StorePaths:
    return builders.paths_in(office_folder)


@pytest.fixture
def file_office(office_folder: Path) -> Iterator[Office]:
    """The office in `office_folder`, opened by its passphrase (`builders.PASSPHRASE`)."""
    with builders.open_office(office_folder) as office:
        yield office


@pytest.fixture
def shared_data() -> Callable[[str], Path]:
    """Where the real data named lies; a test that needs what is not on this machine is skipped by that name."""
    return real_data


def real_data(name: str) -> Path:
    """The same, for use outside fixtures (parametrised tests)."""
    base = Path(os.environ.get("SMSDPO_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not (base / name).exists():
        pytest.skip(f"real data not on this machine: {name}")
    return base / name


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may leave this machine; listeners of a test's own on the loopback are reached."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_unexpected_warning_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a warning looks at it and then calls `caplog.clear()`."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [f"{record.name}: {record.getMessage()}" for record in loud]
