"""A second, plainer reckoning of the statutory month, word by word after the rules, must agree with the first."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.clock import LONDON
from smsdpo.domain import deadlines
from smsdpo.domain.holidays import NATIONS, WorkingDays
from smsdpo.domain.records.clocks import ClockEvent

ONE_DAY = timedelta(days=1)
ITEMS = (("id_requested", "id_received"), ("authority_requested", "authority_received"), ("fee_requested", "fee_paid"))

gaps = st.integers(0, 25)
calendars = st.sampled_from([WorkingDays(nation) for nation in NATIONS])


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[ClockEvent]]:
    """A request as it may go: proofs asked for, at most two questions one after the other, letters at any time."""
    received = draw(st.dates(date(2024, 1, 1), date(2028, 5, 31)))
    events = []
    for asked_kind, came_kind in ITEMS:
        if draw(st.booleans()):
            asked = received + draw(gaps) * ONE_DAY
            events.append(ClockEvent(asked_kind, asked))
            if draw(st.booleans()):
                events.append(ClockEvent(came_kind, asked + draw(gaps) * ONE_DAY))
    day = received
    for _ in range(draw(st.integers(0, 2))):
        day += draw(gaps) * ONE_DAY
        events.append(ClockEvent("clarification_requested", day))
        day += draw(gaps) * ONE_DAY
        events.append(ClockEvent("clarification_received", day))
        day += ONE_DAY
    if draw(st.booleans()):
        events.append(ClockEvent("clarification_requested", day))
    letters = st.lists(st.tuples(st.sampled_from(["extended", "interim_response"]), st.integers(0, 70)), max_size=2)
    return received, events + [ClockEvent(kind, received + ahead * ONE_DAY) for kind, ahead in draw(letters)]


def days_of(events: Sequence[ClockEvent], kind: str) -> list[date]:
    return sorted(event.on for event in events if event.kind == kind)


def same_day_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    for number in range(day.day, 0, -1):
        try:
            return date(day.year + month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def reckon_plainly(received: date, events: Sequence[ClockEvent], days: WorkingDays, *, access: bool) -> object:
    start = max([received, *(day for asked, came in ITEMS if days_of(events, asked) for day in days_of(events, came))])
    asked = days_of(events, "clarification_requested") if access else []
    answered = days_of(events, "clarification_received") if access else []
    excluded = {
        start + ahead * ONE_DAY
        for ahead in range(1, 200)
        for first, last in zip(asked, answered, strict=False)
        if first <= start + ahead * ONE_DAY <= last
    }

    def end(months: int) -> date:
        day = same_day_later(start, months)
        for _ in excluded:
            day += ONE_DAY
        while not days.is_working(day):
            day += ONE_DAY
        return day

    in_time = [day for day in days_of(events, "extended") if day <= end(1)]
    policy = received + 30 * ONE_DAY
    kept = any(day <= policy for day in in_time + days_of(events, "interim_response"))
    if any(days_of(events, first) and not days_of(events, second) for first, second in ITEMS):
        return "NOT_STARTED", None if kept else policy
    if len(asked) > len(answered):
        return "PAUSED", None if kept else policy
    statutory = end(3) if in_time else end(1)
    return statutory, statutory if kept else min(policy, statutory)


@given(histories(), calendars, st.booleans())
def test_two_ways_of_reckoning_agree(history: tuple[date, list[ClockEvent]], days: WorkingDays, access: bool) -> None:
    received, events = history
    noon = datetime.combine(received, time(12), tzinfo=LONDON)
    made = deadlines.due("access" if access else "erasure", noon, events, days)
    plainly = reckon_plainly(received, events, days, access=access)
    # While the clock stands still the month's end is open: a later notice may yet be in time (rules.md, 2, step 6).
    late_notice = any(event.kind == "extended" for event in events) and made.statutory_due is None
    if not late_notice:
        assert (made.statutory_due or made.statutory_state, made.effective_due) == plainly
