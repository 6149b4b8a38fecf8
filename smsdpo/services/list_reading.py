"""What a list is asked for, put together for the store: the view, the words typed, the day and who asks."""

from collections.abc import Mapping

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
