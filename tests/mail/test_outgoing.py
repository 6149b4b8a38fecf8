"""A draft answer goes to exactly one person and carries nothing that a mail program would take for a command."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.requests import Recipient
from smsdpo.mail.outgoing import draft
from tests.mail.conftest import Read

OFFICE = Recipient("Data Protection Officer", "dpo@example.test")
AMINA = Recipient("Amina Ọkáfọ̀", "amina@example.org")


def a_draft(**changes: Any) -> bytes:
    values: dict[str, Any] = {
        "sender": OFFICE,
        "recipient": AMINA,
        "subject": "DSR-2026-0001: your data",
        "text": "Dear Amina Ọkáfọ̀,\n\nplease find your data enclosed.\n",
        "attachments": [("DSR-2026-0001 data.xlsx", "application/vnd.ms-excel", b"PK\x03\x04 data")],
        "message_id": "dsr-2026-0001.1@example.test",
        "in_reply_to": "letter-1@example.org",
        "at": datetime(2026, 11, 22, 12, tzinfo=UTC),
    }
    return draft(**{**values, **changes})


def test_a_draft_is_complete_and_opens_unsent() -> None:
    message = message_from_bytes(a_draft(), policy=policy.default)
    assert message["From"] == "Data Protection Officer <dpo@example.test>"
    assert message["To"].addresses[0].addr_spec == "amina@example.org"
    assert message["To"].addresses[0].display_name == "Amina Ọkáfọ̀"
    assert message["Subject"] == "DSR-2026-0001: your data"
    assert message["In-Reply-To"] == message["References"] == "<letter-1@example.org>"
    assert message["X-Unsent"] == "1"
    assert message["Date"] == "Sun, 22 Nov 2026 12:00:00 +0000"
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("DSR-2026-0001 data.xlsx", b"PK\x03\x04 data")


def test_our_own_reader_reads_our_draft(read: Read) -> None:
    message = read(a_draft())
    assert message.text == "Dear Amina Ọkáfọ̀,\n\nplease find your data enclosed."
    assert message.subject == "DSR-2026-0001: your data"
    assert message.attachments[0].content == b"PK\x03\x04 data"


@pytest.mark.parametrize("bad", ["\r\nBcc: x@example.com", "\n", "\u2028", "\0", "\x0b", "\u202e", "\ud800"])
@pytest.mark.parametrize("field", ["subject", "recipient's name", "sender's name", "recipient's address", "message id"])
def test_control_characters_are_refused_and_the_field_is_named(field: str, bad: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "subject": {"subject": f"Your data{bad}"},
        "recipient's name": {"recipient": Recipient(f"Amina{bad}", "amina@example.org")},
        "sender's name": {"sender": Recipient(f"Office{bad}", "dpo@example.test")},
        "recipient's address": {"recipient": Recipient("Amina", f"amina@example.org{bad}")},
        "message id": {"message_id": f"a@example.test{bad}"},
    }
    with pytest.raises(Refusal, match=field):
        a_draft(**changes[field])


@pytest.mark.parametrize(
    "address",
    [
        "a@b.com, evil@e.com",
        "a@b.com;evil@e.com",
        "a@b.com evil@e.com",
        "<a@b.com>",
        "a@b@c.com",
        "Team: a@b.com;",
        "a.b.com",
    ],
)
def test_anything_but_one_address_is_refused(address: str) -> None:
    with pytest.raises(Refusal, match="exactly one"):
        a_draft(recipient=Recipient("Amina", address))


def test_a_person_without_address_gets_a_hint_to_print() -> None:
    with pytest.raises(Refusal) as said:
        a_draft(recipient=Recipient("Amina"))
    assert "print the letter" in said.value.hint


def test_names_of_enclosures_are_safe() -> None:
    message = message_from_bytes(
        a_draft(attachments=[("../x/CON.pdf", "application/pdf", b"%PDF")]), policy=policy.default
    )
    assert [one.get_filename() for one in message.iter_attachments()] == ["_CON.pdf"]
