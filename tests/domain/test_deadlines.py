"""The clocks of the office: which date decides, how its working reads, and what a list says is left."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.clock import LONDON
from smsdpo.core.errors import Refusal
from smsdpo.domain import deadlines, request_types
from smsdpo.domain.holidays import NATIONS, WorkingDays
from smsdpo.domain.records.clocks import ClockEvent, Due

ENGLAND = WorkingDays("england-and-wales")
DAYS_OF_2026 = [date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(365)]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LONDON)


def due(rule: str, day: str, *events: ClockEvent, days: WorkingDays = ENGLAND) -> Due:
    return deadlines.due(rule, noon(date.fromisoformat(day)), events, days)


def event(kind: str, day: str, reason: str = "") -> ClockEvent:
    return ClockEvent(kind, date.fromisoformat(day), reason)


# --- the measured numbers of promises.md ------------------------------------------------------------------------------


def year_of_access() -> list[tuple[date, Due]]:
    return [(day, deadlines.due("access", noon(day), (), ENGLAND)) for day in DAYS_OF_2026]


def test_over_a_year_the_policy_is_earlier_249_times_the_law_24_times() -> None:
    decided = Counter(made.decided_by for _, made in year_of_access())
    assert decided == {"policy": 249, "both": 92, "law": 24}


def test_the_largest_gaps_lie_at_easter_and_in_february() -> None:
    gaps = {
        day: (made.statutory_due - made.policy_due).days
        for day, made in year_of_access()
        if made.statutory_due and made.policy_due
    }
    assert max(gaps, key=gaps.__getitem__) == date(2026, 3, 3)
    assert gaps[date(2026, 3, 3)] == 5
    assert min(gaps.values()) == gaps[date(2026, 2, 2)] == -2


def test_the_policy_date_falls_on_a_closed_day_113_times() -> None:
    assert sum(not ENGLAND.is_working(made.policy_due) for _, made in year_of_access() if made.policy_due) == 113


def test_three_working_days_span_three_to_seven_days() -> None:
    spans = Counter(
        (made.effective_due - day).days
        for day in DAYS_OF_2026
        if (made := deadlines.due("customer_data_return", noon(day), (), ENGLAND)).effective_due
    )
    assert spans == {3: 148, 4: 52, 5: 145, 6: 14, 7: 6}


def test_six_months_are_cut_short_on_seven_days_of_the_year() -> None:
    cut = [day for day in DAYS_OF_2026 if deadlines.add_months(day, 6).day != day.day]
    expected = [(3, 31), (5, 31), (8, 29), (8, 30), (8, 31), (10, 31), (12, 31)]
    assert [(day.month, day.day) for day in cut] == expected


def test_received_late_in_the_evening_utc_counts_from_the_london_day() -> None:
    made = deadlines.due("access", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), (), ENGLAND)
    assert made.policy_due == date(2026, 7, 31)
    assert made.working[0] == "Received Wednesday 1 July, London time."


def test_a_clock_change_in_between_takes_no_day() -> None:
    assert due("access", "2026-03-28").policy_due == date(2026, 4, 27)


def test_three_working_days_across_easter() -> None:
    made = due("customer_data_return", "2026-04-02")
    assert made.effective_due == date(2026, 4, 9)
    assert made.working[1] == (
        "Policy: three working days after that day: Friday 3 April is a bank holiday (Good Friday), "
        "4 and 5 are a weekend, Monday 6 is a bank holiday (Easter Monday), Tuesday 7 April is day 1, "
        "Wednesday 8 April is day 2, Thursday 9 April is day 3."
    )


# --- the working in words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "act_by", "working"),
    [
        (
            "2026-11-22",
            date(2026, 12, 22),
            "Received Sunday 22 November, which counts although it is a weekend. Policy: 30 days, Tuesday 22 December, "
            "does not move. Law: one month, Tuesday 22 December. Both fall on the same day.",
        ),
        (
            "2026-11-26",
            date(2026, 12, 24),
            "Received Thursday 26 November. Policy: 30 days, Saturday 26 December, does not move. Law: one month, "
            "26 December is a Saturday, Monday 28 is a bank holiday (Boxing Day, substitute), so Tuesday 29 December. "
            "The earlier one decides. Last working day before it: Thursday 24 December.",
        ),
        (
            "2026-01-31",
            date(2026, 3, 2),
            "Received Saturday 31 January, which counts although it is a weekend. Policy: 30 days, Monday 2 March, "
            "does not move. Law: one month, there is no 31 February, 28 February is a Saturday, so Monday 2 March. "
            "Both fall on the same day.",
        ),
        (
            "2026-01-30",
            date(2026, 2, 27),
            "Received Friday 30 January. Policy: 30 days, Sunday 1 March, does not move. Law: one month, there is no "
            "30 February, 28 February is a Saturday, so Monday 2 March. The earlier one decides. "
            "Last working day before it: Friday 27 February.",
        ),
    ],
)
def test_the_working_reads_as_on_the_calendar(received: str, act_by: date, working: str) -> None:
    made = due("access", received)
    assert " ".join(made.working) == working
    assert made.act_by == act_by


def test_a_pause_names_every_day_that_does_not_count() -> None:
    made = due(
        "access",
        "2026-06-08",
        event("clarification_requested", "2026-06-08"),
        event("clarification_received", "2026-06-11"),
    )
    assert made.working[2:4] == (
        "Clarification: asked Monday 8 June, answered Thursday 11 June: 3 days do not count (9 June to 11 June).",
        "Law: one month, 8 July and 3 days that do not count, 11 July is a Saturday, so Monday 13 July.",
    )


def test_clarification_before_the_identity_arrived_takes_out_nothing() -> None:
    made = due(
        "access",
        "2026-05-01",
        event("clarification_requested", "2026-05-04"),
        event("clarification_received", "2026-05-06"),
        event("id_requested", "2026-05-04"),
        event("id_received", "2026-05-08"),
    )
    assert made.statutory_due == date(2026, 6, 8)
    assert any(sentence.endswith("before the month began: no day is taken out.") for sentence in made.working)


def test_letters_sent_too_late_are_named_as_without_effect() -> None:
    made = due("access", "2026-09-14", event("extended", "2026-10-16"), event("interim_response", "2026-10-16"))
    assert made.effective_due == date(2026, 10, 14)
    assert made.working[3:5] == (
        "Extension notice sent Friday 16 October, after the month ended: no effect.",
        "Holding letter of Friday 16 October, after the policy's date: no effect.",
    )


def test_with_the_promise_kept_a_paused_clock_has_no_date() -> None:
    made = due(
        "access",
        "2026-07-01",
        event("clarification_requested", "2026-07-06"),
        event("interim_response", "2026-07-10"),
    )
    assert (made.statutory_state, made.effective_due, made.act_by, made.decided_by) == ("PAUSED", None, None, "law")
    assert made.working[-1].endswith("until the law's month runs there is no date.")
    assert deadlines.days_left(made, date(2026, 8, 1)) == deadlines.OPEN_ENDED


def test_a_notice_during_an_open_pause_is_in_time_while_the_month_stands_still() -> None:
    events = (event("clarification_requested", "2026-07-06"), event("extended", "2026-08-10"))
    answered = (*events, event("clarification_received", "2026-08-12"))
    assert due("access", "2026-07-01", *answered).statutory_due == date(2026, 11, 9)
    assert not any("no effect" in sentence for sentence in due("access", "2026-07-01", *events).working)


def test_a_notice_before_the_month_began_is_in_time() -> None:
    made = due("access", "2026-10-05", event("id_requested", "2026-10-06"), event("extended", "2026-10-20"))
    assert made.statutory_state == "NOT_STARTED"
    assert "The extension notice of Tuesday 20 October keeps the policy's promise" in made.working[-1]


def test_a_date_beyond_the_published_holidays_carries_a_warning() -> None:
    made = due("access", "2028-12-20")
    assert made.working[-1] == "Bank holidays are published until 31 December 2028; a later date may still move."
    assert deadlines.banner(due("access", "2028-11-20"), ENGLAND) == ""


def test_weekends_are_named_across_the_end_of_a_month() -> None:
    strike = WorkingDays(added={date(2026, 10, 30): "Day of mourning"})
    assert "31 October and 1 November are a weekend" in due("erasure", "2026-09-30", days=strike).working[2]
    mourning = WorkingDays(added={date(2026, 7, 31): "Day of mourning"})
    assert "1 and 2 August are a weekend" in due("complaint", "2026-07-01", days=mourning).working[2]


def test_an_announced_weekend_day_is_named_and_the_other_one_too() -> None:
    parade = WorkingDays(added={date(2026, 12, 27): "Parade"})
    assert due("access", "2026-11-26", days=parade).working[2] == (
        "Law: one month, 26 December is a Saturday, Sunday 27 is a bank holiday (Parade), "
        "Monday 28 is a bank holiday (Boxing Day, substitute), so Tuesday 29 December."
    )


# --- the other clocks -------------------------------------------------------------------------------------------------


def test_every_request_type_has_a_clock_and_every_clock_a_type() -> None:
    assert {entry.clock_rule for entry in request_types.REQUEST_TYPES.values()} == set(deadlines.CLOCKS)


@pytest.mark.parametrize("key", request_types.REQUEST_TYPES)
def test_no_request_is_without_a_date(key: str) -> None:
    made = due(key, "2026-11-22")
    assert made.effective_due is not None
    assert made.act_by is not None


def test_a_later_agreement_keeps_contact_data_and_an_earlier_one_changes_nothing() -> None:
    assert due("contact_retention", "2026-02-10", event("agreed_until", "2027-02-10")).effective_due == date(
        2027, 2, 10
    )
    early = due("contact_retention", "2026-02-10", event("agreed_until", "2026-05-01"))
    assert early.effective_due == date(2026, 8, 10)
    assert early.working[-1] == "The date agreed with the person is not later and changes nothing."


def test_a_breach_counts_hours_and_never_asks_for_work_before_it_was_known() -> None:
    made = deadlines.due("breach", datetime(2026, 12, 25, 10, 0, tzinfo=UTC), (), ENGLAND)
    assert made.instant == datetime(2026, 12, 28, 10, 0, tzinfo=UTC)
    assert made.policy_due is None
    assert made.act_by == made.effective_due == date(2026, 12, 28)


def test_an_order_sets_the_date_and_the_policy_still_wants_a_reply() -> None:
    ordered = event("date_set", "2027-01-15")
    assert due("authority_request", "2026-11-02").effective_due == date(2026, 12, 2)
    assert due("authority_request", "2026-11-02", ordered).effective_due == date(2026, 12, 2)
    kept = due("authority_request", "2026-11-02", ordered, event("interim_response", "2026-11-20"))
    assert (kept.effective_due, kept.decided_by) == (date(2027, 1, 15), "law")
    assert due("authority_request", "2026-11-02", event("date_set", "2026-11-10")).effective_due == date(2026, 11, 10)


def test_a_change_of_policy_has_the_date_the_office_sets() -> None:
    unset = due("policy_change", "2026-11-02")
    assert (unset.effective_due, unset.decided_by) == (date(2026, 12, 2), "policy")
    assert "No date was set yet" in unset.working[1]
    assert due("policy_change", "2026-11-02", event("date_set", "2026-12-01")).effective_due == date(2026, 12, 1)


def test_a_time_without_zone_and_an_absurd_year_are_refused() -> None:
    with pytest.raises(Refusal, match="time zone"):
        deadlines.due("access", datetime(2026, 6, 30, 23, 30), (), ENGLAND)  # noqa: DTZ001 - that is the point
    with pytest.raises(Refusal, match="The year 9999"):
        due("access", "9999-12-01")
    with pytest.raises(Refusal, match="The year 1901"):
        due("access", "2026-11-02", event("extended", "1901-01-01"))


def test_a_rule_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal, match="no request type “wish”"):
        due("wish", "2026-11-02")


# --- what a list says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-22", ("30 days", "ok")),
        ("2026-12-16", ("6 days", "ok")),
        ("2026-12-17", ("5 days", "warn")),
        ("2026-12-21", ("1 day", "warn")),
        ("2026-12-22", ("today", "warn")),
        ("2026-12-23", ("1 day late", "bad")),
        ("2026-12-25", ("3 days late", "bad")),
    ],
)
def test_a_list_says_what_is_left(today: str, said: tuple[str, str]) -> None:
    made = due("access", "2026-11-22")
    assert deadlines.left_in_words(made, date.fromisoformat(today), "access") == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-20", ("3 working days", "ok")),
        ("2026-11-22", ("2 working days", "warn")),
        ("2026-11-24", ("1 working day", "warn")),
        ("2026-11-25", ("today", "warn")),
        ("2026-11-26", ("1 day late", "bad")),
    ],
)
def test_a_data_return_counts_working_days(today: str, said: tuple[str, str]) -> None:
    made = due("customer_data_return", "2026-11-20")
    assert deadlines.left_in_words(made, date.fromisoformat(today), "customer_data_return", days=ENGLAND) == said


def test_clocks_without_a_date_say_so() -> None:
    today = date(2026, 11, 22)
    kept = event("interim_response", "2026-10-20")
    waiting = due("access", "2026-10-05", event("id_requested", "2026-10-06"), kept)
    assert deadlines.left_in_words(waiting, today) == ("not started", "ok")
    paused = due("access", "2026-10-05", event("clarification_requested", "2026-10-06"), kept)
    assert deadlines.left_in_words(paused, today) == ("paused", "ok")


# --- what holds for every day and every event -------------------------------------------------------------------------

received_days = st.dates(date(2024, 1, 1), date(2028, 6, 30))
offsets = st.integers(min_value=0, max_value=120)
kinds = st.sampled_from(deadlines.EVENT_KINDS)
calendars = st.sampled_from([WorkingDays(nation) for nation in NATIONS])
month_types = st.sampled_from(["access", "erasure", "objection_marketing"])
histories = st.lists(st.tuples(kinds, offsets), max_size=7)


def dated(received: date, history: list[tuple[str, int]]) -> list[ClockEvent]:
    return [ClockEvent(kind, received + timedelta(days=ahead)) for kind, ahead in history]


@given(month_types, received_days, histories, calendars)
def test_nothing_moves_the_policy_date(
    rule: str, received: date, history: list[tuple[str, int]], days: WorkingDays
) -> None:
    made = deadlines.due(rule, noon(received), dated(received, history), days)
    assert made.policy_due == received + timedelta(days=30)


@given(month_types, received_days, histories, calendars, st.randoms())
def test_the_order_of_entry_does_not_matter(
    rule: str, received: date, history: list[tuple[str, int]], days: WorkingDays, random: Random
) -> None:
    events = dated(received, history)
    shuffled = random.sample(events, len(events))
    assert deadlines.due(rule, noon(received), events, days) == deadlines.due(rule, noon(received), shuffled, days)


@given(month_types, received_days, histories, calendars)
def test_without_a_kept_promise_the_answer_is_never_later_than_either_date(
    rule: str, received: date, history: list[tuple[str, int]], days: WorkingDays
) -> None:
    events = [event for event in dated(received, history) if event.kind not in {"extended", "interim_response"}]
    made = deadlines.due(rule, noon(received), events, days)
    assert made.effective_due is not None
    assert made.policy_due is not None
    assert made.effective_due <= made.policy_due
    assert made.statutory_due is None or made.effective_due <= made.statutory_due


@given(month_types, received_days, histories, calendars)
def test_the_law_ends_on_a_working_day_and_work_by_is_one(
    rule: str, received: date, history: list[tuple[str, int]], days: WorkingDays
) -> None:
    made = deadlines.due(rule, noon(received), dated(received, history), days)
    assert made.statutory_due is None or days.is_working(made.statutory_due)
    if made.act_by is not None and made.effective_due is not None:
        assert days.is_working(made.act_by)
        assert received <= made.act_by <= made.effective_due


@given(st.sampled_from(["erasure", "portability"]), received_days, offsets, offsets, calendars)
def test_only_access_is_paused(rule: str, received: date, asked: int, answered: int, days: WorkingDays) -> None:
    events = dated(received, [("clarification_requested", asked), ("clarification_received", answered)])
    plain = deadlines.due(rule, noon(received), (), days)
    assert deadlines.due(rule, noon(received), events, days).statutory_due == plain.statutory_due


@given(received_days, st.integers(min_value=-24, max_value=24))
def test_months_land_in_their_month_and_never_later_in_it(day: date, months: int) -> None:
    landed = deadlines.add_months(day, months)
    assert landed.year * 12 + landed.month == day.year * 12 + day.month + months
    assert landed.day <= day.day
    tomorrow = landed + timedelta(days=1)
    assert landed.day == day.day or tomorrow.day == 1
