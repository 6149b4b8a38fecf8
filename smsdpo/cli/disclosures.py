"""`disclosure …`: the register of what authorities and others asked for and were given."""

import argparse
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, arriving, pair
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    disclosure = registrar.family("disclosure")
    listed = disclosure.command("list", "List the register", list_run)
    listed.add_argument(
        "--text", default="", metavar="TEXT", help="every word of it stands in the reference or a field"
    )
    entered = disclosure.command("log", "Enter that somebody asks for people's data", log_run)
    entered.add_argument("body", metavar="BODY", help="who asks, for example Kent Police")
    entered.add_argument("fields", nargs="*", type=pair, metavar="KEY=VALUE", help="as with `request detail`")
    arriving(entered)


def list_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import disclosures

    with desk.office() as office:
        page = disclosures.page(office, text=words.text, limit=100_000)
    desk.answer(
        plain(page.items),
        [f"{one.reference}  {one.received_on}  {one.body}: {one.outcome or one.state}" for one in page.items]
        or ["No disclosures."],
    )


def log_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.cli.requests import show
    from smsdpo.domain.dated_cases import instant
    from smsdpo.services import disclosures

    with desk.office() as office:
        values = {**dict(words.fields), "body": words.body}
        made = disclosures.begin(office, values, received_at=instant(words.received), channel=words.channel)
        show(desk, office, made)
