"""People, the identifiers by which they are found, and the search index over them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from smsdpo.model.base import Base, Versioned


class Person(Versioned, Base):
    """Somebody about whom the office holds something. `doc` is the folded search document (`domain.identifiers`)."""

    __tablename__ = "person"
    __kind__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    doc: Mapped[str]
    nation: Mapped[str]
    """One of `holidays.NATIONS`, where known: it decides which bank holidays count."""
    created_at: Mapped[datetime]


class Identifier(Base):
    """A normalised value that points to a person, and how it was written. `name` holds other names than the first.

    Only kinds of `identifiers.KEPT`: postcodes and IP addresses are shared by many and stand in `person.doc` alone.
    """

    __tablename__ = "identifier"
    __kind__ = "person"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text, primary_key=True)
    shown: Mapped[str]

    # Rows lie beside their person, so that a card or fifty hits are read in one stretch.
    __table_args__ = (Index("ix_identifier_kind_value", "kind", "value"), {"sqlite_with_rowid": False})


class PersonPrefix(Base):
    """First one or two characters of a name's or mailbox's words: a trigram index cannot answer so short a fragment."""

    __tablename__ = "person_prefix"

    token: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    """No foreign key: it would ask for a second index as large as the table; the tokens follow from `person.doc`."""

    __table_args__ = ({"sqlite_with_rowid": False},)


class Suppression(Base):
    """A keyed hash of somebody who asked to be removed: no clear identifier, so that the list itself tells nothing."""

    __tablename__ = "suppression"

    token: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[date]
    request: Mapped[str]


# External content: the words are kept once, in `person.doc`. `detail=none` is a third of the size of a full index and
# as fast (performance.md, a); it cannot answer phrases, so a search asks for all trigrams and checks with instr().
SEARCH_INDEX_DDL = (
    "CREATE VIRTUAL TABLE person_search USING fts5("
    "doc, content='person', content_rowid='id', tokenize='trigram', detail=none)",
    # An erased person must not linger in the index's pages (security.md, 4.5).
    "INSERT INTO person_search(person_search, rank) VALUES('secure-delete', 1)",
)
"""Run by the migration after the tables exist; nothing else creates the index."""
