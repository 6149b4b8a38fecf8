"""Where files for outside go unless another folder was chosen for a request."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from smsdpo.ui import texts

KEPT = "output_folder"
LETTERS = "Correspondence"
"""The folder of letters on the way and of drafts, beside the answer, which wants a folder of its own."""


def usual(settings: QSettings) -> Path:
    """The folder chosen last, else one of our own."""
    kept = str(settings.value(KEPT, "") or "")
    return Path(kept) if kept else _documents() / texts.DEFAULT_FOLDER


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
