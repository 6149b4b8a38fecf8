"""Puts the program together: the window first, then the store behind it; the only wiring."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QProcess, QSettings
from PySide6.QtWidgets import QApplication

from smsdpo.app.options import Options
from smsdpo.app.other_starts import is_shown_elsewhere
from smsdpo.app.start import Start
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import default_state, private_folder
from smsdpo.ui import complain, start_again, style, texts
from smsdpo.ui.garbage import collect_here

if TYPE_CHECKING:
    from smsdpo.services.office import Office

__all__ = ["Options", "Start", "demo_pictures", "make_application", "run_window", "take_scale"]

_SCALE = "QT_SCALE_FACTOR"
_LEAST, _MOST = 80, 200  # per cent


def run_window(**options: Any) -> int:
    """Open the window and stay until it is closed. Takes the fields of `Options`."""
    _refuse_no_display()
    os.umask(0o077)
    chosen = Options(**options)
    if is_shown_elsewhere(chosen):
        return 0
    state = private_folder(default_state())
    settings = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
    ours = take_scale(settings)
    application = make_application()
    style.start(application, str(settings.value("look", "system")))
    style.follow_system()
    start = Start(chosen, settings)
    complain.install(start.window.complain)
    start.window.show()
    status = application.exec()
    start.end()
    if start_again.is_wanted():
        if ours:
            os.environ.pop(_SCALE, None)
        _start_anew()
    return status


def take_scale(settings: QSettings) -> bool:
    """Make everything as large as was chosen, unless the user's own environment says how large; whether we did."""
    try:
        scale = int(str(settings.value("scale", 100)))
    except ValueError:
        return False
    scale = max(_LEAST, min(scale, _MOST))
    if scale == 100 or os.environ.get(_SCALE):
        return False
    os.environ[_SCALE] = str(scale / 100)
    return True


def _start_anew() -> None:
    words = sys.argv[1:] if getattr(sys, "frozen", False) else ["-m", "smsdpo", *sys.argv[1:]]
    QProcess.startDetached(sys.executable, words)


def make_application() -> QApplication:
    """The application object, with what must hold for every window of ours."""
    made = QApplication.instance()
    application = made if isinstance(made, QApplication) else QApplication([*sys.argv[:1], *style.ARGUMENTS])
    application.setApplicationName(texts.PROGRAM)
    application.setDesktopFileName("smsdpo")
    collect_here(application)
    return application


def _refuse_no_display() -> None:
    # Qt would end the process with an abort (stack.md, 3).
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in named):
        raise Refusal(
            "There is no display to open a window on.",
            hint="Use a command instead, for example: smsdpo demo FOLDER (see smsdpo --help).",
        )


def demo_pictures(folder: Path, office: "Office") -> Iterable[Path]:
    """A picture of each main place in light and dark, drawn without a display from an office of this thread."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from smsdpo.ui.pictures import draw_places
    from smsdpo.ui.screens import SCREENS

    application = make_application()
    style.start(application, "light")
    return draw_places(application, folder, office, SCREENS)
