"""Every place of the window as a user may meet it, for the tests that walk through all of them."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSlider,
    QTextEdit,
    QWidget,
)

from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from tests.ui.conftest import Settle

CONTROL = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QSlider, QAbstractItemView, QTextEdit)
Visit = tuple[str, QWidget]


def visit(window: MainWindow, settle: Settle, reference: str) -> Iterator[Visit]:
    """Each place in turn, and the tabs and panels of a request: its name, and the page on show."""
    for key in window.places:
        window.go(key)
        settle()
        yield key, window.page(key)
    window.go("people", "Vega")
    settle()
    yield "people: found", window.page("people")
    window.go("request", reference)
    settle()
    page = window.page("request")
    assert isinstance(page, RequestPage)
    for tab in page.sheet.work.tabs.pills:
        page.to_tab(tab)
        settle()
        yield f"request: {tab}", page
    for step in [one.key for one in page.sheet.steps.steps]:
        page.show_step(step)
        settle()
        yield f"request: step {step}", page


def controls(root: QWidget) -> list[QWidget]:
    """What can be used in a place, without the inside of what Qt builds itself (pickers, scroll bars, headers)."""
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROL)]
    return [one for one in found if one.isVisible() and not inside_of_qt(one)]


def inside_of_qt(widget: QWidget) -> bool:
    """Whether Qt made it for itself: its scroll bars, editors, pickers, pictures in fields."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar):
        return True
    owner = widget.parentWidget()
    while owner is not None:
        if isinstance(owner, QComboBox | QLineEdit | QAbstractSpinBox | QCalendarWidget | QMenu | QAbstractItemView):
            return True
        owner = owner.parentWidget()
    return False


def pane_of(widget: QWidget, root: QWidget) -> QWidget:
    """The card that a control stands in, or the whole place."""
    from smsdpo.ui.widgets.cards import Card

    owner = widget.parentWidget()
    while owner is not None and owner is not root:
        if isinstance(owner, Card):
            return owner
        owner = owner.parentWidget()
    return root


def focus_chain(window: QWidget) -> list[QWidget]:
    """What Tab visits, from where the keyboard is until it comes round."""
    held = QApplication.focusWidget()
    found: list[QWidget] = []
    while held is not None and held not in found and len(found) < 400:
        found.append(held)
        following: QWidget | None = held.nextInFocusChain()
        while following is not None and following is not held and not _takes_tab(following, window):
            following = following.nextInFocusChain()
        held = following
    return found


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    from PySide6.QtCore import Qt

    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and window.isAncestorOf(widget)
    )
