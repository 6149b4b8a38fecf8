"""The trail written out as a table, for an auditor who reads it without this program."""

import csv
from pathlib import Path

from smsdpo.core.paths import written_whole
from smsdpo.export.cells import Tally, csv_field
from smsdpo.model.queries import trail
from smsdpo.model.session import Session
from smsdpo.services.office import Office

HEADER = ("line", "at (UTC)", "who", "what", "about", "details", "reason", "seal")


def write(office: Office, target: Path) -> int:
    """Write every line of the trail as CSV (UTF-8) and return how many there are. That it was written out stands in
    the trail from then on, but for a store in which nothing can be changed: an auditor may have to read that too."""
    if office.read_only_because:
        with office.reading() as session:
            return _write(session, target)
    with office.operation("audit.export") as op:
        entries = _write(op.session, target)
        op.wrote(target)
        op.note(entries=entries)
    return entries


def _write(session: Session, target: Path) -> int:
    entries, tally = 0, Tally()
    with written_whole(target) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for row in trail.rows(session):
            out.writerow([csv_field(value, tally) for value in row])
            entries += 1
    return entries
