"""How two requests belong together."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "same_message": ("Asked for in the same message", "Asked for in the same message"),
    "duplicate": ("Duplicate of", "Repeated by"),
    "complaint": ("Complaint about", "Complained about in"),
    "follows": ("Follows", "Followed by"),
}
"""By key: how the request that links says it, and how the other one does."""


def in_words(kind: str, *, back: bool) -> str:
    return KINDS[kind][1 if back else 0]
