"""The ways in which something reaches the office (rules.md, R12)."""

import re
from collections.abc import Mapping

EMAIL = "email"
NOTED: Mapping[str, str] = {
    "phone": "Telephone call",
    "post": "Letter",
    "in_person": "At the counter",
    "web_form": "Web form",
    "social_media": "Social media",
    "support_desk": "Support desk",
}
"""What reaches the office without being mail and is typed in as a note."""
SPOKEN = frozenset({"phone", "in_person"})
"""What was said is read back in a letter, so that a misunderstanding comes to light (R12)."""
_NOTE = "note:"
_TICKET = re.compile(r"\[([^\[\]]+)\]$")


def in_words(channel: str) -> str:
    """The way as a person reads it in their own copy."""
    return NOTED.get(channel, "E-mail")


def file_of(channel: str) -> str:
    """What stands for the file of a typed note; its channel follows."""
    return f"{_NOTE}{channel}"


def of_file(file: str) -> str:
    """The channel of a message by the file it came in."""
    return file.removeprefix(_NOTE) if file.startswith(_NOTE) else EMAIL


def with_ticket(subject: str, ticket: str) -> str:
    """The subject of a note, with the support desk's number where there is one."""
    return f"{subject} [{ticket.strip()}]" if ticket.strip() else subject


def ticket_in(subject: str) -> str:
    """The support desk's number in the subject of a note, or nothing."""
    found = _TICKET.search(subject)
    return found[1] if found else ""
