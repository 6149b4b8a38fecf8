"""Opens a draft where the office writes its mail; nothing is sent."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from smsdpo.core.errors import PartRefusal
from smsdpo.ui.texts import request as says

if TYPE_CHECKING:
    from smsdpo.ui.screens.base import Shell


def open_draft(shell: "Shell", made: Path, said: str = "") -> None:
    """Open the draft and say so; where no mail program does, say where it lies, as it was written all the same."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(made))):
        if said:
            shell.toast(said)
    else:
        hint = says.DRAFT_NOT_OPENED_HINT.format(name=made.name, folder=made.parent.name)
        shell.complain(PartRefusal(says.DRAFT_NOT_OPENED, hint=hint))
