"""Lucide icons coloured from the tokens at the moment they are painted, so that light and dark need no second set."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smsdpo.core.resources import read_text
from smsdpo.ui import style, tokens


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    source = read_text(f"icons/{name}.svg")
    return source.replace('stroke-width="2"', f'stroke-width="{tokens.STROKE}"')


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def paint(painter: QPainter, name: str, left: float, top: float, size: int, colour: QColor) -> None:
    """Draw an icon of `size` pixels with its corner at (`left`, `top`)."""
    ratio = painter.deviceTransform().m11()
    painter.drawPixmap(QPointF(left, top), _picture(name, colour.name(), size, ratio))


class _Engine(QIconEngine):
    """What a QIcon asks for its picture: drawn in the ink of the moment."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name, self._ink = name, ink

    def _colour(self, mode: QIcon.Mode) -> QColor:
        return style.colour("text_3" if mode == QIcon.Mode.Disabled else self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        left = rect.x() + (rect.width() - size) / 2
        paint(painter, self._name, left, rect.y() + (rect.height() - size) / 2, size, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, self._colour(mode).name(), min(size.width(), size.height()), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        return _picture(self._name, self._colour(mode).name(), round(min(size.width(), size.height()) / scale), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink)


def icon(name: str, ink: str = "text_2") -> QIcon:
    """An icon for those Qt widgets that want a QIcon."""
    return QIcon(_Engine(name, ink))
