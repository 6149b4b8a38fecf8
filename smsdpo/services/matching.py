"""Whose is this row? Find the person it is about or enter a new one, and write the record, a batch at a time (N19)."""

from collections.abc import Iterable, Sequence
from typing import Any

from smsdpo.connectors.rows import Prepared
from smsdpo.domain.identifiers import KEPT, Identifier, normalise, prefix_tokens, spellings
from smsdpo.domain.row_keys import row_key
from smsdpo.model.base import instant_text
from smsdpo.model.bulk import BulkWriter, Key
from smsdpo.services.office import Office

_FINDS = frozenset({"email", "account", "phone"})
_NAMELESS = ("email", "account", "phone")
"""By what a person without a name is called, best first."""


class Matcher:
    """Takes the prepared records of one import. Memory does not grow with the rows: what is known lies in the store."""

    def __init__(self, office: Office, writer: BulkWriter, source: int, category: str, batch: int) -> None:
        self.records = 0
        self.unchanged = 0
        self.blocked = 0
        self._office = office
        self._writer = writer
        self._source, self._category, self._batch = source, category, batch
        self._now = instant_text(office.clock.now())
        self._first_new = writer.next_person
        self._matched = bytearray(self._first_new)
        """One byte for each person known before, set when a row is theirs: a set of ids would grow with the rows."""
        self._guarded = writer.any_suppressed()

    @property
    def people_new(self) -> int:
        return self._writer.next_person - self._first_new

    @property
    def people_matched(self) -> int:
        return sum(self._matched)

    def take(self, batch: Sequence[Prepared]) -> None:
        """Write one batch."""
        if self._guarded:
            batch = self._not_suppressed(batch)
        known = self._writer.records(self._source, self._category, [record.key for record in batch])
        fresh: dict[str, str] = {}
        new: list[Prepared] = []
        differing: list[Prepared] = []
        for record in batch:
            if record.key in fresh or record.key in known:
                seen = known.get(record.key)
                if (seen[1] if seen else fresh[record.key]) == record.hash:
                    self._leave(seen[2] if seen else None)
                else:
                    differing.append(record)
            else:
                fresh[record.key] = record.hash
                new.append(record)
        changed = self._sort_out(differing, known, fresh, new)
        self._write(new, changed)

    def _leave(self, person: int | None) -> None:
        self.unchanged += 1
        if person is not None:
            self._see(person)

    def _see(self, person: int) -> None:
        if person < self._first_new:
            self._matched[person] = 1

    def _sort_out(
        self,
        differing: Sequence[Prepared],
        known: dict[str, tuple[int, str, int, int | None]],
        fresh: dict[str, str],
        new: list[Prepared],
    ) -> list[tuple[int, int, Prepared]]:
        """Rows whose key is known with other content: a second row of this file under one key is a record of its own,
        a row that was another in an earlier import is a change of it."""
        if not differing:
            return []
        second = {id(record): row_key(record.key, record.hash) for record in differing}
        there = self._writer.records(self._source, self._category, second.values())
        changed: dict[str, tuple[int, int, Prepared]] = {}
        for record in differing:
            key = second[id(record)]
            before = known.get(record.key)
            if key in there or key in fresh:
                self._leave(there[key][2] if key in there else None)
            elif before is None or before[3] == self._batch or record.key in changed:
                fresh[key] = record.hash
                new.append(record._replace(key=key))
            else:
                changed[record.key] = (before[0], before[2], record)
        return list(changed.values())

    def _not_suppressed(self, batch: Sequence[Prepared]) -> list[Prepared]:
        """Without the rows of people who asked to be removed, known only by keyed hashes (N6)."""
        tokens = [
            [self._office.keyed_hash(f"{kind}:{value}") for kind, value, _ in record.identifiers if kind in _FINDS]
            for record in batch
        ]
        listed = self._writer.suppressed(token for some in tokens for token in some)
        free = [record for record, some in zip(batch, tokens, strict=True) if listed.isdisjoint(some)]
        self.blocked += len(batch) - len(free)
        return free

    def _write(self, new: Sequence[Prepared], changed: Sequence[tuple[int, int, Prepared]]) -> None:
        people = _People(self._writer, self._now)
        people.learn([*new, *(record for _, _, record in changed)], [person for _, person, _ in changed])
        rows: list[tuple[Any, ...]] = []
        head = (self._source, self._category)
        for record in new:
            person = people.whose(record)
            self._see(person)
            rows.append((person, *head, record.key, record.hash, *record[7:], self._batch))
        again: list[tuple[Any, ...]] = []
        for record_id, person, record in changed:
            people.adds(person, record)
            self._see(person)
            again.append((record.hash, *record[7:], self._batch, person, record_id))
        people.write()
        self._writer.add_records(rows)
        self._writer.change_records(again)
        self.records += len(rows) + len(again)


class _Known:
    """A person as known so far: before this batch (`old_doc`), or new in it."""

    __slots__ = ("doc", "name", "old_doc", "values")

    def __init__(self, name: str, doc: str, old_doc: str | None, values: dict[Key, str]) -> None:
        self.name = name
        self.doc = doc
        self.old_doc = old_doc
        self.values = values
        """Kind and value to how it was first written."""


class _People:
    """The people of one batch."""

    def __init__(self, writer: BulkWriter, now: str) -> None:
        self._writer = writer
        self._now = now
        self._holders: dict[Key, list[int]] = {}
        self._known: dict[int, _Known] = {}
        self._touched: set[int] = set()
        self._identifiers: list[tuple[int, str, str, str]] = []
        self._tokens: list[tuple[str, int]] = []

    def learn(self, records: Iterable[Prepared], people: Iterable[int]) -> None:
        """Look up everybody whom these records may be about, and the people named."""
        keys = {(kind, value) for record in records for kind, value, _ in record.identifiers if kind in _FINDS}
        ids = set(people)
        for kind, value, person in self._writer.holders(keys):
            self._holders.setdefault((kind, value), []).append(person)
            ids.add(person)
        for person, (name, doc) in self._writer.people(ids).items():
            self._known[person] = _Known(name, doc, doc, {})
        for person, kind, value, shown in self._writer.identifiers(ids):
            self._known[person].values[kind, value] = shown
        for person in ids:
            known = self._known[person]
            if (named := normalise("name", known.name)) is not None:
                known.values.setdefault(("name", named), known.name)

    def whose(self, record: Prepared) -> int:
        """The person a record is about; entered when nobody is known by its identifiers."""
        person = self._found(record)
        if person is None:
            return self._enter(record)
        self.adds(person, record)
        return person

    def _found(self, record: Prepared) -> int | None:
        holders = self._holders
        by_phone: list[int] = []
        by_account: list[int] = []
        name = None
        for kind, value, _ in record.identifiers:
            if kind == "name":
                name = value
            elif kind in _FINDS and (some := holders.get((kind, value))):
                if kind == "email":
                    return some[0]
                (by_account if kind == "account" else by_phone).extend(some)
        if by_account:
            return by_account[0]
        if name is None:
            return None
        return next((person for person in by_phone if ("name", name) in self._known[person].values), None)

    def _enter(self, record: Prepared) -> int:
        person = self._writer.take_person_id()
        values: dict[Key, str] = {}
        for kind, value, shown in record.identifiers:
            if (kind, value) in values:
                continue
            values[kind, value] = shown
            if kind in _FINDS:
                self._holders.setdefault((kind, value), []).append(person)
                self._identifiers.append((person, kind, value, shown))
        self._known[person] = _Known(record.name or _called(values), record.doc, None, values)
        self._tokens.extend([(token, person) for token in record.tokens])
        return person

    def adds(self, person: int, record: Prepared) -> None:
        """What a record tells that was not known of its person."""
        known = self._known[person]
        have = known.doc.split(" ")
        news: list[Identifier] = [
            (kind, value, shown)
            for kind, value, shown in record.identifiers
            if (kind, value) not in known.values and (kind in KEPT or spellings(kind, value)[0] not in have)
        ]
        if not news:
            return
        first_name = not any(kind == "name" for kind, _ in known.values) or known.name == _called(known.values)
        for kind, value, shown in news:
            known.values[kind, value] = shown
            if kind in _FINDS:
                self._holders.setdefault((kind, value), []).append(person)
            if kind == "name" and first_name:
                known.name = shown
            elif kind in KEPT:
                self._identifiers.append((person, kind, value, shown))
        more = [word for kind, value, _ in news for word in spellings(kind, value) if word not in have]
        known.doc = " ".join([*have, *dict.fromkeys(more)]).strip()
        self._tokens.extend([(token, person) for token in prefix_tokens(news)])
        self._touched.add(person)

    def write(self) -> None:
        """People first, then what refers to them."""
        new = [
            (person, known.name, known.doc, self._now) for person, known in self._known.items() if known.old_doc is None
        ]
        self._writer.add_people(new)
        self._writer.change_people(
            [
                (person, known.name, known.old_doc, known.doc)
                for person, known in self._known.items()
                if person in self._touched and known.old_doc is not None
            ]
        )
        self._writer.add_identifiers(self._identifiers)
        self._writer.add_tokens(self._tokens)


def _called(values: dict[Key, str]) -> str:
    """What to call somebody whose name is not known."""
    for wanted in _NAMELESS:
        for (kind, value), shown in values.items():
            if kind == wanted:
                return f"Account {value}" if kind == "account" else shown
    return "Name not known"
