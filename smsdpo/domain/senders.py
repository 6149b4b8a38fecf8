"""Who wrote a message that a program or the office itself sent on: a web form names the person's address to answer."""

import re
from dataclasses import dataclass

from smsdpo.domain.organisation import Organisation

_PROGRAM = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|wordpress|webform|www-data|forms?)(?:[+._-][^@]*)?@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Writer:
    """The person who wrote; empty where the message does not tell."""

    name: str
    address: str

    @property
    def called(self) -> str:
        """The name, or the address where there is none."""
        return self.name or self.address


def writer_of(from_name: str, from_address: str, reply_to: str, own: Organisation) -> Writer:
    """The sender, or whoever is to be answered where the sender is a program or the office itself.

    Such an address must never become a person's: everybody who uses the form would then be that person.
    """
    if _PROGRAM.match(from_address) or own.is_reached_at(from_address):
        return Writer("", "" if own.is_reached_at(reply_to) else reply_to)
    return Writer("" if own.is_named(from_name) else from_name, from_address)
