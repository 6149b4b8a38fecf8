"""A store of the first version, written by the program of that day: what people have is opened, whatever came since.

`tests/data/store_0001.*` holds invented people, one message and one open request with an event; the passphrase is that
of the builders. It was written by the last program whose schema was 0001 and must never be made anew.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.model import opener
from smsdpo.services import audit, intake, people, requests, sources, undo
from smsdpo.services.office import Office
from tests.builders import open_office, paths_in

KEPT = Path(__file__).resolve().parent.parent / "data"
REFERENCE = "DSR-2026-0001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a copy of it."""
    paths = paths_in(tmp_path)
    paths.store.parent.mkdir()
    shutil.copy(KEPT / "store_0001.smsdpo", paths.store)
    shutil.copy(KEPT / "store_0001.smsdpo.keys", paths.keys)
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> Iterator[Office]:
    """The same, opened by today's program."""
    with open_office(folder) as office:
        yield office


def version_of(office: Office, name: str) -> int:
    connection = opener.connect(paths_in(office.paths.store.parent.parent).store.with_name(name), office.keys.db)  # type: ignore[union-attr]
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_it_is_brought_to_the_present_after_a_copy(opened: Office) -> None:
    assert version_of(opened, "office.smsdpo") == 4
    assert version_of(opened, "office.smsdpo.before-0004") == 1


def test_its_trail_holds_line_by_line(opened: Office) -> None:
    report = audit.verify(opened)
    assert report.intact
    assert report.entries == 10


def test_everything_is_still_there(opened: Office) -> None:
    names = {hit.name for hit in people.search(opened, "mail.example")}
    assert names == {"Wanda Quill", "Ossian Thorne", "Beatrix Holloway"}
    assert {card.name: card.records for card in sources.list_sources(opened)} == {
        "Accounts": 3,
        "Notes": 1,
        "Requests to the office": 1,
    }
    (message,) = intake.inbox(opened, view="all").items
    assert intake.original(opened, message.id).startswith(b"From: Wanda Quill")
    file = requests.file(opened, REFERENCE)
    assert file.card.person_name == "Wanda Quill"
    assert file.events == (
        ClockEvent("clarification_requested", date(2026, 11, 22), "which of two contracts is meant"),
    )
    assert file.card.due.policy_due == date(2026, 12, 20)
    assert opened.setting("dpo.name") == "Imogen Ferrars"


def test_the_next_reference_is_one_that_was_never_given(opened: Office) -> None:
    assert requests.open_request(opened, type="access", received_at=opened.clock.now(), name="Zelda Quine") == (
        "DSR-2026-0002"
    )
    undo.undo(opened)
    assert requests.open_request(opened, type="access", received_at=opened.clock.now(), name="Zelda Quine") == (
        "DSR-2026-0003"
    )


def test_what_is_done_in_it_now_can_be_undone(opened: Office) -> None:
    before = requests.file(opened, REFERENCE).card.due
    requests.add_event(opened, REFERENCE, ClockEvent("clarification_received", date(2026, 11, 22)))
    undo.undo(opened, REFERENCE)
    assert requests.file(opened, REFERENCE).card.due == before
    assert audit.verify(opened).intact
