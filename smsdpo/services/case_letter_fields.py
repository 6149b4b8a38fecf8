"""What a letter may say of what was written down for a request, of its events and of how it ends."""

from collections.abc import Mapping
from datetime import datetime

from smsdpo.core.clock import LONDON
from smsdpo.domain import request_types
from smsdpo.letters.fields import FieldValue, Row
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import answers_kept
from smsdpo.services.office import Office

_REASONS = {
    "extended": "extension_reasons",
    "clarification_requested": "clarification_questions",
    "fee_requested": "fee_reasons",
}
_WHO_SIGNS = (
    "The person whose data it is, or whoever may act for them by law: a parent for a child who cannot judge for "
    "itself, an attorney under a registered power, a deputy named by the court."
)
_PROOFS: Mapping[str, tuple[str, ...]] = {
    "solicitor": ("a letter signed by your client that names you and what you may ask for.",),
    "parent": (
        "a birth certificate, an adoption or court order that names you; please cover what we do not need, or",
        "a letter signed by the child, where the child understands what is asked for.",
    ),
    "attorney": ("the registered lasting power of attorney, its first page and the page with your name.",),
    "deputy": ("the order of the court that names you as deputy.",),
}
_ANY_PROOF = (
    "a letter signed by the person for whom you ask, that names you and what you may ask for, or",
    "a registered power of attorney, or",
    "an order of a court that names you.",
)


def of_case(office: Office, session: Session, row: Request) -> dict[str, FieldValue]:
    """The fields of the request's type as `case_…`, the reasons of its events, its outcome, the kept answers."""
    values = casework.details_of(session, row.id)
    return {
        **_written(row, values),
        **_events(session, row),
        "outcome_words": _outcome(row),
        "settled_reasons": list[Row](_lines(row.settled_note)),
        "authority_what_needed": list[Row](_PROOFS.get(values.get("on_behalf", ""), _ANY_PROOF)),
        "authority_who_signs": _WHO_SIGNS,
        "password_channel": row.password_by,
        "aware_words": _moment(row.received_at),
        "due_instant_words": _moment(row.due_instant) if row.due_instant else "",
        **_progress(session, row),
        **answers_kept.of_topic(office, session, values.get("topic", "")),
    }


def _written(row: Request, values: Mapping[str, str]) -> dict[str, FieldValue]:
    made: dict[str, FieldValue] = {}
    for field in request_types.get(row.type).fields:
        value = values.get(field.key, "")
        if field.key == "changes":
            made["case_changes"] = [_change(line) for line in _lines(value)]
        elif field.kind == "lines":
            made[f"case_{field.key}"] = list[Row](_lines(value))
        elif field.kind == "day":
            made[f"case_{field.key}"] = field.day(value)
        else:
            made[f"case_{field.key}"] = field.shown(value)
    return made


def _change(line: str) -> Row:
    """`field | as it was | as it is now`."""
    field, was, now = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
    return {"field": field, "was": was or "not held", "now": now or "removed"}


def _events(session: Session, row: Request) -> dict[str, FieldValue]:
    """The newest event of a kind gives the reasons of its letter."""
    made: dict[str, FieldValue] = {}
    for event in cases.events_of(session, row.id):
        if event.kind in _REASONS and event.reason:
            made[_REASONS[event.kind]] = list[Row](_lines(event.reason))
    return made


def _outcome(row: Request) -> str:
    key = row.settled or row.outcome
    return request_types.get(row.type).outcome(key).label if key else ""


def _progress(session: Session, row: Request) -> dict[str, FieldValue]:
    """What has been searched and what has not: the state of work of a holding letter."""
    searches = cases.searches_of(session, row.id)
    done = [f"{item.source} has been searched." for item in searches if item.outcome != "not_searched"]
    tasks = casework.tasks_of(session, row.id)
    done += [f"{task.source}: our colleagues have answered." for task in tasks if task.answered_on]
    waiting = [f"{task.source}: asked for on {task.asked_on:%d/%m/%Y}." for task in tasks if not task.answered_on]
    return {"work_done": list[Row](done), "work_outstanding": list[Row](waiting)}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _moment(at: datetime) -> str:
    """22 November 2026, 09:12, in London."""
    here = at.astimezone(LONDON)
    return f"{here.day} {here:%B %Y, %H:%M}"
