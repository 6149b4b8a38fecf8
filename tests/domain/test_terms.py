"""Every word of the law that the help explains rests on a sentence of the policy, quoted as it stands there."""

import pytest

from smsdpo.domain.terms import TERMS, Term
from smsdpo.services import policy
from tests.builders import TODAY


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.key)
def test_the_sentence_stands_word_for_word_in_the_line_that_is_named(term: Term) -> None:
    lines = policy.lines_on(TODAY)
    assert term.policy in lines[term.line - 1]


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.key)
def test_a_term_is_explained_in_one_or_two_sentences_of_our_own(term: Term) -> None:
    assert 1 <= term.means.count(".") <= 3
    assert term.means not in term.policy


def test_what_the_policy_does_not_name_is_not_said_to_stand_in_it() -> None:
    assert "does not use this word" in TERMS["restriction"].source
    assert TERMS["consent"].source == "The policy says (line 20):"


def test_the_words_an_office_needs_are_there() -> None:
    wanted = {"right_of_access", "one_month", "thirty_days", "restriction", "portability", "data_subject", "controller"}
    wanted |= {"legal_hold", "identity_check", "acknowledgement", "regulator", "exemption"}
    assert wanted <= set(TERMS)
    assert len(TERMS) >= 25
