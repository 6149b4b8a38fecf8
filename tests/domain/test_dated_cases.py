"""The worked date cases of the rules, and how a clock is written into a table."""

import csv
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import dated_cases

CASES = Path(__file__).parents[1] / "data" / "deadline_cases.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_sixty_seven_worked_cases_are_there() -> None:
    assert len(rows()) == 67


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case_id"])
def test_a_worked_case_comes_out_as_reckoned_by_hand(row: dict[str, str]) -> None:
    worked_out = dated_cases.work_out(row)
    asked = ("policy_due", "statutory_due", "effective_due")
    assert {key: worked_out[key] for key in asked} == {key: row[key] for key in asked}
    assert worked_out["case_id"] == row["case_id"]
    assert worked_out["working"]


def test_a_row_without_events_and_nation_is_read_for_england_and_wales() -> None:
    worked_out = dated_cases.work_out({"rule": "access", "received_at": "2026-03-03"})
    assert worked_out["statutory_due"] == "2026-04-07"


def test_with_the_promise_kept_the_answer_waits_with_the_law() -> None:
    events = '[{"type": "id_requested", "at": "2026-10-06"}, {"type": "interim_response", "at": "2026-10-20"}]'
    worked_out = dated_cases.work_out({"rule": "access", "received_at": "2026-10-05", "events": events})
    assert worked_out["statutory_due"] == "NOT_STARTED"
    assert worked_out["effective_due"] == "NOT_STARTED"
    assert worked_out["act_by"] == ""


def test_a_summer_breach_is_written_in_london_time() -> None:
    worked_out = dated_cases.work_out({"rule": "breach", "received_at": "2026-07-01T09:00:00Z"})
    assert worked_out["statutory_due"] == "2026-07-04T10:00:00+01:00"


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "2026-06-30T23:30:00", "20:15"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        dated_cases.instant(text)


@pytest.mark.parametrize("events", ["[", "{}x", '["id_requested"]', '[{"type": "id_requested"}]', "3"])
def test_events_that_cannot_be_read_are_refused(events: str) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        dated_cases.work_out({"rule": "access", "received_at": "2026-10-05", "events": events})


def test_an_event_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal, match="no event “snowed_in”"):
        dated_cases.work_out(
            {"rule": "access", "received_at": "2026-10-05", "events": '[{"type": "snowed_in", "at": "2026-10-06"}]'}
        )
