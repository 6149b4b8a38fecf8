"""Requests that belong together: several rights in one message, duplicates, complaints, another type, begun again."""

from collections.abc import Sequence
from datetime import datetime

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records.casework import LinkCard
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model.casework import RequestLink
from smsdpo.model.queries import cases, casework, found
from smsdpo.model.requests import Request
from smsdpo.services import case_log, clocks, holds, requests
from smsdpo.services.case_facts import waiting_for
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation


def links(office: Office, reference: str) -> tuple[LinkCard, ...]:
    """The requests that this one is linked with."""
    with office.reading() as session:
        return casework.links_of(session, requests.need_for_reading(session, reference).id)


def open_several(
    office: Office,
    *,
    types: Sequence[str],
    message: int,
    person: int | None = None,
    received_at: datetime | None = None,
    received_reason: str = "",
) -> list[str]:
    """One message, several rights: a linked request for each, with its own clock; the first one acknowledges all."""
    if len(types) < 2 or len(set(types)) != len(types):
        raise Refusal("Choose two or more different kinds of request.", hint="One kind alone is simply accepted.")
    kinds = [request_types.get(key) for key in types]
    with office.operation("request.open_several", reason=received_reason, undoable=True) as op:
        origin, who, received = requests.begin(office, op, message, person, received_at, received_reason)
        for kind in kinds:
            requests.refuse_second(op.session, kind, who, "")
        rows = [
            requests.enter(office, op, kind, who, received, origin=origin, known=person is not None) for kind in kinds
        ]
        for row in rows[1:]:
            _link(op, row, rows[0], "same_message")
        rows[0].restated = _all_in_words([row.restated for row in rows])
        op.about = rows[0].reference
        op.note(types=list(types), message=message, references=[row.reference for row in rows])
        return [row.reference for row in rows]


def change_type(office: Office, reference: str, type_key: str, reason: str) -> None:
    """It was another kind of request: the clocks are reckoned anew, what was done so far stays on file (P82)."""
    kind = request_types.get(type_key)
    if not reason.strip():
        raise Refusal("Say why the kind of request changes.", hint="The clocks hang on it.")
    with office.operation("request.change_type", about=reference, reason=reason, undoable=True) as op:
        row = requests.need_unsent(op, reference)
        before = row.type
        if before == type_key:
            raise Refusal(f"{row.reference} is of this kind already.", hint="Choose another kind.")
        _refuse_lost_events(op, row, type_key)
        requests.refuse_pair(op.session, row, type_key=type_key)
        if row.restated == request_types.get(before).asks_for:
            row.restated = kind.asks_for
        cases.withdraw_answers(op.session, row.id)
        if kind.decisions != request_types.get(before).decisions:
            found.forget_decisions(op.session, row.id)
        row.type = type_key
        row.settled = row.settled_note = ""
        op.session.flush()
        clocks.restate(op, row, clocks.working_days(office, row.nation))
        row.waiting_for = waiting_for(cases.events_of(op.session, row.id))
        case_log.restate(op, row)
        _change_hold(office, op, row)
        requests.advance(op.session, row)
        op.note(before=before, after=type_key, due=row.effective_due)


def _refuse_lost_events(op: Operation, row: Request, type_key: str) -> None:
    """An event that the other clock does not know would silently count for nothing."""
    from smsdpo.domain import clock_events

    known = set(clock_events.kinds_for(type_key))
    lost = [event.kind for event in cases.events_of(op.session, row.id) if event.kind not in known]
    if lost:
        named = ", ".join(dict.fromkeys(clock_events.LABELS[kind].lower() for kind in lost))
        raise Refusal(
            f"The clock of that kind does not know what was recorded here: {named}.",
            hint="Undo that entry first, or open a second request of the other kind and link it.",
        )


def _change_hold(office: Office, op: Operation, row: Request) -> None:
    if request_types.get(row.type).holds:
        holds.begin_with(office, op, row)
    else:
        holds.end_with(office, op, row, "became a request of another kind")


def close_as_duplicate(office: Office, reference: str, survivor: str, reason: str) -> None:
    """The same request came twice: one survives with its earlier clock, the other is closed and points at it."""
    with office.reading() as session:
        first, second = (requests.need_for_reading(session, ref) for ref in (survivor, reference))
        if first.id == second.id or first.state == "closed" or first.type != second.type:
            raise Refusal("That request cannot survive this one.", hint="Choose another open one of the same kind.")
        if first.received_at > second.received_at:
            raise Refusal(
                f"{first.reference} came later, and its clock would be too generous.",
                hint=f"Let {second.reference}, which came first, survive.",
            )
    with office.operation("request.close", about=reference, reason=reason) as op:
        other, row = requests.need(op, survivor), requests.need(op, reference)
        _link(op, row, other, "duplicate")
        requests.end(office, op, row, "duplicate", reason or f"Repeats {other.reference}.")


def complain_about(office: Office, reference: str, *, words: str, received_at: datetime, channel: str = "email") -> str:
    """A complaint born from a request: same person, linked, with its own clock and acknowledgement (N22)."""
    if not words.strip():
        raise Refusal("Say what the person complains about.", hint="Their own words are best.")
    with office.operation("request.complaint", undoable=True) as op:
        about = requests.need_for_reading(op.session, reference)
        if london_date(received_at) > office.clock.today():
            raise Refusal("A complaint cannot be received in the future.", hint="Check the day of receipt.")
        who = requests.person_of(op.session, about)
        row = requests.enter(
            office, op, request_types.get("complaint"), who, received_at, channel=channel, restated=words
        )
        row.recipient_name, row.recipient_email = about.recipient_name, about.recipient_email
        row.recipient_postal = list(about.recipient_postal)
        _link(op, row, about, "complaint")
        op.about = row.reference
        op.note(complained_about=about.reference)
        return row.reference


def reopen(office: Office, reference: str, reason: str, *, event: ClockEvent | None = None) -> None:
    """Take a closed request up again, with the answer that came late where there is one (R7). What had left stays."""
    if not reason.strip():
        raise Refusal("Say why it is opened again.", hint="For example: the proof of identity came after all.")
    with office.operation("request.reopen", about=reference, reason=reason) as op:
        row = requests.need_for_reading(op.session, reference)
        if row.state != "closed":
            raise Refusal(f"{row.reference} is open.", hint="Carry on with it.")
        if row.released_at is not None and row.outcome not in _TO_BE_CONTINUED:
            raise Refusal(
                f"The answer of {row.reference} has left.", hint="Open a new request for what is still to be done."
            )
        requests.refuse_pair(op.session, row)
        op.about = row.reference
        op.note(outcome=row.outcome)
        row.outcome = row.outcome_note = row.settled = row.settled_note = ""
        row.closed_at = row.released_at = None
        row.released_how = ""
        row.waiting_for = waiting_for(cases.events_of(op.session, row.id))
        op.session.flush()
        requests.advance(op.session, row)
        holds.begin_with(office, op, row)
        case_log.restate(op, row)
        if event is not None:
            requests.enter_event(office, op, row, event)


_TO_BE_CONTINUED = frozenset({"closed_no_reply", "done_without_reply", "more_information_asked", "queried"})
"""Ends after which the same request goes on when the answer comes."""


def _link(op: Operation, row: Request, other: Request, kind: str) -> None:
    op.session.add(RequestLink(request_id=row.id, other_id=other.id, kind=kind))


def _all_in_words(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{'; '.join(most)}; and {last}"
