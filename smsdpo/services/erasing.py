"""Erasure carried out by hand: noted for the records decided so, which stay as they were decided from then on (P39)."""

from datetime import date

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records.casework import HoldCard
from smsdpo.domain.shared_fields import ERASED_ON
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.holds import GROUNDS


def check_noted(session: Session, row: Request, on: date) -> None:
    """Refuses a day before the request came, one on which a hold stood, and while records are still to be decided."""
    if on < row.received_on:
        raise Refusal(
            f"{on:%d/%m/%Y} lies before the day of receipt, {row.received_on:%d/%m/%Y}.",
            hint="Write down the day on which it was deleted because of this request.",
        )
    left = cases.decision_counts(session, row.id).get("undecided", 0)
    if left:
        raise Refusal(
            f"{left} of the records are still undecided, so nobody can say that all was erased.",
            hint="Decide about each record first; the day is noted for all that are to go.",
        )
    holds = casework.holds(session, person=row.person_id, now_only=False) if row.person_id is not None else ()
    stood = next((hold for hold in holds if _stood(hold, on)), None)
    if stood is not None:
        raise Refusal(
            f"A hold stood in the way on {on:%d/%m/%Y}: {GROUNDS[stood.ground].lower()}.",
            hint="Release it with a reason before anything is deleted. If something was deleted all the same, log a "
            "breach.",
        )


def _stood(hold: HoldCard, on: date) -> bool:
    """Whether it stood at the end of that day: on the day of its release the deletion may have come after it."""
    ended = london_date(hold.released_at) if hold.released_at is not None else date.max
    return london_date(hold.raised_at) <= on < ended


def check_carried_out(session: Session, row: Request) -> None:
    """Refuses an end that says what was done while records that are to go have not gone."""
    to_go = cases.decision_counts(session, row.id).get("erase", 0)
    if to_go and not casework.details_of(session, row.id).get(ERASED_ON.key):
        raise Refusal(
            "Records are decided to be erased, and no day is noted on which they were.",
            hint="Delete them, and write the day under “Erased on” on the Details tab.",
        )


def check_open(session: Session, row: Request) -> None:
    """Refuses to decide anew about records that are noted as erased: the note speaks of them as they were decided."""
    on = casework.details_of(session, row.id).get(ERASED_ON.key)
    if on and ERASED_ON in request_types.get(row.type).fields:
        raise Refusal(
            f"The records of {row.reference} are noted as erased on {date.fromisoformat(on):%d/%m/%Y}.",
            hint="If that is wrong, clear “Erased on” on the Details tab first.",
        )
