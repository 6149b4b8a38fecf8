"""What the palette finds as one types: requests by reference or name, and people."""

from smsdpo.domain import lifecycle, request_types
from smsdpo.domain.identifiers import fold
from smsdpo.domain.list_filter import Condition
from smsdpo.domain.records import PaletteHit, PersonHit, RequestCard
from smsdpo.model.queries import filters
from smsdpo.model.queries import request_list as lists
from smsdpo.services import people
from smsdpo.services.office import Office

REQUESTS_FIRST = 5
"""Requests told before people: more of them would push the people out of sight."""


def hits(office: Office, text: str, limit: int = 12) -> list[PaletteHit]:
    """Requests whose reference or name holds all the words, the most urgent first, then people; at most `limit`."""
    words = fold(text[: people.LONGEST_QUERY]).split()
    if not words or limit < 1:
        return []
    with office.reading():
        found = people.search(office, text, limit)
        cards = _requests(office, words, min(limit, max(REQUESTS_FIRST, limit - len(found))))
    return [*(_request(card) for card in cards), *(_person(hit) for hit in found)][:limit]


def _requests(office: Office, words: list[str], limit: int) -> list[RequestCard]:
    today = office.clock.today()
    asked = filters.Sought("all", tuple(Condition("text", (word,)) for word in words), today, "")
    with office.reading() as session:
        meant = lists.where(asked)
        still_open = lists.ids_of(
            session, lists.open_only(meant), lists.order("due", "none", descending=False, today=today), limit
        )
        ids = still_open
        if len(ids) < limit:  # closed ones make up the rest, the newest first
            newest = lists.order("reference", "none", descending=True, today=today)
            ids = list(dict.fromkeys([*ids, *lists.ids_of(session, meant, newest, limit)]))[:limit]
        return lists.cards_of(session, ids, today)


def _request(card: RequestCard) -> PaletteHit:
    second = f"{card.person_name} · {request_types.get(card.type).short} · {lifecycle.STATE_LABELS[card.state]}"
    return PaletteHit("request", card.reference, card.reference, second)


def _person(hit: PersonHit) -> PaletteHit:
    return PaletteHit(
        "person", str(hit.person), hit.name, " · ".join(part for part in (hit.email, hit.account) if part)
    )
