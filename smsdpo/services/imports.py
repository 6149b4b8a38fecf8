"""Bring in an extract of a source: all of it or nothing, people recognised, the same file twice changing nothing."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from smsdpo.connectors.mapping import ColumnMapping, load_mapping
from smsdpo.connectors.tabular import Batch, check_file, read_table
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.holdings import ImportReport, RefusedRow
from smsdpo.model.bulk import BulkWriter
from smsdpo.model.queries.sources import source_named
from smsdpo.model.sources import ImportBatch, Source
from smsdpo.services.matching import Matcher
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

Progress = Callable[[int, int], None]
"""Rows done, and how many there are where that is known (else 0); what it raises cancels the import whole."""


class _Rehearsed(Exception):
    """Ends a dry run: the transaction is rolled back with everything in it."""


def import_file(
    office: Office,
    path: Path,
    source: str,
    mapping: Path | ColumnMapping | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a CSV or XLSX file. Without a mapping the headings must speak for themselves.

    One operation: a refusal, a fault or a cancelling `progress` leaves the store as it was. Bad rows are left out and
    listed; they stop nothing. People are recognised by e-mail, by account number, or by telephone together with the
    name, never by the name alone (N19).
    """
    began = time.perf_counter()
    check_file(path)
    chosen = load_mapping(mapping) if isinstance(mapping, Path) else mapping
    work = _Import()
    try:
        with office.operation("source.import") as op:
            work.run(office, op, path, _source(op, source), chosen, progress)
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return work.report(time.perf_counter() - began)


class _Import:
    """One import under way and its tally."""

    def __init__(self) -> None:
        self._rows = 0
        self._refused: list[RefusedRow] = []
        self._notes: dict[str, None] = {}
        self._matcher: Matcher | None = None

    def run(
        self,
        office: Office,
        op: Operation,
        path: Path,
        source: Source,
        mapping: ColumnMapping | None,
        progress: Progress | None,
    ) -> None:
        """Read and write batch by batch; the reader prepares the next batch while this one is written."""
        row = _batch_row(office, op, path, source)
        for batch in read_table(path, mapping):
            if self._matcher is None:
                row.category, row.mapping = batch.mapping["category"], batch.mapping
                self._matcher = Matcher(office, BulkWriter(op.session), source.id, row.category, row.id)
            self._take(self._matcher, batch)
            if progress is not None:
                progress(self._rows, 0)
        self._close(office, op, row, source)

    def _take(self, matcher: Matcher, batch: Batch) -> None:
        matcher.take(batch.records)
        self._notes.update(dict.fromkeys(batch.notes))
        self._rows += len(batch.records) + len(batch.refused)
        self._refused.extend([RefusedRow(row, reason) for row, reason in batch.refused])

    def _close(self, office: Office, op: Operation, row: ImportBatch, source: Source) -> None:
        report = self.report(0)
        row.rows, row.records = report.rows, report.records
        row.people_new, row.people_matched = report.people_new, report.people_matched
        row.unchanged, row.refused, row.blocked = report.unchanged, len(report.refused), report.blocked_reimport
        source.last_import = office.clock.today()
        op.about = str(source.id)
        op.changed("person", "record", "source")
        op.note(batch=row.id, rows=report.rows, records=report.records, people=report.people_new, sha256=row.sha256)

    def report(self, seconds: float) -> ImportReport:
        matcher = self._matcher
        return ImportReport(
            rows=self._rows,
            records=matcher.records if matcher else 0,
            people_new=matcher.people_new if matcher else 0,
            people_matched=matcher.people_matched if matcher else 0,
            unchanged=matcher.unchanged if matcher else 0,
            refused=tuple(self._refused),
            blocked_reimport=matcher.blocked if matcher else 0,
            seconds=round(seconds, 3),
            notes=tuple(self._notes),
        )


def _source(op: Operation, name: str) -> Source:
    source = source_named(op.session, name)
    if source is None:
        raise Refusal(f"There is no source called {name}.", hint="Add it to the register first, with its purpose.")
    if source.built_in:
        raise Refusal(f"{source.name} is the office's own log.", hint="It fills itself; choose another source.")
    return source


def _batch_row(office: Office, op: Operation, path: Path, source: Source) -> ImportBatch:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    row = ImportBatch(
        source_id=source.id,
        file=path.name,
        sha256=digest,
        category="",
        mapping={},
        at=office.clock.now(),
        rows=0,
        records=0,
        people_new=0,
        people_matched=0,
        unchanged=0,
        refused=0,
        blocked=0,
    )
    op.session.add(row)
    op.session.flush()
    return row
