"""Letters beside the answer: which may be written for a request, and to whom they go."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import addressee, request_types
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records.requests import Recipient
from smsdpo.letters import catalogue
from smsdpo.model.letters import Letter
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, casework, search
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import details
from smsdpo.services.case_checks import check_whose_data
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.requests import need, need_for_reading, outcome_of

_WITH_AN_ACT = frozenset({"L02", "L03", "L04", "L05", "L05f", "L05h", "L28"})
"""Made by the act that they belong to: proof asked for, an event of the clock, lateness."""
_TO_THE_PERSON = "L24"
_TELLS_OF_A_CHANGE = frozenset({"L11", "L12", "L13", "L14"})
TO_A_BODY = frozenset({addressee.RECEIVED, addressee.REGULATOR})
"""They greet nobody by name, and close so too."""
_TOLD = "told"
"""Where the day of telling the person is written down."""
_AFTER = "send"
"""The step of letters that follow the answer, so that a closed request may still need them."""


def offered(office: Office, reference: str) -> tuple[tuple[str, str], ...]:
    """Code and title of every letter that may be written beside the answer, those of the request's own kind first."""
    with office.reading() as session:
        row = need_for_reading(session, reference)
        kind, ended = request_types.get(row.type), row.state in ENDED
    left_out = request_types.ANSWER_LETTERS | _WITH_AN_ACT  # a refusal is an outcome, of whatever kind of request
    served = [
        one
        for one in catalogue.load_all().values()
        if one.key.startswith("L")
        and one.serves(kind.key)
        and one.key not in left_out
        and (one.step == _AFTER or not ended)
    ]
    return tuple((one.key, one.title) for one in sorted(served, key=lambda one: "any" in one.offered_for))


def need_for(op: Operation, reference: str, code: str) -> Request:
    """The request, to write this letter for it: some are due when it has closed (a bar on telling has ended, P73)."""
    template = catalogue.load_all().get(code)
    if template is None or template.step != _AFTER:
        return need(op, reference)
    row = need_for_reading(op.session, reference)
    if code == addressee.RECEIVED and row.settled and outcome_of(row, row.settled).letter not in _TELLS_OF_A_CHANGE:
        raise Refusal("Nothing was changed, so nobody has to be told.", hint="Settle the request otherwise first.")
    op.about = row.reference
    return row


def mark_sent(office: Office, letter: int, how: str, on: date | None = None) -> None:
    """Note that a letter beside the answer has left, how and on which day. Of a disclosure it is the day of telling,
    where none is written down (P73); no other date of the request hangs on it but a complaint's acknowledgement."""
    how = how.strip()
    if not how:
        raise Refusal("Say how the letter was sent.", hint="For example: by e-mail, by post, by hand.")
    day = on or office.clock.today()
    with office.operation("request.letter_sent", undoable=True) as op:
        made, row = _need_to_send(office, op, letter, day)
        op.about = row.reference
        made.sent_at = office.clock.now() if day == office.clock.today() else _noon(day)
        made.sent_how = how
        to = addressee.of_letter(made.code, made.fields) or made.recipient["name"]
        op.note(letter=made.code, sent=day, reason=f"{made.title} ({made.code}), {how} on {day:%d/%m/%Y}, to {to}")
        if made.code == _TO_THE_PERSON and not casework.details_of(op.session, row.id).get(_TOLD):
            details.put(office, op, row, {_TOLD: day.isoformat()})


def _need_to_send(office: Office, op: Operation, letter: int, day: date) -> tuple[Letter, Request]:
    made = op.session.get(Letter, letter)
    if made is None:
        raise Refusal("There is no such letter.", hint="See the letters of the request.")
    row = op.session.get_one(Request, made.request_id)
    if made.code in request_types.get(row.type).answer_letters:
        raise Refusal("This letter is the answer.", hint="It is marked as sent where it is checked before it leaves.")
    if made.sent_at is not None:
        gone = f"{london_date(made.sent_at):%d/%m/%Y}"
        raise Refusal(f"This letter was sent on {gone}.", hint="Make a new one to write again.")
    if not london_date(made.made_at) <= day <= office.clock.today():
        raise Refusal("A letter leaves between the day it was made and today.", hint="Give the day on which it went.")
    return made, row


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LONDON).astimezone(UTC)


def printed_for(office: Office, to: Recipient, code: str, fields: Mapping[str, object]) -> Recipient:
    """Whose name and address a letter bears. A notice of a change is for whoever received the data, the report of a
    breach for the regulator and its notice for the people affected, whoever told us of it."""
    named = addressee.of_letter(code, fields)
    if code == addressee.REGULATOR and named != to.name:
        return Recipient(named, "", tuple(office.settings()["regulator.address"]))
    # Who is named so need not be who told us: the address of the one is not put on a letter to the other.
    return Recipient(named, "") if named and code != addressee.REGULATOR else to


def recipient_for(session: Session, row: Request, code: str) -> Recipient:
    """Whom a letter goes to: who asks; of a disclosure the person is told whose data it is about (P73)."""
    who = session.get(Person, row.person_id) if code == _TO_THE_PERSON and row.person_id is not None else None
    if who is None:
        return cases.recipient_of(row)
    check_whose_data(session, row, who.name)
    held = search.identifiers_of_people(session, [who.id])[who.id]
    return Recipient(who.name, next((value for kind, value, _ in held if kind == "email"), ""))
