"""A request opened: everything its workspace shows, put together in one reading."""

from smsdpo.domain import identity, lifecycle, request_types
from smsdpo.domain.records.requests import RequestFile, TimelineEntry
from smsdpo.model.queries import cases, inbox, trail
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import decided, identity_copies
from smsdpo.services.case_facts import facts_of, held_for
from smsdpo.services.office import Office

ACTS = {
    "request.open": "Request opened",
    "request.event": "Clock changed",
    "request.identity": "Identity checked",
    "request.person": "Person chosen",
    "request.recipient": "Recipient changed",
    "request.password": "Password agreed by another channel",
    "request.find": "Sources searched",
    "request.not_searched": "Source not searched",
    "request.decide": "Records decided",
    "request.detail": "Details written down",
    "request.open_several": "Linked requests opened",
    "request.complaint": "Complaint opened",
    "request.change_type": "Type changed",
    "request.reopen": "Taken up again",
    "request.assign": "Given to somebody",
    "request.tag": "Tags changed",
    "request.ask_colleague": "Colleague asked",
    "request.chase_colleague": "Colleague reminded",
    "request.colleague_answered": "Colleague answered",
    "request.settle": "Outcome settled",
    "request.close": "Request closed",
    "request.released": "Answer sent",
    "message.link": "Message added",
    "letter.make": "Letter made",
    "request.letter_sent": "Letter sent",
    "export.make": "Answer made",
    "mail.draft": "Draft e-mail written",
}
"""What the timeline calls an act of the trail."""
_WAYS = {"undo": "Undone", "redo": "Done again"}


def assemble(office: Office, session: Session, row: Request) -> RequestFile:
    """All of one request."""
    facts = facts_of(session, row)
    origin = inbox.origin_of(session, row.id)
    decisions = cases.decision_counts(session, row.id)
    today, days = office.clock.today(), cases.working_days(session, row.nation)
    return RequestFile(
        card=cases.request_card(session, row, today),
        step=lifecycle.current_step(facts),
        done=lifecycle.done_steps(facts),
        next=lifecycle.next_step(facts),
        channel=row.channel,
        restated=row.restated,
        message=inbox.message_file(session, origin.id, (), "", today, days) if origin else None,
        events=cases.events_of(session, row.id),
        checklist=lifecycle.checklist(facts),
        timeline=_timeline(session, row.reference),
        identity_methods=identity.methods(row.type, held_for(session, row)),
        identity=cases.identity_of(session, row.id),
        searches=cases.searches_of(session, row.id),
        findings=sum(decisions.values()),
        undecided=facts.undecided,
        letters=cases.letters_of(session, row.id),
        exports=cases.exports_of(session, row.id),
        recipient=cases.recipient_of(row),
        version=row.version,
        settled=row.settled,
        outcomes=tuple((item.key, item.label) for item in request_types.get(row.type).outcomes),
        decisions=decisions,
        told=frozenset(decided.told(session, row)),
        copies=identity_copies.offered(session, row),
    )


def _timeline(session: Session, reference: str) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(at=line.at, actor=line.actor, what=_called(line.action), note=line.reason)
        for line in trail.lines_about(session, reference)
    )


def _called(act: str) -> str:
    way, _, tag = act.partition(".")
    return f"{_WAYS[way]}: {_called(tag)}" if way in _WAYS else ACTS.get(act, act)
