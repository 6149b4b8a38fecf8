"""What is settled about a request, gathered from the store for the domain's rules on what comes next."""

from collections.abc import Sequence
from dataclasses import replace

from smsdpo.domain import identity, month_clock, request_types
from smsdpo.domain.clock_events import asked_in_words
from smsdpo.domain.lifecycle import Facts
from smsdpo.domain.punctual import ACKNOWLEDGED_BY
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import IdentityCheck
from smsdpo.model.queries import cases, casework, found, inbox
from smsdpo.model.queries.held import held_of_person, is_address_of
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import case_checks


def facts_of(session: Session, row: Request) -> Facts:
    """Everything the checklist, the next step and the refusals follow from."""
    check = cases.identity_of(session, row.id)
    decisions = cases.decision_counts(session, row.id)
    letters = cases.letters_of(session, row.id)
    codes, gone = request_types.get(row.type).answer_letters, row.released_at is not None
    answers = [letter for letter in letters if letter.code in codes and (gone or not letter.sent)]  # taken up again
    details = casework.details_of(session, row.id)
    return Facts(
        type=row.type,
        identity=identity.in_words(check.method, check.seen) if check and _still_holds(session, row, check) else "",
        sources=len(found.all_sources(session)),
        searched=len(cases.searches_of(session, row.id)),
        findings=sum(decisions.values()),
        undecided=decisions.get("undecided", 0) + _changed(session, row),
        outcome=row.outcome or row.settled,
        letter_made=bool(answers),
        letter_approved=any(letter.approved for letter in answers),
        password=row.password_by,
        sent=row.released_at is not None,
        closed=row.state == "closed",
        waiting_for=row.waiting_for,
        unwritten=tuple(field.label for field in case_checks.unwritten(row, details)),
        unwritten_to_release=case_checks.unwritten_to_release(row, details),
        colleagues=casework.open_tasks(session, row.id),
        acknowledged=any(letter.code in ACKNOWLEDGED_BY for letter in letters),
    )


def _changed(session: Session, row: Request) -> int:
    """Decided records that changed since; once the answer has left, what was sent is what counts."""
    return found.changed_since_decided(session, row.id) if row.released_at is None else 0


def held_for(session: Session, row: Request) -> identity.Held:
    """What we hold that could confirm the person (N20). Data made from the request itself proves nothing."""
    if row.person_id is None:
        return identity.Held()
    origin = inbox.origin_of(session, row.id)
    held = held_of_person(
        session,
        row.person_id,
        apart_from=row.record_id,
        from_address=origin.from_address if origin else "",
    )
    return replace(held, same_address=held.same_address and _goes_to_known_address(session, row))


def _still_holds(session: Session, row: Request, check: IdentityCheck) -> bool:
    """A sender's address is easily forged: it proves something only as long as the answer goes there."""
    return check.method != identity.KNOWN_ADDRESS or _goes_to_known_address(session, row)


def _goes_to_known_address(session: Session, row: Request) -> bool:
    if row.person_id is None or row.recipient_postal:
        return False
    return is_address_of(session, row.person_id, row.recipient_email)


def waiting_for(events: Sequence[ClockEvent]) -> str:
    """What was asked for and has not come yet, in words; empty when nothing."""
    for kind in month_clock.ANSWERS:
        if any(wait.answered is None for wait in month_clock.waits(kind, events)):
            return asked_in_words(kind)
    return ""
