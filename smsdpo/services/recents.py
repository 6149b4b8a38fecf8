"""What was opened last, so that it is found again without searching; kept inside the store, because it names people."""

from smsdpo.core.errors import Fault
from smsdpo.domain.records.desk import RecentItem
from smsdpo.model.queries import desk
from smsdpo.services.office import Office

KEPT = 15
"""Of each kind."""
KINDS = ("person", "request")


def note(office: Office, what: str, key: str) -> None:
    """A person (by id) or a request (by reference) was opened. Nothing is noted in an office open for reading only."""
    if what not in KINDS:
        raise Fault(f"what was opened last is one of {', '.join(KINDS)}")
    if not office.read_only_because:
        with office.jotting() as session:
            desk.note_recent(session, what, key, office.clock.now(), KEPT)


def last(office: Office, limit: int = KEPT) -> list[RecentItem]:
    """The last ones, the newest first; what is no longer there is left out."""
    with office.reading() as session:
        return desk.last_opened(session, limit)
