"""Keeps the inbox's watch in sight, takes *Checked*, and writes the proof of a week (P12)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smsdpo.ui import texts
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import lists as says

if TYPE_CHECKING:
    from smsdpo.domain.records.mail import InboxWatch, WatchDay
    from smsdpo.services.office import Office
    from smsdpo.ui.screens.base import Shell
    from smsdpo.ui.widgets.form_sheet import FormSheet
    from smsdpo.ui.widgets.watch_line import WatchLine

_AFTER = 500  # ms: what is read and acted on comes first
_EVERY = 5 * 60_000  # ms: time passes though nothing changes
_WEEKS = 9


class InboxWatching(QObject):
    """Asks how the watch stands, a moment after the list was asked for and every few minutes."""

    def __init__(self, shell: "Shell", line: "WatchLine") -> None:
        super().__init__(line)
        self._shell, self._line = shell, line
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._again = QTimer(self, interval=_EVERY)
        for timer in (self._soon, self._again):
            timer.timeout.connect(self._ask)
        line.shown.connect(self._soon.start)
        line.checked.clicked.connect(lambda _checked: self._check())

    def refresh(self) -> None:
        """Something may have changed."""
        self._soon.start()
        self._again.start()

    def acts(self) -> Sequence[Act]:
        return [
            Act("inbox_check", says.CHECKED_SAYS, self._check, "", "Request", also="monitored watched mailbox"),
            Act("inbox_proof", says.PROOF, self.ask_week, "", "File", also="xlsx monitored watched week log checked"),
        ]

    def _ask(self) -> None:
        if self._line.isVisible():
            self._shell.tasks.store(_state, self._show, turn="inbox.watch")

    def _show(self, watch: "InboxWatch") -> None:
        self._line.show_watch(watch, self._shell.clock.today())

    def _check(self) -> None:
        def then(watch: "InboxWatch") -> None:
            self._show(watch)
            self._shell.toast(says.CHECKED_TOAST)

        self._shell.tasks.store(_check, then)

    def ask_week(self) -> "FormSheet":
        """Which week is to be proved."""
        from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

        today = self._shell.clock.today()
        weeks = [today - timedelta(days=today.weekday(), weeks=ago) for ago in range(_WEEKS)]
        choices = tuple((monday.isoformat(), _week(monday, today)) for monday in weeks)
        asked = Asked("week", says.PROOF_WEEK, "choice", choices=choices, value=choices[0][0])
        sheet = FormSheet("inbox_week", says.PROOF_TITLE, says.PROOF_SAY, (asked,), says.PROOF_DO)

        def take(words: Mapping[str, str]) -> None:
            target = self._shell.choose_target(
                says.PROOF_WHERE, says.PROOF_NAME.format(day=words["week"]), says.PROOF_FILES
            )
            if target is None:
                return
            sheet.done()
            self._shell.tasks.job(says.PROOF_MAKING, _writing(target, date.fromisoformat(words["week"])), self._written)

        sheet.taken.connect(take)
        self._shell.lay_over(sheet, sheet.first)
        return sheet

    def _written(self, days: "list[WatchDay]") -> None:
        checks = texts.counted(sum(day.checks for day in days), "check")
        self._shell.toast(says.PROOF_DONE.format(checks=checks))


def _week(monday: date, today: date) -> str:
    sunday = monday + timedelta(days=6)
    span = f"{texts.tiny_day(monday, today)} – {texts.tiny_day(sunday, today)}"
    return says.THIS_WEEK.format(span=span) if monday <= today <= sunday else span


def _state(office: "Office") -> "InboxWatch":
    from smsdpo.services import inbox_watch

    return inbox_watch.state(office)


def _check(office: "Office") -> "InboxWatch":
    from smsdpo.services import inbox_watch

    inbox_watch.checked(office)
    return inbox_watch.state(office)


def _writing(target: Path, of: date) -> "Callable[[Office, object], list[WatchDay]]":
    """The file dialog asked before it chose a file that exists."""

    def write(office: "Office", _job: object) -> "list[WatchDay]":
        from smsdpo.services import watch_proof

        return watch_proof.write(office, target, of, overwrite=True)

    return write
