"""The register of sources: which systems and files hold personal data, and what an access letter says of each."""

from smsdpo.core.errors import Refusal
from smsdpo.domain.identifiers import squeeze
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.model.queries import sources as queries
from smsdpo.model.sources import OFFICE_LOG, Source
from smsdpo.services.office import Office

_LONGEST_NAME = 100


def list_sources(office: Office) -> list[SourceCard]:
    """The whole register, the office's own log last."""
    with office.reading() as session:
        return queries.source_cards(session)


def add_source(
    office: Office,
    name: str,
    *,
    owner: str = "",
    purpose: str = "",
    basis: str = "",
    recipients: str = "",
    retention: str = "",
    encrypted: str = "",
) -> SourceCard:
    """Enter a source in the register; a name that is there already, whatever its case and spacing, is refused."""
    name = " ".join(name.split())
    if not squeeze(name) or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refusal("A source needs a name of one line.", hint="Call it as the office calls it, for example CRM.")
    with office.operation("source.add", undoable=True) as op:
        if squeeze(name) == squeeze(OFFICE_LOG) or queries.source_named(op.session, name) is not None:
            raise Refusal(f"There is already a source called {name}.", hint="Use it, or choose another name.")
        row = Source(
            name=name,
            key=squeeze(name),
            owner=owner.strip(),
            purpose=purpose.strip(),
            basis=basis.strip(),
            recipients=recipients.strip(),
            retention=retention.strip(),
            encrypted=encrypted.strip(),
            built_in=False,
            created_at=office.clock.now(),
            last_import=None,
        )
        op.session.add(row)
        op.session.flush()
        op.about = str(row.id)
        return queries.source_card(row, 0)
