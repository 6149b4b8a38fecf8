"""Every worked date case again, through the services: opened, its events recorded one by one, the dates as reckoned."""

import csv
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.core.clock import london_date
from smsdpo.core.errors import Refusal
from smsdpo.domain import deadlines, request_types
from smsdpo.domain.dated_cases import as_texts, instant
from smsdpo.domain.holidays import WorkingDays
from smsdpo.domain.records import ClockEvent
from smsdpo.services import linked, requests
from smsdpo.services.office import Office
from tests.builders import an_office

CASES = Path(__file__).parents[1] / "data" / "deadline_cases.csv"
TYPES = {"complaint_ack": "complaint", "breach_ico": "breach"}
REASON = "As the case says"
DAY = instant("2026-11-02T10:00:00+00:00")


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


KINDS = sorted(set(deadlines.EVENT_KINDS) - {"engagement", "agreed_until", "date_set"})
some_events = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 60)).map(
        lambda pair: ClockEvent(pair[0], date.fromordinal(date(2026, 11, 2).toordinal() + pair[1]), REASON)
    ),
    max_size=8,
)
every_promise = [key for key, kind in request_types.REQUEST_TYPES.items() if kind.clock_rule != "date_set_only"]


@settings(max_examples=60, deadline=None)
@given(events=some_events, order=st.randoms(use_true_random=False), type_key=st.sampled_from(every_promise))
def test_the_order_of_entry_does_not_matter(events: list[ClockEvent], order: object, type_key: str) -> None:
    days = WorkingDays()
    shuffled = list(events)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    first = deadlines.due(type_key, DAY, events, days)
    again = deadlines.due(type_key, DAY, shuffled, days)
    dates = ("policy_due", "statutory_due", "statutory_state", "effective_due", "act_by", "decided_by")
    assert [getattr(first, key) for key in dates] == [getattr(again, key) for key in dates]
    assert deadlines.due(type_key, DAY, events, days) == first, "reckoned again, it is the same"


@pytest.fixture(scope="module")
def desk() -> Iterator[Office]:
    with an_office(today=date(2027, 1, 5)) as office:
        yield office


@settings(max_examples=25, deadline=None)
@given(events=some_events, type_key=st.sampled_from(every_promise))
def test_no_events_leave_a_request_without_a_clock(desk: Office, events: list[ClockEvent], type_key: str) -> None:
    reference = requests.open_request(desk, type=type_key, name="Tom Ash", received_at=DAY, channel="post")
    for event in events:
        with suppress(Refusal):
            requests.add_event(desk, reference, event)
    due = requests.file(desk, reference).card.due
    waits = due.statutory_state in {"NOT_STARTED", "PAUSED"}
    assert due.policy_due or due.statutory_due or due.instant, "every request carries a date"
    assert due.effective_due or due.instant or waits


@settings(max_examples=25, deadline=None)
@given(first=st.sampled_from(every_promise), other=st.sampled_from(every_promise))
def test_another_kind_and_back_restores_the_dates(desk: Office, first: str, other: str) -> None:
    if first == other:
        return
    reference = requests.open_request(desk, type=first, name="Tom Ash", received_at=DAY, channel="post")
    before = requests.file(desk, reference).card.due
    linked.change_type(desk, reference, other, "It was another kind")
    linked.change_type(desk, reference, first, "It was not")
    assert requests.file(desk, reference).card.due == before
