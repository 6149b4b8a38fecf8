"""The trail: verifying and writing it, beside the plainest way of doing the same with the standard library.

    .venv/bin/python -m benchmarks.audit --lines 1000000

Peer, ours, peer in one run; medians and their ratio. Verifying: the peer reads an unencrypted file and hashes each
line, put together in Python with length prefixes; ours reads the encrypted store, checks a keyed hash, the order and
the ends noted outside. Writing: the peer puts one row in a transaction of its own; ours is a whole operation with its
session and the note outside. Goals: verifying at most 1.25, writing at most 1.5 (performance.md, i).
"""

import argparse
import hashlib
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import verdict
from smsdpo.core.clock import SystemClock
from smsdpo.core.paths import StorePaths
from smsdpo.model import audit
from smsdpo.services import audit as trail
from smsdpo.services.office import Office

Line = tuple[int, str, str, str, str, str, str, str]
AT = "2026-11-22T12:00:00.000000+00:00"
COLUMNS = "seq INTEGER PRIMARY KEY, at_utc TEXT, actor TEXT, action TEXT, about TEXT, payload TEXT, prev TEXT, mac TEXT"
INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
WRITTEN = 200
WORDS = "four words of nobody"


def lines(office: Office, count: int) -> list[Line]:
    """A trail that goes on where the office's own ends."""
    with office.reading() as session:
        last = audit.head(session)
    made: list[Line] = []
    prev = last.mac
    for seq in range(last.seq + 1, last.seq + 1 + count):
        about, payload = f"DSR-2026-{seq:07}", f'{{"due":"2026-12-22","type":"access","version":{seq % 7}}}'
        mac = audit._mac(office.keys.mac, seq, AT, "D. Pearce", "request.open", about, payload, prev)
        made.append((seq, AT, "D. Pearce", "request.open", about, payload, prev, mac))
        prev = mac
    return made


def plain_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; CREATE TABLE event ({COLUMNS});"
    )
    return connection


def fill(office: Office, plain: sqlite3.Connection, count: int) -> None:
    made = lines(office, count)
    with office.store.writing() as session:
        driver = session.connection().connection.dbapi_connection
        assert driver
        driver.executemany(INSERT, made)
    plain.execute("BEGIN")
    plain.executemany(INSERT, made)
    plain.execute("COMMIT")


def verify_plain(plain: sqlite3.Connection) -> None:
    query = "SELECT seq, at_utc, actor, action, about, payload, prev FROM event ORDER BY seq"
    for seq, at, actor, action, about, payload, prev in plain.execute(query):
        line = (
            f"{seq}:{len(at)}:{at}{len(actor)}:{actor}{len(action)}:{action}"
            f"{len(about)}:{about}{len(payload)}:{payload}{prev}"
        )
        hashlib.sha256(line.encode()).hexdigest()


def write_plain(plain: sqlite3.Connection) -> None:
    start = plain.execute("SELECT max(seq) FROM event").fetchone()[0]
    for seq in range(start + 1, start + 1 + WRITTEN):
        plain.execute(INSERT, (seq, AT, "D. Pearce", "request.open", "DSR", "{}", "0" * 64, "0" * 64))


def write_ours(office: Office) -> None:
    for number in range(WRITTEN):
        with office.operation("request.open", about="DSR") as operation:
            operation.note(number=number)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(title: str, count: int, peer: Callable[[], object], ours: Callable[[], object], goal: float) -> bool:
    theirs: list[float] = []
    mine: list[float] = []
    for _ in range(3):
        theirs.append(seconds(peer))
        mine.append(seconds(ours))
        theirs.append(seconds(peer))
    a, b = statistics.median(theirs), statistics.median(mine)
    return verdict.close(f"trail, {title}", f"{count / b:,.0f}/s", f"{count / a:,.0f}/s", b / a, goal)


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--lines", type=int, default=300_000)
    count: int = wanted.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        paths = StorePaths(base / "office" / "office.smsdpo")
        office, _ = Office.create(paths, SystemClock(), "D. Pearce", passphrase=WORDS, state_dir=base / "state")
        plain = plain_file(base / "plain.sqlite")
        fill(office, plain, count)
        report = trail.verify(office)
        assert report.intact, report.say
        met = [
            compare("verify", count, lambda: verify_plain(plain), lambda: trail.verify(office), 1.25),
            compare("write", WRITTEN, lambda: write_plain(plain), lambda: write_ours(office), 1.5),
        ]
        office.close()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
