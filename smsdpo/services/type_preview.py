"""What another kind of request would mean for its dates, before its kind is changed (P82)."""

from smsdpo.domain import clock_events, deadlines
from smsdpo.domain.records.clocks import Due
from smsdpo.model.queries import cases
from smsdpo.services import clocks
from smsdpo.services.office import Office
from smsdpo.services.requests import need_for_reading


def due_as(office: Office, reference: str, type_key: str) -> Due:
    """The dates it would have; nothing is stored. Events that the other clock does not know count for nothing."""
    known = set(clock_events.kinds_for(type_key))
    with office.reading() as session:
        row = need_for_reading(session, reference)
        events = [event for event in cases.events_of(session, row.id) if event.kind in known]
        return deadlines.due(
            clocks.rule_of(session, row, type_key), row.received_at, events, clocks.working_days(office, row.nation)
        )
