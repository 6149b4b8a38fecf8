"""Requests whose date has passed: why it did is written down before they end, and an apology says it (N33)."""

from collections.abc import Sequence
from datetime import date

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain.punctual import ACKNOWLEDGED_BY, NEVER_LATE, met_on
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office

APOLOGY = "L28"


def is_late(office: Office, session: Session, row: Request) -> bool:
    """Whether the answer left, or has not left yet, after the date that decides.

    A complaint's date is that of its acknowledgement: acknowledged in time, it is not late (DPA 2018 s.164A).
    """
    if row.type != "complaint":
        return was_late(row, (), office.clock.today())
    letters = cases.letters_of(session, row.id)
    acknowledged = [london_date(one.left_at) for one in letters if one.code in ACKNOWLEDGED_BY]
    return was_late(row, acknowledged, office.clock.today())


def was_late(row: Request, acknowledged: Sequence[date], today: date) -> bool:
    """The same where the days of its acknowledgements are known."""
    ended = row.released_at or row.closed_at
    met = met_on(row.type, london_date(ended) if ended else today, acknowledged)
    return row.effective_due is not None and met > row.effective_due


def check_end(office: Office, session: Session, row: Request, outcome: str) -> None:
    """Refuses to end a late request as long as nobody wrote down why it is late."""
    if outcome in NEVER_LATE or not is_late(office, session, row):
        return
    if not casework.details_of(session, row.id).get("late_cause"):
        raise Refusal(
            f"{row.reference} is late: it was to be answered by {row.effective_due:%d/%m/%Y}.",
            hint="Write down why under “Why it is late”; an apology (letter L28) says it to the person.",
        )


def check_apology(office: Office, session: Session, row: Request) -> None:
    """Refuses an apology for a date that has not passed."""
    if not is_late(office, session, row):
        raise Refusal(
            f"{row.reference} is not late, so there is nothing to apologise for.",
            hint="Where the date cannot be kept, send an extension notice (L04) or a holding letter (L05h).",
        )
