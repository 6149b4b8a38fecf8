"""`request …`, `letter`, `export`, `calendar`, `audit`, `doctor` on the sample."""

import csv
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from smsdpo.core import resources
from smsdpo.core.paths import StorePaths
from smsdpo.services.office import Office
from tests.builders import a_clock
from tests.cli.conftest import PASSPHRASE, CommandLine, run_bare


def first(sample: CommandLine, type_: str, state: str = "") -> dict[str, Any]:
    listed: list[dict[str, Any]] = sample.json("request", "list")
    return next(item for item in listed if item["type"] == type_ and state in item["state"])


def test_the_list_shows_open_requests_the_most_urgent_first(sample: CommandLine) -> None:
    listed = sample.json("request", "list")
    dates = [item["clocks"][0]["effective_due"] for item in listed]
    assert len(listed) == 12
    assert dates == sorted(dates)
    assert [item["reference"] for item in listed if item["clocks"][0]["days_left"] < 0] == [
        item["reference"] for item in listed[:2]
    ]
    assert "DSR-2026-" in sample("request", "list").out


def test_a_request_is_shown_whole(sample: CommandLine) -> None:
    shown = sample.json("request", "show", first(sample, "access")["reference"])
    assert {"reference", "type", "state", "person", "clocks", "checklist", "events"} <= set(shown)
    assert shown["clocks"][0]["working"]
    assert sample("request", "show", shown["reference"]).out.startswith(shown["reference"])


def test_a_request_goes_to_the_person_whose_address_it_came_from(sample: CommandLine) -> None:
    letter = resources.resource_path("sample/mail/okafor.eml")
    message = sample.json("mail", "add", letter)["duplicates"][0]["message"]
    opened = sample.json("request", "open", "--message", message, "--type", "access")
    assert opened["person"] == sample.json("search", "SMS-20441")["hits"][0]["person"]


def test_a_tag_of_the_office_is_put_on_and_taken_off(sample: CommandLine) -> None:
    with Office.open(StorePaths(sample.store), a_clock(), "D. Pearce", passphrase=PASSPHRASE) as office:
        office.change_settings({"tags": ["board"]})
    reference = first(sample, "access")["reference"]
    assert "has no tag" in sample("request", "tag", reference, "press", expect=1).err
    assert sample.json("request", "tag", reference, "board")["tags"] == ["board"]
    assert "Tags          board\n" in sample("request", "show", reference).out
    assert "all of them bear" in sample("request", "tag", reference, "board", expect=1).err
    assert sample.json("request", "tag", reference, "board", "--off")["tags"] == []


def test_an_event_moves_the_clock_and_is_listed(sample: CommandLine) -> None:
    reference = first(sample, "portability")["reference"]
    shown = sample.json("request", "event", reference, "extended@2026-11-20", "--reason", "Many systems to search")
    assert shown["events"][-1]["kind"] == "extended"
    assert shown["clocks"][0]["effective_due"] == "2027-01-27"


def test_an_event_the_rule_does_not_know_is_refused_with_the_rule(sample: CommandLine) -> None:
    reference = first(sample, "erasure")["reference"]
    ran = sample("request", "event", reference, "clarification_requested@2026-11-20", expect=1)
    assert "access" in ran.err


def test_nothing_is_given_out_before_identity_and_decisions_are_settled(sample: CommandLine, tmp_path: Path) -> None:
    for state, missing in (("waiting", "Identity"), ("review", "undecided")):
        reference = first(sample, "access", state)["reference"]
        ran = sample("export", reference, "--to", tmp_path / "out", expect=1)
        assert missing in ran.err
        assert not (tmp_path / "out").exists()


def test_a_decision_is_refused_where_part_of_it_would_do_nothing(sample: CommandLine) -> None:
    reference = first(sample, "access", "review")["reference"]
    decide = ("request", "decide", reference, "include")
    assert "Not all of these records" in sample(*decide, 99_999, expect=1).err
    assert "Leave out --redact" in sample(*decide, "--redact", "Kerr", expect=1).err
    assert sample.json("request", "show", reference)["undecided"] == 6
    nothing_yet = first(sample, "access", "waiting")["reference"]
    assert sample("request", "findings", nothing_yet).out == "No records were found so far.\n"


def test_where_the_answer_goes_is_shown_and_is_no_nonsense(sample: CommandLine) -> None:
    reference = first(sample, "access", "waiting")["reference"]
    to = ("request", "recipient", reference, "--name", "Rosa Bloom", "--line", "1 Larch Row", "--email")
    assert "Answer to     Rosa Bloom, rosa@mail.example, 1 Larch Row\n" in sample(*to, "rosa@mail.example").out
    assert "not an e-mail address" in sample(*to, "Larch Row", expect=1).err


def test_another_person_is_chosen_until_data_was_found(sample: CommandLine) -> None:
    other = sample.json("search", "sian davies")["hits"][0]["person"]
    waiting, found = (first(sample, "access", state)["reference"] for state in ("waiting", "review"))
    assert sample.json("request", "person", waiting, other)["person"] == other
    assert "already found for another person" in sample("request", "person", found, other, expect=1).err


def test_each_view_that_the_help_names_can_be_listed(sample: CommandLine) -> None:
    named = ("open", "mine", "overdue", "week", "waiting", "closed", "all")
    help_text = " ".join(run_bare("request", "list", "--help").out.split())
    assert "open (default), mine, overdue, week, waiting, closed or all" in help_text
    counted = {view: len(sample.json("request", "list", "--view", view)) for view in named}
    assert counted["open"] + counted["closed"] == counted["all"] == 14


def test_a_reference_that_is_not_there_is_refused(sample: CommandLine) -> None:
    assert "DSR-2026-9999" in sample("request", "show", "DSR-2026-9999", expect=1).err


def test_the_letters_on_offer_are_listed(sample: CommandLine) -> None:
    offered = {item["letter"]: item for item in sample.json("letter", "list")}
    assert {"L01", "L02", "L06", "L07", "L08"} <= set(offered)
    assert all(item["title"] and item["version"] for item in offered.values())


def test_a_letter_takes_what_it_lacks_and_a_stand_in_for_what_no_font_prints(
    sample: CommandLine, tmp_path: Path
) -> None:
    reference = first(sample, "access", "waiting")["reference"]
    sample("request", "recipient", reference, "--name", "Rosa \U0001f600 Bloom", "--email", "rosa@mail.example")
    why = "--field", "identity_reason_for_doubt=two people of this name are known to us"
    refused = sample("letter", reference, "L02", "--to", tmp_path / "L02.pdf", *why, expect=1)
    assert "U+1F600" in refused.err
    sample("letter", reference, "L02", "--to", tmp_path / "L02.pdf", *why, "--substitute", "\U0001f600=*")
    said = " ".join(page.extract_text() for page in PdfReader(tmp_path / "L02.pdf").pages)
    assert "two people of this name" in " ".join(said.split())
    assert "not a field" in sample("letter", reference, "L02", "--to", "x.pdf", "--field", "os=1", expect=1).err
    assert sample("letter", reference, "L02", "--to", "x.pdf", "--field", "nothing", expect=2).err


def test_a_source_that_was_not_searched_says_why(sample: CommandLine) -> None:
    reference = first(sample, "access", "waiting")["reference"]
    source = sample.json("source", "list")[0]["name"]
    assert "Say why" in sample("request", "not-searched", reference, source, expect=1).err
    sample("request", "not-searched", reference, source, "--reason", "its file is locked")


def test_an_acknowledgement_is_written(sample: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    made = sample.json("letter", first(sample, "access")["reference"], "L01", "--to", target)
    assert (made["file"], made["letter"], made["missing"]) == (str(target), "L01", [])
    assert made["pages"] >= 1
    assert target.read_bytes().startswith(b"%PDF-")
    assert "already exists" in sample("letter", made_for(sample), "L01", "--to", target, expect=1).err
    assert "A letter is a PDF" in sample("letter", made_for(sample), "L01", "--to", "letter.docx", expect=1).err


def made_for(sample: CommandLine) -> str:
    return str(first(sample, "access")["reference"])


def test_the_calendar_file_names_references_only(sample: CommandLine, tmp_path: Path) -> None:
    made = sample.json("calendar", "--ics", tmp_path / "deadlines.ics")
    text = (tmp_path / "deadlines.ics").read_text(encoding="utf-8")
    assert made == {"file": str(tmp_path / "deadlines.ics"), "entries": 12}
    assert text.count("BEGIN:VEVENT") == 12
    assert "Nowak" not in text
    assert "@example" not in text


def test_the_trail_holds_and_can_be_written_out(sample: CommandLine, tmp_path: Path) -> None:
    verdict = sample.json("audit", "verify")
    assert (verdict["intact"], verdict["first_broken"]) == (True, None)
    made = sample.json("audit", "export", tmp_path / "trail.csv")
    with (tmp_path / "trail.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == made["entries"] >= verdict["entries"]
    assert lines[0]["what"] == "store.create"


def test_a_persons_data_is_exported_for_the_offices_own_eyes(sample: CommandLine, tmp_path: Path) -> None:
    person = sample.json("search", "sian davies")["hits"][0]["person"]
    made = sample.json("export", "--person", person, "--to", tmp_path / "out")
    assert made["records"] >= 4
    for key in ("workbook", "archive", "manifest"):
        assert Path(made[key]).is_file(), key


def test_an_export_that_cannot_be_made_is_refused(sample: CommandLine, tmp_path: Path) -> None:
    out = ("export", "--to", tmp_path / "out", "--person")
    assert "no person 0" in sample(*out, 0, expect=1).err
    assert "Give --substitute with a request" in sample(*out, 1, "--substitute", "x=y", expect=1).err
    assert "cannot be made" in sample("export", "--to", sample.key_file, "--person", 1, expect=1).err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [["export", "--to", "x"], ["export", "DSR-2026-0001", "--person", "1", "--to", "x"]])
def test_an_export_of_nobody_in_particular_is_refused(sample: CommandLine, words: list[str]) -> None:
    assert "Whose data?" in sample(*words, expect=1).err


def test_doctor_looks_at_machine_and_store(sample: CommandLine) -> None:
    found = {item["check"]: item for item in sample.json("doctor")}
    assert {"python", "qt", "keyring", "fonts", "resources", "holidays", "space", "store", "trail"} <= set(found)
    for name in ("python", "qt", "fonts", "resources", "holidays", "store", "trail"):
        assert found[name]["ok"], found[name]


def test_doctor_looks_ahead_from_the_day_of_the_rehearsal(sample: CommandLine) -> None:
    found = {item["check"]: item for item in sample.json("doctor", "--today", "2030-01-02")}
    assert not found["holidays"]["ok"]


def test_doctor_says_what_is_wrong_with_a_store_instead_of_failing(sample: CommandLine) -> None:
    sample.store.write_bytes(b"\0" * 10)
    found = {item["check"]: item for item in sample.json("doctor")}
    assert found["store"]["ok"] is False
    assert sample.store.name in found["store"]["say"]


def test_a_letter_beside_the_answer_is_marked_as_sent(sample: CommandLine, tmp_path: Path) -> None:
    reference = first(sample, "portability")["reference"]
    sample("letter", reference, "L01", "--to", tmp_path / "L01.pdf")
    ran = sample("request", "sent", reference, "by post", "--letter", "L24", expect=1)
    assert "No letter L24" in ran.err
    assert "goes with --letter" in sample("request", "sent", reference, "by post", "--on", "2026-11-22", expect=1).err
    sample("request", "sent", reference, "by post", "--letter", "l01", "--on", "2026-11-22")
    assert sample.json("request", "show", reference)["state"] != "released"
    assert "sent on 22/11/2026" in sample("request", "sent", reference, "by post", "--letter", "L01", expect=1).err


def test_a_letter_is_named_in_whatever_case(sample: CommandLine, tmp_path: Path) -> None:
    about = first(sample, "access")["reference"]
    words = ("request", "complaint", about, "--words", "No reply came.", "--received", "2026-11-20")
    reference = sample.json(*words)["reference"]
    for number, code in enumerate(("L17a", "l17A")):
        made = sample.json("letter", reference, code, "--to", tmp_path / f"{number}.pdf")
        assert made["letter"] == "L17a"
        sent = sample.json("request", "sent", reference, "by post", "--letter", code)["letters"][-1]
        assert (sent["code"], sent["sent"]) == ("L17a", "by post")
    assert "no letter L99" in sample("letter", reference, "L99", "--to", tmp_path / "x.pdf", expect=1).err
