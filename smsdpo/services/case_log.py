"""The office's own log as a source: every request is a record about the person, found like any other (P19)."""

from datetime import date

from smsdpo.domain import categories, channels, request_types
from smsdpo.domain.row_keys import row_hash, row_key
from smsdpo.model.holdings import Record
from smsdpo.model.messages import Message
from smsdpo.model.people import Person
from smsdpo.model.queries import disclosures
from smsdpo.model.queries.sources import office_log
from smsdpo.model.requests import Request
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

CATEGORY = "information_request"


def enter(office: Office, op: Operation, row: Request, who: Person, origin: Message | None) -> int:
    """Write the request into the log; returns the record's id."""
    payload = {
        "reference": row.reference,
        "type": request_types.get(row.type).short,
        "name": who.name,
        "email": origin.from_address if origin else "",
        "channel": channels.in_words(row.channel),
        "received_on": row.received_on.isoformat(),
        "asked": f"{origin.subject}\n\n{origin.text}".strip() if origin else row.restated,
        "restated": row.restated,
        "state": "open",
    }
    record = Record(
        person_id=who.id,
        source_id=office_log(op.session, office.clock.now()).id,
        category=CATEGORY,
        row_key=row_key(row.reference),
        recorded_on=row.received_on,
        last_engaged_on=row.received_on,
        provenance=categories.provenance_of(categories.get(CATEGORY)),
        kept_note=categories.kept_until(categories.get(CATEGORY), {})[1],
        gone=False,
    )
    _fill(record, payload)
    op.session.add(record)
    op.session.flush()
    return record.id


def close(op: Operation, row: Request, outcome: str, today: date) -> None:
    """Note the end of a request in the log."""
    record = _entry(op, row)
    if record is not None:
        label = request_types.get(row.type).outcome(outcome).label
        _fill(record, {**record.payload, "state": "closed", "outcome": label, "closed_on": today.isoformat()})


def give_to(op: Operation, row: Request, who: Person) -> None:
    """The request is about somebody else: from now on it is found among that person's records. That an authority asked
    stays out of them: the person may not be told yet (P74)."""
    record = _entry(op, row)
    if record is not None and row.type != disclosures.KIND:
        record.person_id = who.id


def restate(op: Operation, row: Request) -> None:
    """What the log says after the kind of request changed, or after it was opened again."""
    record = _entry(op, row)
    if record is not None:
        kept = {key: value for key, value in record.payload.items() if key not in ("outcome", "closed_on")}
        now = {"type": request_types.get(row.type).short, "restated": row.restated, "state": "open"}
        _fill(record, {**kept, **now})


def _entry(op: Operation, row: Request) -> Record | None:
    return op.session.get(Record, row.record_id) if row.record_id is not None else None


def _fill(record: Record, payload: dict[str, str]) -> None:
    record.payload = {key: value for key, value in payload.items() if value}
    record.row_hash = row_hash(record.payload)
