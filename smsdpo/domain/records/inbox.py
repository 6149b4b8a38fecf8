"""A line of the inbox, and what is shown of it first: apart from the rest of a message, which rows on show wait for."""

from dataclasses import dataclass
from datetime import date, datetime

from smsdpo.domain.records import Page


@dataclass(frozen=True, slots=True)
class MessageCard:
    """One line of the inbox."""

    id: int
    received_on: date
    received_at: datetime
    from_name: str
    from_address: str
    subject: str
    language: str
    suggested: str
    answer_by: date | None
    state: str
    request: str
    assignee: str = ""
    """Who in the office sees to it; empty while nobody does."""
    tags: tuple[str, ...] = ()
    """The office's own words for it."""
    left: str = ""
    """What its chip says while it is untriaged (`3 days late`, `2 working days`); empty afterwards."""
    tone: str = "ok"
    """The chip's tone: `ok`, `warn`, `bad`."""
    kind: str = ""
    """What its chip says it asks for (`Access`); empty where nothing is suggested."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the window shows while the office is still being opened: the untriaged messages and whose it is."""

    inbox: Page[MessageCard]
    who: str
    sample: bool
