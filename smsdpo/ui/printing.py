"""Printing a letter: what was previewed is what is printed. The PDF is handed over whole; only where no print system
takes it, it is drawn page by page."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtWidgets import QDialog, QWidget

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import written_whole
from smsdpo.ui import texts
from smsdpo.ui.tasks import Tasks
from smsdpo.ui.widgets.pdf_preview import on_white

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 300  # per inch: 1200, the printer's own, would need 557 MB a page (screens.md, 3.2)
_PATIENCE = 60  # seconds that the print system may take to accept a letter


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed: its name as the user sees it, and the very bytes that were kept."""

    name: str
    content: bytes


def print_letter(
    owner: QWidget, tasks: Tasks, letter: Letter, print_to: Path | None, then: Callable[[str], object]
) -> None:
    """Print, after the print dialog; `then` gets a line that says what became of it. In a rehearsal the printer is the
    file `print_to`, and there is no dialog."""
    if print_to is not None:
        tasks.pool(lambda: to_file(letter, print_to), then)
        return
    # Imported here: nobody prints before the window has been open for a while.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS)
    printer.setDocName(letter.name)
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle(texts.PRINT_TITLE.format(name=letter.name))
    dialog.setObjectName("print_dialog")
    dialog.accepted.connect(lambda: tasks.pool(lambda: deliver(letter, printer), then))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # PySide knows the older `open(receiver, member)` of print dialogs only


def deliver(letter: Letter, printer: "QPrinter") -> str:
    """Hand the letter to what was chosen in the dialog. Runs beside the window."""
    if printer.outputFileName():
        return to_file(letter, Path(printer.outputFileName()))
    spooler = shutil.which("lp") if sys.platform != "win32" else None
    if spooler and printer.printerName():
        return to_spooler(letter, spooler, printer)
    draw(letter, printer)
    return texts.PRINTED.format(name=letter.name, printer=printer.printerName())


def to_file(letter: Letter, target: Path) -> str:
    """The letter's bytes as they are; the printer's file is replaced, as paper would be."""
    with written_whole(target, overwrite=True) as draft:
        draft.write_bytes(letter.content)
    return texts.PRINTED_TO_FILE.format(name=letter.name, file=target.name)


def to_spooler(letter: Letter, spooler: str, printer: "QPrinter") -> str:
    """Give the PDF to the print system as it is: sharp, and a thirtieth of the size of pictures (stack.md, 6)."""
    order = [spooler, "-d", printer.printerName(), "-n", str(max(printer.copyCount(), 1)), "-t", letter.name]
    if printer.fromPage():
        order += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    order += ["-o", f"sides={_sides(printer)}", "--", "-"]
    try:
        # No shell; the program's own path and a printer that was picked from a list.
        subprocess.run(order, input=letter.content, check=True, capture_output=True, timeout=_PATIENCE, env=_plain())  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise Refusal(texts.NOT_PRINTED.format(name=letter.name), hint=texts.NOT_PRINTED_HINT) from error
    return texts.PRINTED.format(name=letter.name, printer=printer.printerName())


def _sides(printer: "QPrinter") -> str:
    from PySide6.QtPrintSupport import QPrinter

    return {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }.get(printer.duplex(), "one-sided")


def _plain() -> dict[str, str]:
    """The print system needs no secrets of ours."""
    return {key: value for key, value in os.environ.items() if not key.startswith("SMSDPO_")}


def draw(letter: Letter, printer: "QPrinter") -> None:
    """Page by page as pictures: the way that every platform knows."""
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(letter.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter()
    if document.status() != QPdfDocument.Status.Ready or not painter.begin(printer):
        raise Refusal(texts.NOT_PRINTED.format(name=letter.name), hint=texts.NOT_PRINTED_HINT)
    paper = printer.paperRect(printer.Unit.DevicePixel).toRect()
    offset = printer.pageRect(printer.Unit.DevicePixel).toRect().topLeft()
    pages, size = _pages(printer, document.pageCount()), paper.size()
    for number in pages:
        if number != pages[0]:
            printer.newPage()
        painter.drawImage(QRect(-offset, size), on_white(document, number, size))
    painter.end()
    document.close()


def _pages(printer: "QPrinter", count: int) -> range:
    if printer.fromPage():
        return range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or count, count))
    return range(count)
