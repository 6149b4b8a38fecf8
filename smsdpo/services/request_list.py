"""The list of requests: pages, views, and acts on a whole selection, each one operation that can be undone."""

from dataclasses import replace

from smsdpo.core.errors import Refusal
from smsdpo.domain import lifecycle
from smsdpo.domain.records import Page, Selected
from smsdpo.domain.records.desk import CopiedTable
from smsdpo.domain.records.requests import RequestCard
from smsdpo.model.queries import filters
from smsdpo.model.queries import request_list as queries
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import copied, silence, staff
from smsdpo.services.list_reading import sought, total
from smsdpo.services.office import Office

VIEWS, SORTS, GROUPS = queries.VIEWS, queries.SORTS, queries.GROUPS


def page(
    office: Office,
    *,
    view: str = "open",
    text: str = "",
    sort: str = "due",
    descending: bool = False,
    group: str = "none",
    offset: int = 0,
    limit: int = 200,
) -> Page[RequestCard]:
    """A page of the list; `text` as `domain.list_filter` reads it, `sort` one of `SORTS`, `group` one of `GROUPS`."""
    with office.reading() as session:
        asked = _sought(office, session, view, text)
        order = queries.order(sort, group, descending=descending, today=asked.today)
        length = total(office, "requests", asked, lambda: queries.count(session, queries.where(asked)))
        found = queries.page(session, asked, order, group=group, offset=offset, limit=limit, total=length)
        return replace(found, items=silence.marked(office, session, found.items))


def position(
    office: Office,
    number: int,
    *,
    view: str = "open",
    text: str = "",
    sort: str = "due",
    descending: bool = False,
    group: str = "none",
) -> int | None:
    """Which row of the list a request is, from 0; nothing where the list does not hold it."""
    with office.reading() as session:
        asked = _sought(office, session, view, text)
        order = queries.order(sort, group, descending=descending, today=asked.today)
        return queries.position(session, asked, order, number)


def counts(office: Office) -> dict[str, int]:
    """How many requests each view holds."""
    with office.reading() as session:
        return queries.counts(session, office.clock.today(), staff.me(office))


def assign(office: Office, selected: Selected, who: str) -> int:
    """Give requests to somebody of the office, or to nobody (empty). Closed ones stay as they are; how many it was."""
    staff.check(office, who)
    with office.operation("request.assign", undoable=True) as op:
        chosen = meant(office, op.session, selected)
        ids = queries.ids_of(op.session, queries.open_only(chosen))
        if not ids:
            raise Refusal("None of these requests is open.", hint="A closed request stays as it was closed.")
        op.note(count=len(ids), closed=queries.count(op.session, chosen) - len(ids), to_nobody=int(not who))
        op.about = queries.reference_of(op.session, ids[0]) if len(ids) == 1 else ""
        op.remember(Request, ids)
        queries.write(op.session, ids, assignee=who)
        op.changed("request")
        return len(ids)


def rows_as_table(
    office: Office, selected: Selected, *, sort: str = "due", descending: bool = False, group: str = "none"
) -> CopiedTable:
    """The requests meant as tab-separated text, in the order of the list; what is beyond `copied.MOST` is counted."""
    with office.reading() as session:
        chosen, today = meant(office, session, selected), office.clock.today()
        order = queries.order(sort, group, descending=descending, today=today)
        ids = queries.ids_of(session, chosen, order, copied.MOST)
        rows = [copied.request_row(card) for card in queries.cards_of(session, ids, today)]
        return copied.table(copied.REQUEST_TITLES, rows, queries.count(session, chosen))


def _sought(office: Office, session: Session, view: str, text: str) -> filters.Sought:
    return sought(office, session, view, text, queries.COLUMNS, lifecycle.STATE_LABELS)


def meant(office: Office, session: Session, selected: Selected) -> queries.Conditions:
    """What a selection stands for, as conditions."""
    return queries.chosen(selected, _sought(office, session, selected.view or "all", selected.text))
