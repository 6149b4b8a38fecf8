"""`mail` takes messages in and proves that the inbox is watched; `triage` says what they ask for, without a store."""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.cli import shapes
from smsdpo.cli.desk import Desk, check_ending, count
from smsdpo.core.clock import LONDON
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import IntakeReport, RefusedInput, Suggestion, TriageReading

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar
    from smsdpo.services.office import Office


def register(registrar: "Registrar") -> None:
    mail = registrar.family("mail")
    add = mail.command("add", "Take in messages: files (.eml .msg .mbox .txt), Maildirs and folders of them", add_run)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    mail.command("watch", "Say when the inbox was last looked after, and what waits", watch_run)
    mail.command("checked", "Record that you looked into the mailbox and there was nothing new", checked_run)
    week = mail.command("week", "Write the proof that the inbox was watched in a week, as a workbook", week_run)
    week.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")
    week.add_argument("--of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="a day of that week (default: today)")
    triage = registrar.command("triage", triage_run)
    triage.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    triage.add_argument("--lines", type=Path, metavar="FILE", help="a text file with one message on each line")


def add_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import intake

    with desk.office() as office:
        report = intake.add_messages(office, words.paths)
    desk.answer(as_json(report), _report_lines(report))
    if report.refused and not (report.added or report.duplicates):
        raise Refusal("Nothing was taken in.", hint="Each file is listed with the reason why not.")


def watch_run(desk: Desk, _words: argparse.Namespace) -> None:
    with desk.office() as office:
        _watch(desk, office)


def checked_run(desk: Desk, _words: argparse.Namespace) -> None:
    from smsdpo.services import inbox_watch

    with desk.office() as office:
        inbox_watch.checked(office)
        _watch(desk, office)


def _watch(desk: Desk, office: "Office") -> None:
    """Answer with the inbox's watch as it is now."""
    from smsdpo.services import inbox_watch

    now = inbox_watch.state(office)
    last = f"{now.checked_at.astimezone(LONDON):%d/%m/%Y %H:%M} by {now.by}" if now.checked_at else "never"
    waiting = f"{count(now.waiting, 'message')} waiting, the oldest for {now.oldest}" if now.waiting else "none waiting"
    alert = [f"Nobody has looked for {now.idle}."] if now.alert else []
    desk.answer(shapes.plain(now), [f"Last checked: {last}; {waiting}.", *alert])


def week_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import watch_proof

    check_ending(words.to, ".xlsx", "The proof is a workbook.")
    with desk.office() as office:
        days = watch_proof.write(office, words.to, words.of or office.clock.today())
    desk.answer(
        {"file": str(words.to), "entries": len(days), "days": shapes.plain(days)},
        [f"{words.to}: {count(sum(day.checks for day in days), 'check')} from {days[0].on} to {days[-1].on}"],
    )


def as_json(report: IntakeReport) -> dict[str, Any]:
    """Every input in exactly one of the three lists."""
    return {
        "added": [shapes.added(item) for item in report.added],
        "duplicates": [shapes.plain(item) for item in report.duplicates],
        "refused": [shapes.plain(item) for item in report.refused],
    }


def _report_lines(report: IntakeReport) -> list[str]:
    lines = [f"{item.file}: message {item.message}, {_asked(item.suggestions)}" for item in report.added]
    lines += [f"{item.file}: already here as message {item.message}" for item in report.duplicates]
    lines += [f"{item.file}: refused. {item.reason}" for item in report.refused]
    return [
        *lines,
        f"{count(len(report.added), 'message')} added, {count(len(report.duplicates), 'duplicate')}, "
        f"{len(report.refused)} refused.",
    ]


def _asked(suggestions: Iterable[Suggestion]) -> str:
    asked = [item.type for item in suggestions if item.asks]
    return f"asks for {', '.join(asked)}" if asked else "asks for nothing we recognise"


def triage_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import triage

    if bool(words.paths) == bool(words.lines):
        raise Refusal("Which messages?", hint="Name files or folders, or one text file with --lines.")
    if words.lines:
        readings = triage.read_lines(words.lines)
        made = [{"line": number} | shapes.reading(item) for number, item in readings]
        desk.answer(made, (_reading_line(f"line {number}", item) for number, item in readings))
        return
    outcomes = list(triage.read_paths(words.paths, desk.clock))
    entries = [{"file": file} | _outcome(item) for file, item in outcomes]
    desk.answer(entries, [_outcome_line(file, item) for file, item in outcomes] or ["There are no messages there."])


def _outcome(item: TriageReading | RefusedInput) -> dict[str, Any]:
    if isinstance(item, RefusedInput):
        return {"language": "und", "suggestions": [], "reply_to_known": False, "refused": item.reason}
    return shapes.reading(item)


def _outcome_line(file: str, item: TriageReading | RefusedInput) -> str:
    return f"{file}: refused. {item.reason}" if isinstance(item, RefusedInput) else _reading_line(file, item)


def _reading_line(place: str, item: TriageReading) -> str:
    kind = "" if item.kind == "message" else f", {item.kind}"
    note = f". {item.note}" if item.note else ""
    return f"{place}: {item.language}{kind}, {_asked(item.suggestions)}{note}"
