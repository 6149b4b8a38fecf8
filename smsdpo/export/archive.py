"""`<REF> data.zip`: the same content for machines, as CSV and JSON with a schema and a manifest (N15)."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from smsdpo.core.clock import LONDON
from smsdpo.export import wording
from smsdpo.export.cells import Tally, clean_text, csv_field, plain
from smsdpo.export.subject import Row, Section, SubjectFile, Value

SCHEMA_VERSION = 1
_BATCH = 500
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Echo:
    """A file that hands each written line back, so that the csv module can be used line by line."""

    @staticmethod
    def write(line: str) -> str:
        return line


class SubjectArchive:
    """Writes one subject file into one archive; afterwards `hashes` and `rows` say what each part holds."""

    def __init__(self, file: SubjectFile) -> None:
        self._file = file
        self._stamp = file.made_at.astimezone(LONDON).timetuple()[:6]
        self.tally = Tally()
        self.hashes: dict[str, str] = {}
        self.rows: dict[str, int] = {}

    def write(self, target: Path, workbook: dict[str, Any]) -> dict[str, Any]:
        """Write every part and, last, the manifest, which is also returned. `workbook` is its entry for the xlsx."""
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
            for section in self._file.sections:
                self._part(archive, f"csv/{section.key}.csv", self._section_csv(section))
            for name, header, rows in self._tables():
                self._part(archive, f"csv/{name}.csv", self._csv(f"csv/{name}.csv", header, rows))
            self._part(archive, "data.json", self._json())
            self._part(archive, "schema.json", [_to_json(schema(self._file))])
            self._part(archive, "notes.txt", [wording.archive_notes(self.tally)])
            manifest = self._manifest(archive, workbook)
            self._part(archive, "manifest.json", [json.dumps(manifest, ensure_ascii=False, indent=1)])
        return manifest

    def _part(self, archive: ZipFile, name: str, texts: Iterable[str]) -> None:
        digest = hashlib.sha256()
        info = ZipInfo(name, self._stamp)
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
        with archive.open(info, "w") as stream:
            for text in _batched(texts):
                data = text.encode()
                digest.update(data)
                stream.write(data)
        self.hashes[name] = digest.hexdigest()

    # --- CSV ---

    def _section_csv(self, section: Section) -> Iterator[str]:
        header = (*(column.label for column in section.columns), *wording.RECORD_HEADER)
        rows = (
            (*row.values, row.source, wording.provenance(row.provenance), wording.decision(row.decision))
            for row in section.rows
        )
        return self._csv(f"csv/{section.key}.csv", header, rows)

    def _csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
        line: Callable[[Sequence[str]], str] = csv.writer(_Echo, lineterminator="\r\n").writerow
        tally = self.tally
        yield line([csv_field(label, tally) for label in header])
        self.rows[name] = 0
        for row in rows:
            yield line([csv_field(value, tally) for value in row])
            self.rows[name] += 1

    def _tables(self) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[Value]]]]:
        uses = [tuple(asdict(use).values()) for use in self._file.uses]
        yield "how_we_use_your_data", wording.USE_HEADER, uses
        yield "withheld", wording.WITHHELD_HEADER, wording.left_out(self._file)
        yield "searched", ("Source", "Answer", "Records", "Remark"), wording.searched(self._file)
        yield "glossary", wording.GLOSSARY_HEADER, wording.GLOSSARY

    # --- JSON ---

    def _json(self) -> Iterator[str]:
        head = _to_json(self._clean(_about(self._file)))
        yield head[:-1] + ',"sections":['
        for number, section in enumerate(self._file.sections):
            columns = [{"key": c.key, "label": c.label, "kind": c.kind} for c in section.columns]
            start = _to_json({"key": section.key, "title": section.title, "columns": columns})
            yield ("," if number else "") + start[:-1] + ',"records":[\n'
            yield from self._json_records(section)
            yield "]}"
        yield "]}\n"

    def _json_records(self, section: Section) -> Iterator[str]:
        keys = [column.key for column in section.columns]
        for number, row in enumerate(section.rows):
            yield (",\n" if number else "") + _to_json(self._record(keys, row))
            self.rows["data.json"] = self.rows.get("data.json", 0) + 1

    def _record(self, keys: Sequence[str], row: Row) -> dict[str, Any]:
        values = {
            key: self._clean(plain(value)) for key, value in zip(keys, row.values, strict=True) if value is not None
        }
        source = clean_text(row.source, self.tally)
        return {"values": values, "source": source, "provenance": row.provenance, "shown": row.decision}

    def _clean(self, thing: Any) -> Any:
        if isinstance(thing, str):
            return clean_text(thing, self.tally)
        if isinstance(thing, dict):
            return {key: self._clean(value) for key, value in thing.items()}
        return [self._clean(item) for item in thing] if isinstance(thing, list) else thing

    # --- what is in it ---

    def _manifest(self, archive: ZipFile, workbook: dict[str, Any]) -> dict[str, Any]:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        parts = [
            {"path": name, "sha256": sha256, "bytes": sizes[name], "rows": self.rows.get(name)}
            for name, sha256 in self.hashes.items()
        ]
        return {
            "reference": self._file.reference,
            "built_for": {"person": self._file.person_id, "name": clean_text(self._file.person_name, self.tally)},
            "made_at": _instant(self._file.made_at),
            "made_by": f"smsdpo {self._file.program_version}",
            "organisation": self._file.organisation,
            "policy_version": self._file.policy_version,
            "sample": self._file.sample,
            "workbook": workbook,
            "files": parts,
            "apostrophes_added": self.tally.prefixed,
            "characters_replaced": self.tally.replaced,
        }


def _batched(texts: Iterable[str]) -> Iterator[str]:
    pieces = iter(texts)
    while batch := "".join(islice(pieces, _BATCH)):
        yield batch


def _instant(at: datetime) -> str:
    return at.astimezone(LONDON).isoformat(timespec="seconds")


def _about(file: SubjectFile) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "reference": file.reference,
        "person": {"id": file.person_id, "name": file.person_name},
        "made_at": _instant(file.made_at),
        "made_by": f"smsdpo {file.program_version}",
        "organisation": file.organisation,
        "contact": file.office_email,
        "policy_version": file.policy_version,
        "sample": file.sample,
        "how_we_use_your_data": [asdict(use) for use in file.uses],
        "withheld": [asdict(item) for item in file.withheld],
        "given_in_part": [asdict(item) for item in file.in_part],
        "searched": [asdict(item) for item in file.searched],
        "glossary": [{"term": term, "meaning": meaning} for term, meaning in wording.GLOSSARY],
    }


_TEXT = {"type": "string"}
_FORMATS = {"date": "date", "instant": "date-time", "email": "email"}


def _value_schema(kind: str) -> dict[str, Any]:
    if kind in {"number", "money"}:
        return {"type": ["number", "string"]}
    return {"type": "string", "format": _FORMATS[kind]} if kind in _FORMATS else dict(_TEXT)


def _objects(*keys: str) -> dict[str, Any]:
    properties = {key: {"type": "integer"} if key in {"count", "found"} else _TEXT for key in keys}
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(keys)}}


def schema(file: SubjectFile) -> dict[str, Any]:
    """A JSON Schema (2020-12) of `data.json`, which names the fields of every category in this file."""
    record = {
        "type": "object",
        "properties": {
            "values": {"type": "object"},
            "source": _TEXT,
            "provenance": {"enum": ["provided", "observed", "derived", ""]},
            "shown": {"enum": ["include", "redact"]},
        },
        "required": ["values", "source", "provenance", "shown"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Personal data of one person",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            "reference": _TEXT,
            "person": {"type": "object", "properties": {"id": {"type": "integer"}, "name": _TEXT}},
            "made_at": {"type": "string", "format": "date-time"},
            "how_we_use_your_data": _objects(
                "category", "purpose", "basis", "recipients", "period", "source", "origin"
            ),
            "withheld": _objects("what", "count", "reason"),
            "given_in_part": _objects("what", "count", "reason"),
            "searched": _objects("source", "outcome", "found", "reason"),
            "glossary": _objects("term", "meaning"),
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
        },
        "required": ["schema_version", "reference", "person", "made_at", "sections"],
        "$defs": {
            "section": {
                "type": "object",
                "properties": {"key": _TEXT, "title": _TEXT, "records": {"type": "array", "items": record}},
                "required": ["key", "title", "columns", "records"],
            },
            **{f"values of {section.key}": _fields_schema(section) for section in file.sections},
        },
    }


def _fields_schema(section: Section) -> dict[str, Any]:
    fields = {c.key: {**_value_schema(c.kind), "title": c.label} for c in section.columns}
    return {"type": "object", "properties": fields}
