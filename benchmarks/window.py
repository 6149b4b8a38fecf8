"""The longest pause of the window's thread through a whole access request, while a large table is imported.

    .venv/bin/python -m benchmarks.window [--rows 1000000] [--quick]

Offscreen, on an encrypted store, through what the window itself calls: letter opened, accepted, identity, data found,
included, settled, answer made, printed to a file, noted as sent, closed; then the other places and a switch of the
look. A timer of 10 ms on the window's thread is the heart: the longest time between two beats is the pause somebody
would feel (goal of the issue on the window: 200 ms). Each gap is told with what was being done. Beside stands for how
long the window's thread was on the processor, and (on Linux) for how long it stood in the queue for one: that is the
machine's load. What is left it waited for the interpreter, which the import held.
"""

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.screen import PLATFORM

os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import verdict
from benchmarks.made_up import MAPPING, write_csv
from smsdpo import app
from smsdpo.core.clock import FixedClock, SystemClock
from smsdpo.core.paths import StorePaths
from smsdpo.domain.records.requests import RequestFile
from smsdpo.services import sample
from smsdpo.services.office import Office
from smsdpo.ui import style
from smsdpo.ui.garbage import collect_here
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.screens.inbox import InboxPage
from smsdpo.ui.screens.request import RequestPage
from smsdpo.ui.tasks import Job, Tasks

GOAL = 200.0
BEAT = 10  # ms
LONGEST = 120_000  # ms that an act may take before the run is given up
QUICK = 100_000
SHOWN = 8
_QUEUE = Path("/proc/thread-self/schedstat")
PASSPHRASE = "only invented people"  # noqa: S105 - nothing real is in it


@dataclass(frozen=True)
class Gap:
    """Milliseconds between two beats, of them on the processor and in the queue for it, and what was being done."""

    wall: float
    cpu: float
    queued: float
    during: str

    def __str__(self) -> str:
        held = max(0.0, self.wall - self.cpu - self.queued)
        return (
            f"{self.wall:7.0f} ms: {self.cpu:5.0f} on the processor, {self.queued:5.0f} in the queue for it, "
            f"{held:5.0f} without the interpreter, during: {self.during}"
        )


class Heart:
    """Beats on the window's thread and keeps the gaps."""

    def __init__(self) -> None:
        self.during = ""
        self.gaps: list[Gap] = []
        self._last = _times()
        self._timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        now = _times()
        wall, cpu, queued = (after - before for before, after in zip(self._last, now, strict=True))
        self.gaps.append(Gap(wall, cpu, queued, self.during))
        self._last = now


def _times() -> tuple[float, float, float]:
    """Milliseconds of the wall, of this thread on the processor, and of this thread ready to run but not running."""
    queued = int(_QUEUE.read_text().split()[1]) / 1e6 if _QUEUE.exists() else 0.0
    return 1000 * time.perf_counter(), 1000 * time.thread_time(), queued


class Journey:
    """One window, and an office that is busy."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application, self.folder = application, folder
        self.heart = Heart()
        self.tasks = Tasks()
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("output_folder", str(folder / "out"))
        self.window = MainWindow(
            self.tasks, FixedClock(sample.DAY), SCREENS, settings, rehearsal=True, print_to=folder / "printed.pdf"
        )
        self.window.resize(1440, 900)

    def wait(self, ready: Callable[[], bool], what: str) -> None:
        """Let the window live until something is so; it sleeps between two beats, as it does at a desk."""
        longest = QDeadlineTimer(LONGEST)
        flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while not ready():
            self.application.processEvents(flags)
            if longest.hasExpired():
                raise SystemExit(f"{what}: gave up waiting")

    def act(self, what: str, do: Callable[[], object], ready: Callable[[], bool]) -> None:
        """Do something and wait until the window shows it."""
        self.heart.during = what
        do()
        self.wait(ready, what)
        quiet = QDeadlineTimer(300)  # what follows from it: counts, lists, a preview
        self.wait(quiet.hasExpired, what)

    def open(self) -> None:
        """Make the sample office and open it."""

        def make() -> Office:
            paths = StorePaths(self.folder / "office.smsdpo")
            office, _ = Office.create(paths, FixedClock(sample.DAY), "D. Pearce", passphrase=PASSPHRASE)
            sample.fill(office)
            return office

        opened: list[bool] = []
        self.window.show()
        self.tasks.open(make, lambda _none: opened.append(True))
        self.wait(lambda: bool(opened), "opening")

    def show(self) -> None:
        """Show the work; from here on pauses count."""
        self.heart.beat()
        self.heart.gaps.clear()
        self.act("first show", lambda: self.window.begin("D. Pearce"), lambda: self.inbox.sheet.shown is not None)

    @property
    def inbox(self) -> InboxPage:
        page = self.window.page("inbox")
        assert isinstance(page, InboxPage)
        return page

    @property
    def page(self) -> RequestPage:
        page = self.window.page("request")
        assert isinstance(page, RequestPage)
        return page

    @property
    def file(self) -> RequestFile | None:
        """The request on show."""
        opened = self.page.sheet.opened
        return opened.file if opened is not None else None

    def is_(self, told: Callable[[RequestFile], object]) -> Callable[[], bool]:
        """Whether the request on show is so."""
        return lambda: self.file is not None and bool(told(self.file))

    def answer(self) -> None:
        """The access letter, from the inbox to closed."""
        page, inbox = self.page, self.inbox
        self.act("accept", inbox.sheet.form.take, self.is_(lambda file: file.card.reference))
        check = page.sheet.identity.checked
        self.act("identity", lambda: check.emit("known_address", ""), self.is_(lambda file: file.identity))
        self.act("find data", page.data.find_data, self.is_(lambda file: file.findings))
        self.act("include all", page.data.include_all, self.is_(lambda file: not file.undecided))
        settle = page.sheet.decision.settled
        self.act("settle", lambda: settle.emit("provided_in_full", ""), self.is_(lambda file: file.settled))
        self.act("make workbook and letter", page.answer.create_outputs, self.is_(self._made))
        self.act("print to a file", page.answer.print_letter, (self.folder / "printed.pdf").exists)
        self.act("send panel", lambda: page.show_step("send"), lambda: page.sheet.panel == "send")
        send = page.sheet.sending
        self.act("password", lambda: send.password.emit("by telephone"), lambda: True)
        self.act("note as sent", lambda: send.send.emit("by e-mail"), self.is_(lambda file: file.letters[-1].sent))
        self.act("close", send.close_it.emit, self.is_(lambda file: file.card.state == "closed"))

    def _made(self, file: RequestFile) -> bool:
        return any(letter.code == "L06" for letter in file.letters)

    def look_around(self) -> None:
        """The other places, the palette, and a switch of the look there and back."""
        for key in ("requests", "people", "calendar", "settings", "inbox"):
            self.act(f"go to {key}", lambda key=key: self.window.go(key), lambda: True)  # type: ignore[misc]
        self.act("palette", lambda: self.window.book.run_key("palette"), lambda: True)
        for name in ("dark", "light"):
            self.act(f"look {name}", lambda name=name: style.choose(name), lambda: True)  # type: ignore[misc]


class Import:
    """The table going into an encrypted store of its own in the window's process, again and again until stopped: the
    store's one thread would else answer nothing until the import has ended, and there were no journey to measure."""

    def __init__(self, journey: Journey, rows: int) -> None:
        self._folder, self._tasks = journey.folder, journey.tasks
        self._table = journey.folder / f"forms-{rows}.csv"
        write_csv(self._table, rows)
        self.rows, self._last = 0, 0
        self.job = self._tasks.beside("Adding", self._work)

    def _work(self, job: Job) -> None:
        from smsdpo.services import imports, sources

        mapping = self._folder / "mapping.json"
        mapping.write_text(json.dumps(MAPPING))
        for number in itertools.count():
            paths = StorePaths(self._folder / f"import-{number}" / "office.smsdpo")
            office, _ = Office.create(paths, SystemClock(), "D. Pearce", passphrase=PASSPHRASE)
            with office:
                sources.add_source(office, "Forms")
                self._last = 0
                imports.import_file(
                    office, self._table, "Forms", mapping, progress=lambda done, _all: self._say(job, done)
                )

    def _say(self, job: Job, done: int) -> None:
        self.rows, self._last = self.rows + done - self._last, done
        job(done)


def main() -> int:
    """Print the longest gaps; 1 where one is longer than the goal."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--quick", action="store_true", help=f"{QUICK:,} rows")
    given = words.parse_args()
    application = app.make_application()
    style.start(application, "light")
    collect_here(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        journey = Journey(application, Path(folder))
        journey.open()
        busy = Import(journey, QUICK if given.quick else given.rows)
        journey.wait(lambda: busy.rows > 0, "the import")
        journey.show()
        began = time.perf_counter()
        journey.answer()
        journey.look_around()
        took = time.perf_counter() - began
        busy.job.cancel()
        journey.wait(lambda: not journey.tasks.running, "end")
        gaps = sorted(journey.heart.gaps, key=lambda gap: -gap.wall)
        journey.window.close()
    print(f"the journey took {took:.0f} s; {busy.rows:,} rows were imported meanwhile")
    for gap in gaps[:SHOWN]:
        print(gap)
    worst = gaps[0].wall
    by_cpu = max(gaps, key=lambda gap: gap.cpu)
    print(f"the longest by the processor: {by_cpu.cpu:.0f} ms, during: {by_cpu.during}")
    return 0 if verdict.close("longest pause", f"{worst:.0f} ms", f"{GOAL:.0f} ms", worst / GOAL, 1.0) else 1


if __name__ == "__main__":
    sys.exit(main())
