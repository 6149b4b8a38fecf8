"""The calendar's month with ten thousand open requests, beside the bare query for what it shows.

    .venv/bin/python -m benchmarks.calendar [--requests 10000] [--days 365]

Peer, ours, peer in one run, medians. The peer runs the very statement on the store's own connection and fetches its
rows. Ours brings the store's session, the chips' words, both dates and the working of each deadline, and lays out the
sheet. Goals (issue on the window, performance.md, g): no more than 5 ms beside the query; a repaint at most 5 ms.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from benchmarks.screen import PLATFORM

os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)

from PySide6.QtWidgets import QApplication
from sqlalchemy.dialects import sqlite

from benchmarks import verdict
from smsdpo.core.clock import LONDON, FixedClock
from smsdpo.domain import deadlines
from smsdpo.domain.holidays import WorkingDays
from smsdpo.model.queries import calendar as queries
from smsdpo.model.requests import Request
from smsdpo.services import calendar, clocks
from smsdpo.services.office import Office
from smsdpo.ui import style
from smsdpo.ui.widgets.month_days import span_of
from smsdpo.ui.widgets.month_grid import MonthGrid

TODAY = date(2026, 11, 22)
BESIDE, REPAINT = 5.0, 5.0  # ms
_KINDS = ("access", "erasure", "portability", "customer_data_return")


def filled(requests: int, over: int) -> Office:
    """An office whose open requests came in evenly over so many days around today."""
    office = Office.in_memory(FixedClock(TODAY), "D. Pearce")
    days = WorkingDays()
    first = TODAY - timedelta(days=over // 2)
    with office.operation("request.open") as op:
        for number in range(requests):
            day = first + timedelta(days=number * over // requests)
            op.session.add(_row(number, day, days))
    return office


def _row(number: int, day: date, days: WorkingDays) -> Request:
    received = datetime(day.year, day.month, day.day, 9, tzinfo=LONDON)
    row = Request(
        reference=f"DSR-2026-{number:05d}", type=_KINDS[number % len(_KINDS)], state="new", waiting_for="",
        received_at=received, received_on=day, channel="email", restated="", nation=days.nation, policy_version="6",
        opened_at=received, statutory_state="none", decided_by="none", working=[], sequence=0, settled="",
        settled_note="", outcome="", outcome_note="", password_by="", released_how="", recipient_name="A Person",
        recipient_email="", recipient_postal=[], doc=f"dsr-2026-{number:05d}",
    )  # fmt: skip
    clocks.store(row, deadlines.due(row.type, received, (), days))
    return row


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def processor(work: Callable[[], object], times: int) -> float:
    """Milliseconds of the processor that one run takes: for a machine that has other things to do."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) * 1000 / times


def bare_query(office: Office, first: date, last: date, each: int) -> Callable[[], object]:
    """The statement as text, on the connection beneath."""
    statement = queries.busy_days_query().compile(dialect=sqlite.dialect(paramstyle="named"))
    span = {"first": first, "last": last, "until": last + timedelta(days=31), "each": each}
    values = {**statement.params, **{key: str(value) for key, value in span.items()}, "each": each}

    def run() -> object:
        with office.reading() as session:
            return session.connection().connection.cursor().execute(str(statement), values).fetchall()

    return run


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--requests", type=int, default=10_000)
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--times", type=int, default=15)
    given = words.parse_args()
    application = QApplication.instance() or QApplication(["benchmark", *style.ARGUMENTS])
    assert isinstance(application, QApplication)
    style.start(application, "light")
    office = filled(given.requests, given.days)
    first, last = span_of(TODAY)
    grid = MonthGrid("month", "Month")
    grid.resize(900, 720)
    grid.show()
    application.processEvents()
    each = grid.room()
    peer = bare_query(office, first, last, each)
    holidays = calendar.holidays(office, first, last)

    def ours() -> None:
        grid.show_sheet(TODAY, calendar.days(office, first, last, each), holidays, TODAY)

    timed(peer, 3), timed(ours, 3)
    busy = [processor(work, given.times) for work in (peer, ours)]
    before, mine, after = timed(peer, given.times), timed(ours, given.times), timed(peer, given.times)
    raw, month = statistics.median(before + after), statistics.median(mine)
    painted = statistics.median(timed(lambda: (grid.viewport().repaint(), application.processEvents()), given.times))
    shown = sum(len(day.items) for day in calendar.days(office, first, last, each))
    print(f"{given.requests} open requests, {shown} deadlines on the sheet; query {raw:.1f} ms, month {month:.1f} ms")
    print(f"by the processor: query {busy[0]:.1f} ms, month {busy[1]:.1f} ms, beside it {busy[1] - busy[0]:.1f} ms")
    beside = verdict.close(
        "calendar month beside its query", f"{month - raw:.1f} ms", f"{BESIDE:.0f} ms", (month - raw) / BESIDE, 1.0
    )
    quick = verdict.close("calendar month repainted", f"{painted:.1f} ms", f"{REPAINT:.0f} ms", painted / REPAINT, 1.0)
    office.close()
    return int(not (beside and quick))


if __name__ == "__main__":
    raise SystemExit(main())
