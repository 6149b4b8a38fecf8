"""The list of requests: pages in every order, groups, counts of the views, and whole selections."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, case, func, select, update
from sqlalchemy.orm import Session

from smsdpo.core.errors import Refusal
from smsdpo.domain import punctual, request_types
from smsdpo.domain.lifecycle import ENDED
from smsdpo.domain.records import Page, Selected
from smsdpo.domain.records.requests import RequestCard
from smsdpo.model.letters import LEFT_AT, Letter
from smsdpo.model.people import Person
from smsdpo.model.queries import cases, filters
from smsdpo.model.queries.filters import Sought, plain
from smsdpo.model.requests import Request

Conditions: TypeAlias = list[ColumnElement[bool]]
Order: TypeAlias = list[Any]

VIEWS = ("open", "mine", "overdue", "week", "waiting", "closed", "all")
SORTS = ("due", "received", "reference", "person", "type", "state", "assignee")
GROUPS = ("none", "type", "assignee", "due")
WEEK = timedelta(days=6)
"""Today and the six days after it."""
MONTH = timedelta(days=29)
COLUMNS: filters.Columns = {
    "id": Request.id,
    "text": Request.doc,
    "type": Request.type,
    "state": Request.state,
    "for": Request.assignee,
    "tag": Request.tags,
    "due": Request.effective_due,
    "received": Request.received_on,
}
_ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (Request.effective_due,),
    "received": (Request.received_at,),
    "reference": (),
    "person": (Request.sort_name,),
    "type": (Request.type, Request.effective_due),
    "state": (Request.state, Request.effective_due),
    "assignee": (Request.assignee, Request.effective_due),
}


def where(sought: Sought) -> Conditions:
    """What a view and the text above it show."""
    today, still_open = sought.today, plain(Request.state) != "closed"
    unsent = plain(Request.state) != "released"  # what has left is owed to nobody
    views: dict[str, Conditions] = {
        "open": [still_open],
        "mine": [still_open, Request.assignee == sought.me],
        "overdue": [still_open, unsent, Request.effective_due < today, ~_is_acknowledged()],
        "week": [still_open, unsent, Request.effective_due >= today, Request.effective_due <= today + WEEK],
        "waiting": [Request.state == "waiting"],
        "closed": [plain(Request.state) == "closed"],
        "all": [],
    }
    if sought.view not in views:
        raise Refusal(f"There is no view “{sought.view}”.", hint=f"There are: {', '.join(VIEWS)}.")
    return [*views[sought.view], *filters.where(sought, COLUMNS)]


def _is_acknowledged() -> ColumnElement[bool]:
    """Of a complaint only the acknowledgement is dated: what left in time is not late (`punctual.owed_in_words`). By
    the day of UTC, which is London's but for an hour of a summer's night."""
    made = select(Letter.id).where(
        Letter.request_id == Request.id,
        Letter.code.in_(punctual.ACKNOWLEDGED_BY),
        func.date(LEFT_AT) <= Request.effective_due,
    )
    return and_(Request.type == "complaint", made.exists())


def order(sort: str, group: str, *, descending: bool, today: date) -> Order:
    """The terms of an order: the group's headings first, the id last, so that no two rows ever change places."""
    if sort not in _ORDERS or group not in GROUPS:
        raise Refusal(f"The list cannot be sorted by “{sort}”.", hint=f"It can by: {', '.join(SORTS)}.")
    lead: dict[str, Any] = {"type": Request.type, "assignee": Request.assignee, "due": _span_of(today)}
    columns = [*_ORDERS[sort], Request.id]
    # In the order of the date itself the spans lie one after the other already.
    leading = [] if group in {"none", columns[0].key} or (group, sort) == ("due", "due") else [lead[group].asc()]
    turned = [column.desc() if descending else column.asc() for column in columns]
    if sort == "due" and not leading:  # what has no date comes last, whichever way
        turned[0] = turned[0].nulls_last()
    return [*leading, *turned]


def page(
    session: Session, sought: Sought, order: Order, *, group: str, offset: int, limit: int, total: int
) -> Page[RequestCard]:
    """A page: first which of the `total`, from the narrow index of the order, then what is shown of them."""
    ids = filters.ids_at(session, Request.id, where(sought), order, offset, limit, total)
    return Page(tuple(cards_of(session, ids, sought.today, group)), offset, total)


def cards_of(session: Session, ids: Sequence[int], today: date, group: str = "none") -> list[RequestCard]:
    """The lines of these requests, in this order."""
    query = select(*cases.CARD, Person.name).join(Person, Person.id == Request.person_id, isouter=True)
    found = {row.id: row for row in session.execute(query.where(filters.among(Request.id, ids)))}
    days, acknowledged = cases.days_of(session, found.values()), cases.acknowledged(session, found.values())
    return [
        cases.card_of(
            row,
            row.name,
            today,
            heading(row.type, row.assignee, row.effective_due, today, group),
            days=days,
            acknowledged=acknowledged.get(row.id, ()),
        )
        for row in (found[number] for number in ids)
    ]


def position(session: Session, sought: Sought, order: Order, number: int) -> int | None:
    """Which row of the list a request is, from 0; nothing where the list does not hold it."""
    return filters.position_of(session, Request.id, where(sought), order, number)


def heading(kind: str, assignee: str, due: date | None, today: date, group: str) -> str:
    """The words above a group."""
    if group == "type":
        return request_types.get(kind).title
    if group == "assignee":
        return assignee or "Nobody yet"
    return _heading_of_day(due, today) if group == "due" else ""


def _heading_of_day(due: date | None, today: date) -> str:
    if due is None:
        return "No date"
    bounds = (
        (today - timedelta(days=1), "Before today"),
        (today, "Today"),
        (today + WEEK, "This week"),
        (today + MONTH, "Within 30 days"),
    )
    return next((words for last, words in bounds if due <= last), "Later")


def _span_of(today: date) -> ColumnElement[int]:
    """The same spans, as numbers to sort by."""
    due = Request.effective_due
    return case(
        (due.is_(None), 5), (due < today, 0), (due == today, 1), (due <= today + WEEK, 2), (due <= today + MONTH, 3),
        else_=4,
    )  # fmt: skip


def counts(session: Session, today: date, me: str) -> dict[str, int]:
    """How many requests each view holds: one pass over one index, and a look at complaints that only seem late."""
    due, mine = Request.effective_due, Request.assignee == me
    query = select(
        Request.state,
        func.count(),
        func.count().filter(due < today),
        func.count().filter(due >= today, due <= today + WEEK),
        func.count().filter(mine),
    ).group_by(Request.state)
    rows = session.execute(query).all()
    still_open = [row for row in rows if row[0] != "closed"]
    unsent = [row for row in still_open if row[0] != "released"]
    by_state = {row[0]: row[1] for row in rows}
    seem_late = (plain(Request.state).not_in(ENDED), due < today, _is_acknowledged())
    met = session.execute(select(func.count()).select_from(Request).where(*seem_late)).scalar_one()
    return {
        "open": sum(row[1] for row in still_open),
        "mine": sum(row[4] for row in still_open),
        "overdue": sum(row[2] for row in unsent) - met,
        "week": sum(row[3] for row in unsent),
        "waiting": by_state.get("waiting", 0),
        "closed": by_state.get("closed", 0),
        "all": sum(by_state.values()),
    }


# --- selections -------------------------------------------------------------------------------------------------------


def chosen(selected: Selected, sought: Sought) -> Conditions:
    """The requests meant by a selection."""
    return filters.chosen(selected, where(sought) if selected.is_query else (), Request.id)


def open_only(conditions: Conditions) -> Conditions:
    """Of these the ones that can still be changed."""
    return [*conditions, Request.state != "closed"]


def count(session: Session, conditions: Conditions) -> int:
    """How many these are."""
    return filters.total_of(session, Request.id, conditions)


def ids_of(session: Session, conditions: Conditions, order: Order | None = None, limit: int | None = None) -> list[int]:
    """Which these are."""
    return list(session.scalars(select(Request.id).where(*conditions).order_by(*order or [Request.id]).limit(limit)))


def most_urgent(session: Session, words: Sequence[str], limit: int) -> list[int]:
    """Those whose reference and name hold all the words, the open ones first, by the date to answer: one pass over an
    index that holds no more than that."""
    closed, due = Request.state == "closed", Request.effective_due
    query = select(Request.id).where(*(func.instr(Request.doc, word) > 0 for word in words))
    return list(session.scalars(query.order_by(closed, due.is_(None), due, Request.id).limit(limit)))


def reference_of(session: Session, number: int) -> str:
    """The reference of one request."""
    return session.scalars(select(Request.reference).where(Request.id == number)).one()


def write(session: Session, ids: Sequence[int], **values: str | ColumnElement[str]) -> None:
    """Write the same into all of them; one who has one of them open on an old copy will notice."""
    session.execute(
        update(Request)
        .where(filters.among(Request.id, ids))
        .values(**values, version=Request.version + 1)
        .execution_options(synchronize_session=False)
    )
