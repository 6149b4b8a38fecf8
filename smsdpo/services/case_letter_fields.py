"""What a letter may say of what was written down for a request, of its events and of how it ends."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from smsdpo.core.clock import LONDON
from smsdpo.core.days import long_day
from smsdpo.domain import categories, erasing, request_types
from smsdpo.letters.fields import FieldValue, Row
from smsdpo.model.queries import cases, casework, found
from smsdpo.model.queries.disclosures import KIND
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import answers_kept, kept_out
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office

_REASONS = {
    "extended": "extension_reasons",
    "clarification_requested": "clarification_questions",
    "fee_requested": "fee_reasons",
}
_KEEPING = frozenset({"pending_service_end", "explained_and_kept"})
"""Ends at which everything may be kept."""
_TOLD = frozenset({"recipients_told", "partners_told"})
_GIVEN = frozenset({"disclosed", "disclosed_in_part"})
_ALL = 1_000_000
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
        "settled_reasons": _reasons(row),
        "copy_reasons": list[Row](_lines(row.settled_note)) if row.settled == "given_as_access" else [],
        "authority_what_needed": list[Row](_PROOFS.get(values.get("on_behalf", ""), _ANY_PROOF)),
        "authority_who_signs": _WHO_SIGNS,
        "password_channel": row.password_by,
        "aware_words": _moment(row.received_at),
        "due_instant_words": _moment(row.due_instant) if row.due_instant else "",
        **_progress(session, row),
        **_erased(session, row, values),
        "nothing_found": "yes" if row.settled == "not_found" else "",
        "kept_out": "yes" if kept_out.can_be(session, row, values) else "",
        "told_nobody": "yes" if _is_nobody(values.get("recipients_told", "")) else "",
        "residence_eea": "yes" if values.get("applies") == "eea" else "",
        **answers_kept.of_topic(office, session, values.get("topic", "")),
    }


def _written(row: Request, values: Mapping[str, str]) -> dict[str, FieldValue]:
    made: dict[str, FieldValue] = {}
    for field in request_types.get(row.type).fields:
        value = values.get(field.key, "")
        if field.key == "changes":
            made["case_changes"] = [_change(line) for line in _lines(value)]
        elif field.kind == "lines":
            made[f"case_{field.key}"] = list[Row]([] if field.key in _TOLD and _is_nobody(value) else _lines(value))
        elif field.kind == "day":
            made[f"case_{field.key}"] = field.day(value)
        else:
            made[f"case_{field.key}"] = field.shown(value)
    if row.type == KIND and row.settled and row.settled not in _GIVEN:
        made["case_minimum"] = []  # what would be disclosed is not told as if it had been
    return made


def _is_nobody(value: str) -> bool:
    """Whether the desk wrote that there is nobody to name: a letter says so in a sentence, or not at all."""
    return value.strip(" .–-").casefold() in {"none", "nobody", "no one", "no-one", "n/a", "not applicable"}


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
    label = request_types.get(row.type).outcome(key).label if key else ""
    return label.removesuffix(", with reasons")  # which the letter gives below


def _progress(session: Session, row: Request) -> dict[str, FieldValue]:
    """What has been searched and what has not: the state of work of a holding letter."""
    searches = cases.searches_of(session, row.id)
    done = [f"{item.source} has been searched." for item in searches if item.outcome != "not_searched"]
    tasks = casework.tasks_of(session, row.id)
    done += [f"{task.source}: our colleagues have answered." for task in tasks if task.answered_on]
    waiting = [f"{task.source}: asked for on {long_day(task.asked_on)}." for task in tasks if not task.answered_on]
    return {"work_done": list[Row](done), "work_outstanding": list[Row](waiting)}


def _erased(session: Session, row: Request, values: Mapping[str, str]) -> dict[str, FieldValue]:
    """What was erased, by the day on which somebody noted that it was; what is kept, why, until when (R20, P39)."""
    if not values.get("erased_on") and row.settled not in _KEEPING:
        return {}
    day = values.get("erased_on", "")
    on = long_day(date.fromisoformat(day)) if day else ""
    rows, _ = found.findings(session, row.id, limit=_ALL)
    labels = {finding.id: categories.get(record.category).label for finding, record, _ in rows}
    erased = Counter(labels[one.id] for one, _, _ in rows if one.decision == "erase" and one.record_id != row.record_id)
    kept = Counter(
        (labels[one.id], one.reason) for one, _, _ in rows if one.decision == "keep" and one.reason != DIFFERENT_PERSON
    )
    told: list[Row] = [{"what": _counted(label, number), "on": on} for label, number in sorted(erased.items()) if on]
    if not rows and on:
        told = [{"what": f"Data that rested on your consent: {values.get('purpose', '')}".rstrip(": "), "on": on}]
    return {
        "erased_items": told,
        "kept_items": [*(_kept(label, reason, n) for (label, reason), n in sorted(kept.items())), *_kept_outside(row)],
    }


def _kept(label: str, reason: str, number: int) -> Row:
    ground, _, until = (part.strip() for part in reason.partition("|"))
    return {"what": _counted(label, number), "ground": ground, "until": erasing.day_of(until) or until}


def _kept_outside(row: Request) -> list[Row]:
    if row.settled != "erased_in_part":
        return []
    kept = filter(None, map(erasing.kept_outside, _lines(row.settled_note)))
    return [{"what": what, "ground": ground, "until": until} for what, ground, until in kept]


def _reasons(row: Request) -> list[Row]:
    """As the officer wrote them, one a line, but for what the table of what is kept says already."""
    told = row.settled == "erased_in_part"
    lines = [line for line in _lines(row.settled_note) if not (told and erasing.kept_outside(line))]
    return [line.replace(" | ", ": ") for line in lines]


def _counted(label: str, number: int) -> str:
    return f"{label}, 1 record" if number == 1 else f"{label}, {number} records"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _moment(at: datetime) -> str:
    """22 November 2026, 09:12, in London."""
    here = at.astimezone(LONDON)
    return f"{long_day(here)}, {here:%H:%M}"
