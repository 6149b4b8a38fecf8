"""Everything a person may choose ends as a message or as one sentence, and nothing is lost on the way."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from smsdpo.core.cage import Limits
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput
from smsdpo.mail.incoming import LARGEST_MAIL, MailInput, MailReader, find_inputs
from tests.mail.conftest import LETTER, NOW, Read

Refused = Callable[..., str]


def test_a_letter_is_read_and_kept_byte_for_byte(read: Read) -> None:
    message = read(LETTER)
    assert message.raw == LETTER
    assert message.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert (message.from_name, message.from_address) == ("Amina Okafor", "amina.okafor@example.org")
    assert message.to == "Data Protection Officer <dpo@example.test>"
    assert message.subject == "A copy of my data"
    assert message.text == "Please send me what you hold about me."
    assert message.message_id == "letter-1@example.org"
    assert not message.automatic_kind
    assert message.notes == ()


def test_a_folder_gives_its_files_under_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.eml", "in/deeper/a.eml", "in/a.eml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(LETTER)
    assert [found.file for found in find_inputs(["in"])] == ["in/a.eml", "in/b.eml", "in/deeper/a.eml"]


def test_a_mailbox_file_gives_its_messages_by_number(reader: MailReader, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    separator = b"From amina@example.org Fri Nov 20 09:15:00 2026\n"
    bodies = [LETTER, LETTER.replace(b"letter-1", b"letter-2") + b"\nFrom me to you: a line of prose.\n", LETTER]
    path.write_bytes(b"".join(separator + body + b"\n" for body in bodies))
    found = [item for item in find_inputs([path]) if isinstance(item, MailInput)]
    assert [item.file for item in found] == [f"{path}#1", f"{path}#2", f"{path}#3"]
    assert [reader.read(item).raw for item in found] == bodies


def test_a_mailbox_is_split_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    separator = b"From amina@example.org Fri Nov 20 09:15:00 2026\n"
    with path.open("wb") as file:
        for number in range(3000):
            file.write(separator + LETTER + b"x" * (number % 997) + b"\n\n")
    found = list(find_inputs([path]))
    assert len(found) == 3000
    assert all(isinstance(item, MailInput) for item in found)


def test_a_maildir_gives_cur_and_new_dated_by_its_own_delivery_times(reader: MailReader, tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    undated = b"From: Amina <amina@example.org>\nSubject: Hello\n\nPlease answer.\n"
    (tmp_path / "Maildir/cur/1795000000.M1P2.host:2,S").write_bytes(undated)
    (tmp_path / "Maildir/new/1795080000.M1P3.host").write_bytes(undated)
    (tmp_path / "Maildir/tmp/1795080001.M1P4.host").write_bytes(undated[:20])
    found = [item for item in find_inputs([tmp_path / "Maildir"]) if isinstance(item, MailInput)]
    assert [item.path.parent.name for item in found] == ["cur", "new"]
    first = reader.read(found[0])
    assert int(first.received_at.timestamp()) == 1795000000
    assert first.received_note == "Received as noted by the mailbox."


def test_every_kind_of_wrong_file_gets_its_own_calm_sentence(refusal: Refused) -> None:
    for content, name, words in [
        (b"", "nothing.eml", "is empty"),
        (b"\n\n  \n", "blank.eml", "is empty"),
        (b"%PDF-1.7\n", "letter.pdf", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "scan.png", "is a picture"),
        (b"PK\x03\x04rest", "letters.zip", "is an archive"),
        (b"MZ\x90\x00", "invoice.exe", "a program"),
        (b"!BDN....", "outlook.pst", "an Outlook data file"),
        (b"BEGIN:VCARD\n", "amina.vcf", "an address card"),
        (b"a,b\n1,2\n", "table.csv", "not a kind of message"),
        (b"\x78\x9f\x3e\x22\x01", "winmail.dat", "wrapping Outlook puts round"),
        (b"\x00\x01\x02\x03" * 500, "odd.eml", "neither header fields nor text"),
        (b"\x00\x01\x02\x03" * 500, "odd.txt", "does not hold text"),
        (b"no separator in here", "empty.mbox", "holds no messages"),
    ]:
        assert words in refusal(content, name), name


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (found,) = find_inputs([tmp_path / "gone.eml"])
    assert isinstance(found, RefusedInput)
    assert found.reason.startswith("gone.eml is not there.")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.eml")
    (found,) = find_inputs([tmp_path])
    assert isinstance(found, RefusedInput)
    assert "is not a file" in found.reason


def test_a_link_that_leads_back_into_its_folder_does_not_go_round(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(LETTER)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [Path(found.file).name for found in find_inputs([tmp_path])] == ["a.eml"]


def test_a_file_that_vanishes_between_finding_and_reading_is_refused(reader: MailReader, tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml", "c.eml"):
        (tmp_path / name).write_bytes(LETTER)
    found = [item for item in find_inputs([tmp_path]) if isinstance(item, MailInput)]
    (tmp_path / "b.eml").unlink()
    (tmp_path / "c.eml").unlink()
    results = list(reader.read_all(found))
    assert [item.path.name for item, _ in results] == ["a.eml", "b.eml", "c.eml"]
    assert [isinstance(result, Refusal) for _, result in results] == [False, True, True]


# --- limits (security.md 4.10, tests 30, 33, 39) ----------------------------------------------------------------------


def test_three_thousand_nested_messages_are_refused_as_too_deep(refusal: Refused) -> None:
    nested = b"".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n".encode() for level in range(3000)
    )
    sentence = refusal(b"From: a@example.org\n" + nested + b"\n\nhello\n", "deep.eml")
    assert "too deeply nested" in sentence


def test_two_thousand_attachments_are_refused(refusal: Refused) -> None:
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
    raw = b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 2000 + b"--b--\n"
    assert "more than 200 parts" in refusal(raw, "many.eml")


def test_a_mail_of_eighty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.eml"
    with path.open("wb") as file:
        file.write(LETTER)
        file.truncate(80 * 1024 * 1024)
    (found,) = find_inputs([path])
    assert isinstance(found, RefusedInput)
    assert "huge.eml is larger than 50 MB" in found.reason


def test_one_huge_message_in_a_mailbox_is_refused_by_number_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    separator = b"From amina@example.org Fri Nov 20 09:15:00 2026\n"
    with path.open("wb") as file:
        file.write(separator + LETTER + b"\n" + separator + LETTER)
        for _ in range(LARGEST_MAIL // (1024 * 1024) + 1):
            file.write((b"y" * 1023 + b"\n") * 1024)
        file.write(b"\n" + separator + LETTER)
    kinds = [(type(found).__name__, found.file.rpartition("#")[2]) for found in find_inputs([path])]
    assert kinds == [("MailInput", "1"), ("RefusedInput", "2"), ("MailInput", "3")]


def test_archives_are_kept_sealed_and_never_unpacked(read: Read) -> None:
    import base64
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 100_000_000)
    raw = (
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee enclosed.\n--b\n"
        b"Content-Type: application/zip; name=z.zip\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(packed.getvalue())
        + b"--b--\n"
    )
    (attachment,) = read(raw).attachments
    assert attachment.content == packed.getvalue()
    assert len(attachment.content) < 200_000


def test_a_message_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(LETTER)
    found = [item for item in find_inputs([tmp_path]) if isinstance(item, MailInput)]
    with MailReader(NOW, limits=Limits(seconds=0.000001)) as hasty:
        sentences = [result.sentence() for _, result in hasty.read_all(found) if isinstance(result, Refusal)]
    assert len(sentences) == 2
    assert sentences[0].startswith("a.eml could not be read: reading it took longer than")


def test_reading_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    (tmp_path / "a.eml").write_bytes(LETTER)
    with MailReader(NOW, limits=Limits(seconds=19)) as reader:
        assert len(list(reader.read_all(i for i in find_inputs([tmp_path]) if isinstance(i, MailInput)))) == 1
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
        assert not thread.is_alive()
