"""What is written down for a request beyond its clocks: the fields of its type, checked one by one and together."""

from collections.abc import Mapping
from datetime import date

from smsdpo.core.errors import Refusal
from smsdpo.domain import detail_rules, request_types
from smsdpo.domain.records.casework import DetailItem
from smsdpo.domain.shared_fields import ERASED_ON
from smsdpo.model.casework import CaseDetail
from smsdpo.model.queries import cases, casework
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import clocks, erasing
from smsdpo.services.case_checks import desk_of, unwritten
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.requests import need, need_for_reading

AFTER_SENDING = frozenset(
    {"receipt", "told", "not_until", "backups_until", "late_cause", "recipients_told"}
    | {"regulator_reference", "regulator_officer", "regulator_due", "regulator_outcome"}
)
"""What happens only after the answer has left, or after the request was closed."""


def items(office: Office, reference: str) -> tuple[DetailItem, ...]:
    """Every field of the request's type as it stands; `needed` where its settled outcome still waits for it."""
    with office.reading() as session:
        row = need_for_reading(session, reference)
        values = casework.details_of(session, row.id)
        left = {field.key for field in unwritten(row, values)}
    return tuple(
        DetailItem(
            key=field.key,
            label=field.label,
            kind=field.kind,
            help=field.help,
            value=values.get(field.key, ""),
            shown=field.shown(values.get(field.key, "")),
            needed=field.key in left,
            choices=field.choices,
        )
        for field in request_types.get(row.type).fields
    )


def change(office: Office, reference: str, values: Mapping[str, str]) -> None:
    """Write fields down, all or none; an empty value clears its field. What contradicts the rest is refused."""
    with office.operation("request.detail", about=reference, undoable=True) as op:
        row = _need_open_for(op, reference, values)
        put(office, op, row, values)
        kind = request_types.get(row.type)
        op.note(reason=", ".join(kind.field(key).label for key in values))
        if values.get(ERASED_ON.key):
            _note_erasure(op, row, date.fromisoformat(casework.details_of(op.session, row.id)[ERASED_ON.key]))


def put(office: Office, op: Operation, row: Request, values: Mapping[str, str]) -> None:
    """The same inside another operation."""
    kind = request_types.get(row.type)
    checked = {key: kind.field(key).checked(value) for key, value in values.items()}
    kept = casework.details_of(op.session, row.id) | checked
    detail_rules.check_change(row.type, kept, checked, desk_of(office, op.session, row))
    if checked.get(ERASED_ON.key):
        erasing.check_noted(op.session, row, date.fromisoformat(checked[ERASED_ON.key]))
    for key, value in checked.items():
        _keep(office, op.session, row.id, key, value)
    if kind.right_if:  # at any change, so that a request of an older store comes by its month as well
        op.session.flush()
        clocks.restate(op, row, clocks.working_days(office, row.nation))
    op.note(fields=sorted(checked))


def _note_erasure(op: Operation, row: Request, on: date) -> None:
    """The trail keeps who noted which day for how many records: all there is to show for what was deleted by hand."""
    count = cases.decision_counts(op.session, row.id).get("erase", 0)
    records = "1 record" if count == 1 else f"{count} records"
    op.note(reason=f"Erased on {on:%d/%m/%Y}: {records}", erased_on=on, records=count)


def _need_open_for(op: Operation, reference: str, values: Mapping[str, str]) -> Request:
    """What happens after sending may be written down after it; all else stays as it was when the answer left."""
    if set(values) <= AFTER_SENDING:
        row = need_for_reading(op.session, reference)
        op.about = row.reference
        return row
    row = need(op, reference)
    if row.released_at is not None:
        raise Refusal(
            f"The answer of {row.reference} has left, so what it rests on stays as it was.",
            hint="Close it, and open a new request for what is still to be done.",
        )
    return row


def _keep(office: Office, session: Session, request_id: int, key: str, value: str) -> None:
    row = session.get(CaseDetail, (request_id, key))
    if not value:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = CaseDetail(request_id=request_id, key=key)
        session.add(row)
    row.value = value
    row.changed_at = office.clock.now()
