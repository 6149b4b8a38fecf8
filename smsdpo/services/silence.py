"""Questions that nobody answers: after the set time the request may be closed, and taken up again at any time (R7)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from smsdpo.core.errors import Refusal
from smsdpo.domain import clock_events, request_types
from smsdpo.domain.month_clock import ANSWERS, add_months, waits
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import CameLate, RequestCard, Unanswered
from smsdpo.model.casework import CaseDetail
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.lateness import is_late
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

OUTCOME = request_types.NO_REPLY.key


def unanswered(office: Office) -> list[Unanswered]:
    """Every request that may end so with what it waits for, the earliest day to close it first."""
    with office.reading() as session:
        found = [one for _, one in waiting(office, session)]
    return sorted(found, key=lambda one: (one.may_close, one.reference))


def of_request(office: Office, reference: str) -> Unanswered | None:
    """What this one waits for."""
    with office.reading() as session:
        row = cases.find(session, reference)
        return next((one for _, one in waiting(office, session, (row.id,))), None) if row is not None else None


def waiting(
    office: Office, session: Session, only: Collection[int] | None = None
) -> list[tuple[casework.Question, Unanswered]]:
    """The same with their rows, all of them in one question to the store, or `only` those among these requests."""
    asked = casework.questions(session, only)
    months = _months(office) if asked else 0
    return [(one, found) for one in asked if (found := _of_events(one, one.events, one.heard, months)) is not None]


def came_late(office: Office, reference: str) -> CameLate | None:
    """What was joined to a request after it was closed for want of an answer, and reached us after the question."""
    with office.reading() as session:
        row = cases.find(session, reference)
        if row is None or row.state != "closed" or not _is_silent(row, row.outcome):
            return None
        asked = _asked(cases.events_of(session, row.id))
        on = casework.heard_since_end(session, row)
    events = [ANSWERS[kind] for kind, day in asked.items() if on is not None and day <= on]
    return CameLate(on, tuple(events)) if on is not None and events else None


def marked(office: Office, session: Session, cards: Sequence[RequestCard]) -> tuple[RequestCard, ...]:
    """Lines of the list, with the day from which those that wait may be closed."""
    waits = [card.id for card in cards if card.waiting_for and card.state != "closed"]
    found = waiting(office, session, waits) if waits else []
    days = {row.id: one.may_close for row, one in found if one.outcome == OUTCOME}
    return tuple(replace(card, may_close=days[card.id]) if card.id in days else card for card in cards)


def check_end(office: Office, session: Session, row: Request, outcome: str) -> None:
    """Refuses to close for want of an answer before the time set has passed, or where nobody was asked."""
    if not _is_silent(row, outcome):
        return
    one = _of_row(office, session, row)
    if one is None:
        raise Refusal(
            f"Nothing that was asked for {row.reference} is still unanswered.",
            hint="Record the question as an event of the clock first, or answer the request.",
        )
    if one.may_close > office.clock.today():
        raise Refusal(
            f"{row.reference} can be closed for want of an answer from {one.may_close:%d/%m/%Y} on.",
            hint="Ask again meanwhile; a holding letter keeps the 30 days of the policy.",
        )


def say_why_late(office: Office, op: Operation, row: Request, outcome: str) -> None:
    """The date passed because we waited: that is written down, unless the officer wrote down another cause."""
    if not _is_silent(row, outcome) or not is_late(office, op.session, row):
        return
    one = _of_row(office, op.session, row)
    if one is not None and op.session.get(CaseDetail, (row.id, "late_cause")) is None:
        op.session.add(
            CaseDetail(request_id=row.id, key="late_cause", value=one.because, changed_at=office.clock.now())
        )
        op.session.flush()


def _is_silent(row: Request, outcome: str) -> bool:
    ending = request_types.get(row.type).unanswered
    return ending is not None and ending.key == outcome


def _months(office: Office) -> int:
    return int(office.setting("silence.months"))


def _of_row(office: Office, session: Session, row: Request) -> Unanswered | None:
    return _of_events(row, cases.events_of(session, row.id), casework.heard_on(session, row.id), _months(office))


def _of_events(
    row: Request | casework.Question, events: Sequence[ClockEvent], heard: date | None, months: int
) -> Unanswered | None:
    """Whoever wrote meanwhile, if not what was asked for, is not silent: the time counts from there."""
    ending, asked = request_types.get(row.type).unanswered, _asked(events)
    if ending is None or not asked:
        return None
    words = " and ".join(clock_events.asked_in_words(kind) for kind in asked)
    silent_since = max([*asked.values(), *([heard] if heard else [])])
    first, each = min(asked.values()), tuple(asked.items())
    return Unanswered(row.reference, words, first, add_months(silent_since, months), ending.key, each)


def _asked(events: Sequence[ClockEvent]) -> dict[str, date]:
    """What was asked for and has not come, with the day it was first asked for: a reminder does not put it off."""
    open_waits = {kind: [wait.asked for wait in waits(kind, events) if wait.answered is None] for kind in ANSWERS}
    return {kind: min(days) for kind, days in open_waits.items() if days}
