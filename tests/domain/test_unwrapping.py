"""A letter cut at the sender's width reads as its paragraphs; what the writer ended stays ended."""

import pytest

from smsdpo.domain.unwrapping import unwrap

WRAPPED = """Good morning,

I bought two lamps from you in the spring and have had your catalogue
every week since then, although I asked for it to stop. Please send me
"everything" that you hold about me, and tell me where it came from.

Kind regards,
Morwenna Tregear
4 Quay Lane
Falmouth
"""


def test_a_sentence_that_was_cut_runs_on_and_the_address_below_it_does_not() -> None:
    read = unwrap(WRAPPED).text
    assert (
        'your catalogue every week since then, although I asked for it to stop. Please send me "everything" that'
        in read
    )
    assert read.endswith("came from.\n\nKind regards,\nMorwenna Tregear\n4 Quay Lane\nFalmouth\n")


def test_a_passage_is_found_again_where_it_reads_now_also_over_a_cut() -> None:
    read = unwrap(WRAPPED)
    for passage in (
        "Good morning",
        "catalogue\nevery week",
        'Please send me\n"everything"',
        "Falmouth",
        "catalogue",
        "every",
    ):
        start = WRAPPED.index(passage)
        first, last = read.span(start, start + len(passage))
        assert read.text[first:last] == passage.replace("\n", " ")


def test_nothing_but_line_ends_and_the_marks_of_a_quotation_is_left_out() -> None:
    read = unwrap(WRAPPED)
    assert read.text.split() == WRAPPED.split()
    assert len(read.text) == len(WRAPPED)


def test_a_quoted_letter_runs_on_under_one_mark_of_its_own_depth() -> None:
    text = (
        "> We thank you for your letter of the second of November and answer\n"
        "> it within the month.\n"
        ">> Please send me a copy of all that your office holds about me and\n"
        ">> about nobody else.\n"
    )
    assert unwrap(text).text == (
        "> We thank you for your letter of the second of November and answer it within the month.\n"
        ">> Please send me a copy of all that your office holds about me and about nobody else.\n"
    )


@pytest.mark.parametrize(
    "following",
    [
        "- and the calls you recorded",
        "2. and the calls you recorded",
        "b) the calls you recorded",
        "  the calls you recorded",
        "Account: the calls you recorded",
        "> the calls you recorded",
        "https://example.org/calls",
        "calls\tyes",
        "calls     yes",
        "----------",
        "",
    ],
)
def test_lists_labels_tables_and_addresses_stay_below_each_other(following: str) -> None:
    text = f"please send me every letter that I wrote to your office last year and\n{following}\n"
    text += "whatever else the people at the desk have written down about me since\nthen.\n"
    assert f"last year and\n{following}\n" in unwrap(text).text
    assert "about me since then." in unwrap(text).text


@pytest.mark.parametrize(
    "text",
    [
        "please delete my account and everything that you hold about me today\nMorwenna Tregear\n4 Quay Lane\n",
        "First I rang your office on Monday, and nobody could say a thing.\nThen I wrote twice and had no answer.\n",
        "A paragraph that nobody has cut is longer than any program would leave a line, and so what follows it was\n"
        "ended by the one who wrote it, however long it may be, and is left as it is\nto be read.\n",
        "short\nlines\nof a poem\n",
        "We have the following to say about it, and we say it in this order now:\nnothing\n",
    ],
)
def test_a_letter_in_which_no_sentence_was_cut_is_left_alone(text: str) -> None:
    assert unwrap(text).text == text


def test_a_long_address_on_the_web_does_not_pass_for_an_uncut_paragraph() -> None:
    text = f"see https://example.org/{'x' * 120} where\n{WRAPPED}"
    assert "your catalogue every week" in unwrap(text).text
