"""People are found however they are spelled, and the same person is the same in two files."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smsdpo.domain.identifiers import (
    fold,
    identifiers_of,
    normalise,
    prefix_tokens,
    query_terms,
    search_document,
    squeeze,
)


@pytest.mark.parametrize("spelling", ["Zoë O’Neill", "zoe oneill", "ZOE  O'NEILL", "Zoe\u0308 O`Neill", "zoë\to'neill"])
def test_accents_case_apostrophes_and_spacing_do_not_matter(spelling: str) -> None:
    assert fold(spelling) == "zoe oneill"


@pytest.mark.parametrize(("name", "folded"), [("Григорян", "grigoryan"), ("王芳", "wangfang"), ("Łukasz", "lukasz")])
def test_names_in_other_scripts_are_found_by_their_romanised_spelling(name: str, folded: str) -> None:
    assert squeeze(name) == folded


@given(st.text(max_size=60))
@example(":\xa0")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_a_folded_text_has_no_capitals_and_no_double_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not re.search(r"[A-Z'’]", folded)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Zoe.ONeill@Example.org", "zoe.oneill@example.org"),
        ("<zoe@example.org>", "zoe@example.org"),
        ("mailto:zoe@example.org", "zoe@example.org"),
        ("zoe@localhost", "zoe@localhost"),
        ("n/a", None),
        ("zoe at example.org", None),
        ("@", None),
        ("", None),
    ],
)
def test_an_address_that_breaks_the_rules_is_kept_for_matching_but_nonsense_is_not(raw: str, value: str | None) -> None:
    assert normalise("email", raw) == value


@pytest.mark.parametrize(
    "raw",
    ["07700 900118", "(07700) 900 118", "+44 7700 900118", "+44 (0)7700 900118", "0044 7700 900118", "07700-900-118"],
)
def test_one_telephone_number_in_six_spellings_is_one_number(raw: str) -> None:
    assert normalise("phone", raw) == "+447700900118"


@pytest.mark.parametrize("raw", ["0000000000", "n/a", "12345", "ring me", "-", "99"])
def test_a_number_filled_in_to_get_past_a_form_joins_nobody(raw: str) -> None:
    assert normalise("phone", raw) is None


@given(st.from_regex(r"(\+44|0044|0)[ .-]?[1-9][0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{4}", fullmatch=True))
def test_the_quick_way_agrees_with_the_library_on_plain_british_numbers(raw: str) -> None:
    number = phonenumbers.parse(raw, "GB")
    expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert normalise("phone", raw) == expected


def test_every_spelling_of_a_real_number_gives_the_same_value(shared_data: Callable[[str], Path]) -> None:
    with shared_data("people/phone_numbers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    different = [
        row["e164"]
        for row in rows
        if len({normalise("phone", row["e164"]), normalise("phone", row["international"])}) != 1
    ]
    assert different == []
    british = [row for row in rows if row["region"] == "GB" and row["type"] in ("fixed", "mobile")]
    assert {normalise("phone", row["national"]) for row in british} == {row["e164"] for row in british}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("14 Mill Lane, Leeds ls1 4ap", "LS1 4AP"),
        ("BT486HQ", "BT48 6HQ"),
        ("AD500", "AD500"),
        ("Leeds", None),
    ],
)
def test_a_postcode_is_found_inside_an_address(raw: str, value: str | None) -> None:
    assert normalise("postcode", raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("192.0.2.17", "192.0.2.17"),
        ("192.0.2.17:8080", "192.0.2.17"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:192.0.2.17", "192.0.2.17"),
        ("192.0.2.256", None),
        ("010.0.0.1", None),
    ],
)
def test_an_ip_address_has_one_spelling(raw: str, value: str | None) -> None:
    assert normalise("ip", raw) == value


@pytest.mark.parametrize("raw", ["Dr Zoë O'Neill", "O’Neill, Zoë", "zoe oneill", "Mrs. Zoe O'Neill"])
def test_titles_and_a_surname_put_first_do_not_make_another_person(raw: str) -> None:
    assert normalise("name", raw) == "zoe oneill"


def test_account_numbers_are_compared_without_spaces_and_case() -> None:
    assert normalise("account", " sms 20 588 ") == "SMS20588"
    assert normalise("account", "N/A") is None


@given(st.sampled_from(["email", "phone", "name", "account", "postcode", "ip"]), st.text(max_size=80))
def test_normalising_never_fails_and_is_stable(kind: str, raw: str) -> None:
    value = normalise(kind, raw)
    if value is not None and kind != "name":
        assert normalise(kind, value) == value


def test_awkward_strings_are_only_text(shared_data: Callable[[str], Path]) -> None:
    for text in json.loads(shared_data("people/naughty-strings.json").read_text(encoding="utf-8")):
        for kind in ("email", "phone", "name", "account", "postcode", "ip"):
            normalise(kind, text)
        query_terms(text)


def test_real_addresses_are_normalised_or_left_out_without_failing(shared_data: Callable[[str], Path]) -> None:
    with shared_data("people/email_addresses.csv").open(encoding="utf-8", newline="") as file:
        kept = [row["address"] for row in csv.DictReader(file) if normalise("email", row["address"])]
    assert "test.test@iana.org" in kept


def test_the_document_holds_a_british_number_with_its_nought_and_with_its_country() -> None:
    found = identifiers_of("contact_form", {"name": "Zoë O’Neill", "phone": "07700 900118", "ip_address": "192.0.2.17"})
    assert search_document(found) == "zoeoneill 447700900118 07700900118 1920217"


def test_short_fragments_begin_words_of_the_name_and_the_mailbox() -> None:
    found = identifiers_of("account", {"name": "Li O'Neill", "email": "wei.li@example.org", "phone": "07700 900118"})
    assert prefix_tokens(found) == {"li", "on", "we"}


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("O'Neill zoe", ["oneill", "zoe"]),
        ("0770 0900", ["07700900"]),
        ("+44 (0)7700 900", ["447700900"]),
        ("0044 7700 900", ["447700900"]),
        ("ls1 4ap", ["ls1", "4ap"]),
        ("  ", []),
    ],
)
def test_what_is_typed_becomes_squeezed_terms(typed: str, terms: list[str]) -> None:
    assert query_terms(typed) == terms
