"""`due`: the dates of a clock with their working, for one request or for a table of cases. No store is needed."""

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.cli.desk import Desk
from smsdpo.core.errors import Refusal
from smsdpo.domain import dated_cases, deadlines
from smsdpo.domain.holidays import NATIONS, WorkingDays
from smsdpo.domain.records.clocks import ClockEvent

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar

COLUMNS = frozenset({"case_id", "rule", "received_at"})


def register(registrar: "Registrar") -> None:
    words = registrar.command("due", run)
    words.add_argument("--type", metavar="T", help="the kind of request, for example access")
    words.add_argument(
        "--received", metavar="ISO", help="when it reached the company (a day, or a time with its offset)"
    )
    words.add_argument("--event", action="append", default=[], type=event, metavar="KIND@DATE")
    words.add_argument("--reason", default="", help="the reason, for events that need one")
    words.add_argument("--nation", choices=NATIONS, default=NATIONS[0])
    words.add_argument("--cases", type=Path, metavar="FILE.csv", help="a table of cases instead")


def event(text: str) -> ClockEvent:
    """`KIND@DATE`."""
    kind, _, on = text.partition("@")
    if kind not in deadlines.EVENT_KINDS:
        raise argparse.ArgumentTypeError(f"an event is one of {', '.join(deadlines.EVENT_KINDS)}")
    try:
        return ClockEvent(kind, dated_cases.instant(on).date())
    except Refusal as refusal:
        raise argparse.ArgumentTypeError("an event's day is written YYYY-MM-DD") from refusal


def run(desk: Desk, words: argparse.Namespace) -> None:
    if words.cases is not None:
        _table(desk, words.cases)
        return
    if not words.type or not words.received:
        raise Refusal("Which request?", hint="Give --type and --received, or a table with --cases.")
    events = [ClockEvent(item.kind, item.on, words.reason) for item in words.event]
    received = dated_cases.instant(words.received)
    made = dated_cases.as_texts(deadlines.due(words.type, received, events, WorkingDays(words.nation)))
    desk.answer(made, _lines(made))


def _table(desk: Desk, path: Path) -> None:
    made = [dated_cases.work_out(row) for row in _rows(path)]
    desk.answer(made, (_row_line(entry) for entry in made))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not set(reader.fieldnames or ()) >= COLUMNS:
                raise Refusal(
                    f"{path.name} has not the columns of a table of cases.",
                    hint=f"Needed: {', '.join(sorted(COLUMNS))}.",
                )
            return [{key: value or "" for key, value in row.items() if key} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refusal(f"{path.name} could not be read as a table.", hint="Give a CSV file in UTF-8.") from error


def _lines(made: dict[str, Any]) -> list[str]:
    return [
        f"Answer by     {made['effective_due'] or '-'}   (decided by {made['decided_by']})",
        f"Work by       {made['act_by'] or '-'}",
        f"Policy        {made['policy_due'] or '-'}",
        f"Law           {made['statutory_due'] or '-'}",
        *(f"  {sentence}" for sentence in made["working"]),
    ]


def _row_line(made: dict[str, Any]) -> str:
    policy, law = (str(made[key] or "-").ljust(12) for key in ("policy_due", "statutory_due"))
    return f"{made['case_id']!s:8} policy {policy} law {law} answer by {made['effective_due'] or '-'}"
