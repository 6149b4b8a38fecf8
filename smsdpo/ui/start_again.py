"""Closing the program so that it starts again by itself: for settings that only a new start can follow."""

from PySide6.QtWidgets import QApplication, QWidget

_PROPERTY = "start_again"


def start_again(window: QWidget) -> None:
    """Close this window as always; the program starts anew with the same words of the command line."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, True)
    window.close()


def is_wanted() -> bool:
    """Whether the program is to start again now that its window is closed."""
    application = QApplication.instance()
    return application is not None and bool(application.property(_PROPERTY))
