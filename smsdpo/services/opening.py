"""What a new request arises from: its message, who asks, when it reached the company, where the answer goes."""

from datetime import datetime

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import channels, references, request_types
from smsdpo.domain.organisation import Organisation
from smsdpo.domain.senders import Writer, writer_of
from smsdpo.model import numbers
from smsdpo.model.casework import CaseDetail
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries.held import is_address_of
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import new_people, policy
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

_TICKET = "ticket"


def origin_of(op: Operation, message: int | None) -> Message | None:
    if message is None:
        return None
    row = op.session.get(Message, message)
    if row is None:
        raise Refusal(f"There is no message {message}.", hint="See the inbox for the messages.")
    return row


def received_of(office: Office, origin: Message | None, given: datetime | None, reason: str) -> datetime:
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


def person_of(
    office: Office, op: Operation, origin: Message | None, person: int | None, name: str, email: str
) -> Person:
    if person is not None:
        row = op.session.get(Person, person)
        if row is None:
            raise Refusal(f"There is no person {person}.", hint="Search people first.")
        return row
    writer = writer_in(office, origin) if origin else Writer("", "")
    address = email.strip() or writer.address
    name = name.strip() or writer.name or address
    if not name and origin:
        raise Refusal(
            "The message does not say who asks.",
            hint="Mail of our own names nobody: link it to its request, or open one with New request and a name.",
        )
    if not name:
        raise Refusal("Say who asks.", hint="Choose a person or give a name.")
    return new_people.add_person(office, op, name=name, email=address)


def writer_in(office: Office, row: Message) -> Writer:
    """Who wrote a message: never the office itself, under none of its names."""
    return writer_of(row.from_name, row.from_address, row.reply_to, Organisation.of(office.settings()))


def note_ticket(office: Office, op: Operation, kind: request_types.RequestType, row: Request, origin: Message) -> None:
    """The support desk's number, given when its call was typed in, stands among the request's own fields (P56)."""
    ticket = channels.ticket_in(origin.subject) if channels.of_file(origin.file) != channels.EMAIL else ""
    if ticket and any(field.key == _TICKET for field in kind.fields):
        op.session.add(CaseDetail(request_id=row.id, key=_TICKET, value=ticket, changed_at=office.clock.now()))


def answered_at(office: Office, session: Session, origin: Message | None, person: int | None) -> str:
    """Where the answer goes until the desk says otherwise. Anybody can write any Reply-To beside a known sender: an
    address that we hold for the person goes before one that only the message names."""
    if origin is None:
        return ""
    own = Organisation.of(office.settings())
    written = (origin.reply_to, writer_in(office, origin).address)
    named = [address for address in written if address and not own.is_reached_at(address)]
    held = [address for address in named if person is not None and is_address_of(session, person, address)]
    return next(iter(held or named), "")


def new_row(
    office: Office,
    op: Operation,
    kind: request_types.RequestType,
    received: datetime,
    channel: str,
    restated: str,
    who: Person,
    address: str,
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
        recipient_email=address,
        recipient_postal=[],
    )
    row.name_after(who.name)
    return row
