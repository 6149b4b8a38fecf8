"""Imports: people recognised, the same file twice changing nothing, a cancelled or rehearsed import leaving nothing."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.connectors.mapping import ColumnMapping
from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Changes
from smsdpo.domain.records.holdings import ImportReport
from smsdpo.model.people import Suppression
from smsdpo.services import imports, people, requests, sources
from smsdpo.services.office import Office

FORMS = ("Name", "E-mail", "Phone", "Submitted on", "Message", "Location")
ACCOUNTS = ("Account number", "Name", "E-mail", "Phone", "Status", "Opened on")
ZOE = ("Zoë O’Neill", "zoe@example.org", "07700 900118", "25/03/2026", "Please call", "Leeds LS1 4AP")
AMIR = ("Amir Rahman", "amir@example.com", "07700 900119", "26/03/2026", "A quote please", "Perth")


def a_file(folder: Path, *rows: tuple[str, ...], name: str = "forms.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def desk(office: Office) -> Office:
    sources.add_source(office, "Web forms", purpose="To answer enquiries")
    sources.add_source(office, "Accounts")
    return office


def bring(desk: Office, folder: Path, *rows: tuple[str, ...], source: str = "Web forms") -> ImportReport:
    head = FORMS if source == "Web forms" else ACCOUNTS
    return imports.import_file(desk, a_file(folder, head, *rows), source)


def the_one(desk: Office, text: str) -> int:
    (hit,) = people.search(desk, text)
    return hit.person


@pytest.mark.promise("P21", "P85")
def test_a_file_comes_in_with_people_records_and_origins(desk: Office, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, ZOE, AMIR)
    assert (report.rows, report.records, report.people_new, report.refused) == (2, 2, 2, ())
    (record,) = people.card(desk, the_one(desk, "zoe oneill")).records
    assert (record.title, record.source) == ("Enquiry of 25 March 2026", "Web forms")
    assert record.kept_until == date(2026, 9, 25)
    assert ("collected_on", "Received on", "2026-03-25", "observed") in record.fields
    assert all(provenance for _, _, _, provenance in record.fields)


def test_the_same_file_twice_changes_nothing(desk: Office, tmp_path: Path) -> None:
    twice = (ZOE, AMIR, (*ZOE[:4], "A second message that day", ZOE[5]))
    bring(desk, tmp_path, *twice)
    again = bring(desk, tmp_path, *twice)
    assert (again.records, again.people_new, again.unchanged, again.people_matched) == (0, 0, 3, 2)


def test_a_row_that_changed_in_its_source_changes_its_record_and_no_other(desk: Office, tmp_path: Path) -> None:
    before = ("SMS-1", "Zoë O’Neill", "zoe@example.org", "", "active", "01/02/2020")
    bring(desk, tmp_path, before, source="Accounts")
    after = (*before[:3], "07700 900118", "closed", before[5])
    report = bring(desk, tmp_path, after, ("SMS-2", "Amir", "", "", "active", ""), source="Accounts")
    assert (report.records, report.people_new, report.people_matched, report.unchanged) == (2, 1, 1, 0)
    (record,) = people.card(desk, the_one(desk, "07700900118")).records
    assert ("status", "Status", "closed", "derived") in record.fields


def test_two_rows_under_one_key_are_two_records_and_stay_so(desk: Office, tmp_path: Path) -> None:
    rows = (("SMS-1", "Zoë", "", "", "active", ""), ("SMS-1", "Zoë", "", "", "closed", ""))
    assert bring(desk, tmp_path, *rows, source="Accounts").records == 2
    assert bring(desk, tmp_path, *rows, source="Accounts").unchanged == 2


def test_a_row_that_stands_twice_in_one_file_is_one_record(desk: Office, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, ZOE, ZOE, AMIR)
    assert (report.rows, report.records, report.unchanged, report.people_matched) == (3, 2, 1, 0)


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (("", "zoe@example.org", "07700 900118", "25/03/2026", "", ""), "zoe@example.org"),
        (("", "", "07700 900118", "25/03/2026", "", ""), "+447700900118"),
    ],
)
def test_who_gives_no_name_is_called_by_what_they_gave_until_a_name_comes(
    desk: Office, tmp_path: Path, row: tuple[str, ...], called: str
) -> None:
    bring(desk, tmp_path, row)
    assert people.card(desk, the_one(desk, "900118")).name == called
    bring(desk, tmp_path, ("SMS-1", "", "zoe@example.org", "07700 900118", "active", ""), source="Accounts")
    if "@" in called:
        bring(desk, tmp_path, ZOE)
        assert people.card(desk, the_one(desk, "900118")).name == "Zoë O’Neill"


def test_the_offices_own_log_is_filled_by_the_office_only(desk: Office, tmp_path: Path) -> None:
    requests.open_request(desk, type="access", name="Tom Ash", received_at=datetime(2026, 11, 20, tzinfo=UTC))
    (log,) = [source.name for source in sources.list_sources(desk) if source.name not in {"Web forms", "Accounts"}]
    with pytest.raises(Refusal, match="own log"):
        bring(desk, tmp_path, ZOE, source=log)
    with pytest.raises(Refusal, match="no source called Attic"):
        imports.import_file(desk, a_file(tmp_path, FORMS, ZOE), "Attic")


@pytest.mark.parametrize(
    ("row", "same"),
    [
        (("Z. O'Neill", "ZOE@example.org ", "", "01/04/2026", "x", ""), True),
        (("ZOE ONEILL", "", "+44 (0)7700 900118", "01/04/2026", "x", ""), True),
        (("Rhys Vale", "", "07700 900118", "01/04/2026", "x", ""), False),
        (("Zoë O’Neill", "", "", "01/04/2026", "x", ""), False),
        (("Zoë O’Neill", "other@example.org", "", "01/04/2026", "x", ""), False),
    ],
)
def test_a_person_is_known_by_e_mail_or_telephone_with_the_name_never_by_the_name_alone(
    desk: Office, tmp_path: Path, row: tuple[str, ...], same: bool
) -> None:
    bring(desk, tmp_path, ZOE)
    assert bring(desk, tmp_path, row).people_matched == (1 if same else 0)


def test_a_person_is_known_by_the_account_number_and_then_by_all_that_it_brings(desk: Office, tmp_path: Path) -> None:
    bring(desk, tmp_path, ("SMS-1", "", "", "", "active", ""), source="Accounts")
    assert people.card(desk, the_one(desk, "sms-1")).name == "Account SMS-1"
    bring(desk, tmp_path, ("sms-1", "Zoë O’Neill", "zoe@example.org", "", "active", ""), source="Accounts")
    report = bring(desk, tmp_path, ZOE)
    assert (report.people_new, report.people_matched) == (0, 1)
    card = people.card(desk, the_one(desk, "oneill"))
    assert card.name == "Zoë O’Neill"
    assert {item.kind for item in card.identifiers} == {"account", "email", "phone", "postcode"}


def test_another_name_of_a_person_is_kept_and_found(desk: Office, tmp_path: Path) -> None:
    bring(desk, tmp_path, ZOE, ("Zoë Vale", "zoe@example.org", "", "01/04/2026", "x", ""))
    (hit,) = people.search(desk, "vale")
    assert (hit.name, hit.because) == ("Zoë O’Neill", "another name")


def test_bad_rows_are_listed_and_stop_nothing(desk: Office, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, ZOE, ("Amir", "no address", "", "25/03/2026", "", ""), AMIR)
    assert (report.rows, report.records) == (3, 2)
    assert [(item.row, "e-mail" in item.reason) for item in report.refused] == [(3, True)]


def test_a_rehearsal_says_the_same_and_writes_nothing(desk: Office, tmp_path: Path) -> None:
    told: list[Changes] = []
    desk.listeners.append(told.append)
    path = a_file(tmp_path, FORMS, ZOE, AMIR)
    rehearsed = imports.import_file(desk, path, "Web forms", dry_run=True)
    assert (rehearsed.records, rehearsed.people_new) == (2, 2)
    assert people.search(desk, "zoe") == []
    assert told == []
    done = imports.import_file(desk, path, "Web forms")
    assert (done.records, done.people_new) == (rehearsed.records, rehearsed.people_new)
    assert {"person", "record", "source"} <= told[0].kinds


def test_a_cancelled_import_leaves_nothing_behind(desk: Office, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done > 5_000:
            raise Cancelled

    rows = [(f"Person {number}", f"p{number}@example.org", "", "25/03/2026", "x", "") for number in range(6_000)]
    path = a_file(tmp_path, FORMS, *rows)
    with pytest.raises(Cancelled):
        imports.import_file(desk, path, "Web forms", progress=stop)
    assert people.search(desk, "person") == []
    assert imports.import_file(desk, path, "web FORMS ").people_new == 6_000


def test_people_are_recognised_across_the_batches_of_one_file(desk: Office, tmp_path: Path) -> None:
    rows = [
        (f"Person {number}", f"p{number % 7_000}@example.org", "", "25/03/2026", f"m{number}", "")
        for number in range(14_000)
    ]
    report = bring(desk, tmp_path, *rows)
    assert (report.records, report.people_new, report.people_matched) == (14_000, 7_000, 0)


def test_an_import_without_a_source_or_into_the_own_log_is_refused(desk: Office, tmp_path: Path) -> None:
    path = a_file(tmp_path, FORMS, ZOE)
    with pytest.raises(Refusal, match="no source called"):
        imports.import_file(desk, path, "CRM")


def test_a_file_that_cannot_be_read_leaves_the_store_as_it_was(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Refusal, match=r"bad\.xlsx"):
        imports.import_file(desk, tmp_path / "bad.xlsx", "Web forms")
    assert sources.list_sources(desk)[1].last_import is None


def test_somebody_who_asked_to_be_removed_does_not_come_back(desk: Office, tmp_path: Path) -> None:
    with desk.operation("person.suppress") as op:
        token = desk.keyed_hash("email:zoe@example.org")
        op.session.add(Suppression(token=token, since=date(2026, 11, 1), request="DSR-2026-0001"))
    report = bring(desk, tmp_path, ("Z", "ZOE@EXAMPLE.ORG", "", "25/03/2026", "x", ""), AMIR)
    assert (report.records, report.blocked_reimport) == (1, 1)
    assert people.search(desk, "zoe") == []


def test_the_register_shows_when_a_source_was_last_brought_in(desk: Office, tmp_path: Path) -> None:
    bring(desk, tmp_path, ZOE)
    by_name = {card.name: card for card in sources.list_sources(desk)}
    assert by_name["Web forms"].records == 1
    assert by_name["Web forms"].last_import == date(2026, 11, 22)
    assert by_name["Accounts"].last_import is None


def test_a_source_has_a_name_of_its_own(desk: Office) -> None:
    for name, says in (("accounts ", "already a source"), ("", "needs a name"), ("a\nb\x00", "needs a name")):
        with pytest.raises(Refusal, match=says):
            sources.add_source(desk, name)
    with pytest.raises(Refusal, match="already a source"):
        sources.add_source(desk, "Requests to the office")


def test_real_contacts_with_bare_line_ends_come_in_whole(desk: Office, shared_data: Callable[[str], Path]) -> None:
    path = shared_data("tabular/univocity/issues__github_194__uk-500.csv")
    columns = {"first_name": "name", "last_name": "name", "address": "address", "postal": "address", "phone1": "phone"}
    mapping = ColumnMapping("account", {**columns, "email": "email"})
    report = imports.import_file(desk, path, "Accounts", mapping)
    assert report.rows == 500
    assert (report.records, report.refused) == (500, ())
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file.read().splitlines()))
    for row in rows[::50]:
        found = [hit.email for hit in people.search(desk, f"{row['last_name']} {row['first_name']}")]
        assert row["email"] in found
        assert row["email"] in [hit.email for hit in people.search(desk, row["postal"])]
        assert row["email"] in [hit.email for hit in people.search(desk, row["phone1"])]


def test_an_import_says_how_it_read_the_file(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "forms.csv"
    file.write_text("Name,Email,Message,Submitted\nAnn Ash,ann@mail.example,Hello,25/03/2026\n", encoding="utf-8")
    sources.add_source(office, "Forms", purpose="to answer")
    notes = " ".join(imports.import_file(office, file, "Forms").notes)
    assert "Read as contact forms by its headings." in notes
