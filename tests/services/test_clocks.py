"""The clock of a request in the store: what is shown before opening is what is kept, and only what moves is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smsdpo.core.clock import FixedClock
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.clocks import ClockEvent
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.services import calendar, clocks, details, findings, holidays, outputs, requests, undo
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


def test_what_a_parent_asks_for_a_child_is_a_right_with_its_month_and_what_a_teacher_tells_is_not(
    office: Office,
) -> None:
    opened = {"type": "under_18_report", "name": "Bryony Tate", "received_at": RECEIVED, "channel": "phone"}
    reference = requests.open_request(office, **opened)  # type: ignore[arg-type]

    def due() -> tuple[date | None, date | None, date | None, str]:
        kept = requests.file(office, reference).card.due
        return kept.policy_due, kept.statutory_due, kept.effective_due, kept.decided_by

    promised = (date(2026, 12, 20), None, date(2026, 12, 20), "policy")
    assert due() == promised, "nobody has said yet who reports"
    for asks in ("parent", "guardian", "child"):
        details.change(office, reference, {"reporter": asks})
        assert due() == (date(2026, 12, 20), date(2026, 12, 21), date(2026, 12, 20), "policy"), asks
    undo.undo(office, reference)
    assert requests.file(office, reference).card.due.statutory_due == date(2026, 12, 21), "a guardian, as before"
    office.clock = FixedClock(date(2026, 12, 22))
    with pytest.raises(Refusal, match="asking now does not move the date"):
        requests.add_event(office, reference, ClockEvent("authority_requested", date(2026, 12, 22)))
    holidays.change(office, "england-and-wales", date(2026, 12, 21), "A day of mourning")
    assert requests.file(office, reference).card.due.statutory_due == date(2026, 12, 22), "holidays move it too"
    details.change(office, reference, {"reporter": "teacher"})
    assert due() == promised
    assert "No law sets a date for it." in requests.file(office, reference).card.due.working


def test_an_older_stores_report_about_a_child_comes_by_its_month_at_the_next_entry(office: Office) -> None:
    opened = {"type": "under_18_report", "name": "Bryony Tate", "received_at": RECEIVED, "channel": "phone"}
    reference = requests.open_request(office, **opened)  # type: ignore[arg-type]
    promised = requests.file(office, reference).card.due
    details.change(office, reference, {"reporter": "parent"})
    with office.operation("request.detail", about=reference) as op:  # as it was reckoned then
        clocks.store(requests.need(op, reference), promised)
    details.change(office, reference, {"safeguarding": "Nothing suggests that the child is in danger."})
    due = requests.file(office, reference).card.due
    assert (due.statutory_due, due.effective_due, due.decided_by) == (date(2026, 12, 21), date(2026, 12, 20), "policy")
    undo.undo(office, reference)
    assert requests.file(office, reference).card.due == promised


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


def test_what_was_answered_says_whether_in_time_and_when_and_not_what_is_left(office: Office, tmp_path: Path) -> None:
    def shown(reference: str) -> tuple[str, str, date | None]:
        (listed,) = (card for card in requests.page(office, view="all").items if card.reference == reference)
        assert requests.file(office, reference).card == listed, "the page says what the list says"
        return listed.state, listed.left, listed.ended_on

    def opened(kind: str, name: str) -> str:
        received = datetime(2026, 10, 1, 9, tzinfo=UTC)
        return requests.open_request(office, type=kind, name=name, received_at=received, channel="phone")

    today = office.clock.today()
    sent = a_decided_request(office, tmp_path)
    outputs.create(office, sent, tmp_path)
    outputs.mark_sent(office, sent, "by post")
    assert shown(sent) == ("released", "in time", today)
    assert calendar.open_answers(office) == [], "what has left is owed to nobody"
    late = opened("general_inquiry", "Tom Ash")
    assert (shown(late)[1:], requests.counts(office)["overdue"]) == (("22 days late", None), 1)
    requests.close(office, late, outcome="withdrawn", note="On the telephone.")
    assert shown(late) == ("closed", "", today), "nobody was kept waiting"
    office.clock = FixedClock(date(2026, 10, 20))
    complaint = opened("complaint", "Zoë O'Neill")
    outputs.letter(office, complaint, "L01", tmp_path / "L01.pdf")
    office.clock = FixedClock(today)
    for reference, said in ((complaint, "in time"), (opened("complaint", "Una Bell"), "22 days late")):
        requests.record_identity(office, reference, method="document_seen", seen="Driving licence")
        written = {
            "about": "Her request",
            "handler": "Jo Lee",
            "findings": "Nothing amiss.",
            "late_cause": "Two of us were ill",
        }
        details.change(office, reference, written)
        findings.settle(office, reference, "not_upheld", "Nothing was amiss.")
        requests.close(office, reference, note="Told in person.", by_hand=True)
        assert shown(reference) == ("closed", said, today)


def test_holidays_of_the_offices_own_are_free_and_those_taken_back_are_not(office: Office) -> None:
    assert clocks.working_days(office).is_working(date(2026, 12, 24))
    assert clocks.working_days(office, "scotland").name(date(2026, 11, 30)) is not None
    assert clocks.working_days(office).name(date(2026, 11, 30)) is None
