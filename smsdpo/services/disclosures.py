"""The register of disclosures: who asked for people's data, on which ground, what left, who may be told (P69-P75)."""

from collections.abc import Mapping
from datetime import datetime

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records import Page
from smsdpo.domain.records.casework import DisclosureCard
from smsdpo.model.queries import disclosures as queries
from smsdpo.model.requests import Request
from smsdpo.services import details, requests
from smsdpo.services.office import Office


def begin(office: Office, values: Mapping[str, str], *, received_at: datetime, channel: str) -> str:
    """Open an entry and write its first fields down in one act; its reference. The body asks, so it is who answers go
    to; whose data it is about is chosen before anything is searched."""
    body = values.get("body", "").strip()
    if not body:
        raise Refusal("Name the body that asks.", hint="For example: Kent Police.")
    kind = request_types.get(queries.KIND)
    with office.operation("request.open", undoable=True) as op:
        _, who, received = requests.begin(office, op, None, None, received_at, "", body)
        row = requests.enter(
            office, op, kind, who, received, known=False, channel=channel, restated=values.get("scope", "")
        )
        details.put(office, op, row, {key: value for key, value in values.items() if value})
        op.about = row.reference
        op.note(type=kind.key, person=who.id, received=received, due=row.effective_due)
        return row.reference


def page(office: Office, *, text: str = "", offset: int = 0, limit: int = 200) -> Page[DisclosureCard]:
    """Entries of the register, the newest first; every word of `text` stands in the reference or a field."""
    with office.reading() as session:
        rows = queries.page(session, text, offset, limit)
        return Page(tuple(_card(*row) for row in rows), offset, queries.count(session, text))


def open_count(office: Office) -> int:
    """How many entries are still being worked on."""
    with office.reading() as session:
        return queries.open_count(session)


def _card(row: Request, person: str, values: Mapping[str, str]) -> DisclosureCard:
    kind = request_types.get(row.type)
    ended = row.outcome or row.settled

    def shown(key: str) -> str:
        return kind.field(key).shown(values.get(key, ""))

    return DisclosureCard(
        id=row.id,
        reference=row.reference,
        received_on=row.received_on,
        body=values.get("body", "") or person,
        asker=shown("asker_class"),
        ground=shown("ground"),
        outcome=kind.outcome(ended).label if ended else "",
        state=row.state,
        tell=values.get("tell_person", ""),
        told=kind.field("told").day(values.get("told", "")),
        not_until=kind.field("not_until").day(values.get("not_until", "")),
        due=row.effective_due,
    )
