"""The acts that the window offers in every place (screens.md, 2.16)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from smsdpo.ui import texts
from smsdpo.ui.acts import MENUS, Act
from smsdpo.ui.texts import acts as says
from smsdpo.ui.widgets.cheat_sheet import CheatSheet

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

_NUMBERED = 9


def window_acts(window: "MainWindow") -> list[Act]:
    """In the order of the menus."""
    return [*_file(window), *_edit(window), *_places(window), *_view(window), *_help(window)]


def _file(window: "MainWindow") -> list[Act]:
    coming = window.coming_in
    return [
        Act(
            "add_messages", texts.ADD_MESSAGES, window.add_messages, "Ctrl+O", "File", also="open files eml msg mailbox"
        ),
        Act("paste", says.PASTE, coming.paste, "Ctrl+V", "File", also="clipboard"),
        Act("quit", says.QUIT, window.close, "Ctrl+Q", "File", also="exit close end", anywhere=True),
    ]


def _edit(window: "MainWindow") -> list[Act]:
    return [
        Act(
            "filter", says.FILTER, lambda: _to_filter(window), "Ctrl+F", "Edit", also="find search",
            why_off=lambda: "" if _filter_of(window) else says.NO_FILTER,
        ),
        Act("palette", says.PALETTE, window.palette_box.begin, "Ctrl+K", "Edit", also="palette find command"),
    ]  # fmt: skip


def _places(window: "MainWindow") -> list[Act]:
    made = []
    for number, key in enumerate(window.places, 1):
        title = says.GO_TO.format(place=window.title_of(key))
        chord = f"Ctrl+{number}" if number <= _NUMBERED else ""
        if key == "settings":  # has keys of its own
            more = (chord,) if chord else ()
            made.append(Act(key, says.SETTINGS, partial(_to_place, window, key), "Ctrl+,", "File", more=more))
            continue
        made.append(Act(f"go_{key}", title, partial(_to_place, window, key), chord, "View"))
    return made


def _view(window: "MainWindow") -> list[Act]:
    way = window.way
    return [
        Act(
            "back", says.BACK, way.back, "Alt+Left", "View",
            why_off=lambda: "" if way.before else says.NO_BACK,
        ),
        Act(
            "forward", says.FORWARD, way.forward, "Alt+Right", "View",
            why_off=lambda: "" if way.after else says.NO_FORWARD,
        ),
        Act("refresh", says.REFRESH, window.following.refresh_all, "F5", "View", also="reload again"),
        Act("next_pane", says.NEXT_PANE, partial(_to_pane, window, 1), "F6", "View"),
        Act("pane_before", says.PANE_BEFORE, partial(_to_pane, window, -1), "Shift+F6", "View"),
        Act("reset_layout", says.RESET_LAYOUT, window.reset_layout, "", "View", also="window size panes columns"),
    ]  # fmt: skip


def _help(window: "MainWindow") -> list[Act]:
    return [
        Act(
            "cheat_sheet", says.CHEAT_SHEET, lambda: show_cheat_sheet(window), "Ctrl+/", "Help",
            also="keys hotkeys cheat sheet",
        ),
        Act("menu", says.MENU, window.open_menu, "F10"),
    ]  # fmt: skip


# --- where the keyboard goes ------------------------------------------------------------------------------------------


def _to_place(window: "MainWindow", key: str) -> None:
    """The keyboard goes along."""
    window.go(key)
    window.page(key).first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)


def _to_pane(window: "MainWindow", by: int) -> None:
    """Rail, search, the panes of the place, the toast's button; the other way round with -1."""
    lit = next((one for one in window.rail.entries.values() if one.lit), window.rail.entries[window.places[0]])
    panes = [lit, window.top.search, *window.page(window.at).panes(), window.toaster.button]
    panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    now = QGuiApplication.focusObject()
    held = [pane for pane in panes if isinstance(now, QWidget) and (pane is now or pane.isAncestorOf(now))]
    at = panes.index(held[-1]) if held else -1 if by > 0 else 0
    panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _filter_of(window: "MainWindow") -> QWidget | None:
    """The field that narrows what the place shows, if it has one."""
    return window.page(window.at).filter_field() if window.at else None


def _to_filter(window: "MainWindow") -> None:
    field = _filter_of(window)
    if field is not None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)


# --- keys -------------------------------------------------------------------------------------------------------------


def show_cheat_sheet(window: "MainWindow") -> None:
    """All keys that do something now."""
    own = set(window.book.of_window())
    sheet = CheatSheet()
    here = [(act.words, window.book.keys_of(act)) for act in window.book.acts() if act not in own]
    everywhere = [(act.words, window.book.keys_of(act)) for act in own_in_order(window)]
    sheet.fill([(says.IN_THIS_PLACE, here), (says.EVERYWHERE, everywhere), (says.IN_LISTS, list(says.LIST_KEYS))])
    window.lay_over(sheet, sheet.first)


def own_in_order(window: "MainWindow") -> list[Act]:
    """The window's acts as they stand in the menus, those without one last."""
    ranks = {name: at for at, name in enumerate(MENUS)}
    return sorted(window.book.of_window(), key=lambda act: ranks.get(act.menu, len(MENUS)))
