"""Colleagues who hold a source: asked for their part by mail draft, reminded on day 5 and every 4 days (N32)."""

from datetime import timedelta
from pathlib import Path

from smsdpo.core.days import long_day
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.casework import ESCALATE_AFTER, TaskCard
from smsdpo.domain.records.requests import Recipient
from smsdpo.letters.fields import FieldValue
from smsdpo.model.casework import HolderTask
from smsdpo.model.people import Person
from smsdpo.model.queries import casework, found, people
from smsdpo.model.requests import Request
from smsdpo.services import letter_fields
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.requests import need, need_for_reading

FIRST_CHASE = 5
"""Days after which a colleague is reminded, and those between the reminders that follow."""
NEXT_CHASE = 4
_ASK, _REMIND, _ESCALATE = "M01", "M02", "M03"
_SEARCHED_BY = frozenset({"email", "account"})


def tasks(office: Office, reference: str) -> tuple[TaskCard, ...]:
    """What colleagues were asked for."""
    with office.reading() as session:
        return casework.tasks_of(session, need_for_reading(session, reference).id)


def ask(office: Office, reference: str, source: str, *, colleague: str, email: str, target: Path) -> int:
    """Note that a colleague is asked to search a source, and write the draft mail that asks."""
    if not colleague.strip() or "@" not in email:
        raise Refusal("Name the colleague and an e-mail address.", hint="The draft is addressed to them.")
    with office.operation("request.ask_colleague", about=reference) as op:
        row = need(op, reference)
        ids = {item.name: item.id for item in found.all_sources(op.session) if not item.built_in}
        if source not in ids:
            raise Refusal(
                f"No colleague looks after a source called {source}.",
                hint="See the list of sources; the office's own log is searched here.",
            )
        today = office.clock.today()
        task = HolderTask(
            request_id=row.id,
            source_id=ids[source],
            colleague=colleague.strip(),
            email=email.strip(),
            asked_on=today,
            chased_on=[],
            next_chase=today + timedelta(days=FIRST_CHASE),
            answer="",
        )
        op.session.add(task)
        op.session.flush()
        _write_draft(office, op, row, task, source, _ASK, target)
        op.note(task=task.id)
        return task.id


def chase(office: Office, task: int, target: Path, *, to: Recipient | None = None) -> str:
    """Write the next reminder; after two of them an escalation, addressed to `to`. Returns the letter's code."""
    with office.operation("request.chase_colleague") as op:
        row = op.session.get(HolderTask, task)
        if row is None or row.answered_on is not None:
            raise Refusal("Nobody waits for that.", hint="See the colleagues of the request.")
        request = op.session.get_one(Request, row.request_id)
        op.about = request.reference
        code = _ESCALATE if len(row.chased_on) >= ESCALATE_AFTER else _REMIND
        if code == _ESCALATE and to is None:
            raise Refusal("After two reminders the next goes further up.", hint="Name whom the colleague answers to.")
        source = next(item.name for item in found.all_sources(op.session) if item.id == row.source_id)
        _write_draft(office, op, request, row, source, code, target, to=to)
        today = office.clock.today()
        row.chased_on = [*row.chased_on, today.isoformat()]
        row.next_chase = today + timedelta(days=NEXT_CHASE)
        op.note(task=task, reminders=len(row.chased_on))
        return code


def answered(office: Office, task: int, answer: str) -> None:
    """Note what the colleague answered: found and sent, or nothing there. What comes later is added to it."""
    said = answer.strip()
    if not said:
        raise Refusal("Say what came back.", hint="For example: nothing found, or: 3 records, imported.")
    with office.operation("request.colleague_answered", undoable=True) as op:
        row = op.session.get(HolderTask, task)
        if row is None:
            raise Refusal("There is no such task.", hint="See the colleagues of the request.")
        op.about = op.session.get_one(Request, row.request_id).reference
        if row.answered_on is None:
            row.answered_on, row.answer = office.clock.today(), said
        elif said == row.answer or row.answer.endswith(f": {said}"):
            raise Refusal("That answer is noted already.", hint="Say what is new; the first answer stays beside it.")
        else:
            row.answer = f"{row.answer}; {long_day(office.clock.today())}: {said}"
        row.next_chase = None
        op.note(reason=said, task=task)


def _write_draft(
    office: Office,
    op: Operation,
    row: Request,
    task: HolderTask,
    source: str,
    code: str,
    target: Path,
    *,
    to: Recipient | None = None,
) -> None:
    from smsdpo.core.paths import written_whole
    from smsdpo.letters import catalogue
    from smsdpo.letters.fill import compose
    from smsdpo.letters.plain import plain_text
    from smsdpo.mail.outgoing import draft

    to = to or Recipient(task.colleague, task.email, ())
    fields = {**letter_fields.of_request(office, op.session, row), **_fields(office, op, row, task, source, to)}
    composed = compose(catalogue.load_all()[code], fields)
    if composed.missing:
        raise Refusal(f"The mail lacks: {', '.join(composed.missing)}.", hint="Fill it in and ask again.")
    content = draft(
        sender=Recipient(str(office.setting("organisation.name")), str(office.setting("organisation.email"))),
        recipient=to,
        subject=f"{composed.subject}: {row.reference}",
        text=plain_text(composed),
        attachments=[],
        message_id=f"<{row.reference.lower()}.task{task.id}.{len(task.chased_on)}@smsdpo.sms-tech.org>",
        in_reply_to="",
        at=office.clock.now(),
    )
    with written_whole(target) as path:
        path.write_bytes(content)
    op.wrote(target)


def _known_as(op: Operation, person: Person) -> str:
    """Name, addresses and account numbers: by the name alone somebody else of that name would be found."""
    known = [one.shown for one in people.identifier_cards(op.session, person.id) if one.kind in _SEARCHED_BY]
    return ", ".join((person.name, *known))


def _fields(
    office: Office, op: Operation, row: Request, task: HolderTask, source: str, to: Recipient
) -> dict[str, FieldValue]:
    person = op.session.get(Person, row.person_id) if row.person_id is not None else None
    days, today = len(task.chased_on), office.clock.today()
    answer_in = today + timedelta(days=FIRST_CHASE)
    return {
        "colleague_name": to.name,
        "source_name": source,
        "search_for": _known_as(op, person) if person else row.recipient_name,
        "task_due_long": max(min(answer_in, row.act_by or answer_in), today),
        "asked_on_long": task.asked_on,
        "chasers_words": "reminded once" if days == 1 else f"reminded {days} times" if days else "not answered",
    }
