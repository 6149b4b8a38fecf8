"""What moves a clock, and what is refused at the door with a way out."""

from datetime import UTC, date, datetime

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import clock_events, deadlines
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.month_clock import Wait, waits
from smsdpo.domain.records.clocks import ClockEvent

DAYS = WorkingDays()
RECEIVED = datetime(2026, 9, 14, 10, tzinfo=UTC)
TODAY = date(2026, 12, 1)


def event(kind: str, day: str, reason: str = "a good reason") -> ClockEvent:
    return ClockEvent(kind, date.fromisoformat(day), reason)


def check(new: ClockEvent, *so_far: ClockEvent, rule: str = "access", today: date = TODAY) -> None:
    deadlines.check_event(rule, RECEIVED, so_far, new, today, DAYS)


@pytest.mark.parametrize(
    ("rule", "new", "so_far"),
    [
        ("access", event("id_requested", "2026-09-15"), ()),
        ("access", event("id_received", "2026-09-20", ""), (event("id_requested", "2026-09-15"),)),
        ("access", event("clarification_requested", "2026-09-16"), ()),
        ("erasure", event("extended", "2026-10-14"), ()),
        ("erasure", event("interim_response", "2026-10-14", ""), ()),
        ("erasure", event("authority_requested", "2026-09-15", ""), ()),
        ("general_inquiry", event("interim_response", "2026-10-01", ""), ()),
        ("contact_retention", event("engagement", "2026-10-01", ""), ()),
        ("contact_retention", event("agreed_until", "2027-10-01"), ()),
        ("authority_request", event("date_set", "2027-01-10"), ()),
        ("month", event("extended", "2026-10-01"), ()),
    ],
)
def test_what_happened_in_order_is_taken(rule: str, new: ClockEvent, so_far: tuple[ClockEvent, ...]) -> None:
    check(new, *so_far, rule=rule)


@pytest.mark.parametrize(
    ("rule", "new", "says"),
    [
        ("access", event("snowed_in", "2026-09-15"), "no event “snowed_in”"),
        ("erasure", event("clarification_requested", "2026-09-15"), "Only an access request is paused"),
        ("erasure", event("engagement", "2026-09-15"), "does not belong"),
        ("breach", event("extended", "2026-09-15"), "does not belong"),
        ("access", event("id_requested", "2026-09-13"), "before the day of receipt"),
        ("access", event("id_requested", "2026-12-02"), "in the future"),
        ("authority_request", event("date_set", "2026-09-13"), "before the day of receipt"),
        ("contact_retention", event("agreed_until", "2026-09-13"), "before the day of receipt"),
        ("contact_retention", event("engagement", "2026-12-02"), "in the future"),
        ("access", event("id_requested", "2026-09-15", " "), "needs a reason"),
        ("access", event("extended", "2026-09-15", ""), "needs a reason"),
        ("access", event("id_received", "2026-09-15"), "answers nothing"),
        ("access", event("clarification_received", "2026-09-15"), "answers nothing"),
        ("access", event("fee_paid", "2026-09-15"), "answers nothing"),
        ("access", event("extended", "2026-10-15"), "can no longer be extended"),
        ("access", event("id_requested", "2026-10-15"), "asking now does not move the date"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_way_out(rule: str, new: ClockEvent, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        check(new, rule=rule)
    assert refused.value.hint


def test_an_answer_before_the_question_answers_nothing() -> None:
    with pytest.raises(Refusal, match="answers nothing"):
        check(event("id_received", "2026-09-15"), event("id_requested", "2026-09-20"))


def test_an_answer_is_taken_once() -> None:
    with pytest.raises(Refusal, match="answers nothing"):
        check(
            event("id_received", "2026-09-25"),
            event("id_requested", "2026-09-15"),
            event("id_received", "2026-09-20"),
        )


def test_the_law_extends_once_and_a_notice_without_effect_does_not_count() -> None:
    with pytest.raises(Refusal, match="extended already"):
        check(event("extended", "2026-10-10"), event("extended", "2026-10-01"))
    with pytest.raises(Refusal, match="can no longer"):
        check(event("extended", "2026-10-16"), event("extended", "2026-10-15"))
    check(event("extended", "2026-10-10"), event("extended", "2026-10-16"))


def test_a_question_while_the_clock_stands_still_is_taken() -> None:
    check(event("fee_requested", "2026-11-01"), event("id_requested", "2026-09-15"))


def test_the_day_of_receipt_may_be_given_as_a_day() -> None:
    deadlines.check_event("access", date(2026, 9, 14), (), event("id_requested", "2026-09-14"), TODAY, DAYS)


def test_each_clock_offers_the_events_it_knows() -> None:
    assert "clarification_requested" in clock_events.kinds_for("access")
    assert "clarification_requested" not in clock_events.kinds_for("erasure")
    assert clock_events.kinds_for("contact_retention") == ("engagement", "agreed_until")
    assert clock_events.kinds_for("breach") == ()
    assert set(clock_events.LABELS) == set(clock_events.EVENT_KINDS)


def pairs(asked: list[int], answered: list[int]) -> list[tuple[int, int | None]]:
    history = [event("clarification_requested", f"2026-09-{day:02}") for day in asked]
    history += [event("clarification_received", f"2026-09-{day:02}") for day in answered]
    found: tuple[Wait, ...] = waits("clarification", history)
    return [(wait.asked.day, wait.answered.day if wait.answered else None) for wait in found]


def test_a_reminder_neither_opens_a_second_wait_nor_lengthens_the_first() -> None:
    assert pairs([5, 7], [9]) == [(5, 9), (7, 9)]
    assert pairs([5, 9], [9]) == [(5, 9), (9, 9)]


def test_a_second_question_on_the_day_of_the_first_answer_waits_for_its_own() -> None:
    assert pairs([5, 7], [7, 9]) == [(5, 7), (7, 9)]


def test_a_question_without_an_answer_stays_open() -> None:
    assert pairs([5, 10], [7]) == [(5, 7), (10, None)]
    assert pairs([5], []) == [(5, None)]
    assert pairs([], [7]) == []
