"""The clocks of requests: worked out by the domain with the office's nation and holidays, stored with the request."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from smsdpo.domain import deadlines, request_types
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent, Due
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office

if TYPE_CHECKING:
    from smsdpo.services.operation import Operation


def working_days(office: Office, nation: str = "") -> WorkingDays:
    """The working days of a nation (the office's own by default), with the holidays the office added or took back."""
    nation = nation or str(office.setting("nation"))
    with office.reading() as session:
        return cases.working_days(session, nation)


def due_for(office: Office, type_key: str, received_at: datetime, events: Sequence[ClockEvent] = ()) -> Due:
    """The dates that a request of this type would have."""
    return deadlines.due(request_types.get(type_key).clock_rule, received_at, events, working_days(office))


def of_message(suggested: str, received_at: datetime, days: WorkingDays) -> Due:
    """The dates of a message that nobody has sorted: nothing may wait without one, not even what looks like spam
    (P80, P81)."""
    return deadlines.due("general_inquiry" if suggested == "other" else suggested, received_at, (), days)


def rule_of(session: Session, row: Request, type_key: str = "") -> str:
    """The clock that a request runs by, or would run by if it were of another kind."""
    kind = request_types.get(type_key or row.type)
    return kind.clock_with(casework.details_of(session, row.id) if kind.right_if else {})


def reckon(session: Session, row: Request, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    """The dates of a request by these events and holidays; nothing is stored."""
    return deadlines.due(rule_of(session, row), row.received_at, events, days)


def restate(op: "Operation", row: Request, days: WorkingDays) -> None:
    """Work the dates of a request out again and store them."""
    store(row, reckon(op.session, row, cases.events_of(op.session, row.id), days))


def store(row: Request, due: Due) -> None:
    """Store dates with a request; the calendar's SEQUENCE rises where they moved."""
    before = (row.policy_due, row.statutory_due, row.statutory_state, row.effective_due, row.act_by)
    row.policy_due = due.policy_due
    row.statutory_due = due.statutory_due
    row.statutory_state = due.statutory_state
    row.effective_due = due.effective_due
    row.act_by = due.act_by
    row.decided_by = due.decided_by
    row.working = list(due.working)
    row.due_instant = due.instant
    if before != (row.policy_due, row.statutory_due, row.statutory_state, row.effective_due, row.act_by):
        row.sequence += 1
