"""Copies of identity papers that came with a request: deleted right after the check (features.md row 24, R4)."""

from smsdpo.core.clock import LONDON
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import AttachmentCard
from smsdpo.model.messages import Attachment, Message
from smsdpo.model.queries import cases, casework, inbox
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import holds
from smsdpo.services.office import Office

_EVIDENCE = frozenset({"complaint", "authority_request", "breach"})
"""Kinds of request whose own papers are what the matter is about."""


def copies_of(office: Office, reference: str) -> tuple[AttachmentCard, ...]:
    """The attachments of a request's messages, to be offered for deletion once the identity is checked."""
    with office.reading() as session:
        row = cases.find(session, reference)
        if row is None:
            raise Refusal(f"There is no request {reference}.", hint="See the list of requests for the references.")
        return offered(session, row)


def offered(session: Session, row: Request) -> tuple[AttachmentCard, ...]:
    """The same inside a reading; none before the check, which needs them, and none on which an open matter rests."""
    needed = row.type in _EVIDENCE and row.state != "closed"
    if needed or cases.identity_of(session, row.id) is None:
        return ()
    return inbox.attachments_of_request(session, row.id)


def delete_attachment(office: Office, attachment: int, reason: str) -> None:
    """Delete an attachment for good: its sealed bytes, and the original of its message, which holds it too.

    A plain copy takes the original's place. The trail keeps who did it and why; there is no way back.
    """
    if not reason.strip():
        raise Refusal("Say why it is deleted.", hint="For example: copy of a passport, identity checked.")
    with office.operation("attachment.delete", about=f"attachment:{attachment}", reason=reason) as op:
        row = op.session.get(Attachment, attachment)
        if row is None or row.blob_id is None:
            raise Refusal("There is no such attachment any more.", hint="Open the message to see what it holds.")
        if op.session.get_one(Message, row.message_id).state == "new":
            raise Refusal("Nobody has sorted this message yet.", hint="Accept it or put it aside first.")
        requests = inbox.requests_of_message(op.session, row.message_id)
        _refuse_evidence(op.session, requests)
        day = office.clock.now().astimezone(LONDON)
        gone, row.blob_id = row.blob_id, None
        row.size = 0
        row.note = f"Deleted on {day:%d/%m/%Y}: {reason.strip()}"
        op.session.flush()
        office.blobs.drop(op.session, gone)
        _replace_original(office, op.session, op.session.get_one(Message, row.message_id))
        op.changed("message")
        op.note(attachment=attachment, message=row.message_id, requests=[one.reference for one in requests])


def _refuse_evidence(session: Session, requests: list[Request]) -> None:
    """What an open matter rests on must stay (DPA 2018 s.173); a copy that has served the check need not."""
    for row in requests:
        if row.state == "closed":
            continue
        if row.type in _EVIDENCE or cases.identity_of(session, row.id) is None:
            raise Refusal(
                f"{row.reference} is open and rests on this paper.",
                hint="Check the identity first, or close the request; then the copy can go.",
            )
    for person in {row.person_id for row in requests if row.person_id is not None}:
        own = {row.reference for row in requests}
        standing = casework.holds(session, person=person)
        if any(hold.ground != holds.OPEN_REQUEST or hold.request not in own for hold in standing):
            holds.check_free(session, person)


def _replace_original(office: Office, session: Session, row: Message) -> None:
    """The bytes as they came in hold the attachment as well; what remains is what a reader needs of them."""
    gone = [one.name for one in inbox.attachments_of(session, row.id) if one.blob_id is None]
    plain = "\n".join(
        [
            f"From: {row.from_name} <{row.from_address}>",
            f"To: {row.to}",
            f"Subject: {row.subject}",
            f"Received: {row.received_at.astimezone(LONDON):%d/%m/%Y %H:%M}",
            f"Deleted attachments: {', '.join(gone)}",
            "",
            row.text,
        ]
    ).encode()
    before, row.blob_id = row.blob_id, office.blobs.seal(session, plain).id
    row.size = len(plain)
    session.flush()
    office.blobs.drop(session, before)
