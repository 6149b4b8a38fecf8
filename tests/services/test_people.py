"""Search, card, sender and candidates: people are found by whatever piece is at hand, and each hit says why."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smsdpo.connectors.mapping import ColumnMapping
from smsdpo.core.errors import Refusal
from smsdpo.model.holdings import Record
from smsdpo.services import imports, people, requests, sources
from smsdpo.services.office import Office
from tests.statements import counted

COLUMNS = {
    "name": "name", "email": "email", "phone": "phone", "location": "location", "ip": "ip_address",
    "on": "collected_on",
}  # fmt: skip
PEOPLE = (
    ("Zoë O’Neill", "z.oneill@example.org", "07700 900118", "Leeds LS1 4AP", "192.0.2.17"),
    ("Zoe Neil", "zoe.neil@example.com", "07700 900119", "Perth PH1 5TT", "2001:db8::1"),
    ("Ngozi Okafor", "ngozi@example.net", "020 7946 0321", "Cardiff", ""),
    ("Jo Smith", "jo@example.net", "", "", ""),
    ("Joanna Smith", "joanna.smith@example.org", "", "", ""),
    ("Ng", "wei@example.org", "", "", ""),
    ("Михаил Григорян", "m.g@example.org", "", "", ""),
)


def fill(office: Office, folder: Path, rows: list[tuple[str, ...]]) -> None:
    path = folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([tuple(COLUMNS), *rows])
    imports.import_file(office, path, "Forms", ColumnMapping("contact_form", COLUMNS))


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Office:
    sources.add_source(office, "Forms")
    fill(office, tmp_path, [(*row, "25/03/2026") for row in PEOPLE])
    return office


def found(desk: Office, text: str) -> list[str]:
    return [hit.name for hit in people.search(desk, text)]


@pytest.mark.parametrize(
    "text",
    ["O'Neill", "oneill", "o neill", "ONEILL zoë", "zoe o’neill", "neill", "z.oneill", "0770 0900 118",
     "+44 7700 900118", "900118", "+44 (0)7700 900118", "ls1 4ap", "LS14AP", "192.0.2.17", "192.0.2"],
)  # fmt: skip
def test_any_fragment_finds_a_person_however_it_is_typed(desk: Office, text: str) -> None:
    assert found(desk, text)[0] == "Zoë O’Neill"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("oneill", "name"),
        ("z.oneill@", "e-mail"),
        ("900118", "phone ends 118"),
        ("ls14ap", "postcode"),
        ("192.0.2.17", "IP address"),
        ("zoe 900118", "name, phone ends 118"),
    ],
)
def test_each_hit_says_why_it_is_one(desk: Office, text: str, because: str) -> None:
    assert people.search(desk, text)[0].because == because


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("z", {"Zoë O’Neill", "Zoe Neil"}),
        ("ng", {"Ng", "Ngozi Okafor"}),
        ("jo sm", {"Jo Smith", "Joanna Smith"}),
        ("sm j", {"Jo Smith", "Joanna Smith"}),
        ("2", {"Zoe Neil"}),
    ],
)
def test_one_and_two_characters_find_those_whose_words_begin_so(desk: Office, text: str, names: set[str]) -> None:
    assert names <= set(found(desk, text))


def test_the_whole_word_comes_before_the_beginning_and_the_middle(desk: Office) -> None:
    assert found(desk, "jo smith") == ["Jo Smith", "Joanna Smith"]
    assert found(desk, "ng")[0] == "Ng"


def test_a_name_in_another_script_is_found_both_ways(desk: Office) -> None:
    assert found(desk, "григорян") == found(desk, "grigoryan") == ["Михаил Григорян"]


@pytest.mark.parametrize("text", ["", "   ", "'", "zzzz", "oneill smith", '"', "% _", "a" * 5_000])
def test_nothing_is_found_where_nothing_fits(desk: Office, text: str) -> None:
    assert found(desk, text) == []


def test_two_numbers_that_stand_apart_are_both_looked_for(desk: Office) -> None:
    assert found(desk, "118 0770") == ["Zoë O’Neill"]


def test_awkward_strings_are_searched_like_any_other(desk: Office, shared_data: Callable[[str], Path]) -> None:
    for text in json.loads(shared_data("people/naughty-strings.json").read_text(encoding="utf-8")):
        people.search(desk, text)


def test_real_names_of_many_countries_are_found_in_both_spellings(
    office: Office, tmp_path: Path, shared_data: Callable[[str], Path]
) -> None:
    with shared_data("people/common-surnames-by-country.csv").open(encoding="utf-8", newline="") as file:
        names = sorted({row["Localized Name"] for row in csv.DictReader(file) if row["Localized Name"].strip()})[::7]
    sources.add_source(office, "Forms")
    fill(office, tmp_path, [(name, f"p{number}@example.org", "", "", "", "") for number, name in enumerate(names)])
    with office.reading():
        missed = [name for name in names if name not in [hit.name for hit in people.search(office, name, limit=500)]]
    assert missed == []


def test_a_card_shows_all_that_is_held_and_when_the_first_of_it_must_go(desk: Office) -> None:
    (hit,) = people.search(desk, "oneill")
    card = people.card(desk, hit.person)
    assert [item.kind for item in card.identifiers] == ["email", "phone", "ip", "postcode"]
    assert card.sources == (("Forms", 1),)
    assert card.next_purge is not None
    assert card.next_purge.isoformat() == "2026-09-25"
    assert card.requests == ()


def test_a_card_of_nobody_is_refused(desk: Office) -> None:
    with pytest.raises(Refusal, match="no person 999"):
        people.card(desk, 999)


def sender(desk: Office, name: str, address: str, text: str = "") -> list[tuple[str, str, bool]]:
    with desk.reading() as session:
        return [
            (match.name, match.because, match.certain)
            for match in people.matches_for_sender(session, name, address, text)
        ]


def test_only_the_same_address_is_a_certain_sender(desk: Office) -> None:
    assert sender(desk, "Whoever", "Z.ONeill@example.org") == [("Zoë O’Neill", "same e-mail", True)]
    assert sender(desk, "Zoe O'Neill", "new@example.test") == [("Zoë O’Neill", "same name", False)]
    assert sender(desk, "Z O'Neill", "new@example.test") == [("Zoë O’Neill", "similar name", False)]
    assert sender(desk, "", "new@example.test", "Ring me on 07700 900 118.") == [
        ("Zoë O’Neill", "phone in the text", False)
    ]
    assert sender(desk, "Nobody Known", "", "") == []


def test_candidates_are_the_own_records_and_those_that_share_something_with_the_reason(
    desk: Office, tmp_path: Path
) -> None:
    other = ("Rhys Vale", "rhys@example.org", "07700 900118", "", "", "26/03/2026")
    similar = ("Z. O'Neill", "other@example.org", "", "", "", "26/03/2026")
    fill(desk, tmp_path, [other, similar])
    (hit,) = people.search(desk, "z.oneill@example.org")
    with desk.reading() as session, counted() as asked:
        reasons = sorted(people.candidates_for_request(session, hit.person).values())
    assert reasons == [
        "same e-mail",
        "same phone; filed under another person",
        "similar name; filed under another person",
    ]
    assert sum("FROM record" in statement for statement in asked) == 2, "one question for all that are like her"


def test_a_record_without_any_identifier_of_its_own_is_still_filed_under_its_person(
    desk: Office, tmp_path: Path
) -> None:
    with desk.operation("request.find") as op:
        record = op.session.get(Record, 1)
        assert record is not None
        record.payload = {"message": "Please call me."}
        op.note(record=1)
    with desk.reading() as session:
        assert people.candidates_for_request(session, 1)[1] == "filed under this person"


def test_nobody_has_no_records(desk: Office) -> None:
    with desk.reading() as session:
        assert people.candidates_for_request(session, 999) == {}


def test_somebody_elses_requests_to_the_office_are_nobody_elses_data(desk: Office, tmp_path: Path) -> None:
    fill(desk, tmp_path, [("Rhys Vale", "rhys@example.org", "07700 900118", "", "", "26/03/2026")])
    (other,) = people.search(desk, "rhys")
    requests.open_request(
        desk, type="access", person=other.person, received_at=datetime(2026, 11, 20, tzinfo=UTC), channel="phone"
    )
    (hit,) = people.search(desk, "z.oneill@example.org")
    with desk.reading() as session:
        mine = people.candidates_for_request(session, hit.person)
        theirs = people.candidates_for_request(session, other.person)
    assert (len(mine), len(theirs)) == (2, 3)
    assert "same name" in theirs.values()


def test_a_message_full_of_numbers_is_searched_for_the_first_hundred(desk: Office) -> None:
    crowd = " ".join(f"nobody{number}@example.test" for number in range(150))
    assert sender(desk, "", "", f"{crowd} z.oneill@example.org 07700 900118") == []
    assert sender(desk, "", "", f"z.oneill@example.org {crowd}") == [("Zoë O’Neill", "e-mail in the text", False)]


def test_what_looks_like_an_identifier_and_is_none_finds_nobody(desk: Office) -> None:
    assert sender(desk, "", "", "Ring +999 000 000 00 or write to zoe@localhost, order 12-/.") == []


def test_a_shared_surname_alone_is_no_likeness(desk: Office, tmp_path: Path) -> None:
    fill(desk, tmp_path, [("Jane Smithers", "jane@example.org", "", "", "", "26/03/2026")])
    assert sender(desk, "Jeremiah Smith", "new@example.test") == []
    assert sender(desk, "J Smith", "new@example.test") == [
        ("Jo Smith", "similar name", False),
        ("Joanna Smith", "similar name", False),
    ]
