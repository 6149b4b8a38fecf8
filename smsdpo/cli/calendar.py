"""`calendar --ics` and `--day-sheet`: the deadlines for any calendar program, and the day on paper."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, check_ending, count

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    words = registrar.command("calendar", run)
    which = words.add_mutually_exclusive_group(required=True)
    which.add_argument("--ics", type=Path, metavar="FILE")
    which.add_argument("--day-sheet", type=Path, metavar="FILE.pdf")


def run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import calendar, day_sheet

    with desk.office() as office:
        if words.ics is not None:
            file, entries, noun = words.ics, calendar.write_ics(office, words.ics), "deadline"
        else:
            check_ending(words.day_sheet, ".pdf", "The day's sheet is a PDF.")
            file, entries, noun = words.day_sheet, day_sheet.write(office, words.day_sheet), "line"
    desk.answer({"file": str(file), "entries": entries}, [f"{file}: {count(entries, noun)}"])
