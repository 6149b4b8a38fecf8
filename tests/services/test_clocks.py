"""The clock of a request in the store: what is shown before opening is what is kept, and only what moves is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.services import calendar, clocks, outputs, requests
from smsdpo.services.office import Office
from tests.builders import a_decided_request, an_access_request

RECEIVED = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("kind", REQUEST_TYPES)
def test_the_dates_shown_before_a_request_is_opened_are_those_it_gets(office: Office, kind: str) -> None:
    shown = requests.due_preview(office, kind, RECEIVED)
    reference = requests.open_request(office, type=kind, name="Tom Ash", received_at=RECEIVED, channel="phone")
    kept = requests.file(office, reference).card.due
    assert (kept.policy_due, kept.statutory_due, kept.effective_due) == (
        shown.policy_due,
        shown.statutory_due,
        shown.effective_due,
    )


def test_a_second_holding_letter_moves_no_date_and_leaves_the_calendars_entry_as_it_was(
    office: Office, tmp_path: Path
) -> None:
    reference = an_access_request(office, tmp_path)
    holding = ClockEvent("interim_response", date(2026, 11, 22), "Told her that we search")
    requests.add_event(office, reference, holding)
    (before,) = calendar.open_answers(office)
    requests.add_event(office, reference, holding)
    (after,) = calendar.open_answers(office)
    assert (after.on, after.sequence) == (before.on, before.sequence)
    assert [event.kind for event in requests.file(office, reference).events] == ["interim_response"] * 2


def test_what_is_noted_after_the_answer_has_left_opens_nothing_again(office: Office, tmp_path: Path) -> None:
    reference = a_decided_request(office, tmp_path)
    requests.agree_password(office, reference, "by telephone")
    outputs.create(office, reference, tmp_path)
    outputs.mark_sent(office, reference, "by e-mail")
    requests.add_event(office, reference, ClockEvent("interim_response", date(2026, 11, 22), "Sent before, noted late"))
    assert requests.file(office, reference).card.state == "released"


def test_holidays_of_the_offices_own_are_free_and_those_taken_back_are_not(office: Office) -> None:
    assert clocks.working_days(office).is_working(date(2026, 12, 24))
    assert clocks.working_days(office, "scotland").name(date(2026, 11, 30)) is not None
    assert clocks.working_days(office).name(date(2026, 11, 30)) is None
