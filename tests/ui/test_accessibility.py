"""Who cannot see the window or holds no mouse can do all of it: names, order, sizes, reading aloud, in every place."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smsdpo.ui import tokens
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.widgets.fields import ChoiceField
from smsdpo.ui.widgets.lists import RecordList
from tests.ui import cases, over_and_before, places, sheets
from tests.ui.conftest import Settle
from tests.ui.places import Visit

SNAKE = re.compile(r"[a-z][a-z0-9_]*")
_LEVEL = 6  # px by which two controls of one row may stand apart

Walk = Callable[[MainWindow, Settle, str], Iterator[Visit]]
WALKS: dict[str, Walk] = {
    "places": places.visit,
    "sheets over the work": sheets.visit,
    "gates": lambda window, settle, _reference: over_and_before.before(window, settle),
    "what lies over the work": lambda window, settle, _reference: over_and_before.over(window, settle),
}


def said(widget: QWidget) -> str:
    return f"{widget.objectName() or type(widget).__name__} “{widget.accessibleName()}”"


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def backwards(first: QWidget, then: QWidget) -> bool:
    """Whether the eye would have to go back from one control to the next: to a row above, or left in the same row."""
    one, other = on_screen(first), on_screen(then)
    if other.bottom() <= one.top() + _LEVEL:
        return other.left() < one.right()  # up is only right where a column further right begins
    same_row = abs(one.center().y() - other.center().y()) <= _LEVEL
    return same_row and other.left() < one.left()


def names(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """Every control has a name, and no two of a place have the same."""
    found = places.controls(page)
    for one in found:
        if not one.accessibleName().strip():
            yield f"{said(one)} has no name"
        if not SNAKE.fullmatch(one.objectName()):
            yield f"{said(one)} has no objectName"
    told = Counter(one.accessibleName() for one in found)
    yield from (f"“{name}” stands there {count} times" for name, count in told.items() if count > 1)


def sizes(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """Nothing to press is smaller than 24 pixels."""
    for one in places.controls(page):
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox) and min(one.width(), one.height()) < tokens.TARGET:
            yield f"{said(one)} is {one.width()} x {one.height()}"


def order(place: str, page: QWidget, window: MainWindow) -> Iterator[str]:
    """Tab goes through a pane in the order in which it is read."""
    by_pane: dict[QWidget, list[QWidget]] = defaultdict(list)
    for one in places.focus_chain(window):
        if page.isAncestorOf(one):
            by_pane[places.pane_of(one, page)].append(one)
    for pane, inside in by_pane.items():
        for one, other in pairwise(_from_top(inside)):
            if backwards(one, other):
                yield f"in {pane.objectName()} Tab goes back from {said(one)} to {said(other)}"


def _from_top(chain: list[QWidget]) -> list[QWidget]:
    """The ring begins where reading begins: at the control highest and furthest left."""
    begin = min(range(len(chain)), key=lambda at: (on_screen(chain[at]).top() // 8, on_screen(chain[at]).left()))
    return chain[begin:] + chain[:begin]


LED_FROM_ELSEWHERE = {"palette_results"}
"""Lists led by the arrow keys of a field that keeps the keyboard."""


def reach(place: str, page: QWidget, window: MainWindow) -> Iterator[str]:
    """All that can be used can be reached by Tab."""
    reached = set(places.focus_chain(window))
    for one in places.controls(page):
        if one.isEnabled() and one not in reached and one.objectName() not in LED_FROM_ELSEWHERE:
            yield f"{said(one)} is out of reach of the keyboard"


def aloud(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """The first cell of a list reads the whole row."""
    for view in [one for one in page.findChildren(QTableView) if one.isVisible() and one.model().rowCount()]:
        model = view.model()
        read = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
        cells = [str(model.index(0, at).data() or "") for at in range(model.columnCount())]
        if isinstance(view, RecordList) and not all(cell in read for cell in cells):
            yield f"{view.objectName()} reads “{read}” of {cells}"
        elif not read:
            yield f"{view.objectName()} reads nothing"


def texts(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """No text is taken for markup, and Tab leaves lists and texts."""
    for label in page.findChildren(QLabel):
        if label.textFormat() != Qt.TextFormat.PlainText:
            yield f"the label “{label.text()}” may be markup"
    for paper in page.findChildren(QTextEdit):
        if paper.acceptRichText() or not paper.tabChangesFocus():
            yield f"{said(paper)} takes rich text or keeps Tab"
    for view in page.findChildren(QAbstractItemView):
        if not places.inside_of_qt(view) and view.tabKeyNavigation():
            yield f"{said(view)} keeps Tab"


def wheel(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """The wheel changes no field that has not the keyboard."""
    for field in page.findChildren(QWidget):
        if isinstance(field, QComboBox | QAbstractSpinBox) and field.isVisible() and not field.hasFocus():
            before = _value(field)
            QApplication.sendEvent(field, _turn(field))
            if _value(field) != before:
                yield f"the wheel changed {said(field)}"


def _value(field: QComboBox | QAbstractSpinBox) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def _turn(field: QWidget) -> QWheelEvent:
    middle = field.rect().center()
    return QWheelEvent(
        QPointF(middle),
        QPointF(field.mapToGlobal(middle)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def modal(place: str, page: QWidget, _window: MainWindow) -> Iterator[str]:
    """Nothing keeps the rest of the program waiting."""
    held = QApplication.activeModalWidget()
    if held is not None:
        yield f"{said(held)} is modal"


CHECKS = (names, sizes, order, reach, aloud, texts, wheel, modal)


@pytest.mark.parametrize("walk", WALKS)
def test_every_place_gate_and_sheet_is_open_to_who_cannot_see_it_or_holds_no_mouse(
    stocked_window: MainWindow, settle: Settle, walk: str
) -> None:
    gaps: dict[str, list[str]] = {}
    seen: list[str] = []
    for place, page in WALKS[walk](stocked_window, settle, cases.REQUEST):
        seen.append(place)
        for check in CHECKS:
            for gap in check(place, page, stocked_window):
                gaps.setdefault(f"{check.__name__}: {gap}", []).append(place)
    assert len(seen) >= 3
    assert walk != "places" or set(stocked_window.places) < set(seen)
    assert not gaps, "\n".join(f"{gap}  [{', '.join(where)}]" for gap, where in sorted(gaps.items()))


def test_a_field_with_the_keyboard_still_follows_the_wheel(window: MainWindow) -> None:
    field = ChoiceField("look_choice", "Look", window)
    field.addItems(["one", "two"])
    field.show()
    QApplication.sendEvent(field, _turn(field))
    assert field.currentText() == "one"
    field.setFocus()
    QApplication.sendEvent(field, _turn(field))
    assert field.currentText() == "two"


def test_a_key_that_goes_back_to_a_row_above_is_noticed(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    upper, lower = QLineEdit(holder), QLineEdit(holder)
    upper.setGeometry(0, 0, 100, 30)
    lower.setGeometry(0, 50, 100, 30)
    holder.show()
    assert backwards(lower, upper)
    assert not backwards(upper, lower)
    lower.setGeometry(120, 0, 100, 30)
    assert not backwards(upper, lower)
    assert backwards(lower, upper)
