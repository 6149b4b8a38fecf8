"""What was decided about the records of a request, and which ends that speaks against."""

from smsdpo.core.errors import Refusal
from smsdpo.domain.request_type import KEPT_BACK
from smsdpo.model.queries import found
from smsdpo.model.requests import Request
from smsdpo.model.session import Session

DIFFERENT_PERSON = "This record is about a different person."
"""Withheld for this reason, a record is not the person's own data and is not listed to them."""
_NOTHING_HELD = frozenset({"no_data_held", "not_held", "not_found"})


def told(session: Session, row: Request) -> set[str]:
    """The decisions made about records of which the person may be told: a namesake's are apart."""
    return found.decisions(session, row.id, apart_from=DIFFERENT_PERSON)


def check_end(session: Session, row: Request, outcome: str) -> None:
    """Refuses an end that the decisions speak against."""
    if outcome in (against := spoken_against(session, row)):
        raise against[outcome]


def spoken_against(session: Session, row: Request) -> dict[str, Refusal]:
    """The ends that the decisions speak against, and why. A namesake's record is not the person's own, whatever is
    decided about it, and the letters say “apart from this correspondence itself”."""
    made = told(session, row)
    own = found.decisions(session, row.id, apart_from=DIFFERENT_PERSON, apart_from_record=row.record_id)
    against: dict[str, Refusal] = {}
    if KEPT_BACK & made:
        said = "Something is redacted or withheld, so this is not “in full”."
        against["provided_in_full"] = Refusal(said, hint="Choose “in part”.")
    if not {"include", "redact"} & made:
        hint = "Decide about each record, or choose another outcome."
        against.setdefault("provided_in_full", Refusal("No record is given out.", hint=hint))
    if "keep" in own:
        against["erased"] = Refusal("Something is kept, so not everything is erased.", hint="Choose “erased in part”.")
    if "erase" not in own:
        hint = "Decide about each record, or choose another outcome."
        for outcome in ("erased", "erased_in_part"):
            against[outcome] = Refusal("No record is to be erased.", hint=hint)
    if own:
        said = "Records of this person are given out or kept back, so data is held."
        for outcome in _NOTHING_HELD:
            against[outcome] = Refusal(said, hint="Choose another outcome, or a refusal with its reasons.")
    return against
