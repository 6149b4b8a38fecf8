"""What stands above a list: its views, the filter as it was typed, and the menu of own views, order and columns."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.ui import icons, tokens
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.labels import PlainLabel
from smsdpo.ui.widgets.pills import Pills

_DEBOUNCE = 120  # ms
_FIELD, _FIELD_LEAST = 320, 180  # px of the filter where it stands beside the views
_LEFT, _RIGHT = 13, 12
_BESIDE = _LEFT + _RIGHT + 2 * tokens.SMALL  # px of what stands around views, filter and menu


class FilterField(LineField):
    """The filter of a list: always there to be read and changed. `changed` after a moment's rest or at once on Enter,
    `left` where the keyboard should go back to the list. Esc clears first, then leaves."""

    changed = Signal()
    left = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, hint=says.FILTER_HINT, icon="search")
        self.setMaxLength(500)
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._timer.timeout.connect(self.changed)
        self._wipe = QAction(icons.icon("x"), says.CLEAR_FILTER, self)
        self._wipe.setObjectName(f"{name}_clear")
        self._wipe.triggered.connect(self.wipe)
        self.addAction(self._wipe, QLineEdit.ActionPosition.TrailingPosition)
        self._wipe.setVisible(False)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.textChanged.connect(lambda text: self._wipe.setVisible(bool(text)))

    @property
    def words(self) -> str:
        """What is filtered by."""
        return self.text().strip()

    def put(self, text: str) -> None:
        """Show another filter without asking: for whoever asks anyway."""
        self._timer.stop()
        self.setText(text)

    def wipe(self) -> None:
        """Take the filter away."""
        if self.text():
            self.put("")
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.wipe()
            else:
                self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            if self._timer.isActive():
                self._timer.stop()
                self.changed.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListBar(QWidget):
    """`asked`: another view or filter is wanted."""

    asked = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        views: Sequence[tuple[str, str]],
        more: Sequence[tuple[str, str]] = (),
        *,
        wide: bool = False,
    ) -> None:
        super().__init__()
        self.views = Pills(views, f"{name}_view", more=more, counted=True)
        self.field = FilterField(f"{name}_filter", title)
        self.menu = Button(says.VIEWS, f"{name}_views", icon="list-filter", says=says.VIEWS_SAYS)
        self.note = PlainLabel(size=tokens.SECONDARY, ink="warn_ink")
        self.note.setObjectName(f"{name}_filter_note")
        self.note.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(_LEFT, 12, _RIGHT, 2)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        self._wide = wide
        if wide:
            for at, widget in enumerate((self.views, self.field, self.menu)):
                grid.addWidget(widget, 0, at)
            grid.setColumnStretch(0, 1)
            grid.addWidget(self.note, 1, 0, 1, 3, Qt.AlignmentFlag.AlignRight)
        else:
            grid.addWidget(self.views, 0, 0, 1, 2)
            grid.addWidget(self.field, 1, 0)
            grid.addWidget(self.menu, 1, 1)
            grid.addWidget(self.note, 2, 0, 1, 2)
            grid.setColumnStretch(0, 1)
        self.views.chosen.connect(lambda _key: self.asked.emit())
        self.field.changed.connect(self.asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _share(self) -> None:
        """Beside the views the filter gives way first; then views go behind the last pill."""
        if self._wide:
            spare = self.width() - self.views.sizeHint().width() - self.menu.sizeHint().width() - _BESIDE
            self.field.setFixedWidth(max(_FIELD_LEAST, min(_FIELD, spare)))

    def put(self, view: str, text: str) -> None:
        """Show another view and filter without asking."""
        self.views.light(view)
        self.field.put(text)

    def say_wrong(self, error: Exception) -> None:
        """A word of the filter cannot be meant: a quiet line below it, and the list stays as it is."""
        if isinstance(error, Refusal):
            self.note.setText(f"{error.message} {error.hint}".strip())
            self.note.setAccessibleName(self.note.text())
            self.note.show()

    def say_right(self) -> None:
        """The filter has been understood."""
        self.note.hide()

    def show_name(self, name: str) -> None:
        """The own view that is shown, or none."""
        self.menu.setText(says.VIEW_SHOWN.format(name=name) if name else says.VIEWS)
        self.menu.setMaximumWidth(220)
        self.menu.updateGeometry()
