"""Find a person's data in every source, and decide record by record: include, redact or withhold."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from smsdpo.core.errors import Refusal
from smsdpo.domain import lifecycle, request_types
from smsdpo.domain.erasing import check_kept_outside, read_kept
from smsdpo.domain.organisation import Organisation
from smsdpo.domain.others import others_in
from smsdpo.domain.records import Page
from smsdpo.domain.records.requests import FindingCard
from smsdpo.domain.request_type import DONE_WITHOUT_REPLY, Outcome
from smsdpo.model.holdings import Record
from smsdpo.model.queries import found
from smsdpo.model.queries.cases import withdraw_answers
from smsdpo.model.queries.held import kinds_known, own_words
from smsdpo.model.requests import Finding, Request, SearchRow
from smsdpo.model.session import Session
from smsdpo.services import decided, disclosure, erasing, people, silence
from smsdpo.services.case_checks import check_outcome, check_whose_data
from smsdpo.services.case_facts import facts_of
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.office import Office
from smsdpo.services.operation import Operation
from smsdpo.services.people import record_card
from smsdpo.services.requests import advance, move, need_for_reading, need_unsent, outcome_of, person_of

Progress = Callable[[int, int], None]
_SHOWN_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_NEEDS_REASON = ("redact", "withhold", "keep")
_TOGETHER = ("include", "erase")
"""Decided for all at once only about what is filed under the person."""
_OWN_STAYS = "the office's record of this very request"


def find_data(office: Office, reference: str, progress: Progress | None = None) -> Counter[str]:
    """Search every source of the register for the person, the office's own log included (P19, R11, N16).

    Found again, a record keeps its decision. Returns how many records each source gave.
    """
    with office.operation("request.find", about=reference, undoable=True) as op:
        row = need_unsent(op, reference)
        person = person_of(op.session, row)
        check_whose_data(op.session, row, person.name)
        candidates = people.candidates_for_request(op.session, person.id)
        known = found.record_ids_found(op.session, row.id)
        own, ourselves = own_words(op.session, person.id), Organisation.of(office.settings())
        by_source: Counter[str] = Counter()
        pairs = found.records_with_source(op.session, candidates)
        for number, (record, source) in enumerate(pairs):
            by_source[source] += 1
            if record.id not in known:
                others = others_in(record_card(record, source).fields, own, ourselves)
                op.session.add(_finding(row.id, record, candidates[record.id], others))
            if progress is not None and number % 50 == 0:
                progress(number, len(pairs))
        terms = ", ".join(kinds_known(op.session, person.id))
        for source_row in found.all_sources(op.session):
            _answer(office, op, row.id, source_row.id, by_source[source_row.name], terms)
        op.session.flush()
        advance(op.session, row)
        op.changed("finding")
        op.note(sources=len(found.all_sources(op.session)), records=sum(by_source.values()))
        return by_source


def not_searched(office: Office, reference: str, source: str, reason: str) -> None:
    """Record that a source could not be searched, and why: release stays closed without it (N16)."""
    if not reason.strip():
        raise Refusal("Say why the source was not searched.", hint="The person is told which systems were searched.")
    with office.operation("request.not_searched", about=reference, reason=reason, undoable=True) as op:
        row = need_unsent(op, reference)
        names = {item.name: item.id for item in found.all_sources(op.session)}
        if source not in names:
            raise Refusal(f"There is no source called {source}.", hint="See the list of sources.")
        _answer(office, op, row.id, names[source], 0, "", outcome="not_searched", reason=reason.strip())


def page(office: Office, reference: str, *, decision: str = "", offset: int = 0, limit: int = 200) -> Page[FindingCard]:
    """A page of what was found, with what is in it and who else is."""
    with office.reading() as session:
        row = need_for_reading(session, reference)
        rows, total = found.findings(
            session, row.id, decision=decision, now=found.decision_of(row), offset=offset, limit=limit
        )
        cards = tuple(finding_card(*item, row) for item in rows)
    return Page(cards, offset, total)


def next_undecided(office: Office, reference: str, after: int, *, back: bool = False) -> int | None:
    """The place in the whole list of the next finding without a decision, after place `after` and going round; or,
    going `back`, of the one before."""
    with office.reading() as session:
        row = need_for_reading(session, reference)
        return found.next_undecided(session, row.id, after, now=found.decision_of(row), back=back)


def decide(
    office: Office,
    reference: str,
    ids: Sequence[int] | None,
    decision: str,
    *,
    reason: str = "",
    redactions: Sequence[str] = (),
) -> int:
    """Decide about the named findings, or about all that are still undecided; returns how many.

    Which decisions there are depends on the kind of request: `include`, `redact`, `withhold`, or `erase` and `keep`.
    All together can only be given out or erased what is filed under the person: a record of somebody of the same name
    or with the same number is looked at by itself, because anybody can sign with another's name.
    To redact needs the words to black out, to withhold a reason that may be told, to keep `ground | day until`.
    """
    words = tuple(dict.fromkeys(_as_kept(word.strip()) for word in redactions if word.strip()))
    if decision == "redact" and not words:
        raise Refusal("Nothing was named to black out.", hint="Mark the words that are about somebody else.")
    if decision in ("redact", "withhold") and not reason.strip():
        raise Refusal("Say why: the person is told.", hint="For example: “names another person”.")
    with office.operation("request.decide", about=reference, reason=reason, undoable=True) as op:
        row = need_unsent(op, reference)
        _check_decision(row, decision)
        erasing.check_open(op.session, row)
        why = _why(office, decision, reason.strip())
        own = row.person_id if decision in _TOGETHER else None
        wanted = found.ids_to_decide(op.session, row.id, of_person=own) if ids is None else list(ids)
        pairs = found.findings_by_id(op.session, row.id, wanted)
        if len(pairs) < len(set(wanted)):
            raise Refusal(f"Not all of these records were found for {row.reference}.", hint="Look at its list again.")
        for finding, record in pairs:
            _check_redactions(record, words if decision == "redact" else ())
            finding.decision = decision
            finding.reason = why
            finding.redactions = list(words) if decision == "redact" else []
            finding.row_hash = record.row_hash
        _unsettle(op, row)
        op.count = len(pairs)
        op.note(decision=decision, records=len(pairs))
        return len(pairs)


def decisions_of(type_key: str) -> tuple[str, ...]:
    """What may be decided about a record found for this kind of request."""
    return ("undecided", *request_types.get(type_key).decisions)


def _check_decision(row: Request, decision: str) -> None:
    known = decisions_of(row.type)
    if decision not in known:
        raise Refusal(f"“{decision}” is not a decision.", hint=f"Choose one of: {', '.join(known)}.")


def _why(office: Office, decision: str, reason: str) -> str:
    if decision == "keep" and reason != DIFFERENT_PERSON:
        return read_kept(reason, office.clock.today()).reason
    return reason if decision in _NEEDS_REASON else ""


def settle(office: Office, reference: str, outcome: str, note: str = "") -> None:
    """Settle how the request will end, before anything is made; refused while something is open."""
    with office.operation("request.settle", about=reference, reason=note, undoable=True) as op:
        row = need_unsent(op, reference)
        ending = outcome_of(row, outcome)
        _check_settled(op, row, outcome)
        silence.check_end(office, op.session, row, outcome)
        check_outcome(office, op.session, row, outcome)
        if ending.needs_reasons and not note.strip() and not _has_reasons(op, row, ending):
            raise _unexplained(op.session, row, outcome)
        if outcome == "erased_in_part" and not _has_reasons(op, row, ending):
            check_kept_outside(note, office.clock.today())
        withdraw_answers(op.session, row.id)
        row.settled = outcome
        row.settled_note = note.strip()
        move(row, "decided")
        op.note(outcome=outcome)


def _unexplained(session: Session, row: Request, outcome: str) -> Refusal:
    """What was found may all be given or erased, and yet be a part: the rest lies outside the program, on paper or in
    a place that was not searched."""
    if outcome in _IN_PART and decided.told(session, row):
        done, such_as = _IN_PART[outcome]
        return Refusal(
            f"Nothing that was found is {done}, so “in part” needs its reasons.",
            hint=f"Write what else is {done}, and why, such as “{such_as}”; the person is told. Or choose the other "
            "outcome.",
        )
    return Refusal("This outcome needs its reasons.", hint="Write why; the person is told.")


def _check_settled(op: Operation, row: Request, outcome: str) -> None:
    # What the new outcome needs is asked for in `check_outcome`; what the old one needed does not matter any more.
    facts = replace(facts_of(op.session, row), outcome=outcome, unwritten=())
    blockers = lifecycle.answer_blockers(facts)
    if blockers:
        raise Refusal(
            f"The outcome cannot be settled yet: {blockers[0]}", hint="The checklist of the request shows the rest."
        )
    if outcome == DONE_WITHOUT_REPLY.key:
        erasing.check_carried_out(op.session, row)
    decided.check_end(op.session, row, outcome)
    if outcome in ("file_given", "transferred") and not disclosure.has_portable(op.session, row):
        raise Refusal(
            "Nothing of what is given out was provided by the person on consent or contract (UK GDPR Art 20).",
            hint="Choose “given as access”, with the reasons, or a refusal.",
        )


_IN_PART = {
    "provided_in_part": ("left out", "Paper file of 2019 | lost in a fire"),
    "erased_in_part": ("kept", "Paper invoices | the law on accounts asks for them | 31/03/2033"),
}


def spoken_against(office: Office, reference: str) -> dict[str, str]:
    """The outcomes that the decisions speak against, and why, so that nobody fills in a form for one of them."""
    with office.reading() as session:
        row = need_for_reading(session, reference)
        return {outcome: refusal.message for outcome, refusal in decided.spoken_against(session, row).items()}


def finding_card(finding: Finding, record: Record, source: str, row: Request) -> FindingCard:
    """A finding as it is read. Until the answer has left, a record that changed since is to be decided again. The
    office's own record of the request stays where the rest is erased, as its letter says."""
    changed = row.released_at is None and finding.row_hash != record.row_hash
    stays = record.id == row.record_id and finding.decision == "erase"
    decision, reason = ("keep", _OWN_STAYS) if stays else (finding.decision, finding.reason)
    return FindingCard(
        id=finding.id,
        record=record_card(record, source),
        why_matched=finding.why,
        decision="undecided" if changed else decision,
        reason=reason,
        redactions=tuple(finding.redactions),
        others=tuple(finding.others),
    )


def _finding(request_id: int, record: Record, why: str, others: Sequence[str]) -> Finding:
    return Finding(
        request_id=request_id,
        record_id=record.id,
        why=why,
        decision="undecided",
        reason="",
        redactions=[],
        others=list(others),
        row_hash=record.row_hash,
    )


def _answer(
    office: Office,
    op: Operation,
    request_id: int,
    source_id: int,
    number: int,
    terms: str,
    *,
    outcome: str = "",
    reason: str = "",
) -> None:
    row = found.search_row(op.session, request_id, source_id)
    if row is None:
        row = SearchRow(request_id=request_id, source_id=source_id)
        op.session.add(row)
    row.outcome = outcome or ("found" if number else "nothing")
    row.found = number
    row.terms = terms
    row.reason = reason
    row.at = office.clock.now()


def _as_kept(word: str) -> str:
    """A day is shown as 22/11/2026 and kept as 2026-11-22: what was marked on the screen is found in the record."""
    shown = _SHOWN_DAY.fullmatch(word)
    return f"{shown[3]}-{shown[2]}-{shown[1]}" if shown else word


def _check_redactions(record: Record, words: Sequence[str]) -> None:
    text = "\n".join(str(value) for value in record.payload.values())
    for word in words:
        if word not in text:
            raise Refusal(
                "The words to black out are not in this record.",
                hint="Mark them in the record itself, letter by letter.",
            )


def _has_reasons(op: Operation, row: Request, ending: Outcome) -> bool:
    """Whether the answer gives reasons with the records that are left out or kept; a namesake's are not told."""
    return ending.told_by_record(decided.told(op.session, row))


def _unsettle(op: Operation, row: Request) -> None:
    """A changed decision opens the outcome again: what was settled, and every answer made, was about other data."""
    withdraw_answers(op.session, row.id)
    row.settled = ""
    row.settled_note = ""
    if row.state == "decided":
        move(row, "review")
