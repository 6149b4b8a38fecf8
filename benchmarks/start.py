"""Process start to first paint, and to an inbox that can be used: the program itself beside an empty window of the same
widgets (goals: at most 1.25 and 1.6 times).

    python -m benchmarks.start [RUNS]

Offscreen, a fresh process each time, medians, once before it counts: the files are in the system's cache, the peer's
too. The time of the processor stands beside, for a machine that has other things to do. What runs is the program as its
user starts it, command line and all, on the encrypted sample store. An inbox can be used when its rows are in the list
and an arrow key has moved through them. The key comes from the system's keyring, a real one in a session of the
benchmark's own; where there is none, and once more beside it, the passphrase comes from a key file: then deriving the
key takes both processors after the first paint, as long as is said. Nothing
heavy may be imported before the first paint; the run fails if it was, whatever the clock says.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import verdict
from benchmarks.screen import PLATFORM

GOAL, USABLE = 1.25, 1.6
RUNS = 9
TODAY = "2026-11-22"
FOLDER = "SMSDPO_BENCHMARK_FOLDER"
"""Set in the session of our own: where the stores are."""
PASSPHRASE = "only invented people"  # noqa: S105 - nothing real is in it
HEAVY = ("sqlalchemy", "sqlcipher3", "openpyxl", "reportlab", "keyring", "phonenumbers", "holidays", "pikepdf", "lxml")

EMPTY = """
import sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import *
from PySide6 import QtGui, QtSvg

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    sys.stdout.write(str(time.time()))
    sys.stdout.flush()
    import os
    os._exit(0)

app = QApplication(["empty"])
window = Window()
window.resize(1440, 900)
middle = QWidget()
window.setCentralWidget(middle)
row = QHBoxLayout(middle)
rail = QVBoxLayout()
for name in ("Inbox", "Requests", "People", "Calendar"):
    rail.addWidget(QPushButton(name))
row.addLayout(rail)
column = QVBoxLayout()
top = QHBoxLayout()
for widget in (QLineEdit(), QPushButton(), QPushButton(), QPushButton("Add messages"), QPushButton()):
    top.addWidget(widget)
column.addLayout(top)
column.addWidget(QTableView())
status = QLabel("Status")
status.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
column.addWidget(status)
row.addLayout(column)
window.show()
app.exec()
"""

OURS = """
import sys, time

heavy = sys.argv[2].split(",")
told, before = [], []

def watch(start):
    from PySide6.QtCore import Qt, QTimer

    def painted():
        told.append(time.time())
        told.extend(name for name in heavy if name in sys.modules)

    def look():
        page = start.window.page("inbox") if start.window.at == "inbox" and start.window.at_work else None
        if page is None or not page.model.loaded or not page.list.isVisible() or page.list.current() is None:
            return
        if isinstance(told[-1], str) or len(told) == 1:
            from PySide6.QtTest import QTest

            if not before:
                before.append(page.list.currentIndex().row())
                QTest.keyClick(page.list, Qt.Key.Key_Down)
            if page.list.currentIndex().row() == before[0] + 1:
                page.list.viewport().repaint()
                told.append(time.time())
        elif page.shown is not None:
            start.watch.stop()
            print(*told, time.time())
            start.window.close()  # in order: what a killed program leaves behind would cost the next one's start

    start.window.first_painted.connect(painted)
    start.watch = QTimer(interval=1)
    start.watch.timeout.connect(look)
    start.watch.start()

class Beside:
    # Takes its place beside the program once that has loaded its own start, and not before.
    def find_spec(self, name, path, target=None):
        if name != "smsdpo.app.start":
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def loaded(module):
            load(module)
            begin = module.Start.__init__

            def watched(start, *given):
                begin(start, *given)
                watch(start)

            module.Start.__init__ = watched

        spec.loader.exec_module = loaded
        return spec

sys.meta_path.insert(0, Beside())
sys.argv = ["smsdpo", "--store", sys.argv[1] + "/office.smsdpo", "--today", sys.argv[3], *sys.argv[4:]]
from smsdpo.__main__ import main
main()
"""


@dataclass
class Runs:
    """Milliseconds from the start of a process: to its first paint, to an inbox to use, to the message beside it; and
    of the processor until it stopped."""

    paint: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)
    message: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def told(self, name: str) -> str:
        steps = (("first paint", self.paint), ("to use", self.usable), ("message", self.message))
        said = [
            f"{word} {statistics.median(one):4.0f} ({min(one):.0f} to {max(one):.0f})" for word, one in steps if one
        ]
        return f"{name:20} ms: {', '.join(said)}; processor {statistics.median(self.cpu):.0f}"


def used() -> float:
    """Milliseconds of the processor that the children have used so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (usage.ru_utime + usage.ru_stime)


def measure(program: str, folder: Path, words: list[str], runs: Runs | None = None) -> list[str]:
    """Run it once; answers what heavy things were loaded by its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": PLATFORM, "HOME": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began, before = time.time(), used()
    order = [sys.executable, "-c", program, str(folder), ",".join(HEAVY), TODAY, *words]
    done = subprocess.run(order, capture_output=True, text=True, env=environment, check=True)
    told = done.stdout.split()
    if runs is not None:
        at = [1000 * (float(one) - began) for one in told if one not in HEAVY]
        for kept, one in zip((runs.paint, runs.usable, runs.message), at, strict=False):
            kept.append(one)
        runs.cpu.append(used() - before)
    return [one for one in told if one in HEAVY]


def write_stores(folder: Path, *, keyring: bool) -> float:
    """The sample in an encrypted store that opens by a key file and, in a folder beside it, in one that opens by the
    keyring; answers the milliseconds that deriving the first one's key takes."""
    from smsdpo.core.clock import FixedClock
    from smsdpo.core.paths import StorePaths
    from smsdpo.model import keys
    from smsdpo.services import sample
    from smsdpo.services.office import Office

    for place, passphrase in (("file", PASSPHRASE), *((("ring", ""),) if keyring else ())):
        (folder / place).mkdir(0o700)
        paths, state = StorePaths(folder / place / "office.smsdpo"), folder / place
        office, _ = Office.create(paths, FixedClock(sample.DAY), "D. Pearce", passphrase=passphrase, state_dir=state)
        with office:
            sample.fill(office)
    key = folder / "file" / "key"
    key.touch(0o600)
    key.write_text(PASSPHRASE)
    file = keys.read_file(StorePaths(folder / "file" / "office.smsdpo").keys)
    began = time.perf_counter()
    keys.unwrap_with_passphrase(file, PASSPHRASE)
    return 1000 * (time.perf_counter() - began)


def has_session() -> bool:
    """Whether a keyring of our own can be had here."""
    return sys.platform == "linux" and all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon")))


def in_session(folder: str) -> int:
    """This benchmark again, in a session whose keyring is unlocked and holds nothing else."""
    inside = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
    order = [
        "dbus-run-session",
        "--",
        "sh",
        "-c",
        inside,
        "sh",
        sys.executable,
        "-m",
        "benchmarks.start",
        *sys.argv[1:],
    ]
    mine = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "XDG_DATA_HOME": folder, FOLDER: folder}
    return subprocess.run(order, env={**os.environ, **mine}, check=False).returncode


def main() -> int:
    """Print the medians and their ratios."""
    if FOLDER in os.environ:
        return compare(Path(os.environ[FOLDER]), keyring=True)
    with tempfile.TemporaryDirectory() as folder:
        return in_session(folder) if has_session() else compare(Path(folder), keyring=False)


def compare(folder: Path, *, keyring: bool) -> int:
    """Every way to start, turn by turn."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    key = write_stores(folder, keyring=keyring)
    ways: dict[str, tuple[str, Path, list[str]]] = {"empty window": (EMPTY, folder, [])}
    if keyring:
        ways["key from the keyring"] = (OURS, folder / "ring", [])
    ways["key from a key file"] = (OURS, folder / "file", ["--key-file", str(folder / "file" / "key")])
    all_runs = {name: Runs() for name in ways}
    loaded: set[str] = set()
    for way in ways.values():
        measure(*way)
    for _ in range(count):
        for name, way in ways.items():
            loaded |= set(measure(*way, all_runs[name]))
    for name, runs in all_runs.items():
        print(runs.told(name))
    print(f"deriving the key of the key file takes {key:.0f} ms alone")
    print(f"heavy imports before first paint: {', '.join(sorted(loaded)) or 'none'}")
    empty, ours, *_ = (
        [statistics.median(one) for one in (runs.paint, runs.usable) if one] for runs in all_runs.values()
    )
    opened = list(ways)[1]
    met = [
        verdict.close(f"{what}, {opened}", f"{mine:.0f} ms", f"empty {empty[0]:.0f} ms", mine / empty[0], goal)
        for what, mine, goal in zip(
            ("start to first paint", "start to an inbox to use"), ours, (GOAL, USABLE), strict=True
        )
    ]
    return 0 if all(met) and not loaded else 1


if __name__ == "__main__":
    sys.exit(main())
