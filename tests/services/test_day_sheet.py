"""The day sheet: a page for the desk that anybody may see, so it names nobody."""

import io
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.services import day_sheet, intake, outputs, requests
from smsdpo.services.office import Office
from tests import builders

NAME = "Wanda Quill"


def opened(office: Office, day: date, type: str = "access", name: str = NAME) -> str:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return requests.open_request(office, type=type, name=name, received_at=at)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def entries(office: Office) -> dict[str, list[str]]:
    return {part.title: [entry.reference for entry in part.entries] for part in day_sheet.sheet(office).parts}


def test_each_open_request_stands_under_what_the_day_asks_of_it(office: Office) -> None:
    late, today = opened(office, date(2026, 10, 20)), opened(office, date(2026, 10, 23))
    week, waits = opened(office, date(2026, 10, 27)), opened(office, date(2026, 11, 20))
    requests.add_event(office, waits, ClockEvent("id_requested", date(2026, 11, 21), f"{NAME} sent no proof"))
    assert entries(office) == {
        "Overdue": [late],
        "Due today": [today],
        "Next 7 days": [week],
        "To work by": [],
        "Waiting": [waits],
        "Comes back": [],
    }
    assert day_sheet.sheet(office).summary == (
        "1 overdue",
        "1 due today",
        "1 in the next 7 days",
        "0 to work by",
        "1 waiting",
        "0 that come back",
    )


def test_what_has_left_is_owed_to_nobody_however_long_it_stays_open(office: Office, tmp_path: Path) -> None:
    sent = builders.a_decided_request(office, tmp_path)
    outputs.create(office, sent, tmp_path)
    outputs.mark_sent(office, sent, "by post")
    office.clock = builders.a_clock(date(2027, 2, 1))
    assert not any(entries(office).values())


def test_an_answer_on_a_free_day_is_to_be_worked_on_before_it() -> None:
    with builders.an_office(today=date(2026, 12, 21)) as office:
        reference = opened(office, date(2026, 11, 26))
        part = next(part for part in day_sheet.sheet(office).parts if part.title == "To work by")
        (entry,) = part.entries
        assert (entry.reference, entry.on) == (reference, date(2026, 12, 24))
        assert entry.note == "The answer is due on Saturday 26 December."


def test_closed_requests_are_not_on_it_and_unsorted_messages_are_counted(office: Office, tmp_path: Path) -> None:
    reference = opened(office, date(2026, 11, 2))
    requests.close(office, reference, outcome="withdrawn", note="Withdrawn by telephone.")
    intake.add_messages(office, [builders.a_mail(tmp_path)])
    sheet = day_sheet.sheet(office)
    assert not any(part.entries for part in sheet.parts)
    assert sheet.summary[-1] == "1 message to sort, the first answer is due on 20 December"


def test_no_name_is_on_the_paper_and_its_words_can_be_searched(office: Office) -> None:
    reference = opened(office, date(2026, 10, 23))
    requests.add_event(office, reference, ClockEvent("id_requested", date(2026, 11, 21), f"{NAME} sent no proof"))
    (text,) = pages(day_sheet.printed(office))
    assert "Quill" not in text
    assert "Wanda" not in text
    assert "Sunday 22 November 2026" in text
    assert f"{reference}" in text
    assert "Page 1 of 1" in text


def test_the_paper_carries_its_fonts_and_holds_nothing_that_acts(office: Office) -> None:
    opened(office, date(2026, 10, 23))
    with pikepdf.open(io.BytesIO(day_sheet.printed(office))) as document:
        (page,) = document.pages
        assert [round(float(side)) for side in page.MediaBox] == [0, 0, 595, 842]
        assert all("/FontFile2" in font.FontDescriptor for font in page.Resources.Font.values())
        assert "/Annots" not in page


def test_a_full_week_takes_several_pages_each_with_its_heading(office: Office) -> None:
    for number in range(60):
        opened(office, date(2026, 10, 27), name=f"Person {number}")
    texts = pages(day_sheet.printed(office))
    assert len(texts) == 3
    assert [f"Page {number} of 3" in text for number, text in enumerate(texts, 1)] == [True] * 3
    assert "Next 7 days (60), continued" in texts[1]
    assert sum(text.count("DSR-2026-") for text in texts) == 60


def test_a_sample_office_says_so_across_the_sheet(office: Office) -> None:
    office.change_settings({"sample": "yes"})
    assert "SAMPLE" in pages(day_sheet.printed(office))[0]


def test_the_file_is_its_owners_and_overwrites_nothing_unasked(office: Office, tmp_path: Path) -> None:
    opened(office, date(2026, 10, 23))
    target = tmp_path / "today.pdf"
    assert day_sheet.write(office, target) == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(Refusal, match="already exists"):
        day_sheet.write(office, target)
    assert day_sheet.write(office, target, overwrite=True) == 1
