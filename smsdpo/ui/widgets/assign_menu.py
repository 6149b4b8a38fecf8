"""Who is to see to it: the staff of the office in a small menu, whoever sits at the desk first."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from smsdpo.ui.tasks import Tasks
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.paint import one_line

if TYPE_CHECKING:
    from smsdpo.services.office import Office


def _staff(office: "Office") -> tuple[str, list[str]]:
    from smsdpo.services import staff

    return staff.me(office), staff.names(office)


def ask_who(tasks: Tasks, over: QWidget, at: QPoint, then: Callable[[str], object]) -> None:
    """Ask for a name at this point of the screen; `then` gets it, empty for nobody."""
    tasks.store(_staff, lambda found: open_menu(over, at, *found, then), turn="staff.menu")


def open_menu(over: QWidget, at: QPoint, me: str, names: list[str], then: Callable[[str], object]) -> QMenu:
    """The menu itself."""
    menu = QMenu(over)
    menu.setObjectName("assign_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first = menu.addAction(says.TO_ME.format(name=_shown(me)), partial(then, me))
    for name in names:
        if name != me:
            menu.addAction(_shown(name), partial(then, name))
    if len(names) < 2:
        menu.addAction(says.STAFF_HINT).setEnabled(False)
    menu.addSeparator()
    menu.addAction(says.NOBODY, partial(then, ""))
    menu.popup(at)
    menu.setActiveAction(first)
    return menu


def _shown(name: str) -> str:
    return one_line(name).replace("&", "&&")
