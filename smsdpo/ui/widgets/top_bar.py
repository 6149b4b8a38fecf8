"""The bar above every place: search, what is late or soon, and adding messages."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from smsdpo.ui import texts, tokens
from smsdpo.ui.table_model import Chip
from smsdpo.ui.widgets.buttons import Button, ChipButton, QuietButton
from smsdpo.ui.widgets.fields import LineField

_DEBOUNCE = 150  # ms


class TopBar(QWidget):
    """`searched` carries the text as it is typed, `search_entered` says that Enter was pressed."""

    searched = Signal(str)
    search_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        hint = f"{texts.SEARCH_HINT}      Ctrl K"
        self.search = LineField("search_people", texts.SEARCH_EVERYWHERE, hint=hint, icon="search")
        self.search.setMaximumWidth(tokens.SEARCH)
        self.search.setMinimumWidth(200)
        self.search.setMaxLength(200)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.overdue = ChipButton("overdue_chip", says=texts.SHOW_OVERDUE)
        self.due = ChipButton("due_chip", says=texts.SHOW_DUE)
        self.add = Button(texts.ADD_MESSAGES, "add_messages", icon="upload")
        self.look = QuietButton("", "switch_look", icon="sun-moon", says=texts.LOOK)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.overdue)
        row.addWidget(self.due)
        row.addSpacing(tokens.SMALL)
        row.addWidget(self.add)
        row.addWidget(self.look)
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._timer.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textEdited.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self._entered)
        self.show_due({})

    def show_due(self, counts: dict[str, int]) -> None:
        """The chips: how many requests are late, how many are due this week."""
        late, week = counts.get("overdue", 0), counts.get("week", 0)
        self.overdue.show_chip(Chip(texts.OVERDUE.format(count=texts.number(late)), "bad", "triangle-alert"))
        self.overdue.setVisible(late > 0)
        self.due.show_chip(Chip(texts.DUE_THIS_WEEK.format(count=texts.number(week)), "warn", "clock"))
        self.due.setVisible(week > 0)

    def _entered(self) -> None:
        self._timer.stop()
        self.search_entered.emit(self.search.text())
