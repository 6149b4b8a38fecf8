"""The agenda: every deadline ahead under its day, what is overdue pinned above, holidays named where they stand."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from smsdpo.domain.records.clocks import DueItem, HolidayItem
from smsdpo.ui import texts, tokens
from smsdpo.ui.texts import calendar as says
from smsdpo.ui.widgets.cards import Card, EmptyState
from smsdpo.ui.widgets.due_list import DueList, Line


def lines_of(
    late: Sequence[DueItem], items: Sequence[DueItem], holidays: Sequence[HolidayItem], today: date
) -> list[Line]:
    """What is late first, and what owes its outcome since a date it met, each under a heading; then each day's name
    above its deadlines."""
    met = [item for item in late if not item.late]
    lines: list[Line] = [says.OVERDUE, *(item for item in late if item.late)] if len(met) < len(late) else []
    lines += [says.OWED, *met] if met else []
    named = {item.on: item.name for item in holidays}
    pinned = {(item.request, item.kind) for item in late}
    last: date | None = None
    for item in items:
        if (item.request, item.kind) in pinned:
            continue
        if item.on != last:
            lines.append(says.agenda_head(item.on, named.get(item.on, ""), today))
            last = item.on
        lines.append(item)
    return lines


class Agenda(Card):
    """The list, or one sentence where there is no deadline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("agenda_card", pad=0, parent=parent)
        self.body.setContentsMargins(tokens.SMALL, tokens.TIGHT, 2, tokens.CARD_RADIUS)
        self.list = DueList("calendar_agenda", texts.AGENDA, wide=True)
        self.empty = EmptyState(texts.WELL_DONE, icon="calendar-days")
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def show_items(self, lines: Sequence[Line], today: date, none: str) -> None:
        """Show other lines, or the sentence."""
        self.list.show_lines(lines, today)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.say(none)
