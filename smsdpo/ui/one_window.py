"""One window for one store: a second start asks the first window to show itself."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from smsdpo.core.second_start import socket_name

_SHOW, _SHOWN = b"show\n", b"shown\n"
_PATIENCE = 2000  # ms that a second start waits for an answer


def show_first(store: Path) -> bool:
    """Ask the window that has this store to show itself; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(store))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(_SHOW)
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == _SHOWN


class Doorbell(QObject):
    """Listens for a second start. Nothing can be asked of it but to show the window."""

    rung = Signal()

    def __init__(self, store: Path, parent: QObject) -> None:
        super().__init__(parent)
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
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self, socket: QLocalSocket) -> None:
        heard = bytes(socket.peek(len(_SHOW) + 1).data())
        if heard == _SHOW:
            socket.write(_SHOWN)
            socket.flush()
            self.rung.emit()
        elif not _SHOW.startswith(heard):
            socket.abort()


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE)
