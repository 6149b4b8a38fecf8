"""What leaves with an answer, whom it was built for, where the address it goes to comes from, and when it left."""

from dataclasses import dataclass
from datetime import datetime

from smsdpo.domain.records.requests import LetterCard, RequestFile, letter_file
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.ui import texts
from smsdpo.ui.texts import request as says

_CHANGED = "Recipient changed"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file that would leave: whom it was built for, whether that is who gets it, and how much is in it."""

    name: str
    person: str
    fits: bool
    counts: str = ""


def file_of(file: RequestFile, card: LetterCard) -> str:
    """The name of a letter's file: of several of one code, the one meant."""
    nth = sum(one.code == card.code and one.id <= card.id for one in file.letters)
    return letter_file(file.card.reference, card.code, nth)


def answer_of(file: RequestFile) -> LetterCard | None:
    """The letter that answers the request: not one made beside it afterwards, such as an acknowledgement."""
    answers = REQUEST_TYPES[file.card.type].answer_letters
    return next((letter for letter in reversed(file.letters) if letter.code in answers), None)


def gives_data(file: RequestFile) -> bool:
    """Whether files of data go with the answer as it is settled; one made for an earlier outcome stays here."""
    return any(one.gives_data for one in REQUEST_TYPES[file.card.type].outcomes if one.key == file.settled)


def built_for(file: RequestFile) -> list[Leaving]:
    """Every file that would leave."""
    made: list[Leaving] = []
    letter = answer_of(file)
    if letter is not None:
        fits = letter.recipient == file.recipient.name
        made.append(Leaving(file_of(file, letter), letter.goes_to, fits))
    if file.exports and gives_data(file):
        export = file.exports[-1]
        counts = says.COUNTS.format(
            records=texts.counted(export.records, "record"), redacted=export.redacted, withheld=export.withheld
        )
        made += [
            Leaving(name, export.built_for, export.person == file.card.person, counts if name.endswith("xlsx") else "")
            for name in export.files
            if not name.endswith(".pdf")
        ]
    return made


def sent_at(file: RequestFile) -> datetime | None:
    """When the answer left."""
    return next((entry.at for entry in reversed(file.timeline) if entry.what == "Answer sent"), None)


def moved_since(file: RequestFile) -> bool:
    """Whether the address was changed after the letter was made."""
    made = answer_of(file)
    changes = (entry.at for entry in file.timeline if entry.what == _CHANGED)
    return made is not None and any(at >= made.made_at for at in changes)


def whence(file: RequestFile) -> str:
    """Where the address comes from and when the person behind it was made sure of."""
    changed = [entry for entry in file.timeline if entry.what == _CHANGED]
    asked = file.message.card.from_address if file.message else ""
    if changed:
        said = says.CHANGED_BY.format(day=texts.short_instant(changed[-1].at), who=changed[-1].actor)
    elif asked and asked == file.recipient.email:
        said = says.FROM_REQUEST.format(reference=file.card.reference)
    else:
        said = says.HELD_FOR
    if file.identity is not None:
        said += "  ·  " + says.CHECKED.format(day=texts.short_instant(file.identity.at))
    return said
