"""`request …`: those that belong together by a message, a repetition or a complaint, and those that nobody answers."""

import argparse
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, arriving
from smsdpo.cli.shapes import plain
from smsdpo.domain.links import in_words

if TYPE_CHECKING:
    from smsdpo.cli.program import Family
    from smsdpo.services.office import Office


def register(request: "Family") -> None:
    """Add these commands to the family `request`."""
    split = request.command("split", "Open a linked request for each right that one message asks for", split_run)
    split.add_argument("--message", type=int, required=True, metavar="M")
    split.add_argument("--type", action="append", required=True, dest="types", metavar="T", help="twice or more")
    split.add_argument("--person", type=int, metavar="ID", help="as with `request open`")
    request.about("links", "List the requests that one is linked with", links_run)
    twice = request.about("duplicate", "Close a request that came twice; the earlier one goes on", duplicate_run)
    twice.add_argument("--of", required=True, metavar="REF", help="the one that came first")
    twice.add_argument("--reason", default="", metavar="TEXT")
    _complaining(request.command("complaint", "Open a complaint about how a request was handled", complaint_run))
    request.command("unanswered", "List what waits for an answer, and when it may be closed", unanswered_run)


def _complaining(words: argparse.ArgumentParser) -> None:
    words.add_argument("reference", metavar="REF", help="the request that the complaint is about")
    words.add_argument("--words", required=True, metavar="TEXT", help="what the person complains about")
    arriving(words)


def split_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import sender
    from smsdpo.services import linked

    with desk.office() as office:
        person = words.person if words.person is not None else sender(office, words.message)
        first, *_ = linked.open_several(office, types=words.types, message=words.message, person=person)
        _show_links(desk, office, first)


def links_run(desk: Desk, words: argparse.Namespace) -> None:
    with desk.office() as office:
        _show_links(desk, office, words.reference)


def _show_links(desk: Desk, office: "Office", reference: str) -> None:
    from smsdpo.services import linked

    links = linked.links(office, reference)
    desk.answer(
        {"reference": reference, "links": plain(links)},
        [f"{reference}: {in_words(one.kind, back=one.back)} {one.reference}  {one.type}, {one.state}" for one in links]
        or [f"{reference} is linked with none."],
    )


def duplicate_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import show
    from smsdpo.services import linked

    with desk.office() as office:
        linked.close_as_duplicate(office, words.reference, words.of, words.reason)
        show(desk, office, words.reference)


def complaint_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import show
    from smsdpo.domain.dated_cases import instant
    from smsdpo.services import linked

    with desk.office() as office:
        received = instant(words.received)
        made = linked.complain_about(
            office, words.reference, words=words.words, received_at=received, channel=words.channel
        )
        show(desk, office, made)


def unanswered_run(desk: Desk, _words: argparse.Namespace) -> None:
    from smsdpo.services import silence

    with desk.office() as office:
        waiting = silence.unanswered(office)
    desk.answer(
        plain(waiting),
        [f"{one.reference}  {one.asked}, asked for on {one.on}: may be closed from {one.may_close}" for one in waiting]
        or ["Nothing waits for an answer."],
    )
