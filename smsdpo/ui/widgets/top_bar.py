"""The bar above every place: the palette's box, what is late or soon, new work, the lock and the menu."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.buttons import Button, ChipButton, QuietButton
from smsdpo.ui.widgets.fields import LineField

_BESIDE_HINT = 60  # px of the search box: its icon and the room at both ends
_LEAST = 100  # px of it on a small screen with large signs: nothing lies over it


class SearchBox(LineField):
    """The palette's box: its hint names the keys where there is room for all of it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = f"{says.SEARCH_HINT}      Ctrl K"
        fits = self.fontMetrics().horizontalAdvance(whole) <= self.width() - _BESIDE_HINT
        self.setPlaceholderText(whole if fits else says.SEARCH_HINT)


class TopBar(QWidget):
    """Its buttons do acts of the book; *New request* and the lock stand there once there are such acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.search = SearchBox("search_people", texts.SEARCH_EVERYWHERE, icon="search")
        self.search.setProperty("keeps", "")  # the palette is emptied when it has served, and by locking
        self.search.setMaximumWidth(tokens.SEARCH)
        self.search.setMinimumWidth(_LEAST)
        self.search.setMaxLength(200)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.overdue = ChipButton("overdue_chip", says=texts.SHOW_OVERDUE)
        self.due = ChipButton("due_chip", says=texts.SHOW_DUE)
        self.new = Button(says.NEW_REQUEST, "new_request", icon="plus")
        self.add = Button(texts.ADD_MESSAGES, "add_messages", icon="upload")
        self.lock = QuietButton("", "lock", icon="lock", says=says.LOCK)
        self.menu = QuietButton("", "menu_button", icon="menu", says=says.MENU)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.overdue)
        row.addWidget(self.due)
        row.addSpacing(tokens.SMALL)
        for button in (self.new, self.add, self.lock, self.menu):
            row.addWidget(button)
        self.show_due({})

    def show_due(self, counts: dict[str, int]) -> None:
        """The chips: how many requests are late, how many are due this week."""
        late, week = counts.get("overdue", 0), counts.get("week", 0)
        self.overdue.show_chip(Chip(texts.OVERDUE.format(count=texts.number(late)), "bad", "triangle-alert"))
        self.overdue.setVisible(late > 0)
        self.due.show_chip(Chip(texts.DUE_THIS_WEEK.format(count=texts.number(week)), "warn", "clock"))
        self.due.setVisible(week > 0)
