"""A person the office did not know yet: somebody who writes and is in no source."""

from smsdpo.domain.identifiers import KEPT, identifiers_of, prefix_tokens, search_document
from smsdpo.model.base import instant_text
from smsdpo.model.bulk import BulkWriter
from smsdpo.model.people import Identifier, Person, PersonPrefix
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation


def add_person(office: Office, op: Operation, *, name: str, email: str = "") -> Person:
    """Enter a person with what is known of them; found by search from now on like everybody else."""
    known = identifiers_of("information_request", {"name": name, "email": email})
    writer = BulkWriter(op.session)
    person = writer.take_person_id()
    writer.add_people([(person, name, search_document(known), instant_text(office.clock.now()))])
    # The name stands in the person's own row; `identifier` holds what differs from it.
    kept = KEPT - {"name"}
    writer.add_identifiers([(person, kind, value, shown) for kind, value, shown in known if kind in kept])
    writer.add_tokens([(token, person) for token in prefix_tokens(known)])
    op.added(Person, [person])
    op.added(Identifier, [(person, kind, value) for kind, value, _ in known if kind in kept])
    op.added(PersonPrefix, [(token, person) for token in prefix_tokens(known)])
    op.changed("person")
    return op.session.get_one(Person, person)
