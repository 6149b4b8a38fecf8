"""What is held, where it came from, and what came of an import."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IdentifierCard:
    """A normalised value by which records and people are found, and how it was written."""

    kind: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One piece of data from a source about one person. `fields` are (key, label, value, provenance)."""

    id: int
    source: str
    category: str
    title: str
    recorded_on: date | None
    kept_until: date | None
    kept_note: str
    fields: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A system or file that holds personal data. `purpose`, `basis` … are what an access letter must state."""

    id: int
    name: str
    owner: str
    purpose: str
    basis: str
    recipients: str
    retention: str
    encrypted: str
    records: int
    last_import: date | None
    built_in: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of an import that was not taken in (numbered as in the file, header row included), and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did; `refused` names every row that was left out."""

    rows: int
    records: int
    people_new: int
    people_matched: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    blocked_reimport: int
    seconds: float
    notes: tuple[str, ...] = ()
    """How the file was read: its encoding, its sheet, and the evidence for the order of its dates."""
