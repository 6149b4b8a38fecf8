"""The inbox as a list: pages in every order, counts of the views, and whole selections."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from smsdpo.core.errors import Refusal
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records import Page, Selected
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.model.messages import Message
from smsdpo.model.queries import filters
from smsdpo.model.queries.filters import Sought, plain
from smsdpo.model.queries.inbox import message_card, message_cards
from smsdpo.model.requests import Request, RequestMessage

Conditions: TypeAlias = list[ColumnElement[bool]]
Order: TypeAlias = list[Any]

VIEWS = ("untriaged", "mine", "overdue", "waiting", "accepted", "not_request", "all")
SORTS = ("received", "from", "subject", "suggested", "due", "assignee")
COLUMNS: filters.Columns = {
    "id": Message.id,
    "text": Message.doc,
    "type": Message.suggested,
    "state": Message.state,
    "for": Message.assignee,
    "tag": Message.tags,
    "due": Message.answer_by,
    "received": Message.received_on,
}
_ORDERS: dict[str, tuple[Any, ...]] = {
    "received": (Message.received_at,),
    "from": (Message.doc,),  # which begins with the sender's name
    "subject": (func.lower(Message.subject),),
    "suggested": (Message.suggested, Message.received_at),
    "due": (Message.answer_by,),
    "assignee": (Message.assignee, Message.received_at),
}


def where(sought: Sought) -> Conditions:
    """What a view and the text above it show."""
    new = plain(Message.state) == "new"
    views: dict[str, Conditions] = {
        "untriaged": [new],
        "mine": [new, Message.assignee == sought.me],
        "overdue": [new, Message.answer_by < sought.today],
        "waiting": [Message.id.in_(_of_waiting_requests())],
        "accepted": [plain(Message.state) == "accepted"],
        "not_request": [plain(Message.state) == "not_request"],
        "all": [],
    }
    if sought.view not in views:
        raise Refusal(f"There is no view “{sought.view}”.", hint=f"There are: {', '.join(VIEWS)}.")
    return [*views[sought.view], *filters.where(sought, COLUMNS)]


def _of_waiting_requests() -> Any:
    linked = select(RequestMessage.message_id).join(Request, Request.id == RequestMessage.request_id)
    return linked.where(Request.state == "waiting")


def order(sort: str, *, descending: bool) -> Order:
    """The terms of an order; the id last, so that no two rows ever change places."""
    if sort not in _ORDERS:
        raise Refusal(f"The inbox cannot be sorted by “{sort}”.", hint=f"It can by: {', '.join(SORTS)}.")
    turned = [column.desc() if descending else column.asc() for column in (*_ORDERS[sort], Message.id)]
    if sort == "due":  # what has no date comes last, whichever way
        turned[0] = turned[0].nulls_last()
    return turned


def page(
    session: Session, sought: Sought, order: Order, *, offset: int, limit: int, total: int, days: WorkingDays
) -> Page[MessageCard]:
    """A page: first which of the `total`, from the narrow index of the order, then what is shown of them."""
    ids = filters.ids_at(session, Message.id, where(sought), order, offset, limit, total)
    return Page(tuple(cards_of(session, ids, sought.today, days)), offset, total)


def cards_of(session: Session, ids: Sequence[int], today: date, days: WorkingDays) -> list[MessageCard]:
    """The lines of these messages, in this order; `days` are those in which a data return is counted."""
    rows = session.execute(message_cards().where(filters.among(Message.id, ids)))
    found = {row[0]: message_card(row, today, days) for row in rows}
    return [found[number] for number in ids]


def position(session: Session, sought: Sought, order: Order, number: int) -> int | None:
    """Which row of the list a message is, from 0; nothing where the list does not hold it."""
    return filters.position_of(session, Message.id, where(sought), order, number)


def counts(session: Session, today: date, me: str) -> dict[str, int]:
    """How many messages each view holds: one pass over one index, and a look at the requests that wait."""
    query = select(
        Message.state,
        func.count(),
        func.count().filter(Message.answer_by < today),
        func.count().filter(Message.assignee == me),
    ).group_by(Message.state)
    found = {row[0]: row[1:] for row in session.execute(query)}
    new = found.get("new", (0, 0, 0))
    return {
        "untriaged": new[0],
        "mine": new[2],
        "overdue": new[1],
        "waiting": count(session, [Message.id.in_(_of_waiting_requests())]),
        "accepted": found.get("accepted", (0,))[0],
        "not_request": found.get("not_request", (0,))[0],
        "all": sum(row[0] for row in found.values()),
    }


# --- selections -------------------------------------------------------------------------------------------------------


def chosen(selected: Selected, sought: Sought) -> Conditions:
    """The messages meant by a selection."""
    return filters.chosen(selected, where(sought) if selected.is_query else (), Message.id)


def in_states(conditions: Conditions, states: Sequence[str]) -> Conditions:
    """Of these the ones in one of the states."""
    return [*conditions, plain(Message.state).in_(states)]


def asking(conditions: Conditions, for_nothing: Collection[str]) -> Conditions:
    """Of these the untriaged ones that seem to ask for something."""
    return [*in_states(conditions, ("new",)), Message.suggested.not_in(for_nothing)]


def count(session: Session, conditions: Conditions) -> int:
    """How many these are."""
    return filters.total_of(session, Message.id, conditions)


def ids_of(session: Session, conditions: Conditions, order: Order | None = None, limit: int | None = None) -> list[int]:
    """Which these are."""
    return list(session.scalars(select(Message.id).where(*conditions).order_by(*order or [Message.id]).limit(limit)))


def write(session: Session, ids: Sequence[int], **values: str | ColumnElement[str]) -> None:
    """Write the same into all of them; one who has one of them open on an old copy will notice."""
    session.execute(
        update(Message)
        .where(filters.among(Message.id, ids))
        .values(**values, version=Message.version + 1)
        .execution_options(synchronize_session=False)
    )
