"""A word about a state, as lists and cards show it. Painted by `widgets/paint.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """A word about a state; `tone` is one of `tokens.TONES`. A `tag` says nothing of a state, and has a line only."""

    text: str
    tone: str = "mute"
    icon: str = ""
    tag: bool = False
