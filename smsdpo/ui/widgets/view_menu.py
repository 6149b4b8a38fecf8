"""The menu above a list: own views, order, groups and columns; and the acts that every such list has."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from smsdpo.ui import texts, tokens
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.buttons import Button, PrimaryButton
from smsdpo.ui.widgets.fields import LineField
from smsdpo.ui.widgets.list_bar import ListBar
from smsdpo.ui.widgets.lists import RecordList
from smsdpo.ui.widgets.paint import one_line
from smsdpo.ui.widgets.picked import Picked
from smsdpo.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from smsdpo.domain.records import Selected
    from smsdpo.domain.records.desk import CopiedTable, ViewCard
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Shell


class NameSheet(Sheet):
    """Asks for the name of a view; Enter takes it."""

    def __init__(self, title: str, sentence: str, act: str, name: str, then: Callable[[str], object]) -> None:
        super().__init__("view_sheet", title, sentence, width=460)
        self._then = then
        self.field = LineField("view_name", says.VIEW_NAME, hint=says.VIEW_NAME_HINT)
        self.field.setMaxLength(60)
        self.field.setText(name)
        self.field.selectAll()
        cancel = Button(says.CANCEL, "view_cancel")
        cancel.clicked.connect(lambda _checked: self.close_sheet())
        self.do = PrimaryButton(act, "view_do")
        self.do.clicked.connect(lambda _checked: self._take())
        self.field.returnPressed.connect(self._take)
        self.field.textChanged.connect(lambda text: self.do.setEnabled(bool(text.strip())))
        self.do.setEnabled(bool(name))
        self.card.body.addWidget(self.field)
        self.acts(cancel, self.do)

    def _take(self) -> None:
        name = self.field.text().strip()
        if name:
            self.close_sheet()
            self._then(name)


def selected_of(picked: Picked, office: "Office", records: RecordList[Any], view: str, text: str) -> "Selected":
    """On the store's thread: what is chosen in a list, as a service takes it."""
    from smsdpo.domain.records import Selected

    if picked.whole:
        return Selected((), view, text, picked.but)
    return Selected(picked.resolve(office, records.rows))


def copied_words(table: "CopiedTable") -> str:
    """How much lies on the clipboard now."""
    rows = texts.counted(table.rows, "row")
    return (
        says.COPIED_FIRST.format(rows=rows, more=texts.number(table.left_out))
        if table.left_out
        else (says.COPIED.format(rows=rows))
    )


class ViewMenu(QObject):
    """Looks after one list: what is shown in it, how it is sorted, grouped and laid out, and the views kept of that."""

    def __init__(
        self,
        shell: "Shell",
        place: str,
        records: RecordList[Any],
        bar: ListBar,
        parent: QObject,
        *,
        groups: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self._shell, self._place, self._list, self._bar = shell, place, records, bar
        self._groups = groups
        self._usual = (records.order, records.descending)
        self.views: list[ViewCard] = []
        self.current: ViewCard | None = None
        bar.menu.clicked.connect(lambda _checked: self.open())
        bar.views.chosen.connect(lambda _key: self._leave_view())
        records.header.menu_wanted.connect(self._tick_columns)
        records.remember(shell.settings)

    def refresh(self) -> None:
        """Ask for the views of one's own."""
        place = self._place
        self._shell.tasks.store(lambda office: _own(office, place), self._show, turn=f"{place}.views")

    def _show(self, views: "list[ViewCard]") -> None:
        self.views = views
        kept = next((one for one in views if self.current is not None and one.id == self.current.id), None)
        self._name(kept)

    def _name(self, card: "ViewCard | None") -> None:
        self.current = card
        self._bar.show_name(one_line(card.name) if card else "")

    def let_go(self) -> None:
        """Something else is shown than the own view that was chosen."""
        self._name(None)

    def _leave_view(self) -> None:
        """A built-in view shows the list in its usual order again, where an own view had changed that."""
        if self.current is not None:
            self._name(None)
            self._list.show_order(self._usual[0], descending=self._usual[1], grouped="")

    # --- what a view is -----------------------------------------------------------------------------------------------

    def spec(self) -> dict[str, Any]:
        """What is shown now, to be kept."""
        return {
            "view": self._bar.views.current,
            "text": self._bar.field.words,
            "sort": self._list.order,
            "descending": self._list.descending,
            "group": self._list.grouped,
            "columns": self._list.header.shown(),
        }

    def use(self, card: "ViewCard") -> None:
        """Show what was kept; what is no longer known of it is passed over."""
        spec: Mapping[str, Any] = card.spec
        orders = {column.sort for column in self._list.header.columns if column.sort}
        order = str(spec.get("sort", "")) if spec.get("sort") in orders else self._usual[0]
        grouped = str(spec.get("group", "")) if spec.get("group") in dict(self._groups) else ""
        self._bar.put(str(spec.get("view", "")), str(spec.get("text", "")))
        columns = [str(key) for key in spec.get("columns", ())]
        if columns:
            self._list.header.arrange(columns, columns)
        self._name(card)
        self._list.use_order(order, descending=bool(spec.get("descending")), grouped=grouped)

    # --- the menu -----------------------------------------------------------------------------------------------------

    def open(self) -> QMenu:
        """Show the menu below its button."""
        menu = QMenu(self._bar)
        menu.setObjectName(f"{self._place}_views_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(False)
        for card in self.views:
            action = menu.addAction(_named(card), partial(self.use, card))
            action.setCheckable(True)
            action.setChecked(self.current is not None and card.id == self.current.id)
        if not self.views:
            menu.addAction(says.NO_OWN_VIEWS).setEnabled(False)
        menu.addAction(says.SAVE_VIEW, self.save)
        if self.current is not None:
            name = _named(self.current)
            menu.addAction(says.RENAME_VIEW.format(name=name), self.rename)
            menu.addAction(says.REMOVE_VIEW.format(name=name), self.remove)
        menu.addSeparator()
        self._add_orders(menu.addMenu(says.SORT_BY))
        if self._groups:
            self._add_groups(menu.addMenu(says.GROUP_BY))
        menu.addAction(says.COLUMNS, self.choose_columns)
        menu.addSeparator()
        menu.addAction(says.SELECT_ALL, self._list.selectAll)
        menu.addAction(says.COPY_TABLE, self._list.copy)
        menu.popup(self._bar.menu.mapToGlobal(QPoint(0, self._bar.menu.height() + tokens.TIGHT)))
        return menu

    def _add_orders(self, menu: QMenu) -> None:
        for column in self._list.header.columns:
            for descending, said in ((False, says.SORTED_UP), (True, says.SORTED_DOWN)) if column.sort else ():
                action = menu.addAction(
                    said.format(column=column.title),
                    partial(self._list.use_order, column.sort, descending=descending),
                )
                action.setCheckable(True)
                action.setChecked((self._list.order, self._list.descending) == (column.sort, descending))

    def _add_groups(self, menu: QMenu) -> None:
        for key, title in self._groups:
            action = menu.addAction(title, partial(self.group_by, key))
            action.setCheckable(True)
            action.setChecked(self._list.grouped == key)

    def group_by(self, key: str) -> None:
        """Put the rows under headings, or under none."""
        self._list.use_order(self._list.order, descending=self._list.descending, grouped=key)

    def open_orders(self) -> QMenu:
        """Only the orders, for the act *Sort by*."""
        menu = QMenu(self._bar)
        menu.setObjectName(f"{self._place}_sort_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_orders(menu)
        menu.popup(self._bar.menu.mapToGlobal(QPoint(0, self._bar.menu.height() + tokens.TIGHT)))
        return menu

    def _tick_columns(self, at: QPoint) -> None:
        from smsdpo.ui.widgets import column_chooser

        column_chooser.open_menu(self._list.header, at)

    def choose_columns(self) -> None:
        """The sheet with the columns."""
        from smsdpo.ui.widgets.column_chooser import ColumnChooser

        sheet = ColumnChooser(self._list.header)
        self._shell.lay_over(sheet, sheet.list)

    # --- views of one's own -------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask for a name and keep what is shown under it."""
        name = self.current.name if self.current else ""
        sheet = NameSheet(says.SAVE_VIEW_TITLE, says.SAVE_VIEW_SAY, says.SAVE, name, self._save)
        self._shell.lay_over(sheet, sheet.field)

    def _save(self, name: str) -> None:
        place, spec = self._place, self.spec()

        def work(office: "Office") -> "tuple[int, list[ViewCard]]":
            from smsdpo.services import views

            number = views.save(office, place, name, spec)
            return number, views.own(office, place)

        self._shell.tasks.store(work, lambda kept: self._saved(name, *kept))

    def _saved(self, name: str, number: int, views: "list[ViewCard]") -> None:
        self.views = views
        self._name(next((one for one in views if one.id == number), None))
        self._shell.toast(says.VIEW_SAVED.format(name=one_line(name)))

    def rename(self) -> None:
        """Ask for another name for the view that is shown."""
        card = self.current
        if card is not None:
            sheet = NameSheet(says.RENAME_TITLE, "", says.RENAME, card.name, partial(self._rename, card.id))
            self._shell.lay_over(sheet, sheet.field)

    def _rename(self, number: int, name: str) -> None:
        place = self._place

        def work(office: "Office") -> "list[ViewCard]":
            from smsdpo.services import views

            views.rename(office, number, name)
            return views.own(office, place)

        self._shell.tasks.store(work, lambda found: self._told(found, says.VIEW_RENAMED.format(name=one_line(name))))

    def remove(self) -> None:
        """Remove the view that is shown; the list stays as it is."""
        card, place = self.current, self._place
        if card is None:
            return

        def work(office: "Office") -> "list[ViewCard]":
            from smsdpo.services import views

            views.remove(office, card.id)
            return views.own(office, place)

        said = says.VIEW_REMOVED.format(name=one_line(card.name))
        self._shell.tasks.store(work, lambda found: self._told(found, said))

    def _told(self, views: "list[ViewCard]", said: str) -> None:
        self._show(views)
        self._shell.toast(said)

    # --- acts ---------------------------------------------------------------------------------------------------------

    def acts(self) -> list[Act]:
        """What every list of this kind can do."""
        place = self._place
        return [
            Act(f"{place}_sort", says.SORT_ACT, self.open_orders, "", "View", also="order ascending descending"),
            Act(f"{place}_columns", says.COLUMNS, self.choose_columns, "", "View", also="show hide widths"),
            Act(f"{place}_save_view", says.SAVE_VIEW, self.save, "", "View", also="keep filter"),
            Act(
                f"{place}_rename_view", says.RENAME_TITLE, self.rename, "", "View",
                why_off=lambda: "" if self.current else says.NO_VIEW_CHOSEN,
            ),
            Act(
                f"{place}_remove_view", says.REMOVE_TITLE, self.remove, "", "View",
                why_off=lambda: "" if self.current else says.NO_VIEW_CHOSEN,
            ),
            *(
                Act(f"{place}_view_{key}", says.SHOW_VIEW.format(view=title), partial(self._built_in, key))
                for key, title in self._bar.views.all()
            ),
            Act(
                f"{place}_select_all", says.SELECT_ALL, self._list.selectAll, "", "Edit",
                why_off=lambda: "" if self._list.rows.rowCount() else says.LIST_EMPTY,
            ),
            Act(
                f"{place}_copy", says.COPY_TABLE, self._list.copy, "", "Edit", also="clipboard spreadsheet excel",
                why_off=lambda: "" if self._list.rows.rowCount() else says.LIST_EMPTY,
            ),
        ]  # fmt: skip

    def _built_in(self, key: str) -> None:
        self._bar.views.choose(key)
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _own(office: "Office", place: str) -> "list[ViewCard]":
    from smsdpo.services import views

    return views.own(office, place)


def _named(card: "ViewCard") -> str:
    """A view's name as a menu takes it: an ampersand would become an underlined letter."""
    return one_line(card.name).replace("&", "&&")
