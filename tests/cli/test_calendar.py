"""`calendar`: the deadlines for other programs, and the day on paper."""

from pathlib import Path

import pypdf

from tests.cli.conftest import CommandLine


def test_the_day_sheet_is_a_pdf_without_names_and_is_never_overwritten(sample: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "today.pdf"
    made = sample.json("calendar", "--day-sheet", target)
    assert made["file"] == str(target)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert text.count("DSR-2026-") == made["entries"] > 0
    assert not [name for name in ("Nowak", "@example") if name in text]
    assert "already exists" in sample("calendar", "--day-sheet", target, expect=1).err


def test_one_of_the_two_files_is_asked_for(sample: CommandLine, tmp_path: Path) -> None:
    assert "--day-sheet" in sample("calendar", expect=2).err
    sample("calendar", "--ics", tmp_path / "a.ics", "--day-sheet", tmp_path / "a.pdf", expect=2)
