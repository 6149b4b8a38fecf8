"""A letter is printed as it was kept: into a file, through the print system, and drawn where there is none."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import Refusal
from smsdpo.ui.printing import Letter, deliver, draw, to_spooler
from smsdpo.ui.widgets.pdf_preview import PdfPreview
from tests.letters.paper import printed


@pytest.fixture
def letter() -> Letter:
    return Letter("DSR-2026-0001 L06.pdf", printed("L06").data)


def a_printer(target: Path | None = None) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(96)
    if target is not None:
        printer.setOutputFileName(str(target))
    return printer


def a_spooler(folder: Path, says: str) -> str:
    """A print system that keeps what it is given and how."""
    path = folder / "lp"
    path.write_text(f'#!/bin/sh\necho "$@" > {folder}/order\ncat > {folder}/paper\n{says}\n', encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def test_a_file_chosen_in_the_dialog_holds_the_very_bytes(letter: Letter, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_text("an older print", encoding="utf-8")
    assert "letter.pdf" in deliver(letter, a_printer(target))
    assert target.read_bytes() == letter.content


def test_the_print_system_is_given_the_very_bytes(letter: Letter, tmp_path: Path) -> None:
    printer = a_printer()
    printer.setCopyCount(2)
    to_spooler(letter, a_spooler(tmp_path, "exit 0"), printer)
    assert (tmp_path / "paper").read_bytes() == letter.content
    order = (tmp_path / "order").read_text(encoding="utf-8")
    assert "-n 2" in order
    assert letter.name in order


def test_a_printer_that_takes_nothing_is_told_of_calmly(letter: Letter, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="could not be printed"):
        to_spooler(letter, a_spooler(tmp_path, "exit 1"), a_printer())


def test_without_a_print_system_every_page_is_drawn(letter: Letter, tmp_path: Path) -> None:
    target = tmp_path / "drawn.pdf"
    draw(letter, a_printer(target))
    assert len(PdfReader(target).pages) == _pages(letter) > 1


def test_only_the_pages_chosen_are_drawn(letter: Letter, tmp_path: Path) -> None:
    target = tmp_path / "drawn.pdf"
    printer = a_printer(target)
    printer.setFromTo(2, 2)
    draw(letter, printer)
    assert len(PdfReader(target).pages) == 1


def test_what_is_not_a_letter_is_refused_and_not_shown(qtbot: QtBot, tmp_path: Path) -> None:
    broken = Letter("broken.pdf", b"%PDF-1.7 nothing")
    with pytest.raises(Refusal):
        draw(broken, a_printer(tmp_path / "drawn.pdf"))
    preview = PdfPreview("preview", "Preview")
    qtbot.addWidget(preview)
    assert not preview.show_pdf(broken.content)
    assert preview.pages == []


def test_pages_are_drawn_as_sharp_as_the_screen_on_white(qtbot: QtBot, letter: Letter) -> None:
    preview = PdfPreview("preview", "Preview")
    qtbot.addWidget(preview)
    preview.resize(600, 800)
    preview.show()
    assert preview.show_pdf(letter.content)
    assert preview.pages[0].accessibleName() == f"Page 1 of {_pages(letter)}"
    picture = preview.pages[0].picture()
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    dots = QGuiApplication.primaryScreen().devicePixelRatio()
    assert picture.width() == round(preview.pages[0].width() * dots)
    assert preview.show_pdf(letter.content), "shown again, the former pages are gone"
    assert len(preview.pages) == _pages(letter)


def _pages(letter: Letter) -> int:
    from io import BytesIO

    return len(PdfReader(BytesIO(letter.content)).pages)
