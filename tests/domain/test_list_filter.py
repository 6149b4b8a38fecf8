"""The text above a list: whatever is typed is read, or refused by the word that cannot be meant."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.domain.list_filter import MESSAGE_STATES, Condition, parse

TODAY = date(2026, 11, 22)


def test_words_stand_in_any_order_and_a_quoted_phrase_stays_together() -> None:
    assert parse('Okafor "Subject  Access" Zoë', TODAY) == (
        Condition("text", ("okafor",)),
        Condition("text", ("subject access",)),
        Condition("text", ("zoe",)),
    )


def test_a_minus_leaves_out_a_word_a_phrase_or_a_key() -> None:
    found = parse('-okafor -"data deletion" -state:closed', TODAY)
    assert all(condition.without for condition in found)
    assert [condition.values for condition in found] == [("okafor",), ("data deletion",), ("closed",)]


def test_a_reference_is_one_phrase_and_its_hyphens_leave_nothing_out() -> None:
    assert parse("DSR-2026-0001", TODAY) == (Condition("text", ("dsr 2026 0001",)),)


def test_a_type_is_known_by_its_key_or_by_how_a_word_of_it_begins() -> None:
    assert parse("type:erasure", TODAY)[0].values == ("erasure",)
    assert parse("type:eras", TODAY)[0].values == ("erasure",)
    assert set(parse("type:objec", TODAY)[0].values) >= {"objection", "objection_marketing"}


def test_states_are_those_of_the_list() -> None:
    assert parse("state:waiting", TODAY)[0].values == ("waiting",)
    assert parse("state:aside", TODAY, MESSAGE_STATES)[0].values == ("not_request",)
    with pytest.raises(Refusal, match="state:aside"):
        parse("state:aside", TODAY)


def test_me_and_nobody_are_no_names() -> None:
    assert [one.values for one in parse("for:Me for:NOBODY for:Pearce", TODAY)] == [("me",), ("nobody",), ("Pearce",)]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("due:2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
        ("due:2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("received:2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("due:<2026-12-01", None, date(2026, 11, 30)),
        ("due:<=2026-12", None, date(2026, 12, 31)),
        ("due:>2026-11", date(2026, 12, 1), None),
        ("due:>=2026-11", date(2026, 11, 1), None),
        ("due:today", TODAY, TODAY),
        ("due:tomorrow", date(2026, 11, 23), date(2026, 11, 23)),
        ("due:week", TODAY, date(2026, 11, 28)),
        ("received:week", date(2026, 11, 16), TODAY),
        ("due:late", None, date(2026, 11, 21)),
    ],
)
def test_days_are_a_day_a_month_a_year_a_named_one_or_all_on_one_side(
    typed: str, first: date | None, last: date | None
) -> None:
    (condition,) = parse(typed, TODAY)
    assert (condition.first, condition.last) == (first, last)


@pytest.mark.parametrize("typed", ["due:soon", "due:2026-13", "received:<late", "due:>9999", "due:<0001", "type:zzz"])
def test_a_value_that_cannot_be_meant_is_refused_by_its_word(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(f"okafor {typed}", TODAY)
    assert typed in refused.value.message
    assert refused.value.hint


def test_an_unknown_key_is_a_plain_word_and_a_key_without_value_is_not_yet_a_condition() -> None:
    assert parse("subject:hello", TODAY) == (Condition("text", ("subject hello",)),)
    assert parse('type: due: - "" :', TODAY) == ()


@given(st.text() | st.from_regex(r"-?(type|state|for|due|received):[<>=]{0,2}[0-9a-z\"-]{0,12}", fullmatch=True))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(Refusal):
        for condition in parse(typed, TODAY):
            assert condition.values or condition.first or condition.last
