"""Forms that begin something from anywhere: a call or letter typed in, and an entry in the register of disclosures."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smsdpo.core.clock import LONDON
from smsdpo.domain.case_fields import CaseField
from smsdpo.ui import case_work, texts
from smsdpo.ui.acts import Act
from smsdpo.ui.texts import cases as says
from smsdpo.ui.widgets.form_sheet import Asked, FormSheet

if TYPE_CHECKING:
    from smsdpo.services.office import Office
    from smsdpo.ui.main_window import MainWindow
    from smsdpo.ui.screens.base import Shell

Words = Mapping[str, str]
_BARRED = "prohibited"
_NOT_UNTIL = CaseField("not_until", says.NOT_UNTIL, "day")


def note(shell: "Shell") -> FormSheet:
    """Lay the form of a call, letter or visit over the work; what is typed lands in the inbox."""
    now = shell.clock.now().astimezone(LONDON)
    today = f"{now:%Y-%m-%d}"
    sheet = FormSheet(
        "new_note",
        says.NOTE_TITLE,
        says.NOTE_SAY,
        (
            Asked("channel", says.NOTE_CHANNEL, "choice", choices=says.NOTE_CHANNELS, value="phone"),
            Asked("day", says.NOTE_DAY, "day", value=today, latest=today),
            Asked("time", says.NOTE_TIME, "time", value=f"{now:%H:%M}"),
            Asked("name", says.NOTE_FROM),
            Asked("email", says.NOTE_EMAIL, hint=says.NOTE_EMAIL_HINT, needed=False),
            Asked("words", says.NOTE_WORDS, "lines", hint=says.NOTE_WORDS_HINT),
            Asked("ticket", says.NOTE_TICKET, hint=says.NOTE_TICKET_HINT, needed=False),
        ),
        says.NOTE_DO,
    )

    def added(message: int) -> None:
        sheet.done()
        shell.toast(says.NOTE_TOAST)
        shell.go("inbox", message)

    def work(office: "Office", words: Words) -> int:
        from smsdpo.domain.records.requests import Recipient

        return case_work.add_note(
            office,
            channel=words["channel"],
            received_at=_instant(words["day"], words["time"]),
            sender=Recipient(words["name"], words["email"]),
            text=words["words"],
            ticket=words["ticket"],
        )

    sheet.taken.connect(lambda words: shell.tasks.store(lambda office: work(office, words), added, sheet.refused))
    shell.lay_over(sheet, sheet.fields["name"])
    return sheet


def disclosure(shell: "Shell") -> FormSheet:
    """Lay the form of a disclosure over the work; the last two fields only where the person is not told."""
    now = shell.clock.now().astimezone(LONDON)
    sheet, shown = _disclosure_form(), tuple[str, ...]()

    def follow(words: Words) -> None:
        nonlocal shown
        wanted = _asked_of(words["tell_person"])
        if wanted != shown:
            shown = wanted
            sheet.show_fields(wanted)
        sheet.foretell(_comes_back(words["not_until"]) if "not_until" in wanted else "")

    def opened(reference: str) -> None:
        sheet.done()
        shell.toast(says.LOG_DISCLOSURE_TOAST.format(reference=reference))
        shell.go("request", reference)

    def take(words: Words) -> None:
        given = {key: words[key] for key in _asked_of(words["tell_person"])}
        shell.tasks.store(lambda office: _begin(office, given, now), opened, sheet.refused)

    sheet.changed.connect(follow)
    follow(sheet.values)
    sheet.taken.connect(take)
    shell.lay_over(sheet, sheet.fields["body"])  # the police ask most often; Shift+Tab says who else does
    return sheet


def _disclosure_form() -> FormSheet:
    from smsdpo.domain.disclosing import ASKERS, GROUNDS, TELL_PERSON

    return FormSheet(
        "log_disclosure",
        says.LOG_DISCLOSURE_TITLE,
        says.LOG_DISCLOSURE_SAY,
        (
            Asked("asker_class", says.ASKER, "choice", choices=ASKERS, value="police"),
            Asked("body", says.BODY, hint=says.BODY_HINT),
            Asked("officer", says.OFFICER, hint=says.OFFICER_HINT, needed=False),
            Asked("power", says.POWER, hint=says.POWER_HINT, needed=False),
            Asked("ground", says.GROUND, "choice", hint=says.NOT_CHOSEN, choices=GROUNDS, needed=False),
            Asked("scope", says.SCOPE, hint=says.SCOPE_HINT),
            Asked("tell_person", says.TELL, "choice", hint=says.NOT_CHOSEN, choices=TELL_PERSON),
            Asked("tell_because", says.BECAUSE, hint=says.BECAUSE_HINT),
            Asked("not_until", says.NOT_UNTIL, hint=says.DAY_HINT),
        ),
        says.LOG_DISCLOSURE_DO,
    )


def _asked_of(tell: str) -> tuple[str, ...]:
    """Not telling the person needs its reason; a bar needs the day on which it ends (P73, P74)."""
    always = ("asker_class", "body", "officer", "power", "ground", "scope", "tell_person")
    if tell in {"", "yes"}:
        return always
    return (*always, "tell_because", "not_until") if tell == _BARRED else (*always, "tell_because")


def _begin(office: "Office", values: Words, received_at: datetime) -> str:
    from smsdpo.services import disclosures

    return disclosures.begin(office, values, received_at=received_at, channel="post")


def _comes_back(typed: str) -> str:
    """What a bar leads to, once its day can be read."""
    from smsdpo.core.errors import Refusal

    try:
        day = _NOT_UNTIL.day(_NOT_UNTIL.checked(typed))
    except Refusal:
        return ""
    return says.LOG_PREVIEW.format(day=texts.day(day)) if day else ""


def _instant(day: str, at: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), tzinfo=LONDON)


class CaseForms(QObject):
    """Offers both in every place."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        window.book.add(
            Act(
                "new_note",
                says.NOTE,
                lambda: note(window),
                "Ctrl+Shift+N",
                "File",
                also="phone counter visit post ticket",
            )
        )
        window.book.add(
            Act(
                "log_disclosure",
                f"{says.LOG_DISCLOSURE}…",
                lambda: disclosure(window),
                "Ctrl+Shift+D",
                "File",
                also="police court authority register",
            )
        )
