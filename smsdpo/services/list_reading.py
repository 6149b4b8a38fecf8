"""What a list is asked for, put together for the store: the view, the words typed, the day and who asks."""

from collections.abc import Callable, Mapping
from weakref import WeakKeyDictionary

from smsdpo.domain import list_filter
from smsdpo.model.queries import filters
from smsdpo.model.session import Session
from smsdpo.services import staff
from smsdpo.services.office import Office


def sought(
    office: Office, session: Session, view: str, text: str, columns: filters.Columns, states: Mapping[str, str]
) -> filters.Sought:
    """The whole question. A value in the text that cannot be meant is refused by its word."""
    today = office.clock.today()
    conditions = list_filter.parse(text, today, states)
    # Work may still be with somebody who has left: their name is known from the rows only.
    asked = any(condition.key == "for" for condition in conditions)
    names = {*staff.names(office), *filters.assignees(session, columns["for"])} if asked else ()
    return filters.Sought(view, conditions, today, staff.me(office), tuple(names))


def total(office: Office, listed: str, asked: filters.Sought, count: Callable[[], int]) -> int:
    """How long a list is: counted once for all its pages, as long as nothing is written."""
    if office.is_at_work:  # what is counted now may still be rolled back
        return count()
    written = office.store.changes
    since, known = _TOTALS.get(office, (-1, {}))
    if since != written or len(known) > _MOST_TOTALS:
        known = {}
        _TOTALS[office] = (written, known)
    if (listed, asked) not in known:
        known[listed, asked] = count()
    return known[listed, asked]


_MOST_TOTALS = 100
_TOTALS: WeakKeyDictionary[Office, tuple[int, dict[tuple[str, filters.Sought], int]]] = WeakKeyDictionary()
