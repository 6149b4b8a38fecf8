"""`due`, with and without a table."""

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import run_bare

CASES = Path(__file__).resolve().parents[1] / "data" / "deadline_cases.csv"
DATES = ("policy_due", "statutory_due", "effective_due")


def the_dates(*words: str) -> dict[str, str]:
    made: dict[str, str] = run_bare("due", "--json", *words).json
    return made


@pytest.mark.promise("P80", "P57")
def test_all_worked_cases_come_out_as_the_rules_have_them() -> None:
    made = {entry["case_id"]: entry for entry in run_bare("due", "--cases", str(CASES), "--json").json}
    with CASES.open(encoding="utf-8") as file:
        expected = {row["case_id"]: row for row in csv.DictReader(file)}
    assert len(expected) == 67
    assert {case: [made[case][key] for key in DATES] for case in expected} == {
        case: [row[key] for key in DATES] for case, row in expected.items()
    }


def test_a_request_of_today_is_due_on_the_three_dates_with_its_working() -> None:
    made = the_dates("--type", "access", "--received", "2026-11-22")
    assert {key: made[key] for key in (*DATES, "act_by", "decided_by")} == {
        "policy_due": "2026-12-22",
        "statutory_due": "2026-12-22",
        "effective_due": "2026-12-22",
        "act_by": "2026-12-22",
        "decided_by": "both",
    }
    assert all(isinstance(sentence, str) for sentence in made["working"])


def test_late_on_a_summer_evening_counts_as_the_next_day_in_london() -> None:
    assert the_dates("--type", "access", "--received", "2026-06-30T23:30:00Z")["policy_due"] == "2026-07-31"


def test_events_move_the_law_and_not_the_promise() -> None:
    made = the_dates("--type", "access", "--received", "2026-09-01", "--event", "id_requested@2026-09-02")
    assert (made["policy_due"], made["statutory_due"]) == ("2026-10-01", "NOT_STARTED")


def test_an_event_late_on_a_summer_evening_falls_on_the_next_day_in_london_too() -> None:
    made = the_dates("--type", "access", "--received", "2026-09-01", "--event", "id_requested@2026-09-02T23:30:00Z")
    assert "Proof of identity: asked for Thursday 3 September, not yet received." in made["working"]


def test_a_reader_is_told_the_rule_and_what_may_not_wait_for_the_date() -> None:
    asked = ("due", "--type", "objection_marketing", "--received", "2026-11-20")
    assert run_bare(*asked).out.startswith("Rule          The marketing stops without delay, the same working day;")


def test_a_reader_is_told_in_words_that_a_clock_does_not_run() -> None:
    asked = ("due", "--type", "access", "--received", "2026-09-01", "--event", "id_requested@2026-09-02")
    assert "Law           not started\n" in run_bare(*asked).out


def test_one_request_and_a_table_are_not_asked_about_together() -> None:
    ran = run_bare("due", "--cases", str(CASES), "--type", "access")
    assert (ran.status, ran.out) == (1, "")


def test_scotland_has_its_own_holidays() -> None:
    asked = ("--type", "customer_data_return", "--received", "2026-11-27")
    assert the_dates(*asked)["effective_due"] == "2026-12-02"
    assert the_dates(*asked, "--nation", "scotland")["effective_due"] == "2026-12-03"


def test_a_time_without_a_zone_is_refused() -> None:
    ran = run_bare("due", "--type", "access", "--received", "2026-06-30T23:30:00")
    assert ran.status == 1
    assert "time zone" in ran.err


@pytest.mark.parametrize("table", ["not,the,columns\n1,2,3\n", "", "case_id,rule,received_at\nX,access,when?\n"])
def test_a_table_that_is_none_is_refused_with_one_sentence(tmp_path: Path, table: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(table, encoding="utf-8")
    ran = run_bare("due", "--cases", str(path))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
