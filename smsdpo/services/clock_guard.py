"""Whether the computer's clock can be believed: every deadline hangs on it (security.md, test 74)."""

from datetime import datetime, timedelta

from smsdpo.core.clock import london_date
from smsdpo.core.days import long_day

EARLIER = timedelta(minutes=5)
"""A clock that is set right by so much is no sign of anything."""
LATER = timedelta(days=7)
"""Without a line in the trail; longer is a holiday or a wrong clock, and only the one at the desk knows which."""


def why_doubtful(newest: str, now: datetime) -> str:
    """A sentence for the window where the newest line of the trail (as it is kept; empty for none) and the present do
    not go together; empty where they do. Nothing is done by itself because of it."""
    if not newest:
        return ""
    last = datetime.fromisoformat(newest)
    said, entry = long_day(london_date(now)), long_day(london_date(last))
    if now < last - EARLIER:
        return (
            f"The computer's clock says {said}, but the newest entry in this office is of {entry}. "
            "Check the clock before you go on: every deadline is counted from it."
        )
    if now > last + LATER:
        return (
            f"Is today really {said}? The newest entry in this office is of {entry}. "
            "If not, set the computer's clock before you go on: every deadline is counted from it."
        )
    return ""
