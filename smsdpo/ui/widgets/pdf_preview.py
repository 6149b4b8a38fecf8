"""Shows a letter of our own making page by page: the very bytes that are kept, on white, as sharp as the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from smsdpo.ui import style, texts, tokens
from smsdpo.ui.widgets import paint, rows

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_WIDEST = 820  # px: a page wider than this reads no better
_PAPER = Qt.GlobalColor.white  # paper is white in the dark too


class PdfPage(QWidget):
    """One page, rendered when it is first seen at a size."""

    def __init__(self, document: "QPdfDocument", number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._number = document, number
        self._image = QImage()
        words = texts.PREVIEW_PAGE.format(page=number + 1, pages=document.pageCount())
        self.setObjectName(f"preview_page_{number + 1}")
        self.setAccessibleName(words)

    def fit(self, wide: int) -> None:
        """Take this width; the height follows the paper."""
        points = self._document.pagePointSize(self._number)
        ratio = points.height() / points.width() if points.width() else 1.414
        self.setFixedSize(wide, round(wide * ratio))

    def picture(self) -> QImage:
        """The page as an image of device pixels on white."""
        dots = self.devicePixelRatioF()
        size = QSize(round(self.width() * dots), round(self.height() * dots))
        if self._image.size() != size:
            self._image = on_white(self._document, self._number, size)
            self._image.setDevicePixelRatio(dots)
        return self._image

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_on(self)
        painter.drawImage(0, 0, self.picture())
        painter.setPen(style.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def on_white(document: "QPdfDocument", number: int, size: QSize) -> QImage:
    """A page in device pixels. The renderer leaves paper transparent, which shows black (stack.md, 6)."""
    drawn = document.render(number, size)
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(_PAPER)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


class PdfPreview(QScrollArea):
    """A letter to be read before it is printed or sent."""

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages: list[PdfPage] = []
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self._desk = QWidget()
        self._column = QVBoxLayout(self._desk)
        self._column.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.WIDE)
        self._column.setSpacing(tokens.MEDIUM)
        self.setWidget(self._desk)
        self._desk.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_pdf(self, content: bytes) -> bool:
        """Show a letter; answers whether it can be shown."""
        # Imported here: the window opens before anybody looks at a letter (performance.md, h).
        from PySide6.QtPdf import QPdfDocument

        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        if self._document.status() != QPdfDocument.Status.Ready:
            self.clear()
            return False
        self.pages = [PdfPage(self._document, number) for number in range(self._document.pageCount())]
        for page in self.pages:
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch()
        self._fit()
        return True

    def clear(self) -> None:
        """Show nothing."""
        rows.empty(self._column)
        self.pages = []
        for thing in (self._document, self._buffer):
            if thing is not None:
                thing.deleteLater()
        self._document = self._buffer = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = min(self.viewport().width() - 2 * tokens.WIDE, _WIDEST)
        for page in self.pages:
            page.fit(max(wide, 200))
