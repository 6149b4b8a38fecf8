"""Import of a CSV: ours beside the full job in plain sqlite3, in the same run (goal: at most 1.3 times), and once more
with 300,000 rows (goal: 350 MB for the program and its worker together).

The plain job parses, normalises with the same functions, finds or creates the person, works out the stored date of
deletion, hashes the row and fills a trigram index, without encryption, cage, provenance, audit or tables for short
fragments.
"""

import argparse
import csv
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import verdict
from benchmarks.made_up import COLUMNS, MAPPING, write_csv

Row = tuple[object, ...]
GOAL, MEMORY, MEMORY_ROWS = 1.3, 350, 300_000
WORK = Path("/tmp/smsdpo-benchmarks")  # noqa: S108 - invented people only


def plain(path: Path) -> float:
    """The full job in the standard library, on a file; its seconds."""
    from smsdpo.connectors.days import read_day
    from smsdpo.domain import categories, identifiers, row_keys

    began = time.perf_counter()
    target = WORK / "plain.sqlite"
    for old in WORK.glob("plain.sqlite*"):
        old.unlink()
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA secure_delete=ON;"
        "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, doc TEXT);"
        "CREATE TABLE identifier(person_id, kind, value, shown);"
        "CREATE INDEX ix_identifier ON identifier(kind, value);"
        "CREATE TABLE record(id INTEGER PRIMARY KEY, person_id, key TEXT, hash TEXT, payload TEXT, recorded, kept);"
        "CREATE UNIQUE INDEX ix_key ON record(key); CREATE INDEX ix_kept ON record(kept, person_id);"
        "CREATE INDEX ix_person ON record(person_id);"
        "CREATE VIRTUAL TABLE search USING fts5(doc, content='person', content_rowid='id', tokenize='trigram',"
        " detail=none); BEGIN"
    )
    category = categories.get("contact_form")
    known: dict[tuple[str, str], int] = {}
    people: list[Row] = []
    idents: list[Row] = []
    records: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        keys = [COLUMNS.get(header, header) for header in next(reader)]
        for cells in reader:
            fields = {key: value.strip() for key, value in zip(keys, cells, strict=True) if value.strip()}
            fields["collected_on"] = read_day(fields["collected_on"], "dmy") or ""
            found = identifiers.identifiers_of("contact_form", fields)
            by = {kind: value for kind, value, _ in found}
            person = known.get(("email", by["email"])) or known.get((by["phone"], by["name"]))
            if person is None:
                person = len(known) + 1
                known["email", by["email"]] = person
                known[by["phone"], by["name"]] = person
                people.append((person, fields["name"], identifiers.search_document(found)))
                idents.extend((person, kind, value, shown) for kind, value, shown in found if kind != "name")
            payload = row_keys.payload_text(fields)
            until, _ = categories.kept_until(category, fields)
            key = row_keys.row_key(*(fields.get(part, "") for part in category.identity))
            records.append((person, key, row_keys.text_hash(payload), payload, fields["collected_on"], str(until)))
            if len(records) == 10_000:
                _flush(db, people, idents, records)
    _flush(db, people, idents, records)
    db.execute("COMMIT")
    db.close()
    return time.perf_counter() - began


def _flush(
    db: sqlite3.Connection,
    people: list[Row],
    idents: list[Row],
    records: list[Row],
) -> None:
    db.executemany("INSERT INTO person VALUES (?, ?, ?)", people)
    db.executemany("INSERT INTO search(rowid, doc) VALUES (?, ?)", [(row[0], row[2]) for row in people])
    db.executemany("INSERT INTO identifier VALUES (?, ?, ?, ?)", idents)
    db.executemany(
        "INSERT OR IGNORE INTO record(person_id, key, hash, payload, recorded, kept) VALUES (?, ?, ?, ?, ?, ?)", records
    )
    for rows in (people, idents, records):
        rows.clear()


def ours(path: Path) -> float:
    """The program's own import into a new encrypted store on a file; its seconds, without making the store."""
    import shutil

    from smsdpo.core.clock import SystemClock
    from smsdpo.core.paths import StorePaths
    from smsdpo.services import imports, sources
    from smsdpo.services.office import Office

    folder = WORK / "ours"
    shutil.rmtree(folder, ignore_errors=True)
    mapping = WORK / "mapping.json"
    mapping.write_text(json.dumps(MAPPING))
    office, _ = Office.create(
        StorePaths(folder / "office.smsdpo"),
        SystemClock(),
        "benchmark",
        passphrase="only invented people",  # noqa: S106 - nothing real is in it
        state_dir=folder / "state",
    )
    with office:
        sources.add_source(office, "Forms")
        began = time.perf_counter()
        imports.import_file(office, path, "Forms", mapping)
        return time.perf_counter() - began


def timed(job: str, path: Path) -> dict[str, float]:
    """One job in a process of its own: seconds, and the greatest memory of it and of its worker."""
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", "--job", job, "--file", str(path)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    figures: dict[str, float] = json.loads(out.splitlines()[-1])
    return figures


def made(rows: int) -> Path:
    """A file of so many rows."""
    WORK.mkdir(exist_ok=True)
    path = WORK / f"forms-{rows}.csv"
    write_csv(path, rows)
    return path


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=100_000)
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--job", choices=("plain", "ours"))
    words.add_argument("--file", type=Path)
    given = words.parse_args()
    if given.job:
        seconds = {"plain": plain, "ours": ours}[given.job](given.file)
        usage = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        )
        print(json.dumps({"seconds": seconds, "mb": usage[0] / 1024, "worker_mb": usage[1] / 1024}))
        return 0
    path = made(given.rows)
    results: dict[str, list[dict[str, float]]] = {"plain": [], "ours": []}
    for _ in range(given.runs):
        for job, kept in results.items():
            kept.append(timed(job, path))
    medians = {job: statistics.median(run["seconds"] for run in runs) for job, runs in results.items()}
    for job, runs in results.items():
        print(
            f"{job:6} {medians[job]:7.1f} s  {given.rows / medians[job]:9,.0f} rows/s "
            f" peak {max(run['mb'] for run in runs):5.0f} MB, worker {max(run['worker_mb'] for run in runs):5.0f} MB"
        )
    mine, peer = (f"{given.rows / medians[job]:,.0f} rows/s" for job in ("ours", "plain"))
    large = timed("ours", made(MEMORY_ROWS))
    most = large["mb"] + large["worker_mb"]
    print(f"ours   {large['seconds']:7.1f} s for {MEMORY_ROWS:,} rows, of which the memory is taken")
    met = [
        verdict.close("import of a CSV", mine, peer, medians["ours"] / medians["plain"], GOAL),
        verdict.close(f"import of {MEMORY_ROWS:,} rows, memory", f"{most:.0f} MB", f"{MEMORY} MB", most / MEMORY, 1.0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
