"""Fields are filled in once; what is empty is named, and no value is ever read as part of the template."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.letters.blocks import ComposedLetter, Facts, Heading, Item, Paragraph, Signature, Span
from smsdpo.letters.catalogue import load_all, parse
from smsdpo.letters.fields import FieldValue, sample_fields
from smsdpo.letters.fill import compose

HEADER = "key: L99\ntitle: A test\nfor: any\nstep: letter\nversion: 1\nsubject: About {{ reference }}\n\n"


def composed(body: str, **fields: FieldValue) -> ComposedLetter:
    template = parse(f"{HEADER}{body}\n\n{{{{ signature }}}}\n", "test.txt")
    usual: dict[str, FieldValue] = {"dpo_name": "A", "organisation_name": "B", "recipient_name": "C", "reference": "D"}
    return compose(template, usual | fields)


def all_text(letter: ComposedLetter) -> str:
    parts: list[str] = []
    for block in letter.blocks:
        if isinstance(block, Facts):
            parts.extend("".join(span.text for span in cell) for row in block.rows for cell in row)
        elif isinstance(block, Signature):
            parts.extend(block.lines)
        else:
            parts.append("".join(span.text for span in block.spans))
    return "\n".join(parts)


def test_dates_are_written_as_people_in_britain_write_them() -> None:
    assert "by 2 December 2026." in all_text(composed("by {{ answer_by_long }}.", answer_by_long=date(2026, 12, 2)))
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # summer time: the next day has begun in London
    assert "by 1 July 2026." in all_text(composed("by {{ answer_by_long }}.", answer_by_long=late))


def test_the_text_is_cut_into_its_blocks() -> None:
    letter = composed(
        "# One **thing**\n\nText in\ntwo lines\n- first\n- second\n\n:: Label :: {{ reference }}\n:: Other :: **x**"
    )
    assert letter.subject == "About D"
    assert letter.blocks[:5] == (
        Heading((Span("One "), Span("thing", strong=True))),
        Paragraph((Span("Text in two lines"),)),
        Item((Span("first"),)),
        Item((Span("second"),)),
        Facts((((Span("Label"),), (Span("D"),)), ((Span("Other"),), (Span("x", strong=True),)))),
    )
    assert isinstance(letter.blocks[-1], Signature)


def test_a_heading_ends_at_its_line() -> None:
    letter = composed("# Heading\nText below it")
    assert letter.blocks[0] == Heading((Span("Heading"),))
    assert letter.blocks[1] == Paragraph((Span("Text below it"),))


@given(st.text(max_size=40))
def test_a_value_is_never_part_of_the_template(value: str) -> None:
    stripped = value.strip()
    letter = composed("Before {{ request_in_words }} after", request_in_words=value)
    if stripped:
        assert letter.blocks[0] == Paragraph((Span(f"Before {stripped} after"),))
    else:
        assert letter.missing == ("request_in_words",)


@pytest.mark.parametrize("value", ["{{ dpo_name }}", "**x**", "# x", "- x", ":: a :: b", "\ue0000\ue001", "{% if %}"])
def test_a_value_that_looks_like_markup_stays_what_it_is(value: str) -> None:
    letter = composed("{{ request_in_words }}", request_in_words=value)
    assert letter.blocks[0] == Paragraph((Span(value),))


def test_an_empty_or_unknown_field_is_named_and_shown_by_its_label() -> None:
    letter = composed("{{ request_in_words }} {{ delivery_words }}", request_in_words="  ")
    assert letter.missing == ("request_in_words", "delivery_words")
    assert "[the request in our words]" in all_text(letter)


def test_an_empty_list_or_an_empty_member_of_a_row_is_named() -> None:
    body = "{% for row in withheld %}- {{ row.what }}: {{ row.reason }}\n{% endfor %}"
    assert composed(body, withheld=[]).missing == ("withheld",)
    assert composed(body, withheld=[{"what": "a note", "reason": ""}]).missing == ("withheld.reason",)


def test_a_condition_asks_whether_a_field_is_there() -> None:
    body = "{% if withheld %}part{% else %}all{% endif %}"
    assert all_text(composed(body, withheld=[])).startswith("all")
    assert all_text(composed(body, withheld=[{"what": "x", "reason": "y"}])).startswith("part")


def test_a_refusal_needs_its_reasons() -> None:
    fields = sample_fields()
    fields["refusal_reasons"] = []
    assert compose(load_all()["L08"], fields).missing == ("refusal_reasons",)


@pytest.mark.parametrize("key", ["L06", "L07", "L08"])
def test_the_national_authority_is_named_to_residents_of_the_eea_only(key: str) -> None:
    fields = sample_fields()
    assert "data protection authority of your own country" in all_text(compose(load_all()[key], fields))
    fields["residence_eea"] = ""
    assert "data protection authority of your own country" not in all_text(compose(load_all()[key], fields))


def test_a_value_that_ends_with_a_full_stop_does_not_get_a_second_one() -> None:
    assert all_text(composed("{{ transfers }}.", transfers="None.")).startswith("None.\n")


def test_nobody_named_is_greeted_faithfully() -> None:
    letter = composed("Text", recipient_name="")
    assert isinstance(letter.blocks[-1], Signature)
    assert letter.blocks[-1].greeting == "Yours faithfully,"
