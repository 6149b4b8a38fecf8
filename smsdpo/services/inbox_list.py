"""The inbox as a list: pages, views, and acts on a whole selection, each one operation that can be undone."""

from smsdpo.core.errors import Refusal
from smsdpo.domain.list_filter import MESSAGE_STATES
from smsdpo.domain.records import Page, Selected
from smsdpo.domain.records.desk import CopiedTable
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.model.messages import Message
from smsdpo.model.queries import cases, filters
from smsdpo.model.queries import inbox_list as queries
from smsdpo.model.session import Session
from smsdpo.services import copied, staff
from smsdpo.services.list_reading import sought, total
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

VIEWS, SORTS = queries.VIEWS, queries.SORTS
_FIT_FOR = {"put_aside": ("new",), "bring_back": ("not_request",), "assign": ("new",)}
"""The states from which each act starts: what belongs to a request is seen to there."""


def inbox(
    office: Office,
    *,
    view: str = "untriaged",
    text: str = "",
    sort: str = "received",
    descending: bool = True,
    offset: int = 0,
    limit: int = 200,
) -> Page[MessageCard]:
    """A page of the inbox, newest first; `text` as `domain.list_filter` reads it, `sort` one of `SORTS`."""
    order = queries.order(sort, descending=descending)
    with office.reading() as session:
        asked = _sought(office, session, view, text)
        length = total(office, "inbox", asked, lambda: queries.count(session, queries.where(asked)))
        days = cases.working_days(session, str(office.setting("nation")))
        return queries.page(session, asked, order, offset=offset, limit=limit, total=length, days=days)


def position(
    office: Office,
    number: int,
    *,
    view: str = "untriaged",
    text: str = "",
    sort: str = "received",
    descending: bool = True,
) -> int | None:
    """Which row of the inbox a message is, from 0; nothing where the view and the text do not show it."""
    order = queries.order(sort, descending=descending)
    with office.reading() as session:
        return queries.position(session, _sought(office, session, view, text), order, number)


def counts(office: Office) -> dict[str, int]:
    """How many messages each view holds."""
    with office.reading() as session:
        return queries.counts(session, office.clock.today(), staff.me(office))


def put_aside(office: Office, selected: Selected, reason: str) -> int:
    """Say of messages why they are no requests (P81); those that belong to a request stay. How many it was."""
    if not reason.strip():
        raise Refusal("Say why this is not a request.", hint="For example: newsletter, spam, thanks.")
    with office.operation("message.not_request", reason=reason, undoable=True) as op:
        ids = _fit(office, op, selected, "put_aside")
        queries.write(op.session, ids, state="not_request", reason=reason.strip())
        return len(ids)


def bring_back(office: Office, selected: Selected) -> int:
    """Bring messages that were put aside back to the untriaged ones. How many it was."""
    with office.operation("message.reopen", undoable=True) as op:
        ids = _fit(office, op, selected, "bring_back")
        queries.write(op.session, ids, state="new", reason="")
        return len(ids)


def assign(office: Office, selected: Selected, who: str) -> int:
    """Give untriaged messages to somebody of the office, or to nobody (empty). How many it was."""
    staff.check(office, who)
    with office.operation("message.assign", undoable=True) as op:
        ids = _fit(office, op, selected, "assign")
        op.note(to_nobody=int(not who))
        queries.write(op.session, ids, assignee=who)
        return len(ids)


def rows_as_table(
    office: Office, selected: Selected, *, sort: str = "received", descending: bool = True
) -> CopiedTable:
    """The messages meant as tab-separated text, in the order of the list; what is beyond `copied.MOST` is counted."""
    order = queries.order(sort, descending=descending)
    with office.reading() as session:
        chosen = meant(office, session, selected)
        ids = queries.ids_of(session, chosen, order, copied.MOST)
        days = cases.working_days(session, str(office.setting("nation")))
        cards = queries.cards_of(session, ids, office.clock.today(), days)
        rows = [copied.message_row(card) for card in cards]
        return copied.table(copied.MESSAGE_TITLES, rows, queries.count(session, chosen))


def _fit(office: Office, op: Operation, selected: Selected, act: str) -> list[int]:
    """The messages it can be done to, with the trail's line about them."""
    chosen = meant(office, op.session, selected)
    ids = queries.ids_of(op.session, queries.in_states(chosen, _FIT_FOR[act]))
    if not ids:
        raise _NONE[act]
    op.about = f"message:{ids[0]}" if len(ids) == 1 else ""
    op.note(count=len(ids), refused=queries.count(op.session, chosen) - len(ids))
    op.changed("message")
    op.remember(Message, ids)
    return ids


_NONE = {
    "put_aside": Refusal("None of these messages is untriaged.", hint="One that belongs to a request stays with it."),
    "bring_back": Refusal("None of these messages was put aside.", hint="Only such a message can be brought back."),
    "assign": Refusal("None of these messages is untriaged.", hint="Assign the request to which a message belongs."),
}


def _sought(office: Office, session: Session, view: str, text: str) -> filters.Sought:
    return sought(office, session, view, text, queries.COLUMNS, MESSAGE_STATES)


def meant(office: Office, session: Session, selected: Selected) -> queries.Conditions:
    """What a selection stands for, as conditions."""
    return queries.chosen(selected, _sought(office, session, selected.view or "all", selected.text))
