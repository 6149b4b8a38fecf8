"""`request …`: what is written down for a case, notes typed in, another kind, begun again, the log."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli import due
from smsdpo.cli.desk import WHEN, Desk, check_ending, count, pair
from smsdpo.cli.shapes import plain
from smsdpo.core.errors import Refusal
from smsdpo.domain import channels
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient

if TYPE_CHECKING:
    from smsdpo.cli.program import Family


def register(request: "Family") -> None:
    """Add these commands to the family `request`."""
    detail = request.about("detail", "Write down fields of the request, or list them", detail_run)
    detail.add_argument("fields", nargs="*", type=pair, metavar="KEY=VALUE", help="an empty value clears the field")
    change = request.about("change-type", "It is another kind of request", change_type_run)
    change.add_argument("type", metavar="T", help="for example access")
    change.add_argument("--reason", default="", metavar="TEXT")
    again = request.about("reopen", "Take a closed request up again", reopen_run)
    again.add_argument("--reason", default="", metavar="TEXT")
    again.add_argument("--event", type=due.event, metavar="KIND@DATE", help="the answer that came late")
    request.about("copies", "List attachments that may go, now that the identity is checked", copies_run)
    gone = request.about("delete-copy", "Delete a copy of an identity paper for good", delete_copy_run)
    gone.add_argument("attachment", type=int, metavar="ID", help="as `request copies` tells it")
    gone.add_argument("--reason", default="", metavar="TEXT")
    _noting(request.command("note", "Type in what did not come by mail", note_run))
    log = request.command("log", "Write the request log as a workbook", log_run)
    log.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")


def _noting(words: argparse.ArgumentParser) -> None:
    words.add_argument("--channel", required=True, metavar="C", help=", ".join(channels.NOTED))
    words.add_argument("--received", required=True, metavar="TIME", help=WHEN)
    words.add_argument("--name", default="", metavar="TEXT")
    words.add_argument("--email", default="", metavar="ADDRESS")
    words.add_argument("--subject", default="", metavar="TEXT")
    words.add_argument("--ticket", default="", metavar="TEXT", help="number of the support desk")
    words.add_argument("--text", required=True, metavar="TEXT", help="what was said or written, in their words")


def detail_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import details

    with desk.office() as office:
        if words.fields:
            details.change(office, words.reference, dict(words.fields))
        items = details.items(office, words.reference)
    desk.answer(
        [plain(item) for item in items],
        [f"{'!' if item.needed else ' '} {item.key:22} {item.label}: {item.shown or '-'}" for item in items],
    )


def change_type_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import show
    from smsdpo.services import linked

    with desk.office() as office:
        linked.change_type(office, words.reference, words.type, words.reason)
        show(desk, office, words.reference)


def reopen_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import show
    from smsdpo.services import linked

    event = ClockEvent(words.event.kind, words.event.on, words.reason) if words.event else None
    with desk.office() as office:
        linked.reopen(office, words.reference, words.reason, event=event)
        show(desk, office, words.reference)


def copies_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import identity_copies

    with desk.office() as office:
        copies = identity_copies.copies_of(office, words.reference)
    desk.answer(plain(copies), [f"{one.id:>6}  {one.size:>10}  {one.name}" for one in copies] or ["None."])


def delete_copy_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import identity_copies

    with desk.office() as office:
        if words.attachment not in {one.id for one in identity_copies.copies_of(office, words.reference)}:
            raise Refusal("There is no such copy.", hint="List them with `request copies`.")
        identity_copies.delete_attachment(office, words.attachment, words.reason)
    desk.answer({"attachment": words.attachment, "deleted": True}, ["Deleted for good."])


def note_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.domain.dated_cases import instant
    from smsdpo.services import notes

    with desk.office() as office:
        number = notes.add_note(
            office,
            channel=words.channel,
            received_at=instant(words.received),
            sender=Recipient(words.name, words.email),
            text=words.text,
            subject=words.subject,
            ticket=words.ticket,
        )
    desk.answer({"message": number}, [f"Kept as message {number}."])


def log_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import request_log

    check_ending(words.to, ".xlsx", "The log is a workbook.")
    with desk.office() as office:
        entries = request_log.write(office, words.to)
    desk.answer({"file": str(words.to), "entries": entries}, [f"{words.to}: {count(entries, 'request')}"])
