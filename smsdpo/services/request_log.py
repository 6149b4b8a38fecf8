"""The request log: every request with its dates, stages, searches, copies and lateness, for the regulator (ICO-log)."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.paths import written_whole
from smsdpo.domain import links, request_types
from smsdpo.domain.case_field_sets import ON_BEHALF
from smsdpo.domain.lifecycle import STATE_LABELS
from smsdpo.domain.log_columns import COLUMNS
from smsdpo.domain.records import ClockEvent
from smsdpo.export.log_book import LogRow, write_log
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, casework, found, inbox, trail
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import lateness
from smsdpo.services.office import Office

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
    for row in cases.every_request(session):
        yield _row(office, session, row)


def _row(office: Office, session: Session, row: Request) -> LogRow:
    details = casework.details_of(session, row.id)
    events = cases.events_of(session, row.id)
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    origin = inbox.origin_of(session, row.id)
    days = {key: _day_of(events, kind) for key, kind in _EVENT_DAYS.items()}
    sent = london_date(row.released_at) if row.released_at else None
    ended = sent or (london_date(row.closed_at) if row.closed_at else None)
    return {
        "reference": row.reference,
        "received": row.received_on,
        "received_at": f"{row.received_at.astimezone(LONDON):%H:%M}",
        "channel": row.channel.replace("_", " "),
        "receiver": (origin.to if origin else "") or _opener(session, row),
        "requester": row.recipient_name,
        "subject": person.name if person else "",
        "authority": dict(ON_BEHALF).get(details.get("on_behalf", ""), ""),
        "type": request_types.get(row.type).title,
        "asked": row.restated,
        **days,
        "fee": _fee(events),
        "extended_because": _reason_of(events, "extended"),
        "policy_due": row.policy_due,
        "statutory_due": row.statutory_due or row.statutory_state.replace("_", " ").lower(),
        "effective_due": row.effective_due,
        "state": STATE_LABELS[row.state],
        "searched": _searched(session, row),
        "action": _action(row),
        **_withheld(session, row),
        "recipients_told": details.get("recipients_told", ""),
        **_letters(session, row),
        "sent": sent,
        "sent_how": row.released_how,
        "days": (ended - row.received_on).days if ended else None,
        "late": "yes" if lateness.is_late(office, session, row) else "no",
        "late_cause": details.get("late_cause", ""),
        "closed": london_date(row.closed_at) if row.closed_at else None,
        "closed_by": _who(session, row, "request.close"),
        "handler": row.assignee,
        "links": _linked(session, row),
    }


def _searched(session: Session, row: Request) -> str:
    searches = cases.searches_of(session, row.id)
    return "; ".join(f"{item.source}: {item.reason or item.found}" for item in searches)


def _linked(session: Session, row: Request) -> str:
    cards = casework.links_of(session, row.id)
    return "; ".join(f"{links.in_words(card.kind, back=card.back)} {card.reference}" for card in cards)


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


def _withheld(session: Session, row: Request) -> LogRow:
    kept_back, count = found.findings(session, row.id, decision="withhold", limit=1000)
    reasons = dict.fromkeys(finding.reason for finding, _, _ in kept_back)
    return {"withheld": count, "exemptions": "; ".join(reasons)}


def _letters(session: Session, row: Request) -> LogRow:
    letters = cases.letters_of(session, row.id)
    files = [f"{name} {sha}" for export in cases.exports_of(session, row.id) for name, sha in export.sha256.items()]
    return {
        "letters": "; ".join(f"{one.code} {one.made_at.astimezone(LONDON):%d/%m/%Y}" for one in letters),
        "copies": "; ".join([*(f"{one.code} {one.sha256}" for one in letters), *files]),
    }


def _opener(session: Session, row: Request) -> str:
    return _who(session, row, "request.open")


def _who(session: Session, row: Request, action: str) -> str:
    acts = [line.actor for line in trail.lines_about(session, row.reference) if line.action == action]
    return acts[-1] if acts else ""
