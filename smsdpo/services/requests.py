"""Requests from opened to closed: the acts that move a case, each one audited operation."""

from dataclasses import replace
from datetime import datetime

from smsdpo.core.errors import Refusal
from smsdpo.domain import channels, deadlines, identity, lifecycle, request_types
from smsdpo.domain.records.clocks import ClockEvent, Due
from smsdpo.domain.records.requests import Recipient, RequestFile
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, casework, disclosures
from smsdpo.model.requests import IdentityRow, Request, RequestEvent, RequestMessage
from smsdpo.model.session import Session
from smsdpo.services import case_file, case_log, clocks, decided, holds, kept_out, lateness, opening, silence
from smsdpo.services.case_checks import check_outcome
from smsdpo.services.case_facts import facts_of, held_for, waiting_for
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.request_list import assign, counts, page, position, rows_as_table

__all__ = [
    "add_event",
    "advance",
    "agree_password",
    "assign",
    "begin",
    "choose_person",
    "close",
    "counts",
    "due_preview",
    "end",
    "enter",
    "enter_event",
    "file",
    "move",
    "need",
    "need_for_reading",
    "need_unsent",
    "open_request",
    "outcome_of",
    "page",
    "person_of",
    "position",
    "record_identity",
    "refuse_pair",
    "refuse_second",
    "rows_as_table",
    "set_recipient",
]


def due_preview(office: Office, type_key: str, received_at: datetime) -> Due:
    """The dates a request would have if it were opened now."""
    return clocks.due_for(office, type_key, received_at)


def open_request(
    office: Office,
    *,
    type: str,
    message: int | None = None,
    person: int | None = None,
    received_at: datetime | None = None,
    received_reason: str = "",
    channel: str = "",
    restated: str = "",
    name: str = "",
    email: str = "",
    although: str = "",
) -> str:
    """Open a request, from a message or by hand, and give it its reference and its clock.

    The channel is that of the message where none is named. Without `person` the sender (or `name`) becomes a new
    person. A received time other than the message's own needs its reason, because the clock hangs on it; so does a
    second open request of the same person and kind (`although`).
    """
    kind = request_types.get(type)
    with office.operation("request.open", reason=received_reason or although, undoable=True) as op:
        origin, who, received = begin(office, op, message, person, received_at, received_reason, name, email)
        refuse_second(op.session, kind, who, although)
        row = enter(
            office,
            op,
            kind,
            who,
            received,
            origin=origin,
            known=person is not None,
            channel=channel,
            restated=restated,
            answered_at=email if person is None else "",
        )
        op.about = row.reference
        op.note(type=kind.key, message=message, person=who.id, received=received, due=row.effective_due)
        return row.reference


def begin(
    office: Office,
    op: Operation,
    message: int | None,
    person: int | None,
    received_at: datetime | None,
    received_reason: str,
    name: str = "",
    email: str = "",
) -> tuple[Message | None, Person, datetime]:
    """What a new request arises from: its message, who asks, and when it reached the company."""
    origin = opening.origin_of(op, message)
    received = opening.received_of(office, origin, received_at, received_reason)
    return origin, opening.person_of(office, op, origin, person, name, email), received


def enter(
    office: Office,
    op: Operation,
    kind: request_types.RequestType,
    who: Person,
    received: datetime,
    *,
    origin: Message | None = None,
    known: bool = True,
    channel: str = "",
    restated: str = "",
    answered_at: str = "",
) -> Request:
    """A new request inside an operation: with its reference, its clock, its line in the office's log and its hold."""
    address = opening.answered_at(office, op.session, origin, who.id if known else None) or answered_at.strip()
    channel = channel or (channels.of_file(origin.file) if origin else channels.EMAIL)
    row = opening.new_row(office, op, kind, received, channel, restated, who, address)
    op.session.add(row)
    op.session.flush()
    if origin is not None:
        op.session.add(RequestMessage(request_id=row.id, message_id=origin.id, role="origin"))
        origin.state = "accepted"
        row.tags = origin.tags
        opening.note_ticket(office, op, kind, row, origin)
    row.record_id = case_log.enter(office, op, row, who, origin)
    clocks.restate(op, row, clocks.working_days(office, row.nation))
    holds.begin_with(office, op, row)
    return row


def refuse_second(session: Session, kind: request_types.RequestType, who: Person, although: str) -> None:
    """Two open requests of one person and type are mostly one that was sent twice."""
    other = casework.same_open(session, who.id, kind.key)
    if other is not None and not although.strip():
        raise Refusal(
            f"{other.reference} of the same person and kind is still open.",
            hint="Add the message to that one, or say why it is another matter.",
        )


def refuse_pair(session: Session, row: Request, *, type_key: str = "", person: int | None = None) -> None:
    """The same of a request that would become one of two by its new kind, its new person, or by being taken up.

    Several bodies may ask about one person, each for itself.
    """
    person = row.person_id if person is None else person
    kind = type_key or row.type
    if person is None or kind == disclosures.KIND:
        return
    other = casework.same_open(session, person, kind, but=row.id)
    if other is not None:
        raise Refusal(
            f"{other.reference} of the same person and kind is still open.",
            hint=f"Close one of the two as a duplicate, or carry on with {other.reference}. If it is another matter, "
            "open it anew and say so.",
        )


def file(office: Office, reference: str) -> RequestFile:
    """A request opened, with everything its workspace shows."""
    with office.reading() as session:
        return case_file.assemble(office, session, need_for_reading(session, reference))


def add_event(office: Office, reference: str, event: ClockEvent) -> Due:
    """Record something that moves the clock; what the rule does not allow is refused with the rule and the way out."""
    with office.operation("request.event", about=reference, reason=event.reason, undoable=True) as op:
        row = need(op, reference)
        enter_event(office, op, row, event)
        return cases.due_of(row)


def enter_event(office: Office, op: Operation, row: Request, event: ClockEvent) -> None:
    """The same inside another operation."""
    so_far = cases.events_of(op.session, row.id)
    days = clocks.working_days(office, row.nation)
    clock, today = clocks.rule_of(op.session, row), office.clock.today()
    deadlines.check_event(row.type, row.received_at, so_far, event, today, days, clock=clock)
    op.session.add(
        RequestEvent(
            request_id=row.id, kind=event.kind, on=event.on, reason=event.reason, recorded_at=office.clock.now()
        )
    )
    op.session.flush()
    clocks.restate(op, row, days)
    row.waiting_for = waiting_for(cases.events_of(op.session, row.id))
    if row.released_at is None:
        advance(op.session, row)
    op.note(kind=event.kind, on=event.on, due=row.effective_due)


def record_identity(office: Office, reference: str, *, method: str, seen: str = "") -> None:
    """Record how we know the person: what was seen, never a copy of it (R4, N20)."""
    with office.operation("request.identity", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        identity.check_method(row.type, method, held_for(op.session, row), seen=seen)
        op.session.add(
            IdentityRow(request_id=row.id, method=method, seen=seen.strip(), at=office.clock.now(), by=office.actor)
        )
        op.session.flush()
        advance(op.session, row)
        op.note(method=method)


def choose_person(office: Office, reference: str, person: int) -> None:
    """Say whose data is asked for; allowed until data was found for somebody."""
    with office.operation("request.person", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        who = op.session.get(Person, person)
        if who is None:
            raise Refusal(f"There is no person {person}.", hint="Search people first.")
        if cases.decision_counts(op.session, row.id) and row.person_id != person:
            raise Refusal("Data was already found for another person.", hint="Close this request and open a new one.")
        refuse_pair(op.session, row, person=person)
        if row.person_id != who.id:  # what is held is that person's data (R31, P75)
            holds.end_with(office, op, row, "is about somebody else")
            cases.forget_identity(op.session, row.id)
            case_log.give_to(op, row, who)
        row.person_id = who.id
        row.name_after(who.name)
        holds.begin_with(office, op, row)
        op.session.flush()
        advance(op.session, row)
        op.note(person=person)


def set_recipient(office: Office, reference: str, recipient: Recipient) -> None:
    """Change where the answer goes; a letter approved for the old address must be made again, and who was only known
    by the old address must be made sure of again."""
    if recipient.email.strip() and "@" not in recipient.email:
        raise Refusal("That is not an e-mail address.", hint="Leave it empty where the answer goes by post.")
    with office.operation("request.recipient", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        row.recipient_name = recipient.name.strip()
        row.recipient_email = recipient.email.strip()
        row.recipient_postal = [line.strip() for line in recipient.postal if line.strip()]
        op.session.flush()
        advance(op.session, row)


def agree_password(office: Office, reference: str, channel: str) -> None:
    """Note by which other channel the person gets the password of the files; none is agreed for a letter alone."""
    with office.operation("request.password", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        if channel.strip() and not lifecycle.needs_password(facts_of(op.session, row)):
            raise Refusal(
                f"No file leaves with the answer of {row.reference}, so there is no password to tell.",
                hint="A letter by itself needs none.",
            )
        row.password_by = channel.strip()


def close(office: Office, reference: str, *, outcome: str = "", note: str = "", by_hand: bool = False) -> None:
    """Close a request. An answer given must have left; a request that needs none says so by its outcome.

    `by_hand`: it was answered outside this program, on the telephone or in person (R13), as the note says; never where
    data is given out.
    """
    with office.operation("request.close", about=reference, reason=note) as op:
        row = need(op, reference)
        if (outcome or row.settled) == request_types.DUPLICATE.key:
            raise Refusal(
                f"Say which request {row.reference} repeats.",
                hint="Close it as a duplicate of the one that came first.",
            )
        end(office, op, row, outcome, note, by_hand=by_hand)


def end(office: Office, op: Operation, row: Request, outcome: str, note: str, *, by_hand: bool = False) -> None:
    """The same inside another operation."""
    outcome = outcome or row.settled
    ending = outcome_of(row, outcome)
    facts = replace(facts_of(op.session, row), outcome=outcome)
    if not facts.needs_letter or (by_hand and not ending.gives_data):
        _check_note(row, ending, note, facts)
        silence.check_end(office, op.session, row, outcome)
        check_outcome(office, op.session, row, outcome)
        decided.check_end(op.session, row, outcome)
    elif not facts.sent:
        blockers = lifecycle.send_blockers(facts) or ("The answer has not been marked as sent.",)
        raise Refusal(
            f"{row.reference} cannot be closed yet: {blockers[0]}",
            hint="The checklist of the request shows the rest.",
        )
    elif outcome != row.settled:
        raise Refusal("The request was settled with another outcome.", hint=f"Close it as “{row.settled}”.")
    silence.say_why_late(office, op, row, outcome)
    lateness.check_end(office, op.session, row, outcome)
    case_log.close(op, row, outcome, office.clock.today())
    move(row, "closed")
    row.waiting_for = ""
    row.outcome = outcome
    row.outcome_note = note.strip()
    row.closed_at = office.clock.now()
    holds.end_with(office, op, row)
    if row.released_at is None:
        kept_out.put_on_list(office, op, row, ending)
    op.note(outcome=outcome, by_hand=by_hand, days=(office.clock.today() - row.received_on).days)


def _check_note(row: Request, ending: request_types.Outcome, note: str, facts: lifecycle.Facts) -> None:
    """An end without a letter is told by a note; one that gives something out still waits for its steps."""
    if not note.strip():
        raise Refusal(f"“{ending.label}” needs a note.", hint="Say what was written, to whom, and when.")
    blockers = lifecycle.answer_blockers(replace(facts, outcome=ending.key))
    if blockers:
        raise Refusal(f"{row.reference} cannot be closed yet: {blockers[0]}", hint="The checklist shows the rest.")


def outcome_of(row: Request, key: str) -> request_types.Outcome:
    return request_types.get(row.type).outcome(key)


def person_of(session: Session, row: Request) -> Person:
    """Whose data is asked for."""
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    if person is None:
        raise Refusal(f"{row.reference} has no person yet.", hint="Choose whose data is asked for first.")
    return person


def need(op: Operation, reference: str) -> Request:
    """The request of this reference, to be changed; a closed one is not."""
    row = need_for_reading(op.session, reference)
    if row.state == "closed":
        raise Refusal(f"{row.reference} is closed.", hint="Open a new request and refer to this one.")
    op.about = row.reference
    return row


def need_unsent(op: Operation, reference: str) -> Request:
    """The same, for what may only change until the answer has left: what was sent stays as it was sent."""
    row = need(op, reference)
    if row.released_at is not None:
        raise Refusal(
            f"The answer of {row.reference} has left, so nothing of it can be changed.",
            hint="Close it, and open a new request for what is still to be done.",
        )
    return row


def need_for_reading(session: Session, reference: str) -> Request:
    """The request of this reference, or a refusal."""
    row = cases.find(session, reference)
    if row is None:
        raise Refusal(f"There is no request {reference}.", hint="See the list of requests for the references.")
    return row


def move(row: Request, state: str) -> None:
    """The one place where a request changes its state; what its life does not know is refused."""
    if state != row.state:
        lifecycle.check_move(row.reference, row.state, state)
        row.state = state


def advance(session: Session, row: Request) -> None:
    """To where the work stands now: with somebody else, or at the first step that is still open."""
    facts = facts_of(session, row)
    move(row, "waiting" if facts.awaits else _STATES[lifecycle.current_step(facts)])


_STATES = {
    "identity": "identity",
    "find": "searching",
    "review": "review",
    "decide": "review",
    "letter": "decided",
    "send": "decided",
}
