"""The sheet of paper with the recovery key: made in memory, printed, and kept nowhere."""

from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from smsdpo.ui import style, texts
from smsdpo.ui.printing import Letter
from smsdpo.ui.texts import first_run as says

_DOTS = 300
_MM = _DOTS / 25.4


def key_sheet(key: str, store: str, on: date) -> Letter:
    """One page A4: the key in numbered groups, of which store it is, and what it is for."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(says.SHEET)
    writer.setResolution(_DOTS)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(25, 25, 25, 25),
                    QPageLayout.Unit.Millimeter)
    )  # fmt: skip
    painter = QPainter(writer)
    wide = writer.width()
    _words(painter, QRectF(0, 0, wide, 12 * _MM), says.SHEET_TITLE, 18, 600)
    about = says.SHEET_STORE.format(store=store, day=texts.day(on))
    _words(painter, QRectF(0, 14 * _MM, wide, 8 * _MM), about, 10, 400)
    for at, group in enumerate(key.split("-")):
        place = QRectF((at % 3) * wide / 3, (32 + (at // 3) * 18) * _MM, wide / 3, 14 * _MM)
        _words(painter, place, f"{at + 1}.  {group}", 18, 600)
    _words(painter, QRectF(0, 92 * _MM, wide, 40 * _MM), says.SHEET_SAY, 11, 400)
    painter.end()
    return Letter(says.SHEET, bytes(buffer.data().data()))


def _words(painter: QPainter, place: QRectF, words: str, points: float, weight: int) -> None:
    font = style.font(12, weight)
    font.setPointSizeF(points)
    painter.setFont(font)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), words)
