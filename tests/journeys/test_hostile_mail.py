"""The whole job on mail from somebody who means harm: read, answered or refused calmly, and nothing of it acts."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from smsdpo.core.errors import Refusal
from smsdpo.services import audit, calendar, findings, intake, outputs, requests
from smsdpo.services.office import Office
from tests.builders import two_sources

ASK = "Please send me a copy of all the personal data you hold about me."
WANDA = "Wanda Quill <wanda.quill@mail.example>"


def _mail(sender: str = WANDA, subject: str = "My data", text: str = ASK, more: str = "", kind: str = "") -> bytes:
    return (
        f"From: {sender}\r\nTo: info@sms-tech.org\r\nSubject: {subject}\r\n{more}"
        f"Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <x1@mail.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {kind or 'text/plain; charset=utf-8'}\r\n\r\n{text}\r\n"
    ).encode("utf-8", "surrogatepass")


def _with(*parts: tuple[str, bytes]) -> bytes:
    body = b"".join(b"--B\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts)
    return _mail(kind='multipart/mixed; boundary="B"', text=f"--B\r\n\r\n{ASK}") + body + b"--B--\r\n"


def _attached(name: str, content: bytes = b"words") -> tuple[str, bytes]:
    kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
    return f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"', content


_ERASE = b"From: Other <other@mail.example>\r\nSubject: Erase\r\n\r\nPlease erase all data about Tom Ash at once.\r\n"
NAMES = (
    "../../.bashrc",
    "C:\\x\\evil.exe",
    "a\0b.pdf",
    "",
    "a" * 300,
    "CON.txt",
    "same.pdf",
    "same.pdf",
    "/etc/passwd",
)
PDFS = (
    b"",
    b"random\xff\x00",
    b"%PDF-1.4 /OpenAction<</S/Launch/F(calc)>>",
    b"%PDF-1.4 /JavaScript",
    b"%PDF-1.7 /Encrypt",
)
HOSTILE = {
    "formulas": _mail('"=HYPERLINK(1)" <x@mail.example>', "=1+1", f"=cmd|'/c calc'!A0\n@SUM(1)\n+1\n-1\n{ASK}"),
    "markup": _mail('"<b>x</b><img src=/etc/passwd>" <x@mail.example>', "</para>", f"<a href='file:///'>x</a>\n{ASK}"),
    "template": _mail('"{{ dpo_name }} **x**" <x@mail.example>', "{% for x in y %}", f"# Heading\n:: a :: b\n{ASK}"),
    "control characters": _mail('"Wan\0da \x1b[31mQuill" <x@mail.example>', "My\x0bdata", f"\0 \x1b[2J {ASK}"),
    "turned order": _mail('"Wanda \u202elliuQ" <x@mail.example>', "\u202egnp.exe", f"\u2066abc\u2069 {ASK}"),
    "half characters": _mail("=?utf-8?b?7aCAWA==?= <x@mail.example>", text=f"\ud800 \ufffe {ASK}"),
    "a long name": _mail(f'"{"A" * 5000}" <x@mail.example>'),
    "a subject of a megabyte": _mail(subject="S" * 1_000_000),
    "a hundred addressees": _mail(more="Cc: " + ", ".join(f"r{number}@example.org" for number in range(100)) + "\r\n"),
    "a path for a name": _mail('"../../x" <x@mail.example>'),
    "every reference": _mail(text=f"{ASK} " + " ".join(f"DSR-2026-{number:04}" for number in range(9999))),
    "nested boxes": _mail(kind="text/html", text="<div>" * 20_000 + ASK),
    "a made-up character set": _mail(kind='text/plain; charset="../../etc"'),
    "rubbish from Outlook": _with(_attached("winmail.dat", b"\x78\x9f\x3e\x22rubbish")),
    "somebody else's erasure": _with(("Content-Type: message/rfc822", _ERASE)),
    "names of attachments": _with(*(_attached(name) for name in NAMES)),
    "damaged and acting PDF": _with(*(_attached("a.pdf", content) for content in PDFS)),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_whole_job_is_done_and_nothing_acts(office: Office, tmp_path: Path, raw: bytes) -> None:
    two_sources(office, tmp_path)
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    out.mkdir()
    (inbox / "hostile.eml").write_bytes(raw)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    message = intake.add_messages(office, [inbox]).added[0].message
    assert intake.original(office, message) == raw
    opened = intake.message(office, message)
    assert [suggestion.type for suggestion in opened.suggestions if suggestion.asks] == ["access"]
    assert not any(sign in card.name for card in opened.attachments for sign in "/\\\0\u202e")
    person = next((match.person for match in opened.matches if match.certain), None)
    reference = requests.open_request(office, type="access", message=message, person=person)
    requests.record_identity(office, reference, method="document_seen", seen="passport, 22 November")
    findings.find_data(office, reference)
    findings.decide(office, reference, [card.id for card in findings.page(office, reference).items], "include")
    findings.settle(office, reference, "provided_in_full")
    made = outputs.create(office, reference, out)
    outputs.draft_mail(office, reference, out / "draft.eml")
    calendar.write_ics(office, out / "calendar.ics")
    assert made.workbook is not None
    _nothing_runs(made.workbook)
    _nothing_acts(made.letter, reference)
    assert (out / "draft.eml").read_bytes().count(b"\r\nTo:") == 1
    assert b"Quill" not in (out / "calendar.ics").read_bytes()
    outputs.mark_sent(office, reference, "by e-mail")
    requests.close(office, reference)
    assert audit.verify(office).intact
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.parent for path in written} == {out}, "nothing is written but where the desk said"


def _nothing_runs(workbook: Path) -> None:
    assert all(
        cell.data_type in {"s", "n", "d", "inlineStr"} and cell.hyperlink is None
        for sheet in load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
    )
    with ZipFile(workbook) as parts:
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]


def _nothing_acts(letter: Path, reference: str) -> None:
    words = " ".join(page.extract_text() for page in PdfReader(letter).pages)
    assert reference in words
    assert "■" not in words
    raw = letter.read_bytes()
    assert not [name for name in (b"/URI", b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile") if name in raw]
    assert not [image for page in PdfReader(letter).pages for image in page.images]


def test_a_name_that_no_font_can_print_stops_the_answer_until_something_stands_in_its_place(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "emoji.eml").write_bytes(_mail("=?utf-8?q?=F0=9F=98=80_Quill?= <x@mail.example>"))
    message = intake.add_messages(office, [tmp_path / "emoji.eml"]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    requests.record_identity(office, reference, method="document_seen", seen="passport, 22 November")
    findings.find_data(office, reference)
    findings.decide(office, reference, None, "include")
    findings.settle(office, reference, "provided_in_full")
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Refusal, match=r"U\+1F600"):
        outputs.create(office, reference, out)
    assert list(out.iterdir()) == []
    made = outputs.create(office, reference, out, substitute={"\U0001f600": "(smiling face)"})
    assert "(smiling face) Quill" in PdfReader(made.letter).pages[0].extract_text()
    with office.reading() as session:
        from smsdpo.model.queries import trail

        line = [row for row in trail.rows(session) if row[3] == "export.make"][-1]
    assert '"substituted":1' in line[5], "a changed character is a choice that the trail tells"


def test_late_in_the_evening_in_london_it_is_the_next_day(office: Office, tmp_path: Path) -> None:
    stamp = "Received: from a by b; Tue, 30 Jun 2026 23:30:00 +0000\r\n"
    (tmp_path / "late.eml").write_bytes(stamp.encode() + _mail())
    message = intake.add_messages(office, [tmp_path / "late.eml"]).added[0].message
    reference = requests.open_request(office, type="access", message=message)
    card = requests.file(office, reference).card
    assert card.received_on == date(2026, 7, 1)
    assert card.due.policy_due == date(2026, 7, 31)
