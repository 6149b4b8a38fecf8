"""States of a request, the moves between them, and what comes next or still stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.records.requests import ChecklistItem, NextStep

STATE_LABELS: Mapping[str, str] = {
    "new": "New",
    "identity": "Identity",
    "searching": "Finding data",
    "review": "In review",
    "decided": "Decided",
    "released": "Sent",
    "closed": "Closed",
    "waiting": "Waiting",
}

_OPEN = frozenset({"new", "identity", "searching", "review", "decided"})
ENDED = frozenset({"released", "closed"})
"""Its answer has left, or none will: nothing of it is decided any more."""

MOVES: Mapping[str, frozenset[str]] = {
    "new": frozenset({"identity", "searching", "review", "decided", "waiting", "closed"}),
    "identity": frozenset({"searching", "review", "decided", "waiting", "closed"}),
    # A search may be widened and a decision taken back until the answer has left.
    "searching": frozenset({"identity", "review", "decided", "waiting", "closed"}),
    "review": frozenset({"identity", "searching", "decided", "waiting", "closed"}),
    "decided": frozenset({"identity", "searching", "review", "released", "waiting", "closed"}),
    "waiting": _OPEN | {"closed"},
    # What has left cannot be taken back: only closing follows.
    "released": frozenset({"closed"}),
    # A closing letter keeps the request re-openable (rules.md, R7).
    "closed": _OPEN | {"waiting"},
}

STEPS = request_types.ALL_STEPS

STEP_LABELS: Mapping[str, str] = {
    "triage": "Triage",
    "identity": "Identity",
    "find": "Find data",
    "review": "Review",
    "decide": "Decide",
    "letter": "Letter and export",
    "send": "Send and close",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is settled about a request; the checklist and the next step follow from nothing else.

    `identity` names the check in words, empty while it is open. `searched` counts the sources that answered or were
    left out with a reason. `password` names the other channel, empty while none is agreed. `waiting_for` is set while
    someone else has to act. `unwritten` names the fields still empty that the outcome needs, `unwritten_to_release`
    those that must be filled before anything leaves. `colleagues` counts those asked who have not answered.
    """

    type: str = "access"
    identity: str = ""
    sources: int = 0
    searched: int = 0
    findings: int = 0
    undecided: int = 0
    outcome: str = ""
    letter_made: bool = False
    letter_approved: bool = False
    password: str = ""
    sent: bool = False
    closed: bool = False
    waiting_for: str = ""
    unwritten: tuple[str, ...] = ()
    unwritten_to_release: tuple[str, ...] = ()
    colleagues: int = 0
    acknowledged: bool = False

    def has(self, step: str) -> bool:
        return step in request_types.get(self.type).steps

    @property
    def ending(self) -> request_types.Outcome | None:
        """How it ends, once that is settled."""
        return request_types.get(self.type).outcome(self.outcome) if self.outcome else None

    @property
    def early(self) -> bool:
        """Whether the outcome gives nothing out, so that identity, search and decisions may stay open."""
        return self.ending is not None and self.ending.early

    @property
    def awaits(self) -> str:
        """What work stands still for; nothing once it is settled that the request ends without it (R7)."""
        ends_without = self.ending is not None and (self.ending.early or self.ending.unanswered)
        return "" if ends_without else self.waiting_for

    @property
    def gives_data(self) -> bool:
        """Whether workbook and archive go with the answer; as long as nothing is settled, whether they may."""
        ends = [self.ending] if self.ending is not None else request_types.get(self.type).outcomes
        return any(end.gives_data for end in ends)

    @property
    def needs_letter(self) -> bool:
        """Whether the outcome is answered by a letter that must leave; true while nothing is settled."""
        if self.ending is None:
            return True
        return bool(self.ending.letter) and not (self.ending.note_will_do and not self.letter_made)

    @property
    def has_letter(self) -> bool:
        """The same as it is settled: whoever settles an end before it is closed means its letter, although a note would
        do."""
        return self.ending is None or (bool(self.ending.letter) and (self.needs_letter or not self.closed))


def may_move(old: str, new: str) -> bool:
    return new in MOVES[old]


def check_move(reference: str, old: str, new: str) -> None:
    """Refuses a move that the life of a request does not know."""
    if not may_move(old, new):
        was, becomes = STATE_LABELS[old].lower(), STATE_LABELS[new].lower()
        hint = _WAYS_OUT.get(old, "Settle the steps in between first.")
        raise Refusal(f"{reference} is {was} and cannot become {becomes}.", hint=hint)


_WAYS_OUT = {
    "closed": "Reopen it first.",
    "released": "What has left cannot be taken back. Close it, and open a new request for what is still to be done.",
    "waiting": "Record first that what was asked for has come.",
}


def current_step(facts: Facts) -> str:
    """The first step that is not settled; the last one for a request that is done."""
    open_steps = {
        "identity": not facts.identity and not facts.early,
        "find": (facts.searched < facts.sources or not facts.sources) and not facts.early,
        "review": facts.undecided > 0 and not facts.early,
        "decide": not facts.outcome,
        "letter": facts.has_letter and not facts.letter_approved,
    }
    return next((step for step, is_open in open_steps.items() if is_open and facts.has(step)), "send")


def done_steps(facts: Facts) -> frozenset[str]:
    """The steps that were taken: not those that an end without an answer leaves out, the sending among them."""
    searched = 0 < facts.sources <= facts.searched
    done = {
        "triage": True,
        "identity": bool(facts.identity),
        "find": searched,
        "review": searched and not facts.undecided,
        "decide": bool(facts.outcome),
        "letter": facts.letter_approved,
        "send": facts.sent and facts.closed,
    }
    return frozenset(step for step, is_done in done.items() if is_done and facts.has(step))


def next_step(facts: Facts) -> NextStep:
    """The one act that comes next. `blocked` says what is missing before the step after it can be taken."""
    if facts.closed:
        return NextStep("closed", "Closed", blocked="The request is closed.")
    step = current_step(facts)
    if facts.awaits and not facts.sent:
        return NextStep(step, f"Waiting: {facts.awaits}", blocked=f"Waiting for {facts.awaits}.")
    label, blocked = _ACTS[step](facts)
    return NextStep(step, f"Next: {label}", blocked=blocked)


def checklist(facts: Facts) -> tuple[ChecklistItem, ...]:
    """What has to be settled before release, in the order of the work; nothing that the outcome leaves out."""
    before = (_identity_item(facts), _sources_item(facts), _decided_item(facts))
    items = [*(item for item in before if item.done or not facts.early), _outcome_item(facts)]
    if facts.has_letter:
        items.append(ChecklistItem("letter", "Letter approved", facts.letter_approved))
    if needs_password(facts):
        items.append(_password_item(facts))
    if facts.type == "complaint":
        items.append(ChecklistItem("acknowledged", "Acknowledged in writing within 30 days", facts.acknowledged))
    if facts.unwritten or facts.unwritten_to_release:
        left = dict.fromkeys((*facts.unwritten, *facts.unwritten_to_release))
        items.append(ChecklistItem("details", "Details written down", done=False, note=", ".join(left)))
    if facts.colleagues:
        items.append(ChecklistItem("colleagues", f"Colleagues have answered ({facts.colleagues} open)", done=False))
    steps = {"identity": "identity", "sources": "find", "decided": "review"}
    return tuple(item for item in items if facts.has(steps.get(item.key, "letter")))


def needs_password(facts: Facts) -> bool:
    """Whether files may leave that a password protects: a letter by itself has none."""
    return facts.gives_data and facts.has("find")


def release_blockers(facts: Facts) -> tuple[str, ...]:
    """Why nothing of the person's data may be put into a letter or an export yet; empty when all is settled.

    No outcome loosens this: what is refused or withdrawn gives no data out, so nothing has to be released for it.
    """
    missing = []
    if facts.has("identity") and not facts.identity:
        missing.append("Identity is not checked yet.")
    if facts.has("find") and not facts.sources:
        missing.append("No source was searched yet.")
    elif facts.has("find") and facts.searched < facts.sources:
        missing.append(_unsearched(facts))
    if facts.has("review") and facts.undecided:
        missing.append(_undecided(facts))
    if facts.unwritten_to_release:
        missing.append(_unwritten(facts.unwritten_to_release))
    if not facts.outcome:
        missing.append("The outcome is not settled yet.")
    return tuple(missing)


def answer_blockers(facts: Facts) -> tuple[str, ...]:
    """Why no answer may be written yet; one that gives nothing out, such as a refusal, need not wait for the search."""
    blockers = () if facts.early else release_blockers(facts)
    return (*blockers, _unwritten(facts.unwritten)) if facts.unwritten else blockers


def send_blockers(facts: Facts) -> tuple[str, ...]:
    """Why the answer may not leave the office yet."""
    if not facts.needs_letter:
        return answer_blockers(facts)
    if not facts.letter_made:
        return (*answer_blockers(facts), "No letter was made yet.")
    if not facts.letter_approved:
        return (*answer_blockers(facts), "The letter is not approved yet.")
    return answer_blockers(facts)


def _identity_act(_facts: Facts) -> tuple[str, str]:
    return "check identity", "Identity is not checked yet."


def _find_act(facts: Facts) -> tuple[str, str]:
    if not facts.searched:
        return "find the data", ""
    return "finish the search", _unsearched(facts)


def _review_act(facts: Facts) -> tuple[str, str]:
    label = "decide the last record" if facts.undecided == 1 else f"decide {facts.undecided} records"
    return label, _undecided(facts)


def _decide_act(_facts: Facts) -> tuple[str, str]:
    return "settle the outcome", "The outcome is not settled yet."


def _letter_act(facts: Facts) -> tuple[str, str]:
    if facts.letter_made:
        return "approve the letter", "The letter is not approved yet."
    return ("create workbook and letter" if facts.gives_data and not facts.early else "create the letter"), ""


def _send_act(facts: Facts) -> tuple[str, str]:
    return ("close the request" if facts.sent or not facts.needs_letter else "send and close"), ""


_ACTS = {
    "identity": _identity_act,
    "find": _find_act,
    "review": _review_act,
    "decide": _decide_act,
    "letter": _letter_act,
    "send": _send_act,
}


def _identity_item(facts: Facts) -> ChecklistItem:
    label = f"Identity checked: {facts.identity}" if facts.identity else "Identity checked"
    return ChecklistItem("identity", label, bool(facts.identity))


def _sources_item(facts: Facts) -> ChecklistItem:
    done = 0 < facts.sources <= facts.searched
    if facts.sources == 1:
        label = "The one source searched"
    elif done:
        label = f"All {facts.sources} sources searched"
    else:
        label = f"All sources searched ({facts.searched} of {facts.sources})"
    return ChecklistItem("sources", label, done)


def _decided_item(facts: Facts) -> ChecklistItem:
    if not facts.searched:
        return ChecklistItem("decided", "Every record decided", done=False)
    decided = facts.findings - facts.undecided
    label = f"Every record decided ({decided} of {facts.findings})" if facts.findings else "No record to decide"
    return ChecklistItem("decided", label, done=not facts.undecided)


def _outcome_item(facts: Facts) -> ChecklistItem:
    label = "Outcome settled"
    if facts.outcome:
        label = f"{label}: {request_types.get(facts.type).outcome(facts.outcome).label}"
    return ChecklistItem("outcome", label, bool(facts.outcome))


def _password_item(facts: Facts) -> ChecklistItem:
    return ChecklistItem("password", "Password agreed by another channel", bool(facts.password), facts.password)


def _unwritten(labels: tuple[str, ...]) -> str:
    return f"Not written down yet: {', '.join(labels)}."


def _unsearched(facts: Facts) -> str:
    left = facts.sources - facts.searched
    return f"{left} of {facts.sources} sources {'has' if left == 1 else 'have'} not been searched."


def _undecided(facts: Facts) -> str:
    verb = "is" if facts.undecided == 1 else "are"
    return f"{facts.undecided} of {facts.findings} records {verb} still undecided."
