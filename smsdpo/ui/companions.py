"""What accompanies the window while it lives: each looks after one thing and listens to the window's signals."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from smsdpo.ui.main_window import MainWindow

Companion = Callable[["MainWindow"], QObject]


def companions() -> tuple[Companion, ...]:
    """In the order in which they come. Imported late: the first paint waits for none of them."""
    return ()
