"""What a person is given: the decided findings of a request turned into the records that the export prints."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from smsdpo import __version__
from smsdpo.domain import categories, portability
from smsdpo.export import wording
from smsdpo.export.subject import Column, Row, SearchedSource, Section, SubjectFile, Use, Value, Withheld
from smsdpo.model.holdings import Record
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, found
from smsdpo.model.queries.found import Found
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.model.sources import Source
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office

BLACKED = "█████"
"""Stands where words were taken out; its length says nothing about theirs."""
NOT_NOTED = "Not noted with the data"
"""Art 15(1)(g) asks for what is known of the origin."""
_ALSO = "Also not included"
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What goes out for one request, before any file is written."""

    file: SubjectFile
    included: int
    redacted: int
    withheld: int
    left_out: tuple[Withheld, ...] = ()
    """Of a portability request: what does not go along, and why (R23)."""


def of_request(office: Office, session: Session, row: Request, person: Person) -> Disclosure:
    """The released and the withheld of one request; words blacked out in one record are blacked out in all (N12)."""
    rows, _ = found.findings(session, row.id, limit=_ALL)
    words = _words(rows)
    released = [item for item in rows if item[0].decision in ("include", "redact")]
    left_out: tuple[Withheld, ...] = ()
    if _is_portable(row):
        released, left_out = _portable(session, released)
    kept_back = [item for item in rows if item[0].decision == "withhold" and item[0].reason != DIFFERENT_PERSON]
    sources = {source.name: source for source in found.all_sources(session)}
    file = SubjectFile(
        reference=row.reference,
        person_id=person.id,
        person_name=person.name,
        made_at=office.clock.now(),
        program_version=__version__,
        policy_version=row.policy_version,
        organisation=str(office.setting("organisation.name")),
        office_email=str(office.setting("organisation.email")),
        sections=_sections(released, words),
        uses=_uses(office, released if _is_portable(row) else rows, sources),
        withheld=(*_withheld(kept_back, words), *_outside(row, words)),
        in_part=_withheld([item for item in released if item[0].decision == "redact"], words),
        searched=tuple(
            SearchedSource(item.source, item.outcome, item.found, item.reason)
            for item in cases.searches_of(session, row.id)
        ),
        redactions=words,
        request_in_words=row.restated,
        received_on=row.received_on,
        sample=office.is_sample,
    )
    return Disclosure(
        file=file,
        included=sum(1 for item in released if item[0].decision == "include"),
        redacted=sum(1 for item in released if item[0].decision == "redact"),
        withheld=len(kept_back),
        left_out=left_out,
    )


def has_portable(session: Session, row: Request) -> bool:
    """Whether anything of what is given out may be taken along."""
    rows, _ = found.findings(session, row.id, limit=_ALL)
    return bool(_portable(session, [item for item in rows if item[0].decision in ("include", "redact")])[0])


def _is_portable(row: Request) -> bool:
    return row.type == "portability" and row.settled != "given_as_access"


def _portable(session: Session, released: Sequence[Found]) -> tuple[list[Found], tuple[Withheld, ...]]:
    """What goes along, each record with those of its fields that do; and what stays, counted by kind and reason."""
    bases = {source.name: source.basis for source in found.all_sources(session)}
    along: list[Found] = []
    left: Counter[tuple[str, str]] = Counter()
    for finding, record, source in released:
        category = categories.get(record.category)
        basis = bases[source] or category.basis
        fields = portability.carried(basis, record.provenance, record.payload)
        if fields:
            along.append((finding, _with_fields(record, fields), source))
        if stays := [category.label_of(key) for key in record.payload if key not in fields]:
            named = f"{category.label} ({', '.join(stays)})" if fields else category.label
            left[named, portability.why_not(basis)] += 1
    return along, tuple(Withheld(label, number, reason) for (label, reason), number in sorted(left.items()))


def _with_fields(record: Record, fields: dict[str, str]) -> Record:
    """The record with these fields alone; it belongs to no session, so nothing of it is ever stored."""
    return Record(category=record.category, payload=fields, provenance=record.provenance)


def of_person(office: Office, session: Session, person: Person, policy_version: str) -> Disclosure:
    """Everything held about a person, as held: for the office's own eyes, outside any request."""
    pairs = found.records_of_person(session, person.id)
    sources = {source.name: source for source in found.all_sources(session)}
    counts = Counter(source for _record, source in pairs)
    file = SubjectFile(
        reference=f"PERSON-{person.id}",
        person_id=person.id,
        person_name=person.name,
        made_at=office.clock.now(),
        program_version=__version__,
        policy_version=policy_version,
        organisation=str(office.setting("organisation.name")),
        office_email=str(office.setting("organisation.email")),
        sections=_sections_of([(record, source, "include") for record, source in pairs], ()),
        uses=_uses_of(office, pairs, sources),
        searched=tuple(
            SearchedSource(name, "found" if counts[name] else "nothing", counts[name]) for name in sorted(sources)
        ),
        sample=office.is_sample,
    )
    return Disclosure(file, included=len(pairs), redacted=0, withheld=0)


def _words(rows: Sequence[Found]) -> tuple[str, ...]:
    """Longest first, so that a full name goes before its first name alone."""
    words = {word for finding, _, _ in rows if finding.decision == "redact" for word in finding.redactions}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _sections(released: Iterable[Found], words: Sequence[str]) -> tuple[Section, ...]:
    return _sections_of([(record, source, finding.decision) for finding, record, source in released], words)


def _sections_of(items: Sequence[tuple[Record, str, str]], words: Sequence[str]) -> tuple[Section, ...]:
    sections = []
    for key, category in categories.CATEGORIES.items():
        mine = [item for item in items if item[0].category == key]
        if not mine:
            continue
        columns = _columns(category, [record for record, _, _ in mine])
        rows = tuple(_row(record, source, decision, columns, words) for record, source, decision in mine)
        sections.append(Section(key, category.label, columns, rows))
    return tuple(sections)


def _columns(category: categories.Category, records: Sequence[Record]) -> tuple[Column, ...]:
    """The category's fields that hold anything, then the columns the source brought along under its own headers."""
    present = {key for record in records for key, value in record.payload.items() if value}
    own = [Column(field.key, field.label, field.kind) for field in category.fields if field.key in present]
    brought = sorted(present - {field.key for field in category.fields})
    return (*own, *(Column(key, category.label_of(key)) for key in brought))


def _row(record: Record, source: str, decision: str, columns: Sequence[Column], words: Sequence[str]) -> Row:
    values = tuple(_value(str(record.payload.get(column.key, "")), column.kind, words) for column in columns)
    kinds = {record.provenance.get(column.key, record.provenance.get("*", "")) for column in columns}
    provenance = str(record.provenance.get("*", "")) or ", ".join(sorted(kinds))
    touched = decision if decision == "redact" or BLACKED not in "".join(map(str, values)) else "redact"
    return Row(values, source, provenance, touched)


def _value(text: str, kind: str, words: Sequence[str]) -> Value:
    text = _blacked(text, words)
    if kind == "date" and text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _blacked(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, BLACKED)
    return text


def _uses(office: Office, rows: Sequence[Found], sources: dict[str, Source]) -> tuple[Use, ...]:
    theirs = [(record, name) for finding, record, name in rows if finding.reason != DIFFERENT_PERSON]
    return _uses_of(office, theirs, sources)


def _uses_of(office: Office, held: Iterable[tuple[Record, str]], sources: dict[str, Source]) -> tuple[Use, ...]:
    """What each kind of data is used for, in each of the systems that hold it."""
    origins: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, name in held:
        whole = record.provenance.get("*", "")
        origins[record.category, name] |= {record.provenance.get(key, whole) for key in record.payload}
    settings = office.settings()
    recipients, period = str(settings["answer.recipients"]), str(settings["answer.period"])
    return tuple(_use(key, sources[name], found, recipients, period) for (key, name), found in sorted(origins.items()))


def _use(key: str, source: Source, origins: Collection[str], recipients: str, period: str) -> Use:
    category, said = categories.get(key), categories.said_to_them
    return Use(
        category=category.label,
        purpose=said(source.purpose, category.purpose),
        basis=said(source.basis, category.basis),
        recipients=said(source.recipients, category.recipients, recipients),
        period=said(source.retention, category.retention, period),
        source=source.name,
        origin=wording.origin(origins) or NOT_NOTED,
    )


def _outside(row: Request, words: Sequence[str]) -> Iterator[Withheld]:
    """What is left out though no record says so, one a line as the officer wrote it: `what | why`, or the reason."""
    if row.settled != "provided_in_part":
        return
    for line in _blacked(row.settled_note, words).splitlines():
        what, _, why = (part.strip() for part in line.partition("|"))
        if what:
            yield Withheld(what, 0, why) if why else Withheld(_ALSO, 0, what)


def _withheld(rows: Sequence[Found], words: Sequence[str]) -> tuple[Withheld, ...]:
    """Counted by kind and reason; a reason does not give away what was blacked out."""
    groups = Counter(
        (categories.get(record.category).label, _blacked(finding.reason, words)) for finding, record, _ in rows
    )
    return tuple(Withheld(label, number, reason) for (label, reason), number in sorted(groups.items()))
