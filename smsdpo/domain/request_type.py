"""What one kind of request is: its right or duty, clock, steps, outcomes, and the parts that kinds have in common."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from smsdpo.core.errors import Refusal
from smsdpo.domain.case_fields import CaseField

ALL_STEPS = ("triage", "identity", "find", "review", "decide", "letter", "send")
NO_SEARCH = ("triage", "identity", "decide", "letter", "send")
ANSWER_ONLY = ("triage", "decide", "letter", "send")
NO_ASKER = ("triage", "find", "review", "decide", "letter", "send")

_BY_RECORD = frozenset({"provided_in_part", "erased_in_part", "pending_service_end", "explained_and_kept"})
KEPT_BACK = frozenset({"redact", "withhold", "keep"})
ERASING = ("erase", "keep")
"""What is decided about each record where data is to go."""

MONTH_LAW = "One month from the day of receipt, at a weekend or bank holiday the next working day (UK GDPR Art 12(3))"
POLICY_ONLY = "No law sets a date; the policy promises an answer within 30 days"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request may end; `needs_reasons` where law or policy asks for the reasons in writing, `early` where it may
    end before identity, search and decisions are settled, because nothing of the data is given out.

    `letter` is the code of the letter that answers so; without one, or where a `note_will_do`, a note of how it was
    answered closes the request. `gives_data` where workbook and archive go with the letter. `unanswered` where it ends
    because nobody answered what the office asked: never before the time set, and nobody's authority need be settled.
    """

    key: str
    label: str
    needs_reasons: bool = False
    early: bool = False
    letter: str = ""
    gives_data: bool = False
    note_will_do: bool = False
    unanswered: bool = False

    def told_by_record(self, told: Collection[str]) -> bool:
        """Whether its letter lists what is left out or kept with the reason of each, which is reason enough; `told` are
        the decisions made about records of which the person may be told."""
        return self.key in _BY_RECORD and not KEPT_BACK.isdisjoint(told)


@dataclass(frozen=True, slots=True)
class RequestType:
    """One kind of request.

    `short` is the word on the chip, `title` what the type list says, `clock_rule` a key of `deadlines.CLOCKS`, `law`
    the date rule in words, `duties` what this type asks for beyond the common steps, `fields` what is written down
    for it, `asks_for` the request restated for the letter. `holds` where it stops every deletion of the person's data
    while it is open (R31, P75). `right_if` is the key of a field, and those of its values with which it is also a right
    of whoever asks: then the month of the law runs beside the policy's promise.

    `decisions` are what may be decided about a record that was found (`erase` and `keep` where data is to go).

    `proof` limits the proof of identity: `full`, `light` (never a document, N20) or `none` (there is
    no requester to check).
    """

    key: str
    title: str
    short: str
    basis: str
    clock_rule: str
    law: str
    asks_for: str
    outcomes: tuple[Outcome, ...]
    duties: tuple[str, ...] = ()
    fields: tuple[CaseField, ...] = ()
    steps: tuple[str, ...] = ALL_STEPS
    pausable: bool = False
    extendable: bool = False
    decisions: tuple[str, ...] = ("include", "redact", "withhold")
    proof: str = "full"
    internal: bool = False
    holds: bool = False
    right_if: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()

    def clock_with(self, details: Mapping[str, str]) -> str:
        """The clock it runs by once this is written down."""
        return "month" if self.right_if and details.get(self.right_if[0]) in self.right_if[1:] else self.clock_rule

    def field(self, key: str) -> CaseField:
        """The field of this key; refuses one that this type does not write down."""
        for field in self.fields:
            if field.key == key:
                return field
        known = ", ".join(field.key for field in self.fields)
        raise Refusal(f"“{key}” is not written down for {self.short.lower()}.", hint=f"Choose one of {known}.")

    @property
    def unanswered(self) -> Outcome | None:
        """How it ends where nobody answers our question, if it may."""
        return next((outcome for outcome in self.outcomes if outcome.unanswered), None)

    @property
    def answer_letters(self) -> frozenset[str]:
        """The letters that can answer a request of this kind."""
        return frozenset(outcome.letter for outcome in self.outcomes if outcome.letter)

    def outcome(self, key: str) -> Outcome:
        """The outcome of this key; refuses one that this type does not know."""
        for outcome in self.outcomes:
            if outcome.key == key:
                return outcome
        known = ", ".join(outcome.key for outcome in self.outcomes)
        raise Refusal(f"“{key}” is not an outcome of this kind of request.", hint=f"Choose one of {known}.")


REFUSED = Outcome("refused", "Refused, with reasons", needs_reasons=True, early=True, letter="L08")
WITHDRAWN = Outcome("withdrawn", "Withdrawn by the person", early=True)
NO_REPLY = Outcome(
    "closed_no_reply", "No reply to our question", early=True, letter="L30", note_will_do=True, unanswered=True,
)  # fmt: skip
DONE_WITHOUT_REPLY = Outcome(
    "done_without_reply", "Done what we could without a reply", needs_reasons=True, letter="L32", unanswered=True,
)  # fmt: skip
"""Not `early`: what is reported of a child does not lapse because nobody answers; search and decisions come first."""
TO_CONTROLLER = Outcome(
    "passed_to_controller", "Passed to the customer who decides about the data", early=True, letter="L31",
    note_will_do=True,
)  # fmt: skip
DUPLICATE = Outcome("duplicate", "Duplicate of another request", early=True)
