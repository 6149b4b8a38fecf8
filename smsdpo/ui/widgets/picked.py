"""Which rows of a list are chosen, by key: some, or the whole query but these; the whole costs no more than two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from smsdpo.ui.table_model import PagedModel

if TYPE_CHECKING:
    from smsdpo.services.office import Office

Record = TypeVar("Record")
_FLAGS = QItemSelectionModel.SelectionFlag
_FEW = 500  # rows that are looked at one by one


@dataclass(frozen=True, slots=True)
class Picked:
    """What an act is to work on: the rows of these keys, or, `whole`, all rows of the query but those of `but`.

    `gaps` are chosen rows (first and last) whose records are not here; `resolve` finds their keys.
    """

    count: int = 0
    keys: tuple[Any, ...] = ()
    whole: bool = False
    but: tuple[Any, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()

    def resolve(self, office: "Office", rows: PagedModel[Any]) -> tuple[Any, ...]:
        """On the store's thread: every key, those of rows that are not here too."""
        found = dict.fromkeys(self.keys)
        for first, last in self.gaps:
            found |= dict.fromkeys(rows.keys_between(office, first, last))
        return tuple(found)


class Picking(QObject, Generic[Record]):
    """Follows a view's selection and keeps it by key when rows come, go or change places."""

    changed = Signal(int)
    """How many rows are chosen now."""

    def __init__(self, rows: PagedModel[Record], selection: QItemSelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._selection = rows, selection
        self._busy = False
        self._whole = False
        self._but: dict[object, None] = {}
        self._keys: dict[int, object] = {}
        """Chosen rows whose keys were seen."""
        self._elsewhere: dict[object, None] = {}
        """Keys chosen before the rows changed places, and not met again yet."""
        selection.selectionChanged.connect(self._follow)

    @property
    def many(self) -> bool:
        """Whether more than one row is chosen."""
        return self.count() > 1

    def count(self) -> int:
        """How many rows are chosen."""
        if self._whole:
            return max(0, self._rows.rowCount() - len(self._but))
        return self._held() + len(self._elsewhere)

    def picked(self) -> Picked:
        """What an act is to work on now."""
        if self._whole:
            return Picked(self.count(), whole=True, but=tuple(self._but))
        keys = (*self._keys.values(), *self._elsewhere)
        return Picked(self.count(), tuple(dict.fromkeys(keys)), gaps=tuple(self._gaps()))

    def pick_all(self) -> None:
        """Every row of the query, here or not."""
        total = self._rows.rowCount()
        if not total:
            return
        self._whole, self._but, self._keys, self._elsewhere = True, {}, {}, {}
        self._select(((0, total - 1),))
        self.changed.emit(self.count())

    def pick_span(self, first: int, last: int) -> None:
        """These rows and no others, here or not."""
        self._whole, self._but, self._keys, self._elsewhere = False, {}, {}, {}
        self._select(((first, last),))
        self.know()

    def let_go(self) -> None:
        """Forget what was chosen; the view goes on with its current row."""
        self._whole, self._but, self._keys, self._elsewhere = False, {}, {}, {}
        row = self._selection.currentIndex().row()
        self._select(((row, row),) if row >= 0 else ())
        self._know(((row, row),) if row >= 0 else ())
        self.changed.emit(self.count())

    def know(self) -> None:
        """Note which rows are chosen now that more of them are here."""
        if not self._whole:
            self._elsewhere = {}
            self._know(self._ranges())
            self.changed.emit(self.count())

    def restore(self) -> None:
        """After a page has come: choose again by key what was chosen."""
        if self._whole:
            self._select(self._all_but())
        elif self._rows.fresh:
            wanted = dict.fromkeys((*self._keys.values(), *self._elsewhere))
            self._keys = {row: key for row, key in self._here() if key in wanted}
            self._elsewhere = {key: None for key in wanted if key not in set(self._keys.values())}
            self._select((row, row) for row in self._keys)
        else:
            self._meet()
        self.changed.emit(self.count())

    def _meet(self) -> None:
        """A page has come into view: chosen rows of it are known now, and keys from before may be among them."""
        for row, key in self._here():
            if row not in self._keys and self._selection.isRowSelected(row):
                self._keys[row] = key
            elif key in self._elsewhere:
                del self._elsewhere[key]
                self._keys[row] = key
                self._busy = True
                self._selection.select(self._range(row, row), _FLAGS.Select | _FLAGS.Rows)
                self._busy = False

    def _here(self) -> Iterator[tuple[int, object]]:
        return ((row, self._rows.key_of(record)) for row, record in self._rows.at_hand())

    def _all_but(self) -> list[tuple[int, int]]:
        """The ranges between the rows that are left out, as far as these are here."""
        out = sorted(row for row, key in self._here() if key in self._but)
        ranges, start = [], 0
        for row in [*out, self._rows.rowCount()]:
            if row > start:
                ranges.append((start, row - 1))
            start = row + 1
        return ranges

    def _range(self, first: int, last: int) -> QItemSelection:
        return QItemSelection(self._rows.index(first, 0), self._rows.index(last, self._rows.columnCount() - 1))

    def _select(self, ranges: Iterable[tuple[int, int]]) -> None:
        made = QItemSelection()
        for first, last in ranges:
            made.merge(self._range(first, last), _FLAGS.Select)
        self._busy = True
        self._selection.select(made, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self._busy = False

    def _ranges(self) -> list[tuple[int, int]]:
        """The chosen ranges of rows, none twice."""
        found: list[tuple[int, int]] = []
        for first, last in sorted({(one.top(), one.bottom()) for one in self._selection.selection().toList()}):
            if found and first <= found[-1][1] + 1:
                found[-1] = found[-1][0], max(last, found[-1][1])
            else:
                found.append((first, last))
        return found

    def _held(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges())

    def _gaps(self) -> Iterator[tuple[int, int]]:
        for first, last in self._ranges():
            start = first
            for row in [*sorted(row for row in self._keys if first <= row <= last), last + 1]:
                if row > start:
                    yield start, row - 1
                start = row + 1

    def _follow(self, chosen: QItemSelection, left: QItemSelection) -> None:
        if self._busy or self._rows.taking:
            return
        if self._whole and not self._still_whole():
            self._whole, self._but, self._keys = False, {}, {}
        if not self._whole:
            self._elsewhere = {}
            self._know(self._ranges())
        self.changed.emit(self.count())

    def _still_whole(self) -> bool:
        """Whether the user has only taken a few rows out of all, rather than begun anew."""
        total = self._rows.rowCount()
        out = total - self._held()
        left_out = {row: key for row, key in self._here() if not self._selection.isRowSelected(row)}
        if out > len(left_out) or out * 2 >= total:
            return False
        self._but = dict.fromkeys(left_out.values())
        return True

    def _know(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Note the keys of chosen rows that are here, and forget those of others."""
        spans = list(ranges)
        kept = {row: key for row, key in self._keys.items() if any(first <= row <= last for first, last in spans)}
        if sum(last - first + 1 for first, last in spans) <= _FEW:
            near = ((row, self._rows.key_at(row)) for first, last in spans for row in range(first, last + 1))
            kept |= {row: key for row, key in near if key is not None}
        else:
            kept |= {row: key for row, key in self._here() if any(first <= row <= last for first, last in spans)}
        self._keys = kept
