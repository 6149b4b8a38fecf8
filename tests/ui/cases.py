"""One invented case for window tests: a person, what two systems hold about her, and the letter in which she asks."""

import json
from datetime import UTC, datetime
from pathlib import Path

from smsdpo.services.office import Office
from tests import moulds
from tests.ui.letters import write_letters

PERSON = "Marisol <b>Vega</b>"
COLLEAGUE = "Mr Edwin Stroud"
HOSTILE_NOTE = '<img src="file:///etc/hostname"> <b>rude</b> to nobody'

_ACCOUNTS = f"number;customer;mail\nSMS-30001;{PERSON};marisol@example.org\nSMS-30002;Ina Vega;ina@example.org\n"
_NOTES = (
    "ticket;mail;question;answer\n"
    f"T-1;marisol@example.org;Where is my parcel?;{COLLEAGUE} looked for it\n"
    f"T-2;marisol@example.org;{HOSTILE_NOTE};Nothing to do\n"
    "T-3;marisol@example.org;May I have a receipt?;Sent again\n"
)
_TABLES = {
    "Accounts": (
        _ACCOUNTS,
        {"category": "account", "columns": {"number": "account_number", "customer": "name", "mail": "email"}},
    ),
    "Service desk": (
        _NOTES,
        {
            "category": "service_note",
            "columns": {"ticket": "ticket_number", "mail": "email", "question": "asked", "answer": "answered"},
        },
    ),
}
REQUEST = "DSR-2026-0001"
RECORDS = 5
"""Her account, three tickets, and the office's own log of this request."""

_LETTER = (
    "Received: from mail.example.org by mx.example.com; Sun, 22 Nov 2026 09:12:00 +0000\n"
    "From: Marisol Vega <marisol@example.org>\nTo: info@example.com\nSubject: My data <i>please</i>\n"
    "Date: Sun, 22 Nov 2026 09:12:00 +0000\nMessage-ID: <vega-1@example.org>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="b"\n\n'
    "--b\nContent-Type: text/plain; charset=utf-8\n\n"
    "Please send me a copy of all the personal data you hold about me.\n\nMarisol Vega\n"
    '--b\nContent-Type: text/plain; name="<s>list.txt"\nContent-Disposition: attachment; filename="<s>list.txt"\n\n'
    "one\n--b--\n"
)


@moulds.once
def fill(office: Office, folder: Path) -> str:
    """Put the case into an empty office; answers the reference of the opened request (`REQUEST`)."""
    from smsdpo.services import intake, people, requests

    add_tables(office, folder)
    letter = folder / "vega.eml"
    letter.write_text(_LETTER, encoding="utf-8", newline="\r\n")
    message = intake.add_messages(office, [letter]).added[0].message
    person = people.search(office, "SMS-30001")[0].person
    return requests.open_request(office, type="access", message=message, person=person)


@moulds.once
def search(office: Office, folder: Path) -> None:
    """The case, identity checked and data found."""
    from smsdpo.services import findings, requests

    fill(office, folder)
    requests.record_identity(office, REQUEST, method="known_address")
    findings.find_data(office, REQUEST)


@moulds.once
def answer(office: Office, folder: Path) -> None:
    """The case, with workbook and letter made into the folder."""
    from smsdpo.services import findings, outputs

    search(office, folder)
    findings.decide(office, REQUEST, None, "include")
    findings.settle(office, REQUEST, "provided_in_full")
    outputs.create(office, REQUEST, folder)


@moulds.once
def stock(office: Office, folder: Path) -> str:
    """Something to see everywhere: the letters, and the request with its data found."""
    from smsdpo.services import findings, requests

    post(office, folder)
    reference = fill(office, folder)
    requests.record_identity(office, reference, method="known_address")
    findings.find_data(office, reference)
    return reference


@moulds.once
def add_tables(office: Office, folder: Path) -> None:
    """What two systems hold."""
    from smsdpo.services import imports, sources

    for name, (rows, mapping) in _TABLES.items():
        table, described = folder / f"{name}.csv", folder / f"{name}.json"
        table.write_text(rows, encoding="utf-8")
        described.write_text(json.dumps({**mapping, "delimiter": ";"}), encoding="utf-8")
        sources.add_source(office, name, purpose="To serve customers", basis="Contract")
        imports.import_file(office, table, name, mapping=described)


@moulds.once
def post(office: Office, folder: Path) -> None:
    """The letters in the inbox."""
    from smsdpo.services import intake

    intake.add_messages(office, [write_letters(folder)])


def by_hand(office: Office, type_key: str, name: str) -> str:
    """A request that came without a message."""
    from smsdpo.services import requests

    received = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    return requests.open_request(office, type=type_key, name=name, received_at=received, channel="phone")
