"""`mail add` and `triage`: every input accounted for, and what is asked for said with the very words."""

from pathlib import Path
from typing import Any

import pytest

from smsdpo.core import resources
from tests.cli.conftest import CommandLine, run_bare

MAIL = resources.resource_path("sample/mail")

LETTER = """\
From: Ottoline Marsh <ottoline.marsh@example.org>
To: info@sms-tech.org
Date: Fri, 20 Nov 2026 10:00:00 +0000
Message-ID: <{id}@example.org>
Subject: {subject}

{text}
"""


def a_letter(
    folder: Path, name: str, *, subject: str = "My data", text: str = "Please send me a copy of my data."
) -> Path:
    path = folder / name
    path.write_text(LETTER.format(id=name, subject=subject, text=text), encoding="utf-8", newline="\r\n")
    return path


def files_of(report: dict[str, list[dict[str, Any]]]) -> list[str]:
    return [entry["file"] for kind in ("added", "duplicates", "refused") for entry in report[kind]]


def test_every_input_ends_in_exactly_one_list(smsdpo: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = a_letter(folder, "good.eml")
    (folder / "again.eml").write_bytes(good.read_bytes())
    (folder / "empty.eml").write_bytes(b"")
    (folder / "broken.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = smsdpo.json("mail", "add", folder, folder / "not-there.eml")
    assert sorted(files_of(report)) == sorted(
        [*(str(path) for path in folder.iterdir()), str(folder / "not-there.eml")]
    )
    assert [Path(entry["file"]).name for entry in report["added"]] == ["again.eml"]
    assert [Path(entry["file"]).name for entry in report["duplicates"]] == ["good.eml"]
    assert all(entry["reason"] for entry in report["refused"])


def test_where_nothing_at_all_is_taken_in_a_script_notices(smsdpo: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    ran = smsdpo("--json", "mail", "add", tmp_path / "empty.eml", tmp_path / "none.eml", expect=1)
    assert [Path(entry["file"]).name for entry in ran.json["refused"]] == ["empty.eml", "none.eml"]
    assert ran.err == "Nothing was taken in. Each file is listed with the reason why not.\n"
    good = a_letter(tmp_path, "good.eml")
    assert "1 message added, 0 duplicates, 1 refused" in smsdpo("mail", "add", good, tmp_path / "none.eml").out
    assert "1 duplicate" in smsdpo("mail", "add", good, tmp_path / "none.eml").out, "what is here already is no failure"


def test_what_is_added_is_described(smsdpo: CommandLine, tmp_path: Path) -> None:
    (added,) = smsdpo.json("mail", "add", a_letter(tmp_path, "one.eml"))["added"]
    assert added["from"] == "ottoline.marsh@example.org"
    assert added["subject"] == "My data"
    assert added["received"].startswith("2026-11-20T10:00:00")
    assert added["suggestions"][0]["type"] == "access"
    assert added["suggestions"][0]["asks"] is True
    assert isinstance(added["message"], int)


def test_adding_the_same_folder_again_adds_nothing(sample: CommandLine) -> None:
    report = sample.json("mail", "add", MAIL)
    assert report["added"] == []
    assert report["refused"] == []


def test_a_reader_without_json_is_told_in_lines(smsdpo: CommandLine, tmp_path: Path) -> None:
    shown = smsdpo("mail", "add", a_letter(tmp_path, "one.eml"), tmp_path / "none.eml").out
    assert "asks for access" in shown
    assert "1 message added" in shown


def test_triage_needs_no_store_and_points_at_the_words(tmp_path: Path) -> None:
    text = "Hello,\n\nplease delete my account and all my data.\n\nOttoline Marsh"
    (entry,) = run_bare("triage", str(a_letter(tmp_path, "one.eml", text=text)), "--json").json
    assert entry["language"] == "en"
    assert entry["reply_to_known"] is False
    best = entry["suggestions"][0]
    assert best["type"] == "erasure"
    assert best["asks"] is True
    assert 0 <= best["score"] <= 1
    for part in best["because"]:
        assert set(part) == {"text", "start", "end", "rule"}


def test_triage_of_lines_gives_one_reading_for_each_line(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("What data do you hold about me?\n\nWhere is my parcel?\n", encoding="utf-8")
    entries = run_bare("triage", "--lines", str(path), "--json").json
    asked = {entry["line"]: [item["type"] for item in entry["suggestions"] if item["asks"]] for entry in entries}
    assert asked[1] == ["access"]
    assert "access" not in asked[3]


def test_triage_names_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(b"")
    (entry,) = run_bare("triage", str(tmp_path / "x.eml"), "--json").json
    assert entry["refused"]


def test_triage_of_nothing_is_refused() -> None:
    assert run_bare("triage").status == 1


def test_a_folder_without_messages_is_said_to_be_one(tmp_path: Path) -> None:
    assert run_bare("triage", str(tmp_path)).out == "There are no messages there.\n"


@pytest.mark.promise("P81", "P82")
def test_the_sample_letters_are_read_as_what_they_ask_for() -> None:
    entries = run_bare("triage", str(MAIL), "--json").json
    asked = {
        Path(entry["file"]).name: {item["type"] for item in entry["suggestions"] if item["asks"]} for entry in entries
    }
    for name, kind in {
        "okafor.eml": "access",
        "davies.eml": "erasure",
        "kowalska.eml": "objection_marketing",
        "rahman.msg": "third_party_supplied",
        "smith-complaint.eml": "complaint",
        "helpdesk-88120.eml": "customer_data_return",
        "west-police.eml": "authority_request",
        "nowak.eml": "access",
        "ashworth.eml": "under_18_report",
        "nair.eml": "restriction",
        "oneill.eml": "rectification",
        "lindqvist-stop.eml": "objection_marketing",
    }.items():
        assert kind in asked[name], (name, asked[name])
    assert {"access", "portability"} <= asked["nowak.eml"]
    for name in ("workshop-weekly.eml", "out-of-office.eml", "bounce.eml", "order-shipped.eml", "invitation.eml"):
        assert asked[name] == set(), name


def test_the_inbox_s_watch_is_told_recorded_and_proved(smsdpo: CommandLine, tmp_path: Path) -> None:
    assert smsdpo.json("mail", "watch")["checked_at"] is None
    assert "Last checked: 22/11/2026" in smsdpo("mail", "checked").out
    assert smsdpo("mail", "week", "--to", tmp_path / "week.pdf", expect=1).err.startswith("The proof is a workbook.")
    ahead = ("mail", "week", "--to", tmp_path / "week.xlsx", "--of", "2026-12-25")
    assert "has not begun" in smsdpo(*ahead, expect=1).err
    proof = smsdpo.json("mail", "week", "--to", tmp_path / "week.xlsx", "--of", "2026-11-18")
    assert [day["checks"] for day in proof["days"]] == [0, 0, 0, 0, 0, 0, 1]
    assert (tmp_path / "week.xlsx").read_bytes().startswith(b"PK")
