"""Rows of a list as tab-separated text, for pasting into a spreadsheet or a letter."""

from collections.abc import Iterable, Sequence
from datetime import date

from smsdpo.domain import lifecycle, list_filter, request_types
from smsdpo.domain.records.desk import CopiedTable
from smsdpo.domain.records.inbox import MessageCard
from smsdpo.domain.records.requests import RequestCard

MOST = 50_000
"""Rows that are copied at once; a clipboard and a spreadsheet take no more in good time."""
REQUEST_TITLES = ("Reference", "Type", "Person", "State", "Received", "Answer by", "Assignee", "Tags")
MESSAGE_TITLES = (
    *("Received", "From", "Address", "Subject", "Suggested", "Answer by", "State", "Assignee", "Request", "Tags"),
)


def request_row(card: RequestCard) -> tuple[str, ...]:
    """The cells of a request."""
    return (
        card.reference,
        request_types.get(card.type).title,
        card.person_name,
        lifecycle.STATE_LABELS[card.state],
        card.received_on.isoformat(),
        _day(card.due.effective_due),
        card.assignee,
        ", ".join(card.tags),
    )


def message_row(card: MessageCard) -> tuple[str, ...]:
    """The cells of a message."""
    return (
        card.received_on.isoformat(),
        card.from_name,
        card.from_address,
        card.subject,
        request_types.get(card.suggested).title,
        _day(card.answer_by),
        list_filter.MESSAGE_STATES[card.state],
        card.assignee,
        card.request,
        ", ".join(card.tags),
    )


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> CopiedTable:
    """The rows under their titles, of `total` that were meant."""
    lines = [titles, *rows]
    return CopiedTable("".join(f"{_line(line)}\n" for line in lines), len(rows), total - len(rows))


def _line(cells: Iterable[str]) -> str:
    return "\t".join(_cell(cell) for cell in cells)


def _cell(text: str) -> str:
    """One cell: it neither breaks the table, nor does a spreadsheet take a stranger's words for a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(("=", "+", "-", "@")) else flat


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
