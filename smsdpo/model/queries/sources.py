"""Reads of the register of sources."""

from datetime import datetime

from sqlalchemy import func, select

from smsdpo.domain.identifiers import squeeze
from smsdpo.domain.records.holdings import SourceCard
from smsdpo.model.holdings import Record
from smsdpo.model.session import Session
from smsdpo.model.sources import OFFICE_LOG, Source


def source_cards(session: Session) -> list[SourceCard]:
    """The whole register, the office's own log last, each with the number of its records."""
    counts = dict(session.execute(select(Record.source_id, func.count()).group_by(Record.source_id)).all())
    rows = session.scalars(select(Source).order_by(Source.built_in, Source.name))
    return [source_card(row, counts.get(row.id, 0)) for row in rows]


def source_card(row: Source, records: int) -> SourceCard:
    """A source as the desk sees it."""
    return SourceCard(
        id=row.id,
        name=row.name,
        owner=row.owner,
        purpose=row.purpose,
        basis=row.basis,
        recipients=row.recipients,
        retention=row.retention,
        encrypted=row.encrypted,
        records=records,
        last_import=row.last_import,
        built_in=row.built_in,
    )


def source_named(session: Session, name: str) -> Source | None:
    """The source of that name, whatever its case and spacing."""
    return session.scalar(select(Source).where(Source.key == squeeze(name)))


def office_log(session: Session, now: datetime) -> Source:
    """The office's own case log as a source (P19); entered in the register when first needed."""
    row = source_named(session, OFFICE_LOG)
    if row is None:
        row = Source(
            name=OFFICE_LOG,
            key=squeeze(OFFICE_LOG),
            owner="Office of the DPO",
            purpose="",
            basis="our legal duty to answer requests, and to show that we did",
            recipients="nobody outside the office of the Data Protection Officer",
            retention="",
            encrypted="at rest",
            built_in=True,
            created_at=now,
            last_import=None,
        )
        session.add(row)
        session.flush()
    return row
