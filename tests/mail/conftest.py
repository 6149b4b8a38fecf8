"""What the case files on mail share: a present, a reader, and one short way to write a message."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs
from smsdpo.mail.parsed import ParsedMessage

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

LETTER = b"""\
Received: from mx.example.net by mail.example.test with ESMTPS; Fri, 20 Nov 2026 09:15:00 +0000
From: Amina Okafor <amina.okafor@example.org>
To: Data Protection Officer <dpo@example.test>
Subject: A copy of my data
Date: Fri, 20 Nov 2026 09:14:30 +0000
Message-ID: <letter-1@example.org>

Please send me what you hold about me.
"""

Read = Callable[..., ParsedMessage]


@pytest.fixture(scope="session")
def reader() -> Iterator[MailReader]:
    with MailReader(NOW) as reader:
        yield reader


@pytest.fixture
def read(reader: MailReader, tmp_path: Path) -> Read:
    """Writes bytes to a file of that name, adds it, and gives the one message in it."""

    def read_bytes(raw: bytes, name: str = "letter.eml") -> ParsedMessage:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        (found,) = find_inputs([path])
        assert isinstance(found, MailInput), found
        return reader.read(found)

    return read_bytes


@pytest.fixture
def refusal(reader: MailReader, tmp_path: Path) -> Callable[..., str]:
    """The sentence with which a file of that name and content is refused; it must name the file."""

    def refused(raw: bytes, name: str) -> str:
        path = tmp_path / name
        path.write_bytes(raw)
        (found,) = find_inputs([path])
        if isinstance(found, RefusedInput):
            sentence = found.reason
        else:
            with pytest.raises(Refusal) as said:
                reader.read(found)
            sentence = said.value.sentence()
        assert name in sentence
        assert sentence.endswith(".")
        return sentence

    return refused
