"""A source as an XLSX file, the same bytes at every run."""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook

from benchmarks.sample.sources import Source

MADE = datetime(2026, 11, 20, 18, 0)  # noqa: DTZ001 (document properties have no zone)


def as_xlsx(source: Source) -> bytes:
    """The rows on the sheet the mapping names, behind a first sheet of remarks as exports often have."""
    book = Workbook()
    remarks = book.active
    assert remarks is not None
    remarks.title = "About"
    remarks["A1"] = "SAMPLE - invented people"
    sheet = book.create_sheet(str(source.mapping["sheet"]))
    sheet.append(list(source.header))
    for row in source.rows:
        sheet.append(list(row))
    for column in "DEFG":
        for cell in sheet[column][1:]:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy"
    book.properties.creator = "SAMPLE"
    raw = io.BytesIO()
    book.save(raw)
    return _dated(raw.getvalue())


def _dated(raw: bytes) -> bytes:
    """The same archive with all its times set to one moment."""
    out = io.BytesIO()
    stamp = MADE.isoformat().encode() + b"Z"
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _stamped(content, stamp)
            after.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stamped(content: bytes, stamp: bytes) -> bytes:
    import re

    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
