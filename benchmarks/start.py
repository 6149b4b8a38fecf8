"""Process start to first paint, and to an inbox that can be used: our window beside an empty one of the same widgets
(goals: at most 1.25 and 1.6 times).

    python -m benchmarks.start [RUNS]

Offscreen, a fresh process each time, medians; the time of the processor stands beside, for a machine that has other
things to do. Nothing heavy may be imported before the first paint; the run fails if it was, whatever the clock says.
An inbox can be used when its rows are in the list and an arrow key has moved through them. It is that of an encrypted
sample store whose passphrase comes from a key file: what deriving the key alone takes is said, because no window can be
quicker than that.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import verdict

GOAL, USABLE = 1.25, 1.6
RUNS = 9
TODAY = "2026-11-22"
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
from pathlib import Path
from PySide6.QtCore import QSettings
from smsdpo import app
from smsdpo.ui import style

heavy = sys.argv[2].split(",")
application = app.make_application()
style.start(application, "light")
settings = QSettings(str(Path(sys.argv[1]) / "window.ini"), QSettings.Format.IniFormat)
start = app.Start(app.Options(store=Path(sys.argv[1]) / "none.smsdpo"), settings)

def done():
    sys.stdout.write(str(time.time()))
    loaded = [name for name in heavy if name in sys.modules]
    if loaded:
        sys.stdout.write(" " + " ".join(loaded))
    sys.stdout.flush()
    import os
    os._exit(0)

start.window.first_painted.disconnect()
start.window.first_painted.connect(done)
start.window.show()
application.exec()
"""


INBOX = """
import sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from smsdpo import app
from smsdpo.ui import style

folder = Path(sys.argv[1])
application = app.make_application()
style.start(application, "light")
settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
options = app.Options(store=folder / "office.smsdpo", key_file=folder / "key", today=date.fromisoformat(sys.argv[3]))
start = app.Start(options, settings)

told = []

def look():
    page = start.window.page("inbox") if start.window.at == "inbox" and start.window.at_work else None
    if page is None or not page.model.loaded:
        return
    if not told and page.list.isVisible():
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        if page.list.currentIndex().row() == 1 and page.list.current() is not None:
            page.list.viewport().repaint()
            told.append(time.time())
    if told and page.sheet.shown is not None:
        sys.stdout.write(f"{told[0]} {time.time()}")
        sys.stdout.flush()
        import os
        os._exit(0)

watch = QTimer(interval=1)
watch.timeout.connect(look)
watch.start()
start.window.show()
application.exec()
"""


@dataclass
class Runs:
    """Milliseconds from the start of a process to where it stopped: by the wall, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    """Until the message beside the list was there too."""

    def told(self, name: str) -> str:
        spread = f"({min(self.wall):.0f} to {max(self.wall):.0f})"
        return f"{name:14}{statistics.median(self.wall):7.0f} ms  {spread:16} processor {self.middle_cpu:5.0f} ms"

    @property
    def middle(self) -> float:
        return statistics.median(self.wall)

    @property
    def middle_cpu(self) -> float:
        return statistics.median(self.cpu)


def used() -> float:
    """Milliseconds of the processor that the children have used so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (usage.ru_utime + usage.ru_stime)


def measure(program: str, folder: str, runs: Runs | None = None) -> list[str]:
    """Run it once; answers what heavy things were loaded by then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began, before = time.time(), used()
    words = [sys.executable, "-c", program, folder, ",".join(HEAVY), TODAY]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
    at, *rest = done.stdout.split()
    loaded = [name for name in rest if name in HEAVY]
    if runs is not None:
        runs.wall.append(1000 * (float(at) - began))
        runs.whole += [1000 * (float(then) - began) for then in rest if then not in HEAVY]
        runs.cpu.append(used() - before)
    return loaded


def write_store(folder: Path) -> float:
    """The sample in an encrypted store, and its key file; answers the milliseconds that deriving its key takes."""
    from smsdpo.core.clock import FixedClock
    from smsdpo.core.paths import StorePaths
    from smsdpo.model import keys
    from smsdpo.services import sample
    from smsdpo.services.office import Office

    key = folder / "key"
    key.touch(0o600)
    key.write_text(PASSPHRASE)
    paths, clock = StorePaths(folder / "office.smsdpo"), FixedClock(sample.DAY)
    office, _ = Office.create(paths, clock, "D. Pearce", passphrase=PASSPHRASE)
    with office:
        sample.fill(office)
    file = keys.read_file(paths.keys)
    began = time.perf_counter()
    keys.unwrap_with_passphrase(file, PASSPHRASE)
    return 1000 * (time.perf_counter() - began)


def main() -> int:
    """Print the medians and their ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    all_runs = {name: Runs() for name in ("empty window", "our window", "our inbox")}
    programs = dict(zip(all_runs, (EMPTY, OURS, INBOX), strict=True))
    loaded: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        key = write_store(Path(folder))
        for program in programs.values():
            measure(program, folder)
        for _ in range(count):
            for name, program in programs.items():
                loaded += measure(program, folder, all_runs[name])
    for name, runs in all_runs.items():
        print(runs.told(name))
    empty, ours, inbox = all_runs.values()
    print(f"the message beside the list is there after {statistics.median(inbox.whole):.0f} ms")
    print(f"deriving the key alone takes {key:.0f} ms of the inbox's")
    print(f"heavy imports before first paint: {', '.join(sorted(set(loaded))) or 'none'}")
    shares = [one.middle_cpu / empty.middle_cpu for one in (ours, inbox)]
    print(f"by the processor: window {shares[0]:.2f} times the empty one, inbox {shares[1]:.2f} times")
    peer = f"empty {empty.middle:.0f} ms"
    met = [
        verdict.close("start to first paint", f"{ours.middle:.0f} ms", peer, ours.middle / empty.middle, GOAL),
        verdict.close("start to an inbox to use", f"{inbox.middle:.0f} ms", peer, inbox.middle / empty.middle, USABLE),
    ]
    return 0 if all(met) and not loaded else 1


if __name__ == "__main__":
    sys.exit(main())
