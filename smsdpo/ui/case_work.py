"""What the window asks of the services about a request's details, links, holds, colleagues and clock events.

Everything here runs on the store's thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.core.errors import LetterLacks, PartRefusal, Refusal
from smsdpo.ui.texts import cases as says

if TYPE_CHECKING:
    from smsdpo.domain.records.casework import DetailItem, HoldCard, LinkCard, TaskCard
    from smsdpo.domain.records.clocks import ClockEvent, Due
    from smsdpo.domain.records.requests import CameLate, Recipient, RequestCard, Unanswered
    from smsdpo.services.office import Office

_SURVIVORS = 200
"""Requests among which the one that survives a duplicate is chosen."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to a request beside its dates and data."""

    details: "tuple[DetailItem, ...]" = ()
    links: "tuple[LinkCard, ...]" = ()
    holds: "tuple[HoldCard, ...]" = ()
    tasks: "tuple[TaskCard, ...]" = ()
    unanswered: "Unanswered | None" = None
    came_late: "CameLate | None" = None


def beside(office: "Office", reference: str, person: int | None) -> Beside:
    """All of it."""
    from smsdpo.services import details, holders, holds, linked, silence

    return Beside(
        details.items(office, reference),
        linked.links(office, reference),
        holds.of_person(office, person) if person is not None else (),
        holders.tasks(office, reference),
        silence.of_request(office, reference),
        silence.came_late(office, reference),
    )


def change_detail(office: "Office", reference: str, key: str, value: str) -> None:
    """Write one field down; an empty value clears it."""
    from smsdpo.services import details

    details.change(office, reference, {key: value})


# --- requests that belong together ------------------------------------------------------------------------------------


def due_as(office: "Office", reference: str, type_key: str) -> "Due":
    """The dates this request would have if it were of another kind."""
    from smsdpo.services import type_preview

    return type_preview.due_as(office, reference, type_key)


def change_type(office: "Office", reference: str, type_key: str, reason: str) -> None:
    """It was another kind of request."""
    from smsdpo.services import linked

    linked.change_type(office, reference, type_key, reason)


def split(office: "Office", types: Sequence[str], message: int, person: int | None) -> list[str]:
    """One message, several requests."""
    from smsdpo.services import linked

    return linked.open_several(office, types=list(types), message=message, person=person)


def came_before(office: "Office", card: "RequestCard") -> "list[RequestCard]":
    """Open requests that this one may repeat: of its kind and not later, those of the same person first."""
    from smsdpo.services import requests

    cards = requests.page(office, view="open", text=f"type:{card.type}", sort="received", limit=_SURVIVORS).items
    earlier = [
        one
        for one in cards
        if one.reference != card.reference and one.type == card.type and one.received_on <= card.received_on
    ]
    return sorted(earlier, key=lambda one: not is_of(one, card))


def is_of(one: "RequestCard", other: "RequestCard") -> bool:
    """Whether two requests are known to be of the same person."""
    return one.person is not None and one.person == other.person


def close_as_duplicate(office: "Office", reference: str, survivor: str, reason: str) -> None:
    """The same request came twice."""
    from smsdpo.services import linked

    linked.close_as_duplicate(office, reference, survivor, reason)


def complain_about(office: "Office", reference: str, words: str, received_at: datetime, channel: str) -> str:
    """A complaint born from a request; its reference."""
    from smsdpo.services import linked

    return linked.complain_about(office, reference, words=words, received_at=received_at, channel=channel)


def reopen(office: "Office", reference: str, reason: str, event: "ClockEvent | None" = None) -> None:
    """Take a closed request up again, with what came for it."""
    from smsdpo.services import linked

    linked.reopen(office, reference, reason, event=event)


# --- holds ------------------------------------------------------------------------------------------------------------


def hold_grounds() -> tuple[tuple[str, str], ...]:
    """The grounds on which the office raises a hold by itself."""
    from smsdpo.services import holds

    return tuple(holds.BY_HAND.items())


def raise_hold(office: "Office", person: int, ground: str, reason: str, request: str = "") -> None:
    """Stop every deletion of a person's data."""
    from smsdpo.services import holds

    holds.raise_hold(office, person, ground=ground, reason=reason, request=request)


def release_hold(office: "Office", hold: int, reason: str) -> None:
    """Let deletion go on."""
    from smsdpo.services import holds

    holds.release(office, hold, reason)


def holds_of(office: "Office", person: int) -> "tuple[HoldCard, ...]":
    """The holds that stand for a person."""
    from smsdpo.services import holds

    return holds.of_person(office, person)


# --- the clock and its letters ----------------------------------------------------------------------------------------

EVENT_LETTERS: Mapping[str, str] = {
    "authority_requested": "L03",
    "extended": "L04",
    "clarification_requested": "L05",
    "fee_requested": "L05f",
    "interim_response": "L05h",
}
"""The letter that an event of the clock goes out with."""


def record_event(office: "Office", reference: str, event: "ClockEvent") -> None:
    """Something that moves the clock."""
    from smsdpo.services import requests

    requests.add_event(office, reference, event)


def other_letters(office: "Office", reference: str) -> tuple[tuple[str, str], ...]:
    """Code and title of the letters that may be written beside the answer."""
    from smsdpo.services import other_letters

    return other_letters.offered(office, reference)


def make_letter(
    office: "Office",
    reference: str,
    code: str,
    folder: Path,
    fields: Mapping[str, str] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> None:
    """A letter of the request in `folder`, beside those that are there already."""
    from smsdpo.services import outputs

    folder.mkdir(parents=True, exist_ok=True)
    outputs.letter(office, reference, code, folder, fields=dict(fields or {}), substitute=substitute)


def mark_letter_sent(office: "Office", letter: int, how: str, on: date) -> None:
    """A letter beside the answer has left."""
    from smsdpo.services import other_letters

    other_letters.mark_sent(office, letter, how, on)


def event_letter(
    office: "Office",
    reference: str,
    code: str,
    folder: Path,
    fields: Mapping[str, str] | None = None,
    substitute: Mapping[str, str] | None = None,
) -> None:
    """The letter of an event that is recorded already: what it lacks is asked for, anything else is half the act."""
    try:
        make_letter(office, reference, code, folder, fields, substitute)
    except LetterLacks:
        raise
    except Refusal as error:
        raise PartRefusal(
            says.EVENT_HALF.format(why=error.message), hint=says.EVENT_HALF_HINT.format(hint=error.hint)
        ) from error


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name in the folder that no file has."""
    target, number = folder / f"{stem}{suffix}", 2
    while target.exists():
        target, number = folder / f"{stem} {number}{suffix}", number + 1
    return target


# --- colleagues -------------------------------------------------------------------------------------------------------


def ask_colleague(office: "Office", reference: str, source: str, who: "Recipient", folder: Path) -> Path:
    """Ask a colleague for a source by a draft mail."""
    from smsdpo.services import holders

    folder.mkdir(parents=True, exist_ok=True)
    target = free_name(folder, f"{reference} M01", ".eml")
    holders.ask(office, reference, source, colleague=who.name, email=who.email, target=target)
    return target


def chase_colleague(office: "Office", reference: str, task: int, to: "Recipient | None", folder: Path) -> Path:
    """Remind a colleague by a draft mail."""
    from smsdpo.services import holders

    folder.mkdir(parents=True, exist_ok=True)
    target = free_name(folder, f"{reference} M02", ".eml")
    holders.chase(office, task, target, to=to)
    return target


def colleague_answered(office: "Office", task: int, answer: str) -> None:
    """What a colleague answered."""
    from smsdpo.services import holders

    holders.answered(office, task, answer)


def source_names(office: "Office") -> list[str]:
    """Every source that somebody else looks after, by its name: the office's own log is searched here."""
    from smsdpo.services import sources

    return [source.name for source in sources.list_sources(office) if not source.built_in]


# --- lateness, notes, the log -----------------------------------------------------------------------------------------


def write_cause(office: "Office", reference: str, cause: str, new_date: str) -> None:
    """Why a request is late, and the date promised instead."""
    from smsdpo.services import details

    details.change(office, reference, {"late_cause": cause, "late_new_date": new_date})


def add_note(
    office: "Office", *, channel: str, received_at: datetime, sender: "Recipient", text: str, ticket: str
) -> int:
    """A call, letter or visit typed in; the number of its message."""
    from smsdpo.services import notes

    return notes.add_note(office, channel=channel, received_at=received_at, sender=sender, text=text, ticket=ticket)


def export_log(office: "Office", target: Path) -> int:
    """The request log as a workbook; how many requests it holds. The file dialog asked before it chose a file."""
    from smsdpo.services import request_log

    return request_log.write(office, target, overwrite=True)


def delete_copy(office: "Office", attachment: int, reason: str) -> None:
    """Delete a copy of an identity paper for good."""
    from smsdpo.services import identity_copies

    identity_copies.delete_attachment(office, attachment, reason)


def close_by_hand(office: "Office", reference: str, outcome: str, note: str) -> None:
    """End a request that was answered outside this program."""
    from smsdpo.services import requests

    requests.close(office, reference, outcome=outcome, note=note, by_hand=True)


def is_late(due: date | None, today: date) -> bool:
    """Whether the date that decides has passed."""
    return due is not None and today > due
