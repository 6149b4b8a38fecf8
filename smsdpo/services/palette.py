"""What the palette finds as one types: requests by reference or name, and people."""

from smsdpo.domain import lifecycle, request_types
from smsdpo.domain.identifiers import fold
from smsdpo.domain.records.desk import PaletteHit
from smsdpo.domain.records.people import PersonHit
from smsdpo.domain.records.requests import RequestCard
from smsdpo.model.queries import request_list as lists
from smsdpo.services import people
from smsdpo.services.office import Office

REQUESTS_FIRST = 5
"""Requests told before people: more of them would push the people out of sight."""


def hits(office: Office, text: str, limit: int = 12) -> list[PaletteHit]:
    """Requests whose reference or name holds all the words, the most urgent first, then people; at most `limit`."""
    words = [word for word in map(fold, text[: people.LONGEST_QUERY].split()) if word]
    if not words or limit < 1:
        return []
    with office.reading() as session:
        found = people.search(office, text, limit)
        ids = lists.most_urgent(session, words, min(limit, max(REQUESTS_FIRST, limit - len(found))))
        cards = lists.cards_of(session, ids, office.clock.today())
    return [*(_request(card) for card in cards), *(_person(hit) for hit in found)][:limit]


def _request(card: RequestCard) -> PaletteHit:
    second = f"{card.person_name} · {request_types.get(card.type).short} · {lifecycle.STATE_LABELS[card.state]}"
    return PaletteHit("request", card.reference, card.reference, second)


def _person(hit: PersonHit) -> PaletteHit:
    return PaletteHit(
        "person", str(hit.person), hit.name, " · ".join(part for part in (hit.email, hit.account) if part)
    )
