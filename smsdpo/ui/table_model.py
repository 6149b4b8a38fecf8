"""A list of any length for Qt: a count and pages of 200 rows fetched from the store as they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from smsdpo.core import log
from smsdpo.ui import style, texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import tags as tag_says

if TYPE_CHECKING:
    from smsdpo.domain.records import Page
    from smsdpo.services.office import Office

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_AHEAD = 60  # rows: several screens, less than half a page
KEPT_PAGES = 24
_MANY = 1000  # rows asked for at once where only their keys are wanted


class Role(IntEnum):
    """What a delegate may ask beside Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: a first line (strong or quiet), a quiet second line, a chip before them, tags after them."""

    text: str = ""
    second: str = ""
    chip: Chip | None = None
    strong: bool = False
    quiet: bool = False
    tags: tuple[str, ...] = ()

    def words(self) -> str:
        """The cell as it is read aloud or copied."""
        return ", ".join(self.parts())

    def parts(self) -> list[str]:
        """All it says, one thing after the other."""
        tagged = tag_says.TAGGED.format(words=", ".join(self.tags)) if self.tags else ""
        told = (self.chip.text if self.chip else "", self.text, self.second, tagged)
        return [part for part in told if part]


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A column: its title, how a record fills it, its width in pixels (0: it takes what is left).

    `sort` is the order of the query that it stands for. With a `key` the user may move, widen and hide it; where there
    is no room it shrinks to `short`, and those with the highest `gives` go first (0: it stays); where there is plenty
    it grows to `most`.
    """

    title: str
    cell: Callable[[Record], Cell]
    width: int = 0
    sort: str = ""
    key: str = ""
    short: int = 0
    gives: int = 0
    most: int = 0
    hidden: bool = False
    """Whether it waits in the chooser until it is wanted."""
    down: bool = False
    """Whether the first press sorts from the last to the first: the newest day."""


class PagedModel(QAbstractTableModel, Generic[Record]):
    """Rows of one query. Filtering and sorting belong to the query; the model never holds more than a few pages."""

    arrived = Signal()
    """A count or a page has come in: the view may restore its selection."""
    asked = Signal()
    """Another query is on its way."""
    failed = Signal(object)
    """A page did not come: a Refusal or a Fault. Nothing more is asked until `refresh`."""

    def __init__(
        self,
        tasks: Tasks,
        columns: Sequence[Column[Record]],
        key: Callable[[Record], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.loaded = False
        self.taking = self.fresh = False
        """Whether a page is just being taken, and whether it began a new answer rather than went on with one."""
        self.group: Callable[[Record], str] | None = None
        """The heading under which a record stands, where the query is ordered by groups."""
        self._tasks, self._key = tasks, key
        self._stalled = False
        self._blamed: set[str] = set()
        self._ask: Callable[[Office, int, int], Page[Record]] | None = None
        self._pages: OrderedDict[int, tuple[Record, ...]] = OrderedDict()
        self._waiting: set[int] = set()
        self._total = 0
        self._turn = 0
        self._beside = 0
        self._ahead = QTimer(self, singleShot=True)
        self._ahead.timeout.connect(lambda: self._request(self._beside))

    def show(self, ask: "Callable[[Office, int, int], Page[Record]]", around: int = 0) -> None:
        """Show another query, beginning with the page that holds this row: `ask(office, offset, limit)` answers one."""
        self._ask = ask
        self.loaded = False
        self._begin(around)
        self.asked.emit()

    def put(self, records: Sequence[Record]) -> None:
        """Show records that are at hand: what a search has answered, what came with a request."""
        from smsdpo.domain.records import Page

        self._ask, self._waiting = None, set()
        self._ahead.stop()
        self._turn += 1
        for at in range(0, max(len(records), 1), PAGE):
            page = Page(tuple(records[at : at + PAGE]), at, len(records))
            self._take(self._turn, at // PAGE, page, fresh=not at)

    def show_first(self, page: "Page[Record]") -> None:
        """Show the first page of the query on its way, known from elsewhere: the answer itself replaces it."""
        if not self.loaded:
            self._take(self._turn, 0, page, fresh=True)

    def refresh(self, around: int = 0) -> None:
        """Ask again after changes; rows stay as they are until the answer is here."""
        self._begin(max(0, min(around, max(self._total - 1, 0))))

    def _begin(self, row: int) -> None:
        self._turn += 1
        self._ahead.stop()
        self._waiting, self._stalled = set(), False
        self._request(row // PAGE, fresh=True)

    def record(self, row: int) -> Record | None:
        """The record in a row, or nothing while its page is on the way (which this asks for)."""
        if not 0 <= row < self._total:
            return None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            self._request(number)
            return None
        self._pages.move_to_end(number)
        at = row - number * PAGE
        self._read_ahead(number, at)
        return page[at] if at < len(page) else None

    def _read_ahead(self, number: int, at: int) -> None:
        """Near the end of a page the next is asked for, so that somebody who scrolls does not wait at its edge. The
        rows on show are painted first: the store's thread would keep the interpreter from them."""
        beside = number + 1 if at >= PAGE - _AHEAD else number - 1 if at < _AHEAD else number
        if beside not in self._pages and 0 <= beside * PAGE < self._total:
            self._beside = beside
            self._ahead.start()

    def key_of(self, record: Record) -> object:
        """By what a record is known again."""
        return self._key(record)

    def at_hand(self) -> Iterator[tuple[int, Record]]:
        """Rows whose records are here, with them."""
        for number, page in self._pages.items():
            yield from enumerate(page, number * PAGE)

    def heading(self, row: int) -> str:
        """The heading above a row, where a group begins with it; asks for nothing."""
        if self.group is None or (record := self._at(row)) is None:
            return ""
        before = self._at(row - 1)
        said = self.group(record)
        return said if row == 0 or (before is not None and self.group(before) != said) else ""

    def keys_between(self, office: "Office", first: int, last: int) -> list[object]:
        """On the store's thread: the keys of rows that need not be here."""
        ask, found = self._ask, list[object]()
        while ask is not None and first <= last:
            page = ask(office, first, min(_MANY, last - first + 1))
            found += [self._key(record) for record in page.items]
            first += _MANY
        return found

    def _at(self, row: int) -> Record | None:
        page = self._pages.get(row // PAGE, ())
        return page[row % PAGE] if row >= 0 and row % PAGE < len(page) else None

    def row_of(self, key: object) -> int | None:
        """Where the record with this key is, among the pages at hand."""
        for number, page in self._pages.items():
            for at, record in enumerate(page):
                if self._key(record) == key:
                    return number * PAGE + at
        return None

    def key_at(self, row: int) -> object | None:
        """The key of the record in a row, without asking for its page."""
        record = self._at(row)
        return self._key(record) if record is not None else None

    def _request(self, number: int, *, fresh: bool = False) -> None:
        if self._ask is None or number in self._waiting or self._stalled:
            return
        self._waiting.add(number)
        ask, turn = self._ask, self._turn
        self._tasks.store(
            lambda office: ask(office, number * PAGE, PAGE),
            lambda page: self._take(turn, number, page, fresh=fresh),
            lambda error: self._fail(turn, error),
        )

    def _fail(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._waiting, self._stalled = set(), True
            self.failed.emit(error)

    def _take(self, turn: int, number: int, page: "Page[Record]", *, fresh: bool) -> None:
        if turn != self._turn:
            return
        self.taking, self.fresh = True, fresh
        try:
            self._keep(number, page, fresh=fresh)
            self.loaded = True
            self.arrived.emit()
        finally:
            self.taking = False

    def _keep(self, number: int, page: "Page[Record]", *, fresh: bool) -> None:
        self._waiting.discard(number)
        if fresh:
            self._pages.clear()
        self._pages[number] = page.items
        while len(self._pages) > KEPT_PAGES and self._ask is not None:
            self._pages.popitem(last=False)
        self._resize(page.total)
        first = number * PAGE
        last = self._total - 1 if fresh else min(first + len(page.items), self._total) - 1
        if last >= (0 if fresh else first):
            self.dataChanged.emit(self.index(0 if fresh else first, 0), self.index(last, len(self.columns) - 1))

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    # --- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.FontRole:
            return style.font(tokens.CAPTION, 600)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        record = self.record(index.row())
        if record is None:
            return "…" if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        if role == Role.RECORD:
            return record
        cell = self.cell(record, self.columns[index.column()])
        if role == Role.CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.row_words(record)
        return cell.words()

    def cell(self, record: Record, column: Column[Record]) -> Cell:
        """What a column shows of a record. Qt asks while it paints, where an error would only reach the console."""
        try:
            return column.cell(record)
        except Exception as error:  # noqa: BLE001 - a virtual of Qt must not raise; the log has it, once a column
            if column.title not in self._blamed:
                self._blamed.add(column.title)
                log.report(error, where="list")
            return Cell(texts.WAITING, quiet=True)

    def row_words(self, record: Record) -> str:
        """The whole row in words, for the first cell's accessible text and for copying."""
        said = ((column.title, self.cell(record, column).words()) for column in self.columns)
        return "; ".join(f"{title}: {words}" if title else words for title, words in said if words)


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Role.CELL, Role.RECORD})
