"""What the quick steps need of the office: which lies on which key, and the one act that only they have."""

from datetime import date
from pathlib import Path

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import written_whole
from smsdpo.domain import request_types
from smsdpo.domain.month_clock import POLICY_PERIOD
from smsdpo.domain.quick_steps import NOTHING_ASKED, QuickSetup, slots_of
from smsdpo.domain.records import Selected
from smsdpo.domain.records.requests import Recipient
from smsdpo.model.messages import Message
from smsdpo.model.queries import inbox_list as queries
from smsdpo.services import inbox_list, staff
from smsdpo.services.office import Office

FORWARDED = "Forwarded to the support desk"
_OUTLOOK = b"\xd0\xcf\x11\xe0"
_KINDS = {".msg": "application/vnd.ms-outlook", ".eml": "application/octet-stream"}
"""A message within a message must not be encoded (RFC 2046, 5.2.1), but its bytes are to arrive as they came."""


def setup(office: Office) -> QuickSetup:
    """As the settings say."""
    return QuickSetup(
        slots=slots_of(office.setting("quick.steps")),
        reason=str(office.setting("quick.reason")),
        doubt=str(office.setting("quick.doubt")),
        desk=str(office.setting("quick.desk")),
        me=staff.me(office),
    )


def put_aside(office: Office, selected: Selected, reason: str) -> int:
    """Put messages aside for the usual reason, and say how many; none where one of them seems to ask for something: of
    that somebody has to think first."""
    with office.reading() as session:
        meant = inbox_list.meant(office, session, selected)
        asking = queries.count(session, queries.asking(meant, NOTHING_ASKED))
    return 0 if asking else inbox_list.put_aside(office, selected, reason)


def forward(office: Office, message: int, target: Path) -> Path:
    """Write a draft mail to the support desk with the message as it came, and put the message aside.

    A message that seems to ask for a right is not passed on. One act: where the draft cannot be written, the message
    stays untriaged. Undo brings it back; the draft stays with whoever has it.
    """
    from smsdpo.mail.outgoing import draft

    desk = str(office.setting("quick.desk"))
    if not desk:
        raise Refusal("The support desk has no address yet.", hint="Enter it in Settings, under Quick steps.")
    with office.operation("message.forward", about=f"message:{message}", reason=FORWARDED, undoable=True) as op:
        row = op.session.get(Message, message)
        if row is None or row.state != "new":
            raise Refusal("Only an untriaged message can be forwarded.", hint="Bring it back to the inbox first.")
        if row.suggested not in NOTHING_ASKED:
            kind = request_types.get(row.suggested).short
            raise Refusal(f"This message seems to ask for something: {kind}.", hint="Accept it, or put it aside first.")
        original = office.blobs.read(op.session, row.blob_id)
        suffix = ".msg" if original.startswith(_OUTLOOK) else ".eml"
        content = draft(
            sender=Recipient(str(office.setting("organisation.name")), str(office.setting("organisation.email"))),
            recipient=Recipient("Support desk", desk),
            subject=f"For the support desk: message {message}",
            text=_cover(office, row.received_on),
            attachments=[(f"message-{message}{suffix}", _KINDS[suffix], original)],
            message_id=f"<message.{message}.{office.clock.now():%Y%m%d%H%M%S}@smsdpo.sms-tech.org>",
            at=office.clock.now(),
        )
        row.state, row.reason = "not_request", FORWARDED
        with written_whole(target) as file:
            file.write_bytes(content)
        op.wrote(target)
    return target


def _cover(office: Office, received: date) -> str:
    """The desk takes the promise of an answer along: whoever wrote has it whatever they wrote about (P80)."""
    return "\n".join(
        [
            f"The message attached reached {office.setting('organisation.email')} on {received:%d/%m/%Y}.",
            "It asks for nothing that the Data Protection Officer decides. Please answer it by "
            f"{received + POLICY_PERIOD:%d/%m/%Y}: our privacy policy promises every answer within 30 days.",
            "",
            str(office.setting("dpo.name")) or office.actor,
            f"{office.setting('letters.sender')}, {office.setting('organisation.name')}",
        ]
    )
