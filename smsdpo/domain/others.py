"""Who else is in a record: other people's names and addresses that a release must think about (R16, N12)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from smsdpo.domain.identifiers import fold
from smsdpo.domain.organisation import Organisation

PEOPLE_FIELDS = frozenset({"handler", "partner_contact", "representative"})
"""Fields that name a colleague or a third person by their nature."""

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w+])\+?\d[\d ()-]{8,16}\d(?!\w)")
_SHORTEST_PHONE, _LONGEST_PHONE = 10, 15
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")


def others_in(fields: Sequence[tuple[str, str, str, str]], own: Iterable[str], office: Organisation) -> tuple[str, ...]:
    """The strings in `fields` (key, label, value, provenance) that name or reach somebody else than the person.

    `own` are the person's own names and identifiers as written anywhere; what is theirs is not listed,
    nor is the `office` itself, by whatever name it goes (P87).
    """
    mine = [fold(value) for value in own if value]
    found: dict[str, None] = {}
    for key, _label, value, _provenance in fields:
        if not value:
            continue
        if key in PEOPLE_FIELDS:
            found.setdefault(value)
            continue
        for text in _mentions(value[:20_000]):
            found.setdefault(text)
    return tuple(text for text in found if not _is_own(fold(text), mine) and not office.is_itself(text))


def _mentions(value: str) -> Iterator[str]:
    for pattern in (_EMAIL, _TITLED):
        yield from (match.group() for match in pattern.finditer(value))
    for match in _PHONE.finditer(value):
        # Days and account numbers are shorter than any telephone number.
        if _SHORTEST_PHONE <= sum(map(str.isdigit, match.group())) <= _LONGEST_PHONE:
            yield match.group()


def _is_own(text: str, mine: Sequence[str]) -> bool:
    digits = re.sub(r"\D", "", text)
    for value in mine:
        if text == value or (len(value) > 3 and text in value.split()):
            return True
        own_digits = re.sub(r"\D", "", value)
        if len(digits) >= 9 and own_digits.endswith(digits[-9:]):
            return True
        words = [word for word in text.split() if word not in {"mr", "mrs", "ms", "miss", "dr", "prof"}]
        if words and all(word in value.split() for word in words):
            return True
    return False
