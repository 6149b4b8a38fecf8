"""Which families of rows a session changes, noticed as they are written."""

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction


def watch(session: Session) -> set[str]:
    """A set that fills with the `__kind__` of every row the session writes from now on."""
    kinds: set[str] = set()

    def see(session: Session, _context: UOWTransaction) -> None:
        kinds.update(row.__kind__ for row in (*session.new, *session.dirty, *session.deleted) if row.__kind__)

    event.listen(session, "after_flush", see)
    return kinds
