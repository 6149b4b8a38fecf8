"""`due`: the dates of a clock with their working, for one request or for a table of cases. No store is needed."""

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.cli.desk import WHEN, Desk
from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import dated_cases, deadlines
from smsdpo.domain.holidays import NATIONS, WorkingDays
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.request_types import REQUEST_TYPES

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar

COLUMNS = frozenset({"case_id", "rule", "received_at"})


def register(registrar: "Registrar") -> None:
    words = registrar.command("due", run)
    words.add_argument("--type", metavar="T", help="the kind of request, for example access")
    words.add_argument("--received", metavar="ISO", help=f"when it reached the company: {WHEN}")
    words.add_argument("--event", action="append", default=[], type=event, metavar="KIND@DATE")
    words.add_argument("--reason", default="", metavar="TEXT", help="why it happened; no date hangs on it")
    words.add_argument("--nation", choices=NATIONS, default=NATIONS[0])
    words.add_argument("--cases", type=Path, metavar="FILE.csv", help="a table of cases instead")


def event(text: str) -> ClockEvent:
    """`KIND@DATE`."""
    kind, _, on = text.partition("@")
    if kind not in deadlines.EVENT_KINDS:
        raise argparse.ArgumentTypeError(f"an event is one of {', '.join(deadlines.EVENT_KINDS)}")
    try:
        return ClockEvent(kind, london_date(dated_cases.instant(on)))
    except Refusal as refusal:
        raise argparse.ArgumentTypeError("an event's day is written YYYY-MM-DD") from refusal


def run(desk: Desk, words: argparse.Namespace) -> None:
    if words.cases is not None and (words.type or words.received or words.event):
        raise Refusal("Which request?", hint="Give either one request, or a table with --cases.")
    if words.cases is not None:
        _table(desk, words.cases)
        return
    if not words.type or not words.received:
        raise Refusal("Which request?", hint="Give --type and --received, or a table with --cases.")
    events = [ClockEvent(item.kind, item.on, words.reason) for item in words.event]
    received = dated_cases.instant(words.received)
    made = dated_cases.as_texts(deadlines.due(words.type, received, events, WorkingDays(words.nation)))
    kind = REQUEST_TYPES.get(words.type)  # a clock may be asked about by its own key
    desk.answer(made, [*([f"Rule          {kind.law}"] if kind else []), *_lines(made)])


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
        f"Answer by     {_told(made, 'effective_due')}   (decided by {made['decided_by']})",
        f"Work by       {_told(made, 'act_by')}",
        f"Policy        {_told(made, 'policy_due')}",
        f"Law           {_told(made, 'statutory_due')}",
        *(f"  {sentence}" for sentence in made["working"]),
    ]


def _told(made: dict[str, Any], key: str) -> str:
    """A date as it is, and the state of a clock that has none in words: `not started`."""
    value = str(made[key] or "-")
    return value.replace("_", " ").lower() if value.replace("_", "").isalpha() else value


def _row_line(made: dict[str, Any]) -> str:
    policy, law = (_told(made, key).ljust(12) for key in ("policy_due", "statutory_due"))
    return f"{made['case_id']!s:8} policy {policy} law {law} answer by {_told(made, 'effective_due')}"
