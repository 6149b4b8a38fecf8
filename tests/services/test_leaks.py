"""No trace of a person outside the encrypted files, and none in what the program says of its own errors
(security.md, tests 61 and 64)."""

import base64
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from smsdpo.core import log
from smsdpo.core.errors import Refusal
from smsdpo.model.blobs import INSIDE_UP_TO
from smsdpo.model.people import Person
from smsdpo.services.office import Office
from tests.builders import open_office

NEEDLE = "Needleworth"


def traces(folder: Path, word: str) -> list[str]:
    """Files under `folder` that hold the word, plainly or in the usual disguises."""
    forms = [word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    # Base64 depends on where in its group of three the word begins; the inner letters are the same each time.
    forms += [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files for raw in [path.read_bytes()] if any(form in raw for form in forms)]


@pytest.fixture
def log_file(office_folder: Path) -> Iterator[Path]:
    path = log.set_up(office_folder / "state")
    yield path
    root = logging.getLogger()
    for handler in [one for one in root.handlers if getattr(one, "baseFilename", "") == str(path)]:
        root.removeHandler(handler)
        handler.close()


def a_session(office: Office) -> None:
    """Something of everything, with the word in every field a person can fill."""
    with office.operation("person.add", reason=f"{NEEDLE} telephoned") as op:
        person = Person(name=NEEDLE, doc=NEEDLE.lower(), nation="", created_at=office.clock.now())
        op.session.add(person)
        op.session.flush()
        op.session.execute(text("INSERT INTO person_search(rowid, doc) SELECT id, doc FROM person"))
        for size in (10, INSIDE_UP_TO + 1):
            office.blobs.seal(op.session, NEEDLE.encode() * size)
        op.note(person=person.id, hash=office.keyed_hash(NEEDLE))
    office.change_settings({"dpo.name": NEEDLE, "organisation.address": [NEEDLE]})


def test_a_working_session_leaves_the_word_in_no_file(office_folder: Path, log_file: Path) -> None:
    (office_folder / "control").write_bytes(b"xx" + base64.b64encode(b"dear " + NEEDLE.encode() + b"!"))
    assert traces(office_folder, NEEDLE) == ["control"]  # so that finding nothing means something
    (office_folder / "control").unlink()
    with open_office(office_folder) as office:
        a_session(office)
        assert traces(office_folder, NEEDLE) == []  # while it is open: journal and shared memory too
    assert traces(office_folder, NEEDLE) == []


def test_every_file_of_the_profile_is_private(office_folder: Path, log_file: Path) -> None:
    with open_office(office_folder) as office:
        a_session(office)
        assert office.paths
        for path in (office_folder / "data").rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path.name
        assert log_file.stat().st_mode & 0o077 == 0


def test_errors_of_every_layer_are_logged_without_what_they_were_about(
    office_folder: Path, log_file: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def twice(office: Office) -> None:
        with office.operation("person.add", reason=NEEDLE) as op:
            for _ in range(2):
                op.session.execute(
                    text("INSERT INTO setting VALUES (:key, '1', '2026-11-22')"), {"key": f"{NEEDLE}@example.org"}
                )

    with open_office(office_folder) as office:
        key_texts = [office.keys.db.hex(), office.keys.mac.hex()]
        with pytest.raises(IntegrityError) as broken:
            twice(office)
        log.report(broken.value, where="store")
        with pytest.raises(Refusal) as refused:
            office.change_settings({"nation": NEEDLE})
        log.report(refused.value, where="settings")
        with pytest.raises(ValueError, match=NEEDLE) as plain:
            int(NEEDLE)
        log.report(plain.value, where="elsewhere")
    said = log_file.read_text(encoding="utf-8") + "".join(capfd.readouterr())
    assert "sqlalchemy.exc.IntegrityError" in said
    assert NEEDLE.lower() not in said.lower()
    for key_text in key_texts:
        assert key_text not in said
    caplog.clear()
