"""The keys that do something now, on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smsdpo.ui import style, tokens
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets import paint
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.labels import PlainLabel, caption
from smsdpo.ui.widgets.sheet import Sheet

_WIDTH = 900
_KEYS = 130  # px of the keys: two columns of words stand whole beside them
_TALL = 430
Row = tuple[str, str]


class KeyCap(QWidget):
    """Keys as they stand on the keyboard."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = style.metrics(tokens.CAPTION, 600).horizontalAdvance(self.keys)
        return QSize(round(wide) + 16, tokens.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        rect = QRectF(self.rect())
        paint.shape(painter, rect, tokens.CHIP_RADIUS, style.colour("hover"), style.colour("line"))
        paint.words(painter, rect, self.keys, tokens.CAPTION, 600, "text_2", Qt.AlignmentFlag.AlignCenter)
        painter.end()


class CheatSheet(Sheet):
    """Two columns of acts and keys, by sections; what has no keys is left out."""

    def __init__(self) -> None:
        super().__init__("cheat_sheet", says.CHEAT_SHEET, says.CHEAT_SENTENCE, width=_WIDTH)
        self.area = QScrollArea()
        self.area.setObjectName("cheat_sheet_keys")
        self.area.setAccessibleName(says.CHEAT_SHEET)
        self.area.setWidgetResizable(True)
        self.area.setFixedHeight(_TALL)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.first = Button(says.CLOSE, "cheat_sheet_close")
        self.first.clicked.connect(self.close_sheet)
        self.card.body.addWidget(self.area)
        self.acts(self.first)

    def fill(self, sections: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Sections of (what, keys)."""
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, tokens.MEDIUM, 0)
        column.setSpacing(tokens.SMALL)
        for title, rows in sections:
            told = [row for row in rows if row[1]]
            if told:
                column.addSpacing(tokens.SMALL)
                column.addWidget(caption(title))
                column.addLayout(_grid(told))
        column.addStretch()
        self.area.setWidget(paper)
        paper.setAutoFillBackground(False)  # the area has switched it on
        self.area.viewport().setAutoFillBackground(False)


def _grid(rows: Sequence[Row]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.MEDIUM)
    grid.setVerticalSpacing(4)
    half = (len(rows) + 1) // 2
    for at, (what, keys) in enumerate(rows):
        line, side = at % half, 2 * (at // half)
        grid.addWidget(PlainLabel(what), line, side)
        grid.addWidget(KeyCap(keys), line, side + 1, Qt.AlignmentFlag.AlignLeft)
    for side in (0, 2):
        grid.setColumnStretch(side, 1)
        grid.setColumnMinimumWidth(side + 1, _KEYS)
    return grid
