"""Every worked date case again, through the services: opened, its events recorded one by one, the dates as reckoned."""

import csv
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import clock_events, deadlines, request_types
from smsdpo.domain.dated_cases import as_texts, instant
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.services import clocks, linked, requests
from smsdpo.services.office import Office
from tests.builders import an_office

CASES = Path(__file__).parents[1] / "data" / "deadline_cases.csv"
TYPES = {"complaint_ack": "complaint", "breach_ico": "breach"}
REASON = "As the case says"
DAY = instant("2026-11-02T10:00:00+00:00")
FIRST = london_date(DAY)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def events_of(row: dict[str, str]) -> list[ClockEvent]:
    return [ClockEvent(one["type"], london_date(instant(one["at"])), REASON) for one in json.loads(row["events"])]


@pytest.mark.promise("P80", "P81")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case_id"])
def test_the_dates_of_a_case_come_out_in_the_office_too(row: dict[str, str]) -> None:
    received, events = instant(row["received_at"]), events_of(row)
    ahead = {"agreed_until", "date_set"}
    today = max([london_date(received), *(event.on for event in events if event.kind not in ahead)])
    with an_office(today=today) as office:
        office.change_settings({"nation": row["jurisdiction"]})
        type_key = TYPES.get(row["rule"], row["rule"])
        # FixedClock stands at noon: what came in later that day is read the next one.
        reference = requests.open_request(office, type=type_key, name="Tom Ash", received_at=received, channel="post")
        for event in events:
            # What the rule gives no effect (a late notice, a pause of an erasure) is refused, and changes nothing.
            with suppress(Refusal):
                requests.add_event(office, reference, event)
        found = as_texts(requests.file(office, reference).card.due)
    assert {key: found[key] for key in ("policy_due", "statutory_due", "effective_due")} == {
        key: row[key] for key in ("policy_due", "statutory_due", "effective_due")
    }


every_type = st.sampled_from(sorted(request_types.REQUEST_TYPES))


def history_of(type_key: str) -> st.SearchStrategy[tuple[str, list[ClockEvent]]]:
    """Events that the clock of this type knows, reminders and late ones among them, and now and then another."""
    kinds = [*clock_events.kinds_for(type_key) * 3, *deadlines.EVENT_KINDS]
    one = st.builds(
        lambda kind, ahead: ClockEvent(kind, FIRST + timedelta(days=ahead), REASON),
        st.sampled_from(kinds),
        st.integers(0, 60),
    )
    return st.tuples(st.just(type_key), st.lists(one, max_size=8))


histories = every_type.flatmap(history_of)


@settings(max_examples=120, deadline=None)
@given(history=histories, order=st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(history: tuple[str, list[ClockEvent]], order: Random) -> None:
    (type_key, events), days = history, WorkingDays()
    first = deadlines.due(type_key, DAY, events, days)
    assert deadlines.due(type_key, DAY, order.sample(events, len(events)), days) == first
    assert deadlines.due(type_key, DAY, events, days) == first, "reckoned again, it is the same"
    assert first.policy_due or first.statutory_due or first.instant, "every request carries a date"


@pytest.fixture(scope="module")
def desk() -> Iterator[Office]:
    with an_office(today=date(2027, 1, 5)) as office:
        yield office


@settings(max_examples=40, deadline=None)
@given(history=histories)
def test_no_events_leave_a_request_without_a_clock(desk: Office, history: tuple[str, list[ClockEvent]]) -> None:
    type_key, events = history
    reference = requests.open_request(desk, type=type_key, name="Tom Ash", received_at=DAY, channel="post")
    taken = 0
    for event in events:
        with suppress(Refusal):
            requests.add_event(desk, reference, event)
            taken += 1
    due = requests.file(desk, reference).card.due
    waits = due.statutory_state in {"NOT_STARTED", "PAUSED"}
    assert due.policy_due or due.statutory_due or due.instant, "every request carries a date"
    assert due.effective_due or due.instant or waits
    with desk.operation("test.restate") as op:
        row = requests.need(op, reference)
        before = row.sequence
        clocks.restate(op, row, WorkingDays())
        assert row.sequence == before, f"reckoned again after {taken} events, nothing moves"


@settings(max_examples=25, deadline=None)
@given(first=every_type, other=every_type)
def test_another_kind_and_back_restores_the_dates(desk: Office, first: str, other: str) -> None:
    if first == other:
        return
    reference = requests.open_request(desk, type=first, name="Tom Ash", received_at=DAY, channel="post")
    before = requests.file(desk, reference).card.due
    linked.change_type(desk, reference, other, "It was another kind")
    linked.change_type(desk, reference, first, "It was not")
    assert requests.file(desk, reference).card.due == before
