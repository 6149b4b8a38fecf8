"""Ways to be sure who is asking, least intrusive first, and which of them this request allows (N20, rules.md R4)."""

from collections.abc import Callable
from dataclasses import dataclass

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records.requests import IdentityMethod


@dataclass(frozen=True, slots=True)
class Held:
    """What could confirm the person: what the request shows, and what is on file.

    `newsletter_only` is true where nothing but marketing data is held: no proof beyond the address is proportionate.
    """

    same_address: bool = False
    account_number: bool = False
    phone: bool = False
    records: int = 0
    newsletter_only: bool = False


@dataclass(frozen=True, slots=True)
class _Rung:
    key: str
    label: str
    done: str
    help: str
    missing: str
    possible: Callable[[Held], bool]
    light: bool = False
    needs_words: bool = False


DOCUMENT_SEEN = "document_seen"
KNOWN_ADDRESS = "known_address"
"""A sender's address is easily forged: this way only holds while the answer goes to that address too."""

_LADDER = (
    _Rung(
        key=KNOWN_ADDRESS,
        label="Known e-mail address",
        done="known e-mail address",
        help="The request was written from the e-mail address we already hold for this person, and is answered there.",
        missing="The request did not come from, or is not answered to, an e-mail address that we hold for this person.",
        possible=lambda held: held.same_address,
        light=True,
    ),
    _Rung(
        key="account_number",
        label="Account number",
        done="account number",
        help="The person names the number of the account that we hold for them.",
        missing="We hold no account number for this person.",
        possible=lambda held: held.account_number,
    ),
    _Rung(
        key="call_back",
        label="Call back on the stored number",
        done="call back on the stored number",
        help="Ring the number that was on file before the request came, never one given in the request.",
        missing="We hold no phone number for this person.",
        possible=lambda held: held.phone,
    ),
    _Rung(
        key="question_from_record",
        label="A question only this person can answer",
        done="a question from our records",
        help="Ask for a fact from our records, such as the product of the last invoice. Note which, not the answer.",
        missing="We hold no record from which a question could be asked.",
        possible=lambda held: held.records > 0,
        needs_words=True,
    ),
    _Rung(
        key=DOCUMENT_SEEN,
        label="Document seen",
        done="document seen, no copy kept",
        help="Only where the lighter ways leave doubt. Note the kind of document and the day; never keep a copy.",
        missing="",
        possible=lambda _held: True,
        needs_words=True,
    ),
    _Rung(
        key="not_needed",
        label="No check needed",
        done="not needed",
        help="There is no reasonable doubt, or nothing about the person is given out. Say why.",
        missing="",
        possible=lambda _held: True,
        light=True,
        needs_words=True,
    ),
)

METHODS = tuple(rung.key for rung in _LADDER)

_TOO_MUCH = {
    "light": "Asking for this would be too much here: nothing is given out, so no proof beyond the address itself.",
    "none": "Nobody asks for personal data here, so nobody has to prove who they are.",
    "newsletter": "Asking for this would be too much: we hold nothing but a newsletter address.",
}


def methods(type_key: str, held: Held) -> tuple[IdentityMethod, ...]:
    """Every rung in order; those that are not offered say why not."""
    return tuple(
        IdentityMethod(rung.key, rung.label, rung.help, offered=not why_not, why_not=why_not)
        for rung in _LADDER
        for why_not in (_why_not(rung, type_key, held),)
    )


def needs_words(key: str) -> bool:
    """Whether the check must say what was seen or asked, or why none was needed."""
    return _rung(key).needs_words


def in_words(key: str, seen: str = "") -> str:
    """How the checklist names a check that was made: `account number`, `not needed: nothing is given out`."""
    done = _rung(key).done
    return f"{done}: {seen.strip()}" if seen.strip() else done


def check_method(type_key: str, key: str, held: Held, *, seen: str = "") -> None:
    """Refuses a check that this request does not allow, or that says too little."""
    rung = _rung(key)
    why_not = _why_not(rung, type_key, held)
    if why_not:
        raise Refusal(
            f"“{rung.label}” cannot be used for this request. {why_not}", hint="Choose a way that is offered."
        )
    if rung.needs_words and not seen.strip():
        raise Refusal(
            f"“{rung.label}” needs a note.", hint="Say what was seen or asked, or why no check is needed; no copies."
        )


def _why_not(rung: _Rung, type_key: str, held: Held) -> str:
    proof = request_types.get(type_key).proof
    if proof == "none" and rung.key != "not_needed":
        return _TOO_MUCH["none"]
    if not rung.light and proof == "light":
        return _TOO_MUCH["light"]
    if not rung.light and held.newsletter_only:
        return _TOO_MUCH["newsletter"]
    return "" if rung.possible(held) else rung.missing


def _rung(key: str) -> _Rung:
    for rung in _LADDER:
        if rung.key == key:
            return rung
    raise Refusal(f"There is no identity check “{key}”.", hint=f"Choose one of {', '.join(METHODS)}.")
