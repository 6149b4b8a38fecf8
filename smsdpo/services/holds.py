"""Holds: while one stands, nothing of a person's or a customer's data is deleted, by anybody (R31, P75)."""

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records.casework import HoldCard
from smsdpo.model.casework import Hold
from smsdpo.model.people import Person
from smsdpo.model.queries import casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

OPEN_REQUEST = "open_request"
BY_HAND = {
    "dispute": "Dispute or legal claim",
    "disclosure": "Disclosure by legal process",
    "other": "Another ground, named in the reason",
}
GROUNDS = {OPEN_REQUEST: "Open request", **BY_HAND}
"""The first begins and ends with a request; the others are raised and released by a person."""


def of_person(office: Office, person: int, *, now_only: bool = True) -> tuple[HoldCard, ...]:
    """The holds on a person's data."""
    with office.reading() as session:
        _check_person(session, person)
        return casework.holds(session, person=person, now_only=now_only)


def all_holds(office: Office) -> tuple[HoldCard, ...]:
    """Every hold that stands."""
    with office.reading() as session:
        return casework.holds(session)


def raise_hold(office: Office, person: int, *, ground: str, reason: str, request: str = "") -> int:
    """Stop every deletion of a person's data for a named ground."""
    if ground not in BY_HAND:
        raise Refusal(f"“{ground}” is no ground for a hold.", hint=f"Choose one of {', '.join(BY_HAND)}.")
    if not reason.strip():
        raise Refusal("Say why nothing may be deleted.", hint="A hold without a reason cannot be released with one.")
    with office.operation("hold.raise", about=f"person:{person}", reason=reason, undoable=True) as op:
        _check_person(op.session, person)
        from smsdpo.services.requests import need_for_reading

        row = need_for_reading(op.session, request) if request else None
        made = _hold(office, person, row.id if row else None, ground, reason.strip())
        op.session.add(made)
        op.session.flush()
        op.note(hold=made.id, ground=ground)
        return made.id


def release(office: Office, hold: int, reason: str) -> None:
    """Let deletion go on, with the reason; what was due meanwhile comes up again in the retention queue."""
    if not reason.strip():
        raise Refusal("Say why the hold ends.", hint="The reason stands in the trail beside it.")
    with office.operation("hold.release", about=f"hold:{hold}", reason=reason, undoable=True) as op:
        row = op.session.get(Hold, hold)
        if row is None or row.released_at is not None:
            raise Refusal(f"There is no open hold {hold}.", hint="See the person's card for the holds that stand.")
        _end(office, row, reason.strip())


def check_free(session: Session, person: int) -> None:
    """Refuses a deletion of a person's data while a hold stands: evidence must not be destroyed (DPA 2018 s.173)."""
    standing = casework.holds(session, person=person)
    if standing:
        first = standing[0]
        named = f" of {first.request}" if first.request else ""
        raise Refusal(
            f"A hold{named} stands in the way: {GROUNDS[first.ground].lower()}.",
            hint="Release it with a reason first; to delete what was asked for is an offence.",
        )


def begin_with(office: Office, op: Operation, row: Request) -> None:
    """A request of a kind that holds raises its own hold as it is opened."""
    if not request_types.get(row.type).holds or row.person_id is None:
        return
    if casework.open_hold_of_request(op.session, row.id, OPEN_REQUEST) is None:
        op.session.add(_hold(office, row.person_id, row.id, OPEN_REQUEST, request_types.get(row.type).title))


def end_with(office: Office, op: Operation, row: Request, because: str = "was closed") -> None:
    """The hold that a request raised by itself ends with it; others stand until somebody releases them."""
    own = casework.open_hold_of_request(op.session, row.id, OPEN_REQUEST)
    if own is not None:
        _end(office, own, f"{row.reference} {because}")


def _hold(office: Office, person: int, request: int | None, ground: str, reason: str) -> Hold:
    return Hold(
        person_id=person,
        request_id=request,
        ground=ground,
        reason=reason,
        raised_at=office.clock.now(),
        raised_by=office.actor,
        released_because="",
    )


def _end(office: Office, row: Hold, reason: str) -> None:
    row.released_at = office.clock.now()
    row.released_because = reason


def _check_person(session: Session, person: int) -> None:
    if session.get(Person, person) is None:
        raise Refusal(f"There is no person {person}.", hint="Search people first.")
