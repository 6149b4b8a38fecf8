"""Offices and invented people for tests: `a_...` makes one, with whatever the test does not care about filled in."""

import json
from datetime import date
from pathlib import Path

from smsdpo.core.clock import FixedClock
from smsdpo.core.paths import StorePaths
from smsdpo.services.office import Office
from tests import moulds

TODAY = date(2026, 11, 22)
ACTOR = "D. Pearce"
PASSPHRASE = "four invented words together"
LITTLE_EFFORT = {"t": 1, "p": 1, "kib": 64}
"""To try a passphrase. `tests/model/test_keys.py` proves the real effort, and that each store keeps to its own."""


def a_clock(day: date = TODAY) -> FixedClock:
    return FixedClock(day)


def an_office(*, today: date = TODAY, actor: str = ACTOR) -> Office:
    """In memory."""
    return moulds.empty_office(a_clock(today), actor)


def paths_in(folder: Path) -> StorePaths:
    return StorePaths(folder / "data" / "office.smsdpo")


def a_file_office(folder: Path) -> Office:
    """A new one on the disk, opened by `PASSPHRASE`; see `office_folder` in conftest for a quick ready-made one."""
    office, _ = Office.create(paths_in(folder), a_clock(), ACTOR, passphrase=PASSPHRASE, state_dir=folder / "state")
    return office


def open_office(folder: Path, *, today: date = TODAY, keep_steps: bool = False) -> Office:
    return Office.open(
        paths_in(folder),
        a_clock(today),
        ACTOR,
        passphrase=PASSPHRASE,
        state_dir=folder / "state",
        keep_steps=keep_steps,
    )


def a_mail(
    folder: Path,
    *,
    sender: str = "Wanda Quill <wanda.quill@mail.example>",
    subject: str = "My data",
    text: str = "Please send me a copy of all the personal data you hold about me.",
    sent: str = "Fri, 20 Nov 2026 10:00:00 +0000",
    message_id: str = "",
    more: str = "",
) -> Path:
    """An e-mail file; each has its own name and Message-ID."""
    number = len(list(folder.glob("*.eml"))) + 1
    path = folder / f"message-{number}.eml"
    path.write_bytes(
        f"From: {sender}\r\nTo: info@sms-tech.org\r\nSubject: {subject}\r\nDate: {sent}\r\n"
        f"Message-ID: {message_id or f'<{number}.{path.name}@mail.example>'}\r\n{more}"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()
    )
    return path


ACCOUNTS = "Account,Name,Mail,Phone,Opened\nSMS-1,Wanda Quill,wanda.quill@mail.example,07700 900145,01/02/2024\n"
NOTES = (
    "Ticket,Mail,Name,Asked,Answered,Day,Handler\n"
    "T-1,wanda.quill@mail.example,Wanda Quill,When does my plan end?,Marta Silva said in June.,03/05/2026,Marta Silva\n"
)


@moulds.once
def two_sources(office: Office, folder: Path) -> None:
    """Accounts and service notes that know Wanda Quill; the note names a colleague."""
    from smsdpo.services import imports, sources

    for name, text, category, columns in (
        ("Accounts", ACCOUNTS, "account", ("account_number", "name", "email", "phone", "opened_on")),
        ("Notes", NOTES, "service_note", _NOTE_FIELDS),
    ):
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        mapping = folder / f"{name}.json"
        headers = text.splitlines()[0].split(",")
        mapping.write_text(
            json.dumps({"category": category, "columns": dict(zip(headers, columns, strict=True)), "date_order": "dmy"})
        )
        sources.add_source(office, name, owner="Desk", purpose="to serve you", basis="contract")
        imports.import_file(office, file, name, mapping)


_NOTE_FIELDS = ("ticket_number", "email", "name", "asked", "answered", "noted_on", "handler")


@moulds.once
def an_access_request(office: Office, folder: Path) -> str:
    """A request of Wanda Quill, known to two sources, opened from her e-mail."""
    from smsdpo.services import intake, requests

    two_sources(office, folder)
    report = intake.add_messages(office, [a_mail(folder)])
    message = report.added[0].message
    person = intake.message(office, message).matches[0].person
    return requests.open_request(office, type="access", message=message, person=person)


@moulds.once
def a_searched_request(office: Office, folder: Path) -> str:
    """The same, identity checked and all sources searched."""
    from smsdpo.services import findings, requests

    reference = an_access_request(office, folder)
    requests.record_identity(office, reference, method="known_address")
    findings.find_data(office, reference)
    return reference


def the_note(office: Office, reference: str) -> int:
    """What was found in which somebody else is named."""
    from smsdpo.services import findings

    return next(card.id for card in findings.page(office, reference).items if card.others)


@moulds.once
def a_decided_request(office: Office, folder: Path) -> str:
    """The same with everything included, and settled so."""
    from smsdpo.services import findings

    reference = a_searched_request(office, folder)
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_full")
    return reference
