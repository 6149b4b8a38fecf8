"""After a day's work nothing about a person lies in clear outside the files the officer chose (security 61, 64)."""

import base64
import logging
import tempfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.services import calendar, findings, intake, outputs, people, requests
from tests import builders

NEEDLE = "Quillfeather"


def spellings(word: str) -> list[bytes]:
    """The word as bytes on a disk may hold it; base64 in its three shifts, without the ends that neighbours change."""
    plain = word.encode()
    shifted = [base64.b64encode(b"\0" * shift + plain).rstrip(b"=")[4 if shift else 0 : -2] for shift in range(3)]
    return [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain.lower(), *shifted]


def found_in(folder: Path) -> list[str]:
    words = spellings(NEEDLE)
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in words)
    ]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.promise("P49")
def test_a_days_work_leaves_no_name_outside_the_chosen_files(
    office_folder: Path, tmp_path: Path, scratch: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given, out = tmp_path / "given", tmp_path / "out"
    given.mkdir()
    out.mkdir()
    caplog.set_level(logging.DEBUG)
    with builders.open_office(office_folder) as office:
        builders.two_sources(office, given)
        mail = builders.a_mail(
            given,
            sender=f"Wanda {NEEDLE} <wanda.quill@mail.example>",
            subject=f"Data of {NEEDLE}",
            text=f"I am {NEEDLE}. Please send me a copy of all the personal data you hold about me.",
        )
        message = intake.add_messages(office, [mail]).added[0].message
        person = intake.message(office, message).matches[0].person
        reference = requests.open_request(office, type="access", message=message, person=person)
        people.search(office, NEEDLE)
        requests.record_identity(office, reference, method="known_address", seen=f"as {NEEDLE}")
        findings.find_data(office, reference)
        findings.decide(office, reference, None, "include")
        findings.settle(office, reference, "provided_in_full", note=f"for {NEEDLE}")
        outputs.create(office, reference, out)
        outputs.draft_mail(office, reference, out / "draft.eml")
        with pytest.raises(Refusal):
            outputs.create(office, reference, out)
        calendar.write_ics(office, out / "deadlines.ics")
        thanks = builders.a_mail(given, subject=f"Thanks from {NEEDLE}", text="Thank you, that was quick.")
        intake.not_a_request(office, intake.add_messages(office, [thanks]).added[0].message, f"twice from {NEEDLE}")
        assert found_in(office_folder) == [], "while it is open"
    assert found_in(office_folder) == []
    assert [path for path in scratch.rglob("*") if path.is_file()] == []
    assert NEEDLE not in caplog.text
    with ZipFile(out / f"{reference} data.zip") as archive:
        assert NEEDLE in archive.read("data.json").decode(), "the name must be where it belongs"
    assert NEEDLE not in (out / "deadlines.ics").read_text(encoding="utf-8")


def test_what_the_officer_is_told_holds_no_name_that_she_did_not_type(office_folder: Path, tmp_path: Path) -> None:
    with builders.open_office(office_folder) as office:
        mail = builders.a_mail(tmp_path, sender=f"{NEEDLE} <n@mail.example>", text=f"{NEEDLE} asks for her data.")
        message = intake.add_messages(office, [mail]).added[0].message
        reference = requests.open_request(office, type="access", message=message)
        refused = []
        for act in (
            lambda: findings.settle(office, reference, "provided_in_full"),
            lambda: outputs.create(office, reference, tmp_path),
            lambda: requests.close(office, reference),
            lambda: requests.record_identity(office, reference, method="known_address"),
        ):
            with pytest.raises(Refusal) as said:
                act()
            refused.append(said.value.sentence())
        assert all(NEEDLE not in sentence for sentence in refused)
