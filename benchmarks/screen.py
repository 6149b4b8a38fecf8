"""A screen as a desk has one, for windows without a display: Qt's own is smaller than the program's least window."""

import sys
from pathlib import Path

_TOLD = Path(__file__).with_name("screen.json")
# Qt splits what it is told at colons, so that a drive of Windows cannot be named to it.
PLATFORM = "offscreen" if sys.platform == "win32" else f"offscreen:configfile={_TOLD}"
"""For `QT_QPA_PLATFORM`, before anything of Qt is imported."""
