"""Words of the quick steps: their keys, why one cannot be taken now, and their settings."""

from typing import Final

SLOT: Final = "Quick step {number}"
KEY: Final = "Ctrl+Shift+{number}"
ALSO: Final = "quick step macro"
EMPTY: Final = "No step lies on these keys. Settings, Quick steps puts one there."
NOT_HERE: Final = "“{step}” works in {places}."
PLACES: Final = {"inbox": "the inbox", "requests": "the list of requests", "request": "a request"}
NO_DESK: Final = "The support desk has no address yet: enter it in Settings, Quick steps."
ASKS: Final = "The message seems to ask for something: {kind}. Accept it, or put it aside by hand."
NO_TYPE: Final = "Choose first what the message asks for."
NOT_ALONE: Final = "One request at a time: choose a single one."

ACKNOWLEDGED: Final = "Acknowledgement L01 made"
FORWARDED: Final = "Message put aside; the draft for the support desk is {name}"
NOT_CLOSED: Final = "Not yet closed. {why}"
NOT_ANSWERED: Final = "The answer has not left yet."
NO_PROOF: Final = "Proof cannot be asked for now: it is settled who asks, or an answer is waited for."

# --- settings
STEP_SAYS: Final = "Step on {keys}"
NAME_SAYS: Final = "Name of the step on {keys}"
NOTHING: Final = "Nothing"
NAME_HINT: Final = "Own name"


def where(places: tuple[str, ...]) -> str:
    """Places in words: *the inbox, the list of requests or a request*."""
    *before, last = [PLACES[one] for one in places]
    return f"{', '.join(before)} or {last}" if before else last
