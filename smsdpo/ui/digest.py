"""The morning's digest: what is overdue, due or to be seen to, in numbers only, at the start and at nine o'clock."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from smsdpo.core.clock import LONDON
from smsdpo.ui import icons, texts
from smsdpo.ui.texts import calendar as says

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow

_EVERY = 60_000  # ms
_NINE = time(9)
_KEPT = "digest.day"
_STAYS = 10_000  # ms


class Tray(Protocol):
    """Where the system shows notifications."""

    def say(self, title: str, text: str) -> None:
        """Show one, where this desktop can."""

    def clear(self) -> None:
        """Take the icon away."""


class SystemTray:
    """The desktop's own. Its icon is there from the first notification until the office closes."""

    def __init__(self, owner: "Digest") -> None:
        self._owner = owner
        self._icon: QSystemTrayIcon | None = None

    def say(self, title: str, text: str) -> None:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(icons.icon("calendar-clock"), self._owner)
            self._icon.setToolTip(texts.PROGRAM)
            # A click does not tell which notification it meant: there is one kind only.
            self._icon.messageClicked.connect(self._owner.follow)
            self._icon.activated.connect(lambda _why: self._owner.follow())
        self._icon.show()
        self._icon.showMessage(title, text, icons.icon("calendar-clock"), _STAYS)

    def clear(self) -> None:
        if self._icon is not None:
            self._icon.hide()


class Digest(QObject):
    """One notification at the start and at nine; silent while locked and where there is nothing to say."""

    def __init__(self, window: "MainWindow", tray: Tray | None = None) -> None:
        super().__init__(window)
        self.setObjectName("digest")
        self._window = window
        self._tray = tray or SystemTray(self)
        self._said_at: datetime | None = None
        self._at_work = False
        self._counts: dict[str, int] = {}
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.began.connect(self._begin)
        window.leaving.connect(self._leave)
        window.day_turned.connect(self.look)

    def look(self) -> None:
        """Say the digest if nine o'clock has struck since it was last said."""
        now = self._window.clock.now().astimezone(LONDON)
        nine = datetime.combine(now.date(), _NINE, tzinfo=LONDON)
        if self._at_work and self._said_at is not None and self._said_at < nine <= now:
            self._ask(now)

    def _begin(self) -> None:
        self._at_work = True
        now = self._window.clock.now().astimezone(LONDON)
        if self._said_at is None or self._said_at.date() < now.date():
            self._ask(now)
        else:
            self.look()

    def _leave(self) -> None:
        self._at_work = False
        self._tray.clear()

    def _ask(self, now: datetime) -> None:
        self._said_at = now
        self._window.tasks.store(_numbers, self._say, turn="digest")

    def _say(self, numbers: tuple[dict[str, int], bool]) -> None:
        counts, wanted = numbers
        said = says.digest(**counts)
        if not said or not self._at_work:
            return
        self._counts = counts
        if wanted:
            self._tray.say(says.DIGEST_TITLE, said)
        today = self._window.clock.today().isoformat()
        if self._window.settings.value(_KEPT) != today:
            self._window.settings.setValue(_KEPT, today)
            self._window.toaster.spend()  # it speaks of no step: the one before is not offered beside it
            self._window.toast(f"{says.DIGEST_TITLE}: {said}")

    def follow(self) -> None:
        """The notification was clicked: show what it spoke of."""
        if not self._at_work:
            return
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.activateWindow()
        if self._counts.get("overdue") or self._counts.get("week"):
            window.go("requests", "overdue" if self._counts["overdue"] else "week")
        else:
            window.go("calendar")


def _numbers(office: "Office") -> tuple[dict[str, int], bool]:
    from smsdpo.services import calendar, requests

    counts = requests.counts(office)
    remind, close = calendar.to_see_to(office)
    said = {"overdue": counts["overdue"], "week": counts["week"], "remind": remind, "close": close}
    return said, office.setting("notify.digest") == "yes"
