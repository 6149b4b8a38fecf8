"""Loads Qt's binding without what it does to every import afterwards."""

import builtins
import gc


def load() -> None:
    """PySide puts an import of its own in place of Python's: it reads the source of each module that is loaded later,
    to see whether that module may ask for other spellings of Qt's names. We never do, and it takes a tenth of the
    start: Python's own import is put back. To be called before anything else imports PySide6."""
    gc.disable()  # nothing of a start is garbage yet, and the window's own collector takes over (ui.garbage)
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own
