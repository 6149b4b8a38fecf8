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
            owner=_one_line(owner),
            purpose=_one_line(purpose),
            basis=_one_line(basis),
            recipients=_one_line(recipients),
            retention=_one_line(retention),
            encrypted=_one_line(encrypted),
            built_in=False,
            created_at=office.clock.now(),
            last_import=None,
        )
        op.session.add(row)
        op.session.flush()
        op.about = str(row.id)
        return queries.source_card(row, 0)


def change_source(
    office: Office,
    name: str,
    *,
    owner: str | None = None,
    purpose: str | None = None,
    basis: str | None = None,
    recipients: str | None = None,
    retention: str | None = None,
    encrypted: str | None = None,
) -> SourceCard:
    """Say anew of a source what is given here; letters that were made keep their words. The trail notes which of it
    was changed, not to what. What is emptied is told as the policy, or else the office, tells it."""
    given = {
        "owner": owner,
        "purpose": purpose,
        "basis": basis,
        "recipients": recipients,
        "retention": retention,
        "encrypted": encrypted,
    }
    said = {key: _one_line(value) for key, value in given.items() if value is not None}
    with office.operation("source.change", undoable=True) as op:
        row = queries.source_named(op.session, name)
        if row is None:
            raise Refusal(f"There is no source called {name}.", hint="See the list of sources.")
        changed = {key: value for key, value in said.items() if value != getattr(row, key)}
        if not changed:
            raise Refusal(f"That is what the register says of {row.name} already.", hint="Change what is to be told.")
        for key, value in changed.items():
            setattr(row, key, value)
        op.about = str(row.id)
        op.note(changed=sorted(changed))
        op.session.flush()
        return next(card for card in queries.source_cards(op.session) if card.id == row.id)


def _one_line(text: str) -> str:
    """As a cell of a workbook and a line of a letter take it."""
    return " ".join(text.split())
