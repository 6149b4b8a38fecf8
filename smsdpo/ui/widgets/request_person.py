"""Whose data is asked for: the person picked out of the register, looked at closely, for a request without one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from smsdpo.domain.records.people import PersonHit
from smsdpo.ui import tokens
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import request as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.hit_list import HitList
from smsdpo.ui.widgets.labels import Prose
from smsdpo.ui.widgets.sheet import Sheet

_DEBOUNCE = 120  # ms after the last letter typed
_WIDE = 680
_ROWS = 5


class PersonChooser(Sheet):
    """`searched` asks for hits, `chosen` carries the id of the person taken."""

    searched = Signal(str)
    chosen = Signal(int)

    def __init__(self, tasks: Tasks, name: str) -> None:
        super().__init__("person_sheet", says.PERSON_TITLE, says.PERSON_LEAD, width=_WIDE)
        self.box = LineField("person_box", says.PERSON_SEARCH, hint=says.PERSON_HINT, icon="search")
        self.box.setMaxLength(200)
        self.box.setProperty("keeps", "")  # a search, not a draft
        self.list = HitList(tasks)
        self.list.setObjectName("person_hits")
        self.list.setFixedHeight(tokens.HEADER + _ROWS * tokens.ROW + 2)
        self.said = Prose(says.PERSON_TYPE)
        self.cancel = Button(says.NOT_YET, "person_cancel")
        self._answered: str | None = None
        self._going = False
        self.take = PrimaryButton(says.PERSON_TAKE, "person_take")
        self.take.setEnabled(False)
        for widget in (self.box, self.said, self.list):
            self.card.body.addWidget(widget)
        self.acts(self.cancel, self.take)
        self._typing = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._typing.timeout.connect(self._ask)
        self.box.textEdited.connect(self._typed)
        self.box.returnPressed.connect(self._to_list)
        self.list.opened.connect(lambda _hit: self._take())
        self.list.current_changed.connect(lambda hit: self.take.setEnabled(hit is not None))
        self.cancel.clicked.connect(self.close_sheet)
        self.take.clicked.connect(self._take)
        self.box.setText(name)
        self.box.selectAll()  # so that another name takes its place
        QTimer.singleShot(0, self, self._ask)

    def _typed(self, _words: str) -> None:
        self._going = False
        self._typing.start()

    def _ask(self) -> None:
        self._typing.stop()
        text = self.box.text().strip()
        if text:
            self.searched.emit(text)
        else:
            self.show_hits("", ())

    def _to_list(self) -> None:
        """Enter leads to those found and takes nobody: people of one name are told apart by looking."""
        if self.box.text().strip() != self._answered:
            self._going = True
            self._ask()
        elif self.list.rows.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_hits(self, text: str, hits: Sequence[PersonHit]) -> None:
        """Show who was found."""
        self._answered = text
        self.list.show_hits(text, hits)
        none = says.PERSON_NONE.format(text=text) if text else says.PERSON_TYPE
        self.said.setText(says.PERSON_ENTER if hits else none)  # always there: the sheet stays where it is
        self.take.setEnabled(bool(hits))
        if self._going and text == self.box.text().strip():
            self._going = False
            self._to_list()

    def _take(self) -> None:
        hit = self.list.current()
        if hit is not None:
            self.close_sheet()
            self.chosen.emit(hit.person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.box.hasFocus():
            self._to_list()
            return
        super().keyPressEvent(event)
