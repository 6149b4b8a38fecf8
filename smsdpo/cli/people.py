"""`search` and `person show`."""

import argparse
import time
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk, count
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar
    from smsdpo.domain.records.people import PersonCard


def register(registrar: "Registrar") -> None:
    search = registrar.command("search", search_run)
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=_at_least_one, default=50, metavar="N", help="how many at most (default: 50)")
    person = registrar.family("person")
    show = person.command("show", "Everything about a person", show_run)
    show.add_argument("person", type=int, metavar="ID", help="as `search` tells it")


def _at_least_one(text: str) -> int:
    """As argparse wants it: a ValueError becomes a usage error."""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def search_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import people

    with desk.office() as office:
        began = time.perf_counter()
        hits = people.search(office, words.text, limit=words.limit)
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
    lines = [f"{hit.person:>6}  {hit.name:32} {count(hit.records, 'record'):12} {hit.because}" for hit in hits]
    more = [f"These are the first {words.limit}; --limit shows more."] if len(hits) == words.limit else []
    desk.answer(
        {"milliseconds": milliseconds, "hits": [plain(hit) for hit in hits]}, [*lines, *more] or ["Nobody was found."]
    )


def show_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import people

    with desk.office() as office:
        card = people.card(office, words.person)
    desk.answer(plain(card), _lines(card))


def _lines(card: "PersonCard") -> list[str]:
    return [
        f"{card.name} ({card.id})",
        *(f"  {item.kind:10} {item.shown}" for item in card.identifiers),
        *(f"  {source:32} {count(number, 'record')}" for source, number in card.sources),
        *(f"  {item.recorded_on or ''!s:10} {item.source}: {item.title}" for item in card.records),
        *(f"  {item.reference} {item.type}, {item.state}" for item in card.requests),
    ]
