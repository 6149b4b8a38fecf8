"""What the inbox asks of the store: each function runs on the store's thread, and only there are services imported."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsdpo.domain.records import Selected
    from smsdpo.domain.records.desk import CopiedTable
    from smsdpo.domain.records.mail import MessageFile
    from smsdpo.services.office import Office
    from smsdpo.ui.widgets.triage_form import Accepted

_OUTLOOK = b"\xd0\xcf\x11\xe0"


def counts(office: "Office") -> dict[str, int]:
    """How many messages each view holds."""
    from smsdpo.services import intake

    return intake.counts(office)


def place_of(
    office: "Office", number: int, view: str, text: str, order: str, descending: bool
) -> tuple[str, str, int] | None:
    """View, filter and row in which a message is found: those on show if they hold it, else the view of its state."""
    from smsdpo.services import intake

    for where, words in ((view, text), ("untriaged", ""), ("accepted", ""), ("not_request", "")):
        row = intake.position(office, number, view=where, text=words, sort=order, descending=descending)
        if row is not None:
            return where, words, row
    return None


def message(office: "Office", number: int) -> "MessageFile":
    """A message opened."""
    from smsdpo.services import intake

    return intake.message(office, number)


def accept(office: "Office", number: int, accepted: "Accepted") -> str:
    """Open a request from a message; its reference."""
    from smsdpo.services import requests

    return requests.open_request(
        office,
        type=accepted.type,
        message=number,
        person=accepted.person,
        received_at=accepted.received_at,
        received_reason=accepted.received_reason,
    )


def link(office: "Office", number: int, reference: str) -> None:
    """Add a message to a request."""
    from smsdpo.services import intake

    intake.link(office, number, reference)


def put_aside(office: "Office", selected: "Selected", reason: str) -> int:
    """Say why messages are no requests; how many."""
    from smsdpo.services import intake

    return intake.put_aside(office, selected, reason)


def put_aside_unasked(office: "Office", selected: "Selected", reason: str) -> int:
    """The same for the usual reason; none where one of them seems to ask for something."""
    from smsdpo.services import quick_steps

    return quick_steps.put_aside(office, selected, reason)


def bring_back(office: "Office", selected: "Selected") -> int:
    """Bring messages back among the untriaged; how many."""
    from smsdpo.services import intake

    return intake.bring_back(office, selected)


def assign(office: "Office", selected: "Selected", who: str) -> int:
    """Give messages to somebody; how many."""
    from smsdpo.services import intake

    return intake.assign(office, selected, who)


def table(office: "Office", selected: "Selected", order: str, *, descending: bool) -> "CopiedTable":
    """The messages as a table for a spreadsheet."""
    from smsdpo.services import intake

    return intake.rows_as_table(office, selected, sort=order, descending=descending)


def original(office: "Office", number: int) -> bytes:
    """The message byte for byte."""
    from smsdpo.services import intake

    return intake.original(office, number)


def name_of(number: int, content: bytes) -> str:
    """What the saved original is proposed to be called: nothing in it is personal."""
    return f"message-{number}{'.msg' if content.startswith(_OUTLOOK) else '.eml'}"


def save(target: Path, content: bytes) -> int:
    """Write the bytes as they are; the file dialog has asked before it chose a file that exists."""
    from smsdpo.core.paths import written_whole

    with written_whole(target, overwrite=True) as draft:
        draft.write_bytes(content)
    return len(content)
