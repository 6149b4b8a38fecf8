"""Whom a letter names that goes to somebody else than who asks."""

from collections.abc import Mapping

RECEIVED, REGULATOR, AFFECTED = "L18", "L25", "L26"
"""The notice to whoever received the data, the report of a breach, and the notice to a person affected by it."""

NAMED_BY = {RECEIVED: "notice_recipient", REGULATOR: "regulator_name", AFFECTED: "affected_person"}
"""The field of the letter in which its addressee stands."""


def of_letter(code: str, fields: Mapping[str, object]) -> str:
    """The name that the letter bears; empty where it goes to who asks."""
    return str(fields.get(NAMED_BY.get(code, "")) or "")
