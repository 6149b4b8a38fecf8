"""The mapping file says which column is which field; each way of getting it wrong has its own sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.connectors.days import find_order, read_day
from smsdpo.connectors.mapping import guess_mapping, load_mapping, mapping_from
from smsdpo.core.errors import Refusal

GOOD: dict[str, Any] = {"category": "contact_form", "columns": {"E-mail": "email", "Sent": "collected_on"}}


def test_only_category_and_columns_are_needed() -> None:
    mapping = mapping_from(GOOD, "map.json")
    assert (mapping.category, mapping.header_row, mapping.date_order) == ("contact_form", 1, "")
    assert mapping_from(mapping.as_data(), "again") == mapping


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": "customers"}, "no data category"),
        ({"category": "information_request"}, "office's own records"),
        ({"category": None}, "must say 'category'"),
        ({"columns": ["email"]}, "pairs of texts"),
        ({"columns": {"E-mail": "mail"}}, "no field 'mail'"),
        ({"columns": {"A": "email", "B": "email"}}, "two columns for the field 'email'"),
        ({"date_order": "ydm"}, "date_order"),
        ({"delimiter": ";;"}, "one character"),
        ({"header_row": 0}, "header_row"),
        ({"header_row": True}, "header_row"),
        ({"constants": {"provenance": "guessed"}}, "unknown provenance"),
        ({"constants": {"colour": "red"}}, "no field 'colour'"),
        ({"colums": {}}, "not known: 'colums'"),
    ],
)
def test_a_wrong_mapping_is_refused_by_what_is_wrong(change: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        mapping_from({**GOOD, **change}, "map.json")
    assert refused.value.hint


@pytest.mark.parametrize("text", ["", "not json", "[" * 50_000, "[1, 2]", '{"category": "account"}'])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(Refusal, match=r"map\.json"):
        load_mapping(path)


def test_a_mapping_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no mapping file"):
        load_mapping(tmp_path / "map.json")


def test_a_mapping_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert load_mapping(path).category == "contact_form"


@pytest.mark.parametrize(
    ("headers", "category"),
    [
        (["Name", "Email", "Phone", "Location", "Employment status", "IP address"], "contact_form"),
        (["Account number", "Name", "Email", "Address", "Opened on", "Status"], "account"),
        (["account_number", "product", "invoice_number", "amount", "renews_on"], "purchase"),
        (["Ticket", "E-mail", "Asked", "Answered", "Date", "Agent"], "service_note"),
        (["E-mail", "Purpose", "Given on", "Withdrawn on"], "consent"),
        (["Email", "Channel", "Type", "Subject", "Sent on"], "communication"),
        (["Email", "Partner", "Offer", "Shared on"], "partner_share"),
    ],
)
def test_obvious_headings_need_no_mapping(headers: list[str], category: str) -> None:
    mapping = guess_mapping(headers)
    assert mapping is not None
    assert mapping.category == category


@pytest.mark.parametrize("headers", [["Name", "Email"], ["a", "b", "c"], []])
def test_headings_that_do_not_tell_are_not_guessed(headers: list[str]) -> None:
    assert guess_mapping(headers) is None


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2026", "dmy", "2026-04-03"),
        ("03/04/2026", "mdy", "2026-03-04"),
        ("2026-04-03", "mdy", "2026-04-03"),
        ("2026/4/3", "dmy", "2026-04-03"),
        ("3.4.26", "dmy", "2026-04-03"),
        ("3 April 2026", "dmy", "2026-04-03"),
        ("Fri 3rd Apr 2026", "dmy", "2026-04-03"),
        ("Apr 3, 2026", "dmy", "2026-04-03"),
        ("20260403", "dmy", "2026-04-03"),
        ("2026-06-30T23:30:00Z", "dmy", "2026-07-01"),
        ("2026-06-30T23:30:00+01:00", "dmy", "2026-06-30"),
        ("03/04/2026 10:22", "dmy", "2026-04-03"),
        ("46115", "dmy", "2026-04-03"),
        ("31/02/2026", "dmy", None),
        ("2026-13-01", "dmy", None),
        ("soon", "dmy", None),
        ("01/01/1066", "dmy", None),
    ],
)
def test_a_day_is_read_in_the_order_given(text: str, order: str, day: str | None) -> None:
    assert read_day(text, order) == day


@given(st.text(max_size=40), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_no_text_breaks_the_reading_of_days(text: str, order: str) -> None:
    day = read_day(text, order)
    assert day is None or len(day) == 10


def test_the_order_of_day_and_month_is_proved_by_a_row_which_is_named_without_its_value() -> None:
    assert find_order("Sent", [(2, "03/04/2026"), (3, "25/03/2026")]) == (
        "dmy",
        "Sent: the day comes first (row 3 proves it).",
    )
    assert find_order("Sent", [(2, "03/25/2026")])[0] == "mdy"


def test_where_nothing_proves_the_order_the_day_comes_first_and_it_is_said() -> None:
    order, said = find_order("Sent", [(2, "03/04/2026")])
    assert order == "dmy"
    assert "nothing proves" in said
    assert find_order("Sent", [(2, "2026-04-03")]) == ("dmy", "")
