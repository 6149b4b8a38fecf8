"""The way the user came (Alt+Left, Alt+Right), and what was opened lately."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

Stop = tuple[str, str]
"""A place and its subject."""
_MOST = 50
_LOOKED_AT = 1500  # ms after which something shown was opened, not passed by on the way down a list


def argument_of(subject: str) -> object:
    """What a page is told to open, from its subject: `person:5` is person 5, a reference itself."""
    kind, colon, number = subject.partition(":")
    return int(number) if colon and kind in {"person", "message"} and number.isdigit() else subject or None


def is_reference(subject: str) -> bool:
    """Whether a subject is a request's reference."""
    return bool(subject) and ":" not in subject


class Way(QObject):
    """Follows the window from place to place."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._stops: list[Stop] = []
        self._here = -1
        self._walking = False
        window.went.connect(self._went)
        window.tasks.idle.connect(self._see_subject)

    @property
    def before(self) -> bool:
        """Whether there is a place to go back to."""
        return self._here > 0

    @property
    def after(self) -> bool:
        """Whether there is a place to go forward to."""
        return self._here + 1 < len(self._stops)

    def back(self) -> None:
        self._walk(-1)

    def forward(self) -> None:
        self._walk(1)

    def _walk(self, by: int) -> None:
        self._see_subject()
        at = self._here + by
        if not 0 <= at < len(self._stops):
            return
        self._here = at
        key, subject = self._stops[at]
        self._walking = True
        try:
            self._window.go(key, argument_of(subject))
        finally:
            self._walking = False

    def _went(self, key: str) -> None:
        if self._walking:
            return
        stop = (key, self._window.subject())
        if self._here >= 0 and self._stops[self._here] == stop:
            return
        if self._here >= 0 and key == self._stops[self._here][0] and not self._stops[self._here][1]:
            self._stops[self._here] = stop
            return
        self._stops = [*self._stops[: self._here + 1], stop][-_MOST:]
        self._here = len(self._stops) - 1

    def _see_subject(self) -> None:
        """What a place shows is known only when its answers are here."""
        if self._here < 0 or self._stops[self._here][0] != self._window.at:
            return
        subject = self._window.subject()
        if subject:
            self._stops[self._here] = (self._window.at, subject)


class Lately(QObject):
    """Notes what was opened, for the palette: what stays on show for a moment, not what is passed by in a list."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._seen = self._noted = ""
        self._looked = QTimer(self, singleShot=True, interval=_LOOKED_AT)
        self._looked.timeout.connect(self._note)
        window.went.connect(lambda _key: self._look())
        window.tasks.idle.connect(self._look)
        window.leaving.connect(self._forget)

    def _look(self) -> None:
        subject = self._window.subject()
        if subject != self._seen:
            self._seen = subject
            self._looked.start()

    def _note(self) -> None:
        subject = self._window.subject()
        what = "request" if is_reference(subject) else "person" if subject.startswith("person:") else ""
        if subject == self._noted or not what or not self._window.at_work:
            return
        self._noted = subject
        key = subject.removeprefix("person:")
        self._window.tasks.store(lambda office: _keep(office, what, key))

    def _forget(self) -> None:
        """Nothing about a person outlives the open office here."""
        self._looked.stop()
        self._seen = self._noted = ""


def _keep(office: "Office", what: str, key: str) -> None:
    from smsdpo.services import recents

    if not office.read_only_because:
        recents.note(office, what, key)
