"""Quick steps: an act of several moves under one name and one of six keys (screens.md, row 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

INBOX, REQUESTS, REQUEST = "inbox", "requests", "request"
SLOTS = 6
"""The keys Ctrl+Shift+1 to 6."""
NOTHING_ASKED = frozenset({"general_inquiry", "other"})
"""What a message is taken for that seems to ask for no right and no duty; any other is seen to by a person."""


@dataclass(frozen=True, slots=True)
class QuickStep:
    """`places` are those of the window in which it can be taken; `says` is what it does, in a sentence."""

    key: str
    title: str
    says: str
    places: tuple[str, ...]


_BUILT_IN = (
    QuickStep(
        "acknowledge", "Acknowledge and start the clock",
        "Accepts the message as the form says, and makes letter L01; for a request only the letter.",
        (INBOX, REQUESTS, REQUEST),
    ),
    QuickStep(
        "ask_identity", "Ask for proof of identity",
        "Asks why there is doubt, then makes letter L02 and stops the clock of the law.",
        (REQUESTS, REQUEST),
    ),
    QuickStep(
        "not_request", "Not a request",
        "Puts messages aside for the reason below; asks where one seems to ask for something.",
        (INBOX,),
    ),
    QuickStep(
        "forward", "Forward to the support desk",
        "Writes a draft mail to the support desk with a message that asks for no right, and puts it aside.",
        (INBOX,),
    ),
    QuickStep("assign_me", "Assign to me", "Gives what is chosen to you.", (INBOX, REQUESTS, REQUEST)),
    QuickStep(
        "close", "Close and file",
        "Leads to the act that closes the request, or to what it still needs before.",
        (REQUESTS, REQUEST),
    ),
)  # fmt: skip

STEPS: Mapping[str, QuickStep] = {step.key: step for step in _BUILT_IN}


@dataclass(frozen=True, slots=True)
class QuickSlot:
    """What lies on one key: a step (none: nothing does), and the office's own name for it, if it has one."""

    step: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        return self.name or (STEPS[self.step].title if self.step in STEPS else "")


def slots_of(kept: Sequence[Mapping[str, str]]) -> tuple[QuickSlot, ...]:
    """The six keys as the setting keeps them; the built-in order where nobody has changed it."""
    found = [QuickSlot(one["step"], one["name"]) for one in kept] or [QuickSlot(key) for key in STEPS]
    return tuple((found + [QuickSlot()] * SLOTS)[:SLOTS])


@dataclass(frozen=True, slots=True)
class QuickSetup:
    """What lies on the keys, and what the steps are told: the reason of *Not a request*, the usual doubt about who
    asks, the support desk's address, and who sits at this desk."""

    slots: tuple[QuickSlot, ...] = field(default_factory=lambda: slots_of(()))
    reason: str = ""
    doubt: str = ""
    desk: str = ""
    me: str = ""
