"""Questions that nobody answers: after the set time the request may be closed, and taken up again at any time (R7)."""

from dataclasses import dataclass
from datetime import date

from smsdpo.core.errors import Refusal
from smsdpo.domain.month_clock import add_months, waits
from smsdpo.model.queries import cases
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office

ASKED = ("id", "authority", "clarification", "fee")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question of a request that still waits, and from when the request may be closed for want of an answer."""

    reference: str
    asked: str
    on: date
    may_close: date


def unanswered(office: Office) -> list[Unanswered]:
    """Every open question, the oldest first."""
    with office.reading() as session:
        found = [one for row in cases.open_requests(session) for one in _of_request(office, session, row)]
    return sorted(found, key=lambda one: (one.may_close, one.reference))


def to_close(office: Office) -> list[Unanswered]:
    """Those that may be closed today."""
    return [one for one in unanswered(office) if one.may_close <= office.clock.today()]


def _of_request(office: Office, session: Session, row: Request) -> list[Unanswered]:
    months, events = int(office.setting("silence.months")), cases.events_of(session, row.id)
    found = []
    for kind in ASKED:
        open_waits = [wait.asked for wait in waits(kind, events) if wait.answered is None]
        if open_waits:
            asked = min(open_waits)
            found.append(Unanswered(row.reference, kind, asked, add_months(asked, months)))
    return found


def check_end(office: Office, session: Session, row: Request, outcome: str) -> None:
    """Refuses to close for want of an answer before the time set has passed, or where nobody was asked."""
    if outcome != "closed_no_reply":
        return
    waiting = _of_request(office, session, row)
    if not waiting:
        raise Refusal(
            f"Nothing that was asked for {row.reference} is still unanswered.",
            hint="Record the question as an event of the clock first, or answer the request.",
        )
    may_close = max(one.may_close for one in waiting)
    if may_close > office.clock.today():
        raise Refusal(
            f"{row.reference} can be closed for want of an answer from {may_close:%d/%m/%Y} on.",
            hint="Ask again meanwhile; a holding letter keeps the 30 days of the policy.",
        )
