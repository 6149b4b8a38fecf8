"""Which columns a list shows, and in which order: by a sheet for the keyboard, by a menu on the heads for the mouse."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu

from smsdpo.ui import style, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.list_header import ListHeader
from smsdpo.ui.widgets.sheet import Sheet

_KEY = Qt.ItemDataRole.UserRole


class _Columns(QListWidget):
    """Ticks by Space, moves by Alt with an arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columns_list")
        self.setAccessibleName(says.COLUMNS_LIST)
        self.setFont(style.font())
        self.setProperty("ticks", "yes")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)

    def move_current(self, by: int) -> None:
        """Move the current column up or down."""
        row = self.currentRow()
        if 0 <= row + by < self.count() and row >= 0:
            item = self.takeItem(row)
            self.insertItem(row + by, item)
            self.setCurrentRow(row + by)


class ColumnChooser(Sheet):
    """Ticked columns are shown, in their order; nothing changes before *Done*."""

    def __init__(self, header: ListHeader) -> None:
        super().__init__("columns_sheet", says.COLUMNS_TITLE, says.COLUMNS_SAY, width=460)
        self._header, self._reset = header, False
        self.list = _Columns()
        up = Button(says.MOVE_UP, "columns_up", icon="chevron-up")
        down = Button(says.MOVE_DOWN, "columns_down", icon="chevron-down")
        up.clicked.connect(lambda _checked: self.list.move_current(-1))
        down.clicked.connect(lambda _checked: self.list.move_current(1))
        usual = Button(says.USUAL_COLUMNS, "columns_usual")
        usual.clicked.connect(lambda _checked: self._usual())
        cancel = Button(says.CANCEL, "columns_cancel")
        cancel.clicked.connect(lambda _checked: self.close_sheet())
        self.done = PrimaryButton(says.DONE, "columns_done")
        self.done.clicked.connect(lambda _checked: self._done())
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (up, down, usual):
            row.addWidget(button)
        row.addStretch()
        self.card.body.addWidget(self.list)
        self.card.body.addLayout(row)
        self.acts(cancel, self.done)
        self._fill(header.arranged(), header.shown())

    def _fill(self, order: list[str], shown: list[str]) -> None:
        titles = {column.key: column.title for column in self._header.columns}
        self.list.clear()
        for key in order:
            item = QListWidgetItem(titles[key])
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight((tokens.FIELD) * max(len(order), 3) + tokens.SMALL)

    def _usual(self) -> None:
        self._reset = True  # widths too: as the rest, by *Done*
        columns = self._header.columns
        self._fill([one.key for one in columns], [one.key for one in columns if not one.hidden])

    def _done(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        order = [str(item.data(_KEY)) for item in items]
        shown = [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]
        if self._reset:
            self._header.usual()
        self._header.arrange(order, shown)
        self.close_sheet()


def open_menu(header: ListHeader, at: QPoint) -> QMenu:
    """The menu on the heads: a tick for each column."""
    menu = QMenu(header)
    menu.setObjectName("columns_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown = header.shown()
    titles = {column.key: column.title for column in header.columns}
    for key in header.arranged():
        action = menu.addAction(titles[key], partial(_turn, header, key))
        action.setCheckable(True)
        action.setChecked(key in shown)
        action.setEnabled(key not in shown or len(shown) > 1)
    menu.popup(at)
    return menu


def _turn(header: ListHeader, key: str) -> None:
    shown = header.shown()
    wanted = [one for one in header.arranged() if (one in shown) != (one == key)]
    header.arrange(header.arranged(), wanted)
