"""Questions that nobody answers: after the set time the request may be closed, and taken up again at any time (R7)."""

from dataclasses import dataclass
from datetime import date

from smsdpo.domain.month_clock import add_months, waits
from smsdpo.model.queries import cases
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
    months = int(office.setting("silence.months"))
    found: list[Unanswered] = []
    with office.reading() as session:
        for row in cases.open_requests(session):
            events = cases.events_of(session, row.id)
            for kind in ASKED:
                open_waits = [wait.asked for wait in waits(kind, events) if wait.answered is None]
                if open_waits:
                    asked = min(open_waits)
                    found.append(Unanswered(row.reference, kind, asked, add_months(asked, months)))
    return sorted(found, key=lambda one: (one.may_close, one.reference))


def to_close(office: Office) -> list[Unanswered]:
    """Those that may be closed today."""
    return [one for one in unanswered(office) if one.may_close <= office.clock.today()]
