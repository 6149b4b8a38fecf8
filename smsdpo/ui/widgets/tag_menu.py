"""The office's tags in a small menu, ticked where all that is chosen bears one; a press puts it on or takes it off."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from smsdpo.ui import texts
from smsdpo.ui.texts import tags as says
from smsdpo.ui.widgets.paint import one_line

if TYPE_CHECKING:
    from smsdpo.domain.records import Selected
    from smsdpo.domain.records.desk import TagCount
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Shell

_THINGS = {"inbox": "message", "requests": "request"}


class TagMenu:
    """For one list (`inbox`, `requests`); `chosen` is asked on the store's thread what is meant."""

    def __init__(self, shell: "Shell", place: str, over: QWidget, chosen: "Callable[[Office], Selected]") -> None:
        self._shell, self._place, self._over, self._chosen = shell, place, over, chosen

    def ask(self, at: QPoint) -> None:
        """Open at this point of the screen."""

        def work(office: "Office") -> "tuple[int, tuple[TagCount, ...]]":
            from smsdpo.services import tags

            return tags.of_selected(office, self._place, self._chosen(office))

        self._shell.tasks.store(work, lambda found: self._open(at, *found), turn="tags.menu")

    def _open(self, at: QPoint, total: int, tags: "Sequence[TagCount]") -> None:
        menu = QMenu(self._over)
        menu.setObjectName("tag_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in tags:
            some = 0 < one.count < total
            said = says.SOME.format(word=one.word, count=one.count, all=total) if some else one.word
            entry = menu.addAction(said, partial(self._change, one.word, on=one.count < total))
            entry.setCheckable(True)
            entry.setChecked(one.count == total)
        if not tags:
            menu.addAction(says.NONE).setEnabled(False)
        menu.addSeparator()
        menu.addAction(says.SETTINGS, lambda: self._shell.go("settings", "tags"))
        menu.popup(at)
        first = next(one for one in menu.actions() if one.isEnabled() and not one.isSeparator())
        menu.setActiveAction(first)  # Enter takes it at once

    def _change(self, word: str, *, on: bool) -> None:
        def work(office: "Office") -> int:
            from smsdpo.services import tags

            return (tags.put_on if on else tags.take_off)(office, self._place, self._chosen(office), word)

        self._shell.tasks.store(work, lambda count: self._say(word, count, on=on))

    def _say(self, word: str, count: int, *, on: bool) -> None:
        said = says.PUT_ON if on else says.TAKEN_OFF
        self._shell.toast(said.format(word=one_line(word), what=texts.counted(count, _THINGS[self._place])))


def below_row(view: QAbstractItemView) -> QPoint:
    """The point under the current row."""
    return view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).bottomLeft())


def below(widget: QWidget) -> QPoint:
    """The point under a widget's left edge."""
    return widget.mapToGlobal(QPoint(0, widget.height()))
