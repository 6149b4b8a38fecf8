"""Registry of everything the office may be asked to do: right, clock, steps and outcomes of each (rules.md, 5).

A new kind is one entry in `rights`, `objections`, `duties`, `disclosing` or `office_duties`, with its fields beside it.
"""

from collections.abc import Mapping
from dataclasses import replace

from smsdpo.core.errors import Refusal
from smsdpo.domain import disclosing, duties, objections, office_duties, rights, shared_fields
from smsdpo.domain.request_type import (
    ALL_STEPS,
    DUPLICATE,
    ERASING,
    NO_REPLY,
    REFUSED,
    TO_CONTROLLER,
    Outcome,
    RequestType,
)

__all__ = [
    "ALL_STEPS",
    "ANSWER_LETTERS",
    "DUPLICATE",
    "ERASING",
    "NO_REPLY",
    "REQUEST_TYPES",
    "Outcome",
    "RequestType",
    "completed",
    "get",
    "short_of",
]


def _registry(*types: RequestType) -> Mapping[str, RequestType]:
    """What every type has beside its own: its end as a duplicate, and what is written down wherever it applies."""
    return {entry.key: completed(entry) for entry in types}


def completed(entry: RequestType) -> RequestType:
    """An entry with the ends and fields that it has in common with others.

    Whoever is asked for proof may never answer (R7), and a right may be one that a customer has to grant (R34).
    """
    ends, fields = [*entry.outcomes], [*entry.fields]
    if entry.proof == "full":
        ends.append(NO_REPLY)
        if entry.clock_rule.startswith("month"):
            ends.append(TO_CONTROLLER)
            fields += shared_fields.PASSED_ON
    if any(end.letter == REFUSED.letter for end in ends) and not any(end.key.endswith("_in_part") for end in ends):
        fields += shared_fields.REFUSED_IN_PART
    asked_by_somebody = entry.proof != "none"
    fields += [*(shared_fields.CHILD if asked_by_somebody else ()), *shared_fields.EVERY_TYPE]
    kept = {field.key: field for field in reversed(fields)}
    unique = tuple(dict.fromkeys(kept[field.key] for field in fields))
    return replace(entry, outcomes=tuple(dict.fromkeys((*ends, DUPLICATE))), fields=unique)


REQUEST_TYPES: Mapping[str, RequestType] = _registry(
    *rights.TYPES, *objections.TYPES, *duties.TYPES, *disclosing.TYPES, *office_duties.TYPES, duties.OTHER
)


ANSWER_LETTERS = frozenset[str]().union(*(entry.answer_letters for entry in REQUEST_TYPES.values()))
"""The letters that end a request of some kind; an acknowledgement is not an answer."""


def get(key: str) -> RequestType:
    """The type of this key; refuses an unknown one, which may have been typed on the command line."""
    if key not in REQUEST_TYPES:
        raise Refusal(f"There is no request type “{key}”.", hint=f"Choose one of {', '.join(REQUEST_TYPES)}.")
    return REQUEST_TYPES[key]


def short_of(key: str) -> str:
    """The word on its chip; empty where there is no such type, because none is suggested."""
    return REQUEST_TYPES[key].short if key in REQUEST_TYPES else ""
