"""Every clock of the office (rules.md, 2): policy date, statutory date, the one that decides, and its working."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from smsdpo.core.clock import LONDON, london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import month_clock, request_types
from smsdpo.domain.clock_events import EVENT_KINDS, check_event
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.month_clock import POLICY_PERIOD, add_months
from smsdpo.domain.records.clocks import ClockEvent, Due
from smsdpo.domain.working import Words, compared, month_sentences

__all__ = [
    "CLOCKS",
    "EVENT_KINDS",
    "OPEN_ENDED",
    "add_months",
    "banner",
    "check_event",
    "clock_of",
    "days_left",
    "due",
    "left_in_words",
    "left_until",
]

_ONE_DAY = timedelta(days=1)
_KEPT_AFTER_TERMINATION = timedelta(days=14)
_BREACH_HOURS = timedelta(hours=72)
_RETURN_DAYS = 3
_CONTACT_MONTHS = 6
_FIRST_YEAR, _LAST_YEAR = 1990, 2190

OPEN_ENDED = 99_999
"""Days left of a clock without a date (paused with the promise kept): it sorts last and is never late."""

Clock = Callable[[datetime, Sequence[ClockEvent], WorkingDays], Due]


def due(rule: str, received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    """The dates of one clock. `rule` is the key of a request type or of a clock.

    `received_at` is the instant at which it reached any part of the company (for `termination_deletion` the end of
    the agreement, for `contact_retention` the first contact, for `breach_ico` awareness). Refuses a naive time.
    """
    received = london_date(received_at)
    for day in (received, *(event.on for event in events)):
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise Refusal(f"The year {day.year} cannot be right.", hint="Check the dates and enter them again.")
    return CLOCKS[clock_of(rule)](received_at, events, days)


def clock_of(rule: str) -> str:
    """The clock a request type runs by; a clock's own key stands for itself."""
    return rule if rule in CLOCKS else request_types.get(rule).clock_rule


def days_left(due: Due, today: date) -> int:
    """Calendar days to the deciding date, negative when late, `OPEN_ENDED` where there is none."""
    return OPEN_ENDED if due.effective_due is None else (due.effective_due - today).days


def left_in_words(due: Due, today: date, rule: str = "", *, days: WorkingDays | None = None) -> tuple[str, str]:
    """What a list's chip says, and its tone: `ok`, `warn` or `bad`. Data return counts working days before the date."""
    if due.effective_due is None:
        return {"NOT_STARTED": "not started", "PAUSED": "paused"}.get(due.statutory_state, "no date"), "ok"
    return left_until(due.effective_due, today, rule, days=days)


def left_until(answer_by: date, today: date, rule: str = "", *, days: WorkingDays | None = None) -> tuple[str, str]:
    """The same of a date alone: all that is stored of what nobody has sorted yet."""
    left = (answer_by - today).days
    if left < 0:
        return f"{_counted(-left, 'day')} late", "bad"
    if left == 0:
        return "today", "warn"
    if rule and clock_of(rule) == "three_working_days":
        working = (days or WorkingDays()).count(today, answer_by)
        return _counted(working, "working day"), "warn" if working <= 2 else "ok"
    return _counted(left, "day"), "warn" if left <= 5 else "ok"


def banner(due: Due, days: WorkingDays) -> str:
    """The warning that a date lies beyond the published bank holidays; empty where all are known."""
    dates = [day for day in (due.policy_due, due.statutory_due) if day is not None]
    if not dates or max(dates) <= days.known_until:
        return ""
    known = Words(date.min, days).plain(days.known_until)
    return f"Bank holidays are published until {known}; a later date may still move."


def _month(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    return _month_due(received_at, events, days, pausable=False)


def _month_with_pause(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    return _month_due(received_at, events, days, pausable=True)


def _month_due(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays, *, pausable: bool) -> Due:
    received = london_date(received_at)
    clock = month_clock.reckon(received, events, days, pausable=pausable)
    effective, decided_by = _decide(clock.policy_due, clock.statutory_due, kept=clock.kept_by is not None)
    sentences = month_sentences(clock, days, shifted=_shifted(received_at))
    return _finish(
        Words(received, days),
        sentences,
        policy=clock.policy_due,
        statutory=clock.statutory_due,
        state=clock.state,
        effective=effective,
        decided_by=decided_by,
    )


def _policy_30_days(received_at: datetime, _events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, received, sentences = _opening(received_at, days)
    policy = received + POLICY_PERIOD
    sentences += [words.policy("30 days", policy), "No law sets a date for it."]
    return _by_policy(words, sentences, policy)


def _complaint_ack(received_at: datetime, _events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, received, sentences = _opening(received_at, days)
    policy = received + POLICY_PERIOD
    # s.164A(3): the day after receipt is day 1, and the last day rolls.
    statutory = days.roll(policy)
    sentences += [
        words.policy("30 days", policy),
        words.moved("Law: 30 days to acknowledge a complaint", policy),
        compared(policy, statutory),
    ]
    effective, decided_by = _decide(policy, statutory, kept=False)
    return _finish(
        words, sentences, policy=policy, statutory=statutory, state="due", effective=effective, decided_by=decided_by
    )


def _three_working_days(received_at: datetime, _events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, received, sentences = _opening(received_at, days, counts=False)
    counted: list[str] = []
    day = received
    for number in range(1, _RETURN_DAYS + 1):
        counted += words.skipped(day + _ONE_DAY)
        day = days.roll(day + _ONE_DAY)
        counted.append(f"{words.day(day)} is day {number}")
    sentences += [f"Policy: three working days after that day: {', '.join(counted)}.", "No law sets a date for it."]
    return _by_policy(words, sentences, day)


def _fourteen_days(received_at: datetime, _events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, ended, _ = _opening(received_at, days)
    policy = ended + _KEPT_AFTER_TERMINATION
    sentences = [
        f"The agreement ended {words.day(ended)}.",
        words.policy("kept for 14 days", policy),
        f"Deleted at the end of that day, late from {words.day(policy + _ONE_DAY)}.",
    ]
    return _by_policy(words, sentences, policy)


def _six_months(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, first, _ = _opening(received_at, days)
    latest = max([first, *(event.on for event in events if event.kind == "engagement")])
    limit = add_months(latest, _CONTACT_MONTHS)
    sentences = [f"First contact {words.day(first)}."]
    if latest > first:
        sentences.append(f"Latest engagement {words.day(latest)}.")
    end = ", ".join([*words.clamp(latest, _CONTACT_MONTHS), words.day(limit)])
    sentences.append(f"Policy: at most six months after the latest engagement, {end}, does not move.")
    agreed = max((event.on for event in events if event.kind == "agreed_until"), default=limit)
    if agreed > limit:
        sentences.append(f"Agreed with the person to keep it until {words.day(agreed)}, which is later and counts.")
    elif any(event.kind == "agreed_until" for event in events):
        sentences.append("The date agreed with the person is not later and changes nothing.")
    return _by_policy(words, sentences, max(limit, agreed))


def _breach_ico(received_at: datetime, _events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, known, _ = _opening(received_at, days)
    # Elapsed hours: reckoned in UTC, so that a clock change neither adds nor takes one.
    instant = received_at.astimezone(UTC) + _BREACH_HOURS
    statutory = london_date(instant)
    sentences = [
        f"Known since {words.day(known)}, {received_at.astimezone(LONDON):%H:%M}.",
        f"Law: 72 hours to tell the regulator, {words.day(statutory)}, {instant.astimezone(LONDON):%H:%M}.",
        "Hours run through nights, weekends and bank holidays.",
    ]
    if received_at.astimezone(LONDON).utcoffset() != instant.astimezone(LONDON).utcoffset():
        sentences.append("The clocks change in between; the 72 hours are elapsed hours.")
    return _finish(
        words,
        sentences,
        policy=None,
        statutory=statutory,
        state="due",
        effective=statutory,
        decided_by="law",
        instant=instant,
    )


def _date_set(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, received, sentences = _opening(received_at, days)
    policy = received + POLICY_PERIOD
    sentences.append(words.policy("30 days", policy))
    ordered = _latest_date_set(events)
    if ordered is None:
        sentences.append("No date was set by an order or by the officer.")
        return _by_policy(words, sentences, policy)
    kept = any(event.kind == "interim_response" and event.on <= policy for event in events)
    effective, decided_by = _decide(policy, ordered, kept=kept)
    sentences.append(f"Date set: {words.day(ordered)}, does not move.")
    sentences.append(
        "A holding letter keeps the policy's promise, so the date set decides." if kept else compared(policy, ordered)
    )
    return _finish(
        words, sentences, policy=policy, statutory=ordered, state="due", effective=effective, decided_by=decided_by
    )


def _date_set_only(received_at: datetime, events: Sequence[ClockEvent], days: WorkingDays) -> Due:
    words, received, sentences = _opening(received_at, days)
    until = _latest_date_set(events)
    if until is None:
        # What has no date is forgotten: until the office sets one, its own 30 days count (P80).
        until = received + POLICY_PERIOD
        said = f"No date was set yet by which people are told; until then the office's 30 days, {words.day(until)}."
        return _by_policy(words, [*sentences, said], until)
    return _by_policy(words, [f"Policy: people are told by {words.day(until)}, the date the office set."], until)


CLOCKS: Mapping[str, Clock] = {
    "month": _month,
    "month_with_pause": _month_with_pause,
    "policy_30_days": _policy_30_days,
    "complaint_ack": _complaint_ack,
    "three_working_days": _three_working_days,
    "fourteen_days": _fourteen_days,
    "six_months": _six_months,
    "breach_ico": _breach_ico,
    "date_set": _date_set,
    "date_set_only": _date_set_only,
}


def _opening(received_at: datetime, days: WorkingDays, *, counts: bool = True) -> tuple[Words, date, list[str]]:
    received = london_date(received_at)
    words = Words(received, days)
    if counts:
        return words, received, [words.received(received, shifted=_shifted(received_at))]
    return words, received, [f"Received {words.day(received)}; the day of receipt does not count."]


def _shifted(received_at: datetime) -> bool:
    return received_at.date() != london_date(received_at)


def _latest_date_set(events: Sequence[ClockEvent]) -> date | None:
    return max((event.on for event in events if event.kind == "date_set"), default=None)


def _decide(policy: date, statutory: date | None, *, kept: bool) -> tuple[date | None, str]:
    """Step 8: the date that decides, and who set it."""
    if statutory == policy:
        return policy, "both"
    if kept:
        return statutory, "law"
    if statutory is None or policy < statutory:
        return policy, "policy"
    return statutory, "law"


def _by_policy(words: Words, sentences: Sequence[str], policy: date) -> Due:
    return _finish(words, sentences, policy=policy, statutory=None, state="none", effective=policy, decided_by="policy")


def _finish(
    words: Words,
    sentences: Sequence[str],
    *,
    policy: date | None,
    statutory: date | None,
    state: str,
    effective: date | None,
    decided_by: str,
    instant: datetime | None = None,
) -> Due:
    act_by = words.days.back(effective) if effective else None
    # Nobody can act before the first day: where only closed days are left, the day itself stands.
    if act_by is not None and act_by < words.near:
        act_by = effective
    working = (*sentences, *words.act_by(effective, act_by))
    made = Due(policy, statutory, state, effective, act_by, decided_by, working, instant)
    warning = banner(made, words.days)
    return replace(made, working=(*working, warning)) if warning else made


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
