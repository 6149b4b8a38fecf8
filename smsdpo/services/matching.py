"""Whose is this row? Find the person it is about or enter a new one, and write the record, a batch at a time (N19)."""

from collections.abc import Iterable, Sequence
from typing import Any

from smsdpo.connectors.rows import Prepared
from smsdpo.domain.identifiers import normalise
from smsdpo.domain.row_keys import row_key
from smsdpo.model.base import instant_text
from smsdpo.model.bulk import BulkWriter
from smsdpo.services import kept_out
from smsdpo.services.office import Office

_FINDS = ("email", "account", "phone")
"""By what a person is found, in this order."""


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
            [
                kept_out.token(self._office, kind, value)
                for kind, value in zip(_FINDS, _keys(record), strict=True)
                if value
            ]
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
        for record in new:
            person = people.whose(record)
            self._see(person)
            rows.append((person, self._source, self._category, record.key, *_content(record), self._batch))
        again: list[tuple[Any, ...]] = []
        for record_id, person, record in changed:
            people.adds(person, record)
            self._see(person)
            again.append((*_content(record), self._batch, person, record_id))
        people.write()
        self._writer.add_records(rows)
        self._writer.change_records(again)
        self.records += len(rows) + len(again)


def _content(record: Prepared) -> tuple[str | None, ...]:
    """Hash, payload, provenance, the four days and the note, as the columns have them."""
    return (
        record.hash,
        record.payload,
        record.provenance,
        record.recorded_on or None,
        record.last_engaged_on or None,
        record.agreed_until or None,
        record.kept_until or None,
        record.kept_note,
    )


def _keys(record: Prepared) -> tuple[str, str, str]:
    """In the order of `_FINDS`."""
    return record.email_key, record.account_key, record.phone_key


class _Known:
    """A person as known so far, and in `old_doc` the document as it stands in the store, if it does."""

    __slots__ = ("doc", "name", "names", "old_doc", "values")

    def __init__(self, name: str, doc: str, old_doc: str | None) -> None:
        self.name = name
        self.doc = doc
        self.old_doc = old_doc
        self.names: set[str] = set()
        """Every name, folded."""
        self.values: set[str] = set()
        """Every other identifier; they cannot be mistaken for one another."""


class _People:
    """The people of one batch."""

    def __init__(self, writer: BulkWriter, now: str) -> None:
        self._writer = writer
        self._now = now
        self._holders: dict[str, dict[str, list[int]]] = {kind: {} for kind in _FINDS}
        self._known: dict[int, _Known] = {}
        self._new: dict[int, Prepared] = {}
        """People entered in this batch, by their first record; in `_known` too once a second one is theirs."""
        self._touched: set[int] = set()
        self._identifiers: list[tuple[int, str, str, str]] = []
        self._tokens: list[tuple[str, int]] = []

    def learn(self, records: Sequence[Prepared], people: Iterable[int]) -> None:
        """Look up everybody whom these records may be about, and the people named."""
        ids = set(people)
        wanted = zip(*map(_keys, records), strict=True) if records else ((), (), ())
        for kind, values in zip(_FINDS, wanted, strict=True):
            holders = self._holders[kind]
            for value, person in self._writer.holders(kind, {value for value in values if value}):
                holders.setdefault(value, []).append(person)
                ids.add(person)
        for person, (name, doc) in self._writer.people(ids).items():
            known = self._known[person] = _Known(name, doc, doc)
            known.names.add(normalise("name", name) or "")
        for person, kind, value, _ in self._writer.identifiers(ids):
            known = self._known[person]
            (known.names if kind == "name" else known.values).add(value)

    def whose(self, record: Prepared) -> int:
        """The person a record is about; entered when nobody is known by its identifiers."""
        person = self._found(record)
        if person is None:
            return self._enter(record)
        self.adds(person, record)
        return person

    def _found(self, record: Prepared) -> int | None:
        email, account, phone = _keys(record)
        if email and (some := self._holders["email"].get(email)):
            return some[0]
        if account and (some := self._holders["account"].get(account)):
            return some[0]
        if phone and record.name_key and (some := self._holders["phone"].get(phone)):
            return next((person for person in some if self._is_called(person, record.name_key)), None)
        return None

    def _is_called(self, person: int, name: str) -> bool:
        known = self._known.get(person)
        return name in known.names if known else self._new[person].name_key == name

    def _enter(self, record: Prepared) -> int:
        person = self._writer.take_person_id()
        self._new[person] = record
        for kind, value, shown in _others(record):
            self._holders[kind].setdefault(value, []).append(person)
            self._identifiers.append((person, kind, value, shown))
        for token in record.tokens.split():
            self._tokens.append((token, person))
        return person

    def adds(self, person: int, record: Prepared) -> None:
        """What a record tells that was not known of its person."""
        known = self._known.get(person) or self._opened(person)
        for kind, value, shown in _others(record):
            if value not in known.values:
                known.values.add(value)
                self._holders[kind].setdefault(value, []).append(person)
                self._identifiers.append((person, kind, value, shown))
        if record.name_key and record.name_key not in known.names:
            self._add_name(person, known, record)
        have = set(known.doc.split(" "))
        more = [word for word in record.doc.split(" ") if word not in have]
        if more:
            known.doc = " ".join([known.doc, *more]).strip()
            self._tokens.extend([(token, person) for token in record.tokens.split()])
            self._touched.add(person)

    def _add_name(self, person: int, known: _Known, record: Prepared) -> None:
        if known.name.removeprefix("Account ") in known.values:
            known.name = record.name  # until now called by an e-mail address, an account or a number
        else:
            self._identifiers.append((person, "name", record.name_key, record.name))
        known.names.add(record.name_key)
        self._touched.add(person)

    def _opened(self, person: int) -> _Known:
        record = self._new[person]
        known = self._known[person] = _Known(_called(record), record.doc, None)
        known.names.add(record.name_key)
        known.values.update(value for _, value, _ in _others(record))
        return known

    def write(self) -> None:
        """People first, then what refers to them."""
        rows = []
        for person, record in self._new.items():
            known = self._known.get(person)
            called, doc = (known.name, known.doc) if known else (_called(record), record.doc)
            rows.append((person, called, doc, self._now))
        self._writer.add_people(rows)
        changed = [(person, self._known[person]) for person in sorted(self._touched) if person not in self._new]
        self._writer.change_people([(person, known.name, known.old_doc or "", known.doc) for person, known in changed])
        self._writer.add_identifiers(self._identifiers)
        self._writer.add_tokens(self._tokens)


def _others(record: Prepared) -> list[tuple[str, str, str]]:
    """The identifiers of a record but its name: kind, value, as written."""
    found = []
    if record.email_key:
        found.append(("email", record.email_key, record.email))
    if record.phone_key:
        found.append(("phone", record.phone_key, record.phone))
    if record.account_key:
        found.append(("account", record.account_key, record.account))
    return found


def _called(record: Prepared) -> str:
    """The name, or what to call somebody whose name is not known; by normalised values, to be recognised later."""
    if record.name_key:
        return record.name
    if record.account_key:
        return f"Account {record.account_key}"
    return record.email_key or record.phone_key  # a row without any of these was refused when it was read
