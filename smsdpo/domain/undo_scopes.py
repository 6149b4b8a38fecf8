"""Which stack of steps an act lies on: that of a request's workspace, or that of the lists; and what closes a stack."""

from collections.abc import Mapping

WORKSPACE = "request."
"""Acts so tagged are done in a request's own workspace …"""
IN_THE_LISTS = ("request.open", "request.assign", "request.tag")
"""… but for these, which are done where the requests are listed."""

CLOSED_BY: Mapping[str, str] = {
    "export.make": "The answer was made from it: make a change by hand, and the answer is made again.",
    "letter.make": "A letter was made from it: make a change by hand, and a new letter where it is needed.",
    "request.released": "The answer has left, so what it was decided from stays as it is.",
    "request.close": "The request is closed, so what was done for it stays as it is.",
}
"""Acts after which nothing that was done for the request before can be taken back, and why: a paper speaks of it."""


def scope_of(tag: str, about: str) -> str:
    """The reference whose workspace the act belongs to, or empty for the lists."""
    return about if tag.startswith(WORKSPACE) and tag not in IN_THE_LISTS else ""
