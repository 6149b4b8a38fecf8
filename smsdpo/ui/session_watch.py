"""Hears when the computer's session is locked and when the computer goes to sleep."""

import os
import sys
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

_MANAGER = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SAVERS = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)


# Its stubs say bytes, PySide itself takes text only.
_STATE: Any = SLOT("heard_state(bool)")
_LOCK: Any = SLOT("heard_lock()")


class SessionWatch(QObject):
    """`away` is emitted when nobody can be at the desk any more. Where the system tells nothing, nothing is heard."""

    away = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._messages: _WindowsMessages | None = None
        self.listening = False
        """Whether there is anybody who would tell us."""
        if sys.platform == "linux":
            self._listen_to_buses()
        elif sys.platform == "win32":
            self._listen_to_windows(window)

    def _listen_to_buses(self) -> None:
        # Imported here: only after the first paint, and only where there are such buses.
        from PySide6.QtDBus import QDBusConnection

        system = QDBusConnection.systemBus()
        if system.isConnected():
            self.listening = True
            system.connect(*_MANAGER, "PrepareForSleep", self, _STATE)
            path = session_path(os.environ.get("XDG_SESSION_ID", ""))
            if path:
                system.connect(_MANAGER[0], path, "org.freedesktop.login1.Session", "Lock", self, _LOCK)
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            self.listening = True
            for place, interface in _SAVERS:
                session.connect("", place, interface, "ActiveChanged", self, _STATE)

    def _listen_to_windows(self, window: QWidget) -> None:
        """Written by Microsoft's description; not tried by us on Windows."""
        self._messages = _WindowsMessages(self)
        application = QApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._messages)
        self.listening = register_for_session_messages(int(window.winId()))

    @Slot(bool)
    def heard_state(self, begins: bool) -> None:
        """The screen saver, or sleep, begins or ends."""
        if begins:
            self.away.emit()

    @Slot()
    def heard_lock(self) -> None:
        """The session is to be locked."""
        self.away.emit()


def session_path(session: str) -> str:
    """Where the login manager keeps a session: its label spells what is no letter or digit in hexadecimal, and so the
    first character where it is a digit."""
    if not session:
        return ""
    spelt = "".join(
        one if (one.isascii() and one.isalpha()) or (at and one.isascii() and one.isdigit()) else f"_{ord(one):02x}"
        for at, one in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{spelt}"


_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x4


class _WindowsMessages(QAbstractNativeEventFilter):
    """Reads the two messages of Windows that matter here."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            import ctypes.wintypes

            told = ctypes.wintypes.MSG.from_address(int(message))
            if says_away(told.message, told.wParam):
                self._watch.away.emit()
        return False, 0


def says_away(message: int, word: int) -> bool:
    """Whether a message of Windows says that the session is locked or the computer goes to sleep."""
    return (message, word) in {(_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK), (_WM_POWERBROADCAST, _PBT_APMSUSPEND)}


def register_for_session_messages(handle: int) -> bool:
    """Ask Windows to send the session's messages to this window."""
    import ctypes

    library = getattr(ctypes, "windll", None)
    return bool(library is not None and library.wtsapi32.WTSRegisterSessionNotification(handle, 0))
