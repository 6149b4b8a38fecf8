"""People: searched as you type, shown on a card, recognised as the sender of a message, gathered for a request."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from smsdpo.core.errors import Refusal
from smsdpo.domain import categories
from smsdpo.domain.identifiers import KEPT, KIND_LABELS, identifiers_of, normalise, query_terms, spellings, squeeze
from smsdpo.domain.records.holdings import IdentifierCard, RecordCard
from smsdpo.domain.records.mail import PersonMatch
from smsdpo.domain.records.people import PersonCard, PersonHit
from smsdpo.model.holdings import Record
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, casework
from smsdpo.model.queries import people as queries
from smsdpo.model.queries import search as searching
from smsdpo.model.session import Session
from smsdpo.services.office import Office

LONGEST_QUERY = 200
_TEXT_READ = 20_000
_SIMILAR_NAME = 85.0
_OTHERS_WITH_SIMILAR_NAME = 25
_PHONE = re.compile(r"(?<![\w+])(?:\+|\(?0)[\d ()./-]{8,20}\d(?!\w)")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ACCOUNT = re.compile(r"(?<![\w@.])(?=[A-Za-z/-]*\d)[A-Za-z0-9][A-Za-z0-9/-]{3,23}(?![\w@])")

_SQUEEZED_IP = re.compile(r"[0-9]{4,12}|[0-9a-f]{6,32}")
Identifiers = Sequence[tuple[str, str, str]]


# --- search -----------------------------------------------------------------------------------------------------------


def search(office: Office, text: str, limit: int = 50) -> list[PersonHit]:
    """People by any fragments of name, e-mail, telephone, account, postcode or IP address, in any order; best first.

    Accents, case, apostrophes and spacing don't matter. Each hit says why it is one.
    """
    with office.reading() as session:
        return _hits(session, text[:LONGEST_QUERY], limit)


def _hits(session: Session, text: str, limit: int) -> list[PersonHit]:
    terms = query_terms(text)
    found = searching.find_people(session, terms, limit)
    apart = [term for word in text.split() for term in query_terms(word)]
    if not found and apart != terms:  # digits that stood apart were not one number after all
        terms, found = apart, searching.find_people(session, apart, limit)
    ids = [person for person, _, _ in found]
    identifiers = searching.identifiers_of_people(session, ids)
    counts = searching.record_counts(session, ids)
    hits = [_hit(hit, terms, identifiers[hit[0]], counts.get(hit[0], 0)) for hit in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.name.casefold(), hit.person))


def _hit(found: searching.Found, terms: Sequence[str], identifiers: Identifiers, records: int) -> PersonHit:
    person, name, doc = found
    told = [_why(term, name, doc, identifiers) for term in terms]
    first = {kind: shown for kind, _, shown in reversed(identifiers)}
    return PersonHit(
        person=person,
        name=name,
        score=round(sum(score for score, _ in told) / max(1, len(told)), 3),
        because=", ".join(dict.fromkeys(why for _, why in told)),
        records=records,
        email=first.get("email", ""),
        account=first.get("account", ""),
    )


def _why(term: str, name: str, doc: str, identifiers: Identifiers) -> tuple[float, str]:
    """How well a term fits and where it was found; the best place counts."""
    best = (0.0, "")
    squeezed = squeeze(name)
    if term in squeezed:
        words = [squeeze(word) for word in name.split()]
        whole = term == squeezed or term in words
        starts = squeezed.startswith(term) or any(word.startswith(term) for word in words)
        best = (1.0 if whole else 0.9 if starts else 0.7, "name")
    for kind, value, _ in identifiers:
        if best[0] < 1.0 and (fit := _fit(term, kind, value)) > best[0]:
            best = (fit, _place(kind, value))
    return best if best[1] else _why_beside(term, doc)


def _why_beside(term: str, doc: str) -> tuple[float, str]:
    """What is in the document and is no identifier is a postcode or an IP address."""
    word = next((word for word in doc.split(" ") if term in word), "")
    score = 1.0 if term == word else 0.8 if word.startswith(term) else 0.6
    return score, KIND_LABELS["ip" if _SQUEEZED_IP.fullmatch(word) else "postcode"]


def _fit(term: str, kind: str, value: str) -> float:
    fits = [
        1.0 if term == way else 0.8 if way.startswith(term) else 0.6 for way in spellings(kind, value) if term in way
    ]
    return max(fits, default=0.0)


def _place(kind: str, value: str) -> str:
    if kind == "phone":
        return f"phone ends {value[-3:]}"
    return "another name" if kind == "name" else KIND_LABELS[kind]


# --- the card ---------------------------------------------------------------------------------------------------------


def card(office: Office, person: int) -> PersonCard:
    """Everything about one person. An id that is nobody's is refused."""
    with office.reading() as session:
        row = session.get(Person, person)
        if row is None:
            raise Refusal(f"There is no person {person}.", hint="Search for the person and use the id shown.")
        records = tuple(record_card(record, source) for record, source in queries.records_of(session, person))
        today = office.clock.today()
        return PersonCard(
            id=row.id,
            name=row.name,
            identifiers=(*queries.identifier_cards(session, person), *_beside(records)),
            records=records,
            requests=tuple(cases.request_card(session, item, today) for item in queries.requests_of(session, person)),
            sources=tuple(Counter(record.source for record in records).items()),
            next_purge=min((record.kept_until for record in records if record.kept_until), default=None),
            holds=casework.holds(session, person=person),
        )


def _beside(records: Iterable[RecordCard]) -> list[IdentifierCard]:
    """Postcodes and IP addresses, which stand in the records only."""
    found: dict[tuple[str, str], str] = {}
    for record in records:
        for kind, value, shown in identifiers_of(record.category, {key: text for key, _, text, _ in record.fields}):
            if kind not in KEPT:
                found.setdefault((kind, value), shown)
    return [IdentifierCard(kind, value, shown) for (kind, value), shown in sorted(found.items())]


def record_card(record: Record, source: str) -> RecordCard:
    """A record as the desk sees it: its category's fields in their order, then what the source brought along."""
    category = categories.get(record.category)
    labels = category.labels()
    order = [key for key in labels if record.payload.get(key)]
    order += sorted(key for key in record.payload if key not in labels and record.payload[key])
    usual = record.provenance.get("*", category.provenance)
    return RecordCard(
        id=record.id,
        source=source,
        category=record.category,
        title=categories.title(category, record.payload),
        recorded_on=record.recorded_on,
        kept_until=record.kept_until,
        kept_note=record.kept_note,
        fields=tuple(
            (key, category.label_of(key), record.payload[key], record.provenance.get(key, usual)) for key in order
        ),
    )


# --- who wrote this ---------------------------------------------------------------------------------------------------


def matches_for_sender(session: Session, name: str, address: str, text: str) -> list[PersonMatch]:
    """Who may have written a message, the likeliest first. Only the sender's own e-mail address is certain: what
    stands in the text may be about somebody else, and names are shared."""
    why: dict[int, tuple[float, str]] = {}
    sender = normalise("email", address) if address else None
    keys = [("email", sender)] if sender else []
    for _, _, person in searching.people_with(session, keys):
        why[person] = (1.0, "same e-mail")
    for kind, _, person in searching.people_with(session, list(_keys_in(text[:_TEXT_READ]))):
        why.setdefault(person, (0.8, f"{KIND_LABELS[kind]} in the text"))
    for person, _, score in _similar_names(session, name, limit=50):
        why.setdefault(person, (score / 200, "same name" if score == 100 else "similar name"))
    ids = sorted(why, key=lambda person: (-why[person][0], person))[:50]
    names = searching.names_of_people(session, ids)
    identifiers = searching.identifiers_of_people(session, ids)
    return [
        PersonMatch(
            person=person,
            name=names[person],
            account=next((shown for kind, _, shown in identifiers[person] if kind == "account"), ""),
            because=why[person][1],
            score=round(why[person][0], 3),
            certain=why[person][1] == "same e-mail",
        )
        for person in ids
    ]


def _keys_in(text: str) -> Iterable[tuple[str, str]]:
    """Identifiers that stand in a text; at most a hundred."""
    found: dict[tuple[str, str], None] = {}
    for kind, pattern in (("email", _EMAIL), ("phone", _PHONE), ("account", _ACCOUNT)):
        for match in pattern.finditer(text):
            if len(found) >= 100:
                break
            if (value := normalise(kind, match.group().strip(".,;"))) is not None:
                found[kind, value] = None
    return found


def _similar_names(session: Session, name: str, *, limit: int) -> list[tuple[int, str, float]]:
    """People of the same surname and a similar first name: person, name, likeness up to 100; the likest first."""
    from rapidfuzz import fuzz

    folded = normalise("name", name) if "@" not in name else None
    words = folded.split() if folded else []
    if folded is None or len(words) < 2:
        return []
    # The first name may be shortened or an initial: only its first letter must agree before the names are compared.
    found = searching.find_people(session, [words[-1], words[0][0]], limit * 4)
    scored = []
    for person, theirs, _ in found:
        other = normalise("name", theirs) or ""
        likeness = fuzz.token_sort_ratio(folded, other)
        if likeness >= _SIMILAR_NAME or _same_with_initial(words, other.split()):
            scored.append((person, theirs, likeness))
    return sorted(scored, key=lambda item: (-item[2], item[0]))[:limit]


def _same_with_initial(words: Sequence[str], others: Sequence[str]) -> bool:
    if len(others) < 2 or words[-1] != others[-1]:
        return False
    short, long = sorted((words[0], others[0]), key=len)
    return long.startswith(short)


# --- what belongs to a request ----------------------------------------------------------------------------------------


def candidates_for_request(session: Session, person: int) -> dict[int, str]:
    """Records that may be about a person, and why: their own, and those of others who share an identifier or have a
    similar name. None of them is decided here; somebody else's requests to the office are left alone."""
    others = _others(session, person)
    filed = queries.records_filed_under(session, others, but="information_request")
    return {
        **{record.id: _why_own(record) for record, _ in queries.records_of(session, person)},
        **{record: f"{others[other]}; filed under another person" for record, other in filed},
    }


def _why_own(record: Record) -> str:
    kinds = {kind for kind, _, _ in identifiers_of(record.category, record.payload)}
    for kind in ("email", "account", "phone", "name"):
        if kind in kinds:
            return f"same {KIND_LABELS[kind]}"
    return "filed under this person"


def _others(session: Session, person: int) -> dict[int, str]:
    row = session.get(Person, person)
    keys = [(card.kind, card.value) for card in queries.identifier_cards(session, person)]
    why: dict[int, str] = {}
    for kind, _, other in searching.people_with(session, [key for key in keys if key[0] in _SHARED]):
        why.setdefault(other, f"same {KIND_LABELS[kind]}")
    if row is not None:
        for other, _, _ in _similar_names(session, row.name, limit=_OTHERS_WITH_SIMILAR_NAME):
            why.setdefault(other, "similar name")
    why.pop(person, None)
    return why


_SHARED = ("email", "account", "phone")
