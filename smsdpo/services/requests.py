"""Requests from opened to closed: the acts that move a case, each one audited operation."""

from datetime import datetime

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import deadlines, identity, lifecycle, references, request_types
from smsdpo.domain.records import ClockEvent, Due, Recipient, RequestFile
from smsdpo.domain.senders import writer_of
from smsdpo.model import numbers
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries import cases
from smsdpo.model.queries.held import is_address_of
from smsdpo.model.requests import IdentityRow, Request, RequestEvent, RequestMessage
from smsdpo.model.session import Session
from smsdpo.services import case_file, case_log, clocks, new_people, policy
from smsdpo.services.case_facts import facts_of, held_for, waiting_for
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.request_list import assign, count_selected, counts, page, position, rows_as_table

__all__ = [
    "add_event",
    "advance",
    "agree_password",
    "assign",
    "choose_person",
    "close",
    "count_selected",
    "counts",
    "due_preview",
    "file",
    "move",
    "need",
    "need_for_reading",
    "need_unsent",
    "open_request",
    "outcome_of",
    "page",
    "position",
    "record_identity",
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
    channel: str = "email",
    restated: str = "",
    name: str = "",
    email: str = "",
) -> str:
    """Open a request, from a message or by hand, and give it its reference and its clock.

    Without `person` the sender (or `name` with `email`) becomes a new person. A received time other than the
    message's own needs its reason, because the clock hangs on it.
    """
    kind = request_types.get(type)
    days = clocks.working_days(office)
    with office.operation("request.open", reason=received_reason, undoable=True) as op:
        origin = _origin(op, message)
        received = _received(office, origin, received_at, received_reason)
        who = _person(office, op, origin, person, name, email)
        answered_at = _answered_at(op.session, origin, person) or (email.strip() if person is None else "")
        row = _new_row(office, op, kind, received, channel, restated, who, answered_at)
        op.session.add(row)
        op.session.flush()
        if origin is not None:
            op.session.add(RequestMessage(request_id=row.id, message_id=origin.id, role="origin"))
            origin.state = "accepted"
        row.record_id = case_log.enter(office, op, row, who, origin)
        clocks.restate(op, row, days)
        op.about = row.reference
        op.note(type=kind.key, message=message, person=who.id, received=received, due=row.effective_due)
        return row.reference


def file(office: Office, reference: str) -> RequestFile:
    """A request opened, with everything its workspace shows."""
    with office.reading() as session:
        return case_file.assemble(office, session, need_for_reading(session, reference))


def add_event(office: Office, reference: str, event: ClockEvent) -> Due:
    """Record something that moves the clock; what the rule does not allow is refused with the rule and the way out."""
    with office.operation("request.event", about=reference, reason=event.reason, undoable=True) as op:
        row = need(op, reference)
        so_far = cases.events_of(op.session, row.id)
        days = clocks.working_days(office, row.nation)
        deadlines.check_event(row.type, row.received_at, so_far, event, office.clock.today(), days)
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
        return cases.due_of(row)


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
        row.person_id = who.id
        row.name_after(who.name)
        op.note(person=person)


def set_recipient(office: Office, reference: str, recipient: Recipient) -> None:
    """Change where the answer goes; a letter approved for the old address must be made again, and who was only known
    by the old address must be made sure of again."""
    with office.operation("request.recipient", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        row.recipient_name = recipient.name.strip()
        row.recipient_email = recipient.email.strip()
        row.recipient_postal = [line.strip() for line in recipient.postal if line.strip()]
        op.session.flush()
        advance(op.session, row)


def agree_password(office: Office, reference: str, channel: str) -> None:
    """Note by which other channel the person gets the password of an electronic answer."""
    with office.operation("request.password", about=reference, undoable=True) as op:
        need(op, reference).password_by = channel.strip()


def close(office: Office, reference: str, *, outcome: str = "", note: str = "") -> None:
    """Close a request. An answer given must have left; a request that needs none says so by its outcome."""
    with office.operation("request.close", about=reference, reason=note) as op:
        row = need(op, reference)
        outcome = outcome or row.settled
        ending = outcome_of(row, outcome)
        facts = facts_of(op.session, row)
        if outcome in _WITHOUT_ANSWER or row.type not in _ANSWERED_HERE:
            if not note.strip():
                raise Refusal(f"“{ending.label}” needs a note.", hint="Say what was written, to whom, and when.")
        elif not facts.sent:
            blockers = lifecycle.send_blockers(facts) or ("The answer has not been marked as sent.",)
            raise Refusal(
                f"{row.reference} cannot be closed yet: {blockers[0]}",
                hint="The checklist of the request shows the rest.",
            )
        elif outcome != row.settled:
            raise Refusal("The request was settled with another outcome.", hint=f"Close it as “{row.settled}”.")
        case_log.close(op, row, outcome, office.clock.today())
        move(row, "closed")
        row.waiting_for = ""
        row.outcome = outcome
        row.outcome_note = note.strip()
        row.closed_at = office.clock.now()
        op.note(outcome=outcome, days=(office.clock.today() - row.received_on).days)


_WITHOUT_ANSWER = frozenset({"withdrawn", "closed_no_reply", "passed_to_controller"})
_ANSWERED_HERE = frozenset({"access"})
"""Types whose answer this program makes; any other is answered by hand, and the note says how."""


def outcome_of(row: Request, key: str) -> request_types.Outcome:
    """An outcome of this kind of request, or a refusal that names them all."""
    outcomes = request_types.get(row.type).outcomes
    for outcome in outcomes:
        if outcome.key == key:
            return outcome
    known = ", ".join(outcome.key for outcome in outcomes)
    raise Refusal(f"“{key}” is not an outcome of this kind of request.", hint=f"Choose one of: {known}.")


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
    move(row, "waiting" if row.waiting_for else _state_by_work(session, row))


def _state_by_work(session: Session, row: Request) -> str:
    facts = facts_of(session, row)
    return {
        "identity": "identity",
        "find": "searching",
        "review": "review",
        "decide": "review",
        "letter": "decided",
        "send": "decided",
    }[lifecycle.current_step(facts)]


def _origin(op: Operation, message: int | None) -> Message | None:
    if message is None:
        return None
    row = op.session.get(Message, message)
    if row is None:
        raise Refusal(f"There is no message {message}.", hint="See the inbox for the messages.")
    return row


def _received(office: Office, origin: Message | None, given: datetime | None, reason: str) -> datetime:
    if given is not None and london_date(given) > office.clock.today():
        raise Refusal("A request cannot be received in the future.", hint="Check the day of receipt.")
    if origin is None:
        if given is None:
            raise Refusal("Say when the request reached the company.", hint="The clock starts on that day.")
        return given
    if given is None or london_date(given) == origin.received_on:
        return origin.received_at
    if not reason.strip():
        raise Refusal(
            "The day of receipt differs from the message's own.", hint="Say why: the 30 days are counted from it."
        )
    return given


def _person(office: Office, op: Operation, origin: Message | None, person: int | None, name: str, email: str) -> Person:
    if person is not None:
        row = op.session.get(Person, person)
        if row is None:
            raise Refusal(f"There is no person {person}.", hint="Search people first.")
        return row
    address = writer_of(origin.from_address, origin.reply_to) if origin else email.strip()
    name = name.strip() or (origin.from_name if origin else "") or address
    if not name:
        raise Refusal("Say who asks.", hint="Choose a person or give a name.")
    return new_people.add_person(office, op, name=name, email=address)


def _answered_at(session: Session, origin: Message | None, person: int | None) -> str:
    """Where the answer goes until the desk says otherwise. Anybody can write any Reply-To beside a known sender: an
    address that we hold for the person goes before one that only the message names."""
    if origin is None:
        return ""
    named = [address for address in (origin.reply_to, origin.from_address) if address]
    held = [address for address in named if person is not None and is_address_of(session, person, address)]
    return next(iter(held or named), "")


def _new_row(
    office: Office,
    op: Operation,
    kind: request_types.RequestType,
    received: datetime,
    channel: str,
    restated: str,
    who: Person,
    answered_at: str,
) -> Request:
    year = office.clock.today().year
    reference = references.make(year, numbers.take_reference(op.session, year))
    row = Request(
        reference=reference,
        type=kind.key,
        state="new",
        waiting_for="",
        person_id=who.id,
        received_at=received,
        received_on=london_date(received),
        channel=channel,
        restated=restated.strip() or kind.asks_for,
        nation=str(office.setting("nation")),
        policy_version=policy.version_on(london_date(received)),
        opened_at=office.clock.now(),
        statutory_state="none",
        decided_by="none",
        working=[],
        sequence=0,
        settled="",
        settled_note="",
        outcome="",
        outcome_note="",
        password_by="",
        released_how="",
        recipient_name=who.name,
        recipient_email=answered_at,
        recipient_postal=[],
    )
    row.name_after(who.name)
    return row
