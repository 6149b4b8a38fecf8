"""The days of a month's sheet, as a table that screen readers can walk through."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from smsdpo.domain.records.clocks import DueDay, DueItem
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.table_model import Index, Role
from smsdpo.ui.texts import calendar as says


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the sheet."""

    on: date
    inside: bool
    """Whether it belongs to the month, not to its neighbours."""
    today: bool
    holiday: str
    due: DueDay

    @property
    def items(self) -> tuple[DueItem, ...]:
        """The first of its deadlines: as many as were asked for."""
        return self.due.items

    @property
    def total(self) -> int:
        """How many deadlines it has."""
        return self.due.answers + self.due.works

    @property
    def free(self) -> bool:
        """A weekend or a bank holiday."""
        return self.on.weekday() >= 5 or bool(self.holiday)

    def words(self) -> str:
        """The whole day as it is read aloud."""
        tally = says.tally(self.due.answers, self.due.works) or says.NOTHING_ON_DAY
        said = [f"{texts.weekday(self.on)}: {tally}"]
        said += [texts.IS_TODAY] if self.today else []
        said += [self.holiday] if self.holiday else [says.DAY_OFF] if self.free else []
        said += [f"{item.title}, {item.left}" for item in self.items]
        said += [texts.MORE_ITEMS.format(count=self.total - len(self.items))] if self.total > len(self.items) else []
        return "; ".join(said)


def span_of(on: date) -> tuple[date, date]:
    """The first and the last day on the sheet of a day's month: whole weeks from Monday."""
    first = on.replace(day=1)
    last = on.replace(day=monthrange(on.year, on.month)[1])
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month_after(on: date, months: int) -> date:
    """The same day some months on or back; a short month gives its last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


class MonthModel(QAbstractTableModel):
    """Weeks in rows, days in columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[Day, ...] = ()

    def put(self, days: Sequence[Day]) -> None:
        """Show other days, whole weeks of them."""
        self.beginResetModel()
        self.days = tuple(days)
        self.endResetModel()

    def day(self, index: Index) -> Day | None:
        """The day in a square."""
        at = index.row() * 7 + index.column()
        return self.days[at] if index.isValid() and 0 <= at < len(self.days) else None

    def index_of(self, on: date) -> QModelIndex:
        """The square of a day, invalid where it is on another sheet."""
        at = (on - self.days[0].on).days if self.days else -1
        return self.index(at // 7, at % 7) if 0 <= at < len(self.days) else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.days) // 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return style.font(tokens.CAPTION, 600)
        return says.WEEKDAYS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Role.RECORD:
            return day
        return day.words() if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
