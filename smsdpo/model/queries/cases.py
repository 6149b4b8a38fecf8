"""Reads of requests: one request whole, what falls due when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import Session

from smsdpo.core.clock import london_date
from smsdpo.domain import addressee, deadlines, punctual
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent, Due, HolidayItem
from smsdpo.domain.records.requests import ExportCard, IdentityCheck, LetterCard, Recipient, RequestCard, SourceSearch
from smsdpo.domain.request_types import ANSWER_LETTERS
from smsdpo.model.letters import LEFT_AT, Export, Letter
from smsdpo.model.people import Person
from smsdpo.model.queries.filters import among
from smsdpo.model.requests import Finding, HolidayOverride, IdentityRow, Request, RequestEvent, SearchRow
from smsdpo.model.sources import Source

CARD = (
    *(Request.id, Request.reference, Request.type, Request.state, Request.waiting_for, Request.person_id),
    *(Request.received_on, Request.outcome, Request.assignee, Request.tags, Request.recipient_name),
    *(Request.policy_due, Request.statutory_due, Request.statutory_state, Request.effective_due, Request.act_by),
    *(Request.decided_by, Request.working, Request.due_instant, Request.nation),
    *(Request.released_at, Request.closed_at),
)
"""The columns of a line of the list: a page of whole rows would take twice as long."""


def find(session: Session, reference: str) -> Request | None:
    """The request of this reference, however it was typed."""
    return session.scalar(select(Request).where(Request.reference == reference.strip().upper()))


def request_card(session: Session, row: Request, today: date) -> RequestCard:
    """One request as the list shows it."""
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    known = acknowledged(session, [row]).get(row.id, ())
    return card_of(row, person.name if person else None, today, days=days_of(session, [row]), acknowledged=known)


def events_of(session: Session, request_id: int) -> tuple[ClockEvent, ...]:
    """What moved the clock, in the order of the days on which it happened."""
    query = select(RequestEvent).where(RequestEvent.request_id == request_id).order_by(RequestEvent.on, RequestEvent.id)
    return tuple(ClockEvent(row.kind, row.on, row.reason) for row in session.scalars(query))


def identity_of(session: Session, request_id: int) -> IdentityCheck | None:
    """The latest check that was recorded."""
    query = select(IdentityRow).where(IdentityRow.request_id == request_id).order_by(IdentityRow.id.desc()).limit(1)
    row = session.scalar(query)
    return IdentityCheck(row.method, row.seen, row.at, row.by) if row else None


def forget_identity(session: Session, request_id: int) -> None:
    """What was checked of one person says nothing of another; the trail keeps that it was."""
    for row in session.scalars(select(IdentityRow).where(IdentityRow.request_id == request_id)):
        session.delete(row)


def searches_of(session: Session, request_id: int) -> tuple[SourceSearch, ...]:
    """What each source answered."""
    query = (
        select(SearchRow, Source.name)
        .join(Source, Source.id == SearchRow.source_id)
        .where(SearchRow.request_id == request_id)
        .order_by(Source.name)
    )
    return tuple(
        SourceSearch(name, row.outcome, row.found, row.terms, row.reason, row.at)
        for row, name in session.execute(query)
    )


def decision_counts(session: Session, request_id: int) -> dict[str, int]:
    """How many findings stand at each decision; `own` is its record in the office's log, which is not erased."""
    stays = and_(Finding.record_id == Request.record_id, Finding.decision == "erase")
    decision = case((stays, "own"), else_=Finding.decision)
    query = select(decision, func.count()).join(Request, Request.id == Finding.request_id)
    return dict(session.execute(query.where(Finding.request_id == request_id).group_by(decision)).all())


def letters_of(session: Session, request_id: int) -> tuple[LetterCard, ...]:
    """The letters made for a request, oldest first."""
    query = select(Letter).where(Letter.request_id == request_id).order_by(Letter.id)
    return tuple(
        LetterCard(
            id=row.id,
            code=row.code,
            title=row.title,
            version=row.template_version,
            made_at=row.made_at,
            pages=row.pages,
            recipient=str(row.recipient.get("name", "")),
            approved=row.approved_at is not None,
            sha256=row.sha256,
            sent=row.sent_how,
            sent_at=row.sent_at,
            addressee=addressee.of_letter(row.code, row.fields),
        )
        for row in session.scalars(query)
    )


def latest_letter(session: Session, request_id: int, codes: Collection[str] = ()) -> Letter | None:
    """The newest approved letter of a request, or the newest of these codes."""
    query = select(Letter).where(Letter.request_id == request_id, Letter.approved_at.is_not(None))
    query = query.order_by(Letter.id.desc()).limit(1)
    return session.scalar(query.where(Letter.code.in_(codes)) if codes else query)


def withdraw_answers(session: Session, request_id: int) -> None:
    """Take the approval from the answers that were made and have not left; they stay on file."""
    query = select(Letter).where(
        Letter.request_id == request_id, Letter.code.in_(ANSWER_LETTERS), Letter.sent_at.is_(None)
    )
    for row in session.scalars(query):
        row.approved_at = None


def latest_export(session: Session, request_id: int) -> Export | None:
    """The newest export of a request."""
    return session.scalar(select(Export).where(Export.request_id == request_id).order_by(Export.id.desc()).limit(1))


def exports_of(session: Session, request_id: int) -> tuple[ExportCard, ...]:
    """The exports made for a request, oldest first."""
    query = select(Export).where(Export.request_id == request_id).order_by(Export.id)
    return tuple(
        ExportCard(
            id=row.id,
            made_at=row.made_at,
            built_for=row.built_for,
            person=row.person_id,
            records=row.records,
            redacted=row.redacted,
            withheld=row.withheld,
            files=tuple(row.files),
            sha256=row.files,
        )
        for row in session.scalars(query)
    )


def recipient_of(row: Request) -> Recipient:
    """Who the answer goes to."""
    return Recipient(row.recipient_name, row.recipient_email, tuple(row.recipient_postal))


def due_of(row: Request | Row[*tuple[Any, ...]]) -> Due:
    """The stored dates of a request."""
    return Due(
        policy_due=row.policy_due,
        statutory_due=row.statutory_due,
        statutory_state=row.statutory_state,
        effective_due=row.effective_due,
        act_by=row.act_by,
        decided_by=row.decided_by,
        working=tuple(row.working),
        instant=row.due_instant,
    )


def holiday_overrides(session: Session, nation: str) -> list[HolidayItem]:
    """What the office added to the published holidays; an empty name takes a day back."""
    query = select(HolidayOverride).where(HolidayOverride.nation == nation).order_by(HolidayOverride.day)
    return [HolidayItem(row.day, row.name, announced=True) for row in session.scalars(query)]


def days_of(session: Session, rows: Iterable[Request | Row[*tuple[Any, ...]]]) -> dict[str, WorkingDays]:
    """The working days, by nation, in which what is left of these requests is counted; none for most."""
    nations = {row.nation for row in rows if deadlines.clock_of(row.type) == "three_working_days"}
    return {nation: working_days(session, nation) for nation in nations}


def working_days(session: Session, nation: str) -> WorkingDays:
    """The working days of a nation, with the holidays the office added or took back."""
    overrides = holiday_overrides(session, nation)
    return WorkingDays(
        nation,
        added={item.on: item.name for item in overrides if item.name},
        removed=frozenset(item.on for item in overrides if not item.name),
    )


def acknowledged(session: Session, rows: Iterable[Request | Row[*tuple[Any, ...]]]) -> dict[int, list[date]]:
    """When the complaints among these had been acknowledged: no other's date hangs on it."""
    ids = [row.id for row in rows if row.type == "complaint"]
    found: dict[int, list[date]] = {}
    query = select(Letter.request_id, LEFT_AT).where(Letter.code.in_(punctual.ACKNOWLEDGED_BY))
    for number, at in session.execute(query.where(among(Letter.request_id, ids))) if ids else ():
        found.setdefault(number, []).append(london_date(at))
    return found


def complaints_acknowledged(session: Session, today: date) -> dict[str, list[date]]:
    """When the open complaints whose date has passed had been acknowledged, by reference."""
    query = select(Request.reference, LEFT_AT).join(Letter, Letter.request_id == Request.id)
    found: dict[str, list[date]] = {}
    open_complaints = (Request.type == "complaint", Request.state != "closed", Request.effective_due < today)
    for reference, at in session.execute(query.where(*open_complaints, Letter.code.in_(punctual.ACKNOWLEDGED_BY))):
        found.setdefault(reference, []).append(london_date(at))
    return found


def card_of(
    row: Request | Row[*tuple[Any, ...]],
    person_name: str | None,
    today: date,
    group: str = "",
    *,
    days: Mapping[str, WorkingDays],
    acknowledged: Sequence[date] = (),
) -> RequestCard:
    """The line of a list, from the row or from its `CARD` columns; `group` is the heading it stands under. Once the
    answer has left, or the request was closed without one, it says whether that was in time, not what is left."""
    due = due_of(row)
    left, tone = deadlines.left_in_words(due, today, row.type, days=days.get(row.nation))
    answered, ended = row.released_at or row.closed_at, row.closed_at or row.released_at
    met = punctual.met_on(row.type, london_date(answered), acknowledged) if answered else today
    if answered:
        left, tone = punctual.in_words(row.effective_due, met, row.outcome)
    else:
        left, tone = punctual.owed_in_words((left, tone), row.effective_due, acknowledged)
    return RequestCard(
        id=row.id,
        reference=row.reference,
        type=row.type,
        state=row.state,
        waiting_for=row.waiting_for,
        person=row.person_id,
        person_name=person_name or row.recipient_name,
        received_on=row.received_on,
        due=due,
        days_left=(row.effective_due - met).days if row.effective_due else 0,
        outcome=row.outcome,
        assignee=row.assignee,
        group=group,
        left=left,
        tone=tone,
        ended_on=london_date(ended) if ended else None,
        tags=tuple(row.tags.split()),
    )
