"""Who wrote a message that a program sent on: a web form writes from an address of its own and names the person's."""

import re

_PROGRAM = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|wordpress|webform|www-data|forms?)(?:[+._-][^@]*)?@",
    re.IGNORECASE,
)


def writer_of(from_address: str, reply_to: str) -> str:
    """The address of the person: the sender's own, or the one to answer where the sender is a program.

    A program's address must never become a person's: everybody who uses the form would then be that person.
    """
    if _PROGRAM.match(from_address):
        return reply_to
    return from_address
