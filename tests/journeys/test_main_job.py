"""The main job on the command line: an access letter in, a workbook and a printed letter out."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from smsdpo.core import resources
from tests.cli.conftest import CommandLine, a_command_line, run_bare

OKAFOR = resources.resource_path("sample/mail/okafor.eml")
COLLEAGUE = "Tunde Adeyemi"
PROMISED = {
    "Accounts": {"Account number"},
    "Purchases": {"Product", "Renews on", "Expires on"},
    "Customer service": {"What you asked", "How we answered"},
    "Contact forms": {"Name", "E-mail", "Phone number", "Location", "Employment status", "IP address"},
    "Requests to our office": {"What you asked"},
}
"""The sheets in which the policy's own list of data (P16-P21) is found again."""
FRAME = {"Summary", "How we use your data", "Withheld", "Glossary"}


@pytest.fixture
def smsdpo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line without a store."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return a_command_line(tmp_path / "office")


def sources_into(smsdpo: CommandLine) -> None:
    for source in resources.read_json("sample/sources.json"):
        smsdpo("source", "add", source["name"], "--purpose", source["purpose"], "--basis", source["basis"])
        file, mapping = (resources.resource_path(f"sample/{source[key]}") for key in ("file", "mapping"))
        smsdpo("import", file, "--source", source["name"], "--mapping", mapping)


@pytest.mark.promise("P6", "P16", "P17", "P18", "P19", "P20", "P21", "P22", "P32", "P85", "P86")
def test_a_letter_in_a_workbook_and_a_printed_letter_out(smsdpo: CommandLine, tmp_path: Path) -> None:
    smsdpo("init")
    sources_into(smsdpo)
    (added,) = smsdpo.json("mail", "add", OKAFOR)["added"]
    assert added["suggestions"][0]["type"] == "access"

    person = smsdpo.json("search", "SMS-20441")["hits"][0]["person"]
    opened = smsdpo.json("request", "open", "--message", added["message"], "--type", "access", "--person", person)
    reference = opened["reference"]
    clock = opened["clocks"][0]
    assert (clock["policy_due"], clock["statutory_due"], clock["act_by"]) == ("2026-12-22",) * 3

    smsdpo("request", "identity", reference, "known_address")
    found = smsdpo.json("request", "find", reference)
    assert found["findings"] >= 20
    naming = [item for item in smsdpo.json("request", "findings", reference) if item["others"]]
    assert len(naming) == 1
    assert "cannot be settled" in smsdpo("request", "settle", reference, "provided_in_full", expect=1).err
    words = [word for other in naming[0]["others"] for word in ("--redact", other)]
    smsdpo("request", "decide", reference, "redact", naming[0]["id"], "--reason", "Names a colleague", *words)
    smsdpo("request", "decide", reference, "include")
    smsdpo("request", "settle", reference, "provided_in_part")

    out = tmp_path / "out"
    made = smsdpo.json("export", reference, "--to", out)
    assert made["records"] == found["findings"]
    assert (made["redacted"], made["withheld"]) == (1, 0)
    the_workbook_holds_the_records(Path(made["workbook"]), made["records"])
    the_workbook_keeps_the_promises(Path(made["workbook"]))
    the_letter_says_what_it_must(Path(made["letter"]), reference)
    the_colleague_is_nowhere([Path(made[key]) for key in ("workbook", "archive", "letter")])

    smsdpo("request", "mail", reference, "--to", out / "draft.eml")
    smsdpo("request", "sent", reference, "by post")
    closed = smsdpo.json("request", "close", reference, "--outcome", "provided_in_part")
    assert closed["state"] == "closed"
    assert smsdpo.json("audit", "verify")["intact"] is True


@pytest.mark.promise("P6", "P32")
@pytest.mark.parametrize("name", ["da-en-access-default.txt", "da-en-access-tracking.eml", "da-fr-access-default.eml"])
def test_a_real_letter_of_somebody_unknown_is_answered_too(
    smsdpo: CommandLine, shared_data: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    smsdpo("init")
    (added,) = smsdpo.json("mail", "add", shared_data(f"requests/{name}"))["added"]
    assert added["suggestions"][0]["type"] == "access"
    named = [] if added["from"] else ["--name", "Somebody unknown"]
    opened = smsdpo.json("request", "open", "--message", added["message"], "--type", "access", *named)
    reference = opened["reference"]
    smsdpo("request", "identity", reference, "document_seen", "--seen", "passport on a video call")
    found = smsdpo.json("request", "find", reference)
    assert found["findings"] == 1, "the office's own log of this request is data about the person too"
    smsdpo("request", "decide", reference, "include")
    smsdpo("request", "settle", reference, "provided_in_full")
    if not added["from"]:
        smsdpo(
            "request", "recipient", reference, "--name", "Somebody unknown", "--line", "1 Larch Row", "--line", "Leeds"
        )
    made = smsdpo.json("export", reference, "--to", tmp_path / "out")
    assert (made["records"], made["withheld"]) == (1, 0)
    the_workbook_holds_the_records(Path(made["workbook"]), 1)
    assert PdfReader(made["letter"]).pages
    assert smsdpo.json("audit", "verify")["intact"] is True


def the_workbook_holds_the_records(path: Path, records: int) -> None:
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["Summary", "How we use your data"]
    assert "Glossary" in book.sheetnames
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    tables = [sheet for sheet in book if sheet.title not in FRAME]
    assert sum(sheet.max_row - 1 for sheet in tables) == records


def the_workbook_keeps_the_promises(path: Path) -> None:
    book = load_workbook(path)
    for title in set(book.sheetnames) - FRAME:
        header, *rows = book[title].iter_rows(values_only=True)
        assert PROMISED.get(title, set()) <= set(header), title
        assert all(row[header.index("How we came to it")] for row in rows), title
    assert set(book.sheetnames) >= set(PROMISED)
    why = {row[0]: row[1] for row in book["How we use your data"].iter_rows(min_row=2, values_only=True)}
    assert set(book.sheetnames) - FRAME <= set(why)
    assert all(why.values())
    assert why["Contact forms"] == "To answer an enquiry made on the website", "and for nothing else (P22)"


def the_letter_says_what_it_must(path: Path, reference: str) -> None:
    reader = PdfReader(path)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Ngozi Okafor", reference, "22 November 2026", "ico.org.uk", "SMS Tech"):
        assert words in text, words
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    assert all(_is_embedded(font) for font in fonts)


def _is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner["/FontDescriptor"].get_object()
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))


def the_colleague_is_nowhere(paths: list[Path]) -> None:
    for path in paths:
        for name, content in _inside(path):
            assert COLLEAGUE.encode() not in content, (path.name, name)
            assert b"tunde.adeyemi" not in content, (path.name, name)


def _inside(path: Path) -> list[tuple[str, bytes]]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    return [(path.name, path.read_bytes())]


@pytest.mark.promise("P6", "P32")
def test_the_demonstration_does_it_all_by_itself_and_names_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    out = tmp_path / "demo"
    ran = run_bare("demo", str(out), "--json")
    assert (ran.status, ran.err) == (0, "")
    made = json.loads(ran.out)
    kinds = [file["kind"] for file in made["files"]]
    assert sorted(kinds) == ["archive", "calendar", "e-mail", "letter", "letter", "manifest", "workbook"]
    assert {Path(file["path"]) for file in made["files"]} == set(out.iterdir())
    assert re.fullmatch(r"DSR-2026-\d{4}", made["request"])
    assert made["seconds"] > 0
    assert list(temporary.iterdir()) == [], "the passing store is gone"
    letters = [Path(file["path"]) for file in made["files"] if file["kind"] == "letter"]
    assert all("SAMPLE" in PdfReader(path).pages[0].extract_text() for path in letters)


def test_the_demonstration_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    ran = run_bare("demo", str(tmp_path))
    assert ran.status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.promise("P11")
def test_every_file_of_the_real_mail_is_accounted_for(smsdpo: CommandLine, shared_data: Callable[[str], Path]) -> None:
    folders = [shared_data(name) for name in ("requests", "requests_pdf", "other_mail", "mime", "mbox", "msg", "tnef")]
    files = sorted(str(path) for folder in folders for path in folder.rglob("*") if path.is_file())
    smsdpo("init")
    report = smsdpo.json("mail", "add", *folders)
    inputs = [entry["file"] for kind in ("added", "duplicates", "refused") for entry in report[kind]]
    assert len(inputs) == len(set(inputs))
    assert sorted({re.sub(r"#\d+$", "", name) for name in inputs}) == files
    assert all(entry["reason"].strip() for entry in report["refused"])
