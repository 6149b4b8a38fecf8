"""One message that asks for several things: which of them, each to become a request of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smsdpo.domain.records.mail import MessageFile
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import style, tokens
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.fields import is_ctrl_enter
from smsdpo.ui.widgets.labels import Prose, plain
from smsdpo.ui.widgets.paint import one_line
from smsdpo.ui.widgets.sheet import Sheet

_KEY = Qt.ItemDataRole.UserRole
_TALL = 400  # px


class SplitSheet(Sheet):
    """`split` carries the kinds ticked. What the message asks for stands first and is ticked; Space ticks."""

    split = Signal(list)

    def __init__(self, file: MessageFile) -> None:
        super().__init__("split_sheet", says.SPLIT_TITLE, says.SPLIT_SAY)
        self.list = QListWidget()
        self.list.setObjectName("split_types")
        self.list.setAccessibleName(says.SPLIT_SAYS)
        self.list.setFont(style.font())
        self.list.setProperty("ticks", "yes")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_TALL)
        for key, title, ticked in offered(file):
            item = QListWidgetItem(title, self.list)
            item.setData(_KEY, key)
            item.setToolTip(plain(title))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.refusal = Prose(ink="bad_ink", weight=500, size=tokens.SECONDARY)
        self.refusal.setObjectName("split_refusal")
        self.cancel = Button(says.CANCEL, "split_cancel")
        self.go = PrimaryButton(says.SPLIT_FEW, "split_do")
        self.card.body.addWidget(self.list)
        self.card.body.addWidget(self.refusal)
        self.refusal.hide()
        self.acts(self.cancel, self.go)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(lambda _checked: self.take())
        self.list.itemChanged.connect(lambda _item: self._count())
        self._count()

    @property
    def ticked(self) -> list[str]:
        """The kinds ticked, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.list

    def _count(self) -> None:
        count = len(self.ticked)
        said = says.SPLIT_DO.format(count=count) if count > 1 else says.SPLIT_FEW
        self.go.setText(said)
        self.go.setAccessibleName(said)
        self.go.updateGeometry()
        self.go.setEnabled(count > 1)

    def take(self) -> None:
        """Open what is ticked."""
        if self.go.isEnabled():
            self.go.setEnabled(False)
            self.split.emit(self.ticked)

    def refused(self, error: Exception) -> None:
        """It was not done, and why."""
        self.refusal.setText(complaint_of(error).sentence)
        self.refusal.show()
        self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ctrl_enter(event):
            self.take()
        else:
            super().keyPressEvent(event)


def offered(file: MessageFile) -> list[tuple[str, str, bool]]:
    """Every kind that somebody outside may ask for: key, title with the words that speak for it, whether ticked."""
    asked = {one.type: one for one in file.suggestions if one.asks}
    keys = [*asked, *(key for key, kind in REQUEST_TYPES.items() if key not in asked and not kind.internal)]
    made = []
    for key in keys:
        if key == "other":
            continue
        title = REQUEST_TYPES[key].title
        because = asked[key].because if key in asked else ()
        if because:
            title = f"{title}   ({says.SPLIT_SUGGESTED.format(words=one_line(because[0].text))})"
        made.append((key, title, key in asked))
    return made
