"""What comes next in a request, what stands in the way, and which moves its life allows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.domain import lifecycle
from smsdpo.domain.lifecycle import MOVES, STATE_LABELS, STEPS, Facts
from smsdpo.domain.request_types import REQUEST_TYPES

ARRIVED = Facts(sources=6)
CHECKED = replace(ARRIVED, identity="account number")
SEARCHED = replace(CHECKED, searched=6, findings=20, undecided=20)
ONE_LEFT = replace(SEARCHED, undecided=1)
DECIDED = replace(SEARCHED, undecided=0)
SETTLED = replace(DECIDED, outcome="provided_in_full")
MADE = replace(SETTLED, letter_made=True)
APPROVED = replace(MADE, letter_approved=True)


@pytest.mark.parametrize(
    ("facts", "step", "label", "blocked"),
    [
        (ARRIVED, "identity", "Next: check identity", "Identity is not checked yet."),
        (CHECKED, "find", "Next: find the data", ""),
        (
            replace(SEARCHED, searched=5),
            "find",
            "Next: finish the search",
            "1 of 6 sources has not been searched.",
        ),
        (SEARCHED, "review", "Next: decide 20 records", "20 of 20 records are still undecided."),
        (ONE_LEFT, "review", "Next: decide the last record", "1 of 20 records is still undecided."),
        (DECIDED, "decide", "Next: settle the outcome", "The outcome is not settled yet."),
        (SETTLED, "letter", "Next: create workbook and letter", ""),
        (MADE, "letter", "Next: approve the letter", "The letter is not approved yet."),
        (APPROVED, "send", "Next: send and close", ""),
        (replace(APPROVED, sent=True), "send", "Next: close the request", ""),
        (replace(APPROVED, closed=True), "closed", "Closed", "The request is closed."),
        (
            replace(ARRIVED, waiting_for="proof of identity"),
            "identity",
            "Waiting: proof of identity",
            "Waiting for proof of identity.",
        ),
    ],
)
def test_the_one_act_that_comes_next(facts: Facts, step: str, label: str, blocked: str) -> None:
    following = lifecycle.next_step(facts)
    assert (following.key, following.label, following.blocked) == (step, label, blocked)


def test_a_question_needs_neither_search_nor_identity() -> None:
    asked = Facts(type="general_inquiry")
    assert lifecycle.next_step(asked).key == "decide"
    assert lifecycle.next_step(replace(asked, outcome="answered")).label == "Next: create the letter"
    assert [item.key for item in lifecycle.checklist(asked)] == ["outcome", "letter"]


def test_the_checklist_follows_from_the_facts() -> None:
    facts = replace(ONE_LEFT, identity="account number and phone")
    assert [(item.label, item.done) for item in lifecycle.checklist(facts)] == [
        ("Identity checked: account number and phone", True),
        ("All 6 sources searched", True),
        ("Every record decided (19 of 20)", False),
        ("Outcome settled", False),
        ("Letter approved", False),
        ("Password agreed by another channel", False),
    ]


def test_the_checklist_of_a_settled_request_is_ticked() -> None:
    items = lifecycle.checklist(replace(APPROVED, password="phone"))
    assert all(item.done for item in items)
    assert items[3].label == "Outcome settled: Disclose in full"
    assert items[-1].note == "phone"


def test_the_checklist_at_the_start_says_how_far_the_search_is() -> None:
    labels = [item.label for item in lifecycle.checklist(ARRIVED)]
    assert labels[:3] == ["Identity checked", "All sources searched (0 of 6)", "Every record decided"]


def test_one_source_and_nothing_found_read_well() -> None:
    nothing = Facts(identity="known e-mail address", sources=1, searched=1)
    labels = [item.label for item in lifecycle.checklist(nothing)]
    assert labels[1:3] == ["The one source searched", "No record to decide"]
    assert lifecycle.current_step(nothing) == "decide"


def test_sending_is_ticked_only_where_something_was_sent() -> None:
    sent = replace(APPROVED, sent=True, closed=True)
    assert lifecycle.done_steps(sent) == frozenset(STEPS)
    assert "send" not in lifecycle.done_steps(replace(sent, closed=False)), "it is still to be closed"
    withdrawn = replace(ARRIVED, outcome="withdrawn", closed=True)
    assert lifecycle.done_steps(withdrawn) == {"triage", "decide"}, "it ended, and no answer left"


def test_nothing_is_released_before_everything_is_settled() -> None:
    assert lifecycle.release_blockers(ARRIVED) == (
        "Identity is not checked yet.",
        "6 of 6 sources have not been searched.",
        "The outcome is not settled yet.",
    )
    assert lifecycle.release_blockers(Facts(identity="known e-mail address", outcome="provided_in_full")) == (
        "No source was searched yet.",
    )
    assert lifecycle.release_blockers(replace(ONE_LEFT, outcome="provided_in_full")) == (
        "1 of 20 records is still undecided.",
    )
    assert lifecycle.release_blockers(SETTLED) == ()


def test_nothing_is_sent_before_the_letter_is_approved() -> None:
    assert lifecycle.send_blockers(SETTLED) == ("No letter was made yet.",)
    assert lifecycle.send_blockers(MADE) == ("The letter is not approved yet.",)
    assert lifecycle.send_blockers(APPROVED) == ()


facts_of_any_kind = st.builds(
    Facts,
    type=st.just("access"),
    identity=st.sampled_from(["", "account number"]),
    sources=st.integers(0, 4),
    searched=st.integers(0, 4),
    findings=st.integers(4, 9),
    undecided=st.integers(0, 4),
    outcome=st.sampled_from(["", "provided_in_full", "no_data_held"]),
    letter_made=st.booleans(),
    letter_approved=st.booleans(),
)


@given(facts_of_any_kind)
def test_sending_comes_next_only_when_nothing_blocks_release(facts: Facts) -> None:
    if lifecycle.current_step(facts) in {"letter", "send"}:
        assert lifecycle.release_blockers(facts) == ()
    if lifecycle.release_blockers(facts):
        assert not all(item.done for item in lifecycle.checklist(facts))


def test_a_refusal_is_written_without_the_search_but_releases_no_data() -> None:
    refused = replace(ARRIVED, outcome="refused")
    assert lifecycle.answer_blockers(refused) == ()
    assert lifecycle.next_step(refused).label == "Next: create the letter"
    assert lifecycle.send_blockers(refused) == ("No letter was made yet.",)
    assert "Identity is not checked yet." in lifecycle.release_blockers(refused)
    assert "Identity is not checked yet." in lifecycle.answer_blockers(replace(ARRIVED, outcome="provided_in_full"))


def test_every_state_has_its_moves_and_its_name() -> None:
    assert set(MOVES) == set(STATE_LABELS)
    assert all(targets <= set(STATE_LABELS) for targets in MOVES.values())
    assert set(lifecycle.STEP_LABELS) == set(STEPS)
    assert all(set(entry.steps) <= set(STEPS) for entry in REQUEST_TYPES.values())


def test_what_has_left_cannot_be_taken_back() -> None:
    assert not lifecycle.may_move("released", "review")
    assert not lifecycle.may_move("new", "released")
    lifecycle.check_move("DSR-2026-0001", "decided", "released")
    with pytest.raises(Refusal, match="DSR-2026-0001 is new and cannot become sent"):
        lifecycle.check_move("DSR-2026-0001", "new", "released")
    with pytest.raises(Refusal) as refused:
        lifecycle.check_move("DSR-2026-0001", "closed", "released")
    assert refused.value.hint == "Reopen it first."
