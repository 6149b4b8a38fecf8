"""The sample: the same at every making, wholly invented, and filled in through the ordinary doors."""

import re
import zipfile
from pathlib import Path

import pytest

from benchmarks.sample.__main__ import make
from smsdpo.core import resources
from smsdpo.services import intake, people, requests, sample
from smsdpo.services.office import Office
from smsdpo.services.sample import Filled
from tests import builders

FOLDER = resources.resource_path("sample")
INVENTED_MAIL = re.compile(r"(\.example|\.test|@example\.(org|com|net)|@sms-tech\.org)$")
INVENTED_PHONE = re.compile(r"(\+44|0044|0)\s?(7700\s?900\s?\d{3}|20\s?7946\s?0\s?\d{3})$")


@pytest.fixture(scope="module")
def filled() -> tuple[Office, Filled]:
    office = builders.an_office()
    return office, sample.fill(office)


def test_the_makers_give_the_files_that_are_here(tmp_path: Path) -> None:
    make(tmp_path)
    made = {path.relative_to(tmp_path): content_of(path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(FOLDER): content_of(path) for path in FOLDER.rglob("*") if path.is_file()}
    differing = [str(path) for path in made if made[path] != kept.get(path)]
    assert differing == [], "run `python -m benchmarks.sample`"
    assert set(kept) - set(made) == {Path("README.md"), Path(".gitattributes")}


def content_of(path: Path) -> bytes | dict[str, bytes]:
    """Of a workbook what is packed in it: how tightly differs from one machine to the next."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nobody_in_it_can_be_written_to_or_rung_up() -> None:
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(FOLDER.rglob("*.[ct]sv"))]
    addresses = {found for text in texts for found in re.findall(r"[\w.+'-]+@[\w.-]+\w", text)}
    assert len(addresses) > 1_000
    assert [address for address in addresses if not INVENTED_MAIL.search(address.casefold())] == []
    phones = {found for text in texts for found in re.findall(r"(?<![\d.-])(?:\+44|0044|0)[\d ]{9,12}\d(?!\d)", text)}
    assert len(phones) > 500
    assert [phone for phone in phones if not INVENTED_PHONE.match(phone.strip())] == []


def test_it_is_small_enough_to_travel_with_the_program() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 3_000_000


def test_the_store_says_that_it_is_the_sample(filled: tuple[Office, Filled]) -> None:
    office, _ = filled
    assert office.is_sample
    assert "SAMPLE" in office.setting("organisation.name")


def test_every_message_is_taken_in_and_the_two_copies_are_recognised(filled: tuple[Office, Filled]) -> None:
    report = filled[1].mail
    assert report.refused == ()
    assert len(report.added) + len(report.duplicates) == 44
    assert len(report.duplicates) == 2


def test_the_inbox_of_that_day_holds_the_seven_letters_to_read(filled: tuple[Office, Filled]) -> None:
    cards = intake.inbox(filled[0]).items
    assert [card.from_name for card in cards] == [
        "Ngozi Okafor",
        "K. Price, West Police",
        "Siân Davies",
        "Helpdesk, ticket 88120",
        "Teresa Kowalska",
        "Amir Rahman",
        "Joanna Smith",
    ]
    assert [card.suggested for card in cards] == [
        "access",
        "authority_request",
        "erasure",
        "customer_data_return",
        "objection_marketing",
        "third_party_supplied",
        "complaint",
    ]


def test_twelve_requests_are_open_and_two_of_them_late(filled: tuple[Office, Filled]) -> None:
    page = requests.page(filled[0])
    assert page.total == 12
    assert len([card for card in page.items if card.days_left < 0]) == 2
    assert len([card for card in page.items if 0 <= card.days_left < 7]) == 3
    assert {card.waiting_for for card in page.items} - {""}
    assert {card.state for card in page.items} >= {"new", "searching", "review", "waiting"}


def test_only_the_rows_broken_on_purpose_are_left_out(filled: tuple[Office, Filled]) -> None:
    left_out = {name: len(report.refused) for name, report in filled[1].imports.items()}
    assert left_out.pop("Website contact forms") == 2
    assert set(left_out.values()) == {0}


def test_ngozi_okafor_has_twenty_records_and_is_told_from_nneka(filled: tuple[Office, Filled]) -> None:
    office = filled[0]
    hits = {hit.name: hit for hit in people.search(office, "okafor")}
    assert hits["Ngozi Okafor"].records == 20
    assert hits["Ngozi Okafor"].person != hits["Nneka Okafor"].person


def test_zoe_oneill_is_not_zoe_neil(filled: tuple[Office, Filled]) -> None:
    names = [hit.name for hit in people.search(filled[0], "zoe oneill")]
    assert names[0] == "Zoë O'Neill"
    assert len({hit.person for hit in people.search(filled[0], "neil") if hit.name in {"Zoe Neil", "Zoë O'Neill"}}) == 2
