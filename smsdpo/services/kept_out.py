"""Who asked to be removed does not come back with the next import: the list knows them by keyed hashes alone (P48)."""

from collections.abc import Mapping

from smsdpo.core.clock import london_date
from smsdpo.domain.request_type import Outcome
from smsdpo.model.people import Suppression
from smsdpo.model.queries import casework, search
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

_FLAGS = ("do_not_contact", "no_reimport")


def token(office: Office, kind: str, value: str) -> str:
    """What stands on the list for an address, an account or a number."""
    return office.keyed_hash(f"{kind}:{value}")


def can_be(session: Session, row: Request, values: Mapping[str, str]) -> bool:
    """Whether the person is to be kept out, and something is known by which an import would find them."""
    return any(values.get(flag) for flag in _FLAGS) and bool(_known_by(session, row))


def put_on_list(office: Office, op: Operation, row: Request, ending: Outcome) -> None:
    """As the answer says that leaves now, or that was given by hand; a refusal, like any early end, promises no such
    thing. It is never undone: the person was told."""
    if ending.early or not can_be(op.session, row, casework.details_of(op.session, row.id)):
        return
    known = [token(office, kind, value) for kind, value in _known_by(op.session, row)]
    for one in known:
        if op.session.get(Suppression, one) is None:
            op.session.add(Suppression(token=one, since=london_date(office.clock.now()), request=row.reference))
    op.note(kept_out=len(known))


def _known_by(session: Session, row: Request) -> list[tuple[str, str]]:
    """A telephone only where nothing else is known: a household shares it, and the others are not kept out."""
    held = search.identifiers_of_people(session, [row.person_id])[row.person_id] if row.person_id is not None else []
    own = [(kind, value) for kind, value, _ in held if kind in ("email", "account")]
    return own or [(kind, value) for kind, value, _ in held if kind == "phone"]
