"""The request log: every request with its dates, stages, searches, copies and lateness, for the regulator (ICO-log)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.paths import written_whole
from smsdpo.domain import channels, identity, links, request_types
from smsdpo.domain.lifecycle import STATE_LABELS
from smsdpo.domain.log_columns import COLUMNS
from smsdpo.domain.punctual import ACKNOWLEDGED_BY
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.shared_fields import ON_BEHALF
from smsdpo.export.log_book import LogRow, write_log
from smsdpo.model.queries import request_log as queries
from smsdpo.model.queries.request_log import Logged, LoggedLetter
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import lateness
from smsdpo.services.office import Office

AT_ONCE = 500
"""Requests of which everything is asked for at once."""
_EVENT_DAYS = {
    "id_asked": "id_requested",
    "id_received": "id_received",
    "clarification_asked": "clarification_requested",
    "clarification_received": "clarification_received",
    "extended": "extended",
}


def write(office: Office, target: Path, *, overwrite: bool = False) -> int:
    """Write the whole log as a workbook; returns how many requests it holds."""
    with office.operation("request.log_export") as op:
        with written_whole(target, overwrite=overwrite) as draft:
            rows = _rows(office, op.session)
            count = write_log("Request log", COLUMNS, rows, draft, about=about(office), counted="Requests")
        if not overwrite:
            op.wrote(target)
        op.note(entries=count)
    return count


def about(office: Office) -> list[tuple[str, str]]:
    """What every log says of itself: whose it is and when it was made."""
    made = office.clock.now().astimezone(LONDON)
    said = [("Organisation", str(office.setting("organisation.name"))), ("Made", f"{made:%d/%m/%Y %H:%M}")]
    return [*said, ("Sample", "Invented people only")] if office.is_sample else said


def _rows(office: Office, session: Session) -> Iterator[LogRow]:
    today = office.clock.today()
    for some in queries.batches(session, AT_ONCE):
        logged = queries.logged(session, some)
        yield from (_row(row, logged, today) for row in some)


def _row(row: Request, logged: Logged, today: date) -> LogRow:
    details, events = logged.details.get(row.id, {}), logged.events.get(row.id, [])
    letters = logged.letters.get(row.id, [])
    sent = london_date(row.released_at) if row.released_at else None
    ended = sent or (london_date(row.closed_at) if row.closed_at else None)
    acknowledged = [london_date(one.left_at) for one in letters if one.code in ACKNOWLEDGED_BY]
    return {
        "reference": row.reference,
        "received": row.received_on,
        "received_at": f"{row.received_at.astimezone(LONDON):%H:%M}",
        "channel": channels.in_words(row.channel),
        "receiver": logged.addressed.get(row.id, "") or logged.first_act.get(row.reference, ""),
        "requester": row.recipient_name,
        "subject": logged.people.get(row.id, ""),
        "authority": dict(ON_BEHALF).get(details.get("on_behalf", ""), ""),
        "type": request_types.get(row.type).title,
        "asked": row.restated,
        **{key: _day_of(events, kind) for key, kind in _EVENT_DAYS.items()},
        "fee": _fee(events),
        "extended_because": _reason_of(events, "extended"),
        "policy_due": row.policy_due,
        "statutory_due": row.statutory_due or row.statutory_state.replace("_", " ").lower(),
        "effective_due": row.effective_due,
        "state": STATE_LABELS[row.state],
        "acknowledged": min(acknowledged, default=None),
        "identity": _identity(logged.identity.get(row.id)),
        "searched": "; ".join(f"{source}: {said}" for source, said in logged.searches.get(row.id, [])),
        "action": _action(row),
        **_decided(logged, row.id),
        "recipients_told": details.get("recipients_told", ""),
        "letters": "; ".join(f"{one.code} {one.left_at.astimezone(LONDON):%d/%m/%Y}" for one in letters),
        "copies": _copies(letters, logged.exports.get(row.id, [])),
        "sent": sent,
        "sent_how": row.released_how,
        "days": (ended - row.received_on).days if ended else None,
        "late": "yes" if lateness.was_late(row, acknowledged, today) else "no",
        "late_cause": details.get("late_cause", ""),
        "closed": london_date(row.closed_at) if row.closed_at else None,
        "closed_by": logged.closed_by.get(row.reference, "") if row.closed_at else "",
        "handler": row.assignee,
        "links": _linked(logged.links.get(row.id, [])),
        "tags": ", ".join(row.tags.split()),
    }


def _linked(others: Sequence[tuple[str, bool, str]]) -> str:
    return "; ".join(f"{links.in_words(kind, back=back)} {other}" for kind, back, other in others)


def _identity(check: tuple[str, datetime] | None) -> str:
    return f"{identity.in_words(check[0])}, {check[1].astimezone(LONDON):%d/%m/%Y}" if check else ""


def _action(row: Request) -> str:
    key = row.outcome or row.settled
    said = request_types.get(row.type).outcome(key).label if key else ""
    return f"{said}. {row.outcome_note}".strip(". ") if row.outcome_note else said


def _day_of(events: Sequence[ClockEvent], kind: str) -> date | None:
    days = [event.on for event in events if event.kind == kind]
    return days[-1] if days else None


def _reason_of(events: Sequence[ClockEvent], kind: str) -> str:
    reasons = [event.reason for event in events if event.kind == kind]
    return reasons[-1] if reasons else ""


def _fee(events: Sequence[ClockEvent]) -> str:
    said = {"fee_requested": "asked", "fee_paid": "paid"}
    return ", ".join(f"{said[event.kind]} {event.on:%d/%m/%Y}" for event in events if event.kind in said)


def _decided(logged: Logged, request: int) -> LogRow:
    counts = logged.decisions.get(request, {})
    return {
        "decided": "; ".join(f"{decision}: {count}" for decision, count in counts.items()),
        "withheld": counts.get("withhold", 0),
        "exemptions": "; ".join(dict.fromkeys(logged.withheld_because.get(request, []))),
    }


def _copies(letters: Sequence[LoggedLetter], exports: Sequence[Mapping[str, str]]) -> str:
    """What may have left: approved letters and every file that was made, by their SHA-256."""
    files = [f"{name} {sha}" for files in exports for name, sha in files.items()]
    return "; ".join([*(f"{one.code} {one.sha256}" for one in letters if one.approved), *files])
