"""One window for one store: a second start hands its files to the first window, which then shows itself."""

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from smsdpo.core.second_start import socket_name

_MOST = 64 * 1024  # bytes that a second start may say
_PATIENCE = 2000  # ms that it waits for an answer
_SHOWN = b"shown\n"


def show_first(store: Path, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has this store to show itself; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(store))
    if not socket.waitForConnected(_PATIENCE):
        return False
    said = {"show": True, "files": [str(one.absolute()) for one in files]}
    socket.write(json.dumps(said).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == _SHOWN


class Doorbell(QObject):
    """Listens for a second start. Nothing can be asked of it but to show the window and to take files in."""

    rung = Signal(list)
    """The files that the second start was given."""

    def __init__(self, store: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._heard: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        name = socket_name(store)
        if not self._server.listen(name) and not _answers(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    @property
    def listens(self) -> bool:
        """Whether a second start will find this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.close()

    def _come(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(lambda socket=socket: self._gone(socket))

    def _gone(self, socket: QLocalSocket) -> None:
        self._heard.pop(socket, None)
        socket.deleteLater()

    def _hear(self, socket: QLocalSocket) -> None:
        self._heard[socket] = heard = self._heard.get(socket, b"") + bytes(socket.readAll().data())
        if len(heard) > _MOST:
            socket.abort()
        elif heard.endswith(b"\n"):
            files = understood(heard)
            if files is None:
                socket.abort()
                return
            socket.write(_SHOWN)
            socket.flush()
            self.rung.emit(files)


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE)


def understood(heard: bytes) -> list[Path] | None:
    """The files named in what was said; nothing where it is not what a second start says."""
    try:
        said = json.loads(heard)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("show") is not True or not isinstance(said.get("files"), list):
        return None
    named = said["files"]
    if not all(isinstance(one, str) and "\0" not in one and Path(one).is_absolute() for one in named):
        return None
    return [Path(one) for one in named]
