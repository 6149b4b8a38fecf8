"""Outlook files: messages are read, other items and broken files are refused in our own words (test 32)."""

import random
import struct
from collections.abc import Callable

import pytest

from smsdpo.mail.outlook import MAGIC
from smsdpo.mail.rtf import text_of_compressed_rtf
from tests.mail.conftest import LETTER, Read
from tests.mail.outlook_file import an_outlook_file

Refused = Callable[..., str]


@pytest.mark.parametrize(
    "content",
    [
        random.Random(7).randbytes(4096),
        MAGIC + b"\x00" * 4096,
        MAGIC + b"\xff" * 4096,
        MAGIC,
        MAGIC + random.Random(8).randbytes(9000),
    ],
)
def test_broken_outlook_files_are_refused_by_name_in_our_words(refusal: Refused, content: bytes) -> None:
    sentence = refusal(content, "letter.msg")
    assert "Outlook" in sentence
    for library_word in ("4300", "Error", "struct", "OLE", "sector", "Traceback", "msg_file"):
        assert library_word not in sentence


def test_an_empty_outlook_file_is_refused(refusal: Refused) -> None:
    assert "is empty" in refusal(b"", "letter.msg")


def test_an_ordinary_mail_under_an_outlook_name_is_read_with_a_note(read: Read) -> None:
    message = read(LETTER, "letter.msg")
    assert message.from_address == "amina.okafor@example.org"
    assert "ordinary e-mail" in message.notes[0]


def test_a_message_saved_from_outlook_is_read(read: Read) -> None:
    raw = an_outlook_file(
        {
            0x001A: "IPM.Note",
            0x0037: "A copy of my data",
            0x0C1A: "Łukasz Nowak",
            0x5D01: "l.nowak@example.com",
            0x0E04: "Data Protection Officer",
            0x1000: "Please send me what you hold.\r\n",
            0x1035: "<out-1@example.com>",
        }
    )
    message = read(raw, "letter.msg")
    assert (message.from_name, message.from_address) == ("Łukasz Nowak", "l.nowak@example.com")
    assert (message.subject, message.text) == ("A copy of my data", "Please send me what you hold.")
    assert message.message_id == "out-1@example.com"
    assert message.raw == raw


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("IPM.Contact", "a contact"),
        ("IPM.Appointment", "an appointment"),
        ("IPM.Task", "a task"),
        ("IPM.StickyNote", "a note"),
    ],
)
def test_other_outlook_items_are_refused_for_what_they_are(refusal: Refused, kind: str, what: str) -> None:
    raw = an_outlook_file({0x001A: kind, 0x0037: "Something"})
    assert f"item.msg is {what} saved from Outlook, not a message." in refusal(raw, "item.msg")


def test_rich_text_alone_is_read_as_words() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Please \b erase\b0  my data.\par Gr\'fc\'dfe \u321?}"
    packed = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    assert text_of_compressed_rtf(packed) == ("plain", "Please erase my data.\nGrüße Ł")


@pytest.mark.parametrize(
    "data", [b"", b"x" * 15, b"x" * 100, struct.pack("<IIII", 100, 10**9, 0x75465A4C, 0) + b"\xff" * 90]
)
def test_broken_rich_text_gives_nothing_and_no_error(data: bytes) -> None:
    assert text_of_compressed_rtf(data)[1].strip("\x00") == ""
