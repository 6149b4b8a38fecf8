"""Whom a hurried eye takes for somebody else, and what the palette finds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from smsdpo.services import lookalikes, new_people, palette, requests
from smsdpo.services.office import Office
from tests.builders import an_access_request


def people_named(office: Office, *who: tuple[str, str]) -> dict[str, int]:
    with office.operation("test.people") as op:
        return {name: new_people.add_person(office, op, name=name, email=email).id for name, email in who}


def told(office: Office, person: int) -> dict[str, str]:
    return {one.name: one.because for one in lookalikes.lookalikes(office, person)}


@pytest.fixture
def register(office: Office) -> dict[str, int]:
    return people_named(
        office,
        ("Nneka Okafor", "nneka@example.org"),
        ("Ngozi Okafor", "ngozi@example.org"),
        ("Nneka Okafo", "n.okafo@example.org"),
        ("Nneka Okefor", "n.okefor@example.com"),
        ("Nneka Birch", "birch@example.org"),
        ("Tom Okafor", "tom@example.org"),
        ("Una Bell", "nneka@example.com"),
        ("NNEKA OKAFOR", "other@example.org"),
    )


def test_who_is_confusingly_near_is_told_with_the_reason_the_nearest_first(
    office: Office, register: dict[str, int]
) -> None:
    assert told(office, register["Nneka Okafor"]) == {
        "NNEKA OKAFOR": "the same name",
        "Ngozi Okafor": "the same surname and first initial",
        "Una Bell": "the same e-mail name at another provider",
        "Nneka Okafo": "the same first name and nearly the same surname",
        "Nneka Okefor": "the same first name and nearly the same surname",
    }
    assert lookalikes.lookalikes(office, register["Nneka Okafor"])[0].name == "NNEKA OKAFOR"
    assert lookalikes.lookalikes(office, register["Nneka Okafor"], limit=1)[0].email == "other@example.org"


def test_who_is_like_nobody_has_no_lookalike(office: Office, register: dict[str, int]) -> None:
    assert told(office, register["Nneka Birch"]) == {}
    assert told(office, 999) == {}


@pytest.mark.parametrize(("one", "other"), [("Jo Ng", "Jo Nq"), ("Al Lee", "Al Lea"), ("Wei Liu", "Wei Lui")])
def test_short_names_are_compared_as_well(office: Office, one: str, other: str) -> None:
    known = people_named(office, (one, "a@example.org"), (other, "b@example.org"))
    assert told(office, known[one]) == {other: "the same first name and nearly the same surname"}


def test_a_name_of_one_word_is_compared_by_its_e_mail_only(office: Office) -> None:
    known = people_named(office, ("Cher", "cher@example.org"), ("Somebody", "cher@example.com"))
    assert told(office, known["Cher"]) == {"Somebody": "the same e-mail name at another provider"}


def test_the_palette_finds_requests_by_reference_and_name_and_people(office: Office, tmp_path: Path) -> None:
    first = an_access_request(office, tmp_path)
    late = requests.open_request(
        office, type="complaint", name="Wanda Carr", received_at=datetime(2026, 10, 1, tzinfo=UTC), channel="post"
    )
    assert [(hit.what, hit.title) for hit in palette.hits(office, "wanda")] == [
        ("request", late),  # the most urgent first
        ("request", first),
        ("person", "Wanda Carr"),
        ("person", "Wanda Quill"),
    ]
    assert [hit.key for hit in palette.hits(office, "dsr-2026-0002")] == [late]
    assert [hit.title for hit in palette.hits(office, "quill wan")] == [first, "Wanda Quill"]
    assert palette.hits(office, "wanda", limit=1)[0].title == late
    assert palette.hits(office, "  ") == []
    requests.close(office, late, outcome="withdrawn", note="She wrote that it is settled.")
    assert [hit.title for hit in palette.hits(office, "wanda")][:2] == [first, late]  # closed ones last
