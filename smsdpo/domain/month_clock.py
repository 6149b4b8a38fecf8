"""The statutory month: start, pauses and extension, reckoned from dated events (rules.md, 2, steps 1 to 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent

POLICY_PERIOD = timedelta(days=30)
_ONE_DAY = timedelta(days=1)

PROOFS = ("id", "authority", "fee")
"""What may have to arrive before the month begins; each restarts it (DPA 2018 s.54(3) "latest of")."""

ANSWERS = {"id": "id_received", "authority": "authority_received", "fee": "fee_paid"} | {
    "clarification": "clarification_received"
}
ASKED_BY = {"id": "L02", "authority": "L03", "fee": "L05f", "clarification": "L05"}
"""The letter that asks for each."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something asked for, and the day on which it came; `answered` is None while it is missing."""

    kind: str
    asked: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class MonthClock:
    """Everything about one statutory month that its working has to explain.

    `start` is the relevant day; while proof is missing it is the earliest day that is still possible. `excluded` are
    the days that clarification takes out. `extended_on` is the first notice that was sent in time, `too_late` are
    the notices without effect, `kept_by` the kind and day of what kept the policy's promise.
    """

    received: date
    policy_due: date
    start: date
    proofs: tuple[Wait, ...]
    questions: tuple[Wait, ...]
    pausable: bool
    excluded: frozenset[date]
    state: str
    month_due: date
    extended_on: date | None
    extended_due: date
    too_late: tuple[date, ...]
    holding_letters: tuple[date, ...]
    kept_by: tuple[str, date] | None

    @property
    def statutory_due(self) -> date | None:
        if self.state != "due":
            return None
        return self.extended_due if self.extended_on else self.month_due


def add_months(day: date, months: int) -> date:
    """The same day number so many months later, or the last day of that month; always once from the original date."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    # The fourth week always exists and 4 days later the next month has begun: its day number is the overshoot.
    following = first.replace(day=28) + timedelta(days=4)
    last = following - timedelta(days=following.day)
    return first.replace(day=min(day.day, last.day))


def waits(kind: str, events: Iterable[ClockEvent]) -> tuple[Wait, ...]:
    """Pairs what was asked for with what came, whatever the order of entry.

    An answer settles everything asked before its day, or else what was asked that same day; so a reminder neither
    opens a second wait nor lengthens the first.
    """
    events = tuple(events)
    still_open = sorted({event.on for event in events if event.kind == f"{kind}_requested"})
    answers = sorted({event.on for event in events if event.kind == ANSWERS[kind]})
    settled = []
    for answer in answers:
        mine = [asked for asked in still_open if asked < answer] or [asked for asked in still_open if asked == answer]
        settled += [Wait(kind, asked, answer) for asked in mine]
        still_open = [asked for asked in still_open if asked not in mine]
    # A reminder that crossed the answer on the same day is not another question.
    rest = [Wait(kind, asked, asked if asked in answers else None) for asked in still_open]
    return tuple(sorted(settled + rest, key=lambda wait: wait.asked))


def reckon(received: date, events: Sequence[ClockEvent], days: WorkingDays, *, pausable: bool) -> MonthClock:
    """Steps 1 to 7 of rules.md, 2. `pausable` is true for access requests only."""
    proofs = tuple(wait for kind in PROOFS for wait in waits(kind, events))
    questions = waits("clarification", events)
    start = max([received, *(wait.answered for wait in proofs if wait.answered)])
    excluded = excluded_days(questions if pausable else (), after=start)
    state = _state(proofs, questions if pausable else ())
    month_due = days.roll(add_months(start, 1) + len(excluded) * _ONE_DAY)
    notices = sorted(event.on for event in events if event.kind == "extended")
    limits = {notice: _limit(notice, start, questions if pausable else (), days) for notice in notices}
    in_time = [notice for notice in notices if state == "NOT_STARTED" or notice <= limits[notice]]
    holding = tuple(sorted(event.on for event in events if event.kind == "interim_response"))
    policy_due = received + POLICY_PERIOD
    return MonthClock(
        received=received,
        policy_due=policy_due,
        start=start,
        proofs=proofs,
        questions=questions,
        pausable=pausable,
        excluded=excluded,
        state=state,
        month_due=month_due,
        extended_on=in_time[0] if in_time else None,
        extended_due=days.roll(add_months(start, 3) + len(excluded) * _ONE_DAY),
        too_late=tuple(notice for notice in notices if notice not in in_time),
        holding_letters=holding,
        kept_by=_kept_by(policy_due, in_time, holding),
    )


def excluded_days(questions: Iterable[Wait], *, after: date, until: date | None = None) -> frozenset[date]:
    """Every day from ask to answer, both included, after the relevant day (s.54(3C)(b)); an open question counts
    up to `until`, or not at all without it."""
    spans = ((question.asked, question.answered or until) for question in questions)
    return frozenset(
        day
        for asked, end in spans
        if end is not None
        for day in (asked + ahead * _ONE_DAY for ahead in range((end - asked).days + 1))
        if day > after
    )


def _state(proofs: tuple[Wait, ...], pauses: tuple[Wait, ...]) -> str:
    if any(wait.answered is None for wait in proofs):
        return "NOT_STARTED"
    return "PAUSED" if any(wait.answered is None for wait in pauses) else "due"


def _limit(notice: date, start: date, pauses: tuple[Wait, ...], days: WorkingDays) -> date:
    """Until when the month runs for a notice of that day; an open pause still moves it along."""
    excluded = excluded_days(pauses, after=start, until=notice)
    return days.roll(add_months(start, 1) + len(excluded) * _ONE_DAY)


def _kept_by(policy_due: date, notices: Sequence[date], holding: Sequence[date]) -> tuple[str, date] | None:
    # Asking for proof or clarification alone does not keep the promise (step 7).
    keeping = [(day, "holding letter") for day in holding] + [(day, "extension notice") for day in notices]
    if not keeping or min(keeping)[0] > policy_due:
        return None
    day, what = min(keeping)
    return what, day
