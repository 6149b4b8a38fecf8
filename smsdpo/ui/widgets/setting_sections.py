"""The groups of the settings: the list of them at the left, and one card of rows for each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import icons, style, texts, tokens
from smsdpo.ui.texts import settings as says
from smsdpo.ui.widgets import paint, rows
from smsdpo.ui.widgets.buttons import PressButton
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.labels import PlainLabel, card_title, quiet
from smsdpo.ui.widgets.setting_rows import Row

if TYPE_CHECKING:
    from smsdpo.domain.records.desk import StoreFacts

GROUPS_WIDTH = 200
_TEXT = 36  # px from the left edge at which a group's name begins


class GroupEntry(PressButton):
    """One group in the list at the left."""

    def __init__(self, key: str, title: str, icon: str) -> None:
        super().__init__()
        self.key, self.title = key, title
        self._icon, self._lit = icon, False
        self.setObjectName(f"settings_group_{key}")
        self.setAccessibleName(title)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(tokens.ENTRY)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def light(self, lit: bool) -> None:
        """Whether this group is the one on show. Not checkable: a screen reader could not press it then."""
        self._lit = lit
        self.setAccessibleDescription(texts.SHOWN_NOW if lit else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(GROUPS_WIDTH, tokens.ENTRY)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        if self._lit or self.underMouse():
            line = style.colour("accent") if style.border() > 1 and self._lit else None
            ground = style.colour("accent_soft" if self._lit else "hover")
            paint.shape(painter, rect, tokens.ENTRY_RADIUS, ground, line)
        ink = "accent_ink" if self._lit else "text"
        glyph = style.colour(ink if self._lit else "text_2")
        icons.paint(painter, self._icon, 10, (rect.height() - 16) / 2, 16, glyph)
        weight = 600 if self._lit else 500
        paint.words(painter, rect.adjusted(_TEXT, 0, -tokens.SMALL, 0), self.title, tokens.BODY, weight, ink)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens.ENTRY_RADIUS)
        painter.end()


class GroupList(QWidget):
    """All groups; up and down move between them and show them."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("settings_groups")
        self.setAccessibleName(says.GROUPS_NAME)
        self.setFixedWidth(GROUPS_WIDTH)
        self.entries: dict[str, GroupEntry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for key, title, icon in groups:
            entry = self.entries[key] = GroupEntry(key, title, icon)
            entry.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            column.addWidget(entry)
        column.addStretch()

    def light(self, key: str) -> None:
        """Mark a group; none with an empty key."""
        for one, entry in self.entries.items():
            entry.light(one == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if not step or not isinstance(focused, GroupEntry):
            super().keyPressEvent(event)
            return
        keys = list(self.entries)
        key = keys[(keys.index(focused.key) + step) % len(keys)]
        self.entries[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)


class Section(Card):
    """A group's rows under its title."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(f"settings_{key}", says=title)
        self.rows: list[Row] = []
        self.heading = card_title(title)
        self.body.setSpacing(0)
        self.body.addWidget(self.heading)
        self.body.addSpacing(tokens.SMALL)

    def put(self, *rows: Row) -> None:
        """Further rows, one below the other."""
        for row in rows:
            self.rows.append(row)
            self.body.addWidget(row)
        self._divide()

    def narrow(self, words: list[str]) -> bool:
        """Show the rows that speak of all the words (all rows without words); whether there are any."""
        own = all(word in self.heading.text().casefold() for word in words)
        for row in self.rows:
            row.setVisible(row.speaks_of([] if own else words))
        self._divide()
        return own or any(row.speaks_of(words) for row in self.rows)

    def _divide(self) -> None:
        shown = [row for row in self.rows if not row.isHidden()]
        for row in shown:
            row.divider.setVisible(row is not shown[0])


class FactsRow(Row):
    """What the store is and holds."""

    def __init__(self) -> None:
        super().__init__(says.STORE, says.STORE_HELP, also="file path size count", wide=True)
        self.values: dict[str, PlainLabel] = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.PAGE)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(1, 1)
        for at, title in enumerate(
            (says.FACT_PLACE, says.FACT_SIZE, says.FACT_HOLDS, says.FACT_OPENS, says.FACT_TRAIL)
        ):
            label = self.values[title] = PlainLabel()
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(quiet(title), at, 0)
            grid.addWidget(label, at, 1)
        self.put(holder)

    def show_facts(self, facts: "StoreFacts") -> None:
        """The store as it is now."""
        for title, said in _told(facts).items():
            self.values[title].setText(said)


def _told(facts: "StoreFacts") -> Mapping[str, str]:
    last = facts.last
    holds = says.HOLDS.format(
        people=texts.counted(facts.people, "person", "people"),
        records=texts.counted(facts.records, "record"),
        requests=texts.counted(facts.requests, "request"),
        messages=texts.counted(facts.messages, "message"),
    )
    line = says.LAST_LINE.format(line=texts.number(last.line), at=texts.instant(last.at), who=last.who) if last else ""
    return {
        says.FACT_PLACE: facts.path or says.IN_MEMORY,
        says.FACT_SIZE: texts.size(facts.size),
        says.FACT_HOLDS: holds,
        says.FACT_OPENS: ", ".join(words for way, words in says.WAYS.items() if way in facts.ways),
        says.FACT_TRAIL: line,
    }


class KeysRow(Row):
    """All acts with their keys, to read."""

    def __init__(self) -> None:
        super().__init__(says.KEYS, says.KEYS_HELP, also="shortcuts chords hotkeys", wide=True)
        self._holder = QWidget()
        self._holder.setObjectName("settings_keys")
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.PAGE)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._shown: list[tuple[str, str, str]] = []
        self.put(self._holder)

    def show_keys(self, keys: Sequence[tuple[str, str, str]]) -> None:
        """Title, keys and place or menu of each act."""
        if list(keys) == self._shown:
            return
        self._shown = list(keys)
        rows.empty(self._grid)
        heads = (says.KEYS_ACT, says.KEYS_CHORD, says.KEYS_WHERE)
        for at, head in enumerate(heads):
            self._grid.addWidget(PlainLabel(head, size=tokens.CAPTION, weight=600, ink="text_2"), 0, at)
        for row, (title, chord, where) in enumerate(self._shown, 1):
            label = PlainLabel(title)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(PlainLabel(chord, size=tokens.SECONDARY, weight=600), row, 1)
            self._grid.addWidget(quiet(where), row, 2)
