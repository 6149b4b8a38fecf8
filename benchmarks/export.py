"""One subject export (8 categories; workbook, JSON, CSV, zip) beside the raw openpyxl script for the same content.

    .venv/bin/python -m benchmarks.export

Peer, ours, peer in one run; medians and their ratio. Goal: at most 1.2 (performance.md, d). Ours also proves the files
by reopening them, encodes every cell, writes a manifest and waits for the disk; the peer does none of this.
"""

import argparse
import csv
import io
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from benchmarks import verdict
from smsdpo.export import wording
from smsdpo.export.subject import Column, Row, Section, SubjectFile, Use, Value
from smsdpo.export.subject_file import write_subject_file

GOAL = 1.2
KINDS = ("account", "text", "email", "phone", "text", "date", "money", "text")
COLUMNS = tuple(Column(f"field_{number}", f"Field {number}", kind) for number, kind in enumerate(KINDS))


def a_row(number: int) -> Row:
    """One invented record."""
    day = date(2024, 1, 1) + timedelta(days=number % 900)
    values: tuple[Value, ...] = (
        f"A-{number:06}",
        f"Person Number {number}",
        f"person{number}@example.org",
        f"+44 20 7946 {number % 1000:04}",
        "14 Example Street, Anytown",
        day,
        round(number * 1.37, 2),
        f"Asked for a call back about order {number} & was told about O'Brien <delivery>.",
    )
    return Row(values, "Website", "provided")


def a_file(rows: int) -> SubjectFile:
    """Eight categories with `rows` records each."""
    records = tuple(a_row(number) for number in range(rows))
    sections = tuple(Section(f"category_{number}", f"Category {number}", COLUMNS, records) for number in range(8))
    uses = tuple(Use(section.title, "To serve you", "Contract", "Nobody", "6 months", "You") for section in sections)
    made_at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return SubjectFile("DSR-2026-0001", 1, "Person", made_at, "0", "1", "Office", "o@example.org", sections, uses)


def raw_script(file: SubjectFile, folder: Path) -> None:
    """What one would write in an hour: the same sheets, JSON, CSV and zip with nothing checked."""
    header = [column.label for column in COLUMNS] + list(wording.RECORD_HEADER)
    book = Workbook(write_only=True)
    parts: dict[str, str] = {}
    document = []
    for section in file.sections:
        sheet = book.create_sheet(section.title)
        sheet.append(["No.", *header])
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        for number, row in enumerate(section.rows, start=1):
            about = (row.source, wording.provenance(row.provenance), wording.decision(row.decision))
            sheet.append([number, *row.values, *about])
            writer.writerow([*row.values, *about])
            keys = (column.key for column in COLUMNS)
            document.append(dict(zip(keys, row.values, strict=True)) | {"source": row.source})
        parts[f"{section.key}.csv"] = text.getvalue()
    plain = book.create_sheet("How we use your data")
    for use in file.uses:
        plain.append([use.category, use.purpose, use.basis, use.recipients, use.period, use.source])
    book.save(folder / "raw.xlsx")
    parts["data.json"] = json.dumps(document, default=str, ensure_ascii=False)
    with ZipFile(folder / "raw.zip", "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def timed(job: Callable[[SubjectFile, Path], object], file: SubjectFile) -> float:
    """Milliseconds of one run in an empty folder."""
    folder = Path(tempfile.mkdtemp())
    try:
        start = time.perf_counter()
        job(file, folder)
        return (time.perf_counter() - start) * 1000
    finally:
        shutil.rmtree(folder)


def compare(rows: int, runs: int) -> bool:
    """Print one line: medians of both and the ratio."""
    file = a_file(rows)
    for job in (raw_script, write_subject_file):
        timed(job, file)
    peer, ours = [], []
    for _ in range(runs):
        peer.append(timed(raw_script, file))
        ours.append(timed(write_subject_file, file))
        peer.append(timed(raw_script, file))
    limit, mine = statistics.median(peer), statistics.median(ours)
    title = f"export, 8 sheets of {rows} rows"
    return verdict.close(title, f"{mine:.1f} ms", f"openpyxl {limit:.1f} ms", mine / limit, GOAL)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, nargs="*", default=[12, 100])
    options.add_argument("--runs", type=int, default=9)
    chosen = options.parse_args()
    met = [compare(size, chosen.runs) for size in chosen.rows]
    sys.exit(0 if all(met) else 1)
