"""`source` and `import`: the systems that hold personal data, and extracts of them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, count
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar
    from smsdpo.domain.records.holdings import ImportReport

DESCRIBED = ("owner", "purpose", "basis", "recipients", "retention", "encrypted")


def register(registrar: "Registrar") -> None:
    sources = registrar.family("source")
    sources.command("list", "List the sources", list_run)
    add = sources.command("add", "Add a source", add_run)
    add.add_argument("name", metavar="NAME")
    for key in DESCRIBED:
        add.add_argument(f"--{key}", default="", metavar="TEXT")
    change = sources.command("change", "Say something else of a source", change_run)
    change.add_argument("name", metavar="NAME")
    for key in DESCRIBED:
        change.add_argument(f"--{key}", metavar="TEXT", help="as it is where this is left out")
    imports = registrar.command("import", import_run)
    imports.add_argument("file", type=Path, metavar="FILE")
    imports.add_argument("--source", required=True, metavar="NAME")
    imports.add_argument("--mapping", type=Path, metavar="FILE", help="which column holds what (JSON)")
    imports.add_argument("--dry-run", action="store_true", help="only say what would happen")


def list_run(desk: Desk, _words: argparse.Namespace) -> None:
    from smsdpo.services import sources

    with desk.office() as office:
        cards = sources.list_sources(office)
    desk.answer(plain(cards), [f"{card.name:32} {count(card.records, 'record')}" for card in cards] or ["No sources."])


def add_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import sources

    with desk.office() as office:
        card = sources.add_source(office, words.name, **{key: getattr(words, key) for key in DESCRIBED})
    desk.answer(plain(card), [f"{card.name} is now a source."])


def change_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import sources

    with desk.office() as office:
        card = sources.change_source(office, words.name, **{key: getattr(words, key) for key in DESCRIBED})
    desk.answer(plain(card), [f"{card.name}: changed. Letters that are made from now on say so."])


def import_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import imports

    with desk.office() as office:
        report = imports.import_file(office, words.file, words.source, mapping=words.mapping, dry_run=words.dry_run)
    desk.answer(plain(report), _lines(report))


def _lines(report: "ImportReport") -> list[str]:
    return [
        *report.notes,
        *(f"row {item.row} left out: {item.reason}" for item in report.refused),
        f"{count(report.rows, 'row')}: {count(report.records, 'record')} kept, {report.unchanged:,} unchanged, "
        f"{len(report.refused):,} left out.",
        f"People: {report.people_new:,} new, {report.people_matched:,} known. {report.seconds:.1f} s.",
    ]
