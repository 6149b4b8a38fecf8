"""What was typed and not yet used, kept encrypted until it is: no act, so no line in the trail (decision 6)."""

from collections.abc import Mapping

from smsdpo.core.errors import Refusal
from smsdpo.model.queries import desk
from smsdpo.services.office import Office

LONGEST = 200_000
"""Bytes of one field."""


def keep(office: Office, place: str, about: str, fields: Mapping[str, str]) -> None:
    """Keep these fields of a draft; an empty text removes its field, the others stay. Nothing is kept in an office
    that is open for reading only."""
    if any(len(words.encode("utf-8", "surrogatepass")) > LONGEST for words in fields.values()):
        raise Refusal(
            "This text is too long to be kept while you type.", hint="Use it now, or keep it in a file of your own."
        )
    if not office.read_only_because:
        with office.jotting() as session:
            desk.keep_draft(session, place, about, fields, office.clock.now())


def of(office: Office, place: str, about: str) -> dict[str, str]:
    """The fields of a draft; empty where there is none."""
    with office.reading() as session:
        return desk.draft(session, place, about)


def drop(office: Office, place: str, about: str) -> None:
    """Forget a draft: it was used, or is not wanted."""
    if not office.read_only_because:
        with office.jotting() as session:
            desk.drop_draft(session, place, about)
