"""The lists at 100,000 requests: first page at most 100 ms, a step of scrolling 16.7 ms (p95), each order at most twice
the bare SQL of the same run, the palette 50 ms.

The bare SQL is what a page cannot do without, on the bare connection of the same encrypted store: which rows, how many
there are in all, and their columns. Ours makes the lines of it, in the layers of the program.
"""

import argparse
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.screen import PLATFORM

os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import insert

from benchmarks import verdict
from benchmarks.search import batches, write_people
from smsdpo.core.clock import FixedClock
from smsdpo.core.paths import StorePaths
from smsdpo.domain import request_types
from smsdpo.domain.identifiers import fold
from smsdpo.model.base import instant_text
from smsdpo.model.bulk import BulkWriter
from smsdpo.model.requests import Request
from smsdpo.services import lookalikes, palette, requests
from smsdpo.services.office import Office
from smsdpo.ui.screens.requests import RequestsPage

FIRST, STEP, PALETTE, BESIDE = 100.0, 16.7, 50.0, 2.0
WORK = Path("/tmp/smsdpo-benchmarks")  # noqa: S108 - invented people only
PASSPHRASE = "only invented people"  # noqa: S105 - nothing real is in it
TODAY = date(2026, 11, 22)
PAGE = 200
STATES = ("new", "identity", "searching", "review", "decided", "waiting", "closed")
STAFF = ("", "D. Pearce", "Marta Silva", "Tom Ash")
ORDERS = {
    "due": "effective_due IS NULL, effective_due, id",
    "received": "received_at, id",
    "reference": "id",
    "person": "sort_name, id",
    "type": "type, effective_due, id",
    "state": "state, effective_due, id",
    "assignee": "assignee, effective_due, id",
}


def the_office(count: int) -> Office:
    """An encrypted store of so many requests, each of a person; made once, then opened again."""
    folder = WORK / f"lists-{count}"
    paths, clock = StorePaths(folder / "office.smsdpo"), FixedClock(TODAY)
    if (folder / "whole").exists():
        return Office.open(paths, clock, "D. Pearce", passphrase=PASSPHRASE, state_dir=folder / "state")
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    office, _ = Office.create(paths, clock, "D. Pearce", passphrase=PASSPHRASE, state_dir=folder / "state")
    office.change_settings({"staff": [{"name": name, "login": ""} for name in STAFF if name]})
    with office.operation("benchmark.fill") as op:
        writer, chance, now = BulkWriter(op.session), random.Random(2026), instant_text(office.clock.now())
        for batch in batches(count):
            first = write_people(writer, batch, now)
            made = [one(number, row[0], chance) for number, row in enumerate(batch, first)]
            op.session.connection().execute(insert(Request), made)
    (folder / "whole").touch()
    print(f"{count:,} requests written in {time.perf_counter() - began:.0f} s")
    return office


def one(number: int, name: str, chance: random.Random) -> dict[str, Any]:
    """A request of the person of this number, half of them closed; the dates are of the last and the next year."""
    received = datetime(2025, 11, 22, 9, tzinfo=UTC) + timedelta(minutes=chance.randrange(525_000))
    due = received.date() + timedelta(days=30)
    kind = chance.choice(sorted(request_types.REQUEST_TYPES))
    state = "closed" if number % 2 else chance.choice(STATES)
    reference, folded = f"DSR-2026-{number:04d}", fold(name)
    return {
        **dict.fromkeys(_EMPTY, ""), "id": number, "reference": reference, "type": kind, "state": state,
        "person_id": number, "received_at": received, "received_on": received.date(), "channel": "email",
        "nation": "england-and-wales",
        "opened_at": received, "policy_due": due, "statutory_due": due, "statutory_state": "due",
        "effective_due": due if number % 50 else None, "act_by": due, "decided_by": "both", "sequence": 0,
        "working": ["The policy promises an answer within 30 days.", f"30 days after receipt is {due}."] * 3,
        "recipient_name": name, "recipient_postal": [], "version": 1, "assignee": chance.choice(STAFF),
        "sort_name": folded, "doc": f"{fold(reference)} {folded}",
    }  # fmt: skip


_EMPTY = (
    "waiting_for", "restated", "policy_version", "settled", "settled_note", "outcome", "outcome_note",
    "password_by", "released_how", "recipient_email",
)  # fmt: skip


# --- what is measured -------------------------------------------------------------------------------------------------


def timed(job: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def usual(job: Callable[[], object]) -> float:
    """Milliseconds of the median of three runs."""
    return statistics.median(timed(job) for _ in range(3))


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def show(what: str, times: Sequence[float]) -> None:
    print(f"{what:34} p50 {statistics.median(times):7.2f}  p95 {p95(times):7.2f}  max {max(times):7.2f} ms")


def bare(office: Office, sort: str, offset: int) -> None:
    """A page on the bare connection: which, how many, and their columns."""
    with office.reading() as session:
        connection: Any = session.connection().connection.dbapi_connection
        where = "state <> 'closed'"
        order = f"SELECT id FROM request WHERE {where} ORDER BY {ORDERS[sort]} LIMIT {PAGE} OFFSET {offset}"
        ids = [row[0] for row in connection.execute(order)]
        connection.execute(f"SELECT count(*) FROM request WHERE {where}").fetchone()
        marks = ",".join("?" * len(ids))
        connection.execute(
            "SELECT r.id, reference, type, state, waiting_for, person_id, received_on, policy_due, statutory_due,"
            " statutory_state, effective_due, act_by, decided_by, working, due_instant, outcome, assignee,"
            f" recipient_name, p.name FROM request r LEFT JOIN person p ON p.id = r.person_id WHERE r.id IN ({marks})",
            ids,
        ).fetchall()


def measure_orders(office: Office, offsets: Sequence[int]) -> list[bool]:
    """Each order beside the bare SQL, at the same places, in turn."""
    met = []
    for sort in ORDERS:
        mine, peer = [], []
        for offset in offsets:
            peer.append(usual(partial(bare, office, sort, offset)))
            mine.append(usual(partial(requests.page, office, sort=sort, offset=offset, limit=PAGE)))
        ours, theirs = statistics.median(mine), statistics.median(peer)
        met.append(
            verdict.close(f"list by {sort}", f"{ours:.1f} ms", f"bare SQL {theirs:.1f} ms", ours / theirs, BESIDE)
        )
    return met


def measure(office: Office) -> list[bool]:
    """What the services need, without a window."""
    first = timed(lambda: requests.page(office))  # once: from then on the office knows how long the list is
    met = [verdict.close("list, first page", f"{first:.1f} ms", f"{FIRST:.0f} ms", first / FIRST, 1.0)]
    total, chance = requests.counts(office)["open"], random.Random(5)
    offsets = [chance.randrange(max(1, total - PAGE)) for _ in range(200)]
    steps = [timed(partial(requests.page, office, offset=offset)) for offset in offsets]
    show("200 random pages", steps)
    met.append(verdict.close("list, a page, p95", f"{p95(steps):.1f} ms", f"{STEP} ms", p95(steps) / STEP, 1.0))
    met += measure_orders(office, offsets[:20])
    for what, job in beside(office).items():
        show(what, [timed(job) for _ in range(10)])
    hits = [usual(partial(palette.hits, office, typed)) for typed in ("quinford w", "dsr-2026-50123", "wanda", "o")]
    show("palette", hits)
    met.append(verdict.close("palette, slowest", f"{max(hits):.1f} ms", f"{PALETTE:.0f} ms", max(hits) / PALETTE, 1.0))
    return met


def beside(office: Office) -> dict[str, Callable[[], object]]:
    """What has no goal of its own."""
    return {
        "counts of the views": partial(requests.counts, office),
        "filter by a word": partial(requests.page, office, text="quinford", view="all"),
        "filter by type and week": partial(requests.page, office, text="type:erasure due:week"),
        "grouped by type": partial(requests.page, office, group="type"),
        "grouped by assignee": partial(requests.page, office, group="assignee"),
        "grouped by due, sorted by person": partial(requests.page, office, group="due", sort="person"),
        "look-alikes": partial(lookalikes.lookalikes, office, 77),
    }


# --- in the window ----------------------------------------------------------------------------------------------------


class Shown:
    """The page of requests in a window of its own, offscreen, on the store's real thread."""

    def __init__(self, count: int) -> None:
        from PySide6.QtCore import QSettings

        from smsdpo.app import make_application
        from smsdpo.ui import style
        from smsdpo.ui.main_window import MainWindow
        from smsdpo.ui.screens import SCREENS
        from smsdpo.ui.tasks import Tasks

        self.application = make_application()
        style.start(self.application, "light")
        self.tasks = Tasks()
        self.tasks.open(lambda: the_office(count))
        settings = QSettings(str(WORK / "lists.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self.tasks, FixedClock(TODAY), SCREENS, settings)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.begin("D. Pearce")
        self.rest()

    def rest(self) -> None:
        """Until everything asked has been answered."""
        self.application.processEvents()
        while self.tasks.running:
            self.application.processEvents()
        self.application.processEvents()

    def until(self, ready: Callable[[], bool]) -> None:
        """Until it is so, and painted."""
        while not ready():
            self.application.processEvents()
        self.window.repaint()

    def first(self) -> float:
        """Milliseconds from the press on *Requests* to the first rows on the screen; the page is built then, too."""

        def go() -> None:
            self.window.go("requests")
            page = self.window.page("requests")
            assert isinstance(page, RequestsPage)
            self.until(lambda: page.list.current() is not None)

        return timed(go)

    def steps(self, count: int) -> tuple[list[float], list[float]]:
        """Milliseconds of PageDown until the rows now on show are painted: by the wall, and of the processor."""
        page = self.window.page("requests")
        assert isinstance(page, RequestsPage)
        rows, wall, cpu = page.list, [], []

        def step() -> None:
            QTest.keyClick(rows, Qt.Key.Key_PageDown)
            seen = rows.rowAt(2), rows.currentIndex().row()
            self.until(lambda: all(page.model.record(row) is not None for row in seen))

        for _ in range(count):
            used = time.process_time()
            wall.append(timed(step))
            cpu.append((time.process_time() - used) * 1000)
            self.rest()
        return wall, cpu


def measure_window(count: int) -> list[bool]:
    """Opened and scrolled as somebody does it."""
    shown = Shown(count)
    first = shown.first()
    met = [verdict.close("list in the window, opened", f"{first:.0f} ms", f"{FIRST:.0f} ms", first / FIRST, 1.0)]
    shown.rest()
    wall, cpu = shown.steps(100)
    show("PageDown in the window", wall)
    show("PageDown, by the processor", cpu)
    met.append(verdict.close("PageDown, p95", f"{p95(wall):.1f} ms", f"{STEP} ms", p95(wall) / STEP, 1.0))
    shown.window.close()
    return met


def main() -> int:
    """Print the figures; 1 where a goal is missed."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--requests", type=int, default=100_000)
    count = words.parse_args().requests
    WORK.mkdir(exist_ok=True)
    print(f"{count:,} requests, encrypted; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with the_office(count) as office:
        met = measure(office)
    met += measure_window(count)
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
