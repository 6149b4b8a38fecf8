"""`source`, `import`, `search`, `person show`."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

FORMS = """\
Name,Mail,Phone,When
Ottoline Marsh,ottoline.marsh@example.org,07700 900701,14/03/2026
Zoë O'Neill,zoe.oneill@example.org,+44 7700 900702,15/03/2026
Broken Day,broken.day@example.org,,31/02/2026
"""
MAPPING = """\
{"category": "contact_form", "date_order": "dmy",
 "columns": {"Name": "name", "Mail": "email", "Phone": "phone", "When": "collected_on"}}
"""


@pytest.fixture
def forms(smsdpo: CommandLine, tmp_path: Path) -> list[str]:
    """The words of an import that would work."""
    (tmp_path / "forms.csv").write_text(FORMS, encoding="utf-8")
    (tmp_path / "forms.json").write_text(MAPPING, encoding="utf-8")
    smsdpo("source", "add", "Forms", "--purpose", "To answer enquiries", "--retention", "6 months")
    return ["import", str(tmp_path / "forms.csv"), "--source", "Forms", "--mapping", str(tmp_path / "forms.json")]


def test_a_source_is_added_and_listed_with_what_is_said_of_it(smsdpo: CommandLine) -> None:
    smsdpo("source", "add", "Help desk", "--purpose", "To help", "--owner", "Support")
    card = next(item for item in smsdpo.json("source", "list") if item["name"] == "Help desk")
    assert (card["purpose"], card["owner"], card["records"]) == ("To help", "Support", 0)


def test_what_is_said_of_a_source_is_changed_and_the_rest_stays(smsdpo: CommandLine) -> None:
    smsdpo("source", "add", "Help desk", "--purpose", "To help", "--owner", "Support")
    card = smsdpo.json("source", "change", "help desk", "--recipients", "Example Hosting Ltd", "--owner", "")
    assert (card["recipients"], card["owner"], card["purpose"]) == ("Example Hosting Ltd", "", "To help")
    assert card in smsdpo.json("source", "list")
    assert "no source called Attic" in smsdpo("source", "change", "Attic", "--basis", "contract", expect=1).err


def test_an_import_says_what_it_did_and_names_the_rows_left_out(smsdpo: CommandLine, forms: list[str]) -> None:
    made = smsdpo.json(*forms)
    assert (made["rows"], made["records"], made["people_new"], made["unchanged"]) == (3, 2, 2, 0)
    assert [item["row"] for item in made["refused"]] == [4]
    assert made["refused"][0]["reason"]
    assert {"people_matched", "blocked_reimport", "seconds"} <= set(made)


def test_the_same_file_twice_changes_nothing(smsdpo: CommandLine, forms: list[str]) -> None:
    smsdpo(*forms)
    again = smsdpo.json(*forms)
    assert (again["records"], again["people_new"], again["unchanged"]) == (0, 0, 2)


def test_a_dry_run_keeps_nothing(smsdpo: CommandLine, forms: list[str]) -> None:
    assert smsdpo.json(*forms, "--dry-run")["rows"] == 3
    assert smsdpo.json("search", "ottoline")["hits"] == []


@pytest.mark.parametrize("text", ["zoe oneill", "O'NEILL", "07700900702", "zoe.oneill@", "zo"])
def test_a_person_is_found_by_any_part_and_the_hit_says_why(smsdpo: CommandLine, forms: list[str], text: str) -> None:
    smsdpo(*forms)
    made = smsdpo.json("search", text)
    assert made["milliseconds"] >= 0
    hit = made["hits"][0]
    assert (hit["name"], hit["records"]) == ("Zoë O'Neill", 1)
    assert hit["because"]
    assert hit["score"] > 0


def test_a_person_is_shown_with_identifiers_records_and_requests(smsdpo: CommandLine, forms: list[str]) -> None:
    smsdpo(*forms)
    person = smsdpo.json("search", "ottoline")["hits"][0]["person"]
    card = smsdpo.json("person", "show", person)
    assert {item["value"] for item in card["identifiers"]} >= {"ottoline.marsh@example.org", "+447700900701"}
    assert len(card["records"]) == 1
    assert card["requests"] == []
    assert "  2026-03-14 Forms: " in smsdpo("person", "show", person).out


def test_a_reader_is_told_that_there_may_be_more_people_than_are_listed(smsdpo: CommandLine, forms: list[str]) -> None:
    smsdpo(*forms)
    assert smsdpo("search", "0", "--limit", 1).out.splitlines()[1:] == ["These are the first 1; --limit shows more."]
    assert len(smsdpo("search", "0").out.splitlines()) == 2
    assert smsdpo("search", "0", "--limit", 0, expect=2).err


def test_a_person_who_is_not_there_is_refused(smsdpo: CommandLine) -> None:
    assert smsdpo("person", "show", 999, expect=1).err.count("\n") == 1


def test_an_import_into_no_source_is_refused(smsdpo: CommandLine, forms: list[str]) -> None:
    forms[3] = "No such"
    assert "source" in smsdpo(*forms, expect=1).err
