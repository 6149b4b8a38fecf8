"""The acts that the window offers in every place (screens.md, 2.16)."""

from typing import TYPE_CHECKING

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
            "filter", says.FILTER, window.to_filter, "Ctrl+F", "Edit", also="find search",
            why_off=lambda: "" if window.filter_field() else says.NO_FILTER,
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
            made.append(Act(key, says.SETTINGS, lambda: window.to_place("settings"), "Ctrl+,", "File", more=more))
            continue
        made.append(Act(f"go_{key}", title, lambda key=key: window.to_place(key), chord, "View"))  # type: ignore[misc]
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
        Act("refresh", says.REFRESH, window.refresh_all, "F5", "View", also="reload again"),
        Act("next_pane", says.NEXT_PANE, lambda: window.next_pane(1), "F6", "View"),
        Act("pane_before", says.PANE_BEFORE, lambda: window.next_pane(-1), "Shift+F6", "View"),
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
