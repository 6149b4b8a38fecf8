"""The diagnostics name versions, checks and settings, and nobody."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from smsdpo.core import resources
from smsdpo.core.settings import SETTINGS
from smsdpo.services import diagnostics, intake, people, requests
from smsdpo.services.office import Office
from tests import builders
from tests.builders import a_clock, a_mail, open_office

NEEDLE = "Quinquireme"


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    made = open_office(office_folder)
    yield made
    made.close()


def with_needle_everywhere(office: Office, folder: Path) -> None:
    """A name that stands in every setting that takes words, in a message, a person and a request."""
    values: dict[str, object] = {"text": NEEDLE, "lines": [NEEDLE], "staff": [{"name": NEEDLE, "login": NEEDLE}]}
    office.change_settings({one.key: values[one.kind] for one in SETTINGS.values() if one.kind in values})
    office.change_settings({"lock.minutes": 5, "look": "dark", "regulator.checked": "2026-11-20"})
    folder.mkdir()
    a_mail(folder, sender=f"{NEEDLE} <{NEEDLE}@mail.example>", subject=NEEDLE, text=f"My data, {NEEDLE}")
    intake.add_messages(office, [folder])
    requests.open_request(office, type="access", received_at=office.clock.now(), name=NEEDLE, restated=NEEDLE)
    assert people.search(office, NEEDLE)


def test_no_name_from_any_field_of_the_office_stands_in_them(office: Office, tmp_path: Path) -> None:
    with_needle_everywhere(office, tmp_path / "mail")
    state = tmp_path / "state"
    state.mkdir()
    made = diagnostics.files(office, a_clock(), state=state)
    written = tmp_path / "diagnostics.zip"
    diagnostics.write(written, made)
    with zipfile.ZipFile(written) as archive:
        found = b"\n".join([*(archive.read(name) for name in archive.namelist()), written.read_bytes()])
    for spelt in (NEEDLE, NEEDLE.casefold(), NEEDLE.upper()):
        assert spelt.encode() not in found
        assert spelt.encode("utf-16-le") not in found
    assert str(tmp_path).encode() not in found
    assert builders.ACTOR.encode() not in found


def test_settings_are_named_and_only_our_own_words_for_values_are_given(office: Office, tmp_path: Path) -> None:
    with_needle_everywhere(office, tmp_path / "mail")
    lines = diagnostics.files(office, a_clock(), state=tmp_path)["settings.txt"].splitlines()
    assert "dpo.name: changed" in lines
    assert "regulator.checked: changed" in lines
    assert "lock.minutes: 5" in lines
    assert "look: dark" in lines


def test_the_log_is_part_of_them_and_its_absence_is_said(office: Office, tmp_path: Path) -> None:
    assert "no log yet" in diagnostics.files(office, a_clock(), state=tmp_path)["log.txt"]
    (tmp_path / "smsdpo.log").write_text("2026-11-22T10:00:00Z INFO smsdpo start program started\n", encoding="utf-8")
    assert "program started" in diagnostics.files(office, a_clock(), state=tmp_path)["log.txt"]


def test_the_checks_of_the_machine_and_of_the_open_store_are_in_them(office: Office, tmp_path: Path) -> None:
    said = diagnostics.files(office, a_clock(), state=tmp_path)["checks.txt"]
    assert "ok  store: The store is whole." in said
    assert "ok  trail:" in said


def test_every_library_is_named_with_its_version_and_licence() -> None:
    parts = {part.name: part for part in diagnostics.parts()}
    assert {"SQLAlchemy", "reportlab", "openpyxl", "cryptography"} <= set(parts)
    assert all(part.version for part in parts.values())
    without = [part.name for part in parts.values() if not part.licence]
    assert without == []


def test_the_licences_of_what_is_carried_can_be_read() -> None:
    for _name, _licence, path in diagnostics.CARRIED:
        assert len(resources.read_text(path)) > 500
