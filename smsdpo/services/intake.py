"""The inbox: messages in, kept byte for byte; each accepted as a request, linked to one, or put aside with a reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import references
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.identifiers import fold
from smsdpo.domain.records.mail import AddedMessage, DuplicateMessage, IntakeReport, MessageFile, RefusedInput
from smsdpo.model.blobs import Sealed
from smsdpo.model.messages import Message, NewMessages
from smsdpo.model.queries import cases
from smsdpo.model.queries import inbox as inbox_queries
from smsdpo.model.requests import RequestMessage
from smsdpo.services import clocks, people
from smsdpo.services.identity_copies import copies_of, delete_attachment
from smsdpo.services.inbox_list import (
    assign,
    bring_back,
    counts,
    inbox,
    position,
    put_aside,
    rows_as_table,
)
from smsdpo.services.office import Office
from smsdpo.services.opening import writer_in
from smsdpo.services.operation import Operation
from smsdpo.services.repeats import Known
from smsdpo.services.triage import ReadInput, read_inputs

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "BATCH",
    "HEAVY",
    "Progress",
    "ReadInput",
    "add_messages",
    "assign",
    "batches",
    "bring_back",
    "copies_of",
    "counts",
    "delete_attachment",
    "inbox",
    "joined",
    "keep",
    "link",
    "message",
    "not_a_request",
    "original",
    "position",
    "put_aside",
    "read_inputs",
    "reopen",
    "rows_as_table",
]

BATCH = 100
"""Messages kept in one operation: small enough to cancel between, large enough not to wait for the disk each time."""
HEAVY = 16 * 1024 * 1024
"""Bytes of mail after which an operation is closed before it is full."""
Progress = Callable[[int, int], None]


def add_messages(office: Office, paths: Iterable[Path], progress: Progress | None = None) -> IntakeReport:
    """Take in files and folders. Every input ends up in exactly one list of the report."""
    parts: list[IntakeReport] = []
    done = 0
    for batch in batches(read_inputs(paths, office.clock.now())):
        parts.append(keep(office, batch))
        done += len(batch)
        if progress is not None:
            progress(done, 0)
    return joined(parts)


def batches(inputs: Iterable[ReadInput | RefusedInput], size: int = BATCH) -> Iterator[list[ReadInput | RefusedInput]]:
    """The inputs in lists of at most `size`, fewer where they are large: until they are kept they lie in memory."""
    batch: list[ReadInput | RefusedInput] = []
    weight = 0
    for item in inputs:
        batch.append(item)
        weight += 0 if isinstance(item, RefusedInput) else len(item.parsed.raw)
        if len(batch) == size or weight >= HEAVY:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def keep(office: Office, batch: Sequence[ReadInput | RefusedInput], tag: str = "message.add") -> IntakeReport:
    """Keep one batch in one operation, under its tag; what the office already has is named, not kept twice."""
    read = [item for item in batch if not isinstance(item, RefusedInput)]
    refused = [item for item in batch if isinstance(item, RefusedInput)]
    duplicates: list[DuplicateMessage] = []
    new: list[tuple[ReadInput, str]] = []
    days = clocks.working_days(office)
    with office.operation(tag) as op:
        rows = NewMessages(op.session)
        known = Known(op.session, [item.parsed for item in read])
        for item in read:
            same, note = known.repeated_by(item.parsed)
            if same is not None:
                duplicates.append(DuplicateMessage(item.file, same))
            else:
                known.add(rows.next_id + len(new), item.parsed)
                new.append((item, note))
        sealed = iter(office.blobs.seal_all(op.session, (part for item, _ in new for part in _contents(item))))
        added = [_added(rows, item, _row(item, note, days, office.clock.now()), sealed) for item, note in new]
        rows.write()
        if new:
            op.changed("message")
        op.note(
            added=[one.message for one in added],
            duplicates=[one.message for one in duplicates],
            refused=len(refused),
        )
    return IntakeReport(tuple(added), tuple(duplicates), tuple(refused))


def joined(parts: Sequence[IntakeReport]) -> IntakeReport:
    """One report of several batches."""
    return IntakeReport(
        tuple(item for part in parts for item in part.added),
        tuple(item for part in parts for item in part.duplicates),
        tuple(item for part in parts for item in part.refused),
    )


def message(office: Office, message_id: int) -> MessageFile:
    """A message opened, with the people it may be from and the request it may answer."""
    with office.reading() as session:
        row = session.get(Message, message_id)
        if row is None:
            raise _no_message(message_id)
        writer = writer_in(office, row)
        matches = people.matches_for_sender(session, writer.name, writer.address, row.text)
        reply_to = inbox_queries.request_of_messages(session, [row.in_reply_to, *row.references])
        if not reply_to:
            # A reference alone is not proof: the sender must be the one the request is answered to (zammad 5064).
            named = references.find(f"{row.subject}\n{row.text}")
            known = inbox_queries.references_known(session, named)
            reply_to = next((ref for ref, email in known if email.casefold() == row.from_address.casefold()), "")
        days = cases.working_days(session, str(office.setting("nation")))
        opened = inbox_queries.message_file(session, message_id, matches, reply_to, office.clock.today(), days)
    if opened is None:
        raise _no_message(message_id)
    return replace(opened, writer=writer.called)


def original(office: Office, message_id: int) -> bytes:
    """The message byte for byte as it came in."""
    with office.reading() as session:
        row = session.get(Message, message_id)
        if row is None:
            raise _no_message(message_id)
        return office.blobs.read(session, row.blob_id)


def not_a_request(office: Office, message_id: int, reason: str) -> None:
    """Put a message aside; the reason keeps the promise to answer “all” measurable (P81)."""
    if not reason.strip():
        raise Refusal("Say why this is not a request.", hint="For example: newsletter, spam, thanks.")
    with office.operation("message.not_request", about=f"message:{message_id}", reason=reason, undoable=True) as op:
        row = _need_message(op, message_id)
        _refuse_accepted(row)
        row.state = "not_request"
        row.reason = reason.strip()


def reopen(office: Office, message_id: int) -> None:
    """Bring a message that was put aside back to the untriaged ones."""
    with office.operation("message.reopen", about=f"message:{message_id}", undoable=True) as op:
        row = _need_message(op, message_id)
        _refuse_accepted(row)
        row.state = "new"
        row.reason = ""


def link(office: Office, message_id: int, reference: str) -> None:
    """Add a message to an existing request; only a person decides that it belongs there."""
    with office.operation("message.link", about=reference, undoable=True) as op:
        row = _need_message(op, message_id)
        request = cases.find(op.session, reference)
        if request is None:
            raise Refusal(f"There is no request {reference}.", hint="See the list of requests for the references.")
        op.about = request.reference
        if op.session.get(RequestMessage, (request.id, row.id)) is not None:
            raise Refusal(f"This message belongs to {request.reference} already.", hint="Open the request to see it.")
        op.session.add(RequestMessage(request_id=request.id, message_id=row.id, role="reply"))
        row.state = "accepted"
        request.tags = " ".join(dict.fromkeys([*request.tags.split(), *row.tags.split()]))
        op.note(message=message_id)


def _refuse_accepted(row: Message) -> None:
    if row.state == "accepted":
        raise Refusal("This message belongs to a request.", hint="Open the request instead.")


def _contents(item: ReadInput) -> list[bytes]:
    """What is sealed of a message: itself, and the attachments that hold anything."""
    return [item.parsed.raw, *(part.content for part in item.parsed.attachments if part.content)]


def _row(item: ReadInput, note: str, days: WorkingDays, now: "datetime") -> dict[str, Any]:
    """A new message, but for its id and its sealed bytes."""
    parsed, reading = item.parsed, item.reading
    asked = next((suggestion.type for suggestion in reading.suggestions if suggestion.asks), "")
    suggested = asked or ("other" if reading.kind == "automatic" else "general_inquiry")
    return {
        "sha256": parsed.sha256,
        "message_id": parsed.message_id,
        "content_key": parsed.content_key,
        "in_reply_to": parsed.in_reply_to,
        "references": list(parsed.references),
        "file": item.file,
        "size": len(parsed.raw),
        "from_name": parsed.from_name,
        "from_address": parsed.from_address,
        "reply_to": parsed.reply_to,
        "to": parsed.to,
        "subject": parsed.subject,
        "text": parsed.text,
        "quoted": [list(span) for span in parsed.quoted],
        "header_date": parsed.header_date,
        "received_at": parsed.received_at,
        "received_on": london_date(parsed.received_at),
        "received_note": parsed.received_note,
        "added_at": now,
        "language": reading.language,
        "kind": reading.kind,
        "note": " ".join(part for part in (reading.note, *parsed.notes, note) if part),
        "suggested": suggested,
        "answer_by": clocks.of_message(suggested, parsed.received_at, days).effective_due,
        "state": "new",
        "reason": "",
        "doc": fold(f"{parsed.from_name} {parsed.from_address} {parsed.subject}"),
    }


def _added(rows: NewMessages, item: ReadInput, row: dict[str, Any], sealed: Iterator[Sealed]) -> AddedMessage:
    """Add the row with what belongs to it; `sealed` are the batch's `_contents`, in order."""
    parsed, suggestions = item.parsed, item.reading.suggestions
    row["blob_id"] = next(sealed).id
    asked = [
        {
            "type": one.type,
            "score": one.score,
            "asks": one.asks,
            "because": [[part.text, part.start, part.end, part.rule] for part in one.because],
        }
        for one in suggestions
    ]
    attached = [
        {
            "blob_id": next(sealed).id if part.content else None,
            "name": part.name,
            "original_name": part.original_name,
            "media_type": part.media_type,
            "size": len(part.content),
            "note": part.note,
        }
        for part in parsed.attachments
    ]
    number = rows.add(row, asked, attached)
    return AddedMessage(item.file, number, parsed.received_at, parsed.from_address, parsed.subject, suggestions)


def _need_message(op: Operation, message_id: int) -> Message:
    row = op.session.get(Message, message_id)
    if row is None:
        raise _no_message(message_id)
    return row


def _no_message(message_id: int) -> Refusal:
    return Refusal(f"There is no message {message_id}.", hint="See the inbox for the messages.")
