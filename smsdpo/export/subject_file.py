"""One person's data out of the door: workbook, archive and manifest, all proved before any of them appears."""

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from smsdpo.core.errors import FileTaken, Refusal
from smsdpo.core.paths import written_whole
from smsdpo.export.archive import SubjectArchive
from smsdpo.export.proof import Redacted, prove_archive, prove_workbook, sha256_of
from smsdpo.export.scratch import private_scratch
from smsdpo.export.subject import SubjectExport, SubjectFile, WrittenFile


def file_names(reference: str) -> tuple[str, str, str]:
    """The names of workbook, archive and manifest (contracts.md, 4)."""
    return f"{reference} data.xlsx", f"{reference} data.zip", f"{reference} manifest.json"


def write_subject_file(
    file: SubjectFile, folder: Path, *, overwrite: bool = False, rows_a_sheet: int | None = None
) -> SubjectExport:
    """Write the three files into `folder`. They are reopened and counted first; when one fails, none is left there."""
    targets = [folder / name for name in file_names(file.reference)]
    _refuse_if_there(targets, overwrite=overwrite)
    new = [target for target in targets if not target.exists()]
    try:
        return _write_all(file, targets, overwrite=overwrite, rows_a_sheet=rows_a_sheet)
    except BaseException:
        for target in new:
            target.unlink(missing_ok=True)
        raise


def _refuse_if_there(targets: list[Path], *, overwrite: bool) -> None:
    for target in targets:
        if not target.parent.is_dir():
            raise Refusal(
                f"There is no folder {target.parent.name} to write {target.name} into.", hint="Choose another."
            )
        if target.is_dir() or (target.exists() and not overwrite):
            raise FileTaken(
                f"{target.name} already exists there.", hint="Choose another folder, or move the old file away."
            )


def _write_all(file: SubjectFile, targets: list[Path], *, overwrite: bool, rows_a_sheet: int | None) -> SubjectExport:
    workbook_at, archive_at, manifest_at = targets
    redacted = Redacted(file.redactions)
    # Imported here: openpyxl takes a quarter of a second, which the window's start must not pay (performance.md, h).
    from smsdpo.export.workbook import ROWS_A_SHEET, SubjectWorkbook

    with written_whole(workbook_at, overwrite=overwrite) as draft, private_scratch() as scratch:
        book = SubjectWorkbook(file, scratch, workbook_at.name, rows_a_sheet=rows_a_sheet or ROWS_A_SHEET)
        with _disk_errors_named():
            book.write(draft)
        prove_workbook(draft, workbook_at.name, book.counts, redacted)
        workbook = WrittenFile(workbook_at, sha256_of(draft), dict(book.counts))
        with written_whole(archive_at, overwrite=overwrite) as archive_draft:
            archive = SubjectArchive(file)
            manifest = archive.write(archive_draft, _entry(workbook))
            prove_archive(archive_draft, archive_at.name, archive.hashes, redacted)
            packed = WrittenFile(archive_at, sha256_of(archive_draft), archive.rows)
            listed = _write_manifest(manifest, manifest_at, packed, overwrite=overwrite)
    return SubjectExport(
        workbook=workbook,
        archive=packed,
        manifest=listed,
        records=sum(book.records.values()),
        redacted=book.redacted_records,
        withheld=sum(item.count for item in file.withheld),
        replaced_characters=book.tally.replaced,
    )


def _entry(workbook: WrittenFile) -> dict[str, Any]:
    # Rows are counted with their header: this is what a reader of the sheet sees.
    return {"path": workbook.path.name, "sha256": workbook.sha256, "rows": workbook.rows}


def _write_manifest(manifest: dict[str, Any], target: Path, archive: WrittenFile, *, overwrite: bool) -> WrittenFile:
    whole = {**manifest, "archive": {"path": archive.path.name, "sha256": archive.sha256}}
    with written_whole(target, overwrite=overwrite) as draft:
        draft.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return WrittenFile(target, sha256_of(draft))


@contextmanager
def _disk_errors_named() -> Iterator[None]:
    """lxml reports a full disk in its own words; as an error of the operating system `written_whole` names the file."""
    from lxml import etree

    try:
        yield
    except etree.LxmlError as error:
        raise OSError(errno.ENOSPC, "the disk is full or cannot be written") from error
