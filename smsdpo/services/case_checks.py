"""Whether what is written down for a request is enough for how it is to end."""

from collections.abc import Mapping

from smsdpo.core.errors import Refusal
from smsdpo.domain import case_fields, detail_rules, request_types
from smsdpo.domain.case_fields import RELEASE
from smsdpo.domain.identifiers import fold
from smsdpo.model.queries import casework, disclosures, inbox
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office


def unwritten(row: Request, values: Mapping[str, str]) -> tuple[case_fields.CaseField, ...]:
    """The fields that the settled outcome needs and that are empty."""
    kind = request_types.get(row.type)
    if not row.settled:
        return ()
    outcome = kind.outcome(row.settled)
    return case_fields.missing(kind.fields, values, outcome.key, early=outcome.early)


def check_outcome(office: Office, session: Session, row: Request, outcome: str) -> None:
    """Refuses an outcome for which something is not written down yet, or which what is written down speaks against."""
    kind = request_types.get(row.type)
    ending = kind.outcome(outcome)
    values = casework.details_of(session, row.id)
    left = case_fields.missing(kind.fields, values, outcome, early=ending.early)
    if left:
        raise Refusal(
            f"“{ending.label}” needs what is not written down yet: {', '.join(field.label for field in left)}.",
            hint="Fill it in on the Details tab.",
        )
    nobody_acts = ending.early or ending.unanswered
    detail_rules.check_end(row.type, values, outcome, desk_of(office, session, row), early=nobody_acts)
    if row.type == "termination_deletion" and outcome == "deleted":
        _check_nothing_waits(session, row, values.get("customer", ""))


def _check_nothing_waits(session: Session, row: Request, customer: str) -> None:
    """A customer's data is not deleted while it is asked back, or while a hold stands (P58, P75)."""
    standing = casework.holds(session, person=row.person_id) if row.person_id is not None else ()
    if standing:
        raise Refusal(
            "A hold stands in the way of the deletion.", hint="Release it with a reason first, or end as “held”."
        )
    waiting = casework.open_with_detail(session, "customer_data_return", "customer", customer)
    if waiting:
        raise Refusal(
            f"The customer has asked for its data: {waiting[0]} is still open.",
            hint="Return the data and close that request first, or end this one as “held”.",
        )


def unwritten_to_release(row: Request, values: Mapping[str, str]) -> tuple[str, ...]:
    """Labels of what must be written down before anything leaves."""
    kind = request_types.get(row.type)
    return tuple(field.label for field in case_fields.missing(kind.fields, values, RELEASE, early=True))


def desk_of(office: Office, session: Session, row: Request) -> detail_rules.Desk:
    """What the rules may look at beside the fields."""
    origin = inbox.origin_of(session, row.id)
    staff = office.setting("staff")
    return detail_rules.Desk(
        today=office.clock.today(),
        letter=f"{origin.subject}\n{origin.text}" if origin else row.restated,
        handler=row.assignee or office.actor,
        staff=tuple(one["name"] for one in staff),
        now=office.clock.now(),
        due=row.effective_due,
        due_instant=row.due_instant,
        nation=row.nation,
    )


def check_whose_data(session: Session, row: Request, name: str) -> None:
    """Refuses to take whoever asks for a disclosure for the person whose data it asks about (P69)."""
    if row.type != disclosures.KIND:
        return
    asking = (casework.details_of(session, row.id).get("body", ""), row.recipient_name)
    if fold(name) in map(fold, asking):
        raise Refusal("It is not said yet whose data this is about.", hint="Choose the person first.")
