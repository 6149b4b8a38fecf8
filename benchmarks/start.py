"""Process start to first paint: our window beside an empty one of the same widgets (goal: at most 1.25 times).

    python -m benchmarks.start [RUNS]

Offscreen, a fresh process each time, medians. Nothing heavy may be imported before the first paint; the run fails if
it was, whatever the clock says.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks import verdict

GOAL = 1.25
RUNS = 9
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


def measure(program: str, folder: str) -> tuple[float, list[str]]:
    """Milliseconds from the start of the process to the first paint, and what heavy things were loaded by then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    began = time.time()
    words = [sys.executable, "-c", program, folder, ",".join(HEAVY)]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
    at, *loaded = done.stdout.split()
    return 1000 * (float(at) - began), loaded


def main() -> int:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    times: dict[str, list[float]] = {"empty": [], "ours": []}
    loaded: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for program in (EMPTY, OURS):
            measure(program, folder)
        for _ in range(runs):
            times["empty"].append(measure(EMPTY, folder)[0])
            ours, loaded = measure(OURS, folder)
            times["ours"].append(ours)
    empty, ours = (statistics.median(times[one]) for one in ("empty", "ours"))
    print(f"empty window  {empty:7.0f} ms  ({min(times['empty']):.0f} to {max(times['empty']):.0f})")
    print(f"our window    {ours:7.0f} ms  ({min(times['ours']):.0f} to {max(times['ours']):.0f})")
    print(f"heavy imports before first paint: {', '.join(loaded) or 'none'}")
    met = verdict.close("start to first paint", f"{ours:.0f} ms", f"empty {empty:.0f} ms", ours / empty, GOAL)
    return 0 if met and not loaded else 1


if __name__ == "__main__":
    sys.exit(main())
