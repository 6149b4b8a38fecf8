"""What accompanies the window while it lives: each looks after one thing and listens to the window's signals."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

COMPANIONS = (
    "day_watch:DayWatch",
    "digest:Digest",
    "undoing:Undoing",
    "frame.way:Lately",
    "habits:HabitsKeeper",
    "new_request:NewRequests",
    "case_forms:CaseForms",
    "quick_steps:QuickSteps",
    "drafts:DraftKeeper",
    "lock:Locker",
    "help_pane:Help",
    "settings_keeper:SettingsKeeper",
    "diagnostics:Diagnostics",
    "about:About",
)
"""In the order in which they come, as `file:class`. Each file is imported when its turn comes: the first rows wait for
none of them."""


def accompany(window: "MainWindow", name: str) -> QObject:
    """Make one of them."""
    file, made = name.split(":")
    return cast(QObject, getattr(import_module(f"smsdpo.ui.{file}"), made)(window))
