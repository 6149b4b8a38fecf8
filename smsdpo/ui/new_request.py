"""A new request by hand, for what came by telephone, by post or at the counter: a sheet from anywhere (Ctrl+N)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QTime, QTimer
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit

from smsdpo.core.clock import LONDON
from smsdpo.ui import request_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.texts import lists as says
from smsdpo.ui.widgets.notice_line import NoticeLine
from smsdpo.ui.widgets.person_pick import MOST
from smsdpo.ui.widgets.sheet import Sheet
from smsdpo.ui.widgets.start_request import StartPanel

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.screens.base import Shell
    from smsdpo.ui.widgets.start_request import Started

PLACE = "new_request"
_REST = 800  # ms after the last key; with what the store takes it stays below two seconds (screens.md, D7)


def _open(office: "Office", started: "Started") -> str:
    from smsdpo.services import drafts, requests

    reference = requests.open_request(
        office,
        type=started.type,
        person=started.person,
        name=started.name,
        email=started.email,
        received_at=started.received_at,
        channel=started.channel,
        restated=started.restated,
    )
    drafts.drop(office, PLACE, "")
    return reference


def _draft(office: "Office") -> dict[str, str]:
    from smsdpo.services import drafts

    return drafts.of(office, PLACE, "")


def _keep(office: "Office", fields: Mapping[str, str]) -> None:
    from smsdpo.services import drafts

    drafts.keep(office, PLACE, "", fields)


class NewRequestSheet(Sheet):
    """The panel over the work. What was typed is kept until the request is there: Esc loses nothing."""

    reopened_by = "new_request"

    def __init__(self, shell: "Shell") -> None:
        super().__init__("new_request_sheet", says.NEW_REQUEST, says.NEW_SAY, width=600)
        self._shell = shell
        self._filling = self._used = False
        self.panel = StartPanel(name="new", whole=True)
        self.notice = NoticeLine("new_notice")
        self.card.body.addWidget(self.notice)
        self.card.body.addWidget(self.panel)
        for kind in (QLineEdit, QComboBox, QDateEdit):
            for field in self.panel.findChildren(kind):
                field.setProperty("keeps", "")  # kept here as one draft, with the person who was picked
        self.grow()
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._write)
        panel = self.panel
        panel.left.connect(self.close_sheet)
        panel.reckon.connect(self._reckon)
        panel.person.asked.connect(self._find)
        panel.edited.connect(self._edited)
        panel.started.connect(self._start)
        self.begin()

    def begin(self) -> None:
        """Empty, for now; then what was left here unfinished."""
        self._filling = True
        now = self._shell.clock.now().astimezone(LONDON)
        self.panel.begin(self._shell.clock.today(), now)
        self.panel.channel.choose("phone")
        self._filling = False
        self._shell.tasks.store(_draft, self._fill, turn="new.draft")

    def _fill(self, kept: Mapping[str, str]) -> None:
        if not kept or any(self._fields().values()):
            return
        self._filling = True
        panel = self.panel
        panel.type.choose(kept.get("type", ""))
        panel.channel.choose(kept.get("channel", "phone"))
        panel.asked.setText(kept.get("asked", ""))
        day, at = QDate.fromString(kept.get("day", ""), "yyyy-MM-dd"), QTime.fromString(kept.get("time", ""), "HH:mm")
        if day.isValid() and at.isValid():
            panel.received.setDate(day)
            panel.time.setTime(at)
        person = kept.get("person", "")
        panel.person.put(int(person) if person.isdecimal() else None, kept.get("name", ""), kept.get("email", ""))
        self._filling = False
        panel.refresh()

    def _fields(self) -> dict[str, str]:
        """What makes a draft; day, time and channel alone are none."""
        who = self.panel.person
        return {
            "type": self.panel.type.key,
            "asked": self.panel.asked.text(),
            "person": str(who.person) if who.person is not None else "",
            "name": who.name,
            "email": who.email.text(),
        }

    def _write(self) -> None:
        fields = self._fields()
        some = any(fields.values())
        at = {
            "day": self.panel.received.date().toString("yyyy-MM-dd"),
            "time": self.panel.time.time().toString("HH:mm"),
            "channel": self.panel.channel.key,
        }
        kept = fields | {key: value if some else "" for key, value in at.items()}
        self._shell.tasks.store(lambda office: _keep(office, kept))

    def _edited(self) -> None:
        if self._filling:
            return
        self._timer.start()
        person = self.panel.person.person
        if person is not None:
            self._shell.tasks.store(
                lambda office: request_work.look_alikes(office, person),
                lambda found: self.panel.show_alike(person, found),
                turn="new.alike",
            )

    def _find(self, text: str) -> None:
        self._shell.tasks.store(
            lambda office: request_work.search_people(office, text, MOST),
            lambda hits: self.panel.person.offer(text, hits),
            turn="new.people",
        )

    def _reckon(self, key: str, received_at: datetime) -> None:
        self._shell.tasks.store(
            lambda office: request_work.due_of(office, key, received_at), self.panel.show_due, turn="new.due"
        )

    def _start(self, started: "Started") -> None:
        if self._used:
            return
        self._used = True
        self._timer.stop()
        self._shell.tasks.store(lambda office: _open(office, started), self._opened, self._refused)

    def _opened(self, reference: str) -> None:
        self.close_sheet()
        self._shell.toast(texts.OPENED_TOAST.format(reference=reference))
        self._shell.go("request", reference)

    def _refused(self, error: Exception) -> None:
        self._used = False
        self.notice.say(complaint_of(error).sentence)

    def close_sheet(self) -> None:
        if self._timer.isActive() and not self._used:
            self._timer.stop()
            self._write()
        super().close_sheet()


def begin(shell: "Shell") -> NewRequestSheet:
    """Lay the sheet over the work."""
    sheet = NewRequestSheet(shell)
    shell.lay_over(sheet, sheet.panel.type)
    return sheet


class NewRequests(QObject):
    """Offers a new request in every place."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        also = "log phone call letter counter data return breach"
        window.book.add(Act("new_request", says.NEW_REQUEST, lambda: begin(window), "Ctrl+N", "File", also=also))
