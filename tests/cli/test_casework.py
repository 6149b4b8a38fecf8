"""What is written down, typed in, changed, begun again and logged, on the command line."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import CommandLine
from tests.services.test_casework import PASSPORT

NOTE = ("--channel", "phone", "--received", "2026-11-20T10:00:00+00:00", "--name", "Tom Ash")


def opened(smsdpo: CommandLine, type_key: str = "general_inquiry") -> str:
    message = smsdpo.json("request", "note", *NOTE, "--text", "How long do you keep my data?")["message"]
    reference: str = smsdpo.json("request", "open", "--message", message, "--type", type_key)["reference"]
    return reference


def test_a_call_is_typed_in_answered_and_taken_up_again(smsdpo: CommandLine, tmp_path: Path) -> None:
    reference = opened(smsdpo)
    listed = smsdpo.json("request", "detail", reference)
    assert [item["key"] for item in listed][:2] == ["topic", "answer"]
    fields = ("topic=retention", "answer=Six months.", "hidden_right=yes")
    changed = smsdpo.json("request", "detail", reference, *fields)
    assert {item["key"]: item["value"] for item in changed}["topic"] == "retention"
    answered = ("request", "close", reference, "--outcome", "answered", "--note", "By telephone.", "--by-hand")
    assert smsdpo.json(*answered)["state"] == "closed"
    assert smsdpo.json("request", "reopen", reference, "--reason", "She asked on")["state"] != "closed"


def test_another_kind_has_other_dates(smsdpo: CommandLine) -> None:
    reference = opened(smsdpo)
    shown = smsdpo.json("request", "change-type", reference, "access", "--reason", "A right between the lines")
    assert shown["type"] == "access"
    assert shown["clocks"][0]["statutory_due"] == "2026-12-21"


def test_a_letter_takes_lines_one_by_one(smsdpo: CommandLine, tmp_path: Path) -> None:
    reference = opened(smsdpo, "access")
    target = tmp_path / "L18.pdf"
    told = ("--field", "notice_recipient=Example Couriers Ltd", "--field", "notice_data=Address", "--field")
    smsdpo(
        "letter", reference, "L18", "--to", target, *told, "notice_data=Telephone", "--field", "outcome_words=Erased"
    )
    assert target.read_bytes().startswith(b"%PDF")


def test_the_log_is_a_workbook(smsdpo: CommandLine, tmp_path: Path) -> None:
    reference = opened(smsdpo)
    target = tmp_path / "log.xlsx"
    assert smsdpo.json("request", "log", "--to", target)["entries"] == 1
    cells = [cell for sheet in load_workbook(target) for line in sheet.iter_rows(values_only=True) for cell in line]
    assert reference in cells


def test_a_copy_of_a_passport_goes_for_good_after_the_check(smsdpo: CommandLine, tmp_path: Path) -> None:
    mail = tmp_path / "passport.eml"
    mail.write_bytes(f"From: Una Bell <una@mail.example>\r\nMIME-Version: 1.0\r\n{PASSPORT}".encode())
    message = smsdpo.json("mail", "add", mail)["added"][0]["message"]
    reference = smsdpo.json("request", "open", "--message", message, "--type", "access")["reference"]
    assert smsdpo.json("request", "copies", reference) == []
    smsdpo("request", "identity", reference, "document_seen", "--seen", "Passport, 22/11/2026")
    (copy,) = smsdpo.json("request", "copies", reference)
    assert copy["name"] == "passport.png"
    delete = ("request", "delete-copy", reference, copy["id"], "--reason", "Identity checked")
    assert smsdpo(*delete).out == "Deleted for good.\n"
    assert smsdpo(*delete, expect=1).err.startswith("There is no such copy.")
