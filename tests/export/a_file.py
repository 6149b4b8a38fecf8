"""Subject files in our own words, with invented people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from smsdpo.export.subject import Column, Row, SearchedSource, Section, SubjectFile, Use, Value, Withheld

MADE = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
CONTACT = (
    Column("name", "Name"),
    Column("phone", "Phone", "phone"),
    Column("collected_on", "Collected on", "date"),
    Column("amount", "Amount", "money"),
    Column("message", "Message"),
)


def a_row(**given: Value) -> Row:
    """A contact form; named fields replace the usual ones."""
    usual: dict[str, Value] = {
        "name": "Ngozi Okafor",
        "phone": "+44 20 7946 0000",
        "collected_on": date(2026, 3, 9),
        "amount": 12.5,
        "message": "Please call me back about the drilling heads.",
    }
    usual.update(given)
    return Row(tuple(usual[column.key] for column in CONTACT), "Website", "provided")


def a_file(rows: Iterable[Row] | None = None, **given: object) -> SubjectFile:
    """A subject file with one category of contact forms."""
    section = Section("contact_form", "Contact forms", CONTACT, tuple(rows) if rows is not None else (a_row(),))
    usual = SubjectFile(
        reference="DSR-2026-0001",
        person_id=41,
        person_name="Ngozi Okafor",
        made_at=MADE,
        program_version="0.1.0",
        policy_version="1",
        organisation="SMS Tech",
        office_email="info@sms-tech.org",
        sections=(section,),
        uses=(
            Use(
                "Contact forms",
                "To answer your enquiry",
                "Consent",
                "Nobody else",
                "6 months",
                "Website forms",
                "You gave it to us",
            ),
        ),
        withheld=(Withheld("One service note", 1, "It is about another customer."),),
        searched=(
            SearchedSource("Website forms", "found", 1),
            SearchedSource("Old paper files", "not_searched", 0, "Destroyed in 2024"),
        ),
        request_in_words="a copy of the personal data we hold about you",
        received_on=date(2026, 11, 2),
    )
    return replace(usual, **given)  # type: ignore[arg-type]
