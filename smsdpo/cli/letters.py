"""`export` and `letter`: what the person gets."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.cli.desk import Desk, check_ending, count, pair
from smsdpo.cli.shapes import plain
from smsdpo.core.errors import Refusal
from smsdpo.core.paths import chosen_folder

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar
    from smsdpo.letters.fields import Field, FieldValue
    from smsdpo.services.office import Office

FILES = ("workbook", "archive", "manifest", "letter")


def register(registrar: "Registrar") -> None:
    export = registrar.command("export", export_run)
    export.add_argument("reference", nargs="?", metavar="REF", help="the answer of a request, when it is settled")
    export.add_argument("--person", type=int, metavar="ID", help="all of a person, for the office's own eyes")
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    _substituting(export)
    letter = registrar.command("letter", letter_run)
    letter.add_argument("reference", metavar="REF")
    letter.add_argument("key", nargs="?", metavar="KEY", help="its code; `letter list` names them")
    letter.add_argument("--to", type=Path, metavar="FILE.pdf")
    letter.add_argument(
        "--field",
        action="append",
        type=pair,
        default=[],
        metavar="KEY=TEXT",
        help="what a refusal says that the letter lacks (repeatable)",
    )
    _substituting(letter)


def _substituting(words: argparse.ArgumentParser) -> None:
    words.add_argument(
        "--substitute",
        action="append",
        type=pair,
        default=[],
        metavar="CHARACTER=TEXT",
        help="what stands for a character that no font can print; the choice is in the trail (repeatable)",
    )


def _fields(given: list[tuple[str, str]]) -> "dict[str, FieldValue]":
    """What was given for texts and for lists of lines (one line each time); a letter knows no others."""
    from smsdpo.letters.fields import FIELDS

    takes = {key: field.kind for key, field in FIELDS.items() if field.kind == "text" or _is_lines(field)}
    made: dict[str, FieldValue] = {}
    for key, text in given:
        if key not in takes:
            raise Refusal(f"“{key}” is not a field that can be given as text.", hint=f"There are: {', '.join(takes)}.")
        if takes[key] == "list":
            before = made.get(key)
            made[key] = [*(before if isinstance(before, list) else ()), text]
        else:
            made[key] = text
    return made


def _is_lines(field: "Field") -> bool:
    return field.kind == "list" and not field.members


def export_run(desk: Desk, words: argparse.Namespace) -> None:
    if (words.reference is None) == (words.person is None):
        raise Refusal("Whose data?", hint="Give the reference of a request, or --person with an id.")
    if words.person is not None and words.substitute:
        raise Refusal("No letter goes with a person's data.", hint="Give --substitute with a request.")
    with desk.office() as office, _folder(words.to):
        made = _of_request(office, words) if words.person is None else _of_person(office, words.person, words.to)
    files = [made[key] for key in FILES if made.get(key)]
    desk.answer(
        made, [*files, f"{count(made['records'], 'record')}, {made['redacted']} redacted, {made['withheld']} withheld."]
    )


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """The folder, made if need be; gone again where nothing came of it."""
    there = path.exists()
    chosen_folder(path)
    try:
        yield
    finally:
        if not there and not any(path.iterdir()):
            path.rmdir()


def _of_request(office: "Office", words: argparse.Namespace) -> dict[str, Any]:
    from smsdpo.services import outputs

    made: dict[str, Any] = plain(outputs.create(office, words.reference, words.to, substitute=dict(words.substitute)))
    return made


def _of_person(office: "Office", person: int, folder: Path) -> dict[str, Any]:
    from smsdpo.export.subject_file import file_names
    from smsdpo.services import outputs

    out = outputs.export_person(office, person, folder)
    names = zip(FILES, (str(folder / name) for name in file_names(out.file.reference)), strict=False)
    return {**dict(names), "records": out.included, "redacted": out.redacted, "withheld": out.withheld}


def letter_run(desk: Desk, words: argparse.Namespace) -> None:
    if words.reference == "list" and words.key is None:
        _list(desk)
        return
    if words.key is None or words.to is None:
        raise Refusal("Which letter, and where to?", hint="For example: letter DSR-2026-0001 L01 --to letter.pdf")
    check_ending(words.to, ".pdf", "A letter is a PDF.")
    from smsdpo.letters import catalogue
    from smsdpo.services import outputs

    fields, code = _fields(words.field), catalogue.code_of(words.key)
    with desk.office() as office:
        made = outputs.letter(office, words.reference, code, words.to, fields=fields, substitute=dict(words.substitute))
    shown = {
        "file": str(words.to),
        "pages": made.pages,
        "letter": made.template.key,
        "version": made.template.version,
        "missing": [],
    }
    desk.answer(shown, [f"{words.to}: {made.template.title}, {count(made.pages, 'page')}"])


def _list(desk: Desk) -> None:
    from smsdpo.letters import catalogue

    offered = catalogue.load_all().values()
    desk.answer(
        [{"letter": item.key, "title": item.title, "version": item.version} for item in offered],
        [f"{item.key:5} {item.title}" for item in offered],
    )
