"""What several lists say of a request: where it stands, and its date with what is left of it or whether it was kept."""

from datetime import date

from smsdpo.domain.lifecycle import STATE_LABELS
from smsdpo.domain.records.requests import RequestCard
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts
from smsdpo.ui.chip import Chip
from smsdpo.ui.table_model import Cell
from smsdpo.ui.texts import request as says


def state_cell(card: RequestCard, today: date) -> Cell:
    """Its state; of one that ended how it did, and when."""
    day = texts.tiny_day(card.ended_on, today) if card.ended_on else ""
    said = STATE_LABELS.get(card.state, card.state)
    if card.state == "closed" and card.outcome:
        said = next((one.label for one in REQUEST_TYPES[card.type].outcomes if one.key == card.outcome), said)
        day = f"{texts.CLOSED} {day}" if day else ""
    return Cell(said, day, quiet=True)


def answer_cell(card: RequestCard, today: date) -> Cell:
    """The date to answer by, and what is left until then or whether it was kept."""
    due = card.due.effective_due
    shown = texts.tiny_day(due, today) if due else ""
    if not card.left:
        return Cell(shown or texts.NO_DATE, quiet=True)
    return Cell(shown, chip=Chip(card.left, card.tone), quiet=True)


def ended_words(card: RequestCard, today: date) -> tuple[str, str]:
    """The name and the value of what is left of its time: after its end, when that was and whether in time."""
    if card.ended_on is None:
        return texts.LEFT, card.left
    day = texts.tiny_day(card.ended_on, today)
    name = (says.CLOSED_ON if card.state == "closed" else says.SENT_ON).format(day=day)
    return (name, card.left) if card.left else (name.removesuffix(day).strip(), day)
