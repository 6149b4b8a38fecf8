"""The keyring of a Linux desktop, for real, in a D-Bus session of the test's own (security.md, test 59)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import StorePaths
from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.services import scout
from smsdpo.services.office import Office

folder, clock = Path(sys.argv[1]), FixedClock(date(2026, 11, 22))
paths = StorePaths(folder / "data" / "office.smsdpo")
try:
    office, recovery_key = Office.create(paths, clock, "D. Pearce", state_dir=folder / "state")
except KeyringProblem as problem:
    print(problem.kind, sorted(path.name for path in folder.rglob("*") if path.is_file()))
    sys.exit()
office.close()
ahead = scout.send(paths.store, None, None)
print("fetched" if ahead.report().keys == (office.keys.db, office.keys.mac, office.keys.store_id) else "not fetched")
ahead.recall()
with Office.open(paths, clock, "D. Pearce", state_dir=folder / "state") as office:
    print("opened by", Keychain.of_this_user().name)
keychain = Keychain.of_this_user()
keychain.remove(f"store key {office.keys.store_id.hex()}")
try:
    Office.open(paths, clock, "D. Pearce", state_dir=folder / "state")
except KeyringProblem as problem:
    print(problem.kind)
Office.open(paths, clock, "D. Pearce", recovery_key=recovery_key, state_dir=folder / "state").close()
with Office.open(paths, clock, "D. Pearce", state_dir=folder / "state"):
    print("repaired")
"""


def run(folder: Path, *, start_keyring: str, **more: str) -> list[str]:
    """What the program says in a fresh session whose keyring is started by `start_keyring`."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "DISPLAY", "WAYLAND"))},
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(folder / "home" / "data"),
        "XDG_CONFIG_HOME": str(folder / "home" / "config"),
        "XDG_CACHE_HOME": str(folder / "home" / "cache"),
        **more,
    }
    (folder / "home").mkdir(parents=True)
    (folder / "run").mkdir(mode=0o700)
    command = ["dbus-run-session", "--", "sh", "-c", f'{start_keyring} "$0" -c "$1" "$2"']
    ended = subprocess.run(
        [*command, sys.executable, PROGRAM, str(folder / "profile")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.stdout.splitlines()[-4:]


UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"


@pytest.fixture(autouse=True)
def _keyring_at_hand() -> None:
    for program in NEEDED:
        if shutil.which(program) is None:
            pytest.skip(f"not on this machine: {program}")


def test_the_key_lives_in_the_desktops_keyring_and_the_recovery_key_puts_it_back(tmp_path: Path) -> None:
    assert run(tmp_path, start_keyring=UNLOCKED) == ["fetched", "opened by Secret Service", "missing", "repaired"]


def test_the_environment_cannot_make_it_use_a_keyring_that_forgets(tmp_path: Path) -> None:
    said = run(tmp_path, start_keyring=UNLOCKED, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert said == ["fetched", "opened by Secret Service", "missing", "repaired"]


def test_a_locked_keyring_that_nobody_can_unlock_makes_no_store(tmp_path: Path) -> None:
    (said,) = run(tmp_path, start_keyring="")
    assert said.split()[0] in ("locked", "cancelled", "failed")
    assert said.endswith("[]")


def test_without_any_keyring_service_it_says_so_and_makes_no_store(tmp_path: Path) -> None:
    (said,) = run(tmp_path, start_keyring="DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
    assert said == "no_backend []"
