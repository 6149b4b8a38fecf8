"""`audit`: verify the trail, and write it out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, count
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    audit = registrar.family("audit")
    audit.command("verify", "Check that no line of the trail was changed, moved or cut", verify_run)
    export = audit.command("export", "Write the trail as a table (CSV)", export_run)
    export.add_argument("file", type=Path, metavar="FILE")


def verify_run(desk: Desk, _words: argparse.Namespace) -> None:
    from smsdpo.services import audit

    with desk.office() as office:
        report = audit.verify(office)
    desk.answer(plain(report), [report.say])


def export_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import audit_table

    with desk.office() as office:
        entries = audit_table.write(office, words.file)
    desk.answer({"file": str(words.file), "entries": entries}, [f"{words.file}: {count(entries, 'entry', 'entries')}"])
