"""The inbox: messages in, kept byte for byte; each accepted as a request, linked to one, or put aside with a reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import deadlines, references
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.identifiers import fold
from smsdpo.domain.records import (
    AddedMessage,
    DuplicateMessage,
    IntakeReport,
    MessageCard,
    MessageFile,
    Page,
    RefusedInput,
    TriageReading,
)
from smsdpo.domain.sameness import same_words
from smsdpo.model.messages import Attachment, Message, SuggestionRow
from smsdpo.model.queries import cases
from smsdpo.model.queries import inbox as inbox_queries
from smsdpo.model.requests import RequestMessage
from smsdpo.services import clocks, people, triage
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation

if TYPE_CHECKING:
    from datetime import datetime

    from smsdpo.mail.parsed import ParsedMessage

BATCH = 100
"""Messages kept in one operation: small enough to cancel between, large enough not to wait for the disk each time."""
Progress = Callable[[int, int], None]
Something = TypeVar("Something")


@dataclass(frozen=True, slots=True)
class ReadInput:
    """An input that was read and triaged but is not kept yet."""

    file: str
    parsed: "ParsedMessage"
    reading: TriageReading


def add_messages(office: Office, paths: Iterable[Path], progress: Progress | None = None) -> IntakeReport:
    """Take in files and folders. Every input ends up in exactly one list of the report."""
    parts: list[IntakeReport] = []
    for batch in batches(read_inputs(paths, office.clock.now())):
        parts.append(keep(office, batch))
        if progress is not None:
            progress(sum(len(part.added) + len(part.duplicates) + len(part.refused) for part in parts), 0)
    return joined(parts)


def read_inputs(paths: Iterable[Path], now: "datetime") -> Iterator[ReadInput | RefusedInput]:
    """Read and triage without a store: may run on any thread, beside the store's own."""
    from smsdpo.mail.incoming import MailInput, MailReader, find_inputs

    refused: list[RefusedInput] = []

    def readable() -> Iterator[MailInput]:
        for found in find_inputs(paths):
            if isinstance(found, RefusedInput):
                refused.append(found)
            else:
                yield found

    with MailReader(now=now) as reader:
        for item, outcome in reader.read_all(readable()):
            while refused:
                yield refused.pop(0)
            if isinstance(outcome, Refusal):
                yield RefusedInput(item.file, outcome.sentence())
            else:
                yield ReadInput(item.file, outcome, triage.read_message(outcome))
    yield from refused


def batches(inputs: Iterable[Something], size: int = BATCH) -> Iterator[list[Something]]:
    """The inputs in lists of at most `size`."""
    stream = iter(inputs)
    while batch := list(islice(stream, size)):
        yield batch


def keep(office: Office, batch: Sequence[ReadInput | RefusedInput]) -> IntakeReport:
    """Keep one batch in one operation; what the office already has is named, not kept twice."""
    added: list[AddedMessage] = []
    duplicates: list[DuplicateMessage] = []
    refused = [item for item in batch if isinstance(item, RefusedInput)]
    days = clocks.working_days(office)
    with office.operation("message.add") as op:
        for item in batch:
            if isinstance(item, RefusedInput):
                continue
            known, note = _duplicate_of(op, item)
            if known is not None:
                duplicates.append(DuplicateMessage(item.file, known))
            else:
                added.append(_add(office, op, item, days, note))
        op.note(
            added=[item.message for item in added],
            duplicates=[item.message for item in duplicates],
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


def inbox(
    office: Office, *, view: str = "untriaged", text: str = "", offset: int = 0, limit: int = 200
) -> Page[MessageCard]:
    """A page of the inbox, newest first."""
    with office.reading() as session:
        return inbox_queries.inbox_page(session, view=view, text=text, offset=offset, limit=limit)


def counts(office: Office) -> dict[str, int]:
    """How many messages each view holds."""
    with office.reading() as session:
        return inbox_queries.inbox_counts(session, office.clock.today())


def message(office: Office, message_id: int) -> MessageFile:
    """A message opened, with the people it may be from and the request it may answer."""
    with office.reading() as session:
        row = session.get(Message, message_id)
        if row is None:
            raise _no_message(message_id)
        matches = people.matches_for_sender(session, row.from_name, row.from_address, row.text)
        reply_to = inbox_queries.request_of_messages(session, [row.in_reply_to, *row.references])
        if not reply_to:
            # A reference alone is not proof: the sender must be the one the request is answered to (zammad 5064).
            named = references.find(f"{row.subject}\n{row.text}")
            known = inbox_queries.references_known(session, named)
            reply_to = next((ref for ref, email in known if email.casefold() == row.from_address.casefold()), "")
        opened = inbox_queries.message_file(session, message_id, matches, reply_to)
    if opened is None:
        raise _no_message(message_id)
    return opened


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
    with office.operation("message.not_request", about=f"message:{message_id}", reason=reason) as op:
        row = _need_message(op, message_id)
        row.state = "not_request"
        row.reason = reason.strip()


def reopen(office: Office, message_id: int) -> None:
    """Bring a message that was put aside back to the untriaged ones."""
    with office.operation("message.reopen", about=f"message:{message_id}") as op:
        row = _need_message(op, message_id)
        if row.state == "accepted":
            raise Refusal("This message belongs to a request.", hint="Open the request instead.")
        row.state = "new"
        row.reason = ""


def link(office: Office, message_id: int, reference: str) -> None:
    """Add a message to an existing request; only a person decides that it belongs there."""
    with office.operation("message.link", about=reference) as op:
        row = _need_message(op, message_id)
        request = cases.find(op.session, reference)
        if request is None:
            raise Refusal(f"There is no request {reference}.", hint="See the list of requests for the references.")
        op.session.add(RequestMessage(request_id=request.id, message_id=row.id, role="reply"))
        row.state = "accepted"
        op.note(message=message_id)


def _duplicate_of(op: Operation, item: ReadInput) -> tuple[int | None, str]:
    """The message that this one repeats; or none, and what the reader should know about a Message-ID used twice.

    A Message-ID proves nothing by itself: careless and malicious programs use one again for other words, and a
    request must not be lost for that.
    """
    parsed = item.parsed
    says_something = bool(parsed.text.strip() or parsed.attachments)
    known = inbox_queries.same_bytes_or_words(
        op.session, sha256=parsed.sha256, content_key=parsed.content_key if says_something else ""
    )
    if known is not None:
        return known, ""
    others = inbox_queries.same_message_id(op.session, parsed.message_id)
    for other, sender, text, attached in others:
        if sender == parsed.from_address and attached >= len(parsed.attachments) and same_words(text, parsed.text):
            return other, ""
    return (
        None,
        f"Message {others[0][0]} bears the same Message-ID, but says or holds something else." if others else "",
    )


def _add(office: Office, op: Operation, item: ReadInput, days: WorkingDays, note: str) -> AddedMessage:
    parsed, reading = item.parsed, item.reading
    asked = next((suggestion.type for suggestion in reading.suggestions if suggestion.asks), "")
    suggested = asked or ("other" if reading.kind == "automatic" else "general_inquiry")
    row = Message(
        blob_id=office.blobs.seal(op.session, parsed.raw).id,
        sha256=parsed.sha256,
        message_id=parsed.message_id,
        content_key=parsed.content_key,
        in_reply_to=parsed.in_reply_to,
        references=list(parsed.references),
        file=item.file,
        size=len(parsed.raw),
        from_name=parsed.from_name,
        from_address=parsed.from_address,
        reply_to=parsed.reply_to,
        to=parsed.to,
        subject=parsed.subject,
        text=parsed.text,
        quoted=[list(span) for span in parsed.quoted],
        header_date=parsed.header_date,
        received_at=parsed.received_at,
        received_on=london_date(parsed.received_at),
        received_note=parsed.received_note,
        added_at=office.clock.now(),
        language=reading.language,
        kind=reading.kind,
        note=" ".join(part for part in (reading.note, *parsed.notes, note) if part),
        suggested=suggested,
        # Nothing may wait without a date, not even what looks like spam (P80, P81).
        answer_by=deadlines.due(
            "general_inquiry" if suggested == "other" else suggested, parsed.received_at, (), days
        ).effective_due,
        state="new",
        reason="",
        doc=fold(f"{parsed.from_name} {parsed.from_address} {parsed.subject}"),
    )
    row.suggestions = [
        SuggestionRow(
            type=suggestion.type,
            score=suggestion.score,
            asks=suggestion.asks,
            because=[[part.text, part.start, part.end, part.rule] for part in suggestion.because],
        )
        for suggestion in reading.suggestions
    ]
    row.attachments = [
        Attachment(
            blob_id=office.blobs.seal(op.session, part.content).id if part.content else None,
            name=part.name,
            original_name=part.original_name,
            media_type=part.media_type,
            size=len(part.content),
            note=part.note,
        )
        for part in parsed.attachments
    ]
    op.session.add(row)
    op.session.flush()
    return AddedMessage(item.file, row.id, row.received_at, row.from_address, row.subject, reading.suggestions)


def _need_message(op: Operation, message_id: int) -> Message:
    row = op.session.get(Message, message_id)
    if row is None:
        raise _no_message(message_id)
    return row


def _no_message(message_id: int) -> Refusal:
    return Refusal(f"There is no message {message_id}.", hint="See the inbox for the messages.")
