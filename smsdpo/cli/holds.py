"""`hold …`: what keeps a person's data from being deleted."""

import argparse
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    hold = registrar.family("hold")
    listed = hold.command("list", "List the holds that stand", list_run)
    listed.add_argument("--person", type=int, metavar="ID", help="of this person, with those released")
    raised = hold.command("raise", "Stop every deletion of a person's data", raise_run)
    raised.add_argument("person", type=int, metavar="ID", help="as `search` tells it")
    raised.add_argument("--ground", required=True, metavar="G", help="dispute, disclosure, other")
    raised.add_argument("--reason", default="", metavar="TEXT")
    raised.add_argument("--request", default="", metavar="REF")
    ended = hold.command("release", "Let deletion go on", release_run)
    ended.add_argument("hold", type=int, metavar="HOLD", help="as `hold list` tells it")
    ended.add_argument("--reason", default="", metavar="TEXT")


def list_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holds

    with desk.office() as office:
        if words.person is None:
            found = holds.all_holds(office)
        else:
            found = holds.of_person(office, words.person, now_only=False)
    desk.answer(
        plain(found),
        [
            f"{one.id:>6}  {one.person_name} ({one.person or 'none'})  {holds.GROUNDS[one.ground]}: {one.reason}"
            f"{f'; released: {one.released_because}' if one.released_at else ''}"
            for one in found
        ]
        or ["No holds."],
    )


def raise_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holds

    with desk.office() as office:
        made = holds.raise_hold(office, words.person, ground=words.ground, reason=words.reason, request=words.request)
    desk.answer({"hold": made}, [f"Hold {made} stands until it is released with a reason."])


def release_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import holds

    with desk.office() as office:
        holds.release(office, words.hold, words.reason)
    desk.answer({"hold": words.hold, "released": True}, ["Released."])
