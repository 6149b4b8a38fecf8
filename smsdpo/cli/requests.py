"""`request …`: every act of a case, from opened to closed."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli import casework, due, linked, shapes
from smsdpo.cli.desk import Desk, check_ending, count
from smsdpo.core.errors import Refusal
from smsdpo.domain.identity import METHODS
from smsdpo.domain.records import Selected
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.records.requests import Recipient, RequestCard, RequestFile

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar
    from smsdpo.services.office import Office


def register(registrar: "Registrar") -> None:
    request = registrar.family("request")
    listed = request.command("list", "List requests", list_run)
    listed.add_argument(
        "--view", default="open", metavar="V", help="open (default), mine, overdue, week, waiting, closed or all"
    )
    request.about("show", "Show a request", show_run)
    _opening(request.command("open", "Open a request from a message", open_run))
    _event(request.about("event", "Record what moves the clock", event_run))
    identity = request.about("identity", "Record how the person's identity was checked", identity_run)
    identity.add_argument("method", metavar="METHOD", help=", ".join(METHODS))
    identity.add_argument("--seen", default="", metavar="TEXT", help="what was seen, never a copy of it")
    request.about("find", "Search every source for the person", find_run)
    left_out = request.about("not-searched", "Record that a source could not be searched, and why", not_searched_run)
    left_out.add_argument("source", metavar="SOURCE")
    left_out.add_argument("--reason", default="", metavar="TEXT")
    request.about("findings", "List what was found", findings_run)
    person = request.about("person", "Choose whose data is asked for", person_run)
    person.add_argument("person", type=int, metavar="ID")
    _recipient(request.about("recipient", "Say where the answer goes", recipient_run))
    _deciding(request.about("decide", "Decide about what was found", decide_run))
    settle = request.about("settle", "Settle how the request ends", settle_run)
    settle.add_argument("outcome", metavar="OUTCOME", help="`request show --json` names those there are")
    settle.add_argument("--note", default="", metavar="TEXT")
    tag = request.about("tag", "Put a tag of the office's own on a request, or take it off", tag_run)
    tag.add_argument("tag", metavar="TAG", help="one of those in Settings; never a name of a person")
    tag.add_argument("--off", action="store_true", help="take it off")
    mail = request.about("mail", "Write a draft e-mail with the answer, to be sent by hand", mail_run)
    mail.add_argument("--to", type=Path, required=True, metavar="FILE.eml")
    sent = request.about("sent", "Record that the answer, or a letter beside it, has left, and how", sent_run)
    sent.add_argument("how", metavar="HOW", help="for example: by e-mail")
    sent.add_argument("--letter", metavar="CODE", help="the newest letter of this code, instead of the answer")
    sent.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="of a letter; without it today")
    close = request.about("close", "Close a request", close_run)
    close.add_argument("--outcome", required=True, metavar="O", help="as with `request settle`")
    close.add_argument("--note", default="", metavar="TEXT")
    close.add_argument("--by-hand", action="store_true", help="answered outside this program, as the note says")
    casework.register(request)
    linked.register(request)


def _opening(words: argparse.ArgumentParser) -> None:
    words.add_argument("--message", type=int, required=True, metavar="M", help="its number, as `mail add` tells it")
    words.add_argument("--type", required=True, metavar="T", help="the kind of request, for example access")
    words.add_argument(
        "--person", type=int, metavar="ID", help="without it the person whose e-mail address it came from, or a new one"
    )
    words.add_argument("--name", default="", metavar="TEXT", help="who asks, where the message names no sender")
    words.add_argument(
        "--although", default="", metavar="TEXT", help="why it is another matter than the one still open"
    )


def _recipient(words: argparse.ArgumentParser) -> None:
    words.add_argument("--name", required=True, metavar="TEXT")
    words.add_argument("--email", default="", metavar="ADDRESS")
    words.add_argument("--line", action="append", default=[], metavar="TEXT", help="of the postal address (repeatable)")


def _event(words: argparse.ArgumentParser) -> None:
    words.add_argument("event", type=due.event, metavar="KIND@DATE")
    words.add_argument("--reason", default="", metavar="TEXT")


def _deciding(words: argparse.ArgumentParser) -> None:
    words.add_argument("decision", choices=("include", "redact", "withhold", "erase", "keep"))
    words.add_argument("ids", nargs="*", type=int, metavar="FINDING", help="without ids: all that are undecided")
    words.add_argument("--reason", default="", metavar="TEXT")
    words.add_argument("--redact", action="append", default=[], metavar="WORDS", help="words to black out (repeatable)")


def list_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        page = requests.page(office, view=words.view, limit=100_000)
    desk.answer([_card(card) for card in page.items], [_card_line(card) for card in page.items] or ["No requests."])


def _card(card: RequestCard) -> dict[str, object]:
    return {
        "reference": card.reference,
        "type": card.type,
        "state": card.state,
        "waiting_for": card.waiting_for,
        "person": card.person,
        "received": shapes.plain(card.received_on),
        "clocks": [shapes.clock(card.due) | {"days_left": card.days_left}],
        "outcome": card.outcome,
    }


def _card_line(card: RequestCard) -> str:
    answer_by = card.due.effective_due or "no date"
    return f"{card.reference}  {card.type:22} {card.state:10} answer by {answer_by}  {card.person_name}"


def show_run(desk: Desk, words: argparse.Namespace) -> None:
    with desk.office() as office:
        show(desk, office, words.reference)


def show(desk: Desk, office: "Office", reference: str) -> None:
    """Answer with the request as it is now."""
    from smsdpo.services import requests

    file = requests.file(office, reference)
    desk.answer(shapes.request(file), _lines(file))


def _lines(file: RequestFile) -> list[str]:
    card, to = file.card, file.recipient
    step = file.next.label.removeprefix("Next: ")
    return [
        f"{card.reference}  {card.type}, {card.state}{f', waiting for {card.waiting_for}' if card.waiting_for else ''}",
        f"Person        {card.person_name} ({card.person or 'none'})",
        f"Answer to     {', '.join(filter(None, (to.name, to.email, *to.postal))) or '-'}",
        f"Received      {card.received_on}",
        *([f"Tags          {', '.join(card.tags)}"] if card.tags else []),
        f"Answer by     {card.due.effective_due or '-'}   (decided by {card.due.decided_by}); "
        f"policy {card.due.policy_due or '-'}, "
        f"law {card.due.statutory_due or card.due.statutory_state.replace('_', ' ').lower()}",
        *(f"  {sentence}" for sentence in card.due.working),
        *(
            f"[{'x' if item.done else ' '}] {item.label}{f': {item.note}' if item.note else ''}"
            for item in file.checklist
        ),
        f"Found         {count(file.findings, 'record')}, {file.undecided} undecided",
        f"Next          {step}{f' - {file.next.blocked}' if file.next.blocked else ''}",
    ]


def open_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        person = words.person if words.person is not None or words.name else sender(office, words.message)
        reference = requests.open_request(
            office, type=words.type, message=words.message, person=person, name=words.name, although=words.although
        )
        show(desk, office, reference)


def sender(office: "Office", message: int) -> int | None:
    """The one person whose e-mail address the message came from; two who share it are told apart by `--person`."""
    from smsdpo.services import intake

    certain = [match.person for match in intake.message(office, message).matches if match.certain]
    return certain[0] if len(certain) == 1 else None


def event_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        requests.add_event(office, words.reference, ClockEvent(words.event.kind, words.event.on, words.reason))
        show(desk, office, words.reference)


def identity_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        requests.record_identity(office, words.reference, method=words.method, seen=words.seen)
        show(desk, office, words.reference)


def person_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        requests.choose_person(office, words.reference, words.person)
        show(desk, office, words.reference)


def recipient_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        requests.set_recipient(office, words.reference, Recipient(words.name, words.email, tuple(words.line)))
        show(desk, office, words.reference)


def find_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import findings

    with desk.office() as office:
        findings.find_data(office, words.reference)
        show(desk, office, words.reference)


def not_searched_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import findings

    with desk.office() as office:
        findings.not_searched(office, words.reference, words.source, words.reason)
        show(desk, office, words.reference)


def findings_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import findings

    with desk.office() as office:
        page = findings.page(office, words.reference, limit=100_000)
    desk.answer(
        shapes.plain(page.items),
        [
            f"{item.id:>6}  {item.decision:10} {item.record.source:26} {item.record.title}"
            f"{'  (names ' + ', '.join(item.others) + ')' if item.others else ''}"
            for item in page.items
        ]
        or ["No records were found so far."],
    )


def decide_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import findings

    if words.decision == "redact" and not words.ids:
        raise Refusal("Which records?", hint="Name the findings to redact; `request findings` lists them.")
    if words.redact and words.decision != "redact":
        raise Refusal("Words are blacked out by the decision “redact” alone.", hint="Leave out --redact, or decide so.")
    with desk.office() as office:
        findings.decide(
            office,
            words.reference,
            words.ids or None,
            words.decision,
            reason=words.reason,
            redactions=tuple(words.redact),
        )
        show(desk, office, words.reference)


def settle_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import findings

    with desk.office() as office:
        findings.settle(office, words.reference, words.outcome, words.note)
        show(desk, office, words.reference)


def tag_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests, tags

    with desk.office() as office:
        one = Selected((requests.file(office, words.reference).card.id,))
        write = tags.take_off if words.off else tags.put_on
        write(office, "requests", one, words.tag)
        show(desk, office, words.reference)


def mail_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import outputs

    check_ending(words.to, ".eml", "The draft is an e-mail.")
    with desk.office() as office:
        made = outputs.draft_mail(office, words.reference, words.to)
    desk.answer({"file": str(made)}, [f"{made}: open it in your mail program, read it and send it."])


def sent_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.letters import catalogue
    from smsdpo.services import other_letters, outputs

    if words.on and not words.letter:
        raise Refusal("The answer is marked as sent on the day it leaves.", hint="--on goes with --letter.")
    with desk.office() as office:
        if words.letter:
            made = _newest(office, words.reference, catalogue.code_of(words.letter))
            other_letters.mark_sent(office, made, words.how, words.on)
        else:
            outputs.mark_sent(office, words.reference, words.how)
        show(desk, office, words.reference)


def _newest(office: "Office", reference: str, code: str) -> int:
    from smsdpo.services import requests

    made = [card.id for card in requests.file(office, reference).letters if card.code == code]
    if not made:
        raise Refusal(f"No letter {code} was made for {reference}.", hint="`request show --json` names its letters.")
    return made[-1]


def close_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import requests

    with desk.office() as office:
        requests.close(office, words.reference, outcome=words.outcome, note=words.note, by_hand=words.by_hand)
        show(desk, office, words.reference)
