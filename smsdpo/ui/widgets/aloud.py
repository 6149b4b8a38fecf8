"""Tells those who listen to the screen what has appeared while the keyboard stayed where it is.

Qt's part in it is loaded with the first word: nothing is said before the first rows are on show.
"""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Words that a widget shows now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def alert(widget: QWidget) -> None:
    """A panel that has something urgent to say."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
