"""What a place is to the quick steps, and how one goes on in a request."""

from dataclasses import dataclass
from typing import Protocol

from smsdpo.domain.quick_steps import QuickSetup


class QuickPlace(Protocol):
    """A place in which quick steps are taken."""

    def why_not(self, step: str, setup: QuickSetup) -> str:
        """Why it cannot be taken now, in a sentence."""

    def take(self, step: str, setup: QuickSetup) -> None:
        """Take it, by way of what the place can do already: no check is left out."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A request to be opened, and the step to be taken there once it is."""

    reference: str
    step: str
    setup: QuickSetup
