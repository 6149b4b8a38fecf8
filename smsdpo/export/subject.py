"""What a subject file is made of: frozen records that a service fills and the writers of this room print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

Value = str | date | datetime | int | float | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a category. `kind` is that of `domain.categories`: text, date, email, phone, account, money …"""

    key: str
    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the person gets it: values in the order of the columns, already redacted where so decided."""

    values: tuple[Value, ...]
    source: str
    provenance: str = ""
    decision: str = "include"


@dataclass(frozen=True, slots=True)
class Section:
    """All released records of one category. `rows` is walked several times (workbook, CSV, JSON): never a generator."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Use:
    """How the data of one category is used: what an access answer must state (UK GDPR Art 15(1)). `source` is the
    system that holds it, `origin` whence it came (Art 15(1)(g))."""

    category: str
    purpose: str
    basis: str
    recipients: str
    period: str
    source: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not included and why: `what` describes it without giving it away; `count` 0 where nobody counted it."""

    what: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class SearchedSource:
    """One source of the register and its answer: `found`, `nothing` or `not_searched` with the reason (N16)."""

    source: str
    outcome: str
    found: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SubjectFile:
    """Everything one person is given, bound to that person (D6 of screens.md).

    `in_part` are the records of the sections from which passages were taken out. `redactions` are the strings that must
    be nowhere in the finished files (N13). `sample` marks every page SAMPLE.
    """

    reference: str
    person_id: int
    person_name: str
    made_at: datetime
    program_version: str
    policy_version: str
    organisation: str
    office_email: str
    sections: tuple[Section, ...]
    uses: tuple[Use, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    in_part: tuple[Withheld, ...] = ()
    searched: tuple[SearchedSource, ...] = ()
    redactions: tuple[str, ...] = ()
    request_in_words: str = ""
    received_on: date | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A finished file: its hash and, per part of it, how many records it holds."""

    path: Path
    sha256: str
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubjectExport:
    """The two files and the manifest of one export, reopened and counted before this record exists."""

    workbook: WrittenFile
    archive: WrittenFile
    manifest: WrittenFile
    records: int
    redacted: int
    withheld: int
    replaced_characters: int
