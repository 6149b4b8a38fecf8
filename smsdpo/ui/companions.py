"""What accompanies the window while it lives: each looks after one thing and listens to the window's signals."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

Companion = Callable[["MainWindow"], QObject]


def companions() -> tuple[Companion, ...]:
    """In the order in which they come. Imported late: the first paint waits for none of them."""
    from smsdpo.ui.about import About
    from smsdpo.ui.case_forms import CaseForms
    from smsdpo.ui.day_watch import DayWatch
    from smsdpo.ui.diagnostics import Diagnostics
    from smsdpo.ui.digest import Digest
    from smsdpo.ui.drafts import DraftKeeper
    from smsdpo.ui.frame.way import Lately
    from smsdpo.ui.habits import HabitsKeeper
    from smsdpo.ui.help_pane import Help
    from smsdpo.ui.lock import Locker
    from smsdpo.ui.new_request import NewRequests
    from smsdpo.ui.quick_steps import QuickSteps
    from smsdpo.ui.settings_keeper import SettingsKeeper
    from smsdpo.ui.undoing import Undoing

    return (
        DayWatch,
        Digest,
        Undoing,
        Lately,
        HabitsKeeper,
        NewRequests,
        CaseForms,
        QuickSteps,
        DraftKeeper,
        Locker,
        Help,
        SettingsKeeper,
        Diagnostics,
        About,
    )
