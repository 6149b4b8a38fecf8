"""`calendar --ics`: the deadlines for any calendar program."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, count

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    words = registrar.command("calendar", "Write the deadlines as a calendar file (references only, no names)", run)
    words.add_argument("--ics", type=Path, required=True, metavar="FILE")


def run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import calendar

    with desk.office() as office:
        entries = calendar.write_ics(office, words.ics)
    desk.answer({"file": str(words.ics), "entries": entries}, [f"{words.ics}: {count(entries, 'deadline')}"])
