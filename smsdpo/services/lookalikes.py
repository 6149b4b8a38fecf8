"""People whom a hurried eye takes for one another: the cause of most letters that reach the wrong person."""

from collections.abc import Iterable, Sequence

from smsdpo.domain.identifiers import normalise
from smsdpo.domain.records.people import LookAlike
from smsdpo.model.queries import search
from smsdpo.model.session import Session
from smsdpo.services.office import Office

MOST = 20
"""People told; more would not be read."""
_LOOKED_AT = 400
_NEAR = 2
"""Letters in which two surnames may differ and still be near; one for short names."""
_SHORT = 5
_INDEXED = 3
"""Characters that the search index needs."""


def lookalikes(office: Office, person: int, limit: int = MOST) -> list[LookAlike]:
    """Who is confusingly near to this person, and why: the same name, the same surname and first initial, the same
    first name and nearly the same surname, or the same e-mail name at another provider. The nearest first."""
    with office.reading() as session:
        name = search.names_of_people(session, [person]).get(person, "")
        why: dict[int, tuple[int, str]] = {}
        for other, nearness, because in (*_by_name(session, name), *_by_email(session, person)):
            if other != person and (other not in why or nearness < why[other][0]):
                why[other] = (nearness, because)
        near = sorted(why, key=lambda other: (why[other][0], other))[:limit]
        names = search.names_of_people(session, near)
        known = search.identifiers_of_people(session, near)
        return [_told(other, names[other], why[other][1], known[other]) for other in near if other in names]


def _told(person: int, name: str, because: str, identifiers: Sequence[tuple[str, str, str]]) -> LookAlike:
    first = {kind: shown for kind, _, shown in reversed(identifiers)}
    return LookAlike(person, name, because, first.get("email", ""), first.get("account", ""))


def _by_name(session: Session, name: str) -> Iterable[tuple[int, int, str]]:
    words = (normalise("name", name) or "").split()
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    asked = [[last, first[0]], *_near_surname(first, last)]
    found = [hit for terms in asked for hit in search.find_people(session, terms, _LOOKED_AT)]
    for other, theirs, _ in found:
        their_words = (normalise("name", theirs) or "").split()
        if len(their_words) >= 2 and (near := _nearness(first, last, their_words[0], their_words[-1])):
            yield other, *near


def _near_surname(first: str, last: str) -> list[list[str]]:
    """What finds the same first name with a surname of which one half is still as it was. A first name too short for
    the index is looked for together with how the surname begins, which stands beside it."""
    middle = max(1, len(last) // 2)
    if len(first) < _INDEXED:
        return [[first + last[:middle]], [first + last[0], last[middle:]]] if len(first) == _INDEXED - 1 else []
    return [[first, last[:middle]], [first, last[middle:]]]


def _nearness(first: str, last: str, their_first: str, their_last: str) -> tuple[int, str] | None:
    if (first, last) == (their_first, their_last):
        return 0, "the same name"
    if last == their_last and first[0] == their_first[0]:
        return 1, "the same surname and first initial"
    if first == their_first and _is_near(last, their_last):
        return 2, "the same first name and nearly the same surname"
    return None


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    most = 1 if min(len(one), len(other)) <= _SHORT else _NEAR
    return OSA.distance(one, other, score_cutoff=most) <= most


def _by_email(session: Session, person: int) -> Iterable[tuple[int, int, str]]:
    addresses = {value for kind, value, _ in search.identifiers_of_people(session, [person])[person] if kind == "email"}
    for address in sorted(addresses):
        local, _, domain = address.partition("@")
        for other, theirs in search.addresses_of_local_part(session, local, _LOOKED_AT):
            if theirs.partition("@")[2] != domain:
                yield other, 1, "the same e-mail name at another provider"
