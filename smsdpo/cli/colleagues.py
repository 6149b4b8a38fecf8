"""`colleague …`: who is asked to search a source, reminded, and what came back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, check_ending
from smsdpo.cli.shapes import plain
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.casework import TaskCard
from smsdpo.domain.records.requests import Recipient

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar

_SEND = "open it in your mail program, read it and send it."


def register(registrar: "Registrar") -> None:
    colleague = registrar.family("colleague")
    colleague.about("list", "List what colleagues were asked for", list_run)
    asked = colleague.about("ask", "Write a draft e-mail that asks a colleague to search a source", ask_run)
    asked.add_argument("source", metavar="SOURCE")
    asked.add_argument("--name", required=True, metavar="TEXT")
    asked.add_argument("--email", required=True, metavar="ADDRESS")
    asked.add_argument("--to", type=Path, required=True, metavar="FILE.eml")
    chased = colleague.command("chase", "Write the next reminder; the third goes further up", chase_run)
    chased.add_argument("task", type=int, metavar="TASK", help="as `colleague list` tells it")
    chased.add_argument("--to", type=Path, required=True, metavar="FILE.eml")
    chased.add_argument("--name", default="", metavar="TEXT", help="whom the colleague answers to")
    chased.add_argument("--email", default="", metavar="ADDRESS", help="of the same")
    told = colleague.command("answered", "Note what a colleague answered", answered_run)
    told.add_argument("task", type=int, metavar="TASK", help="as `colleague list` tells it")
    told.add_argument("answer", metavar="TEXT")


def list_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holders

    with desk.office() as office:
        tasks = holders.tasks(office, words.reference)
    desk.answer(plain(tasks), [_line(one) for one in tasks] or ["Nobody was asked."])


def _line(task: TaskCard) -> str:
    done = f"answered on {task.answered_on}: {task.answer}" if task.answered_on else f"to remind on {task.next_chase}"
    return f"{task.id:>6}  {task.source}: {task.colleague}, asked on {task.asked_on}, {done}"


def ask_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holders

    check_ending(words.to, ".eml", "The draft is an e-mail.")
    with desk.office() as office:
        task = holders.ask(
            office, words.reference, words.source, colleague=words.name, email=words.email, target=words.to
        )
    desk.answer({"task": task, "file": str(words.to)}, [f"Task {task}. {words.to}: {_SEND}"])


def chase_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holders

    check_ending(words.to, ".eml", "The draft is an e-mail.")
    if bool(words.name) != bool(words.email):
        raise Refusal("Whom does the colleague answer to?", hint="Give both --name and --email, or neither.")
    above = Recipient(words.name, words.email) if words.name else None
    with desk.office() as office:
        code = holders.chase(office, words.task, words.to, to=above)
    desk.answer({"task": words.task, "letter": code, "file": str(words.to)}, [f"{words.to}: {_SEND}"])


def answered_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holders

    with desk.office() as office:
        holders.answered(office, words.task, words.answer)
    desk.answer({"task": words.task, "answered": True}, ["Noted."])
