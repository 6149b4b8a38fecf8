"""Tags: words of the office's own on messages and requests, put on and taken off a whole selection at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from smsdpo.core.errors import Refusal
from smsdpo.domain.records import Selected
from smsdpo.domain.records.desk import TagCount
from smsdpo.model.messages import Message
from smsdpo.model.queries import filters, inbox_list, request_list
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import inbox_list as messages
from smsdpo.services import request_list as requests
from smsdpo.services.office import Office


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list whose rows bear tags."""

    family: type[Message] | type[Request]
    kind: str
    meant: Callable[[Office, Session, Selected], list[Any]]
    count: Callable[[Session, list[Any]], int]
    ids: Callable[[Session, list[Any]], list[int]]
    write: Callable[..., None]
    about: Callable[[Session, int], str]


_LISTS = {
    "inbox": _Listed(
        Message, "message", messages.meant, inbox_list.count, inbox_list.ids_of, inbox_list.write,
        lambda _session, number: f"message:{number}",
    ),
    "requests": _Listed(
        Request, "request", requests.meant, request_list.count, request_list.ids_of, request_list.write,
        request_list.reference_of,
    ),
}  # fmt: skip


def of_selected(office: Office, place: str, selected: Selected) -> tuple[int, tuple[TagCount, ...]]:
    """How many rows of a list (`inbox`, `requests`) are meant, and of each of the office's tags how many bear it; those
    that were given up but are still borne come last."""
    listed = _LISTS[place]
    with office.reading() as session:
        meant = listed.meant(office, session, selected)
        counted = filters.tag_counts(session, listed.family.tags, meant)
        total = listed.count(session, meant)
    words = dict.fromkeys([*map(str, office.setting("tags")), *sorted(counted)])
    return total, tuple(TagCount(word, counted.get(word, 0)) for word in words)


def put_on(office: Office, place: str, selected: Selected, word: str) -> int:
    """Give a tag of the office's to all that are meant; how many did not bear it. Closed requests bear tags too."""
    if word not in office.setting("tags"):
        raise Refusal(f"The office has no tag “{word}”.", hint="Add it to the tags in Settings, or choose another.")
    return _write(office, place, selected, word, on=True)


def take_off(office: Office, place: str, selected: Selected, word: str) -> int:
    """Take a tag off all that are meant; how many bore it."""
    return _write(office, place, selected, word, on=False)


def _write(office: Office, place: str, selected: Selected, word: str, *, on: bool) -> int:
    listed = _LISTS[place]
    column = listed.family.tags
    bears = filters.bears(column, word)
    with office.operation(f"{listed.kind}.tag", reason=word, undoable=True) as op:
        meant = listed.meant(office, op.session, selected)
        ids = listed.ids(op.session, [*meant, ~bears if on else bears])
        if not ids:
            raise Refusal(f"Nothing to do: {'all' if on else 'none'} of them bear “{word}”.", hint="Choose others.")
        op.about = listed.about(op.session, ids[0]) if len(ids) == 1 else ""
        op.note(count=len(ids), on=int(on))
        op.changed(listed.kind)
        op.remember(listed.family, ids)
        value = filters.with_tag(column, word) if on else filters.without_tag(column, word)
        listed.write(op.session, ids, tags=value)
        return len(ids)
